"""Why a return was asked for, by the customer's words: as history keeps it, and who reads it."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    InvalidValue,
    Outcome,
    ReasonKind,
    ReturnItem,
    ReturnRequest,
    ReturnRequested,
    UnknownReturn,
    WrongType,
    explain,
    returns,
)
from postsales.basics._errors import Contradictions
from postsales.basics.digests import digest_of
from tests.returns.rma_given import REF, TERMS, bought, called_off, closed, day, found

DEFECT = ReasonKind.DEFECT
WHY = {"too_small": {"tee": 2}, "faulty": {"tee": 1, "mug": 1}}


def asked(n: int = 3, ref: str = REF, reasons: Any = WHY, **units: int) -> ReturnRequested:
    """Three tees and two mugs are announced; of one mug nobody said why."""
    return ReturnRequested(units or {"tee": 3, "mug": 2}, reasons=reasons, ref=ref, at=day(n))


class TestTheEvent:
    """Reasons are of units that are asked for; without any it is the event that it always was."""

    def test_it_keeps_the_words(self) -> None:
        assert asked().reasons == WHY

    def test_a_word_for_no_unit_says_nothing(self) -> None:
        assert asked(reasons={"faulty": {}}) == asked(reasons={})

    @pytest.mark.parametrize(
        ("reasons", "says"),
        [
            pytest.param(
                {"faulty": {"tee": 2}, "late": {"tee": 2}},
                "names reasons for 4 units of 'tee', and asks for 3",
                id="more than are asked for, over all words",
            ),
            pytest.param(
                {"faulty": {"hat": 1}},
                "names reasons for 1 units of 'hat', and asks for 0",
                id="of a line that is not asked for",
            ),
        ],
    )
    def test_reasons_for_more_than_is_asked_for(self, reasons: Any, says: str) -> None:
        with pytest.raises(Contradictions, match=says):
            asked(reasons=reasons)

    def test_reasons_for_exactly_all(self) -> None:
        assert asked(reasons={"late": {"tee": 3, "mug": 2}}).reasons["late"]["tee"] == 3

    @pytest.mark.parametrize(
        ("reasons", "error"),
        [
            pytest.param("faulty", WrongType, id="a word alone"),
            pytest.param({"faulty": 2}, WrongType, id="units of no line"),
            pytest.param({" ": {"tee": 1}}, InvalidValue, id="a blank word"),
            pytest.param({"faulty": {"tee": 0}}, InvalidValue, id="no units"),
        ],
    )
    def test_what_is_no_reason(self, reasons: Any, error: type[Exception]) -> None:
        with pytest.raises(error):
            asked(reasons=reasons)

    def test_without_any_it_has_the_digest_that_it_always_had(self) -> None:
        event = ReturnRequested({"tee": 1}, ref="R-1", at="2026-03-20T09:00Z")
        assert digest_of(event) == "e6af8f512c9b2a57"
        assert digest_of(evolve(event, reasons={"late": {"tee": 1}})) != "e6af8f512c9b2a57"


class TestTheStatus:
    """How far a return is says why it was asked for."""

    def test_it_tells_the_words(self) -> None:
        assert found(asked()).reasons == WHY

    def test_before_it_was_asked_for_there_are_none(self) -> None:
        assert found(asked(5), at=4).reasons == {}

    def test_a_name_that_is_used_again_begins_anew(self) -> None:
        again = asked(9, reasons={"late": {"mug": 1}}, mug=1)
        assert found(asked(), closed(8), again).reasons == {"late": {"mug": 1}}
        assert found(asked(), called_off(8), again, at=8).reasons == WHY

    def test_in_words(self) -> None:
        told = explain.progress(found(asked()), locale="en", zone="UTC")
        assert "Reasons given\n-------------\n\n" in told
        assert "- “too_small”: 2 of tee\n- “faulty”: 1 of tee and 1 of mug" in told

    def test_without_reasons_nothing_is_said_of_them(self) -> None:
        told = explain.progress(found(asked(reasons={})), locale="en", zone="UTC")
        assert "Reasons" not in told

    def test_in_german(self) -> None:
        told = explain.progress(found(asked()), locale="de", zone="UTC")
        assert "Genannte Gründe\n" in told
        assert "- „too_small“: 2" in told


class TestTheRequest:
    """What the history says was asked for is asked with those words, as of when it was."""

    def test_units_of_no_word_have_the_other(self) -> None:
        request = ReturnRequest.announced(bought(asked()), REF, reason="not_told")
        assert request.items == (
            ReturnItem("tee", 2, reason="too_small"),
            ReturnItem("tee", 1, reason="faulty"),
            ReturnItem("mug", 1, reason="faulty"),
            ReturnItem("mug", 1, reason="not_told"),
        )
        assert (request.ref, request.sent_at, request.received_at) == (
            REF,
            asked().at,
            asked().at,
        )

    def test_the_other_word_can_be_one_of_them(self) -> None:
        request = ReturnRequest.announced(bought(asked()), REF, reason="faulty")
        assert request.items[-1] == ReturnItem("mug", 2, reason="faulty")

    def test_where_nobody_said_why(self) -> None:
        request = ReturnRequest.announced(bought(asked(reasons={})), REF, reason="remorse")
        assert request.quantities == {"tee": 3, "mug": 2}
        assert {x.reason for x in request.items} == {"remorse"}

    def test_of_a_name_that_was_used_again_it_is_the_last(self) -> None:
        again = asked(9, reasons={"late": {"mug": 1}}, mug=1)
        for events in ((asked(), closed(8), again), (again, closed(8), asked())):
            request = ReturnRequest.announced(bought(*events), REF, reason="remorse")
            assert request.items == (ReturnItem("mug", 1, reason="late"),)

    def test_it_is_answered_by_its_words_and_as_of_when_it_was_asked(self) -> None:
        """The order that answers is the one before: in the other the units are spoken for."""
        terms = evolve(TERMS, reasons={"too_small": ReasonKind.REMORSE, "faulty": DEFECT})
        request = ReturnRequest.announced(bought(asked(3)), REF, reason="not_told")
        decision = returns.assess(bought(), request, terms, at="2026-12-24T12:00+01:00")
        assert decision.outcome is Outcome.PARTLY
        assert decision.allowed == {"tee": 3, "mug": 1}
        assert decision.item("mug").referred == 1
        after = returns.assess(bought(asked(3)), request, terms, at=day(4))
        assert after.because["already_requested"] == 5

    def test_a_return_that_nobody_announced(self) -> None:
        with pytest.raises(UnknownReturn) as unknown:
            ReturnRequest.announced(bought(asked()), "R-9", reason="remorse")
        assert str(unknown.value) == "no return 'R-9': the history of the order has 'R-1'"

    @pytest.mark.parametrize(
        ("order", "more", "error"),
        [
            pytest.param("1001", {}, WrongType, id="no order"),
            pytest.param(bought(asked()), {"ref": ""}, InvalidValue, id="no name"),
            pytest.param(bought(asked()), {"reason": " "}, InvalidValue, id="no word"),
        ],
    )
    def test_it_is_checked(self, order: Any, more: Any, error: type[Exception]) -> None:
        with pytest.raises(error):
            ReturnRequest.announced(order, **{"ref": REF, "reason": "remorse", **more})
