"""What is explained must be a decision with its own quote."""

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Decision,
    InvalidValue,
    PostsalesError,
    ReturnCase,
    ReturnRequest,
    WrongType,
    explain,
    refunds,
    returns,
)
from postsales.basics.decisions import decide
from tests.explain.given import TALES
from tests.stories import acme

STORY = TALES["story_3"]
VERBS = [explain.text, explain.markdown, explain.html]


@pytest.mark.parametrize("verb", VERBS)
class TestArguments:
    """A mistake of the caller is an error of ours that says so."""

    @pytest.mark.parametrize("decision", [None, "decision", 1, object(), STORY.quote])
    def test_only_a_decision_is_explained(self, verb: type, decision: object) -> None:
        with pytest.raises(WrongType, match="a Decision is explained"):
            verb(decision, locale="en", zone="UTC")

    @pytest.mark.parametrize("quote", ["quote", 1, EUR("117.38"), object()])
    def test_only_a_quote_stands_beside_it(self, verb: type, quote: object) -> None:
        with pytest.raises(WrongType, match="RefundQuote"):
            verb(STORY.decision, quote=quote, locale="en", zone="UTC")

    @pytest.mark.parametrize("name", ["locale", "zone"])
    def test_locale_and_zone_are_named(self, verb: type, name: str) -> None:
        arguments = {"locale": "en", "zone": "UTC"}
        del arguments[name]
        with pytest.raises(TypeError, match=name):
            verb(STORY.decision, **arguments)

    @pytest.mark.parametrize(
        "arguments", [{"locale": "tlh", "zone": "UTC"}, {"locale": "en", "zone": "Moon"}]
    )
    def test_both_are_checked(self, verb: type, arguments: dict[str, str]) -> None:
        with pytest.raises(PostsalesError):
            verb(STORY.decision, **arguments)

    @pytest.mark.parametrize("name", ["yen", "all_refused", "withheld"])
    def test_a_quote_of_another_decision_is_refused(self, verb: type, name: str) -> None:
        with pytest.raises(InvalidValue, match="not of this decision"):
            verb(TALES[name].decision, quote=STORY.quote, locale="en", zone="UTC")

    def test_a_quote_for_more_than_is_allowed_is_refused(self, verb: type) -> None:
        one = ReturnRequest.of({"tee": 1}, reason="faulty")
        less: Decision[ReturnCase] = returns.assess(
            acme.order, one, acme.terms, at="2026-03-20T09:00+01:00"
        )
        with pytest.raises(InvalidValue, match="not of this decision"):
            verb(less, quote=STORY.quote, locale="en", zone="UTC")

    def test_a_quote_of_a_line_that_was_sold_otherwise_is_refused(self, verb: type) -> None:
        lines = [evolve(acme.order.lines[0], title="Another tee"), *acme.order.lines[1:]]
        other = returns.assess(
            evolve(acme.order, lines=lines), acme.request, acme.terms, at="2026-03-20T09:00+01:00"
        )
        quote = refunds.quote(other, acme.refund_terms)
        with pytest.raises(InvalidValue, match="not of this decision"):
            verb(STORY.decision, quote=quote, locale="en", zone="UTC")

    def test_a_quote_from_before_the_decision_is_refused(self, verb: type) -> None:
        at = "2026-03-20T09:01+01:00"
        later = returns.assess(acme.order, acme.request, acme.terms, at=at)
        with pytest.raises(InvalidValue, match="not of this decision"):
            verb(later, quote=STORY.quote, locale="en", zone="UTC")

    def test_a_decision_about_nothing_is_refused(self, verb: type) -> None:
        known = STORY.decision
        cases: tuple[ReturnCase, ...] = ()
        nothing = decide(cases, (), request=known.request, terms=known.terms, at=known.at)
        with pytest.raises(InvalidValue, match="at least one unit"):
            verb(nothing, locale="en", zone="UTC")
