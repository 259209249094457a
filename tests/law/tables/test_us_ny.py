"""New York: General Business Law § 218-a, for shops that do not post their policy of refunds."""

import pytest

from postsales import NoticeForm, PolicyMissing, SaleMade, ShippingRefund, Verdict
from postsales.law import Party
from tests.law.tables import test_us
from tests.law.tables.given import Sold, Where
from tests.law.tables.notices import Noticed
from tests.law.tables.rows import NOTHING_KNOWN, NoRight, Row, Since, Table, Until
from tests.law.tables.sums import GoesBack


def bought(on: str, made: SaleMade, **facts: object) -> Sold:
    """Bought and taken away, from a merchant that posted nothing."""
    return Sold(on, on, made=made, besides={PolicyMissing: on}, **facts)  # type: ignore[arg-type]


FEDERAL_RULES = {x: y for x, y in test_us.TABLE.rows.items() if x != "since when"}
POLICY = "unposted_policy"
ROWS: list[Row] = [
    Until(
        "not posted in the shop: 30 days",
        bought("2026-03-01", SaleMade.IN_SHOP),
        "2026-03-31",
        right=POLICY,
    ),
    Until("nor on the website", bought("2026-03-01", SaleMade.ONLINE), "2026-03-31", right=POLICY),
    Until("to a Sunday", bought("2026-03-06", SaleMade.IN_SHOP), "2026-04-05", right=POLICY),
    Until("over a leap day", bought("2028-02-10", SaleMade.IN_SHOP), "2028-03-11", right=POLICY),
    Until(
        "it needs no holidays",
        bought("2026-03-01", SaleMade.IN_SHOP),
        "2026-03-31",
        holidays=NOTHING_KNOWN,
        right=POLICY,
    ),
    NoRight(
        "nothing has come that could go back",
        Sold("2026-03-01", made=SaleMade.ONLINE, besides={PolicyMissing: "2026-03-01"}),
        right=POLICY,
    ),
    NoRight(
        "posted: what it says holds",
        Sold("2026-03-01", "2026-03-01", made=SaleMade.IN_SHOP),
        on="2026-03-10",
        right=POLICY,
    ),
]
BOUGHT = bought("2026-03-01", SaleMade.IN_SHOP)
BRINGING: list[Row] = [
    GoesBack(
        "the price of the goods, and the buyer is not made to pay the way",
        BOUGHT,
        ShippingRefund.NEVER,
        Party.TRADER,
        right=POLICY,
    ),
    Noticed(
        "brought back on the last day, without a word",
        BOUGHT,
        "2026-03-31",
        "2026-03-31",
        Verdict.MET,
        right=POLICY,
        form=NoticeForm.GOODS_ALONE,
    ),
    Noticed(
        "told in time, and brought back a day late",
        BOUGHT,
        "2026-03-30",
        "2026-03-30",
        Verdict.NOT_MET,
        right=POLICY,
        on="2026-04-01",
    ),
]
TABLE = Table(
    "US_NY",
    Where("America/New_York", "USD", test_us.FEDERAL),
    {
        **FEDERAL_RULES,
        "policies that nobody posted": ROWS,
        "how goods are brought back": BRINGING,
        "since when": [Since("2015-03-13"), Since("2026-01-01", POLICY)],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_new_york(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
