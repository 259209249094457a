"""Reading files of cases, asking them all, and saying what failed."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from tests.conformance import commerce, inquiries, scores, statutes, working_time
from tests.conformance.compare import Answers, Given, differences

Questions = Mapping[str, Callable[[Given], Answers]]


@frozen
class Result:
    """What became of one case: passed, failed or skipped, and why."""

    id: str
    state: str
    why: tuple[str, ...] = ()


def cases(path: Path) -> list[Given]:
    """The cases of a file."""
    return list(_read(path)["cases"])


def _read(path: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def questions(file: Mapping[str, Any]) -> Questions:
    """The questions by their kind; some are about values that the file names."""
    return {**commerce.KINDS, **inquiries.KINDS, **scores.KINDS, **working_time.kinds(file)}


def all_asked(path: Path) -> list[Result]:
    """All cases of a file, asked and compared."""
    file = _read(path)
    known = questions(file)
    return [asked(case, known) for case in file["cases"]]


_OF_NO_FILE = questions({})


def _of_a_place(case: Given) -> Callable[[Given], Answers] | None:
    """The question of a case of the law, which says whose law it is about."""
    question = statutes.KINDS.get(case["kind"])
    if question is None:
        return None
    return lambda given: question(given, case["jurisdiction"])


def asked(case: Given, known: Questions = _OF_NO_FILE) -> Result:
    """One case, asked and compared."""
    question = known.get(case["kind"]) or _of_a_place(case)
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
    results = [result for file in files for result in all_asked(file)]
    for result in results:
        if result.state != "passed":
            print(f"{result.state}: {result.id}: {'; '.join(result.why)}")
    count = {state: sum(x.state == state for x in results) for state in _STATES}
    print(", ".join(f"{count[state]} {state}" for state in _STATES))
    return 1 if count["failed"] else 0


_STATES = ("passed", "failed", "skipped")
