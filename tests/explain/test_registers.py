"""To the customer the words speak to the customer; to the agent they speak about the customer."""

import re

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Days,
    Decision,
    Delivered,
    InvalidValue,
    Proof,
    Register,
    ReturnRequest,
    ReturnWindow,
    UnitCase,
    WrongType,
    explain,
    returns,
)
from postsales.testing import strategies
from postsales.testing.strategies._dice import thrown
from postsales.testing.strategies.settled import _guaranteed
from tests.explain.given import TALES
from tests.explain.test_sentences import asked, decisions
from tests.returns.rma_given import approved, came, found, paid
from tests.returns.rma_given import asked as announced
from tests.stories import acme

answers = st.one_of(decisions(), strategies.cancellation_decisions(), thrown(_guaranteed))
STORY = TALES["story_3"]
ABOUT = {"en": r"\bthe customer\b|\btheir\b", "de": r"\bKundschaft\b|\bKund(?:e|in)\b"}
FIGURE = r"\d+(?:[.,]\d+)*"
TO = {"en": r"\b[Yy]ou(?:rs?)?\b", "de": r"\bSie\b|\bIhnen\b|\bIhre?[mnrs]?\b"}


def told(decision: Decision[UnitCase], register: Register | str, locale: str = "en") -> str:
    """What is said to somebody."""
    return explain.text(decision, locale=locale, zone="Europe/Berlin", register=register)


class TestRegisters:
    """Each register keeps to its reader."""

    @given(decision=answers, language=st.sampled_from(sorted(ABOUT)))
    def test_the_customer_is_spoken_to_and_never_about(
        self, decision: Decision[UnitCase], language: str
    ) -> None:
        said = told(decision, Register.CUSTOMER, language)
        assert not re.search(ABOUT[language], said)
        assert re.search(TO[language], said)

    @given(decision=answers)
    def test_the_agent_is_not_taken_for_the_customer(self, decision: Decision[UnitCase]) -> None:
        assert not re.search(TO["en"], told(decision, Register.AGENT))

    @given(decision=answers)
    def test_the_agent_is_not_taken_for_the_customer_in_german(
        self, decision: Decision[UnitCase]
    ) -> None:
        words = re.sub(r"(?:^|[.:] )Sie\b", "", told(decision, Register.AGENT, "de"))
        assert not re.search(TO["de"], words)

    @pytest.mark.parametrize("name", TALES)
    def test_both_tell_the_same_figures(self, name: str) -> None:
        tale = TALES[name]
        figures = [
            sorted(re.findall(FIGURE, tale.text())),
            sorted(
                re.findall(
                    FIGURE,
                    explain.text(
                        tale.decision,
                        quote=tale.quote,
                        locale=tale.locale,
                        zone=tale.zone,
                        register="customer",
                    ),
                )
            ),
        ]
        assert figures[0] == figures[1]

    def test_without_one_it_is_said_to_the_agent(self) -> None:
        decision = asked("lamp", Proof("photo", for_reasons="defect"))
        said = explain.text(decision, locale="en", zone="UTC")
        assert said == explain.text(decision, locale="en", zone="UTC", register=Register.AGENT)
        assert "Ask the customer for a photo of 1 of lamp." in said

    @pytest.mark.parametrize(
        ("locale", "sentence"),
        [
            ("en", "Send us a photo of 1 of lamp."),
            ("de", "Schicken Sie uns bitte ein Foto von 1 × lamp."),
            ("de_AT", "Schicken Sie uns bitte ein Foto von 1 × lamp."),
        ],
    )
    def test_the_customer_is_asked_directly(self, locale: str, sentence: str) -> None:
        decision = asked("lamp", Proof("photo", for_reasons="defect"))
        assert f"- {sentence}" in told(decision, "customer", locale).splitlines()

    @pytest.mark.parametrize("register", ["", "boss", "AGENT"])
    def test_there_is_no_other(self, register: str) -> None:
        with pytest.raises(InvalidValue, match="say 'agent', 'customer'"):
            told(asked("tee"), register)

    def test_it_is_a_word(self) -> None:
        with pytest.raises(WrongType, match="a Register is needed"):
            told(asked("tee"), True)  # type: ignore[arg-type]


class TestGerman:
    """Amounts, days, times and counts are written as in the country that is named."""

    @pytest.mark.parametrize(
        ("locale", "amount"),
        [("de", "117,38 €"), ("de_DE", "117,38 €"), ("de-at", "€ 117,38"), ("de_CH", "EUR 117.38")],
    )
    def test_money(self, locale: str, amount: str) -> None:
        tale = TALES["story_3"]
        said = explain.text(tale.decision, quote=tale.quote, locale=locale, zone=tale.zone)
        assert f"; {amount} werden erstattet." in said

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            pytest.param("by_the_hour", "Ja: der Artikel kann zurückgegeben werden.", id="one"),
            pytest.param("yen", "Ja: alle 3 Artikel können zurückgegeben werden;", id="three"),
            pytest.param("by_hand", "Der Artikel kann nicht zurückgegeben werden;", id="not one"),
            pytest.param("all_refused", "Keiner der 6 Artikel kann zurückgegeben", id="none"),
            pytest.param("where_units_are", "1 von 10 Artikeln kann zurückgegeben", id="one of"),
            pytest.param("story_3", "3 von 4 Artikeln können zurückgegeben", id="some of"),
        ],
    )
    def test_counts(self, name: str, words: str) -> None:
        assert words in evolve(TALES[name], locale="de").text()

    @pytest.mark.parametrize(
        ("locale", "word"),
        [("de", "einschließlich"), ("de_AT", "einschließlich"), ("de_CH", "einschliesslich")],
    )
    def test_letters(self, locale: str, word: str) -> None:
        assert f"bis {word} Samstag, 4. April 2026" in told(STORY.decision, "agent", locale)

    def test_only_our_own_letters(self) -> None:
        decision = asked("tee", reason="Maß")
        assert "„Maß“" in told(decision, "agent", "de_CH")

    def test_a_time_that_is_shown_twice(self) -> None:
        said = told(TALES["by_the_hour"].decision, "agent", "de")
        assert "bis Sonntag, 25. Oktober 2026 um 02:30 Uhr (UTC+02:00)" in said

    @pytest.mark.parametrize(("days", "words"), [(1, "1 Tag ab"), (30, "30 Tage ab")])
    def test_days_are_counted(self, days: int, words: str) -> None:
        terms = evolve(acme.terms, window=ReturnWindow(Days(days), since=Delivered))
        one = ReturnRequest.of({"tee": 1}, reason="faulty")
        late = returns.assess(acme.order, one, terms, at="2026-05-10T09:00+02:00")
        assert f"die Frist ({words} Donnerstag, 5. März 2026, Lieferung)" in told(
            late, "agent", "de"
        )

    def test_how_far_a_return_is(self) -> None:
        status = found(announced(2), approved(3), came(5, 2), paid(7, 1))
        said = explain.progress(status, locale="de", zone="Europe/Berlin", register="customer")
        assert said.splitlines()[0] == "Rücksendung R-1"
        assert "- Eingegangen: 2 × tee" in said
