"""Documents of our own: what was written reads back equal, with every field that a class has."""

import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, get_args, get_origin

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    Appointment,
    AppointmentAnswer,
    Currency,
    Event,
    Money,
    Order,
    ReasonKind,
    ReturnRequest,
    ReturnTerms,
    Rule,
    ServicePeriod,
    Subscription,
    SubscriptionEnd,
    TermsBundle,
    wire,
)
from postsales.basics.durations import Length, WorkingLength
from postsales.basics.percent import Percent
from postsales.testing import strategies
from postsales.testing.hook import register
from postsales.testing.strategies.clocks import PLACED
from postsales.wire import toml
from postsales.wire._events import EVENTS as OURS
from tests.cancellations.given import any_terms as any_cancellation_terms
from tests.records.test_replay import asked, decided
from tests.returns.given import any_terms
from tests.wire.native_given import BUNDLE, EVENTS, KINDS, RULES, Kind

# Any text that is not blank, with what TOML and JSON must escape.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda x: not x.isspace()
)

register()
SERVICES = (Subscription, ServicePeriod, Appointment, SubscriptionEnd, AppointmentAnswer)


def named(terms: Any) -> dict[str, Any]:
    """A name for every rule that stands in terms."""
    rules = [*terms.required, *(x for pair in terms.excepted for x in pair[1:])]
    return {f"rule {n}": rule for n, rule in enumerate(rules)}


class TestThereAndBack:
    """What was written reads back equal, and so do the digests of what has one."""

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
    def test_a_value_in_which_every_field_says_something(self, kind: Kind) -> None:
        assert kind.read(kind.text) == kind.value

    @given(strategies.orders())
    def test_any_order(self, order: Order) -> None:
        again = wire.read_order(wire.write_json(order))
        assert again == order
        assert again.ref(at="2999-01-01T00:00Z") == order.ref(at="2999-01-01T00:00Z")

    @given(strategies.orders().flatmap(strategies.notices))
    def test_any_request(self, request_: ReturnRequest) -> None:
        assert wire.read_request(wire.write_json(request_)) == request_

    @given(st.sampled_from(SERVICES).flatmap(st.from_type))
    def test_any_service(self, value: Any) -> None:
        assert wire.read_service(wire.write_json(value)) == value

    @given(asked, any_terms, st.integers(0, 30))
    @settings(max_examples=30)
    def test_the_request_of_a_record_is_the_request_that_was_asked(
        self, given_: tuple[Order, ReturnRequest], terms: ReturnTerms, days: int
    ) -> None:
        record = decided(*given_, terms, PLACED + timedelta(days=days))
        assert wire.read_record(wire.write_json(record)).request == record.request

    @given(any_terms)
    def test_any_return_terms(self, terms: ReturnTerms) -> None:
        rules = named(terms)
        written = wire.write_json(terms, rules=rules)
        again = wire.read_terms(written, rules=rules).returns
        assert (again, again.ref) == (terms, terms.ref)
        in_toml = toml.write_terms(terms, rules=rules)
        assert toml.read_terms(in_toml, rules=rules).returns == terms

    @given(any_cancellation_terms)
    def test_any_cancellation_terms(self, terms: Any) -> None:
        events = tuple(x for x in terms.until if x not in OURS.values())
        rules = named(terms)
        written = toml.write_terms(terms, rules=rules)
        again = toml.read_terms(written, events=events, rules=rules).cancellations
        assert (again, again.ref) == (terms, terms.ref)

    @given(st.dictionaries(WORDS, st.sampled_from(ReasonKind), min_size=1, max_size=4), WORDS)
    def test_any_words_of_a_merchant(self, reasons: dict[str, ReasonKind], id: str) -> None:
        terms = attrs.evolve(BUNDLE.returns, id=id, reasons=reasons, required=(), excepted=())
        in_toml, in_json = toml.write_terms(terms), wire.write_json(terms)
        assert toml.read_terms(in_toml, events=EVENTS).returns == terms
        assert wire.read_terms(in_json, events=EVENTS).returns == terms

    @pytest.mark.parametrize("section", BUNDLE.sections)
    def test_terms_alone_in_toml(self, section: str) -> None:
        terms = getattr(BUNDLE, section)
        written = toml.write_terms(terms, rules=RULES)
        again = toml.read_terms(written, events=EVENTS, rules=RULES)
        assert (again.sections, getattr(again, section)) == ((section,), terms)

    def test_a_bundle_in_toml(self) -> None:
        again = toml.read_terms(toml.write_terms(BUNDLE, rules=RULES), events=EVENTS, rules=RULES)
        assert again == BUNDLE
        assert again.returns.ref == BUNDLE.returns.ref

    def test_the_tree_is_the_same_in_json_and_toml(self) -> None:
        import tomllib

        in_json = json.loads(wire.write_json(BUNDLE, rules=RULES))
        assert tomllib.loads(toml.write_terms(BUNDLE, rules=RULES)) == in_json

    def test_money_of_another_exponent(self) -> None:
        points = Currency("EUR", exponent=3)
        fee = attrs.evolve(BUNDLE.refunds.fees[0], amount=points("4.950"))
        terms = attrs.evolve(BUNDLE.refunds, fees=[fee])
        again = toml.read_terms(toml.write_terms(terms), events=EVENTS).refunds
        assert again.fees[0].amount == points("4.950") != Money.of("4.95", "EUR")


Fields = set[tuple[type, str]]
LEAVES = (Money, Percent, *get_args(Length), *get_args(WorkingLength))


def reached(annotation: Any, found: Fields) -> None:
    """Every field of every class that an annotation reaches."""
    for inside in () if get_origin(annotation) is Rule else get_args(annotation):
        reached(inside, found)
    if annotation is Event:
        for cls in (*OURS.values(), *EVENTS):
            reached(cls, found)
    elif attrs.has(annotation) and annotation not in LEAVES:
        attrs.resolve_types(annotation)
        for field in attrs.fields(annotation):
            if field.init and (annotation, field.name) not in found:
                found.add((annotation, field.name))
                reached(field.type, found)


def said(value: Any) -> Iterator[tuple[type, str]]:
    """The fields of the values in a value that differ from their defaults."""
    if isinstance(value, Mapping):
        value = (*value.values(),)
    if isinstance(value, tuple | frozenset):
        for one in value:
            yield from said(one)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            told = getattr(value, field.name)
            if field.init and told != field.default and told is not None:
                yield type(value), field.name
                yield from said(told)


def test_every_field_of_every_class_goes_there_and_back() -> None:
    """A new field fails here until a value above says something in it: then it is tried."""
    wanted: Fields = set()
    values = [x for kind in KINDS for x in of_bundle(kind.value)]
    for value in values:
        reached(type(value), wanted)
    missing = wanted - {x for value in values for x in said(value)}
    assert sorted(f"{cls.__name__}.{name}" for cls, name in missing) == []


def of_bundle(value: Any) -> list[Any]:
    """The terms in a bundle, or the value."""
    if not isinstance(value, TermsBundle):
        return [value]
    return [getattr(value, name) for name in value.sections]
