"""Strategies for terms as text: what is shown, published, compared and complained of."""

from attrs import evolve

from postsales.basics.durations import Days
from postsales.basics.percent import Percent
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.policies.changes import TermsChange, diff
from postsales.policies.lint import TermsProblem, lint
from postsales.policies.published import PublishedPolicy
from postsales.policies.show import table
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTable
from postsales.refunds.postage import Payer
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import ReturnWindow
from postsales.testing.strategies import parts, policies
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.worlds import ANYTHING

__all__ = ["change_of", "line_of", "problem_of", "published_of", "sentence_of", "table_of"]


def table_of(dice: Dice) -> PolicyTable:
    """What some drawn terms say."""
    return table(parts.bundle_of(dice))


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
    terms = policies.cancellation_terms_of(dice, ANYTHING)
    return dice.of(diff(terms, evolve(terms, version=f"{terms.version}b")))


def problem_of(dice: Dice) -> TermsProblem:
    """What is said of terms that give a day less than a shop says elsewhere."""
    days = dice.below(60)
    terms = ReturnTerms(
        id="acme",
        version="1",
        zone="Europe/Berlin",
        window=ReturnWindow(Days(days), since=Delivered),
    )
    return dice.of(lint(terms, published=PublishedPolicy(returns_within=Days(days + 1))))
