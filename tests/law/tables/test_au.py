"""Australia: Australian Consumer Law, section 82: agreements nobody asked the seller to make."""

import pytest

from postsales import CallRulesBroken, NoticeForm, SaleMade, ShippingRefund, Verdict
from postsales.law import Party
from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.notices import Noticed
from tests.law.tables.rows import NoRight, Row, Since, Stands, Table, Unsure, Until
from tests.law.tables.sums import GoesBack
from tests.law.tables.union import periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-01-26", "2026-04-03", "2026-04-06", "2026-12-25", "2026-12-28"],
    *["2027-01-01"],
)
UNASKED = [SaleMade.HOME_VISIT, SaleMade.COLD_CALL]


def visit(on: str, **facts: object) -> Sold:
    """Agreed at the customer's home, where nobody had asked the seller to come."""
    return Sold(on, made=SaleMade.HOME_VISIT, **facts)  # type: ignore[arg-type]


ROWS: list[Row] = [
    Until("ten business days", visit("2026-03-02"), "2026-03-16"),
    Until("agreed on a Saturday", visit("2026-03-07"), "2026-03-20"),
    Until("over Christmas and New Year", visit("2026-12-17"), "2027-01-05"),
    Until("over Easter", visit("2026-03-30"), "2026-04-15"),
    Until("over a leap day", visit("2024-02-20"), "2024-03-05"),
    Until("over the night when clocks go back", visit("2026-04-01"), "2026-04-17"),
    Until(
        "agreed by phone: from the copy",
        Sold(
            "2026-03-02",
            made=SaleMade.COLD_CALL,
            copies="2026-03-04",
        ),
        "2026-03-18",
    ),
    Until(
        "with a copy before the call",
        Sold("2026-03-02", made=SaleMade.COLD_CALL, copies="2026-02-27"),
        "2026-03-16",
    ),
    Until(
        "with two copies: from the first",
        Sold("2026-03-02", made=SaleMade.COLD_CALL, copies=["2026-03-04", "2026-03-20"]),
        "2026-03-18",
    ),
    Stands(
        "agreed by phone, and no copy yet",
        Sold("2026-03-02", made=SaleMade.COLD_CALL),
        on="2026-06-30",
        is_open=True,
    ),
    Until("delivered later", visit("2026-03-02", parcels="2026-03-06"), "2026-03-16"),
    Unsure("without holidays", visit("2026-03-02"), "2026-03-16"),
]
BREACHED: list[Row] = [
    Until(
        "came at a forbidden hour: three months",
        visit("2026-02-02", besides={CallRulesBroken: "2026-02-02"}),
        "2026-05-02",
    ),
    Until(
        "over a short month",
        visit("2025-11-30", besides={CallRulesBroken: "2025-11-30"}),
        "2026-02-28",
    ),
    Until("no document: six months", visit("2026-02-02", informed=NEVER), "2026-08-02"),
    Until(
        "by phone at a forbidden hour: from the copy",
        Sold(
            "2026-03-02",
            made=SaleMade.COLD_CALL,
            besides={CallRulesBroken: "2026-03-02"},
            copies="2026-03-04",
        ),
        "2026-06-04",
    ),
    Until(
        "by phone at a forbidden hour, with two copies: from the first",
        Sold(
            "2026-03-02",
            made=SaleMade.COLD_CALL,
            besides={CallRulesBroken: "2026-03-02"},
            copies=["2026-03-04", "2026-03-20"],
        ),
        "2026-06-04",
    ),
    Until(
        "by phone, and the copy was not in order: from the first",
        Sold(
            "2026-03-02",
            made=SaleMade.COLD_CALL,
            informed=["2026-03-04", "2026-03-20"],
        ),
        "2026-09-04",
    ),
    Until(
        "by phone at a forbidden hour, with a copy before the call: from the agreement",
        Sold(
            "2026-03-02",
            made=SaleMade.COLD_CALL,
            besides={CallRulesBroken: "2026-03-02"},
            copies="2026-02-27",
        ),
        "2026-06-02",
    ),
    Until(
        "by phone, and the copy before the call was not in order",
        Sold("2026-03-02", made=SaleMade.COLD_CALL, informed="2026-02-27"),
        "2026-09-02",
    ),
    Until(
        "both: the longer",
        visit("2026-02-02", informed=NEVER, besides={CallRulesBroken: "2026-02-02"}),
        "2026-08-02",
    ),
]
SCOPE: list[Row] = [
    *(Stands(f"{x} at home", visit("2026-03-02", kind=x)) for x in periods.KINDS),
    *(
        Stands(f"agreed {x}", Sold("2026-03-02", made=x))
        for x in (SaleMade.AWAY, SaleMade.EXCURSION)
    ),
    *(NoRight(f"100 dollars {x}", Sold("2026-03-02", made=x, price="100.00")) for x in UNASKED),
    *(Stands(f"a cent more {x}", Sold("2026-03-02", made=x, price="100.01")) for x in UNASKED),
    *(
        NoRight(f"no change of mind {x}", Sold("2026-03-02", "2026-03-03", made=x))
        for x in (SaleMade.ONLINE, SaleMade.BY_MAIL, SaleMade.IN_SHOP, SaleMade.INVITED_VISIT)
    ),
]
THAT_DAY = visit("2026-03-02")
ENDING: list[Row] = [
    GoesBack(
        "all of it, and the seller fetches the goods",
        THAT_DAY,
        ShippingRefund.WHEN_ALL_COMES_BACK,
        Party.TRADER,
    ),
    Noticed("sent on the last day", THAT_DAY, "2026-03-16", "2026-03-18", Verdict.MET),
    Noticed("sent a day late", THAT_DAY, "2026-03-17", "2026-03-18", Verdict.NOT_MET),
    Noticed(
        "goods without a word",
        THAT_DAY,
        "2026-03-10",
        "2026-03-10",
        Verdict.NOT_MET,
        form=NoticeForm.GOODS_ALONE,
    ),
]
TABLE = Table(
    "AU",
    Where("Australia/Sydney", "AUD", HOLIDAYS),
    {
        "ten business days": ROWS,
        "rules that were broken": BREACHED,
        "what it is about": SCOPE,
        "how it is ended": ENDING,
        "since when": [Since("2011-01-01")],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_australia(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
