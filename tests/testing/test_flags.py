"""Flags: help tells all of them, and the table in the reference says who has them."""

from pathlib import Path

import pytest
from attrs import evolve

from postsales import CancellationTerms, Days, Fee, GuaranteeTerms, Per, Percent, Shipped
from postsales.testing import Answer, Flag, laws
from postsales.testing.suite import Suite
from tests.testing.good import CHANGEABLE, LATE_NOTHING, NO_FEES, SEASONAL, STANDARD, by_hand

TABLE = Path(__file__, "../../../docs/reference/testing.md").resolve().read_text(encoding="utf-8")
ROWS = {
    cells[0].strip("` "): [x.strip() for x in cells[2:4]]
    for line in TABLE.splitlines()
    if line.startswith("| `") and len(cells := line.strip("|").split("|")) == 4
}
PROMISE = GuaranteeTerms.money_back(id="acme", version="1", zone="UTC", length=Days(30))
CALLED_OFF = CancellationTerms(id="acme", version="1", until=Shipped)


def test_help_tells_every_flag() -> None:
    told = Flag.__doc__ or ""
    assert [x.name for x in Flag] == [
        line.strip(" -").partition(":")[0]
        for line in told.splitlines()
        if line.startswith("    - ")
    ]


def test_the_reference_has_every_flag() -> None:
    assert [*ROWS] == [str(x) for x in Flag]


def test_what_a_function_without_flags_counts_as() -> None:
    counted = laws.check(by_hand).subject.flags
    assert counted == {Flag(x) for x, (_, without) in ROWS.items() if without == "yes"}
    called_off = laws.check(by_hand, cancellations=lambda *_: Answer()).subject.flags
    assert called_off - counted == {Flag.CANCELS}


PER_ITEM = evolve(NO_FEES, fees=[Fee("handling", Percent("1"), per=Per.ITEM)])
PER_UNIT = evolve(NO_FEES, fees=[Fee("handling", Percent("1"), per=Per.UNIT)])


@pytest.mark.parametrize(
    ("suite", "more"),
    [
        pytest.param(laws.check(STANDARD), "", id="return terms alone"),
        pytest.param(laws.check(STANDARD, NO_FEES), "money tenders taxes", id="with refund terms"),
        pytest.param(
            laws.check(STANDARD, PER_UNIT), "money tenders taxes fees", id="with a fee per unit"
        ),
        pytest.param(
            laws.check(STANDARD, PER_ITEM),
            "money tenders taxes fees fees_per_return",
            id="with a fee per item",
        ),
        pytest.param(
            laws.check(STANDARD, LATE_NOTHING),
            "money tenders taxes forfeits",
            id="with a window that gives nothing afterwards",
        ),
        pytest.param(
            laws.check(STANDARD, cancellations=CALLED_OFF),
            "cancels cut_off",
            id="with cancellations until it is shipped",
        ),
        pytest.param(laws.check(SEASONAL), "seasons", id="with a season of deliveries"),
        pytest.param(laws.check(STANDARD, guarantees=PROMISE), "promises", id="with a guarantee"),
        pytest.param(laws.check(STANDARD, changes=CHANGEABLE), "changes", id="with changes"),
    ],
)
def test_what_terms_have(suite: Suite, more: str) -> None:
    always = {Flag(x) for x, (terms, _) in ROWS.items() if terms == "always"}
    assert suite.subject.flags == always | {Flag(x) for x in more.split()}
