"""The question that the command line puts to every order."""

from argparse import Namespace
from collections.abc import Callable
from typing import TypeVar

from postsales.basics._checks import text
from postsales.basics._errors import InvalidValue, WrongType, short
from postsales.basics.moments import instant, zone_key
from postsales.cli.answers import Question
from postsales.cli.endings import Usage
from postsales.cli.named import Asking, request_of
from postsales.cli.printable import printable
from postsales.cli.sentences import say
from postsales.cli.terms import terms_of
from postsales.orders.reasons import ReasonKind
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms

__all__ = ["check_word", "checked", "question_of", "say_what_is_asked", "zone_of"]

T = TypeVar("T")
_FIRST = "changed_mind"
"""The word for a change of mind that is taken where terms have several."""


def say_what_is_asked(question: Question, asked: Namespace) -> None:
    """Where nothing is asked, everything is asked back for one word, and that is said."""
    if question.supposed and not asked.quiet:
        told = f"everything is asked back for {short(question.supposed)}"
        say(f"neither --reason nor --request is told: {printable(told, 1000)}")


def question_of(asked: Namespace) -> Question:
    """What is asked, by which terms, at which instant.

    Raises:
        Usage: something of it is missing, or is none.
    """
    if not asked.at:
        raise Usage(
            "--at is missing: postsales has no clock, so say when it is asked, "
            "such as --at 2026-04-02T12:00+02:00"
        )
    at = checked(lambda: instant(asked.at, "--at"))
    terms, money = terms_of(asked.terms, asked.refund_terms)
    if asked.command == "quote" and money is None:
        raise Usage(
            "quote needs terms for refunds: name them with --refund-terms, or write a section "
            "[refunds] into the file in --terms"
        )
    if asked.request is not None:
        return Question(terms, money, request_of(asked.request), at)
    if asked.reason is None:
        supposed = _change_of_mind(terms)
        return Question(terms, money, _everything(supposed), at, supposed)
    return Question(terms, money, _everything(checked(lambda: text("--reason", asked.reason))), at)


def _everything(reason: str) -> Asking:
    return lambda order: ReturnRequest.everything(order, reason=reason)


def _change_of_mind(terms: ReturnTerms) -> str:
    """The word by which the terms know that somebody changed their mind."""
    words = [word for word, kind in terms.reasons.items() if kind is ReasonKind.REMORSE]
    if not words:
        known = ", ".join(terms.reasons) or "none"
        says = "the terms have no reason that is a change of mind, to ask everything back for"
        advice = printable(f"they have {known}", 1000)
        raise Usage(f"neither --reason nor --request is told, and {says}: {advice}")
    return _FIRST if _FIRST in words else words[0]


def zone_of(asked: str | None, terms: ReturnTerms) -> str:
    """The zone in which times are shown.

    Raises:
        Usage: there is no such zone, or none is known.
    """
    if asked is None and not isinstance(terms.zone, str):
        raise Usage("--zone is needed: the terms count days where each customer is")
    return checked(lambda: zone_key(asked or str(terms.zone), "--zone"))


def check_word(reason: str | None, terms: ReturnTerms) -> None:
    """By a word that the terms do not know nothing is allowed: likely a slip, so said once."""
    if reason is not None and reason not in terms.reasons:
        known = ", ".join(terms.reasons) or "none"
        says = "the terms do not know the word, so no unit is allowed, but referred or refused"
        told = printable(f"{says}; they know {known}", 1000)
        say(f"--reason is {short(reason)}: {told}")


def checked(check: Callable[[], T]) -> T:
    """What is checked, or the sentence that says why it cannot be.

    Raises:
        Usage: it cannot be.
    """
    try:
        return check()
    except (InvalidValue, WrongType) as error:
        raise Usage(str(error)) from None
