"""An order of shirts and a mug that has not left, and what is to be changed of it."""

from typing import Any

from postsales import (
    EUR,
    ChangeCase,
    ChangeRequest,
    ChangeTerms,
    Decision,
    Event,
    Line,
    NewLine,
    Order,
    Paid,
    Tax,
    Tender,
    changes,
)

BERLIN = "Europe/Berlin"
PLACED_AT = "2026-03-02T10:15+01:00"
AT = "2026-03-02T15:00+01:00"
ANYTHING = ChangeTerms(id="acme", version="1")


def shirts(*history: Event) -> Order:
    """Three tees for fifty and a mug for nine with 1.44 tax in it, paid by card."""
    return Order(
        id="1001",
        placed_at=PLACED_AT,
        lines=[
            Line("tee", quantity=3, total=EUR("50.00")),
            Line("mug", quantity=1, total=EUR("9.00"), taxes=[Tax.included(EUR("1.44"))]),
        ],
        history=[Paid(EUR("59.00"), tender=Tender.card("ch_1"), at=PLACED_AT), *history],
    )


def new(amount: str, *, id: str = "tee-xl", quantity: int = 1) -> NewLine:
    """Goods that are wanted."""
    return NewLine(id, quantity=quantity, total=EUR(amount))


def larger(units: int, amount: str) -> ChangeRequest:
    """So many tees in another size, for so much."""
    return ChangeRequest.options({"tee": new(amount, quantity=units)})


def asked(
    request: ChangeRequest, *history: Event, terms: ChangeTerms = ANYTHING, at: str = AT
) -> Decision[ChangeCase]:
    """What is answered about the order above."""
    return changes.assess(shirts(*history), request, terms, at=at)


def only(*changeable: Any, **given: Any) -> ChangeTerms:
    """Terms that let these be changed."""
    return ChangeTerms(**{"id": "acme", "version": "1", "changeable": changeable, **given})
