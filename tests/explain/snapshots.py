"""The explanations as they are read, one file for each tale and form.

``python -m tests.explain.snapshots`` writes them again after a change that was meant; read the
difference before it is kept. The figures are those of the CLDR in Babel 2.18.
"""

from pathlib import Path

from attrs import evolve

from postsales import Register
from tests.explain.given import TALES

FOLDER = Path(__file__).with_name("snapshots")

# Told in every language and register, since together they have every part of an explanation.
FOR_OTHERS = (
    "story_3",
    "story_5_a_fact_is_missing",
    "all_refused",
    "custom_rule",
    "late_store_credit",
    "second_parcel",
    "split_delivery",
    "too_far_along",
)


def told() -> dict[str, str]:
    """Every file name with what should stand in the file."""
    found: dict[str, str] = {}
    for name, tale in TALES.items():
        found[f"{name}.txt"] = tale.text() + "\n"
        found[f"{name}.md"] = tale.markdown() + "\n"
    for name in FOR_OTHERS:
        for locale in ("en", "de"):
            for register in Register if locale == "de" else (Register.CUSTOMER,):
                tale = evolve(TALES[name], locale=locale, register=register)
                found[f"{name}.{locale}.{register}.txt"] = tale.text() + "\n"
    found["story_3.html"] = TALES["story_3"].html() + "\n"
    return found


if __name__ == "__main__":
    for name, words in told().items():
        (FOLDER / name).write_text(words, encoding="utf-8")
