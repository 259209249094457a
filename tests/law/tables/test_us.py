"""The United States: 16 CFR 429 (sales away from the shop) and 435 (orders by mail or online)."""

import pytest

from postsales import CreditAsked, LineKind, SaleMade
from postsales.law import DutyState
from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.rows import NoRight, Owed, Row, Stands, Stood, Table, Unsure, Until

FEDERAL = holidays(
    *["2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03"],
    *["2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25"],
)
BOTH_FOURTHS = holidays("2026-07-03", "2026-07-04")
AT_HOME = [SaleMade.HOME_VISIT, SaleMade.INVITED_VISIT]
ELSEWHERE = [SaleMade.AWAY, SaleMade.EXCURSION]
NOT_MET_IN_PERSON = [SaleMade.ONLINE, SaleMade.BY_PHONE, SaleMade.BY_MAIL, SaleMade.COLD_CALL]


def visit(on: str, **facts: object) -> Sold:
    """Sold at the customer's home."""
    return Sold(on, made=SaleMade.HOME_VISIT, **facts)  # type: ignore[arg-type]


COOLING_OFF: list[Row] = [
    Until("three days in the week", visit("2026-03-02"), "2026-03-05"),
    Until("Saturday counts, and is the third", visit("2026-05-20"), "2026-05-23"),
    Until("Sunday does not", visit("2026-05-07"), "2026-05-11"),
    Until("sold on a Saturday", visit("2026-03-07"), "2026-03-11"),
    Until("sold on a Sunday", visit("2026-03-08"), "2026-03-11"),
    Until("over Memorial Day", visit("2026-05-22"), "2026-05-27"),
    Until("over Juneteenth", visit("2026-06-17"), "2026-06-22"),
    Until("over Christmas", visit("2026-12-23"), "2026-12-28"),
    Until("the Fourth, where it is kept", visit("2026-07-02"), "2026-07-07"),
    Until("and on its date, too", visit("2026-07-02"), "2026-07-08", holidays=BOTH_FOURTHS),
    Until("over the end of a month", visit("2026-03-30"), "2026-04-02"),
    Until("over a leap day", visit("2024-02-27"), "2024-03-01"),
    Until("over the night when clocks go on", visit("2026-03-06"), "2026-03-10"),
    Until("a service", visit("2026-03-02", kind=LineKind.SERVICE), "2026-03-05"),
    Until("delivered later", visit("2026-03-02", parcels="2026-03-04"), "2026-03-05"),
    *(Until(f"sold {x}", Sold("2026-03-02", made=x), "2026-03-05") for x in AT_HOME + ELSEWHERE),
    Stands("no form was given: no end", visit("2026-03-02", informed=NEVER), on="2027-03-02"),
    Unsure("without holidays", visit("2026-03-02"), "2026-03-05"),
]
SCOPE: list[Row] = [
    *(NoRight(f"24.99 {x}", Sold("2026-03-02", made=x, price="24.99")) for x in AT_HOME),
    *(Stands(f"25 {x}", Sold("2026-03-02", made=x, price="25.00")) for x in AT_HOME),
    *(NoRight(f"129.99 {x}", Sold("2026-03-02", made=x, price="129.99")) for x in ELSEWHERE),
    *(Stands(f"130 {x}", Sold("2026-03-02", made=x, price="130.00")) for x in ELSEWHERE),
    *(
        NoRight(f"500 {x}", Sold("2026-03-02", "2026-03-03", made=x, price="500.00"))
        for x in [*NOT_MET_IN_PERSON, SaleMade.IN_SHOP]
    ),
]
DUTIES: list[Row] = [
    Owed(
        "a refund within ten business days, Saturdays among them",
        "refund",
        visit("2026-05-29", notice="2026-06-01"),
        "2026-06-12",
    ),
    Owed(
        "over Juneteenth, which the rule does not name",
        "refund",
        visit("2026-06-12", notice="2026-06-15"),
        "2026-06-27",
        safe="2026-06-26",
        nominal="2026-06-27",
    ),
    Stood(
        "on the tenth",
        "refund",
        visit("2026-05-29", notice="2026-06-01", refunded="2026-06-12"),
        DutyState.DONE,
    ),
    Stood(
        "and after it",
        "refund",
        visit("2026-05-29", notice="2026-06-01", refunded="2026-06-13"),
        DutyState.DONE_LATE,
    ),
    Owed("shipping within 30 days", "ship", Sold("2026-03-02"), "2026-04-01"),
    Owed("to a Sunday", "ship", Sold("2026-03-06"), "2026-04-05"),
    Owed(
        "50 days where the customer asks for credit",
        "ship",
        Sold("2026-03-02", besides={CreditAsked: "2026-03-02"}),
        "2026-04-21",
    ),
]
TABLE = Table(
    "US",
    Where("America/New_York", "USD", FEDERAL),
    {"cooling off": COOLING_OFF, "what it is about": SCOPE, "duties": DUTIES},
)


@pytest.mark.parametrize("about", [*TABLE.titles])
def test_the_law_of_the_united_states(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
