"""The benchmarks: answers compared first, then time, as ratios within one run.

Exit status: 0 when all answers agree, whatever the ratios; 1 when any differ.
"""

import argparse
import platform
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import metadata
from typing import Any

from attrs import frozen

from benchmarks import agreement, engines, library, same_job, simple, work
from benchmarks.bars import Bar
from benchmarks.engines.peer import Kind
from benchmarks.imports import import_ratio
from benchmarks.timing import Case, Ratio, Timings, interleaved

READ = "postsales: assess and quote, answers read"
BARE = "postsales: assess and quote, nothing read"
FULLY = "postsales: all lines, deadlines and amounts read, too"
FIRST = "postsales: first question of an order only just made"
WHOLE = "postsales: order made of dictionaries, then asked"
SAME = "same job by hand, history folded"
SAME_DERIVED = "same job by hand, position derived"
SIMPLE = "simple function by hand"
SIMPLE_CACHED = "simple function by hand, midnights remembered"
ELIGIBLE = "by hand: yes or no"
REASONS = "by hand: every reason, and the money"


@frozen
class Effort:
    """How much is compared and timed."""

    compared: int
    orders: int
    rounds: int
    milliseconds: float
    starts: int

    def timed(self, cases: dict[str, Case]) -> Timings:
        """These cases, timed together."""
        return interleaved(cases, rounds=self.rounds, milliseconds=self.milliseconds)


THOROUGH = Effort(compared=3000, orders=32, rounds=21, milliseconds=12, starts=15)
QUICK = Effort(compared=300, orders=8, rounds=5, milliseconds=4, starts=5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, time and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything, for a first look")
    parser.add_argument("--rounds", type=int, help="how often everything is timed")
    asked = parser.parse_args(arguments)
    effort = QUICK if asked.quick else THOROUGH
    if asked.rounds:
        effort = Effort(
            effort.compared, effort.orders, asked.rounds, effort.milliseconds, asked.rounds
        )
    print(f"Python {platform.python_version()} on {platform.machine()}, {', '.join(_versions())}")
    if not _agree(effort.compared):
        return 1
    bars = [*_by_hand(effort), *_engines(effort), *_growth(effort)]
    bars.append(
        Bar("`import postsales`, of `import attrs`", import_ratio(effort.starts), "at most", 0.5)
    )
    _long_order()
    print("\n## Bars\n\n| what | bar | median ratio (least to most) | |\n|---|---|---|---|")
    print(*bars, sep="\n")
    return 0


def _versions() -> Iterable[str]:
    for name in ("postsales", "attrs", *engines.PACKAGES):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue


def _agree(count: int) -> bool:
    differing = [
        *(x for pair in work.ordinary(count) for x in agreement.differs_ordinary(*pair)),
        *(x for pair in work.eventful(count) for x in agreement.differs_eventful(*pair)),
    ]
    print(f"answers compared field by field: {count} ordinary and {count} eventful orders")
    print(*(differing[:10] or ["none differs"]), sep="\n", flush=True)
    return not differing


def _case(run: Callable[[Any], object], inputs: Sequence[Any]) -> Case:
    def every() -> None:
        for given in inputs:
            run(given)

    return Case(every, len(inputs))


def _table(title: str, timings: Timings, to: str) -> None:
    print(f"\n## {title}\n\n| case | microseconds | of '{to}' (least to most) |\n|---|---:|---:|")
    for name in timings.rounds:
        print(f"| {name} | {timings.microseconds(name):.2f} | {timings.ratio(name, to)} |")
    sys.stdout.flush()


def _by_hand(effort: Effort) -> Iterable[Bar]:
    """The documented public calls beside functions written by hand."""
    orders = work.ordinary(effort.orders)
    questions = [library.Question.of(*pair) for pair in orders]
    derived = [(order, same_job.folded(order, x["now"]), x) for order, x in orders]
    timings = effort.timed(
        {
            SIMPLE: _case(lambda x: simple.answered(*x), orders),
            SIMPLE_CACHED: _case(lambda x: simple.answered(*x, simple.deadline_cached), orders),
            SAME: _case(lambda x: same_job.answered(*x), orders),
            SAME_DERIVED: _case(lambda x: same_job.decided(*x), derived),
            READ: _case(library.Question.read, questions),
            BARE: _case(library.Question.asked, questions),
            FULLY: _case(library.Question.read_fully, questions),
            FIRST: _case(lambda x: x.fresh().read(), questions),
            WHOLE: _case(lambda x: library.Question.of(*x).read(), orders),
        }
    )
    _table("One question: three lines, two tenders", timings, SAME)
    yield Bar("answers read, of the same job by hand", timings.ratio(READ, SAME), "at most", 1.5)
    yield Bar("answers read, of the simple function", timings.ratio(READ, SIMPLE), "at most", 3)
    yield Bar("first question, of the same job by hand", timings.ratio(FIRST, SAME), "at most", 2.2)


def _engines(effort: Effort) -> Iterable[Bar]:
    """Engines for yes or no, and for every reason with the money."""
    orders = work.ordinary(effort.orders)
    questions = [library.Question.of(*pair) for pair in orders]
    ours = _case(library.Question.read, questions)
    ready = engines.ready(orders)
    eligible = {peer.name: case for peer, case in ready.eligible}
    hand = _case(lambda x: simple.eligible(*x), orders)
    _table(
        "Engines: yes or no for each line",
        effort.timed({ELIGIBLE: hand, READ: ours, **eligible}),
        READ,
    )
    full = {peer.name: case for peer, case in ready.full}
    hand = _case(lambda x: simple.money_of(*x, simple.reasons(*x)), orders)
    timings = effort.timed({REASONS: hand, READ: ours, **full})
    _table("Engines: every reason against each line, and the money", timings, READ)
    if ready.left_out:
        print("\nNot run:\n", *(f"- {x}" for x in ready.left_out), sep="\n")
    fastest = {
        kind: _fastest(timings, [x.name for x, _ in ready.full if x.kind is kind]) for kind in Kind
    }
    yield Bar(
        "how many times as long the fastest rule engine takes", fastest[Kind.RULES], "at least", 3
    )
    print(
        f"\nFastest evaluator of single expressions: {fastest[Kind.EXPRESSION]} times as long as ours."
    )


def _fastest(timings: Timings, names: Sequence[str]) -> Ratio | None:
    if not names:
        return None
    return timings.ratio(min(names, key=timings.microseconds), READ)


def _growth(effort: Effort) -> Iterable[Bar]:
    """What a line costs in long orders, beside short ones."""
    cases: dict[str, Case] = {}
    for lines in (10, 300):
        questions = [library.Question.of(*x) for x in work.ordinary(effort.orders, lines=lines)]
        case = _case(library.Question.read, questions)
        cases[f"a line of {lines}"] = Case(case.run, case.per * lines)
    timings = effort.timed(cases)
    short, long = cases
    _table("Growth: what one line costs", timings, short)
    yield Bar("a line of 300, of a line of 10", timings.ratio(long, short), "at most", 1.2)


def _long_order() -> None:
    """An order of ten thousand lines, made and asked about once."""
    order, request = work.ordinary(1, lines=10_000)[0]
    started = time.perf_counter()
    question = library.Question.of(order, request)
    made = time.perf_counter()
    question.read()
    read = time.perf_counter()
    print(f"\n10,000 lines: order made in {made - started:.2f} s, answered in {read - made:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
