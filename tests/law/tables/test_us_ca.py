"""California: Civil Code § 1723, for shops that do not post their policy of returns."""

import pytest

from postsales import NoticeForm, PolicyMissing, SaleMade, ShippingRefund, Trait, Verdict
from postsales.law import Party
from tests.law.tables import test_us
from tests.law.tables.given import Sold, Where
from tests.law.tables.notices import Noticed
from tests.law.tables.rows import NOTHING_KNOWN, NoRight, Row, Since, Stands, Table, Unknown, Until
from tests.law.tables.sums import GoesBack

NOT_POSTED = {PolicyMissing: "2026-03-01"}


def shop(on: str, **facts: object) -> Sold:
    """Bought in a shop, and taken away."""
    return Sold(on, on, made=SaleMade.IN_SHOP, **facts)  # type: ignore[arg-type]


FEDERAL_RULES = {x: y for x, y in test_us.TABLE.rows.items() if x != "since when"}
POLICY = "unposted_policy"
ROWS: list[Row] = [
    Until(
        "not posted: 30 days", shop("2026-03-01", besides=NOT_POSTED), "2026-03-31", right=POLICY
    ),
    Until(
        "to a Sunday",
        shop("2026-03-06", besides={PolicyMissing: "2026-03-06"}),
        "2026-04-05",
        right=POLICY,
    ),
    Until(
        "over a leap day",
        shop("2024-02-10", besides={PolicyMissing: "2024-02-10"}),
        "2024-03-11",
        right=POLICY,
    ),
    Until(
        "it needs no holidays",
        shop("2026-03-01", besides=NOT_POSTED),
        "2026-03-31",
        holidays=NOTHING_KNOWN,
        right=POLICY,
    ),
    NoRight(
        "a cream, opened",
        shop(
            "2026-03-01",
            traits=(Trait.SEALED_HYGIENE,),
            unsealed="2026-03-02",
            besides=NOT_POSTED,
        ),
        right=POLICY,
    ),
    Stands(
        "a cream, still sealed",
        shop("2026-03-01", traits=(Trait.SEALED_HYGIENE,), besides=NOT_POSTED),
        right=POLICY,
    ),
    Stands(
        "a bottle that was opened",
        shop("2026-03-01", unsealed="2026-03-02", besides=NOT_POSTED),
        right=POLICY,
    ),
    Unknown(
        "one cream of two was opened, and nobody said which",
        Sold(
            "2026-03-01",
            ["2026-03-01", "2026-03-01"],
            made=SaleMade.IN_SHOP,
            in_pieces=True,
            traits=(Trait.SEALED_HYGIENE,),
            unsealed="2026-03-02",
            opened=1,
            besides=NOT_POSTED,
        ),
        right=POLICY,
    ),
    NoRight(
        "nothing was taken away that could go back",
        Sold("2026-03-01", made=SaleMade.IN_SHOP, besides=NOT_POSTED),
        right=POLICY,
    ),
    NoRight("posted: what it says holds", shop("2026-03-01"), right=POLICY),
    NoRight(
        "food", shop("2026-03-01", traits=(Trait.PERISHABLE,), besides=NOT_POSTED), right=POLICY
    ),
    NoRight(
        "made to order",
        shop("2026-03-01", traits=(Trait.MADE_TO_ORDER,), besides=NOT_POSTED),
        right=POLICY,
    ),
    NoRight(
        "marked as final sale",
        shop("2026-03-01", traits=(Trait.FINAL_SALE,), besides=NOT_POSTED),
        right=POLICY,
    ),
]
BOUGHT = shop("2026-03-01", besides=NOT_POSTED)
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
    "US_CA",
    Where("America/Los_Angeles", "USD", test_us.FEDERAL),
    {
        **FEDERAL_RULES,
        "policies that nobody posted": ROWS,
        "how goods are brought back": BRINGING,
        "since when": [Since("2015-03-13"), Since("2015-03-13", POLICY)],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_california(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
