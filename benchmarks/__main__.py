"""The benchmarks: answers are compared, then everything is timed, as ratios within one run.

Exit status: 0 when all answers agree, whatever the ratios; 1 when any differ.
"""

import argparse
import platform
import sys
import time
from collections.abc import Iterable, Sequence
from importlib import metadata

from attrs import evolve

from benchmarks import (
    agreement,
    edges,
    edges_agreement,
    engines,
    library,
    same_job,
    simple,
    work,
    working_time,
)
from benchmarks.bars import Bar
from benchmarks.engines.peer import Kind
from benchmarks.imports import NOUNS, TOP, import_ratios
from benchmarks.tables import Effort, case, table
from benchmarks.timing import Case, Ratio, Timings

READ = "postsales: assess and quote, answers read"
BARE = "postsales: assess and quote, nothing read"
FULLY = "postsales: lines, deadlines, amounts and fees read, too"
READY = "postsales: first question of a ready order"
FIRST = "postsales: an order made of ready lines and events, then asked"
WHOLE = "postsales: everything made of dictionaries, then asked"
SAME = "same job by hand"
DERIVED = "same job by hand, position derived"
SIMPLE = "simple function by hand"
REMEMBERED = "simple function by hand, midnights remembered"
ELIGIBLE = "by hand: yes or no"
REASONS = "by hand: every reason, and the money"

Pair = tuple[work.Order, work.Request]


THOROUGH = Effort(compared=3000, orders=32, rounds=21, milliseconds=12)
QUICK = Effort(compared=300, orders=8, rounds=5, milliseconds=4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare, time and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="less of everything, for a first look")
    parser.add_argument("--rounds", type=int, help="how often everything is timed")
    asked = parser.parse_args(arguments)
    effort = QUICK if asked.quick else THOROUGH
    if asked.rounds is not None:
        effort = evolve(effort, rounds=max(1, asked.rounds))
    print(f"Python {platform.python_version()}", platform.machine(), *_versions(), sep=", ")
    if not _agree(effort.compared):
        return 1
    parts = (_by_hand, _eventful, edges.bars, _engines, _growth, working_time.bars, _imports)
    bars = [bar for part in parts for bar in part(effort)]
    _long_order()
    print(
        "\n## Bars\n\n| median of the rounds | bar | ratio (least to most) | |\n|---|---|---|---|"
    )
    print(*bars, sep="\n")
    return 0


def _versions() -> Iterable[str]:
    for name in ("postsales", "attrs", *engines.PACKAGES):
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} not installed"


def _agree(count: int) -> bool:
    differing = [
        *(x for pair in work.ordinary(count) for x in agreement.differs_ordinary(*pair)),
        *(x for pair in work.eventful(count) for x in agreement.differs_eventful(*pair)),
        *(x for sale in edges.sales() for x in edges_agreement.differs(sale)),
    ]
    print(f"\nanswers compared field by field: {count} ordinary and {count} eventful orders")
    print(f"read, recorded and replayed: {len(edges.sales())} sample orders of Shopify")
    print(*(differing[:10] or ["none differs"]), sep="\n", flush=True)
    return not differing


def _by_hand(effort: Effort) -> Iterable[Bar]:
    """The documented public calls beside functions written by hand."""
    orders = work.ordinary(effort.orders)
    questions = [library.Question.of(*pair) for pair in orders]
    derived = [(order, same_job.folded(order, x["now"]), x) for order, x in orders]
    timings = effort.timed(
        {
            SIMPLE: case(lambda x: simple.answered(x[0], x[1]), orders),
            REMEMBERED: case(_remembering, orders),
            SAME: case(lambda x: same_job.answered(x[0], x[1]), orders),
            DERIVED: case(lambda x: same_job.decided(x[0], x[1], x[2]), derived),
            READ: case(library.Question.read, questions),
            BARE: case(library.Question.asked, questions),
            FULLY: case(library.Question.read_fully, questions),
            FIRST: case(library.Question.first, questions),
            WHOLE: case(lambda x: library.Question.of(x[0], x[1]).read(), orders),
        }
    )
    table("One question: three lines, two tenders", timings, SAME)
    yield Bar(f"{READ}, of the {SAME}", timings.ratio(READ, SAME), "at most", 1.5)
    yield Bar(f"{READ}, of the {SIMPLE}", timings.ratio(READ, SIMPLE), "at most", 3)
    # An order derives its position when it is made and remembers nothing of a question, so that the
    # first question is like every other; what the making costs is told without a bar.
    yield Bar(f"{READY}, of the {SAME}", timings.ratio(READ, SAME), "at most", 2.2)
    yield Bar(f"{FIRST}, of the {SAME}", timings.ratio(FIRST, SAME))


def _eventful(effort: Effort) -> Iterable[Bar]:
    """The same of orders with several parcels, taxes and refunds, and facts after the question."""
    orders = work.eventful(effort.orders * 4)
    questions = [library.Question.of(*pair) for pair in orders]
    timings = effort.timed(
        {
            SAME: case(lambda x: same_job.answered(x[0], x[1]), orders),
            READ: case(library.Question.read, questions),
            FIRST: case(library.Question.first, questions),
        }
    )
    table("One question after much has happened", timings, SAME)
    yield Bar(f"{READ}, of the {SAME}, after much has happened", timings.ratio(READ, SAME))


def _remembering(pair: Pair) -> object:
    return simple.answered(pair[0], pair[1], simple.deadline_cached)


def _engines(effort: Effort) -> Iterable[Bar]:
    """Engines for yes or no, and for every reason and the money."""
    orders = work.ordinary(effort.orders)
    ours = {READ: case(library.Question.read, [library.Question.of(*x) for x in orders])}
    ready = engines.ready(orders, work.ordinary(effort.compared // 6, seed=5))
    hand = {ELIGIBLE: case(lambda x: simple.eligible(x[0], x[1]), orders)}
    timings = effort.timed(hand | ours | {peer.name: timed for peer, timed in ready.eligible})
    table("Engines: yes or no for each line", timings, READ)
    hand = {REASONS: case(_reasons_and_money, orders)}
    timings = effort.timed(hand | ours | {peer.name: timed for peer, timed in ready.full})
    table("Engines: every reason against each line, and the money", timings, READ)
    print("\nNot run:", *(f"- {x}" for x in ready.left_out or ["nothing"]), sep="\n", flush=True)
    fastest = _fastest(timings, [x.name for x, _ in ready.full if x.kind is Kind.RULES])
    yield Bar("the fastest engine that holds rules, of ours", fastest, "at least", 3)
    fastest = _fastest(timings, [x.name for x, _ in ready.full if x.kind is Kind.EXPRESSION])
    yield Bar("the fastest evaluator of expressions, of ours", fastest)


def _reasons_and_money(pair: Pair) -> object:
    return simple.money_of(pair[0], pair[1], simple.reasons(pair[0], pair[1]))


def _fastest(timings: Timings, names: Sequence[str]) -> Ratio | None:
    if not names:
        return None
    return timings.ratio(min(names, key=timings.microseconds), READ)


def _growth(effort: Effort) -> Iterable[Bar]:
    """What a line costs in long orders, beside short ones."""
    cases: dict[str, Case] = {}
    for lines in (10, 300):
        orders = work.ordinary(effort.orders, lines=lines)
        one = case(library.Question.read, [library.Question.of(*x) for x in orders])
        cases[f"a line of {lines}"] = evolve(one, per=one.per * lines)
    short, long = cases
    timings = effort.timed(cases)
    table("Growth: what one line costs", timings, short)
    yield Bar(f"{long}, of {short}", timings.ratio(long, short), "at most", 1.2)


def _imports(effort: Effort) -> Iterable[Bar]:
    ratios = import_ratios(effort.rounds)
    yield Bar(f"`{TOP}`, of `import attrs`", ratios[TOP], "at most", 0.5)
    yield Bar(f"`{NOUNS}`, of `import attrs`", ratios[NOUNS])


def _long_order() -> None:
    """An order of ten thousand lines, made and asked about once."""
    order, request = work.ordinary(1, lines=10_000)[0]
    started = time.perf_counter()
    question = library.Question.of(order, request)
    made = time.perf_counter()
    question.read()
    read = time.perf_counter()
    print(f"\n10,000 lines: made in {made - started:.2f} s, answered in {read - made:.2f} s")


if __name__ == "__main__":
    sys.exit(main())
