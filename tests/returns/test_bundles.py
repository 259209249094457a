"""Bundles that come back whole: what is in a set, what is loose, and what to add."""

from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Cancelled,
    Days,
    Decision,
    Delivered,
    Event,
    Exclusion,
    Line,
    Order,
    Outcome,
    Overridden,
    Promotion,
    Received,
    ReturnCase,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Shipped,
    WholeBundle,
    explain,
    returns,
)

AT = "2026-03-10T12:00Z"
REFUSES = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(14), since=Delivered),
    bundles=WholeBundle(otherwise="refuse"),
)
REFERS = evolve(REFUSES, bundles=WholeBundle())
PART = "bundle_incomplete"


def kit(id: str = "KIT", **bundle: int) -> Promotion:
    """A bundle that gives something on its first line."""
    return Promotion(id, given={next(iter(bundle)): EUR("1.00")}, bundle=bundle)


TEA = kit(tea=2, pot=1)


def sold(
    *more: Event,
    kits: tuple[Promotion, ...] = (TEA,),
    came: Mapping[str, int] | None = None,
    **units: int,
) -> Order:
    """Five packets of tea, two pots and a cup: two sets, a loose packet, and a cup besides."""
    bought = {"tea": 5, "pot": 2, "cup": 1, **units}
    return Order(
        "1001",
        placed_at="2026-03-02T10:00Z",
        lines=[Line(x, quantity=k, total=EUR("10.00"), category=x) for x, k in bought.items()],
        promotions=kits,
        history=[Delivered(bought if came is None else came, at="2026-03-05T12:00Z"), *more],
    )


def asked(
    order: Order, terms: ReturnTerms = REFUSES, reason: str = "remorse", at: str = AT, **units: Any
) -> Decision[ReturnCase]:
    """May these units come back?"""
    return returns.assess(order, ReturnRequest.of(units, reason=reason), terms, at=at)


@pytest.mark.parametrize(
    ("units", "because"),
    [
        pytest.param({"tea": 2, "pot": 1}, {}, id="one whole set"),
        pytest.param({"tea": 4, "pot": 2}, {}, id="both sets"),
        pytest.param({"tea": 5, "pot": 2}, {}, id="both sets and the loose packet"),
        pytest.param({"tea": 1}, {}, id="the loose packet"),
        pytest.param({"tea": 3, "pot": 1}, {}, id="a set and the loose packet"),
        pytest.param({"tea": 2}, {PART: 2}, id="the loose packet and half a set"),
        pytest.param({"pot": 1}, {PART: 1}, id="a pot without its tea"),
        pytest.param({"tea": 1, "pot": 1}, {PART: 1}, id="a pot and the loose packet"),
        pytest.param({"tea": 4, "pot": 1}, {PART: 5}, id="tea of two sets and a pot of one"),
        pytest.param({"cup": 1}, {}, id="what was sold in no bundle"),
        pytest.param({"pot": 1, "cup": 1}, {PART: 1}, id="besides, the rest is not touched"),
    ],
)
def test_what_comes_back_together(units: dict[str, Any], because: dict[str, int]) -> None:
    assert asked(sold(), **units).because == because


class TestHints:
    """The hint says what to add, and whoever adds it has no reason left."""

    @pytest.mark.parametrize(
        ("units", "adds"),
        [
            pytest.param({"pot": 1}, {"tea": 2}, id="the tea"),
            pytest.param({"tea": 1, "pot": 1}, {"tea": 1}, id="one packet more"),
            pytest.param({"tea": 2}, {"pot": 1}, id="the pot"),
            pytest.param({"pot": 2, "tea": 2}, {"tea": 2}, id="the tea of the other set"),
        ],
    )
    def test_what_to_add(self, units: dict[str, Any], adds: dict[str, int]) -> None:
        decision = asked(sold(), **units)
        (hint,) = [x for x in decision.hints if x.kind == "add"]
        assert hint.adds == adds
        assert hint.removes == (PART,)
        request = hint.applied_to(decision.request)
        again = returns.assess(sold(), request, REFUSES, at=AT)  # type: ignore[arg-type]
        assert again.outcome is Outcome.ALLOWED

    def test_a_referred_part_has_it_too(self) -> None:
        decision = asked(sold(), REFERS, pot=1)
        assert decision.outcome is Outcome.REFER
        assert [x.adds for x in decision.hints] == [{"tea": 2}]

    def test_what_may_not_come_back_is_not_to_be_added(self) -> None:
        final = evolve(REFUSES, exclusions=[Exclusion("final", applies_to=Scope(category="tea"))])
        assert asked(sold(), final, pot=1).hints == ()

    def test_in_words(self) -> None:
        text = explain.text(asked(sold(), pot=1), locale="en", zone="Europe/Berlin")
        assert "sold in the bundle KIT, which comes back whole" in text
        assert "Ask for 2 of tea as well" in text

    @given(st.dictionaries(st.sampled_from(["tea", "pot", "cup"]), st.integers(1, 5), min_size=1))
    def test_every_hint_is_true(self, units: dict[str, Any]) -> None:
        decision = asked(sold(kits=(TEA, kit("SET", pot=1, cup=1))), **units)
        for hint in (x for x in decision.hints if x.kind == "add"):
            request = hint.applied_to(decision.request)
            order = decision.cases[0].order
            then = returns.assess(order, request, REFUSES, at=AT)  # type: ignore[arg-type]
            assert then.item(hint.line).because.get(PART, 0) == 0


class TestOthers:
    """What may not come back for a reason of its own completes no set."""

    FINAL = Exclusion("final", applies_to=Scope(category="pot"))

    def test_the_rest_is_refused(self) -> None:
        found = asked(sold(), evolve(REFUSES, exclusions=[self.FINAL]), tea=2, pot=1)
        assert found.because == {PART: 2, "final": 1}

    def test_staff_allow_the_rest_and_the_set_is_whole(self) -> None:
        allowed = Overridden("final", who="M. Kim", why="goodwill", at=AT)
        terms = evolve(REFUSES, exclusions=[self.FINAL])
        assert asked(sold(allowed), terms, tea=2, pot=1).outcome is Outcome.ALLOWED

    def test_staff_allow_a_part_alone(self) -> None:
        allowed = Overridden(PART, who="M. Kim", why="goodwill", at=AT)
        assert asked(sold(allowed), pot=1).outcome is Outcome.ALLOWED

    def test_it_goes_on_to_sets_that_share_a_line(self) -> None:
        kits = (kit("A", tea=5, pot=2), kit("B", pot=2, cup=1))
        terms = evolve(REFUSES, exclusions=[Exclusion("final", applies_to=Scope(category="cup"))])
        found = asked(sold(kits=kits), terms, tea=5, pot=2, cup=1)
        assert found.because == {PART: 7, "final": 1}

    def test_the_rest_is_referred_and_so_are_the_units(self) -> None:
        came = sold(Shipped({"pot": 2}, at="2026-03-05T12:00Z"), came={"tea": 5})
        found = asked(came, tea=2, pot=1)
        assert found.outcome is Outcome.REFER
        assert found.because == {"bundle_undecided": 2, "delivery_date_missing": 1}

    def test_the_end_of_the_rest_is_the_end_of_the_set(self) -> None:
        week = ReturnWindow(Days(7), since=Delivered, applies_to=Scope(category="pot"))
        terms = evolve(REFUSES, special_windows=[week])
        change = asked(sold(), terms, tea=2, pot=1).next_change
        assert change is not None
        assert (change.line, change.because) == ("tea", PART)
        assert asked(sold(), terms, tea=2, pot=1, at=change.at.isoformat()).because == {
            PART: 2,
            "window_closed": 1,
        }


class TestWhatIsGone:
    """A set that others have broken is none any more."""

    @pytest.mark.parametrize(
        ("events", "units", "because"),
        [
            pytest.param(
                [Received({"pot": 2}, at="2026-03-06T12:00Z")], {"tea": 1}, {}, id="no pots left"
            ),
            pytest.param(
                [Received({"pot": 1}, at="2026-03-06T12:00Z")],
                {"tea": 3},
                {},
                id="three of five packets are loose",
            ),
            pytest.param(
                [Received({"pot": 1}, at="2026-03-06T12:00Z")],
                {"tea": 4},
                {PART: 4},
                id="the fourth is in a set",
            ),
        ],
    )
    def test_after(
        self, events: list[Event], units: dict[str, Any], because: dict[str, int]
    ) -> None:
        assert asked(sold(*events), **units).because == because

    def test_called_off(self) -> None:
        order = sold(Cancelled({"pot": 2}, at="2026-03-04T12:00Z"), came={"tea": 5})
        assert asked(order, tea=3).outcome is Outcome.ALLOWED


class TestReasons:
    """A faulty part comes back alone, and completes a set."""

    def test_alone(self) -> None:
        assert asked(sold(), reason="defect", pot=1).outcome is Outcome.ALLOWED

    def test_with_the_rest(self) -> None:
        request = ReturnRequest(
            [ReturnItem("pot", 1, reason="defect"), ReturnItem("tea", 2, reason="remorse")]
        )
        assert returns.assess(sold(), request, REFUSES, at=AT).outcome is Outcome.ALLOWED

    def test_other_lines_are_left_in_peace(self) -> None:
        rule = WholeBundle(otherwise="refuse", applies_to=Scope(category="tea"))
        terms = evolve(REFUSES, bundles=[rule])
        assert asked(sold(), terms, pot=1).outcome is Outcome.ALLOWED
        assert asked(sold(), terms, tea=2).because == {PART: 2}

    def test_more_than_bought_is_refused_for_that(self) -> None:
        assert asked(sold(), tea=6, pot=2).because == {"more_than_bought": 1}


def test_without_the_option_nothing_is_together() -> None:
    found: Any = asked(sold(), evolve(REFUSES, bundles=()), pot=1)
    assert found.outcome is Outcome.ALLOWED
