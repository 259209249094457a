"""The explanations as they are read, one file for each tale and form.

``python -m tests.explain.snapshots`` writes them again after a change that was meant; read the
difference before it is kept. The figures are those of the CLDR in Babel 2.18.
"""

from pathlib import Path

from tests.explain.given import TALES

FOLDER = Path(__file__).with_name("snapshots")


def told() -> dict[str, str]:
    """Every file name with what should stand in the file."""
    found: dict[str, str] = {}
    for name, tale in TALES.items():
        found[f"{name}.txt"] = tale.text() + "\n"
        found[f"{name}.md"] = tale.markdown() + "\n"
    return found


if __name__ == "__main__":
    for name, words in told().items():
        (FOLDER / name).write_text(words, encoding="utf-8")
