"""What the commands do: read, ask, write, one order at a time."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol, TextIO

from attrs import define

from postsales.basics._checks import text
from postsales.basics._errors import InvalidValue, PostsalesError, WrongType, short
from postsales.basics.moments import instant, zone_key
from postsales.cli.answers import Answer, Bad, Found, Question
from postsales.cli.arguments import Usage
from postsales.cli.documents import ROOT, STDIN
from postsales.cli.named import Asking, request_of, titles_of, typed
from postsales.cli.printable import printable
from postsales.cli.report import Summary, block
from postsales.cli.rows import bad_row, row, written
from postsales.cli.screen import screen
from postsales.cli.sources import orders_from
from postsales.refunds.terms import RefundTerms
from postsales.returns.request import ReturnRequest
from postsales.returns.terms import ReturnTerms

__all__ = ["run"]

FINE = 0
SOME_BAD = 1


def run(asked: Namespace) -> int:
    """Do a command and give the exit status.

    Raises:
        Usage: it asks for something that cannot be.
    """
    work = _work(asked)
    _check_targets(asked)
    with ExitStack() as files:
        out = _target("--out", asked.out, sys.stdout, files)
        bad = _Problems(asked.errors, files)
        try:
            work(out, bad)
            out.flush()
        except BrokenPipeError:
            # Whoever reads has seen enough; what is still buffered must not be written at exit.
            _forget(out)
    return SOME_BAD if bad.count else FINE


class _Work(Protocol):
    def __call__(self, out: TextIO, bad: "_Problems") -> None: ...


def _work(asked: Namespace) -> _Work:
    """The command, with everything checked that can be before the first order."""
    question = _question(asked)
    zone = _checked(lambda: zone_key(asked.zone or question.terms.zone, "--zone"))
    found = orders_from(asked.origin, asked.sources)
    if asked.command == "explain":
        return _Explanation(question, zone, found, asked.order, asked.locale, asked.format)
    if asked.format == "jsonl":
        return _Rows(question, found)
    titles = titles_of(asked.titles) if asked.titles else lambda _: ""
    return _Report(question, zone, found, titles)


def _question(asked: Namespace) -> Question:
    if not asked.at:
        raise Usage(
            "--at is missing: postsales has no clock, so say when it is asked, "
            "such as --at 2026-04-02T12:00+02:00"
        )
    at = _checked(lambda: instant(asked.at, "--at"))
    terms = typed(asked.terms, "--terms", ReturnTerms)
    refunds = asked.refund_terms
    money = typed(refunds, "--refund-terms", RefundTerms) if refunds else None
    return Question(terms, money, _asking(asked), at)


def _asking(asked: Namespace) -> Asking:
    if asked.request is not None:
        return request_of(asked.request)
    reason = _checked(lambda: text("--reason", asked.reason))
    return lambda order: ReturnRequest.everything(order, reason=reason)


def _checked(check: Callable[[], _T]) -> _T:
    try:
        return check()
    except (InvalidValue, WrongType) as error:
        raise Usage(str(error)) from None
