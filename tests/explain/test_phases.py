"""How a customer is getting on after buying, in words."""

import ast
import re
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Action,
    CaseOpened,
    Catalogue,
    CustomerWrote,
    Delivered,
    DoubtVoiced,
    Event,
    InvalidValue,
    Last,
    Matter,
    Occurrence,
    PageVisited,
    Phase,
    PhaseDays,
    PhaseFound,
    PhaseReason,
    Plan,
    Preferences,
    PriceDropped,
    ProductUsed,
    Register,
    RemorseLevel,
    RemorseSignal,
    RemorseWatch,
    WrongType,
    explain,
    followups,
    not_met,
    schedules,
    unknown,
)
from postsales.basics._words import Word
from postsales.followups.messages import (
    CASES,
    GROUNDS,
    LEVELS,
    MATTERS,
    PHASES,
    REASONS,
    SIGNS,
    STEPS,
    TELL,
)
from postsales.testing.hook import register
from tests.architecture.source import MODULES
from tests.followups.sale import BOUGHT, DELIVERED, OFFICE, at

register()
BERLIN = "Europe/Berlin"
WATCH = RemorseWatch(zone=BERLIN)
DAYS = PhaseDays(zone=BERLIN)
DOUBT = DoubtVoiced(at=at("03-07 10:00"))
LOOKED = PageVisited("returns", at=at("03-08 20:00"))
CHEAPER = PriceDropped(at=at("03-09 08:00"))
USED = ProductUsed(at=at("03-06 10:00"))
EVERY: tuple[tuple[Mapping[Any, str], type[Word]], ...] = (
    (PHASES, Phase),
    (GROUNDS, PhaseReason),
    (LEVELS, RemorseLevel),
    (MATTERS, Matter),
)


def signal(*history: Event, now: str = "03-14 10:00", **facts: int) -> RemorseSignal:
    """What speaks for remorse."""
    return followups.remorse_signal(history, WATCH, bought_at=BOUGHT, at=at(now), facts=facts)


def found(*history: Event, now: str) -> PhaseFound:
    """In which phase a customer is."""
    return followups.phase(history, DAYS, bought_at=BOUGHT, at=at(now))


def lines(answer: Any, locale: str = "en", to: str = "agent", **given: Any) -> list[str]:
    """What is said, line by line."""
    verb = explain.phase if isinstance(answer, PhaseFound) else explain.remorse
    told = verb(answer, locale=locale, zone=BERLIN, register=to, **given)
    return [line for line in told.splitlines() if line]


def codes() -> set[str]:
    """Every code that a rule of follow-ups finds."""
    calls = (
        node
        for module in MODULES
        if module.parts[:1] == ("followups",)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("not_met", "unknown")
    )
    told = (x.value for node in calls for x in node.args if isinstance(x, ast.Constant))
    return {x for x in told if isinstance(x, str)}


class TestWords:
    """Every word of follow-ups has a sentence."""

    @pytest.mark.parametrize(("said", "words"), EVERY, ids=[x.__name__ for _, x in EVERY])
    def test_every_word_is_said(self, said: Mapping[Any, str], words: type[Word]) -> None:
        assert {*said} == {*words}

    def test_every_code_is_said(self) -> None:
        assert codes() == {*REASONS, *SIGNS, *CASES} - {"other"}

    def test_every_question_is_asked(self) -> None:
        asked = (
            signal(DELIVERED).unknown[0],
            followups.owner([], at=BOUGHT).because,
            followups.RemorseSeen()({}),
        )
        assert {x.tell for x in asked} == {*TELL}


class TestPhase:
    """The phase, why, and to the agent since when and until when."""

    @pytest.mark.parametrize(
        ("history", "now", "said"),
        [
            pytest.param(
                [],
                "03-03 10:00",
                [
                    "The customer looks forward to it, or has just got it.",
                    "- Nothing has been delivered yet.",
                    "- It has been so since Monday, 2 March 2026 at 10:15.",
                ],
                id="not delivered",
            ),
            pytest.param(
                [DELIVERED],
                "03-06 09:00",
                [
                    "The customer looks forward to it, or has just got it.",
                    "- It was delivered a few days ago, and not used as far as is known.",
                    "- It has been so since Monday, 2 March 2026 at 10:15.",
                    "- If nothing happens, it stays so until the end of Sunday, 8 March 2026.",
                ],
                id="just delivered",
            ),
            pytest.param(
                [DELIVERED, USED],
                "03-06 12:00",
                [
                    ("The customer learns to use it, and is most likely to change their mind now."),
                    "- It is used, and has not been for long.",
                    "- It has been so since Friday, 6 March 2026 at 10:00.",
                    "- If nothing happens, it stays so until the end of Saturday, 4 April 2026.",
                ],
                id="in use",
            ),
            pytest.param(
                [DELIVERED, CaseOpened(at=at("04-01 09:00"))],
                "04-20 09:00",
                [
                    ("The customer learns to use it, and is most likely to change their mind now."),
                    "- A return or a case is open, however much time has gone by.",
                    "- It has been so since Monday, 9 March 2026 at 00:00.",
                ],
                id="something open",
            ),
            pytest.param(
                [DELIVERED],
                "04-20 09:00",
                [
                    "It is part of the customer's days.",
                    "- Days enough have gone by.",
                    "- It has been so since Sunday, 5 April 2026 at 00:00.",
                ],
                id="settled",
            ),
        ],
    )
    def test_to_the_agent(self, history: list[Event], now: str, said: list[str]) -> None:
        assert lines(found(*history, now=now)) == said

    @pytest.mark.parametrize(
        ("locale", "said"),
        [
            (
                "en",
                ["You are getting to know it.", "- Some time has gone by since you got it."],
            ),
            (
                "de",
                [
                    "Sie lernen den Umgang damit.",
                    "- Seit Sie es bekommen haben, ist einige Zeit vergangen.",
                ],
            ),
        ],
    )
    def test_to_the_customer(self, locale: str, said: list[str]) -> None:
        assert lines(found(DELIVERED, now="03-20 09:00"), locale, "customer") == said


class TestRemorse:
    """What speaks for it, and what is not known."""

    def test_to_the_agent(self) -> None:
        wrote = [CustomerWrote(at=at(f"03-0{day} 10:00")) for day in (6, 7, 8)]
        assert lines(signal(DELIVERED, DOUBT, LOOKED, CHEAPER, *wrote)) == [
            "Signs of remorse",
            "================",
            "Remorse is likely: the customer said so, or several things speak for it.",
            "- The customer spoke of doubts 1 time, on Saturday, 7 March 2026 at 10:00.",
            "- The page “returns” was looked at 1 time, on Sunday, 8 March 2026 at 20:00.",
            "- The customer wrote 3 times soon after the purchase.",
            "- It has been sold for less since Monday, 9 March 2026 at 08:00.",
            "What is not known",
            "-----------------",
            "- nobody knows whether it is used",
            "  - Find out how often it has been used: the app or the customer can say.",
            "As of Saturday, 14 March 2026 at 10:00. Days and times are those of Europe/Berlin.",
        ]

    def test_to_the_customer_what_was_seen_of_them_is_not_told(self) -> None:
        again = evolve(DOUBT, at=at("03-08 10:00"))
        assert lines(signal(DELIVERED, DOUBT, again, LOOKED, CHEAPER), to="customer") == [
            "How you are getting on",
            "======================",
            "We would like to talk with you about how you are getting on with it.",
            (
                "- You told us 2 times that you are not sure about it, "
                "first on Saturday, 7 March 2026 at 10:00."
            ),
            "What we would like to know",
            "--------------------------",
            "- Tell us how you are getting on with it.",
            "As of Saturday, 14 March 2026 at 10:00. Days and times are those of Europe/Berlin.",
        ]

    def test_in_german(self) -> None:
        assert lines(signal(DELIVERED, uses=0), "de") == [
            "Zeichen von Kaufreue",
            "====================",
            "Kaufreue ist möglich: Ein Zeichen spricht dafür.",
            (
                "- Es wurde am Donnerstag, 5. März 2026 um 12:30 Uhr geliefert "
                "und seit 8 Tagen nicht benutzt."
            ),
            (
                "Stand: Samstag, 14. März 2026 um 10:00 Uhr. "
                "Tage und Uhrzeiten gelten für Europe/Berlin."
            ),
        ]

    def test_nothing_speaks_for_it(self) -> None:
        told = lines(signal(DELIVERED, USED))
        assert told[2] == LEVELS[RemorseLevel.NONE]
        assert len(told) == 4

    def test_a_code_of_a_host_is_said_as_it_is(self) -> None:
        odd = evolve(
            signal(DELIVERED, USED),
            reasons=(not_met("full_moon"), not_met("price_dropped")),
            unknown=(unknown("new_moon"), unknown("mood", tell="mood")),
        )
        told = lines(odd, words=Catalogue("en", {"own.tell.mood": "Ask for the mood."}))
        assert told[3:5] == ["- full moon", "- price dropped"]
        assert told[7:10] == ["- new moon", "- mood", "  - Ask for the mood."]
        assert "What we would like to know" not in lines(odd, to="customer")


PLANS = (
    followups.first_thirty_days,
    followups.reassurance,
    followups.after_solved,
    followups.review_request,
    followups.win_back,
)


def occurrence(step: str, plan: str = "reassurance") -> Occurrence:
    """A step of a plan."""
    action = Action(step, after=Last(Delivered))
    some = Plan(id=plan, version="1", calendar=OFFICE, steps=[action])
    return schedules.occurrences(some, [DELIVERED], subject="C-7", at=DELIVERED.at)[0]


class TestSteps:
    """The steps of ready-made plans have names in every language; those of hosts are theirs."""

    @pytest.mark.parametrize("matter", [None, *Matter], ids=str)
    def test_every_step_has_its_name(self, matter: Matter | None) -> None:
        likes = Preferences(matters_most=[matter] if matter else [])
        for made in PLANS:
            plan = made(OFFICE, preferences=likes)
            for step in plan.steps:
                told = explain.schedule([occurrence(step.key, plan.id)], locale="de", zone=BERLIN)
                assert f"- {step.key.replace('_', ' ')}:" not in told
                assert "None" not in told

    def test_every_name_is_that_of_a_step(self) -> None:
        likes = [Preferences(), Preferences(matters_most=["ease"])]
        keys = {x.key for made in PLANS for y in likes for x in made(OFFICE, preferences=y).steps}
        assert keys == {*STEPS, "proof_ease"}

    @pytest.mark.parametrize(
        ("step", "plan", "words", "said"),
        [
            ("personal_call", "reassurance", {}, "persönlicher Anruf"),
            (
                "proof_ease",
                "reassurance",
                {},
                "warum es eine gute Wahl war: die einfache Bedienung",
            ),
            ("personal_call", "of-a-host", {}, "personal call"),
            ("proof_ease", "of-a-host", {}, "proof ease"),
            ("proof_read", "reassurance", {}, "proof read"),
            ("hum", "reassurance", {}, "hum"),
            ("personal_call", "reassurance", {"own.label.personal_call": "Anruf"}, "Anruf"),
        ],
        ids=[
            "ours",
            "of a matter",
            "a host's plan",
            "a matter in a host's plan",
            "no matter",
            "a step that was added",
            "a host's own words",
        ],
    )
    def test_whose_words(self, step: str, plan: str, words: dict[str, str], said: str) -> None:
        told = explain.schedule(
            [occurrence(step, plan)], locale="de", zone=BERLIN, words=Catalogue("de", words)
        )
        assert told.splitlines()[-1].startswith(f"- {said}: ")


ANSWERS = st.from_type(PhaseFound) | st.from_type(RemorseSignal)
YOU = {
    "en": r"\b[Yy]ou(?:rs?)?\b|\b[Ww]e\b",
    "de": r"\bSie\b|\bIhnen\b|\bIhre?[mnrs]?\b|\b[Uu]ns\b|\b[Ww]ir\b",
}
ABOUT = {"en": r"\bthe customer\b|\btheir\b", "de": r"\bKundschaft\b"}


class TestEveryAnswer:
    """Every answer is told in both languages, kindly, to the one it is told to."""

    @pytest.mark.parametrize("language", sorted(YOU))
    @pytest.mark.parametrize("reason", PhaseReason, ids=str)
    @pytest.mark.parametrize("phase", Phase, ids=str)
    def test_every_phase(self, phase: Phase, reason: PhaseReason, language: str) -> None:
        some = evolve(found(DELIVERED, now="03-06 09:00"), phase=phase, because=reason)
        self.told_well(some, language)

    @pytest.mark.parametrize("language", sorted(YOU))
    @pytest.mark.parametrize("level", RemorseLevel, ids=str)
    def test_every_level(self, level: RemorseLevel, language: str) -> None:
        self.told_well(evolve(signal(DELIVERED, DOUBT), level=level), language)

    @given(ANSWERS, st.sampled_from(sorted(YOU)))
    def test_any_history(self, answer: PhaseFound | RemorseSignal, language: str) -> None:
        self.told_well(answer, language)

    @staticmethod
    def told_well(answer: PhaseFound | RemorseSignal, language: str) -> None:
        to_agent, to_customer = ("\n".join(lines(answer, language, str(x))) for x in Register)
        assert not re.search(YOU[language], to_agent)
        assert re.search(YOU[language], to_customer)
        assert not re.search(ABOUT[language], to_customer)
        for told in (to_agent, to_customer):
            assert explain.unkind(told, language=language) == ()
            assert "None" not in told
            assert not [x for x in told.splitlines() if x.strip() == "-"]


class TestAsked:
    """What is asked is checked, and nothing that is told becomes markup."""

    @pytest.mark.parametrize("verb", [explain.phase, explain.phase_markdown])
    def test_a_phase_is_needed(self, verb: Any) -> None:
        with pytest.raises(WrongType, match="found is 'learning'"):
            verb("learning", locale="en", zone="UTC")

    @pytest.mark.parametrize("verb", [explain.remorse, explain.remorse_markdown])
    def test_a_signal_is_needed(self, verb: Any) -> None:
        with pytest.raises(WrongType, match="signal is 'likely'"):
            verb("likely", locale="en", zone="UTC")

    def test_a_language_without_words(self) -> None:
        with pytest.raises(InvalidValue, match="locale is 'tlh'"):
            lines(signal(), "tlh")

    def test_text_of_a_host_never_becomes_markup(self) -> None:
        watch = evolve(WATCH, pages=["*page*"])
        looked = PageVisited("*page*", at=at("03-08 20:00"))
        odd = followups.remorse_signal(
            [DELIVERED, looked], watch, bought_at=BOUGHT, at=at("03-09 10:00")
        )
        told = explain.remorse_markdown(odd, locale="en", zone="UTC")
        assert r"“\*page\*”" in told
        marked = explain.remorse_markdown(
            evolve(odd, reasons=(not_met("*code*"),)), locale="en", zone="UTC"
        )
        assert r"- \*code\*" in marked
