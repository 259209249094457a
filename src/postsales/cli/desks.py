"""What happens to each piece of the sources: its orders are read, asked, and written down."""

from argparse import Namespace
from collections.abc import Callable, Iterator

from attrs import frozen

from postsales.basics._errors import PostsalesError
from postsales.cli.answers import Answer, Bad, Bads, Found, Question
from postsales.cli.documents import ROOT
from postsales.cli.formats import Told, writer_of
from postsales.cli.questions import question_of
from postsales.cli.sources import Piece, orders_in
from postsales.cli.tallies import Tally

__all__ = ["Desk", "desk_of"]


@frozen(weakref_slot=False, eq=False)
class Desk:
    """Where orders are answered, one after the other, in this process or in one beside it."""

    origin: str
    question: Question
    write: Callable[[Answer], Told]

    def told(self, piece: Piece, tally: Tally) -> Iterator[Told | Bads]:
        """What is said about each document of a piece, and counted in ``tally``."""
        for found in orders_in(self.origin, piece):
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
    return Desk(asked.origin, question, writer_of(asked, question))
