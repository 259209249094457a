"""common-expression-language: CEL by a compiled extension; it loops, and knows no time zones."""

from collections.abc import Iterator
from typing import Any

import cel

from benchmarks.engines import cel_text
from benchmarks.engines.peer import Kind, Peer, Question, eligible, full, in_time
from benchmarks.simple import Reasons

__all__ = ["peers"]


def peers() -> Iterator[Peer]:
    """One expression over all items."""
    allowed: Any = cel.compile(cel_text.ALLOWED)
    against: Any = cel.compile(cel_text.AGAINST)

    def eligibility(question: Question) -> Any:
        return allowed.execute({"items": question.items, "in_time": in_time(question)})

    def reasons(question: Question) -> Reasons:
        found = against.execute({"items": question.items, "in_time": in_time(question)})
        return [tuple(codes) for codes in found]

    yield eligible("common-expression-language", Kind.EXPRESSION, eligibility)
    yield full("common-expression-language", Kind.EXPRESSION, reasons)
