"""Do all answers agree? Field by field, before anything is timed."""

from collections.abc import Iterator

from benchmarks import library, same_job, simple, work

__all__ = ["differences", "differs_eventful", "differs_ordinary"]


def differences(where: str, ours: object, theirs: object) -> Iterator[str]:
    """Every field in which two answers differ, with both values."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in {**ours, **theirs}:
            yield from differences(f"{where}.{key}", ours.get(key), theirs.get(key))
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for n, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(f"{where}[{n}]", one, other)
    elif ours != theirs:
        yield f"{where} is {ours} here and {theirs} there"


def differs_ordinary(order: work.Order, request: work.Request) -> list[str]:
    """Where the library, the simple function and the one that does the same job disagree."""
    question = library.Question.of(order, request)
    by_hand = simple.answered(order, request)
    for line in by_hand["lines"]:
        line["why"] = None
    return [
        *differences(order["id"], library.as_simple(question), by_hand),
        *differs_eventful(order, request),
    ]


def differs_eventful(order: work.Order, request: work.Request) -> list[str]:
    """Where the library and the function that does the same job disagree."""
    question = library.Question.of(order, request)
    theirs = same_job.answered(order, request)
    return [*differences(order["id"], library.as_same_job(question), theirs)]
