"""Terms as text: nothing that binds the customer is missing, and all of it can be understood."""

import re
from importlib import resources

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Catalogue,
    Days,
    Delivered,
    Fee,
    InvalidValue,
    PolicyTopic,
    Proof,
    ReturnTerms,
    ReturnWindow,
    WrongType,
    policies,
)
from postsales.explain import clauses
from postsales.explain import policies as words
from postsales.explain.source import ENGLISH, facts_of, forms
from postsales.policies.show import spoken
from postsales.wire import toml
from postsales.wire.terms import TermsBundle
from tests.architecture.source import ROOT
from tests.explain.words import forms_of, translated
from tests.policies.given import FIELDS, Terms, flipped
from tests.terms.option import Option, Options

ACME = toml.read_terms((resources.files("postsales.samples") / "acme.toml").read_text("utf-8"))
MOST_WORDS = 25
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜ])")


LOCALES = ("en", "de")


def said(terms: Terms | TermsBundle, locale: str = "en") -> str:
    return policies.text(terms, locale=locale)


GERMAN = translated("de")


def used(language: str) -> str:
    """All that sentences of terms say in a language, without their facts."""
    keys = [x for x in ENGLISH if x.startswith(("clauses.sentence.", "policies.member."))]
    english = [form for key in keys for form in forms(ENGLISH[key])]
    german = [form for key in keys for form in forms_of(GERMAN[key])]
    return re.sub(r"\{\w+\}", "", " ".join(english if language == "en" else german))


def explained(locale: str) -> list[str]:
    """The words that are explained at the end of terms in a language."""
    return [spoken(locale).line(f"policies.word.{word}") for word in words.WORDS]


def sentences(text: str) -> list[str]:
    """The sentences of a text; labels and headings are none."""
    points = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    bare = [point.split(": ", maxsplit=1)[1] for point in points]
    return [one for point in bare for one in SENTENCE.split(point)]


class TestEveryOption:
    """Whatever a merchant can say to a customer's cost or benefit stands in the text."""

    @pytest.mark.parametrize(("options", "option"), FIELDS)
    def test_changes_the_text_in_sentences_that_can_be_read(
        self, options: Options, option: Option, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        each = [*flipped(options, option, monkeypatch)]
        for locale in LOCALES:
            texts = [said(terms, locale) for terms in each]
            assert len({*texts}) == len(texts), locale
            read = [one for text in texts for one in sentences(text)]
            assert [one for one in read if len(one.split()) > MOST_WORDS] == []
        for one in (one for x in each for line in policies.table(x).lines for one in line.says):
            # No fact of a sentence is missing.
            assert facts_of(clauses.SENTENCES[one.code]) == one.facts.keys()


class TestSentences:
    """A sentence is whole: it begins with a capital and ends with a stop."""

    def test_is_one(self) -> None:
        for key in (f"clauses.sentence.{code}" for code in clauses.SENTENCES):
            for template in (*forms(ENGLISH[key]), *forms_of(GERMAN[key])):
                assert template[0].isupper() or template[0] == "{"
                assert template.endswith(".")
                assert len(template.split()) <= MOST_WORDS


def terms_of_the_glossary() -> list[str]:
    """What the glossary explains in plain words, without the names of classes."""
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    heads = re.findall(r"^(.+)\n: ", page, re.MULTILINE)
    words = [word.strip() for head in heads for word in head.split(",")]
    return [word for word in words if "`" not in word and word]


# What anybody knows, whether or not the glossary says it more exactly.
PLAIN = {"even", "live", "fact", "law", "edge", "short", "reason", "policy", "total", "price",
         "terms", "history", "uneven", "guarantee", "extra"}  # fmt: skip


# What German shops say among themselves, or in contracts.
GERMAN_OF_THE_TRADE = [
    *("Retoure", "RMA", "Gutschrift", "Storn", "Tender", "Kulanz", "Obliegenheit", "Erstattung"),
    *("Widerruf", "Gewährleistung", "Zahlungsmittel", "anteilig", "Fristhemmung", "Konditionen"),
    *("Store Credit", "Restocking", "Promotion", "Wertverlust", "Nachweispflicht", "SKU"),
    *("Ladenguthaben", "Geschenkkarte", "Rücksendekosten", "Feiertag", "Rabattaktion"),
]


class TestWords:
    """A word of the trade is explained where it occurs, and nowhere else."""

    def test_of_the_glossary_is_explained_or_not_used(self) -> None:
        unknown = {*terms_of_the_glossary()} - PLAIN - {*words.EXPLAINED}
        text = used("en")
        found = [x for x in unknown if re.search(rf"\b{re.escape(x)}\b", text, re.IGNORECASE)]
        assert found == []

    def test_of_the_german_trade_is_explained_or_not_used(self) -> None:
        known = re.sub("|".join(map(re.escape, explained("de"))), "", used("de")).casefold()
        assert [word for word in GERMAN_OF_THE_TRADE if word.casefold() in known] == []

    @pytest.mark.parametrize("locale", LOCALES)
    @pytest.mark.parametrize("word", words.EXPLAINED)
    def test_stands_at_the_end_if_and_only_if_it_occurs(self, word: str, locale: str) -> None:
        heading = spoken(locale).line("policies.heading.words")
        body, _, end = said(ACME, locale).partition(heading)
        told = spoken(locale).line(f"policies.word.{word}")
        occurs = re.search(rf"\b{re.escape(told)}(s|n|en|es|e)?\b", body, re.IGNORECASE)
        assert (occurs is not None) == (f"- {told}: " in end)

    def test_each_has_its_explanation(self) -> None:
        assert words.WORDS.keys() == words.EXPLAINED.keys()


class TestWhatIsAsked:
    """Requirements stand in one list, whichever terms make them."""

    def test_the_requirements_of_all_terms_stand_together(self) -> None:
        terms = toml.read_terms("""
            [returns]
            id = "r"
            version = "1"
            zone = "UTC"
            window = { length = "30 days", since = "delivered" }
            proofs = [{ evidence = "receipt", for_reasons = "remorse" }]
            forms = "statement"
            ship_by = { length = "14 days", since = "return_approved" }
            [refunds]
            id = "m"
            version = "1"
            shipping = "never"
            tenders = "as_paid"
            postage = {}
            diminished = [{ loses = "30 %", conditions = "used" }]
            [exchanges]
            id = "e"
            version = "1"
            zone = "UTC"
            advance = { within = "14 days" }
            [guarantees]
            id = "g"
            version = "1"
            zone = "UTC"
            length = "1 year"
            goods_back = "goods"
            evidence = ["photo"]
        """)
        asked = policies.table(terms).of(PolicyTopic.ASKED_OF_YOU)
        assert [line.where for line in asked] == [
            "returns.reasons",
            "returns.judged_by",
            "returns.forms",
            "returns.proofs[0]",
            "returns.ship_by",
            "refunds.diminished[0]",
            "refunds.postage",
            "exchanges.advance",
            "guarantees.evidence[0]",
            "guarantees.goods_back",
        ]


class TestAcme:
    """The table of the sample terms says what they say."""

    def test_a_special_window_stands_beside_the_standard_one(self) -> None:
        text = said(ACME)
        assert "- electronics: You can return it within 14 days." in text
        assert "- All other goods: You can return it within 30 days." in text

    def test_terms_alone_are_told_as_in_a_document(self) -> None:
        assert said(ACME.returns) == said(TermsBundle(returns=ACME.returns))

    def test_a_table_is_written_as_its_terms(self) -> None:
        assert policies.text(policies.table(ACME), locale="en") == said(ACME)

    def test_markup_of_a_merchant_stays_text(self) -> None:
        proof = Proof("<b>*receipt*", for_reasons="remorse")
        window = ReturnWindow(Days(1), since=Delivered)
        terms = ReturnTerms(id="x", version="1", zone="UTC", window=window, proofs=[proof])
        told = policies.markdown(terms, locale="en")
        assert r"\<b\>\*receipt\*" in told

    def test_one_day_is_no_days(self) -> None:
        window = ReturnWindow(Days(1), since=Delivered)
        terms = ReturnTerms(id="x", version="1", zone="UTC", window=window)
        assert "within 1 day." in said(terms)

    def test_what_is_no_terms_is_refused(self) -> None:
        with pytest.raises(WrongType, match="terms, or a TermsBundle, are needed"):
            policies.table("acme")  # type: ignore[arg-type]

    def test_html_has_no_markup_of_a_merchant(self) -> None:
        proof = Proof("<b>receipt", for_reasons="remorse")
        window = ReturnWindow(Days(1), since=Delivered)
        terms = ReturnTerms(id="x", version="1", zone="UTC", window=window, proofs=[proof])
        told = policies.html(terms, locale="en")
        assert "&lt;b&gt;receipt" in told
        assert "<h3>What we ask of you</h3>" in told

    def test_words_of_a_shop_are_said_in_place_of_ours(self) -> None:
        own = Catalogue("en", {"policies.heading.title": "House rules"})
        assert policies.text(ACME, locale="en", words=own).startswith("House rules\n")

    @pytest.mark.parametrize("locale", ["nl", "en_XX", "english"])
    def test_a_language_without_words_is_refused(self, locale: str) -> None:
        with pytest.raises(InvalidValue, match="there are words in de, en"):
            policies.text(ACME, locale=locale)


class TestWayBack:
    """Who pays for the way back is told as the code answers it."""

    @pytest.mark.parametrize(
        ("fees", "said_of_it"),
        [
            pytest.param([], "We pay for the way back.", id="nothing is kept"),
            pytest.param(
                [Fee("return_shipping", EUR("4.95"), per="return")],
                "Beyond what we keep, the way back costs you nothing.",
                id="something is kept",
            ),
        ],
    )
    def test_without_a_word_about_it(self, fees: list[Fee], said_of_it: str) -> None:
        terms = evolve(ACME.refunds, fees=fees)
        assert said_of_it in said(terms)
