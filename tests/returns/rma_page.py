"""The table of a return as it stands in the documentation.

``python -m tests.returns.rma_page`` writes it, and a test compares.
"""

import re
from collections.abc import Iterable

from postsales import RMA, RmaState, RmaStep, Transition
from tests.architecture.source import ROOT

FILE = ROOT / "docs" / "explanation" / "life-of-a-return.md"
BLOCK = re.compile(r"<!-- the table of a return -->\n.*?<!-- end of the table -->", re.DOTALL)


def page(text: str) -> str:
    """A page with the table as it has to be."""
    head = [
        "| a return that is | becomes | stays so with | becomes, with a remark |",
        "| --- | --- | --- | --- |",
    ]
    rows = [_row(state) for state in RmaState]
    begin, end = "<!-- the table of a return -->", "<!-- end of the table -->"
    return BLOCK.sub("\n".join([begin, "", *head, *rows, "", end]), text)


def _row(state: RmaState) -> str:
    rows = [row for row in RMA.transitions if row.state is state]
    usual = [row.to for row in rows if row.remark is None and row.to is not state]
    stays = [row.step for row in rows if row.to is state]
    over = "nothing: it is over" if RMA.is_over(state) else ""
    return f"| `{state}` | {_listed(usual) or over} | {_listed(stays)} | {_remarked(rows)} |"


def _listed(words: Iterable[object]) -> str:
    return ", ".join(f"`{x}`" for x in dict.fromkeys(words))


def _remarked(rows: Iterable[Transition[RmaState, RmaStep]]) -> str:
    """What a return becomes by steps with the same remark."""
    found: dict[str, list[RmaState]] = {}
    for row in rows:
        if row.remark is not None:
            found.setdefault(str(row.remark), []).append(row.to)
    return "; ".join(f"{_listed(states)} (`{remark}`)" for remark, states in found.items())


if __name__ == "__main__":
    FILE.write_text(page(FILE.read_text(encoding="utf-8")), encoding="utf-8")
