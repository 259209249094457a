"""Terms as text: nothing that binds the customer is missing, and all of it can be understood."""

import re
from importlib import resources
from itertools import combinations

import pytest

from postsales import (
    Days,
    Delivered,
    PolicyTopic,
    Proof,
    ReturnTerms,
    ReturnWindow,
    WrongType,
    policies,
)
from postsales.policies import messages
from postsales.wire import toml
from postsales.wire.terms import TermsBundle
from tests.architecture.source import ROOT
from tests.policies.given import FIELDS, Terms, flipped
from tests.terms.option import Option, Options

ACME = toml.read_terms((resources.files("postsales.samples") / "acme.toml").read_text("utf-8"))
MOST_WORDS = 25
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def said(terms: Terms | TermsBundle) -> str:
    return policies.text(terms, locale="en")


def sentences(text: str) -> list[str]:
    """The sentences of a text; labels and headings are none."""
    points = [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]
    bare = [point.split(": ", maxsplit=1)[1] for point in points]
    return [one for point in bare for one in SENTENCE.split(point)]


class TestEveryOption:
    """Whatever a merchant can say to a customer's cost or benefit stands in the text."""

    @pytest.mark.parametrize(("options", "option"), FIELDS)
    def test_changes_the_text(
        self, options: Options, option: Option, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        texts = [said(terms) for terms in flipped(options, option, monkeypatch)]
        assert all(one != other for one, other in combinations(texts, 2))

    @pytest.mark.parametrize(("options", "option"), FIELDS)
    def test_is_said_in_sentences_that_can_be_read(
        self, options: Options, option: Option, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for terms in flipped(options, option, monkeypatch):
            long = [x for x in sentences(said(terms)) if len(x.split()) > MOST_WORDS]
            assert long == []


class TestSentences:
    """A sentence is whole: it begins with a capital, ends with a stop, and fits its facts."""

    @pytest.mark.parametrize("code", messages.SENTENCES)
    def test_is_one(self, code: str) -> None:
        template = messages.SENTENCES[code]
        assert template[0].isupper() or template[0] == "{"
        assert template.endswith(".")
        assert len(template.split()) <= MOST_WORDS

    def test_a_fact_that_is_missing_is_no_sentence(self) -> None:
        codes = {one.code for line in policies.table(ACME).lines for one in line.says}
        assert codes <= messages.SENTENCES.keys()


def terms_of_the_glossary() -> list[str]:
    """What the glossary explains in plain words, without the names of classes."""
    page = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    heads = re.findall(r"^(.+)\n: ", page, re.MULTILINE)
    words = [word.strip() for head in heads for word in head.split(",")]
    return [word for word in words if "`" not in word and word]


# What anybody knows, whether or not the glossary says it more exactly.
PLAIN = {"even", "live", "fact", "law", "edge", "short", "reason", "policy", "total", "price",
         "terms", "history", "uneven", "guarantee", "extra"}  # fmt: skip


class TestWords:
    """A word of the trade is explained where it occurs, and nowhere else."""

    @pytest.mark.parametrize("word", sorted({*terms_of_the_glossary()} - PLAIN))
    def test_of_the_glossary_is_explained_or_not_used(self, word: str) -> None:
        templates = [*messages.SENTENCES.values(), *messages.MEMBERS.values()]
        used = re.sub(r"\{\w+\}", "", " ".join(templates))
        found = re.search(rf"\b{re.escape(word)}\b", used, re.IGNORECASE)
        assert found is None or word in messages.EXPLAINED

    @pytest.mark.parametrize("word", messages.EXPLAINED)
    def test_stands_at_the_end_if_and_only_if_it_occurs(self, word: str) -> None:
        body, _, end = said(ACME).partition(messages.HEADINGS["words"])
        occurs = re.search(rf"\b{re.escape(word)}s?\b", body, re.IGNORECASE) is not None
        assert occurs == (f"- {word}: " in end)


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
