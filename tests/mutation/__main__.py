"""``python -m tests.mutation``: draw mutants, judge them, and tell what became of them.

Needs the extra `mutation`, and a system with signals: Linux or macOS.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from queue import Queue

from tests.mutation import page
from tests.mutation.judge import KILLED, STILLBORN, SURVIVED, Copy, Verdict
from tests.mutation.mutants import NUMBER, SEED, Mutant, drawn, mutants
from tests.mutation.places import ROOT, files
from tests.mutation.reach import MOST_SECONDS, Suite
from tests.mutation.results import Judged, Results, stillborn, survivors, table

BUILD = ROOT / "build" / "mutation"
TESTS, COVERED, RESULTS = BUILD / "tests.json", BUILD / "coverage", BUILD / "results.json"
WORKERS = 2

# The checkers of types are no tests, and these tests must not judge themselves.
NOT_RUN = ["--ignore=tests/typing", "--ignore=tests/mutation"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge as many mutants as asked for and print what became of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--number", type=int, default=NUMBER, help="how many are judged")
    parser.add_argument("--record", action="store_true", help="look anew at which tests reach what")
    parser.add_argument("--again", action="store_true", help="judge what survived once more")
    parser.add_argument("--page", action="store_true", help=f"write {page.FILE.relative_to(ROOT)}")
    asked = parser.parse_args(arguments)
    BUILD.mkdir(parents=True, exist_ok=True)
    results = Results(RESULTS)
    if asked.again:
        print(f"{results.forget(SURVIVED)} survivors are judged once more")
    with tempfile.TemporaryDirectory(prefix="postsales-mutation-") as folder:
        copies = [Copy.of(Path(folder) / f"copy-{n}") for n in range(WORKERS)]
        if asked.record or not (TESTS.exists() and COVERED.exists()):
            record(copies[0])
        suite = Suite.read(TESTS, COVERED)
        judged = judge(drawn(mutants(files())), asked.number, Bench(copies, suite, results))
        confirm(judged, copies[0], suite)
    tell(judged)
    if asked.page:
        page.write(judged)
    return 0


def record(copy: Copy) -> None:
    """Run the whole suite once with coverage, to see which tests reach which lines."""
    TESTS.unlink(missing_ok=True)
    print("running the suite with coverage; this takes minutes", flush=True)
    workers = ["-n", str(WORKERS), "--dist", "loadfile"]
    covering = ["--cov", "--cov-context=test", "--cov-report=", f"--tests-to={TESTS}"]
    plugin = ["-q", "-p", "no:cacheprovider", "-p", "tests.mutation.recorder"]
    status = copy.run(["-m", "pytest", *plugin, *workers, *covering, *NOT_RUN], 3600)
    if not TESTS.exists():
        sys.exit(f"the suite did not run to its end: pytest's status is {status}")
    (copy.root / ".coverage").replace(COVERED)


class Bench:
    """Where mutants are judged: as many at once as there are copies."""

    def __init__(self, copies: Sequence[Copy], suite: Suite, results: Results) -> None:
        self.suite = suite
        self.results = results
        self.workers = len(copies)
        self.free: Queue[Copy] = Queue()
        for copy in copies:
            self.free.put(copy)

    def judged(self, mutant: Mutant) -> tuple[Mutant, Verdict]:
        """The verdict that was found before, or that of a copy that is free."""
        known = self.results.get(mutant)
        if known is not None:
            return mutant, known
        copy = self.free.get()
        try:
            return mutant, copy.judged(mutant, self.suite)
        finally:
            self.free.put(copy)


def judge(draws: Iterator[Mutant], number: int, bench: Bench) -> Judged:
    """The first mutants of a draw that live, as many as asked for, and the stillborn among them."""
    found: list[tuple[Mutant, Verdict]] = []
    with ThreadPoolExecutor(bench.workers) as pool:
        while missing := number - (len(found) - stillborn(found)):
            batch = list(islice(draws, missing))
            if not batch:
                break
            for mutant, verdict in pool.map(bench.judged, batch):
                found.append((mutant, verdict))
                if bench.results.get(mutant) is None:
                    bench.results.add(mutant, verdict)
                    print(f"{len(found):4}  {verdict.outcome:10} {mutant.name}", flush=True)
    return found


def confirm(judged: Judged, copy: Copy, suite: Suite) -> None:
    """Run whoever killed once more without a mutation: whoever fails then proves nothing."""
    killers = {verdict.by for _, verdict in judged if verdict.outcome == KILLED}
    slow_first = sorted(suite.units, key=lambda unit: -unit.seconds)
    one_of_a_file = {unit.file: unit for unit in slow_first}
    units = [
        unit
        for unit in suite.units
        if killers & {*unit.tests} or (unit.file in killers and one_of_a_file[unit.file] is unit)
    ]
    found = copy.tried(units, suite)
    if found.outcome != SURVIVED:
        sys.exit(f"{found.by or found.outcome}: this fails without a mutation, too")


def tell(judged: Judged) -> None:
    """The table, and each survivor."""
    print("", *table(judged), sep="\n")
    print(f"\nseed {SEED}; {stillborn(judged)} more could not be imported ({STILLBORN})")
    print(f"a survivor met {MOST_SECONDS:.0f} seconds of the near tests, fastest first;")
    print("one whose line is run at import met as many seconds of all others, too")
    for told in survivors(judged):
        print(f"\n{told}")


if __name__ == "__main__":
    sys.exit(main())
