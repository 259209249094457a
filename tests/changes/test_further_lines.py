"""Further lines of an order: what is answered about them, and where they go."""

import pytest

from postsales import ChangeRequest, ChangeTerms, Shipped, explain
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
