"""One small order for tables about histories: three tees and two mugs, on the days of March."""

from collections.abc import Iterable, Sequence
from typing import Any

from postsales import EUR, Charge, Event, Line, Order, Paid, Tender

CARD = Tender.card("card")
GIFT = Tender.gift_card("gift")


def day(n: int) -> str:
    """Noon of a day of March."""
    return f"2026-03-{n:02d}T12:00+01:00"


EVER = "2027-01-01T00:00Z"


def order(*events: Event, **given: Any) -> Order:
    """The order after some events; nothing is paid unless they say so."""
    plain: dict[str, Any] = {
        "id": "1001",
        "placed_at": day(1),
        "lines": [
            Line("tee", quantity=3, total=EUR("50.00")),
            Line("mug", quantity=2, total=EUR("20.00")),
        ],
        "charges": [Charge.shipping(EUR("5.00"))],
        "history": events,
    }
    return Order(**{**plain, **given})


def paid(card: str = "75.00", gift: str = "") -> Sequence[Paid]:
    """The payment, on the first of March."""
    gifts = [Paid(EUR(gift), tender=GIFT, at=day(1))] if gift else []
    return (*gifts, Paid(EUR(card), tender=CARD, at=day(1)))


def lots(order: Order, line: str = "tee", at: str = EVER) -> Iterable[tuple[int, str, str]]:
    """The lots of a line as units, day shipped and day delivered; `-` where it is not known."""
    return [
        (
            lot.units,
            f"{lot.shipped_at:%d}" if lot.shipped_at else "-",
            f"{lot.delivered_at:%d}" if lot.delivered_at else "-",
        )
        for lot in order.position(at=at).units(line).lots
    ]
