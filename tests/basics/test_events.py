"""Events: what happened, when, and the host's own kinds."""

import copy
import pickle
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import frozen

from postsales import (
    During,
    Each,
    Event,
    First,
    Happened,
    InvalidValue,
    Last,
    Placed,
    WrongType,
)
from tests.basics.given import STRANGE, named, refused_shortly

AT = "2026-03-02T10:15+01:00"


@frozen(weakref_slot=False)
class LoyaltyJoined(Event):
    """A kind of event that only the host knows."""

    programme: str


def test_a_host_adds_its_own() -> None:
    joined = LoyaltyJoined("gold", at=AT, ref="L-1")
    assert joined.at == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert (joined.programme, joined.ref) == ("gold", "L-1")


def test_or_just_names_it() -> None:
    assert Happened("newsletter_joined", at=AT).kind == "newsletter_joined"


def test_events_are_equal_by_class_and_fields() -> None:
    assert Happened("x", at=AT) == Happened("x", at="2026-03-02T09:15Z")
    assert hash(Happened("x", at=AT)) == hash(Happened("x", at="2026-03-02T09:15Z"))
    assert Happened("x", at=AT) != Happened("x", at=AT, ref="1")
    other: Event = LoyaltyJoined("gold", at=AT)
    assert Happened("gold", at=AT) != other


def test_events_have_no_order() -> None:
    with pytest.raises(TypeError):
        sorted([Happened("a", at=AT), Happened("b", at=AT)])


def test_the_repr_evaluates() -> None:
    event = Happened("x", at=AT, ref="1")
    assert eval(repr(event), {"Happened": Happened}) == event  # noqa: S307


@pytest.mark.parametrize("value", named(STRANGE))
def test_strange_fields_are_refused(value: Any) -> None:
    plain = {"kind": "x", "at": AT, "ref": ""}
    for name in plain:
        with pytest.raises(WrongType) as caught:
            Happened(**{**plain, name: value})
        assert refused_shortly(caught.value)


@pytest.mark.parametrize(
    "value", ["", " ", "x" * 1_000_000, "\ud800"], ids=["empty", "blank", "a megabyte", "half"]
)
def test_a_kind_is_a_word(value: str) -> None:
    with pytest.raises(InvalidValue):
        Happened(value, at=AT)


@pytest.mark.parametrize("value", ["2026-03-02T10:15", "2026-03-02", "soon"])
def test_a_time_without_offset_is_refused(value: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Happened("x", at=value)
    assert caught.value.field == "at"


class TestKinds:
    """Selectors are for one kind of what happened, and tell it like a class of its own."""

    joined = Happened("joined", at="2026-03-02T10:15+01:00")

    def test_only_events_of_this_kind_are_of_it(self) -> None:
        kind = Happened.of("joined")
        other = Happened("left", at="2026-03-02T10:15+01:00")
        events = (self.joined, other, Event(at="2026-03-02T10:15+01:00"))
        assert [isinstance(x, kind) for x in events] == [True, False, False]
        assert issubclass(kind, Happened)

    def test_two_of_one_kind_are_equal_and_of_two_are_not(self) -> None:
        same, other = Happened.of("joined"), Happened.of("left")
        assert First(Happened.of("joined")) == First(same) != First(other)
        assert len({same, Happened.of("joined"), other}) == 2

    @pytest.mark.parametrize("kind", ["joined", "it's", "a:b c", "Ä"])
    def test_they_are_written_and_copied_as_they_are_made(self, kind: str) -> None:
        first = First(Happened.of(kind))
        assert eval(repr(first), {"First": First, "Happened": Happened}) == first  # noqa: S307
        assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301
        assert copy.deepcopy(first) == first

    @pytest.mark.parametrize("select", [First, Last, Each, lambda x: During(x, Placed)])
    def test_all_kinds_together_are_no_class_for_selectors(self, select: Any) -> None:
        with pytest.raises(InvalidValue, match=r"say Happened\.of"):
            select(Happened)

    @pytest.mark.parametrize("kind", ["", " ", "a\nb"])
    def test_a_kind_says_something(self, kind: str) -> None:
        with pytest.raises(InvalidValue, match="kind"):
            Happened.of(kind)
