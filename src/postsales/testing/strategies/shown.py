"""Strategies for terms as text: what is shown, published, compared and complained of."""

from attrs import evolve

from postsales import policies
from postsales.basics.durations import Days
from postsales.basics.percent import Percent
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.policies.changes import TermsChange
from postsales.policies.lint import TermsProblem
from postsales.policies.published import PublishedPolicy
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTable
from postsales.refunds.postage import Payer
from postsales.testing.strategies import parts
from postsales.testing.strategies._dice import Dice

__all__ = ["change_of", "line_of", "problem_of", "published_of", "sentence_of", "table_of"]


def table_of(dice: Dice) -> PolicyTable:
    """What some drawn terms say."""
    return policies.table(parts.bundle_of(dice))


def line_of(dice: Dice) -> PolicyLine:
    """One place of it."""
    return dice.of(table_of(dice).lines)


def sentence_of(dice: Dice) -> PolicySentence:
    """One sentence of it."""
    lines = [line for line in table_of(dice).lines if line.says]
    return dice.of(dice.of(lines).says)


def published_of(dice: Dice) -> PublishedPolicy:
    """What a shop says of its terms elsewhere; some of it is left unsaid."""
    return PublishedPolicy(
        returns_within=dice.of((None, Days(14), Days(30))),
        since=dice.of((Delivered, Shipped, Placed)),
        refunds_within=dice.of((None, Days(14))),
        fees_at_most=dice.of((None, Percent("0"), Percent("15"))),
        return_postage=dice.of((None, *Payer)),
    )


def change_of(dice: Dice) -> TermsChange:
    """What differs between drawn terms and a later version of them."""
    terms = parts.cancellation_terms_of(dice)
    return dice.of(policies.diff(terms, evolve(terms, version=f"{terms.version}b")))


def problem_of(dice: Dice) -> TermsProblem:
    """A complaint about terms that promise less than what was published."""
    terms = evolve(parts.cancellation_terms_of(dice))
    return dice.of(policies.lint(terms))
