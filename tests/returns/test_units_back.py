"""How many units of a line come back at once: packs, a least number, and what stays."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    Days,
    Decision,
    Delivered,
    Event,
    InvalidValue,
    Line,
    Lost,
    Order,
    Outcome,
    Overridden,
    Paid,
    Received,
    ReturnCase,
    ReturnItem,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Shipped,
    Tender,
    UnitsBack,
    WholeBundle,
    explain,
    returns,
)

AT = "2026-03-10T12:00Z"
PLAIN = ReturnTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    window=ReturnWindow(Days(14), since=Delivered),
)


def ruled(**rule: Any) -> ReturnTerms:
    """Terms that refuse other quantities."""
    return evolve(PLAIN, units_back=UnitsBack(**{"otherwise": "refuse", **rule}))


SIXES = ruled(packs_of=6)


def sold(*more: Event, came: int = 20) -> Order:
    """Twenty bottles and a rack, and what happened besides."""
    return Order(
        "1001",
        placed_at="2026-03-02T10:00Z",
        lines=[
            Line("bottle", quantity=20, total=EUR("200.00"), category="drinks"),
            Line("rack", quantity=1, total=EUR("30.00")),
        ],
        history=[Delivered({"bottle": came, "rack": 1}, at="2026-03-05T12:00Z"), *more],
    )


def asked(
    units: int, terms: ReturnTerms = SIXES, *more: Event, reason: str = "remorse"
) -> Decision[ReturnCase]:
    """May bottles come back?"""
    request = ReturnRequest.of({"bottle": units}, reason=reason)
    return returns.assess(sold(*more), request, terms, at=AT)


@pytest.mark.parametrize(
    ("rule", "units", "because"),
    [
        pytest.param({"packs_of": 6}, 6, [], id="one pack"),
        pytest.param({"packs_of": 6}, 18, [], id="three packs"),
        pytest.param({"packs_of": 6}, 5, ["no_whole_packs"], id="one less than a pack"),
        pytest.param({"packs_of": 6}, 20, [], id="all there is"),
        pytest.param({"least": 3}, 2, ["too_few_units"], id="one less than the least"),
        pytest.param({"least": 3}, 3, [], id="the least"),
        pytest.param({"least": 30}, 20, [], id="all there is, and less than the least"),
        pytest.param({"keeping": 4}, 16, [], id="so many stay"),
        pytest.param({"keeping": 4}, 20, [], id="nothing stays"),
        pytest.param(
            {"packs_of": 6, "least": 12, "keeping": 4},
            7,
            ["too_few_units", "no_whole_packs"],
            id="all reasons at once",
        ),
    ],
)
def test_how_many(rule: dict[str, Any], units: int, because: list[str]) -> None:
    assert asked(units, ruled(**rule)).because == dict.fromkeys(because, units)


@pytest.mark.parametrize(
    ("rule", "units", "going", "code"),
    [
        pytest.param({"packs_of": 6}, 7, 6, "no_whole_packs", id="one more than a pack"),
        pytest.param({"packs_of": 6}, 17, 12, "no_whole_packs", id="one less than three packs"),
        pytest.param({"keeping": 4}, 17, 16, "too_few_stay", id="one less stays"),
        pytest.param({"packs_of": 6, "keeping": 4}, 19, 12, "no_whole_packs", id="both"),
    ],
)
def test_what_is_whole_comes(rule: dict[str, Any], units: int, going: int, code: str) -> None:
    found = asked(units, ruled(**rule))
    assert found.outcome is Outcome.PARTLY
    assert found.allowed == {"bottle": going}
    assert found.because[code] == units - going


def test_a_pack_is_left_out_or_filled() -> None:
    found = asked(7)
    told = {(x.kind, x.units, tuple(x.adds.items())) for x in found.hints}
    assert told == {("leave_out", 1, ()), ("add", 1, (("bottle", 5),))}


class TestRulesTogether:
    """Several rules about a line are heeded at once."""

    def test_a_hint_does_for_all_of_them(self) -> None:
        rules = (UnitsBack(packs_of=6, otherwise="refuse"), UnitsBack(least=8, keeping=2))
        found = asked(6, evolve(PLAIN, units_back=rules))
        (hint,) = [x for x in found.hints if x.kind == "add"]
        assert hint.adds == {"bottle": 6}
        again = hint.applied_to(found.request)
        then = returns.assess(sold(), again, found.cases[0].terms, at=AT)  # type: ignore[arg-type]
        assert then.outcome is Outcome.ALLOWED

    def test_no_part_comes_that_is_too_little_for_another(self) -> None:
        rules = [UnitsBack(packs_of=6, otherwise="refuse"), UnitsBack(least=7, otherwise="refuse")]
        assert asked(7, evolve(PLAIN, units_back=rules)).outcome is Outcome.REFUSED

    def test_with_bundles_a_line_comes_as_asked_or_stays(self) -> None:
        terms = evolve(SIXES, bundles=WholeBundle())
        assert asked(7, terms).because == {"no_whole_packs": 7}

    def test_faulty_units_may_fill_it(self) -> None:
        request = ReturnRequest(
            [ReturnItem("bottle", 5, reason="remorse"), ReturnItem("bottle", 2, reason="defect")]
        )
        found = returns.assess(sold(), request, SIXES, at=AT)
        assert found.allowed == {"bottle": 6}
        assert [x.adds for x in found.hints if x.kind == "add"] == [{"bottle": 1}]


def test_what_is_lost_fills_no_pack_and_needs_none() -> None:
    paid = Paid(EUR("230.00"), tender=Tender.card("c"), at="2026-03-02T10:00Z")
    order = sold(paid, Lost({"bottle": 1}, at="2026-03-05T13:00Z"), came=2)
    order = evolve(
        order,
        lines=[evolve(order.lines[0], quantity=3)],
        history=[paid, Delivered({"bottle": 2}, at="2026-03-05T12:00Z"), order.history[-1]],
    )
    window = ReturnWindow(Days(60), since=Paid)
    terms = evolve(ruled(least=2), window=window, covers="ordered")
    request = ReturnRequest.of({"bottle": 3}, reason="remorse")
    assert returns.assess(order, request, terms, at=AT).allowed == {"bottle": 3}


class TestHints:
    """The hint says how many more would do."""

    @pytest.mark.parametrize(
        ("rule", "units", "more"),
        [
            pytest.param({"packs_of": 6}, 4, 2, id="up to the pack"),
            pytest.param({"packs_of": 6}, 19, 1, id="no pack is left, so all of it"),
            pytest.param({"least": 3}, 1, 2, id="up to the least"),
            pytest.param({"least": 7, "packs_of": 6}, 1, 11, id="packs and the least"),
            pytest.param({"keeping": 4}, 18, 2, id="all of it"),
        ],
    )
    def test_how_many_more(self, rule: dict[str, Any], units: int, more: int) -> None:
        decision = asked(units, ruled(**rule))
        (hint, *_) = [x for x in decision.hints if x.kind == "add"]
        assert hint.adds == {"bottle": more}
        request = hint.applied_to(decision.request)
        again = returns.assess(sold(), request, ruled(**rule), at=AT)  # type: ignore[arg-type]
        assert again.outcome is Outcome.ALLOWED

    @given(
        units=st.integers(1, 22),
        packs=st.integers(1, 7),
        least=st.integers(2, 21),
        keeping=st.integers(0, 20),
    )
    def test_every_hint_is_true(self, units: int, packs: int, least: int, keeping: int) -> None:
        terms = ruled(packs_of=packs, least=least, keeping=keeping)
        decision = asked(units, terms)
        for hint in (x for x in decision.hints if x.kind == "add"):
            request = hint.applied_to(decision.request)
            then = returns.assess(sold(), request, terms, at=AT)  # type: ignore[arg-type]
            assert not {*hint.removes} & {*then.because}

    def test_in_words(self) -> None:
        text = explain.text(asked(4), locale="en", zone="Europe/Berlin")
        assert "comes back in whole packs of 6 only; asked for: 4" in text
        assert "Ask for 2 of bottle as well" in text


class TestOthers:
    """Units that may not come back for a reason of their own fill no pack."""

    def test_some_are_too_late(self) -> None:
        order = sold(Delivered({"bottle": 3}, at="2026-03-09T12:00Z"), came=17)
        request = ReturnRequest.of({"bottle": 6}, reason="remorse")
        found = returns.assess(order, request, SIXES, at="2026-03-20T12:00Z")
        assert found.because == {"no_whole_packs": 3, "window_closed": 3}

    def test_of_some_nobody_knows(self) -> None:
        order = sold(Shipped({"bottle": 3}, at="2026-03-06T12:00Z"), came=3)
        request = ReturnRequest.of({"bottle": 6}, reason="remorse")
        found = returns.assess(order, request, SIXES, at=AT)
        assert found.outcome is Outcome.REFER
        assert found.because == {"units_undecided": 3, "delivery_date_missing": 3}

    def test_what_is_left_of_a_pack_comes_back(self) -> None:
        gone = Received({"bottle": 15}, at="2026-03-06T12:00Z")
        assert asked(5, SIXES, gone).outcome is Outcome.ALLOWED
        assert asked(4, SIXES, gone).because == {"no_whole_packs": 4}

    def test_staff_allow_it(self) -> None:
        allowed = Overridden("no_whole_packs", who="M. Kim", why="goodwill", at=AT)
        assert asked(4, SIXES, allowed).outcome is Outcome.ALLOWED


class TestReasons:
    """Faulty units come back alone, and may fill a pack."""

    def test_alone(self) -> None:
        assert asked(1, reason="defect").outcome is Outcome.ALLOWED

    @pytest.mark.parametrize(
        ("faulty", "unwanted", "outcome"),
        [
            pytest.param(2, 4, Outcome.ALLOWED, id="they fill the pack"),
            pytest.param(2, 6, Outcome.ALLOWED, id="the pack is full without them"),
            pytest.param(2, 5, Outcome.PARTLY, id="neither"),
        ],
    )
    def test_besides(self, faulty: int, unwanted: int, outcome: Outcome) -> None:
        request = ReturnRequest(
            [
                ReturnItem("bottle", faulty, reason="defect"),
                ReturnItem("bottle", unwanted, reason="remorse"),
            ]
        )
        found = returns.assess(sold(), request, SIXES, at=AT)
        assert found.outcome is outcome
        assert found.allowed["bottle"] >= faulty

    def test_other_lines(self) -> None:
        terms = ruled(packs_of=6, applies_to=Scope(category="shoes"))
        assert asked(1, terms).outcome is Outcome.ALLOWED

    def test_a_person_looks(self) -> None:
        assert asked(1, ruled(packs_of=6, otherwise="refer")).outcome is Outcome.REFER

    def test_more_than_bought_is_refused_for_that(self) -> None:
        assert asked(21).because == {"more_than_bought": 1}


@pytest.mark.parametrize("rule", [{}, {"least": 1, "packs_of": 1, "keeping": 0}])
def test_it_asks_for_something(rule: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue, match="it asks for something"):
        UnitsBack(**rule)
