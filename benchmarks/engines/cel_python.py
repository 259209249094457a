"""cel-python: CEL in Python."""

from collections.abc import Iterator
from typing import Any

import celpy

from benchmarks.engines import cel_text
from benchmarks.engines.peer import Kind, Peer, Question, eligible, full, in_time
from benchmarks.simple import Reasons

__all__ = ["peers"]


def peers() -> Iterator[Peer]:
    """One expression over all items."""
    environment: Any = celpy.Environment()
    allowed: Any = environment.program(environment.compile(cel_text.ALLOWED))
    against: Any = environment.program(environment.compile(cel_text.AGAINST))

    def facts(question: Question) -> Any:
        return celpy.json_to_cel({"items": question.items, "in_time": in_time(question)})

    def reasons(question: Question) -> Reasons:
        found = against.evaluate(facts(question))
        return [tuple([str(code) for code in codes]) for codes in found]

    def eligibility(question: Question) -> Any:
        return allowed.evaluate(facts(question))

    yield eligible(
        "cel-python", Kind.EXPRESSION, eligibility, plain=lambda found: [bool(x) for x in found]
    )
    yield full("cel-python", Kind.EXPRESSION, reasons)
