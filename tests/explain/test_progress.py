"""How far a return is, in words."""

import pytest
from attrs import evolve
from hypothesis import given

from postsales import (
    Days,
    Event,
    Hours,
    InvalidValue,
    Place,
    Received,
    ReturnApproved,
    ReturnSentBack,
    RmaClock,
    RmaDuty,
    RmaRemark,
    RmaState,
    WrongType,
    explain,
)
from postsales.returns.progress import DUTIES, NOT_COUNTED, REMARKS, STATES, TIMES, UNITS
from postsales.testing.strategies._dice import thrown
from postsales.testing.strategies.rma import Tracked, tracked_of
from tests.returns.rma_given import approved, asked, came, found, paid, seen

REFUND = RmaClock(Days(7), since=Received)


def said(*events: Event, at: int = 30, **clocks: object) -> str:
    """What is said of a return after some events."""
    return explain.progress(found(*events, at=at, **clocks), locale="en", zone="Europe/Berlin")


class TestWords:
    """Every word of the library has a sentence, and nobody is blamed."""

    def test_every_word_is_said(self) -> None:
        assert {*STATES} == {*RmaState}
        assert {*REMARKS} == {*RmaRemark}
        assert {*DUTIES} == {*RmaDuty}

    def test_a_state_is_a_whole_sentence(self) -> None:
        for sentence in STATES.values():
            assert sentence[0].isupper()
            assert sentence.endswith(".")

    @pytest.mark.parametrize("word", ["fraud", "blame", "fault", "must", "fail", "refuse", "sorry"])
    def test_nobody_is_blamed(self, word: str) -> None:
        maps = (STATES, REMARKS, DUTIES, UNITS, TIMES, NOT_COUNTED)
        assert not any(word in sentence for words in maps for sentence in words.values())


class TestProgress:
    """Everything that is known of a return is said, once."""

    @pytest.mark.parametrize("state", RmaState, ids=str)
    def test_the_state_comes_first(self, state: RmaState) -> None:
        some = found(asked(2), approved(3))
        told = explain.progress(evolve(some, state=state), locale="en", zone="UTC")
        assert told.splitlines()[3] == STATES[state]

    def test_units_stand_below_each_other(self) -> None:
        told = said(asked(2), approved(3), came(5, 2), seen(6, 1, damaged=1), paid(7, 1))
        for line in (
            "- Announced: 3 of tee",
            "- Awaited: 1 of tee",
            "- Received: 2 of tee",
            "- Found in good condition: 1 of tee",
            "- Found in another condition: 1 of tee",
            "- Refunded: 1 of tee",
        ):
            assert line in told.splitlines()

    @pytest.mark.parametrize(
        ("events", "at", "line"),
        [
            pytest.param([], 6, "by the end of Wednesday, 13 May 2026", id="in time"),
            pytest.param([], 14, "by the end of Wednesday, 13 May 2026, 1 day late", id="late"),
            pytest.param([], 16, "by the end of Wednesday, 13 May 2026, 3 days late", id="later"),
            pytest.param(
                [paid(8, 3)],
                16,
                "by the end of Wednesday, 13 May 2026, done on Friday, 8 May 2026 at 12:00",
                id="done",
            ),
        ],
    )
    def test_what_is_due(self, events: list[Event], at: int, line: str) -> None:
        told = said(asked(2), approved(3), came(6, 3), *events, at=at, refund_by=REFUND)
        assert f"- To be paid for: {line}" in told.splitlines()

    def test_hours_end_at_an_instant(self) -> None:
        hour = RmaClock(Hours(24), since=Received)
        told = said(asked(2), approved(3), came(6, 3), at=7, inspect_by=hour)
        assert "- To be looked at: by Thursday, 7 May 2026 at 12:00, late" in told.splitlines()

    def test_a_time_that_has_not_begun(self) -> None:
        told = said(asked(2), refund_by=REFUND, ship_by=RmaClock(Days(7), since=ReturnApproved))
        assert "- To be handed in: its time has not begun" in told.splitlines()

    def test_a_zone_that_nobody_knows(self) -> None:
        told = said(asked(2), came(6, 3), refund_by=REFUND, zone=Place.CUSTOMER)
        assert f"- To be paid for: {NOT_COUNTED['customer_zone_missing']}" in told.splitlines()

    def test_what_is_out_of_the_ordinary(self) -> None:
        told = said(asked(2, 2), approved(3), came(5, 3))
        note = "- On Tuesday, 5 May 2026 at 12:00: more came than was announced (1 of tee)"
        assert note in told.splitlines()

    @pytest.mark.parametrize(
        ("locale", "register", "lines"),
        [
            (
                "en",
                "agent",
                (
                    "It is back, and nothing of it is left to be looked at.",
                    "- Sent back to the customer: 2 of tee",
                    "more was looked at or sent back to the customer than came (1 of tee)",
                ),
            ),
            (
                "en",
                "customer",
                (
                    "- Sent back to you: 2 of tee",
                    "more was looked at or sent back to you than came (1 of tee)",
                ),
            ),
            (
                "de",
                "agent",
                (
                    "Sie ist zurück, und nichts davon ist noch zu prüfen.",
                    "- Wieder an die Kundschaft gesandt: 2 × tee",
                    "es wurde mehr geprüft oder wieder an die Kundschaft gesandt, als ankam",
                ),
            ),
            (
                "de",
                "customer",
                (
                    "- Wieder an Sie gesandt: 2 × tee",
                    "es wurde mehr geprüft oder wieder an Sie gesandt, als ankam",
                ),
            ),
        ],
    )
    def test_what_went_back_unseen_was_not_looked_at(
        self, locale: str, register: str, lines: tuple[str, ...]
    ) -> None:
        # Two returns of one tee each came; both tees go back under the name of the first.
        events = [x for ref in ("R-1", "R-2") for x in (asked(2, 1, ref), came(5, 1, ref))]
        gone = ReturnSentBack({"tee": 2}, ref="R-1", at="2026-05-07T12:00+02:00")
        told = explain.progress(
            found(*events, gone), locale=locale, zone="Europe/Berlin", register=register
        )
        for line in lines:
            assert line in told

    def test_a_note_without_units(self) -> None:
        told = said(came(3, 2), asked(4, 1))
        assert "On Monday, 4 May 2026 at 12:00: it was not to be expected by then" in told

    def test_nothing_due_and_nothing_odd_is_not_said(self) -> None:
        told = said(asked(2), approved(3))
        assert "due" not in told
        assert "ordinary" not in told

    @given(thrown(tracked_of))
    def test_any_return_can_be_told(self, some: Tracked) -> None:
        for told in (explain.progress, explain.progress_markdown, explain.progress_html):
            text = told(some.status(), locale="en", zone="UTC")
            assert "Return R-1" in text.replace("\\", "")
            assert "None" not in text


class TestMarkdown:
    """As Markdown, and nothing that is told becomes markup."""

    def test_the_same_in_markdown(self) -> None:
        status = found(asked(2), came(5, 3), refund_by=REFUND)
        lines = explain.progress_markdown(status, locale="en", zone="UTC").splitlines()
        assert lines[0] == "## Return R-1"
        assert "### What is due" in lines

    def test_a_name_is_no_markup(self) -> None:
        status = found(asked(2))
        odd = evolve(status, ref="*R*")
        told = explain.progress_markdown(odd, locale="en", zone="UTC")
        assert told.startswith(r"## Return \*R\*")


class TestHtml:
    """As HTML for a page, and nothing that is told becomes markup."""

    def test_the_same_in_html(self) -> None:
        status = found(asked(2), came(5, 3), refund_by=REFUND)
        lines = explain.progress_html(status, locale="en", zone="UTC").splitlines()
        plain = explain.progress(status, locale="en", zone="UTC").splitlines()
        assert lines[0] == "<h2>Return R-1</h2>"
        assert "<h3>What is due</h3>" in lines
        said = [x.removeprefix("- ") for x in plain if x.startswith("- ")]
        assert [x for x in lines if x.startswith("<li>")] == [f"<li>{x}</li>" for x in said]

    def test_a_name_is_no_markup(self) -> None:
        odd = evolve(found(asked(2)), ref="<b>R</b>")
        told = explain.progress_html(odd, locale="en", zone="UTC")
        assert told.startswith("<h2>Return &lt;b&gt;R&lt;/b&gt;</h2>")

    def test_to_the_customer_and_in_german(self) -> None:
        told = explain.progress_html(found(asked(2)), locale="de", zone="UTC", register="customer")
        title, state, *_ = told.splitlines()
        assert title == "<h2>Rücksendung R-1</h2>"
        assert state.startswith("<p>")
        assert (
            state != explain.progress_html(found(asked(2)), locale="de", zone="UTC").splitlines()[1]
        )


class TestAsked:
    """What is asked is checked."""

    def test_a_status_is_needed(self) -> None:
        with pytest.raises(WrongType, match="status is 'R-1'"):
            explain.progress("R-1", locale="en", zone="UTC")  # type: ignore[arg-type]  # on purpose

    def test_a_language_without_words(self) -> None:
        with pytest.raises(InvalidValue, match="locale is 'tlh'"):
            explain.progress(found(asked(2)), locale="tlh", zone="UTC")
