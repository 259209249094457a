"""Terms in TOML: what stands in a file is what the constructors would make of the same words."""

from importlib.resources import files

import pytest

from postsales import DocumentErrors, MissingSection
from postsales.wire import toml
from tests.stories.acme import refund_terms, terms

STORY = (files("postsales.samples") / "acme.toml").read_text(encoding="utf-8")


def problems(text: str) -> list[str]:
    """What is wrong with a text, as sentences."""
    with pytest.raises(DocumentErrors) as caught:
        toml.read_terms(text)
    return [str(problem) for problem in caught.value]


def changed(*changes: tuple[str, str]) -> str:
    """The text of the story after changes that are each possible."""
    text = STORY
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


class TestTheStory:
    """The file of the second story says the same as its constructors."""

    def test_the_terms_are_equal_and_so_are_their_digests(self) -> None:
        bundle = toml.read_terms(STORY)
        assert (bundle.returns, bundle.refunds) == (terms, refund_terms)
        assert (bundle.returns.ref, bundle.refunds.ref) == (terms.ref, refund_terms.ref)

    def test_a_section_that_is_not_there_is_named(self) -> None:
        bundle = toml.read_terms(STORY)
        assert bundle.sections == ("returns", "refunds")
        with pytest.raises(MissingSection, match=r"'cancellations'.*'returns' and 'refunds'"):
            _ = bundle.cancellations

    def test_all_problems_at_once(self) -> None:
        text = changed(
            ('"30 days"', "30"),
            ('"gift_card_first"', '"gift_cards"'),
            ('trait = "final', 'traits = "final'),
            ('"4.95 EUR"', '"4.955 EUR"'),
            ('id = "acme-refunds"', ""),
            ('"delivered", {', '"deliverd", {'),
        )
        found = problems(text)
        expected = (
            "$.returns.window.length is 30: a length is text such as '30 days'",
            "$.returns.window.since[0] is 'deliverd': no such event; say happened, ",
            "$.returns.exclusions[0].applies_to.traits is not known; say category, sku, ",
            "$.refunds.id is missing",
            "$.refunds.tenders is 'gift_cards': no such TenderOrder; say 'as_paid', ",
            "$.refunds.fees[0].amount is '4.955 EUR': EUR has 2 decimals",
        )
        assert len(found) == len(expected)
        for problem, start in zip(found, expected, strict=True):
            assert problem.startswith(start)
