"""Further lines of an order: what is answered about them, and where they go."""

from collections.abc import Sequence
from datetime import date

import pytest

from postsales import Cancelled, ChangeRequest, ChangeTerms, Event, Shipped, changes, explain
from tests.changes.given import ANYTHING, asked, new, only

NOON = "2026-03-02T12:00+01:00"
CAP = ChangeRequest.further([new("12.00", id="cap")])


class TestAnswers:
    """An answer about a line that the order does not have yet is one like any other."""

    @pytest.mark.parametrize(
        ("history", "terms"),
        [
            pytest.param([], ANYTHING, id="allowed"),
            pytest.param([], only(), id="not open"),
            pytest.param([Shipped({"tee": 3, "mug": 1}, at=NOON)], ANYTHING, id="all has left"),
        ],
    )
    def test_it_has_findings_a_record_and_words(
        self, history: list[Shipped], terms: ChangeTerms
    ) -> None:
        decision = asked(CAP, *history, terms=terms)
        assert decision.findings
        assert decision.record().outcome is decision.outcome
        assert "cap" in explain.text(decision, locale="en", zone="Europe/Berlin")


ALL = ChangeRequest.to_address("addr-7", {"tee": 3, "mug": 1})
TEES = ChangeRequest.to_address("addr-7", {"tee": 3})
MUG = ChangeRequest.to_address("addr-8", {"mug": 1})
ALL_BACK = ChangeRequest.to_address("addr-1", {"tee": 3, "mug": 1})
LATER = "2026-03-02T16:00+01:00"


def booked(*requests: ChangeRequest, history: Sequence[Event] = ()) -> list[Event]:
    """The history, and after it one change after the other, a minute apart."""
    told = list(history)
    for minute, request in enumerate(requests):
        at = f"2026-03-02T15:{minute:02}+01:00"
        told.append(changes.quote(asked(request, *told, at=at)).settled(at=at, ref=f"ch-{minute}"))
    return told


class TestGoesAlong:
    """A further line goes where all goes that is still to be sent."""

    @pytest.mark.parametrize(
        ("before", "request_", "goes_to"),
        [
            pytest.param(booked(ALL), CAP, "addr-7", id="all went elsewhere by an earlier change"),
            pytest.param([], CAP.and_also(ALL), "addr-7", id="all goes elsewhere by this one"),
            pytest.param([], CAP, None, id="all goes where it was sold to"),
            pytest.param(booked(TEES), CAP, None, id="only a part went elsewhere"),
            pytest.param(booked(TEES), CAP.and_also(MUG), "addr-8", id="they part, as this says"),
            pytest.param(
                booked(TEES, history=[Shipped({"mug": 1}, at=NOON)]),
                CAP,
                "addr-7",
                id="what has left does not count",
            ),
            pytest.param(
                booked(TEES, history=[Cancelled({"mug": 1}, at=NOON)]),
                CAP,
                "addr-7",
                id="what was called off does not count",
            ),
            pytest.param(
                booked(TEES),
                CAP.and_also(ChangeRequest.fewer({"mug": 1})),
                "addr-7",
                id="nor what is called off by this change",
            ),
            pytest.param(
                booked(TEES),
                CAP.and_also(ChangeRequest.options({"tee": new("50.00", quantity=3)})),
                None,
                id="goods in the place of others go where those went",
            ),
            pytest.param(booked(ALL, ALL_BACK), CAP, "addr-1", id="the last address holds"),
        ],
    )
    def test_address(
        self, before: list[Event], request_: ChangeRequest, goes_to: str | None
    ) -> None:
        quote = changes.quote(asked(request_, *before, at=LATER))
        assert quote.addresses.get("cap") == goes_to

    def test_day(self) -> None:
        day = ChangeRequest.on_day("2026-03-09", {"tee": 3, "mug": 1})
        quote = changes.quote(asked(CAP, *booked(day), at=LATER))
        assert quote.dates == {"cap": date(2026, 3, 9)}
