"""What a newcomer mistakes is answered with what to write instead."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from postsales import (
    EUR,
    CancellationRequest,
    CancellationTerms,
    Days,
    Delivered,
    DocumentErrors,
    Exclusion,
    Fee,
    InvalidValue,
    Line,
    Order,
    Paid,
    RefundTerms,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    WrongType,
    cancellations,
    refunds,
    returns,
    wire,
)
from postsales.wire import shopify, stripe, woocommerce

AT = "2026-03-20T09:00+01:00"
ORDER = Order(
    id="1001", placed_at=AT, lines=[Line("tee", quantity=3, total=EUR("50.00"))], history=[]
)
TERMS = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(30), since=Delivered)
)
MONEY = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
CALL_OFF = CancellationTerms(id="acme", version="1")
TEE = ReturnRequest.of({"tee": 1}, reason="remorse")
TEE_OFF = CancellationRequest.of({"tee": 1}, reason="changed_mind")
DECISION = returns.assess(ORDER, TEE, TERMS, at=AT)
# What a type checker would refuse; whoever uses none meets the sentence.
ANY: Any = {"tee": 1}

MISTAKES: dict[str, tuple[Callable[[], object], str]] = {
    "a tender by its kind": (
        lambda: Paid(EUR("5.00"), tender=ANY, at=AT),
        "say by which tender, such as Tender.card('ch_1')",
    ),
    "units for a request": (
        lambda: returns.assess(ORDER, ANY, TERMS, at=AT),
        "say ReturnRequest.of({'tee': 1}, reason='remorse')",
    ),
    "terms for money to a return": (
        lambda: returns.assess(ORDER, TEE, ANY, at=AT),
        "the terms come third: ReturnTerms",
    ),
    "units for a cancellation": (
        lambda: cancellations.assess(ORDER, ANY, CALL_OFF, at=AT),
        "say CancellationRequest.of({'tee': 1}, reason='changed_mind')",
    ),
    "other terms to a cancellation": (
        lambda: cancellations.assess(ORDER, TEE_OFF, ANY, at=AT),
        "the terms come third: CancellationTerms",
    ),
    "other terms to a quote": (
        lambda: refunds.quote(DECISION, ANY),
        "the terms come second: RefundTerms",
    ),
    "other terms to a typed amount": (
        lambda: refunds.manual(ORDER, EUR("1.00"), ANY, reason="scratch", at=AT),
        "the terms come third: RefundTerms",
    ),
    "a fee as a number": (
        lambda: Fee("restocking", ANY, per="unit"),
        "say EUR('4.95') or Percent('15')",
    ),
    "lines without a scope": (
        lambda: Exclusion("final_sale", applies_to=ANY),
        "say which lines by a Scope, such as Scope(category='books')",
    ),
    "a window that starts with a number": (
        lambda: ReturnWindow(Days(30), since=5),  # type: ignore[arg-type]  # what is tried
        "say which class of events starts it, such as Delivered",
    ),
    "a file instead of its text": (
        lambda: wire.read_order(Path("order.json")),  # type: ignore[arg-type]  # what is tried
        "order is read from text, such as path.read_text()",
    ),
    "what was read from a text instead of it": (
        lambda: wire.read_order(ANY),
        "path.read_text(): give the text itself, and not what was read from it",
    ),
    "a decision instead of its record": (
        lambda: wire.write_json(DECISION),  # type: ignore[arg-type]  # what is tried
        "of a decision write decision.record(quote=quote)",
    ),
}


@pytest.mark.parametrize(("mistake", "advice"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_answered_with_what_to_write(
    mistake: Callable[[], object], advice: str
) -> None:
    with pytest.raises(WrongType) as caught:
        mistake()
    assert str(caught.value).endswith(advice)


@pytest.mark.parametrize(
    "read",
    [shopify.read_order, woocommerce.read_order, stripe.read_event],
    ids=lambda x: x.__module__,
)
@pytest.mark.parametrize("text", ['{"id": 1}', b'{"id": 1}'], ids=["text", "bytes"])
def test_the_text_of_a_platform_is_to_be_read_first(
    read: Callable[[Any], object], text: str | bytes
) -> None:
    with pytest.raises(DocumentErrors) as caught:
        read(text)
    (problem,) = map(str, caught.value)
    assert problem.endswith(
        "and an object is needed: read its text first, as json.loads(text) does"
    )


def test_a_later_order_and_its_instant_go_together() -> None:
    with pytest.raises(InvalidValue, match="say at=, too"):
        refunds.quote(DECISION, MONEY, order=ORDER)
    with pytest.raises(InvalidValue, match="say order=, too"):
        refunds.quote(DECISION, MONEY, at=AT)


def test_advice_is_sound() -> None:
    """What the sentences tell to write does what it should."""
    found = returns.assess(ORDER, TEE, TERMS, at=AT)
    assert refunds.quote(found, MONEY).total == EUR("0.00")
    assert cancellations.assess(ORDER, TEE_OFF, CALL_OFF, at=AT).allowed == {"tee": 1}
