"""Reading files of cases, asking them all, and saying what failed."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from attrs import frozen

from tests.conformance import commerce
from tests.conformance.compare import Given, differences

KINDS = {**commerce.KINDS}


@frozen
class Result:
    """What became of one case: passed, failed or skipped, and why."""

    id: str
    state: str
    why: tuple[str, ...] = ()


def cases(path: Path) -> list[Given]:
    """The cases of a file."""
    found: Any = json.loads(path.read_text(encoding="utf-8"))
    return list(found["cases"])


def asked(case: Given) -> Result:
    """One case, asked and compared."""
    question = KINDS.get(case["kind"])
    if question is None:
        return Result(case["id"], "skipped", (f"no adapter for {case['kind']!r} yet",))
    try:
        answers = question(case["given"])
    except commerce.Skipped as reason:
        return Result(case["id"], "skipped", (str(reason),))
    except Exception as problem:  # noqa: BLE001 - whatever comes from below is a failure
        crash = f"expected {case['expect']}, got a crash: {type(problem).__name__}: {problem}"
        return Result(case["id"], "failed", (crash,))
    found = differences(case["expect"], answers, case.get("tolerance", 0))
    if found and answers.get("says"):
        found.append(f"the library says {answers['says']}")
    return Result(case["id"], "failed" if found else "passed", tuple(found))


def main(paths: Iterable[str]) -> int:
    """Ask all cases of all files; 0 when none failed, 1 when one did, 2 when none was named."""
    files = [Path(path) for path in paths]
    if not files:
        print("usage: python -m tests.conformance FILE.json ...")
        return 2
    results = [asked(case) for file in files for case in cases(file)]
    for result in results:
        if result.state != "passed":
            print(f"{result.state}: {result.id}: {'; '.join(result.why)}")
    count = {state: sum(x.state == state for x in results) for state in _STATES}
    print(", ".join(f"{count[state]} {state}" for state in _STATES))
    return 1 if count["failed"] else 0


_STATES = ("passed", "failed", "skipped")
