"""Replay: a question that was recorded is asked again, and answered the same."""

import json
import pickle
from collections.abc import Mapping
from copy import copy, deepcopy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import postsales
from postsales import (
    EUR,
    MET,
    Authorised,
    Decision,
    DecisionRecord,
    Difference,
    Fee,
    Finding,
    FrozenMap,
    Happened,
    InvalidValue,
    Line,
    Order,
    OrderDiffers,
    OrderRef,
    Outcome,
    Paid,
    Per,
    Percent,
    ReturnCase,
    ReturnRequest,
    ReturnTerms,
    ShippingRefund,
    Tender,
    Verdict,
    WrongType,
    errors,
    fact,
    refunds,
    returns,
)
from postsales.basics.moments import instant
from postsales.testing import strategies
from postsales.testing.strategies._dice import CODES
from postsales.testing.strategies.clocks import PLACED
from tests.records.given import (
    AT,
    REQUEST,
    flips,
    full_order,
    full_record,
    full_refund_terms,
    full_terms,
    hours_longer,
)
from tests.refunds.given import refund_terms
from tests.returns.given import THIRTY_DAYS, WORLD, any_terms

NAMES = {name: getattr(postsales, name) for name in vars(postsales)["__all__"]}
ORDER, TERMS, MONEY = full_order(), full_terms(), full_refund_terms()
TICK = timedelta(microseconds=1)
GIVEN_BACK = refund_terms(
    shipping=ShippingRefund.SHARE, fees=[Fee("restocking", Percent("15"), per=Per.ITEM)]
)


def decided(order: Order, request: ReturnRequest, terms: ReturnTerms, at: Any) -> DecisionRecord:
    """The record of a decision and its quote."""
    decision = returns.assess(order, request, terms, at=at)
    return decision.record(quote=refunds.quote(decision, GIVEN_BACK))


def instants(order: Order) -> list[datetime]:
    """Every instant at which something happened, the one before and the one after."""
    found = {event.at for event in order.history} | {PLACED}
    return sorted({at + step for at in found for step in (-TICK, 0 * TICK, TICK)})


asked = strategies.delivered(WORLD).flatmap(
    lambda order: st.tuples(st.just(order), strategies.notices(order, WORLD))
)


class TestReplay:
    """Cut to what was known, the same question has the same answer, whatever came later."""

    @given(asked, any_terms, CODES)
    @settings(max_examples=60)
    def test_replay_is_equal_at_every_instant(
        self, given_: tuple[Order, ReturnRequest], terms: ReturnTerms, n: int
    ) -> None:
        order, request = given_
        late = [
            Happened("called", at=PLACED - timedelta(days=1)),
            Authorised(order.currency.minor(n % 977), tender=Tender.card("z"), at=PLACED + TICK),
            Happened("called", at=PLACED + timedelta(days=n % 9), ref="told late"),
        ]
        now = evolve(
            order,
            lines=order.lines[::-1],
            charges=order.charges[::-1],
            history=[*late, *order.history[::-1]],
        )
        for at in instants(order):
            record = decided(order, request, terms, at)
            cut = now.upto(record.order)
            assert set(cut.history) == {x for x in order.history if x.at <= at}
            assert decided(cut, record.request, terms, record.at) == record

    @given(asked, any_terms)
    @settings(max_examples=40)
    def test_a_record_travels(
        self, given_: tuple[Order, ReturnRequest], terms: ReturnTerms
    ) -> None:
        record = decided(*given_, terms, PLACED + timedelta(days=12))
        for again in (
            full_copy(record),
            copy(record),
            deepcopy(record),
            evaluated(repr(record)),
        ):
            assert isinstance(again, DecisionRecord)
            assert again == record
            assert hash(again) == hash(record)
            assert repr(again) == repr(record)
            assert again.as_dict() == record.as_dict()

    @given(asked, any_terms)
    @settings(max_examples=40)
    def test_a_record_says_what_its_decision_says(
        self, given_: tuple[Order, ReturnRequest], terms: ReturnTerms
    ) -> None:
        order, request = given_
        decision = returns.assess(order, request, terms, at=PLACED + timedelta(days=12))
        record = decision.record()
        for name in ("at", "request", "terms", "outcome", "items", "findings", "hints", "allowed",
                     "because", "next_change"):  # fmt: skip
            assert getattr(record, name) == getattr(decision, name)
        assert record.quote is None

    def test_an_order_that_was_cut_is_cut_no_more(self) -> None:
        known = ORDER.ref(at=AT)
        cut = ORDER.upto(known)
        assert cut.upto(known) == cut
        assert cut.ref(at=AT) == known


class TestUpto:
    """The history is cut by what was known, not by the clock."""

    def test_an_event_that_was_booked_late_does_not_count(self) -> None:
        known = ORDER.ref(at=AT)
        late = ORDER.after(
            Paid(EUR("1.00"), tender=Tender.cash("till"), at="2026-03-02T10:16+01:00")
        )
        assert late.ref(at=AT) != known
        assert late.upto(known) == ORDER

    def test_an_event_at_the_instant_was_known(self) -> None:
        last = ORDER.history[-1].at
        assert len(ORDER.upto(ORDER.ref(at=last)).history) == 9
        assert len(ORDER.upto(ORDER.ref(at=last - TICK)).history) == 8

    def test_equal_events_are_counted(self) -> None:
        call = Happened("called", at="2026-03-06T12:30+01:00")
        once, thrice = ORDER, ORDER.after(call, call)
        assert thrice.upto(once.ref(at=AT)).history.count(call) == 1
        with pytest.raises(OrderDiffers) as caught:
            once.upto(thrice.ref(at=AT))
        assert (caught.value.differs, caught.value.missing) == (("history",), 2)

    @pytest.mark.parametrize(
        ("changed", "differs", "says"),
        [
            ({"id": "1002"}, ("id",), "order '1002' is not as it was recorded: its id changed"),
            ({"market": None}, ("market",), "its market changed"),
            ({"channel": "shop"}, ("channel",), "its channel changed"),
            ({"customer": None}, ("customer",), "its customer changed"),
            ({"placed_at": "2026-03-02T10:16+01:00"}, ("placed_at",), "its placed_at changed"),
            (
                {"history": ()},
                ("history",),
                "9 of the events that were known are not in its history",
            ),
            (
                {"market": "FR", "lines": (*ORDER.lines, Line("mug", quantity=1, total=EUR("5")))},
                ("lines", "market"),
                "its lines and market changed",
            ),
            (
                {"channel": None, "history": ORDER.history[:-1]},
                ("channel", "history"),
                "its channel changed; 1 of the events that were known are not in its history",
            ),
        ],
    )
    def test_what_is_no_longer_there_is_named(
        self, changed: Mapping[str, Any], differs: tuple[str, ...], says: str
    ) -> None:
        known = ORDER.ref(at=AT)
        with pytest.raises(OrderDiffers) as caught:
            evolve(ORDER, **changed).upto(known)
        assert caught.value.differs == differs
        assert says in str(caught.value)
        assert str(copy(caught.value)) == str(caught.value)

    def test_it_is_one_of_our_errors(self) -> None:
        assert issubclass(OrderDiffers, ValueError)
        assert errors.OrderDiffers is OrderDiffers

    def test_only_a_reference_says_what_was_known(self) -> None:
        with pytest.raises(WrongType, match="OrderRef"):
            ORDER.upto(AT)  # type: ignore[arg-type]


def evaluated(text: str) -> object:
    """What a repr evaluates to, with the names of the library alone."""
    return eval(text, dict(NAMES))  # noqa: S307 - our own


def _differing(one: DecisionRecord, other: DecisionRecord) -> list[str]:
    return [x.what for x in one.differences(other)]


class TestDifferences:
    """Which input changed is said by name; an answer is named only when no input did."""

    BASE = decided(ORDER, REQUEST, TERMS, AT)

    def test_a_record_and_itself(self) -> None:
        assert self.BASE.differences(full_copy(self.BASE)) == ()

    @pytest.mark.parametrize(
        ("other", "named"),
        [
            (decided(ORDER, REQUEST, TERMS, "2026-03-20T09:01+01:00"), ["at", "quote.at"]),
            (decided(ORDER, evolve(REQUEST, items=REQUEST.items[1:]), TERMS, AT), ["request"]),
            (decided(ORDER, REQUEST, hours_longer(TERMS), AT), ["terms"]),
            (decided(evolve(ORDER, market="FR"), REQUEST, TERMS, AT), ["order.market"]),
            (decided(evolve(ORDER, customer=None), REQUEST, TERMS, AT), ["order.customer"]),
            (decided(evolve(ORDER, id="1002"), REQUEST, TERMS, AT), ["order.id"]),
            (
                decided(ORDER.after(Happened("wrote", at=PLACED)), REQUEST, TERMS, AT),
                ["order.history"],
            ),
            (returns.assess(ORDER, REQUEST, TERMS, at=AT).record(), ["quote"]),
        ],
    )
    def test_the_input_is_named(self, other: DecisionRecord, named: list[str]) -> None:
        assert _differing(self.BASE, other) == named
        assert _differing(other, self.BASE) == named

    def test_the_terms_of_the_money(self) -> None:
        decision = returns.assess(ORDER, REQUEST, TERMS, at=AT)
        other = decision.record(quote=refunds.quote(decision, MONEY))
        found = self.BASE.differences(other)
        assert [x.what for x in found] == ["quote.terms"]
        assert MONEY.ref.digest in found[0].there

    def test_two_histories_are_counted(self) -> None:
        other = decided(ORDER.after(Happened("wrote", at=PLACED)), REQUEST, TERMS, AT)
        assert self.BASE.differences(other) == (
            Difference(
                "order.history",
                here="9 events, 0 of them not in the other",
                there="10 events, 1 of them not in the other",
            ),
        )

    def test_answers_that_differ_on_equal_inputs(self) -> None:
        quote = self.BASE.quote
        assert quote is not None
        other = evolve(
            self.BASE, outcome=Outcome.REFER, quote=evolve(quote, total=quote.total + EUR("1.00"))
        )
        assert _differing(self.BASE, other) == ["outcome", "quote.total"]

    def test_every_flip_is_named(self) -> None:
        record = full_record()
        assert [where for where, other in flips(record) if not record.differences(other)] == []

    def test_records_are_compared_with_records(self) -> None:
        with pytest.raises(WrongType, match="DecisionRecord"):
            self.BASE.differences("stored")  # type: ignore[arg-type]


def full_copy(record: DecisionRecord) -> DecisionRecord:
    """The record, by way of its bytes."""
    again = pickle.loads(pickle.dumps(record))  # noqa: S301 - our own
    assert isinstance(again, DecisionRecord)
    return again


class TestAsData:
    """``as_dict`` is what JSON can hold, without a binary fraction in it."""

    def test_it_is_what_json_gives_back(self) -> None:
        told = full_record().as_dict()
        assert json.loads(json.dumps(told)) == told
        assert "float" not in {type(x).__name__ for x in _leaves(told)}

    def test_it_says_version_money_and_times(self) -> None:
        told: Any = decided(ORDER, REQUEST, THIRTY_DAYS, AT).as_dict()
        assert told["version"] == 1
        assert told["request"]["kind"] == "ReturnRequest"
        assert told["at"] == "2026-03-20T08:00:00+00:00"
        assert told["quote"]["total"].keys() == {"amount", "currency"}
        since = [x["facts"]["since"] for x in told["findings"] if "since" in x["facts"]]
        assert since[0] == {"instant": "2026-03-05T11:30:00+00:00"}

    def test_a_request_that_is_no_frozen_value(self) -> None:
        class Wish:
            """A host's own request."""

            def without(self, line: str, units: int, *, reason: str = "") -> "Wish":
                return self

        record = evolve(full_record(), request=Wish())
        with pytest.raises(WrongType, match="attrs"):
            record.as_dict()


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [x for one in value.values() for x in _leaves(one)]
    return [x for one in value for x in _leaves(one)] if isinstance(value, list) else [value]


class Local(datetime):
    """A datetime of another library."""


def says(**facts: Any) -> DecisionRecord:
    """The record of a decision whose one finding has these facts."""
    decision: Decision[ReturnCase] = returns.assess(ORDER, REQUEST, TERMS, at=AT)
    found = Finding(Verdict.NOT_MET, "odd", facts=FrozenMap(facts))
    cases, rules = decision.cases[:1], (Odd(found),)
    return evolve(
        decision, cases=cases, rules=rules, answers=((found,),), verdicts=(found.verdict,)
    ).record()


class Odd:
    """A rule that finds what it is told to."""

    def __init__(self, found: Finding) -> None:
        self.found = found

    def __call__(self, case: ReturnCase, /) -> Finding:
        return self.found


class TestFacts:
    """Facts are kept as what they are, and told so that they can be read back."""

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            ("tee", "tee"),
            (3, 3),
            (None, None),
            (True, True),
            (EUR("19.90"), {"amount": "19.90", "currency": "EUR"}),
            (Decimal("0.15"), {"number": "0.15"}),
            (Decimal("1E+3"), {"number": "1000"}),
            (date(2026, 4, 4), {"day": "2026-04-04"}),
            (datetime(2026, 4, 4, 8, tzinfo=UTC), {"instant": "2026-04-04T08:00:00+00:00"}),
        ],
    )
    def test_each_kind(self, value: Any, told: object) -> None:
        record = says(value=value)
        assert record.findings[0].facts["value"] == value
        data: Any = record.as_dict()
        assert data["findings"][0]["facts"]["value"] == told
        assert evaluated(repr(record)) == record

    def test_times_of_other_libraries_become_instants(self) -> None:
        found = says(value=Local(2026, 4, 4, 8, tzinfo=UTC)).findings[0].facts["value"]
        assert type(found) is datetime
        assert found == instant("2026-04-04T08:00Z")

    @pytest.mark.parametrize(
        "value", [0.5, ["tee"], Decimal("NaN"), datetime(2026, 4, 4), b"tee", MET, "\ud800"]
    )
    def test_what_is_no_fact(self, value: Any) -> None:
        with pytest.raises((InvalidValue, WrongType)):
            says(value=value)

    @pytest.mark.parametrize(
        ("kind", "told"),
        [
            ("week", "2026-W14"),
            ("number", "1e3"),
            ("number", "NaN"),
            ("number", "9" * 1000),
            ("day", "4 April"),
            ("instant", "2026-04-04T08:00"),
        ],
    )
    def test_what_names_no_fact(self, kind: str, told: str) -> None:
        with pytest.raises(InvalidValue):
            fact(kind, told)


class TestValues:
    """What a record is made of checks itself."""

    def test_a_reference_names_an_order(self) -> None:
        with pytest.raises(InvalidValue, match="id"):
            OrderRef("", digest="x", facts=FrozenMap({}), events=())

    def test_an_item_is_found_by_its_line(self) -> None:
        record = full_record()
        assert record.item("tee").line == "tee"
        with pytest.raises(InvalidValue, match="tee, lamp"):
            record.item("mug")
