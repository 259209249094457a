"""What the commands about orders do: read, ask, write, one document after the other."""

import sys
from argparse import Namespace
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from typing import cast

from attrs import define, frozen

from postsales.basics._errors import short
from postsales.cli.answers import Bad, Bads, Found
from postsales.cli.desks import Desk, desk_of
from postsales.cli.endings import Broken, Stopped, Usage
from postsales.cli.formats import Told, format_of, put_on
from postsales.cli.meters import STDIN, Meter
from postsales.cli.outputs import Output, check_targets, forget_stdout, opened, stdout
from postsales.cli.printable import printable
from postsales.cli.progress import progress_of
from postsales.cli.questions import check_word, settle_request, zone_of
from postsales.cli.report import Block, summary
from postsales.cli.rows import bad_row, written
from postsales.cli.screen import screen
from postsales.cli.sentences import say
from postsales.cli.sources import Piece, orders_in, pieces_from
from postsales.cli.tallies import Tally
from postsales.cli.terms import is_file

__all__ = ["run"]

FINE = 0
SOME_BAD = 1


def run(asked: Namespace) -> int:
    """Do a command and give the exit status.

    Raises:
        Usage: it asks for something that cannot be.
        Stopped: it was to end with the first document that cannot be answered, and did.
        Broken: it could not go on.
    """
    if asked.command == "terms":
        from postsales.cli.about_terms import about_terms

        return about_terms(asked)
    settle_request(asked)
    desk, meter = desk_of(asked), Meter()
    pieces = pieces_from(asked, meter)
    if asked.command != "explain" and asked.jobs > 1 and asked.origin == "python":
        told = "orders of Python modules are answered in the process that makes them"
        raise Usage(f"--jobs is {asked.jobs}: {told}; say --jobs 1")
    check_targets(_read(asked), {"--out": asked.out, "--errors": asked.errors})
    check_word(asked.reason, desk.question.terms)
    run = _Run(asked, desk, meter, Tally())
    try:
        with _outputs(asked) as outputs:
            if asked.command == "explain":
                run.explain(pieces, outputs)
            else:
                run.answer(pieces, outputs)
    except BrokenPipeError:
        forget_stdout()
    except OSError as error:
        where = f"{short(error.filename)} cannot be used" if error.filename else "the run failed"
        raise Broken(f"{where}: {error.strerror}") from None
    else:
        run.sum_up()
    return SOME_BAD if run.told_bad else FINE


def _read(asked: Namespace) -> list[str]:
    read = [x for x in asked.sources if asked.origin != "python" and x != STDIN]
    read += [asked.mapping] if asked.mapping is not None else []
    return read + [x for x in (asked.terms, asked.refund_terms) if is_file(x)]


# Where it goes


@frozen(weakref_slot=False, eq=False)
class _Outputs:
    answers: Output
    errors: Output | None = None

    def tell(self, bad: Bad) -> None:
        """Tell a problem, to programs or to people."""
        if self.errors is not None:
            with self.errors.writing():
                self.errors.stream.write(f"{written(bad_row(bad))}\n")
            return
        try:
            say(printable(str(bad), 1000))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Broken(f"the standard error cannot be written: {error.strerror}") from None


@contextmanager
def _outputs(asked: Namespace) -> Generator[_Outputs]:
    """What is written is whole once the run comes to its end, the problems before the answers."""
    answers = opened("--out", asked.out) or stdout()
    errors: Output | None = None
    try:
        errors = opened("--errors", asked.errors)
        yield _Outputs(answers, errors)
        if errors is not None:
            errors.keep()
        answers.keep()
    except (Stopped, Usage, BrokenPipeError) as ending:
        _ended(ending, answers, errors)
        raise
    except BaseException:
        for output in (answers, errors):
            if output is not None:
                output.drop()
        raise


def _ended(ending: Exception, answers: Output, errors: Output | None) -> None:
    """What is wrong is told to its end; it is only that no answers follow."""
    answers.drop()
    if isinstance(ending, BrokenPipeError) and answers.whole is not None:
        if errors is not None:
            errors.drop()
        raise Broken("nobody reads the standard error any more") from None
    if errors is not None and not errors.stream.closed:
        # It may be what nobody reads any more.
        with suppress(BrokenPipeError):
            errors.keep()


# The run


@define(weakref_slot=False, eq=False)
class _Run:
    """One run over all documents: what is asked for, and what came of it by now.

    ``told_bad``: a document without an answer was come to; ``tally`` may know of others further on.
    """

    asked: Namespace
    desk: Desk
    meter: Meter
    tally: Tally
    told_bad: bool = False

    def answer(self, pieces: Iterator[Piece], outputs: _Outputs) -> None:
        """Answer every document."""
        out = outputs.answers.stream
        with outputs.answers.writing():
            put = put_on(out, self.asked)
        progress = progress_of(self.meter, out, self.asked)
        with progress, closing(self._told(pieces)) as told:
            for one in told:
                progress.row()
                if isinstance(one, tuple):
                    progress.wipe()
                    self._unanswered(one, outputs)
                else:
                    with outputs.answers.writing():
                        put(one)
        if self._is_report and not self.asked.quiet:
            with outputs.answers.writing():
                put(self._summary())

    def _told(self, pieces: Iterator[Piece]) -> Generator[Told | Bads]:
        if self.asked.jobs > 1:
            # Loaded only here, since it takes a while.
            from postsales.cli.pools import told_by_several

            yield from told_by_several(self.asked, self.desk, pieces, self.tally)
        else:
            for piece in pieces:
                yield from self.desk.told(piece, self.tally)

    def _unanswered(self, bads: Bads, outputs: _Outputs) -> None:
        self.told_bad = True
        for bad in bads:
            outputs.tell(bad)
        if self.asked.strict:
            result = "what was written is no whole result"
            if outputs.answers.whole is not None:
                result = "no result was written"
            raise Stopped(f"--strict: ended with the first document that has no answer; {result}")

    def explain(self, pieces: Iterator[Piece], outputs: _Outputs) -> None:
        """Tell everything about one order."""
        # A document is a whole order; rows of one can come again at the end of a table.
        is_table = self.asked.origin == "csv"
        told: str | None = None
        is_bad = False
        for found in self._perhaps_the_order(pieces):
            answer = self._explained(found) if isinstance(found, Found) else found
            if isinstance(answer, str):
                told = answer
            else:
                is_bad |= any(bad.order == self.asked.order for bad in answer)
                self.tally.unanswered(answer)
                self.told_bad = True
                for bad in answer:
                    outputs.tell(bad)
            if isinstance(found, Found) and not is_table:
                break
        wanted, source = short(self.asked.order), self.asked.sources[0]
        if told is None and not is_bad:
            raise Usage(f"--order is {wanted}: {source} has no such order{self._unknown()}")
        there = f"--order is {wanted}: in {source} it"
        if told is None:
            raise Stopped(f"{there} is there, and could not be read or answered")
        if is_bad and is_table:
            raise Stopped(f"{there} has rows that stand apart, so no part of it is told")
        with outputs.answers.writing():
            outputs.answers.stream.write(told)

    def _unknown(self) -> str:
        bad = self.tally.bad
        return f"; documents that could not be read, and tell no id: {bad}" if bad else ""

    def _perhaps_the_order(self, pieces: Iterator[Piece]) -> Iterator[Found | Bads]:
        """The order that is asked for, what is wrong with it, and what might be a part of it."""
        ids = (self.asked.order, None)
        for piece in pieces:
            for found in orders_in(self.asked.origin, piece):
                if isinstance(found, Found):
                    if found.order.id == self.asked.order:
                        yield found
                elif any(bad.order in ids for bad in found):
                    yield found

    def _explained(self, found: Found) -> str | Bads:
        answer = self.desk.answer(found)
        return answer if isinstance(answer, tuple) else cast("str", self.desk.write(answer))

    # What all answers have in common

    @property
    def _is_report(self) -> bool:
        return self.asked.command != "explain" and format_of(self.asked) == "report"

    def _summary(self) -> Block:
        question = self.desk.question
        return summary(self.tally, question, zone_of(self.asked.zone, question.terms))

    def sum_up(self) -> None:
        """Tell people what programs were answered."""
        wanted = self.asked.command != "explain" and not self.asked.quiet and not self._is_report
        if wanted and sys.stderr is not None:
            # Who does not listen, or has no room, misses nothing of the answers.
            with suppress(OSError):
                screen(sys.stderr)(self._summary())
