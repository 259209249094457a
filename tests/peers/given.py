"""Orders that were paid and brought, and what goes back of them, in steps."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from postsales import (
    Charge,
    Days,
    Decision,
    Delivered,
    Line,
    Money,
    Order,
    Paid,
    Received,
    RefundTerms,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Tax,
    Tender,
    refunds,
    returns,
)
from postsales.refunds.quote import RefundQuote

SOLD = "2026-03-02T10:00+01:00"
BROUGHT = "2026-03-05T12:00+01:00"
ASKED = "2026-03-10T12:00+01:00"
BERLIN = "Europe/Berlin"

RETURNS = ReturnTerms(
    id="acme", version="1", zone=BERLIN, window=ReturnWindow(Days(30), since=Delivered)
)


def money(**given: Any) -> RefundTerms:
    """Refund terms: shipping with the last unit, the first tender first, and what is said."""
    plain = {"id": "acme", "version": "1", "shipping": "when_all_comes_back", "tenders": "as_paid"}
    return RefundTerms(**{**plain, **given})


MONEY = money()


def line(id: str, total: Money, quantity: int = 1, *, included: str = "", added: str = "") -> Line:
    """A line with at most one tax: inside the price, or on top of it."""
    taxes = [Tax.included(total.currency(included))] if included else []
    taxes += [Tax.added(total.currency(added))] if added else []
    return Line(id, quantity=quantity, total=total, taxes=taxes)


def together(quotes: Sequence[RefundQuote]) -> Money:
    """What several refunds gave."""
    return sum((x.total for x in quotes), quotes[0].currency.zero)


def bought(
    *lines: Line,
    charges: Sequence[Charge] = (),
    paid: Sequence[tuple[Tender, Money]] = (),
    brought: Mapping[str, int] | None = None,
    **given: Any,
) -> Order:
    """An order, paid by card unless told otherwise, of which all or some has come."""
    costs = [*(x.total for x in lines), *(x.total for x in charges)]
    owed = sum(costs, costs[0].currency.zero)
    came = {x.id: x.quantity for x in lines} if brought is None else brought
    parcels = [Delivered(came, at=BROUGHT)] if came else []
    return Order(
        id="1001",
        placed_at=SOLD,
        lines=lines,
        charges=charges,
        history=[
            *(Paid(x, tender=by, at=SOLD) for by, x in paid or [(Tender.card("card"), owed)]),
            *parcels,
        ],
        **given,
    )


def asked(
    order: Order,
    units: Mapping[str, int],
    terms: ReturnTerms = RETURNS,
    *,
    reason: str = "remorse",
    ref: str = "",
    at: str = ASKED,
) -> Decision[ReturnCase]:
    """May these units come back?"""
    request = ReturnRequest.of(units, reason=reason, ref=ref)
    return returns.assess(order, request, terms, at=at)


def quoted(
    order: Order, units: Mapping[str, int], terms: RefundTerms = MONEY, **given: Any
) -> RefundQuote:
    """How much do these units give?"""
    return refunds.quote(asked(order, units, **given), terms)


def stepped(
    order: Order, steps: Iterable[Mapping[str, int]], terms: RefundTerms = MONEY, **given: Any
) -> tuple[Order, list[RefundQuote]]:
    """Each step comes back and is paid for before the next one; what each gave."""
    quotes: list[RefundQuote] = []
    for n, units in enumerate(steps):
        at = f"2026-03-{10 + n}T12:00+01:00"
        quote = quoted(order, units, terms, at=at, **given)
        order = order.after(Received(units, at=at), quote.settled(ref=f"rf-{n}", at=at))
        quotes.append(quote)
    return order, quotes


def totals(
    order: Order, steps: Iterable[Mapping[str, int]], terms: RefundTerms = MONEY, **given: Any
) -> list[str]:
    """What each step gave, as amounts."""
    return [str(x.total.amount) for x in stepped(order, steps, terms, **given)[1]]
