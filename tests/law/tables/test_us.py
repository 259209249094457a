"""The United States: 16 CFR 429 (sales away from the shop) and 435 (orders by mail or online)."""

import pytest

from postsales import (
    Cancelled,
    CreditAsked,
    LineKind,
    NoticeForm,
    SaleMade,
    ShippingRefund,
    Trait,
    Verdict,
)
from postsales.law import DelayNotice, DutyState, Party, ShippingState
from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.goods import Delayed
from tests.law.tables.notices import Noticed
from tests.law.tables.rows import (
    NoRight,
    NotOwed,
    Owed,
    Row,
    Since,
    Stands,
    Stood,
    Table,
    Unsure,
    Until,
)
from tests.law.tables.sums import GoesBack
from tests.law.tables.union import periods

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


NAMED = [
    ("Martin Luther King, early", "2029-01-03", "2029-01-11", "2029-01-15", "2029-01-16"),
    ("Martin Luther King, late", "2036-01-09", "2036-01-17", "2036-01-21", "2036-01-22"),
    ("Washington, early", "2027-02-03", "2027-02-11", "2027-02-15", "2027-02-16"),
    ("Washington, late", "2039-02-09", "2039-02-17", "2039-02-21", "2039-02-22"),
    ("Memorial Day, early", "2026-05-13", "2026-05-21", "2026-05-25", "2026-05-26"),
    ("Memorial Day, late", "2038-05-19", "2038-05-27", "2038-05-31", "2038-06-01"),
    ("Labor Day, early", "2031-08-20", "2031-08-28", "2031-09-01", "2031-09-02"),
    ("Labor Day, late", "2037-08-26", "2037-09-03", "2037-09-07", "2037-09-08"),
    ("Columbus Day, early", "2029-09-26", "2029-10-04", "2029-10-08", "2029-10-09"),
    ("Columbus Day, late", "2030-10-02", "2030-10-10", "2030-10-14", "2030-10-15"),
    ("Thanksgiving, early", "2029-11-10", "2029-11-19", "2029-11-22", "2029-11-23"),
    ("Thanksgiving, late", "2030-11-16", "2030-11-25", "2030-11-28", "2030-11-29"),
    ("New Year", "2029-12-19", "2029-12-28", "2030-01-01", "2030-01-02"),
    ("the Fourth of July", "2028-06-22", "2028-06-30", "2028-07-04", "2028-07-05"),
    ("Veterans Day", "2026-10-30", "2026-11-07", "2026-11-11", "2026-11-12"),
    ("Christmas", "2029-12-13", "2029-12-21", "2029-12-25", "2029-12-26"),
    (
        "the day before Martin Luther King, early",
        "2029-01-02",
        "2029-01-10",
        "2029-01-15",
        "2029-01-13",
    ),
    (
        "the day before Martin Luther King, late",
        "2036-01-08",
        "2036-01-16",
        "2036-01-21",
        "2036-01-19",
    ),
    ("the day before Washington, early", "2027-02-02", "2027-02-10", "2027-02-15", "2027-02-13"),
    ("the day before Washington, late", "2039-02-08", "2039-02-16", "2039-02-21", "2039-02-19"),
    ("the day before Memorial Day, early", "2026-05-12", "2026-05-20", "2026-05-25", "2026-05-23"),
    ("the day before Memorial Day, late", "2038-05-18", "2038-05-26", "2038-05-31", "2038-05-29"),
    ("the day before Labor Day, early", "2031-08-19", "2031-08-27", "2031-09-01", "2031-08-30"),
    ("the day before Labor Day, late", "2037-08-25", "2037-09-02", "2037-09-07", "2037-09-05"),
    ("the day before Columbus Day, early", "2029-09-25", "2029-10-03", "2029-10-08", "2029-10-06"),
    ("the day before Columbus Day, late", "2030-10-01", "2030-10-09", "2030-10-14", "2030-10-12"),
    ("the day before Thanksgiving, early", "2029-11-09", "2029-11-17", "2029-11-22", "2029-11-21"),
    ("the day before Thanksgiving, late", "2030-11-15", "2030-11-23", "2030-11-28", "2030-11-27"),
    ("the day before New Year", "2029-12-18", "2029-12-27", "2030-01-01", "2029-12-31"),
    ("the day before the Fourth of July", "2028-06-21", "2028-06-29", "2028-07-04", "2028-07-03"),
    ("the day before Veterans Day", "2026-10-29", "2026-11-06", "2026-11-11", "2026-11-10"),
    ("the day before Christmas", "2029-12-12", "2029-12-20", "2029-12-25", "2029-12-24"),
]
"""What the rule names: ten business days before a day, three, the holiday, and the last day."""
CHRISTMAS = "2029-12-25"


def over(name: str, tenth: str, third: str, holiday: str, last: str) -> list[Row]:
    """The third day after a sale, or the tenth after a notice, with a holiday on it or behind."""
    known = holidays(holiday, CHRISTMAS)
    return [
        Until(f"to {name}", visit(third), last, holidays=known),
        Owed(f"a refund to {name}", "refund", visit(tenth, notice=tenth), last, holidays=known),
    ]


COOLING_OFF: list[Row] = [
    Until("three days in the week", visit("2026-03-02"), "2026-03-05"),
    Until("Saturday counts, and is the third", visit("2026-05-20"), "2026-05-23"),
    Until("Sunday does not", visit("2026-05-07"), "2026-05-11"),
    Until("sold on a Saturday", visit("2026-03-07"), "2026-03-11"),
    Until("sold on a Sunday", visit("2026-03-08"), "2026-03-11"),
    Until("over Memorial Day, sold on a Friday", visit("2026-05-22"), "2026-05-27"),
    Until(
        "over Juneteenth, which the rule does not name",
        visit("2026-06-17"),
        "2026-06-22",
        readings=("2026-06-20",),
    ),
    Until("the Fourth, where it is kept", visit("2026-07-02"), "2026-07-07"),
    Until(
        "and on its date, too",
        visit("2026-07-02"),
        "2026-07-08",
        readings=("2026-07-07",),
        holidays=BOTH_FOURTHS,
    ),
    Until("over the end of a month", visit("2026-03-30"), "2026-04-02"),
    Until("over a leap day", visit("2028-02-26"), "2028-03-01"),
    Until("over the night when clocks go on", visit("2026-03-06"), "2026-03-10"),
    Until("a service", visit("2026-03-02", kind=LineKind.SERVICE), "2026-03-05"),
    Until("delivered later", visit("2026-03-02", parcels="2026-03-04"), "2026-03-05"),
    *(Until(f"sold {x}", Sold("2026-03-02", made=x), "2026-03-05") for x in AT_HOME + ELSEWHERE),
    Until(
        "the form was given later",
        visit("2026-03-02", informed="2026-03-10"),
        "2026-03-13",
    ),
    Until(
        "and once more: the first counts",
        visit("2026-03-02", informed=["2026-03-10", "2026-03-17"]),
        "2026-03-13",
    ),
    Until(
        "had the forms before the sale", visit("2026-03-02", informed="2026-02-25"), "2026-03-05"
    ),
    Until("had the forms on the day", visit("2026-03-02", informed="2026-03-02"), "2026-03-05"),
    Until("had them the day after", visit("2026-03-02", informed="2026-03-03"), "2026-03-06"),
    Stands("no form was given: no end", visit("2026-03-02", informed=NEVER), on="2027-03-02"),
    Unsure("without holidays", visit("2026-03-02"), "2026-03-05"),
]
SCOPE: list[Row] = [
    *(Stands(f"{x} at home", visit("2026-03-02", kind=x)) for x in periods.KINDS),
    NoRight(
        "an emergency at home",
        Sold("2026-03-02", made=SaleMade.INVITED_VISIT, traits=[Trait.URGENT_REPAIR]),
    ),
    *(NoRight(f"24.99 {x}", Sold("2026-03-02", made=x, price="24.99")) for x in AT_HOME),
    *(Stands(f"25 {x}", Sold("2026-03-02", made=x, price="25.00")) for x in AT_HOME),
    *(NoRight(f"129.99 {x}", Sold("2026-03-02", made=x, price="129.99")) for x in ELSEWHERE),
    *(Stands(f"130 {x}", Sold("2026-03-02", made=x, price="130.00")) for x in ELSEWHERE),
    *(
        NoRight(
            f"20 {x}", Sold("2026-03-02", "2026-03-03", made=x, price="20"), code="not_sold_away"
        )
        for x in [*NOT_MET_IN_PERSON, SaleMade.IN_SHOP]
    ),
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
        readings=("2026-06-26",),
    ),
    Stood(
        "cancelled too late: the rule gives nothing back",
        "refund",
        visit("2026-05-01", notice="2026-06-01"),
        DutyState.NOT_STARTED,
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
    Stood(
        "shipped on the last day",
        "ship",
        Sold("2026-03-02", awaited=1, left="2026-04-01"),
        DutyState.DONE,
    ),
    Stood(
        "shipped a day late",
        "ship",
        Sold("2026-03-02", awaited=1, left="2026-04-02"),
        DutyState.DONE_LATE,
    ),
    Stood("it has come", "ship", Sold("2026-03-02", "2026-03-31"), DutyState.DONE),
    Owed(
        "two notices: the first",
        "refund",
        visit("2026-05-28", parcels=["2026-05-28"] * 2, notice=["2026-05-29", "2026-06-01"]),
        "2026-06-10",
    ),
    Owed(
        "called off before it was shipped: seven working days, or business days to be safe",
        "refund_unshipped",
        Sold("2026-05-01", besides={Cancelled: "2026-05-06"}),
        "2026-05-15",
        safe="2026-05-14",
        nominal="2026-05-15",
        readings=("2026-05-14",),
    ),
    Owed(
        "over Memorial Day",
        "refund_unshipped",
        Sold("2026-05-19", besides={Cancelled: "2026-05-20"}),
        "2026-06-01",
        safe="2026-05-29",
        nominal="2026-06-01",
        readings=("2026-05-29",),
    ),
    Owed(
        "called off in two steps: the first",
        "refund_unshipped",
        Sold("2026-05-01", awaited=2, besides={Cancelled: ("2026-05-06", "2026-05-07")}),
        "2026-05-15",
        safe="2026-05-14",
        nominal="2026-05-15",
        readings=("2026-05-14",),
    ),
    Stood(
        "paid in time",
        "refund_unshipped",
        Sold("2026-05-01", besides={Cancelled: "2026-05-06"}, refunded="2026-05-14"),
        DutyState.DONE,
    ),
    Owed(
        "closed by the seller, and announced once more: from the first notice",
        "refund",
        visit("2026-05-29", notice="2026-06-01", again="2026-06-03"),
        "2026-06-12",
    ),
    Owed("to a Sunday", "ship", Sold("2026-03-06"), "2026-04-05"),
    Owed(
        "50 days where the customer asks for credit",
        "ship",
        Sold("2026-03-02", besides={CreditAsked: "2026-03-02"}),
        "2026-04-21",
    ),
]
CALLED_OFF = {Cancelled: "2026-05-06"}
ORDERED: list[Row] = [
    *(
        row
        for made in NOT_MET_IN_PERSON
        for row in (
            Owed(f"shipped: sold {made}", "ship", Sold("2026-03-02", made=made), "2026-04-01"),
            Owed(
                f"paid back: sold {made}",
                "refund_unshipped",
                Sold("2026-05-01", made=made, besides=CALLED_OFF),
                "2026-05-15",
                safe="2026-05-14",
                nominal="2026-05-15",
                readings=("2026-05-14",),
            ),
        )
    ),
    *(
        row
        for made in (SaleMade.IN_SHOP, *AT_HOME, *ELSEWHERE)
        for row in (
            NotOwed(f"the rule is not about sales {made}", "ship", Sold("2026-03-02", made=made)),
            NotOwed(
                f"nor about their refund: sold {made}",
                "refund_unshipped",
                Sold("2026-05-01", made=made, besides=CALLED_OFF),
            ),
        )
    ),
    NotOwed("a service is not shipped", "ship", Sold("2026-03-02", kind=LineKind.SERVICE)),
    NotOwed(
        "nor is it paid back by this rule",
        "refund_unshipped",
        Sold("2026-05-01", kind=LineKind.SERVICE, besides=CALLED_OFF),
    ),
]
THAT_DAY = visit("2026-03-02")
CANCELLING: list[Row] = [
    GoesBack(
        "all of it, and the seller fetches the goods or pays the way",
        THAT_DAY,
        ShippingRefund.WHEN_ALL_COMES_BACK,
        Party.TRADER,
    ),
    Noticed(
        "mailed by midnight of the third day",
        THAT_DAY,
        "2026-03-05",
        "2026-03-09",
        Verdict.MET,
    ),
    Noticed("mailed a day late", THAT_DAY, "2026-03-06", "2026-03-09", Verdict.NOT_MET),
    Noticed(
        "goods without a word",
        THAT_DAY,
        "2026-03-04",
        "2026-03-04",
        Verdict.NOT_MET,
        form=NoticeForm.GOODS_ALONE,
    ),
]
ON_ORDER = Sold("2026-03-02", awaited=1)
DELAYS: list[Row] = [
    Delayed(
        "30 days more, and the buyer is silent: consent",
        ON_ORDER,
        (DelayNotice("2026-03-30", until="2026-05-01"),),
        "2026-05-01",
        ShippingState.DUE,
        ShippingState.LATE,
    ),
    Delayed(
        "31 days more, and the buyer is silent: cancelled after 30",
        ON_ORDER,
        (DelayNotice("2026-03-30", until="2026-05-02"),),
        "2026-05-01",
        ShippingState.AWAITS_CONSENT,
        ShippingState.CANCELLED,
    ),
]
TABLE = Table(
    "US",
    Where("America/New_York", "USD", FEDERAL),
    {
        "cooling off": COOLING_OFF,
        "over holidays": [row for x in NAMED for row in over(*x)],
        "what it is about": SCOPE,
        "duties": DUTIES,
        "orders by mail, online and by phone": ORDERED,
        "notices of a delay": DELAYS,
        "how it is cancelled": CANCELLING,
        "since when": [Since("2015-03-13")],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_the_united_states(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
