"""What happens to each piece of the sources: its orders are read, asked, and written down."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Protocol, TextIO

from attrs import frozen

from postsales.basics._errors import PostsalesError
from postsales.basics.digests import digest_of
from postsales.cli.answers import Answer, Bad, Bads, Found, Question
from postsales.cli.documents import ROOT
from postsales.cli.formats import Told, format_of, put_on, writer_of
from postsales.cli.questions import question_of, zone_of
from postsales.cli.report import Block, summary
from postsales.cli.sources import Piece, orders_in
from postsales.cli.tallies import Tally

__all__ = ["OF_PLANS", "AnyDesk", "Desk", "any_desk_of", "desk_of", "digest_or_none"]

OF_PLANS = ("due", "simulate")
"""The commands that run plans over histories; all others are about orders."""


class AnyDesk(Protocol):
    """Where documents are answered, one after the other, in this process or in one beside it."""

    def told(self, piece: Piece, tally: Any) -> Iterator[Told | Bads]:
        """What is said about each document of a piece, and counted in ``tally``."""
        ...

    def new_tally(self) -> Any:
        """Counts that are empty."""
        ...

    def put_on(self, out: TextIO) -> Callable[[Told], None]:
        """What puts answers onto a stream, after whatever stands before the first."""
        ...

    @property
    def tail(self) -> str:
        """What stands behind the last answer."""
        ...

    @property
    def is_report(self) -> bool:
        """Is it for people, with the summary in it?"""
        ...

    def summary(self, tally: Any) -> Block:
        """What all answers have in common."""
        ...

    def digests(self) -> tuple[str | None, ...]:
        """By what is it answered? The same in every process."""
        ...


@frozen(weakref_slot=False, eq=False)
class Desk:
    """Where orders are answered."""

    asked: Namespace
    question: Question
    write: Callable[[Answer], Told]
    tail: str = ""

    @property
    def is_report(self) -> bool:
        """Is it for people, with the summary in it?"""
        return self.asked.command != "explain" and format_of(self.asked) == "report"

    def new_tally(self) -> Tally:
        """Counts that are empty."""
        return Tally()

    def put_on(self, out: TextIO) -> Callable[[Told], None]:
        """What puts answers onto a stream, after whatever stands before the first."""
        return put_on(out, self.asked)

    def summary(self, tally: Tally) -> Block:
        """What all answers have in common."""
        return summary(tally, self.question, zone_of(self.asked.zone, self.question.terms))

    def digests(self) -> tuple[str | None, ...]:
        """Which terms are asked by?"""
        terms = (self.question.terms, self.question.refund_terms)
        return tuple(digest_or_none(x) for x in terms)

    def told(self, piece: Piece, tally: Tally) -> Iterator[Told | Bads]:
        """What is said about each document of a piece, and counted in ``tally``."""
        for found in orders_in(self.asked.origin, piece):
            told = self._of(found, tally) if isinstance(found, Found) else found
            if isinstance(told, tuple):
                tally.unanswered(told)
            yield told

    def _of(self, found: Found, tally: Tally) -> Told | Bads:
        answer = self.answer(found)
        if isinstance(answer, tuple):
            return answer
        try:
            told = self.write(answer)
        except PostsalesError as error:
            return _problem(found, f"cannot be recorded: {error}")
        tally.answer(answer)
        return told

    def answer(self, found: Found) -> Answer | Bads:
        """The answer for an order, or the problem that the question does not fit it."""
        try:
            return self.question.answer(found)
        except PostsalesError as error:
            return _problem(found, f"cannot be answered: {error}")


def _problem(found: Found, says: str) -> Bads:
    return (Bad(found.source, found.line, ROOT, says, found.order.id),)


def desk_of(asked: Namespace) -> Desk:
    """The desk that a command line asks for; the same in every process.

    Raises:
        Usage: it asks for something that cannot be.
    """
    question = question_of(asked)
    return Desk(asked, question, writer_of(asked, question))


def any_desk_of(asked: Namespace) -> AnyDesk:
    """The desk that any command line asks for.

    Raises:
        Usage: it asks for something that cannot be.
    """
    if asked.command in OF_PLANS:
        from postsales.cli.plan_desks import plan_desk_of

        return plan_desk_of(asked)
    return desk_of(asked)


def digest_or_none(terms: object) -> str | None:
    """The digest of terms; None where they hold rules without names.

    Such terms stand in a module, which is loaded anew.
    """
    with suppress(PostsalesError):
        return digest_of(terms)
    return None
