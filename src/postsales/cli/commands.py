"""What the commands about orders do: read, ask, write, one document after the other."""

import sys
from argparse import Namespace
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from typing import Any, cast

from attrs import define

from postsales.basics._errors import short
from postsales.cli.answers import Bads, Found
from postsales.cli.both_outputs import Outputs, outputs_of
from postsales.cli.desks import OF_PLANS, AnyDesk, Desk, desk_of
from postsales.cli.endings import Broken, Stopped, Usage
from postsales.cli.formats import Told
from postsales.cli.meters import STDIN, Meter
from postsales.cli.outputs import check_targets, forget_stdout
from postsales.cli.progress import progress_of
from postsales.cli.questions import check_word, say_what_is_asked
from postsales.cli.screen import screen
from postsales.cli.sources import Piece, orders_in, pieces_from
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
    if asked.command == "plan":
        from postsales.cli.about_plans import about_plans

        return about_plans(asked)
    if asked.command == "score":
        from postsales.cli.about_scores import about_scores

        return about_scores(asked)
    run = _of_plans(asked) if asked.command in OF_PLANS else _of_orders(asked)
    try:
        with outputs_of(asked) as outputs:
            run.answer(outputs)
    except BrokenPipeError:
        forget_stdout()
    except OSError as error:
        where = f"{short(error.filename)} cannot be used" if error.filename else "the run failed"
        raise Broken(f"{where}: {error.strerror}") from None
    else:
        run.sum_up()
    return SOME_BAD if run.told_bad else FINE


def _of_orders(asked: Namespace) -> "_Run":
    desk, meter = desk_of(asked), Meter()
    pieces = pieces_from(asked, meter)
    if asked.command != "explain" and asked.jobs > 1 and asked.origin == "python":
        told = "orders of Python modules are answered in the process that makes them"
        raise Usage(f"--jobs is {asked.jobs}: {told}; say --jobs 1")
    check_targets(_read(asked), {"--out": asked.out, "--errors": asked.errors})
    say_what_is_asked(desk.question, asked)
    check_word(asked.reason, desk.question.terms)
    if asked.command == "explain":
        return _Explaining(asked, desk, pieces, meter, desk.new_tally(), of_orders=desk)
    return _Run(asked, desk, pieces, meter, desk.new_tally())


def _of_plans(asked: Namespace) -> "_Run":
    from postsales.cli.histories import pieces_of, read_besides
    from postsales.cli.plan_desks import plan_desk_of

    desk, meter = plan_desk_of(asked), Meter()
    pieces = pieces_of(asked, meter)
    check_targets(read_besides(asked), {"--out": asked.out, "--errors": asked.errors})
    return _Run(asked, desk, pieces, meter, desk.new_tally())


def _read(asked: Namespace) -> list[str]:
    read = [x for x in asked.sources if asked.origin != "python" and x != STDIN]
    read += [asked.mapping] if asked.mapping is not None else []
    return read + [x for x in (asked.terms, asked.refund_terms) if is_file(x)]


# The run


@define(weakref_slot=False, eq=False)
class _Run:
    """One run over all documents: what is asked for, and what came of it by now.

    ``told_bad``: a document without an answer was come to; ``tally`` may know of others further on.
    """

    asked: Namespace
    desk: AnyDesk
    pieces: Iterator[Piece]
    meter: Meter
    tally: Any
    told_bad: bool = False

    def answer(self, outputs: Outputs) -> None:
        """Answer every document."""
        out = outputs.answers.stream
        with outputs.answers.writing():
            put = self.desk.put_on(out)
        progress = progress_of(self.meter, out, self.asked)
        with progress, closing(self._told()) as told:
            for one in told:
                progress.row()
                if isinstance(one, tuple):
                    progress.wipe()
                    self._unanswered(one, outputs, told)
                else:
                    with outputs.answers.writing():
                        put(one)
        with outputs.answers.writing():
            if self.desk.is_report and not self.asked.quiet:
                put(self.desk.summary(self.tally))
            out.write(self.desk.tail)

    def _told(self) -> Generator[Told | Bads]:
        if self.asked.jobs > 1:
            # Loaded only here, since it takes a while.
            from postsales.cli.pools import told_by_several

            yield from told_by_several(self.asked, self.desk, self.pieces, self.tally)
        else:
            for piece in self.pieces:
                yield from self.desk.told(piece, self.tally)

    def _unanswered(self, bads: Bads, outputs: Outputs, told: Iterator[Told | Bads]) -> None:
        self.told_bad = True
        for bad in bads:
            outputs.tell(bad)
        if self.asked.strict:
            for bad in self._further_down(bads, told):
                outputs.tell(bad)
            result = "what was written is no whole result"
            if outputs.answers.whole is not None:
                result = "no result was written"
            raise Stopped(f"--strict: ended with the first document that has no answer; {result}")

    def _further_down(self, bads: Bads, told: Iterator[Told | Bads]) -> Bads:
        """What is wrong with an order where it comes again: with its first rows, maybe nothing."""
        ids = {bad.order for bad in bads} - {None}
        if not ids or getattr(self.asked, "origin", None) != "csv":
            return ()
        # Orders that were read ahead are past the pieces; else nobody needs to be answered.
        rest = told if self.asked.jobs > 1 else self.pieces
        again = (x for x in rest if isinstance(x, tuple) and any(bad.order in ids for bad in x))
        # A table that cannot be read to its end ends the search, and what was told stays.
        with suppress(Broken, Usage):
            return next(again, ())
        return ()

    def sum_up(self) -> None:
        """Tell people what programs were answered."""
        if not self.asked.quiet and not self.desk.is_report and sys.stderr is not None:
            # Who does not listen, or has no room, misses nothing of the answers.
            with suppress(OSError):
                screen(sys.stderr)(self.desk.summary(self.tally))


@define(weakref_slot=False, eq=False)
class _Explaining(_Run):
    """A run that looks for one order and tells everything about it."""

    of_orders: Desk | None = None

    def answer(self, outputs: Outputs) -> None:
        """Tell everything about one order."""
        # A document is a whole order; rows of one can come again at the end of a table.
        is_table = self.asked.origin == "csv"
        told: str | None = None
        is_bad = False
        for found in self._perhaps_the_order():
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
        wanted, sources = short(self.asked.order), ", ".join(self.asked.sources)
        if told is None and not is_bad:
            has = "has" if len(self.asked.sources) == 1 else "have"
            raise Usage(f"--order is {wanted}: {sources} {has} no such order{self._unknown()}")
        there = f"--order is {wanted}: in {sources} it"
        if told is None:
            raise Stopped(f"{there} is there, and could not be read or answered")
        if is_bad and is_table:
            raise Stopped(f"{there} has rows that stand apart, so no part of it is told")
        with outputs.answers.writing():
            outputs.answers.stream.write(told)

    def _unknown(self) -> str:
        bad = self.tally.bad
        return f"; documents that could not be read, and tell no id: {bad}" if bad else ""

    def _perhaps_the_order(self) -> Iterator[Found | Bads]:
        """The order that is asked for, what is wrong with it, and what might be a part of it."""
        ids = (self.asked.order, None)
        for piece in self.pieces:
            for found in orders_in(self.asked.origin, piece):
                if isinstance(found, Found):
                    if found.order.id == self.asked.order:
                        yield found
                elif any(bad.order in ids for bad in found):
                    yield found

    def _explained(self, found: Found) -> str | Bads:
        desk = cast("Desk", self.of_orders)
        answer = desk.answer(found)
        return answer if isinstance(answer, tuple) else cast("str", desk.write(answer))

    def sum_up(self) -> None:
        """All of it is told."""
