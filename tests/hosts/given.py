"""A sale of the example shop, and its terms."""

from datetime import datetime
from pathlib import Path

from attrs import evolve

from postsales import (
    EUR,
    Charge,
    Customer,
    Days,
    Delivered,
    Line,
    Order,
    Paid,
    RefundWindow,
    Shipped,
    Tax,
    Tender,
    TermsBundle,
    Trait,
)
from sqlite_shop import Shop
from tests.stories.acme import refund_terms, terms

TERMS = TermsBundle(returns=terms, refunds=refund_terms)
# The next version of them gives fourteen days instead of thirty, and nobody more.
STRICTER = TermsBundle(
    returns=evolve(
        terms,
        version="2026-04",
        window=evolve(terms.window, length=Days(14)),
        special_windows=(),
    ),
    refunds=evolve(refund_terms, version="2026-04"),
)

# Money for ten days, and store credit after them.
CREDIT_AFTER_TEN_DAYS = TermsBundle(
    returns=terms,
    refunds=evolve(
        refund_terms,
        version="2026-05",
        zone="Europe/Berlin",
        window=RefundWindow(Days(10), since=Delivered, afterwards="store_credit"),
    ),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


SOLD = at("2026-03-02T10:15+01:00")
ASKED = at("2026-03-20T09:00+01:00")
CAME = at("2026-03-24T11:00+01:00")
LATER = at("2026-03-25T09:00+01:00")


def sale(
    id: str = "1001",
    *,
    customer: str = "C-7",
    zone: str = "Europe/Berlin",
    title: str = "Shirt, blue",
) -> Order:
    """Three shirts for 50.00, two mugs on final sale for 19.90, delivery for 4.95; all arrived."""
    return Order(
        id=id,
        placed_at=SOLD,
        customer=Customer(customer, zone=zone),
        lines=[
            Line(
                "tee",
                quantity=3,
                total=EUR("50.00"),
                taxes=[Tax.included(EUR("7.98"))],
                title=title,
            ),
            Line("mug", quantity=2, total=EUR("19.90"), traits=[Trait.FINAL_SALE], title="Mug"),
        ],
        charges=[Charge.shipping(EUR("4.95"))],
        history=[
            Paid(EUR("20.00"), tender=Tender.gift_card("GC-7"), at=SOLD, ref="py-1"),
            Paid(EUR("54.85"), tender=Tender.card("ch_1"), at=SOLD, ref="py-2"),
            Shipped({"tee": 3, "mug": 2}, ref="p-1", at=at("2026-03-03T16:00+01:00")),
            Delivered({"tee": 3, "mug": 2}, ref="p-1", at=at("2026-03-05T12:30+01:00")),
        ],
    )


def opened(folder: Path) -> Shop:
    """A new connection to the shop in a folder."""
    return Shop(str(folder / "shop.sqlite"))


def stocked(folder: Path) -> Shop:
    """The same, with one sale."""
    shop = opened(folder)
    shop.set_up()
    shop.place(sale(), terms=TERMS, locale="en_GB")
    return shop
