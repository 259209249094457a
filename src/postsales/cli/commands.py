"""What the commands do: read, ask, write, one order at a time."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO, TypeVar, cast

from attrs import define

from postsales.basics._checks import text
from postsales.basics._errors import InvalidValue, PostsalesError, WrongType, short
from postsales.basics.moments import instant, zone_key
from postsales.cli.answers import Answer, Bad, Bads, Found, Question
from postsales.cli.arguments import Usage
from postsales.cli.documents import ROOT, STDIN
from postsales.cli.named import Asking, request_of, titles_of
from postsales.cli.printable import printable
from postsales.cli.reading import Reading
from postsales.cli.report import Summary, block
from postsales.cli.rows import bad_row, row, written
from postsales.cli.screen import screen
from postsales.cli.sentences import say
from postsales.cli.sources import orders_from
from postsales.cli.terms import is_file, terms_of
from postsales.orders.order import Order
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms
from postsales.wire import write_json

__all__ = ["run"]

T = TypeVar("T")

FINE = 0
SOME_BAD = 1


def _zone(asked: str | None, terms: ReturnTerms) -> str:
    """The zone in which times are shown."""
    if asked is None and not isinstance(terms.zone, str):
        raise Usage("--zone is needed: the terms count days where each customer is")
    return _checked(lambda: zone_key(asked or str(terms.zone), "--zone"))


def run(asked: Namespace) -> int:
    """Do a command and give the exit status.

    Raises:
        Usage: it asks for something that cannot be.
    """
    _settle_request(asked)
    question = _question(asked)
    zone = _zone(asked.zone, question.terms)
    command = _command(asked, zone)
    run = _Run(question, orders_from(asked.origin, asked.sources))
    _check_targets(asked)
    _check_word(asked.reason, question.terms)
    try:
        with ExitStack() as files:
            out = _opened("--out", asked.out, files) or _stdout()
            run.tell = _teller(_opened("--errors", asked.errors, files))
            command(run, out)
            out.flush()
    except BrokenPipeError:
        _forget_stdout()
    except OSError as error:
        where = f"{short(error.filename)} cannot be used" if error.filename else "a stream failed"
        raise Usage(f"{where}: {error.strerror}") from None
    return SOME_BAD if run.bad else FINE


_REASON = "changed_mind"


def _settle_request(asked: Namespace) -> None:
    """Where nothing is asked, everything is asked back for one word, and that is said."""
    if asked.request is None and asked.reason is None:
        asked.reason = _REASON
        say(f"neither --reason nor --request is told: everything is asked back for {_REASON!r}")


def _question(asked: Namespace) -> Question:
    if not asked.at:
        raise Usage(
            "--at is missing: postsales has no clock, so say when it is asked, "
            "such as --at 2026-04-02T12:00+02:00"
        )
    at = _checked(lambda: instant(asked.at, "--at"))
    terms, money = terms_of(asked.terms, asked.refund_terms)
    return Question(terms, money, _asking(asked), at)


def _asking(asked: Namespace) -> Asking:
    if asked.request is not None:
        return request_of(asked.request)
    reason = _checked(lambda: text("--reason", asked.reason))
    return lambda order: ReturnRequest.everything(order, reason=reason)


def _check_word(reason: str | None, terms: ReturnTerms) -> None:
    """A word that the terms do not know refers every unit: likely a slip, so it is said once."""
    if reason is not None and reason not in terms.reasons:
        known = ", ".join(terms.reasons) or "none"
        says = f"the terms do not know the word, so all units are referred; they know {known}"
        say(f"--reason is {short(reason)}: {printable(says, 1000)}")


def _checked(check: Callable[[], T]) -> T:
    try:
        return check()
    except (InvalidValue, WrongType) as error:
        raise Usage(str(error)) from None


# The run: orders come in, problems are told, answers go out


def _as_sentence(bad: Bad) -> None:
    say(printable(str(bad), 1000))


@define(weakref_slot=False, eq=False)
class _Run:
    """One run over all orders: what is asked of them, how many were not answered and why not."""

    question: Question
    found: Iterator[Found | Bads]
    tell: Callable[[Bad], None] = _as_sentence
    bad: int = 0
    problems: int = 0

    def orders(self) -> Iterator[Found]:
        """The orders that could be read; problems are told on the way."""
        for found in self.found:
            if isinstance(found, Found):
                yield found
            else:
                self.unanswered(found)

    def answer(self, found: Found) -> Answer | None:
        """The answer for an order; None with a problem told, when the question does not fit it."""
        try:
            return self.question.answer(found)
        except PostsalesError as error:
            says = f"cannot be answered: {error}"
            self.unanswered((Bad(found.source, found.line, ROOT, says, found.order.id),))
            return None

    def recorded(self, answer: Answer) -> str | None:
        """The record of an answer as JSON; None with a problem told, when it cannot be recorded."""
        try:
            return write_json(answer.decision.record(quote=answer.quote))
        except PostsalesError as error:
            found = answer.found
            says = f"cannot be recorded: {error}"
            self.unanswered((Bad(found.source, found.line, ROOT, says, found.order.id),))
            return None

    def answers(self) -> Iterator[Answer]:
        """The answers for all orders that have one."""
        for found in self.orders():
            answer = self.answer(found)
            if answer is not None:
                yield answer

    def unanswered(self, bads: Bads) -> None:
        """Tell what is wrong with a document, and go on."""
        self.bad += 1
        self.problems += len(bads)
        for bad in bads:
            self.tell(bad)


_Command = Callable[[_Run, TextIO], None]


def _command(asked: Namespace, zone: str) -> _Command:
    if asked.command == "explain":
        return lambda run, out: _explain(run, out, asked, zone)
    if _format(asked) == "records":
        return _records
    if asked.format == "jsonl":
        return _rows
    titles = titles_of(asked.titles) if asked.titles else _no_title
    return lambda run, out: _report(run, out, titles, zone)


def _format(asked: Namespace) -> str:
    """What is asked for; a file that is called so by its name is one of records."""
    out = asked.out or ""
    if asked.format is None and out.endswith(".csv"):
        raise Usage(
            f"--out is {short(out)}: no format is CSV; write --format jsonl, one row an order, "
            "and make the table that you need of its rows"
        )
    return asked.format or ("records" if out.endswith(".jsonl") else "report")


def _no_title(_: Order) -> str:
    return ""


def _rows(run: _Run, out: TextIO) -> None:
    out.writelines(written(row(answer)) + "\n" for answer in run.answers())


def _records(run: _Run, out: TextIO) -> None:
    """Each answer as its record; what reading took for granted stands in none, so it is counted."""
    if isinstance(out, TextIOWrapper):
        # JSON is UTF-8, whatever a terminal likes.
        out.reconfigure(encoding="utf-8")
    reading = Reading()
    for answer in run.answers():
        line = run.recorded(answer)
        if line is not None:
            out.write(f"{line}\n")
            reading = reading.after(answer.found)
    if reading.says:
        say(reading.says)


def _report(run: _Run, out: TextIO, titles: Callable[[Order], str], zone: str) -> None:
    show = screen(out)
    summary = Summary()
    for answer in run.answers():
        summary = summary.after(answer)
        show(block(answer, titles(answer.found.order), zone))
    show(summary.block(run.question, zone, run.bad, run.problems))


def _explain(run: _Run, out: TextIO, asked: Namespace, zone: str) -> None:
    for found in run.orders():
        if found.order.id == asked.order:
            answer = run.answer(found)
            if answer is not None:
                out.write(_words(answer, asked, zone))
            return
    said = "has no such order"
    if run.bad:
        said += f" that could be read; documents that could not: {run.bad}"
    raise Usage(f"--order is {short(asked.order)}: {asked.sources[0]} {said}")


def _words(answer: Answer, asked: Namespace, zone: str) -> str:
    from postsales import explain

    told = {"text": explain.text, "markdown": explain.markdown, "html": explain.html}[asked.format]
    words = _checked(
        lambda: told(
            answer.decision,
            quote=answer.quote,
            locale=asked.locale,
            zone=zone,
            register=asked.register,
        )
    )
    return words if words.endswith("\n") else words + "\n"


# Files and streams


def _check_targets(asked: Namespace) -> None:
    """What is written must not be what is read, and the two outputs are two."""
    read = [x for x in asked.sources if asked.origin != "python" and x != STDIN]
    read += [x for x in (asked.terms, asked.refund_terms) if is_file(x)]
    for option, target in (("--out", asked.out), ("--errors", asked.errors)):
        if target not in (None, STDIN):
            if any(_same(target, x) for x in read):
                raise Usage(
                    f"{option} is {short(target)}: it is used already, so it cannot be written to"
                )
            read.append(target)


def _same(left: str, right: str) -> bool:
    one, other = Path(left), Path(right)
    if one.is_file() and other.is_file():
        # A file can have several names, and none of them is a link to another.
        return one.samefile(other)
    # Devices such as the null device can be named twice.
    return not one.exists() and not other.exists() and one.resolve() == other.resolve()


def _opened(option: str, path: str | None, files: ExitStack) -> TextIO | None:
    if path in (None, STDIN):
        return None
    try:
        return files.enter_context(
            Path(path).open("w", encoding="utf-8", errors="backslashreplace")
        )
    except OSError as error:
        raise Usage(f"{option} is {short(path)}: it cannot be written: {error.strerror}") from None


def _stdout() -> TextIO:
    out: Any = sys.stdout
    if out is None:
        raise Usage("the standard output is closed: name a file with --out")
    # A narrow encoding must not end a run over orders with letters of all kinds.
    if isinstance(out, TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    return cast("TextIO", out)


def _teller(errors: TextIO | None) -> Callable[[Bad], None]:
    if errors is None:
        return _as_sentence
    return lambda bad: print(written(bad_row(bad)), file=errors)


def _forget_stdout() -> None:
    """Whoever reads has seen enough; what is still buffered must not be written at exit."""
    # Where no file stands behind it, nothing is written at exit.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
