"""Nobody is blamed, doubted, threatened or turned away without a word about what is possible."""

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from postsales import Decision, InvalidValue, Outcome, RefundQuote, Register, UnitCase, explain
from postsales.explain.source import ENGLISH, forms
from postsales.explain.statement import belongs
from postsales.testing import strategies
from postsales.testing.strategies._dice import thrown
from postsales.testing.strategies.settled import _guaranteed
from tests.explain import words
from tests.explain.given import TALES
from tests.explain.test_sentences import decisions

LANGUAGES = sorted(explain.LANGUAGES)
HEADING = {
    "en": ("What would change the answer", "The terms name nothing that would change it."),
    "de": (
        "Was die Antwort ändern würde",
        "Die Bedingungen nennen nichts, was die Antwort ändern würde.",
    ),
}

answers = st.one_of(
    decisions(), strategies.decisions(), strategies.cancellation_decisions(), thrown(_guaranteed)
)


class TestPatterns:
    """What is forbidden is found, in whatever case, and what is plain is not."""

    @pytest.mark.parametrize(
        ("language", "text", "kind"),
        [
            ("en", "You failed to send it in time.", "blame"),
            ("en", "That is your own fault.", "blame"),
            ("en", "you should have asked", "blame"),
            ("en", "the allegedly broken lamp", "doubt"),
            ("en", "which you claim is broken", "doubt"),
            ("en", "Send it back, or else.", "threat"),
            ("en", "You must act now.", "threat"),
            ("en", "We refuse it.", "refusal"),
            ("en", "Unfortunately it is late.", "refusal"),
            ("de", "Das war Ihr Fehler.", "blame"),
            ("de", "Sie hätten früher fragen sollen.", "blame"),
            ("de", "die angeblich defekte Lampe", "doubt"),
            ("de", "Beweisen Sie es.", "doubt"),
            ("de", "Sie müssen sofort handeln.", "threat"),
            ("de", "Andernfalls folgen rechtliche Schritte.", "threat"),
            ("de", "Leider wurde es abgelehnt.", "refusal"),
        ],
    )
    def test_it_is_found(self, language: str, text: str, kind: str) -> None:
        assert kind in {found for found, _ in explain.unkind(text, language=language)}
        assert kind in {found for found, _ in explain.unkind(text.upper(), language=language)}

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "You can use the guarantee for the lamp; a claim is open."),
            ("en", "mustard, fraught, wordless"),
            ("de", "Sie können beide Artikel zurückgeben; Sie brauchen nichts zu tun."),
            ("de", "noch bei uns, also muss nichts zurückgeschickt werden"),
        ],
    )
    def test_plain_words_are_fine(self, language: str, text: str) -> None:
        assert explain.unkind(text, language=language) == ()

    def test_every_language_has_its_list_of_every_kind(self) -> None:
        assert {*explain.FORBIDDEN} == {*explain.LANGUAGES}
        assert len({tuple(kinds) for kinds in explain.FORBIDDEN.values()}) == 1

    def test_a_language_without_a_list_is_an_error(self) -> None:
        with pytest.raises(InvalidValue, match="there are lists for en, de"):
            explain.unkind("x", language="nl")


class TestSentences:
    """No sentence of any catalogue says what is forbidden in its language."""

    def test_in_english(self) -> None:
        for key, sentence in ENGLISH.items():
            for form in forms(sentence):
                assert explain.unkind(form, language="en") == (), key

    @pytest.mark.parametrize("language", words.languages())
    def test_in_other_languages(self, language: str) -> None:
        for key, message in words.translated(language).items():
            for form in words.forms_of(message):
                assert explain.unkind(form, language=language) == (), key

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("register", Register, ids=str)
    @pytest.mark.parametrize("name", TALES)
    def test_in_whole_explanations(self, name: str, register: Register, language: str) -> None:
        told = evolve(TALES[name], locale=language, register=register).text()
        assert explain.unkind(told, language=language) == ()


class TestAnyDecision:
    """Whatever is decided, in every language and register."""

    @given(
        decision=answers, language=st.sampled_from(LANGUAGES), register=st.sampled_from(Register)
    )
    def test_it_is_said_kindly_and_says_what_is_possible(
        self, decision: Decision[UnitCase], language: str, register: Register
    ) -> None:
        told = explain.text(decision, locale=language, zone="Europe/Berlin", register=register)
        assert explain.unkind(told, language=language) == ()
        assert "{" not in told
        heading, nothing = HEADING[language]
        lines = told.splitlines()
        assert (heading in lines) == (decision.outcome is not Outcome.ALLOWED)
        if heading in lines:
            below = lines[lines.index(heading) + 3]
            assert below == nothing or below.startswith("- ")

    @given(decision=answers, register=st.sampled_from(Register))
    def test_in_german_nothing_of_the_library_is_left_in_english(
        self, decision: Decision[UnitCase], register: Register
    ) -> None:
        told = explain.text(decision, locale="de", zone="Europe/Berlin", register=register)
        english = (" of ", "cannot", " the ", " until ", "units", "Ask ", "window", "missing")
        assert [word for word in english if word in told] == []

    @given(
        quote=strategies.refund_quotes(),
        language=st.sampled_from(LANGUAGES),
        register=st.sampled_from(Register),
    )
    def test_so_is_the_money(self, quote: RefundQuote, language: str, register: Register) -> None:
        assume(quote.asked is not None and belongs(quote, quote.asked.decision))
        assert quote.asked is not None
        told = explain.text(
            quote.asked.decision,
            quote=quote,
            locale=language,
            zone="Europe/Berlin",
            register=register,
        )
        assert explain.unkind(told, language=language) == ()
        english = (" of ", " goes ", " back", "Fee for", "Refund", "Shipping", "store credit")
        assert language == "en" or [word for word in english if word in told] == []
