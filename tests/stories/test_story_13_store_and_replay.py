"""Store a decision, replay it: a difference names the input that changed."""

import pytest
from attrs import evolve

from postsales import (
    Days,
    DecisionRecord,
    Delivered,
    Lost,
    Order,
    OrderDiffers,
    RefundTerms,
    ReturnTerms,
    TermsRef,
    refunds,
    returns,
    wire,
)
from tests.stories.acme import order, refund_terms, request, terms

AT = "2026-03-20T09:00+01:00"
NEXT_TERMS = evolve(
    terms, version="2026-04", window=evolve(terms.window, length=Days(14)), special_windows=()
)
ARCHIVE = {x.ref: x for x in (terms, NEXT_TERMS)}
MONEY_ARCHIVE = {x.ref: x for x in (refund_terms, evolve(refund_terms, version="2026-04"))}

# Booked a week after the decision: the lamp's carrier had delivered it earlier than was told.
BOOKED_LATE = Delivered({"lamp": 1}, at="2026-03-10T09:00+01:00", ref="correction")


def stored() -> DecisionRecord:
    """The decision as it went into the shop's table and came out again."""
    decision = returns.assess(order, request, terms, at=AT)
    record = decision.record(quote=refunds.quote(decision, refund_terms))
    return wire.read_record(wire.write_json(record))


def replayed(
    bought: Order,
    record: DecisionRecord,
    archive: dict[TermsRef, ReturnTerms] = ARCHIVE,
    money: dict[TermsRef, RefundTerms] = MONEY_ARCHIVE,
) -> DecisionRecord:
    """The same question, asked again of the order as it was known then."""
    assert record.quote is not None
    again = returns.assess(
        bought.upto(record.order), record.request, archive[record.terms], at=record.at
    )
    return again.record(quote=refunds.quote(again, money[record.quote.terms]))


def test_the_record_says_which_terms_and_facts() -> None:
    record = stored()
    assert (record.terms.id, record.terms.version) == ("acme-returns", "2026-03")
    assert len(record.terms.digest) == 16
    assert record.order.id == "1001"
    assert record.order == order.ref(at=AT)


def test_the_record_says_what_the_decision_said() -> None:
    record = stored()
    assert record.allowed == {"tee": 2, "lamp": 1}
    assert record.because == {"final_sale": 1}
    assert record.quote is not None
    assert str(record.quote.total) == "EUR 117.38"
    assert {x: str(money) for x, money in record.quote.tenders.items()} == {
        "GC-7": "EUR 20.00",
        "ch_1": "EUR 97.38",
    }


def test_replay_is_equal() -> None:
    assert replayed(order, stored()) == stored()


def test_what_happened_since_does_not_rewrite_the_past() -> None:
    quote = refunds.quote(returns.assess(order, request, terms, at=AT), refund_terms)
    later = order.after(quote.settled(at="2026-03-24T09:00+01:00", ref="rf-1"))
    assert replayed(later, stored()) == stored()


def test_an_event_that_arrived_late_does_not_rewrite_the_past() -> None:
    seen = evolve(order, history=[x for x in order.history if x != order.history[-1]])
    record = returns.assess(seen, request, terms, at=AT).record()
    late = seen.after(BOOKED_LATE)
    again = returns.assess(late.upto(record.order), request, terms, at=AT).record()
    assert again == record
    without_cut = returns.assess(late, request, terms, at=AT).record()
    assert without_cut != record
    assert [x.what for x in record.differences(without_cut)] == ["order.history"]


def test_other_terms_under_the_same_name_are_seen() -> None:
    silently = evolve(terms, window=evolve(terms.window, length=Days(14)))
    with pytest.raises(KeyError):
        replayed(order, stored(), {silently.ref: silently})
    again = replayed(order, stored(), {terms.ref: silently})
    assert [x.what for x in stored().differences(again)] == ["terms"]


def test_facts_that_are_gone_are_named() -> None:
    lost = evolve(order, history=order.history[:-1])
    with pytest.raises(
        OrderDiffers, match="1 of the events that were known are not in its history"
    ):
        replayed(lost, stored())
    edited = evolve(order, lines=order.lines[:-1], history=order.history[:2])
    with pytest.raises(OrderDiffers, match="its lines changed; 3 of the events") as caught:
        replayed(edited, stored())
    assert caught.value.differs == ("lines", "history")


def test_a_loss_that_is_told_later_changes_nothing_then() -> None:
    record = returns.assess(order, request, terms, at="2026-03-06T09:00+01:00").record()
    history = [x for x in order.history if not (isinstance(x, Delivered) and "lamp" in x.units)]
    lost = evolve(order, history=[*history, Lost({"lamp": 1}, at="2026-03-08T09:00+01:00")])
    again = returns.assess(lost.upto(record.order), request, terms, at=record.at).record()
    assert again == record
