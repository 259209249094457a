"""Brazil: Código de Defesa do Consumidor, article 49; civil code, article 132."""

import pytest

from postsales import LineKind, NoticeForm, SaleMade, ShippingRefund, Trait, Verdict
from postsales.law import Party
from tests.law.tables.given import NEVER, Sold, Where, holidays
from tests.law.tables.notices import Noticed
from tests.law.tables.rows import NoRight, Row, Since, Stands, Table, Unsure, Until
from tests.law.tables.sums import GoesBack
from tests.law.tables.union import exceptions, periods

HOLIDAYS = holidays(
    *["2026-01-01", "2026-04-03", "2026-04-21", "2026-05-01", "2026-09-07", "2026-10-12"],
    *["2026-11-02", "2026-11-15", "2026-11-20", "2026-12-25"],
)
ROWS: list[Row] = [
    Until("seven days from the goods", Sold("2026-03-01", "2026-03-02"), "2026-03-09"),
    Until(
        "to a holiday",
        Sold("2026-04-10", "2026-04-14"),
        "2026-04-22",
        nominal="2026-04-21",
    ),
    Until("a service: from the signature", Sold("2026-03-02", kind=LineKind.SERVICE), "2026-03-09"),
    Until("two parcels: the last", Sold("2026-03-01", ["2026-03-02", "2026-03-05"]), "2026-03-12"),
    Until(
        "a subscription: from the signature",
        Sold("2026-03-02", kind=LineKind.SUBSCRIPTION),
        "2026-03-09",
    ),
    Until(
        "digital content: from the signature",
        Sold("2026-03-02", "2026-03-04", kind=LineKind.DIGITAL),
        "2026-03-09",
    ),
    Until("over a leap day", Sold("2024-02-20", "2024-02-22"), "2024-02-29"),
    Until("over the end of a month", Sold("2026-03-24", "2026-03-26"), "2026-04-02"),
    Until(
        "never informed: no longer", Sold("2026-03-01", "2026-03-02", informed=NEVER), "2026-03-09"
    ),
    Unsure("without holidays", Sold("2026-03-01", "2026-03-02"), "2026-03-09"),
    Stands("nothing has come", Sold("2026-03-02"), on="2026-06-30"),
]
SCOPE: list[Row] = [
    *(Stands(f"sold {x}", Sold("2026-03-02", "2026-03-03", made=x)) for x in periods.BY_MAIL),
    *(Stands(f"sold {x}", Sold("2026-03-02", "2026-03-03", made=x)) for x in periods.AWAY),
    NoRight("sold in the shop", Sold("2026-03-02", "2026-03-03", made=SaleMade.IN_SHOP)),
    Stands("made to order", Sold("2026-03-02", "2026-03-03", traits=[Trait.MADE_TO_ORDER])),
    Stands("spoils soon", Sold("2026-03-02", "2026-03-03", traits=[Trait.PERISHABLE])),
    Stands(
        "digital content that was begun",
        Sold("2026-03-02", "2026-03-02", kind=LineKind.DIGITAL, early=exceptions.CONFIRMED),
    ),
]
CAME = Sold("2026-03-01", "2026-03-02")
REGRET: list[Row] = [
    GoesBack(
        "all of it, delivery too, and the supplier pays the way back",
        CAME,
        ShippingRefund.WHEN_ALL_COMES_BACK,
        Party.TRADER,
    ),
    Noticed("sent on the last day", CAME, "2026-03-09", "2026-03-11", Verdict.MET),
    Noticed("sent a day late", CAME, "2026-03-10", "2026-03-11", Verdict.NOT_MET),
    Noticed(
        "the article names no form: goods without a word",
        CAME,
        "2026-03-05",
        "2026-03-05",
        Verdict.MET,
        form=NoticeForm.GOODS_ALONE,
    ),
]
TABLE = Table(
    "BR",
    Where("America/Sao_Paulo", "BRL", HOLIDAYS),
    {
        "seven days": ROWS,
        "what it is about": SCOPE,
        "how it is used": REGRET,
        "since when": [Since("1991-03-11")],
    },
)


@pytest.mark.parametrize("about", TABLE.rows)
def test_the_law_of_brazil(about: str) -> None:
    assert [*TABLE.failures(TABLE.place, about)] == []
