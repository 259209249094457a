"""Digests: the same for equal values in every process, another for every change."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from attrs import define, evolve, field, frozen
from hypothesis import given

from postsales import (
    MET,
    DecisionRecord,
    Delivered,
    Event,
    Finding,
    FrozenMap,
    InvalidValue,
    Order,
    PostsalesError,
    ReturnCase,
    ReturnRequest,
    TermsRef,
    WrongType,
    returns,
)
from postsales.basics.digests import digest, digest_of, telling, written
from postsales.testing import strategies
from postsales.testing.strategies._dice import CODES
from tests.architecture.source import ROOT
from tests.basics.given import named
from tests.records.given import (
    AT,
    Grace,
    flips,
    full_order,
    full_record,
    full_refund_terms,
    full_terms,
    receipt_shown,
)
from tests.returns.given import THIRTY_DAYS
from tests.wire.plans_given import CONTACT_RULES, HISTORY, PLAN, SMALL

NONE: FrozenMap[str, int] = FrozenMap({})


@frozen
class Told:
    """One field of each kind of default."""

    needed: int
    map: FrozenMap[str, int] = NONE
    made: tuple[str, ...] = field(factory=tuple)
    several: tuple[str, ...] = ()
    text: str = ""
    unknown: int | None = None
    number: int = 0


class TestFieldsThatSayNothing:
    """What is empty by default and still is, is not told: a later field changes no digest."""

    def test_what_is_empty_is_left_out_and_zero_is_not_empty(self) -> None:
        assert telling(Told(1)) == {"needed": 1, "number": 0}

    def test_all_that_says_something_is_told(self) -> None:
        full = Told(1, FrozenMap({"a": 1}), ("b",), ("c",), "d", 0, 2)
        assert [*telling(full)] == [
            *("needed", "map", "made", "several", "text", "unknown", "number")
        ]

    def test_an_empty_value_where_none_is_the_default_is_told(self) -> None:
        assert "needed" in telling(Told(0))


LONG_AFTER = "2027-12-31T00:00Z"
ORDER, TERMS, MONEY = full_order(), full_terms(), full_refund_terms()


class TestWritten:
    """Every value has one text, by the table in ``digests.py``."""

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (None, "null"),
            (True, "true"),
            (-3, "-3"),
            ('say "tée"', r'"say \"t\u00e9e\""'),
            (0.5, "float 0.5"),
            (Decimal("0.190"), "number 19/100"),
            (datetime(2026, 3, 2, 9, tzinfo=UTC), "instant 2026-03-02T09:00:00.000000"),
            (datetime(2026, 3, 2, 9), "naive 2026-03-02T09:00:00.000000"),
            (time(9, 30), "time 09:30:00"),
            ([1, (2,)], "[1, [2]]"),
            (frozenset({"b", "a"}), '{"a", "b"}'),
            ({"b": 1, "a": None}, '{"a": null, "b": 1}'),
            (Delivered, "class Delivered"),
            (receipt_shown, "function tests.records.given.receipt_shown"),
            (
                Delivered({"tee": 2}, at="2026-03-05T12:30+01:00"),
                'Delivered(at=instant 2026-03-05T11:30:00.000000, units={"tee": 2})',
            ),
        ],
    )
    def test_the_form(self, value: object, expected: str) -> None:
        assert written(value) == expected

    def test_a_class_below_text_or_numbers_is_written_as_those(self) -> None:
        class Sku(str):
            __slots__ = ()

        class Units(int):
            pass

        assert (written(Sku("tée")), written(Units(3))) == (r'"t\u00e9e"', "3")

    def test_a_digest_has_sixteen_digits_and_is_pinned(self) -> None:
        assert digest("") == "05e4d552294e1883"
        # These change when the written form does: then FORM goes up, and stored records differ.
        assert TERMS.ref.digest == "3d5538253fc6336d"
        assert MONEY.ref.digest == "c3ca0f3759da7340"
        earlier = evolve(MONEY, gifts="tenders")
        assert earlier.ref.digest == "27204cdae42009e5"
        assert evolve(earlier, diminished=()).ref.digest == "29f7c928adf4b8d4"
        assert ORDER.ref(at=AT).digest == "91dc601db0f7eddd"
        assert digest_of(SMALL) == "5bfa1e746d9d6a44"
        assert digest_of(PLAN) == "fe5144abf918aa7c"
        assert digest_of(CONTACT_RULES) == "dd01a3d082763604"
        assert digest_of(HISTORY) == "d426665ef67e1296"

    def test_what_is_not_told_leaves_no_trace(self) -> None:
        told = Delivered({"tee": 2}, at=AT, ref="")
        assert "ref" not in written(told)
        assert 'ref="p"' in written(evolve(told, ref="p"))
        assert "note" not in written(ORDER)


def _local() -> type[Event]:
    @frozen
    class Local(Event):
        pass

    return Local


@define
class Loose:
    """A rule that can change."""

    days: int

    def __call__(self, case: ReturnCase, /) -> Finding:
        return MET


class Bare:
    """A rule that says nothing of itself."""

    def __call__(self, case: ReturnCase, /) -> Finding:
        return MET


NAMELESS: dict[str, Any] = {
    "a lambda": lambda case: MET,
    "a partial call": partial(receipt_shown),
    "a bound method": Grace(frozenset(), THIRTY_DAYS.window.length).__call__,  # type: ignore[arg-type]
    "a mutable attrs class": Loose(3),
    "a class without fields": Bare(),
}


class TestNameless:
    """What cannot be told again is refused when a record is asked for, and decides all the same."""

    @pytest.mark.parametrize("rule", named(NAMELESS))
    def test_a_rule_without_a_form(self, rule: Any) -> None:
        terms = THIRTY_DAYS.requiring(rule)
        decision = returns.assess(
            ORDER, ReturnRequest.of({"tee": 1}, reason="remorse"), terms, at=AT
        )
        assert terms.ref == TermsRef("plain", "1")
        with pytest.raises((InvalidValue, WrongType)) as caught:
            decision.record()
        assert isinstance(caught.value, PostsalesError)
        assert "module" in str(caught.value) or "frozen" in str(caught.value)

    def test_an_event_class_that_starts_a_window(self) -> None:
        window = evolve(THIRTY_DAYS.window, since=[Delivered, _local()])
        terms = evolve(THIRTY_DAYS, window=window)
        decision = returns.assess(
            ORDER, ReturnRequest.of({"tee": 1}, reason="remorse"), terms, at=AT
        )
        with pytest.raises(InvalidValue, match="top of a module"):
            decision.record()

    def test_an_event_of_a_local_class_in_the_history(self) -> None:
        order = ORDER.after(_local()(at="2026-03-08T12:00Z"))
        with pytest.raises(InvalidValue, match="top of a module"):
            order.ref(at=AT)
        assert order.ref(at="2026-03-08T11:59Z") == ORDER.ref(at="2026-03-08T11:59Z")

    @pytest.mark.parametrize("value", [object(), Decimal("NaN"), Decimal("1E+999999999"), 1j, b"x"])
    def test_what_facts_are_not_made_of(self, value: Any) -> None:
        with pytest.raises((InvalidValue, WrongType)):
            written(value)


class TestEqual:
    """Equal for equal inputs: in whatever order they were given, and in whatever process."""

    @given(strategies.orders(), CODES)
    def test_the_order_of_lists_says_nothing(self, order: Order, seed: int) -> None:
        dice = random.Random(seed)
        other = evolve(
            order,
            lines=dice.sample(order.lines, len(order.lines)),
            charges=dice.sample(order.charges, len(order.charges)),
            history=dice.sample(order.history, len(order.history)),
        )
        for at in {event.at for event in order.history} | {order.placed_at}:
            assert other.ref(at=at) == order.ref(at=at)
            assert hash(other.ref(at=at)) == hash(order.ref(at=at))

    def test_what_is_made_anew_is_the_same(self) -> None:
        assert full_order().ref(at=AT) == ORDER.ref(at=AT)
        assert full_terms().ref == TERMS.ref
        assert full_refund_terms().ref == MONEY.ref

    def test_the_order_of_reasons_says_nothing(self) -> None:
        turned = dict(reversed(list(TERMS.reasons.items())))
        assert evolve(TERMS, reasons=turned).ref == TERMS.ref

    def test_an_event_that_is_told_twice_is_one(self) -> None:
        assert ORDER.after(ORDER.history[3]).ref(at=AT) == ORDER.ref(at=AT)

    def test_an_event_without_a_ref_that_happens_twice_is_two(self) -> None:
        assert ORDER.after(ORDER.history[5]).ref(at=AT) != ORDER.ref(at=AT)

    def test_every_process_says_the_same(self) -> None:
        program = (
            "from tests.records.given import *\n"
            "record = full_record()\n"
            "print(full_order().ref(at=AT), full_terms().ref, full_refund_terms().ref)\n"
            "print(repr(record), record.as_dict())"
        )
        said = {_said(program, seed) for seed in ("0", "1", "2026")}
        assert len(said) == 1
        assert TERMS.ref.digest in said.pop()


def _said(program: str, seed: str) -> str:
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


Digest = Callable[[Any], str]
WHOLE: dict[str, tuple[Any, Digest]] = {
    "the order": (ORDER, lambda order: order.ref(at=LONG_AFTER).digest),
    "the return terms": (TERMS, digest_of),
    "the refund terms": (MONEY, digest_of),
}


class TestEveryFieldCounts:
    """Another digest whenever any field of any part is another."""

    @pytest.mark.parametrize("name", WHOLE)
    def test_a_flip_is_seen(self, name: str) -> None:
        value, digested = WHOLE[name]
        before = digested(value)
        found = {where: digested(other) for where, other in flips(value)}
        assert len(found) > 30
        assert [where for where, after in found.items() if after == before] == []

    def test_the_flips_reach_every_part(self) -> None:
        places = " ".join(where for where, _ in flips(ORDER))
        for part in ("lines[0].taxes[0].rate", "history[6].at_shops", "history[7].fees[0].basis",
                     "customer.tier", "charges[1].kind"):  # fmt: skip
            assert part in places

    def test_digests_of_single_flips_differ_from_each_other(self) -> None:
        found = [digest_of(other) for _, other in flips(TERMS)]
        assert len(set(found)) > len(found) * 0.95

    def test_a_flip_of_a_record_is_another_record(self) -> None:
        record: DecisionRecord = full_record()
        told = record.as_dict()
        kept = [
            where for where, other in flips(record) if other == record or other.as_dict() == told
        ]
        assert kept == []

    def test_terms_carry_their_digest(self) -> None:
        assert TERMS.ref == TermsRef("acme", "2026-03", digest=digest_of(TERMS))
