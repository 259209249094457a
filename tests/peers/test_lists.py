"""What all have, and what almost none has: rows of the two lists that no other test says."""

from attrs import evolve

from postsales import (
    EUR,
    Days,
    Delivered,
    Exclusion,
    Money,
    Order,
    Outcome,
    Received,
    ReturnRequest,
    ReturnWindow,
    Scope,
    refunds,
    returns,
)
from tests.peers.given import ASKED, MONEY, RETURNS, asked, bought, line, quoted

TEES = line("tee", EUR("60.00"), 3)


def test_a_preview_books_nothing() -> None:
    order = bought(TEES)
    before = order.position(at=ASKED)
    quote = quoted(order, {"tee": 2})
    assert quote.total == EUR("40.00")
    assert order.position(at=ASKED) == before
    booked = order.after(quote.settled(ref="rf-1", at=ASKED))
    assert booked.position(at=ASKED).refundable == EUR("20.00")


def refund_state(order: Order) -> str:
    """Partly or fully refunded: nothing that would have to be kept beside the sums."""
    money = order.position(at="2026-03-31T12:00Z").money
    zero: Money = order.currency.zero
    if money.refunded == zero:
        return "not refunded"
    return "fully" if money.left == zero else "partly"


def test_partly_or_fully_refunded_is_read_off_the_sums() -> None:
    order, states = bought(TEES), []
    for n, k in enumerate((1, 2), start=10):
        states.append(refund_state(order))
        at = f"2026-03-{n}T12:00Z"
        quote = quoted(order, {"tee": k}, at=at)
        order = order.after(Received({"tee": k}, at=at), quote.settled(ref=f"rf-{n}", at=at))
    assert [*states, refund_state(order)] == ["not refunded", "partly", "fully"]


def test_every_reason_with_units_deadline_and_what_would_change_it() -> None:
    final = Exclusion("final_sale", applies_to=Scope(sku="T-1"))
    order = bought(evolve(TEES, sku="T-1"), line("mug", EUR("20.00"), 2))
    terms = evolve(RETURNS, exclusions=[final])
    request = ReturnRequest.of({"tee": 4, "mug": 1}, reason="remorse")
    at = "2026-04-04T12:00+02:00"
    found = returns.assess(order, request, terms, at=at)
    assert found.outcome is Outcome.PARTLY
    assert found.because == {"final_sale": 4, "more_than_bought": 1}
    deadline = found.item("mug").deadline
    assert deadline is not None
    assert deadline.last_day.isoformat() == "2026-04-04"
    assert found.next_change is not None
    assert (found.next_change.line, found.next_change.because) == ("mug", "window_closed")
    assert found.hints
    for hint in found.hints:
        again = returns.assess(order, hint.applied_to(request), terms, at=at)
        assert not set(hint.removes) & set(again.because)


def test_the_answer_says_which_of_several_windows_counted() -> None:
    short, long = (
        ReturnWindow(Days(n), since=Delivered, applies_to=Scope(category="clothes"))
        for n in (7, 60)
    )
    order = bought(evolve(TEES, category="clothes"))
    terms = evolve(RETURNS, special_windows=[short, long])
    found = asked(order, {"tee": 1}, terms)
    (facts,) = [x.facts for x in found.record().findings if x.rule == "within_window"]
    assert (str(facts["length"]), str(facts["last_day"])) == ("60 days", "2026-05-04")
    assert refunds.quote(found, MONEY).total == EUR("20.00")
