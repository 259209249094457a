"""Japan: act on specified commercial transactions, articles 9, 15-3 and 24.

The day of the document, or of the goods, is the first of the eight.
"""

import pytest

from postsales import NoticeForm, PolicyMissing, SaleMade, ShippingRefund, Verdict
from postsales.law import Party
from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.notices import Noticed
from tests.law.tables.rows import NOTHING_KNOWN, NoRight, Row, Since, Stands, Table, Until
from tests.law.tables.sums import GoesBack
from tests.law.tables.union import periods

HOLIDAYS = holidays("2026-01-01", "2026-03-20", "2026-05-04", "2026-05-05", "2026-05-06")
UNASKED = [SaleMade.HOME_VISIT, SaleMade.COLD_CALL]
NOT_VISITED = [SaleMade.ONLINE, SaleMade.BY_MAIL, SaleMade.BY_PHONE, SaleMade.IN_SHOP]
NOT_SHOWN = {PolicyMissing: "2026-02-27"}


def visit(on: str, **facts: object) -> Sold:
    """Agreed at the customer's home, for 20 000 yen, where the document was given at once."""
    told = {"made": SaleMade.HOME_VISIT, "price": "20000", "informed": on, **facts}
    return Sold(on, **told)  # type: ignore[arg-type]


VISITS: list[Row] = [
    *(Stands(f"{x} at home", visit("2026-03-02", kind=x)) for x in periods.KINDS),
    *(
        Until(f"eight days, {x}", visit("2026-03-02", made=x), "2026-03-09")
        for x in (SaleMade.AWAY, SaleMade.EXCURSION)
    ),
    *(NoRight(f"sold {x}", visit("2026-03-02", made=x)) for x in NOT_VISITED),
    Until(
        "a second document changes nothing",
        visit("2026-03-02", informed=["2026-03-05", "2026-03-12"]),
        "2026-03-12",
    ),
    Until(
        "by phone, with a second document",
        visit("2026-03-02", made=SaleMade.COLD_CALL, informed=["2026-03-05", "2026-03-12"]),
        "2026-03-12",
    ),
    *(Until(f"eight days, {x}", visit("2026-03-02", made=x), "2026-03-09") for x in UNASKED),
    Until("to a Saturday", visit("2026-03-07"), "2026-03-14"),
    Until("to a Sunday", visit("2026-03-08"), "2026-03-15"),
    Until("to a holiday", visit("2026-04-29"), "2026-05-06"),
    Until("over a leap day", visit("2024-02-23"), "2024-03-01"),
    Until("it needs no holidays", visit("2026-04-29"), "2026-05-06", holidays=NOTHING_KNOWN),
    Until(
        "the document came later",
        visit("2026-03-02", informed="2026-03-05"),
        "2026-03-12",
    ),
    Until(
        "two years later",
        visit("2024-03-04", informed="2026-03-05"),
        "2026-03-12",
    ),
    Stands(
        "no document: no end", visit("2026-03-02", informed=NEVER), on="2029-06-30", is_open=True
    ),
    Until("delivered later", visit("2026-03-02", parcels="2026-03-06"), "2026-03-09"),
]
ORDER = "mail_order"
MAIL: list[Row] = [
    Until(
        "no terms of return were shown: eight days with the goods",
        Sold("2026-02-27", "2026-03-02", besides=NOT_SHOWN),
        "2026-03-09",
        right=ORDER,
    ),
    Until(
        "to a holiday",
        Sold("2026-02-27", "2026-04-29", besides=NOT_SHOWN),
        "2026-05-06",
        right=ORDER,
    ),
    Until(
        "two parcels: the last",
        Sold("2026-02-27", ["2026-03-02", "2026-03-05"], besides=NOT_SHOWN),
        "2026-03-12",
        right=ORDER,
    ),
    *(
        Stands(
            f"ordered {x}",
            Sold("2026-02-27", "2026-03-02", made=x, besides=NOT_SHOWN),
            right=ORDER,
        )
        for x in (SaleMade.BY_MAIL, SaleMade.BY_PHONE)
    ),
    Stands("nothing has come", Sold("2026-02-27", besides=NOT_SHOWN), on="2026-06-30", right=ORDER),
    NoRight("they were shown", Sold("2026-02-27", "2026-03-02"), right=ORDER),
    NoRight(
        "in the shop",
        Sold("2026-02-27", "2026-03-02", made=SaleMade.IN_SHOP, besides=NOT_SHOWN),
        right=ORDER,
    ),
]
THAT_DAY = visit("2026-03-02", informed=(), copies="2026-03-02")
ORDERED = Sold("2026-02-27", "2026-03-02", besides=NOT_SHOWN)
NOTICES: list[Row] = [
    GoesBack(
        "all of it, and nothing costs the customer",
        THAT_DAY,
        ShippingRefund.WHEN_ALL_COMES_BACK,
        Party.TRADER,
    ),
    Noticed("sent on the eighth day", THAT_DAY, "2026-03-09", "2026-03-11", Verdict.MET),
    Noticed("sent on the ninth", THAT_DAY, "2026-03-10", "2026-03-11", Verdict.NOT_MET),
    Noticed(
        "goods without a word",
        THAT_DAY,
        "2026-03-05",
        "2026-03-05",
        Verdict.NOT_MET,
        form=NoticeForm.GOODS_ALONE,
    ),
    GoesBack(
        "ordered by mail: all of it, and the buyer pays the way back",
        ORDERED,
        ShippingRefund.WHEN_ALL_COMES_BACK,
        Party.CONSUMER,
        right=ORDER,
    ),
    Noticed(
        "ordered by mail: the notice has to arrive",
        ORDERED,
        "2026-03-09",
        "2026-03-10",
        Verdict.NOT_MET,
        right=ORDER,
    ),
    Noticed(
        "it did, and the goods come later",
        ORDERED,
        "2026-03-08",
        "2026-03-09",
        Verdict.MET,
        right=ORDER,
        on="2026-03-12",
    ),
    Noticed(
        "no form is named: goods without a word",
        ORDERED,
        "2026-03-05",
        "2026-03-05",
        Verdict.MET,
        right=ORDER,
        form=NoticeForm.GOODS_ALONE,
    ),
]
TABLE = Table(
    "JP",
    Where("Asia/Tokyo", "JPY", HOLIDAYS),
    {
        "visits and calls": VISITS,
        "by mail and online": MAIL,
        "notices, and what goes back": NOTICES,
        "since when": [Since("2022-06-01"), Since("2022-06-01", ORDER)],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_japan(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
