"""Who looks after a customer, and which answers nobody has taken up, in words."""

import re
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Answered,
    CaseToOpen,
    InvalidValue,
    Owner,
    OwnerAssigned,
    Register,
    SaleClosed,
    WrongType,
    explain,
    followups,
    not_met,
)
from postsales.testing.hook import register
from tests.followups.sale import at

register()
BERLIN = "Europe/Berlin"
SOLD = SaleClosed("anna", at=at("03-02 10:15"))
NOW = at("03-20 09:00")
NOBODY = followups.owner([], at=NOW)
ANNA = followups.owner([SOLD], at=NOW)
ANSWERS = followups.cases_to_open(
    [
        Answered(2, at=at("03-19 18:00"), ref="A-1"),
        Answered(Decimal("-0.5"), worst=-1, best=1, at=at("03-19 19:00")),
    ],
    at=NOW,
)


def lines(answer: Any, locale: str = "en", to: str = "agent") -> list[str]:
    """What is said, line by line."""
    verb: Any = explain.owner if isinstance(answer, Owner) else explain.cases
    told: str = verb(answer, locale=locale, zone=BERLIN, register=to)
    return [line for line in told.splitlines() if line]


class TestOwner:
    """Who it is, since when; or who can tell."""

    @pytest.mark.parametrize(
        ("found", "locale", "to", "said"),
        [
            (
                ANNA,
                "en",
                "agent",
                ["anna has looked after the customer since Monday, 2 March 2026 at 10:15."],
            ),
            (
                ANNA,
                "en",
                "customer",
                ["anna has looked after you since Monday, 2 March 2026 at 10:15."],
            ),
            (
                ANNA,
                "de",
                "customer",
                ["Um Sie kümmert sich anna, seit Montag, 2. März 2026 um 10:15 Uhr."],
            ),
            (evolve(ANNA, since=None), "en", "agent", ["anna looks after the customer."]),
            (
                NOBODY,
                "en",
                "agent",
                [
                    "Nobody is known to look after the customer.",
                    "- nobody knows who closed the sale",
                    "  - Find out who closed the sale: the order or the offer says it.",
                ],
            ),
            (
                NOBODY,
                "en",
                "customer",
                [
                    "It is not known yet who looks after you.",
                    "- The shop looks up who sold it to you.",
                ],
            ),
            (
                Owner(name=None),
                "en",
                "agent",
                ["Nobody is known to look after the customer."],
            ),
        ],
        ids=[
            "somebody",
            "to the customer",
            "in German",
            "nobody knows since when",
            "nobody",
            "nobody, to the customer",
            "nobody, and nobody says why",
        ],
    )
    def test_who_it_is(self, found: Owner, locale: str, to: str, said: list[str]) -> None:
        assert lines(found, locale, to) == said


class TestCases:
    """What was answered, on which scale, and when."""

    def test_to_the_agent(self) -> None:
        assert lines(ANSWERS) == [
            "Answers that nobody has taken up",
            "================================",
            "- A-1: 2 on a scale from 1 to 5, on Thursday, 19 March 2026 at 18:00.",
            "- -0.5 on a scale from -1 to 1, on Thursday, 19 March 2026 at 19:00.",
        ]

    def test_to_the_customer(self) -> None:
        assert lines(ANSWERS, to="customer") == [
            "What you answered us",
            "====================",
            "- You gave 2 on a scale from 1 to 5, on Thursday, 19 March 2026 at 18:00.",
            "- You gave -0.5 on a scale from -1 to 1, on Thursday, 19 March 2026 at 19:00.",
        ]

    def test_in_german(self) -> None:
        assert lines(ANSWERS, "de")[2:] == [
            "- A-1: 2 auf einer Skala von 1 bis 5, am Donnerstag, 19. März 2026 um 18:00 Uhr.",
            "- -0,5 auf einer Skala von -1 bis 1, am Donnerstag, 19. März 2026 um 19:00 Uhr.",
        ]

    @pytest.mark.parametrize(
        ("to", "said"),
        [
            ("agent", "No answer waits to be taken up."),
            ("customer", "None of your answers waits for us."),
        ],
    )
    def test_there_are_none(self, to: str, said: str) -> None:
        assert lines([], to=to) == [said]

    @pytest.mark.parametrize("code", ["full_moon", "other"])
    def test_a_case_of_a_host_is_said_with_its_code(self, code: str) -> None:
        (one,) = followups.cases_to_open([Answered(1, at=at("03-19 18:00"))], at=NOW)
        odd = [evolve(one, because=not_met(code))]
        when = "on Thursday, 19 March 2026 at 18:00"
        assert lines(odd)[-1] == f"- 1, {when}: {code.replace('_', ' ')}."
        assert lines(odd, to="customer")[-1] == f"- You gave 1, {when}."


KINDS = st.from_type(Owner) | st.lists(st.from_type(CaseToOpen), max_size=2)
YOU = {
    "en": r"\b[Yy]ou(?:rs?)?\b|\b[Ww]e\b",
    "de": r"\bSie\b|\bIhnen\b|\bIhre?[mnrs]?\b|\b[Uu]ns\b|\b[Ww]ir\b",
}
ABOUT = {"en": r"\bthe customer\b", "de": r"\bKundschaft\b"}


class TestEveryAnswer:
    """Every answer is told in both languages, kindly, to the one it is told to."""

    @given(KINDS, st.sampled_from(sorted(YOU)))
    def test_any_history(self, answer: Owner | list[CaseToOpen], language: str) -> None:
        to_agent, to_customer = ("\n".join(lines(answer, language, str(x))) for x in Register)
        assert not re.search(YOU[language], to_agent)
        assert re.search(YOU[language], to_customer)
        assert not re.search(ABOUT[language], to_customer)
        for told in (to_agent, to_customer):
            assert explain.unkind(told, language=language) == ()
            assert "None of" in told or "None" not in told


class TestAsked:
    """What is asked is checked, and nothing that is told becomes markup."""

    @pytest.mark.parametrize("verb", [explain.owner, explain.owner_markdown])
    def test_an_owner_is_needed(self, verb: Any) -> None:
        with pytest.raises(WrongType, match="found is 'anna'"):
            verb("anna", locale="en", zone="UTC")

    @pytest.mark.parametrize("verb", [explain.cases, explain.cases_markdown])
    def test_cases_are_needed(self, verb: Any) -> None:
        with pytest.raises(WrongType, match="what followups"):
            verb(["A-1"], locale="en", zone="UTC")

    def test_a_language_without_words(self) -> None:
        with pytest.raises(InvalidValue, match="locale is 'tlh'"):
            lines(NOBODY, "tlh")

    def test_text_of_a_host_never_becomes_markup(self) -> None:
        found = followups.owner([OwnerAssigned("*ben*", at=SOLD.at)], at=NOW)
        told = explain.owner_markdown(found, locale="en", zone="UTC")
        assert told.startswith(r"\*ben\*")
        odd = followups.cases_to_open([Answered(1, at=SOLD.at, ref="*ref*")], at=NOW)
        told = explain.cases_markdown(odd, locale="en", zone="UTC")
        assert r"- **\*ref\***: 1 on a scale" in told
