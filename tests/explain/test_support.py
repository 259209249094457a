"""How an inquiry stands, in words."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    AskedCustomer,
    Channel,
    CustomerAnswered,
    CustomerWrote,
    Days,
    Event,
    InquiryClosed,
    InquiryMerged,
    InquiryNote,
    InquiryRemark,
    InquiryStage,
    InquiryStep,
    InvalidValue,
    PlanBound,
    ServiceLevel,
    SolutionConfirmed,
    Solved,
    SupportClock,
    SupportPolicy,
    SupportState,
    SupportStatus,
    TargetState,
    WeReplied,
    WorkingHours,
    WrongType,
    explain,
)
from postsales.basics._words import Word
from postsales.support.messages import CHANNELS, CLOCKS, PROMISES, REMARKS, STAGES, STATES, STEPS
from postsales.testing.hook import register
from tests.support.desk import ALWAYS, FULL, asked, at

register()
BERLIN = "Europe/Berlin"
WROTE = CustomerWrote(at=at("20 15:00"), ref="m-1")
PLEASE = AskedCustomer(at=at("23 10:00"), ref="m-1")
THERE = CustomerAnswered(at=at("24 12:00"), ref="m-2")
SOLVED = Solved(at=at("25 14:00"))
EVERY: tuple[tuple[Mapping[Any, str], type[Word]], ...] = (
    (STAGES, InquiryStage),
    (STATES, SupportState),
    (CLOCKS, SupportClock),
    (PROMISES, TargetState),
    (STEPS, InquiryStep),
    (REMARKS, InquiryRemark),
    (CHANNELS, Channel),
)


def lines(found: SupportStatus, locale: str = "en", to: str = "agent") -> list[str]:
    """What is said, line by line."""
    told = explain.support(found, locale=locale, zone=BERLIN, register=to)
    return [line for line in told.splitlines() if line]


def standing(*history: Event, now: str, policy: SupportPolicy = FULL) -> list[str]:
    """What the agent reads of the promises, and below them."""
    found = lines(asked(policy, *history, now=now))
    return [x for x in found if x.startswith("- ")]


@pytest.mark.parametrize(("said", "words"), EVERY, ids=[x.__name__ for _, x in EVERY])
def test_every_word_is_said(said: Mapping[Any, str], words: type[Word]) -> None:
    assert {*said} == {*words}


class TestToTheAgent:
    """The agent reads all of it."""

    def test_all_of_it(self) -> None:
        history = (WROTE, PLEASE, THERE, WeReplied(at=at("25 14:00")), SOLVED)
        assert lines(asked(FULL, *history, now="26 09:00")) == [
            "Inquiry T-1",
            "===========",
            "The shop takes it for solved, and the customer has not said so yet.",
            "At least one promise was not kept.",
            "What was promised",
            "-----------------",
            "- First answer: done on Monday, 23 March 2026 at 10:00, in time",
            (
                "- Next answer to m-2: done on Wednesday, 25 March 2026 at 14:00, "
                "8 hours of service time late"
            ),
            "- Solution: done on Wednesday, 25 March 2026 at 14:00, in time",
            "The clocks that pause have stood still for 10 hours of service time.",
            "If the customer stays silent, it is over on Wednesday, 8 April 2026 at 14:00.",
            "If nothing happens, it changes next on Wednesday, 8 April 2026 at 14:00.",
            "As of Thursday, 26 March 2026 at 09:00. Days and times are those of Europe/Berlin.",
            "Policy: support, version 5. Priority: normal. It came by e-mail.",
        ]

    @pytest.mark.parametrize(
        ("history", "now", "said"),
        [
            pytest.param(
                [],
                "23 10:00",
                "First answer: until Monday, 23 March 2026 at 11:00; 1 hour of service time left",
                id="running",
            ),
            pytest.param(
                [],
                "23 11:00",
                (
                    "First answer: until Monday, 23 March 2026 at 11:00; "
                    "0 minutes of service time left"
                ),
                id="the last instant in time",
            ),
            pytest.param(
                [],
                "23 11:01",
                (
                    "First answer: until Monday, 23 March 2026 at 11:00, and not done; "
                    "1 minute of service time late"
                ),
                id="a minute too late",
            ),
            pytest.param(
                [PLEASE],
                "24 10:00",
                "Solution: stands still; 13 hours of service time left",
                id="standing still",
            ),
            pytest.param(
                [InquiryMerged("T-7", at=at("20 16:00"))],
                "23 10:00",
                "First answer: no longer counted, for the inquiry is over",
                id="merged",
            ),
        ],
    )
    def test_each_clock(self, history: list[Event], now: str, said: str) -> None:
        assert f"- {said}" in standing(WROTE, *history, now=now)

    def test_working_time_is_told_in_hours(self) -> None:
        level = ServiceLevel(resolution=WorkingHours(40))
        policy = evolve(FULL, level=level)
        (said,) = [x for x in standing(WROTE, now="20 15:00", policy=policy) if "Solution" in x]
        assert said.endswith("; 40 hours of service time left")

    def test_whole_days_have_no_time_left_while_they_stand_still(self) -> None:
        policy = evolve(FULL, level=ServiceLevel(resolution=Days(3)), calendar=ALWAYS)
        assert "- Solution: stands still" in standing(WROTE, PLEASE, now="24 10:00", policy=policy)

    @pytest.mark.parametrize(
        ("history", "said"),
        [
            (
                [InquiryClosed(at=at("23 12:00"))],
                "the shop closed it; nobody had said that it is solved",
            ),
            (
                [Solved(at=at("23 11:00")), InquiryClosed(at=at("23 12:00"))],
                "the shop closed it; the customer had not said yet whether it is solved",
            ),
            (
                [InquiryClosed(at=at("23 11:00")), CustomerAnswered(at=at("23 12:00"))],
                "the customer wrote; it had been closed before",
            ),
            (
                [InquiryMerged("T-7", at=at("23 11:00")), Solved(at=at("23 12:00"))],
                (
                    "the shop said that it is solved; "
                    "that was not to be expected then, and changes nothing"
                ),
            ),
            (
                [WeReplied(at=at("23 10:00")), evolve(WROTE, at=at("23 12:00"))],
                (
                    "the customer wrote; an earlier message has the same reference: "
                    "an answer to it is for those that wait"
                ),
            ),
            (
                [PlanBound("dunning", version="1", at=at("23 12:00"))],
                (
                    "the shop bound a policy; "
                    "that policy is none of those that are given, and changes nothing"
                ),
            ),
        ],
        ids=[
            "not solved",
            "not confirmed",
            "after closing",
            "out of order",
            "the reference of the ticket",
            "the policy of another",
        ],
    )
    def test_what_is_odd(self, history: list[Event], said: str) -> None:
        assert f"- On Monday, 23 March 2026 at 12:00: {said}" in standing(
            WROTE, *history, now="24 10:00"
        )

    def test_an_event_of_a_host_has_its_own_name(self) -> None:
        note = InquiryNote(InquiryRemark.AFTER_CLOSING, at=WROTE.at, event="Rang")
        found = evolve(asked(FULL, WROTE, now="23 10:00"), notes=(note,))
        assert "- On Friday, 20 March 2026 at 15:00: Rang; it had been closed before" in lines(
            found
        )


class TestToTheCustomer:
    """The customer reads what concerns them, and what is said is owed to them."""

    def test_each_promise_as_it_stands_now(self) -> None:
        history = (WROTE, PLEASE, THERE, WeReplied(at=at("25 14:00")), SOLVED)
        assert lines(asked(FULL, *history, now="26 09:00"), to="customer") == [
            "Your inquiry T-1",
            "================",
            "We think that it is solved. If it is not, write to us.",
            "We have taken longer than we promised you.",
            "- First answer: done on Monday, 23 March 2026 at 10:00, in time",
            ("- Next answer: done on Wednesday, 25 March 2026 at 14:00, later than we promised"),
            "- Solution: done on Wednesday, 25 March 2026 at 14:00, in time",
            "If you write no more, it is over on Wednesday, 8 April 2026 at 14:00.",
            "As of Thursday, 26 March 2026 at 09:00. Days and times are those of Europe/Berlin.",
        ]

    def test_what_is_odd_to_us_alone_is_not_told(self) -> None:
        silent = SolutionConfirmed(at=at("23 12:00"))
        told = lines(asked(FULL, WROTE, silent, now="24 10:00"), to="customer")
        assert "Out of the ordinary" not in told

    def test_what_was_done_to_them_is_told(self) -> None:
        closed = InquiryClosed(at=at("23 12:00"))
        told = lines(
            asked(FULL, WROTE, Solved(at=at("23 11:00")), closed, now="24 10:00"), to="customer"
        )
        said = "we closed it; you had not told us yet whether it is solved"
        assert f"- On Monday, 23 March 2026 at 12:00: {said}" in told

    @pytest.mark.parametrize(
        "ends",
        [InquiryClosed(at=at("20 15:10")), InquiryMerged("T-7", at=at("20 15:10"))],
        ids=["spam that is closed", "sent twice, and merged"],
    )
    def test_what_was_stopped_was_not_done(self, ends: Event) -> None:
        found = asked(FULL, WROTE, ends, now="23 10:00")
        assert lines(found, to="customer")[3] == (
            "Nothing that we promised you is still to come, and nothing was late."
        )
        assert lines(found)[3] == (
            "Nothing that was promised is still to come, and nothing was late."
        )

    def test_what_is_over_is_not_still_to_come(self) -> None:
        history = (
            WROTE,
            InquiryClosed(at=at("23 12:00")),
            SolutionConfirmed(at=at("23 13:00")),
        )
        told = lines(asked(FULL, *history, now="24 10:00"), to="customer")
        assert told[2:5] == [
            "You told us that it is solved.",
            "We have taken longer than we promised you.",
            "- First answer: until Monday, 23 March 2026 at 11:00, and we did not keep to it",
        ]

    def test_in_german(self) -> None:
        assert lines(asked(FULL, WROTE, now="26 09:00"), "de", "customer") == [
            "Ihre Anfrage T-1",
            "================",
            "Ihre Nachricht ist da, und die Antwort kommt noch.",
            "Wir haben länger gebraucht, als wir Ihnen zugesagt hatten.",
            (
                "- Erste Antwort: bis Montag, 23. März 2026 um 11:00 Uhr, "
                "und das haben wir nicht eingehalten"
            ),
            (
                "- Lösung: bis Dienstag, 24. März 2026 um 15:00 Uhr, "
                "und das haben wir nicht eingehalten"
            ),
            (
                "Stand: Donnerstag, 26. März 2026 um 09:00 Uhr. "
                "Tage und Uhrzeiten gelten für Europe/Berlin."
            ),
        ]


@pytest.mark.parametrize(
    ("to", "stage"),
    [("agent", "Nobody has written yet."), ("customer", "There is no message from you yet.")],
)
def test_nothing_is_promised_before_somebody_writes(to: str, stage: str) -> None:
    told = lines(asked(FULL, now="23 10:00"), to=to)
    assert told[2:4] == [stage, "Nothing is promised before somebody writes."]
    assert told[4].startswith("As of")


ANSWERS = st.from_type(SupportStatus)
YOU = {"en": r"\b[Yy]ou(?:rs?)?\b", "de": r"\bSie\b|\bIhnen\b|\bIhre?[mnrs]?\b|\b[Uu]ns\b"}
ABOUT = {"en": r"\bthe customer\b", "de": r"\bKundschaft\b"}


class TestEveryAnswer:
    """Every answer is told in both languages, kindly, to the one it is told to."""

    @pytest.mark.parametrize("language", sorted(YOU))
    @pytest.mark.parametrize("state", SupportState, ids=str)
    @pytest.mark.parametrize("stage", InquiryStage, ids=str)
    def test_every_stage_and_state(
        self, stage: InquiryStage, state: SupportState, language: str
    ) -> None:
        some = evolve(asked(FULL, WROTE, now="23 10:00"), stage=stage, state=state)
        self.told_well(some, language)

    @given(ANSWERS, st.sampled_from(sorted(YOU)))
    def test_any_history(self, answer: SupportStatus, language: str) -> None:
        self.told_well(answer, language)

    @staticmethod
    def told_well(answer: SupportStatus, language: str) -> None:
        to_agent, to_customer = (
            explain.support(answer, locale=language, zone="UTC", register=x)
            for x in ("agent", "customer")
        )
        assert not re.search(YOU[language], to_agent)
        assert re.search(YOU[language], to_customer)
        assert not re.search(ABOUT[language], to_customer)
        for told in (to_agent, to_customer):
            assert explain.unkind(told, language=language) == ()
            assert "None" not in told
            assert not [x for x in told.splitlines() if x.strip() == "-"]

    @given(ANSWERS)
    def test_markdown_says_the_same(self, answer: SupportStatus) -> None:
        plain = explain.support(answer, locale="en", zone="UTC")
        marked = explain.support_markdown(answer, locale="en", zone="UTC")
        for line in plain.splitlines():
            assert re.sub(r"\W", "", line).strip("=") in re.sub(r"\W", "", marked)


class TestAsked:
    """What is asked is checked, and nothing that is told becomes markup."""

    def test_a_status_is_needed(self) -> None:
        with pytest.raises(WrongType, match="status is 'T-1'"):
            explain.support("T-1", locale="en", zone="UTC")  # type: ignore[arg-type]  # on purpose

    def test_a_language_without_words(self) -> None:
        with pytest.raises(InvalidValue, match="locale is 'tlh'"):
            lines(asked(FULL, now="23 10:00"), "tlh")

    def test_text_of_a_host_never_becomes_markup(self) -> None:
        history = (WROTE, PLEASE, evolve(THERE, ref="*ref*"))
        odd = evolve(
            asked(FULL, *history, now="24 13:00"),
            subject="*subject*",
            policy="*policy*",
            version="*version*",
            priority="*priority*",
            notes=(InquiryNote(InquiryRemark.AFTER_CLOSING, at=WROTE.at, event="*event*"),),
        )
        told = explain.support_markdown(odd, locale="en", zone="UTC")
        for name in ("ref", "subject", "policy", "version", "priority", "event"):
            assert rf"\*{name}\*" in told
            assert f" *{name}*" not in told
