"""The laws as tables of the documentation, family by family.

``python -m tests.testing.catalogue`` writes them into ``docs/reference/laws.md``, between a comment
that names the family and one that ends the table; a test compares. The rest of that page is written
by hand.
"""

import re
from collections.abc import Iterator

from postsales.testing import invitations, laws, plans, scores
from postsales.testing.law import Law
from tests.architecture.source import ROOT

FILE = ROOT / "docs" / "reference" / "laws.md"
ALL = (*laws.ALL, *plans.ALL, *scores.ALL, *invitations.ALL)
WHOM = {
    "every policy": laws.ALL,
    "all plans": plans.ALL,
    "every scorer": scores.ALL,
    "all invitations": invitations.ALL,
}
BLOCK = re.compile(r"<!-- laws of (?P<family>[A-Z]+) -->\n.*?<!-- end of laws -->", re.DOTALL)


def families() -> list[str]:
    """The families of laws, each once."""
    return list(dict.fromkeys(law.id.partition("-")[0] for law in ALL))


def page(text: str) -> str:
    """A page with the tables as they have to be."""
    return BLOCK.sub(lambda found: _block(found["family"]), text)


def told(text: str) -> list[str]:
    """The families whose tables stand on a page."""
    return [found["family"] for found in BLOCK.finditer(text)]


def _block(family: str) -> str:
    head = ["| law | says | because | catches | asked of |", "| --- | --- | --- | --- | --- |"]
    rows = [_row(law) for law in ALL if law.id.startswith(f"{family}-")]
    return "\n".join([f"<!-- laws of {family} -->", "", *head, *rows, "", "<!-- end of laws -->"])


def _row(law: Law) -> str:
    cells = (f"`{law.key}`", law.statement, law.because, law.catches, ", ".join(_asked_of(law)))
    return f"| {' | '.join(cells)} |"


def _asked_of(law: Law) -> Iterator[str]:
    if not law.needs and not law.unless:
        yield next(says for says, some in WHOM.items() if law in some)
    yield from (f"`{flag}`" for flag in law.needs)
    yield from (f"not `{flag}`" for flag in law.unless)


if __name__ == "__main__":
    FILE.write_text(page(FILE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{len(ALL)} laws in {FILE.name}")
