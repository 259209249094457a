"""An order of three shirts at a discount, and what is wanted instead of them."""

from collections.abc import Iterable

from postsales import (
    EUR,
    Days,
    Decision,
    Delivered,
    Event,
    ExchangeTerms,
    Line,
    NewLine,
    Order,
    Paid,
    RefundTerms,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    ShippingRefund,
    Tender,
    TenderOrder,
    returns,
)

AT = "2026-03-06T09:00Z"
TERMS = ExchangeTerms(id="swap", version="1")
MONEY = RefundTerms(
    id="acme", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)
BACK = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(30), since=Delivered),
)


def bought(*lines: Line, history: Iterable[Event] = ()) -> Order:
    """An order of these lines that was paid by card and brought."""
    total = sum((x.total for x in lines), lines[0].total.currency.zero)
    return Order(
        id="1001",
        placed_at="2026-03-02T09:00Z",
        lines=lines,
        history=[
            Paid(total, tender=Tender.card("card"), at="2026-03-02T09:00Z"),
            Delivered({x.id: x.quantity for x in lines}, at="2026-03-05T09:00Z"),
            *history,
        ],
    )


def paid(amount: str, *, list_total: str | None = None, quantity: int = 1) -> Order:
    """An order of one line that was paid so much, and would have cost so much."""
    listed = None if list_total is None else EUR(list_total)
    return bought(
        Line("old", quantity=quantity, total=EUR(amount), list_total=listed, category="clothes")
    )


def asked(
    order: Order, units: int = 1, *, line: str = "old", ref: str = "", at: str = AT
) -> Decision[ReturnCase]:
    """Units of a line that may come back."""
    request = ReturnRequest.of({line: units}, reason="remorse", ref=ref)
    return returns.assess(order, request, BACK, at=at)


def new(amount: str, *, id: str = "new", quantity: int = 1) -> NewLine:
    """Goods that are wanted instead."""
    return NewLine(id, quantity=quantity, total=EUR(amount))
