"""What was judged, kept in a file so that a second run goes on where the first one stopped."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import asdict, frozen

from tests.mutation.judge import KILLED, STILLBORN, SURVIVED, TIMED_OUT, Verdict
from tests.mutation.mutants import Mutant
from tests.mutation.shares import wilson

Judged = Sequence[tuple[Mutant, Verdict]]


class Results:
    """The verdicts by the keys of their mutants."""

    def __init__(self, file: Path) -> None:
        self.file = file
        told = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        self._of = {key: Verdict(**found) for key, found in told.items()}

    def get(self, mutant: Mutant) -> Verdict | None:
        """What became of a mutant, when it was judged and its module is as it was."""
        return self._of.get(mutant.key())

    def add(self, mutant: Mutant, verdict: Verdict) -> None:
        """Write down a verdict at once."""
        self._of[mutant.key()] = verdict
        told = {key: asdict(found) for key, found in sorted(self._of.items())}
        written = self.file.with_suffix(".new")
        written.write_text(json.dumps(told, indent=1), encoding="utf-8")
        written.replace(self.file)

    def forget(self, outcome: str) -> int:
        """Drop all verdicts of one kind, to judge them anew, and tell how many there were."""
        kept = {key: found for key, found in self._of.items() if found.outcome != outcome}
        dropped = len(self._of) - len(kept)
        self._of = kept
        return dropped


@frozen
class Row:
    """How many of some mutants were killed, timed out and survived."""

    name: str
    killed: int
    timed_out: int
    survived: int

    @classmethod
    def of(cls, name: str, judged: Judged) -> "Row":
        """The row of some mutants."""
        count = [verdict.outcome for _, verdict in judged].count
        return cls(name, count(KILLED), count(TIMED_OUT), count(SURVIVED))

    @property
    def judged(self) -> int:
        """All that could be killed."""
        return self.killed + self.timed_out + self.survived

    def __str__(self) -> str:
        noticed = self.killed + self.timed_out
        low, high = wilson(noticed, self.judged)
        share = f"{noticed / self.judged:.1%} ({low:.1%} to {high:.1%})"
        return (
            f"| {self.name} | {self.judged} | {self.killed} | {self.timed_out} "
            f"| {self.survived} | {share} |"
        )


def table(judged: Judged) -> list[str]:
    """The mutants of each package and of all, as a table of the documentation."""
    packages: Mapping[str, list[tuple[Mutant, Verdict]]] = {
        package: [one for one in judged if _package(one[0]) == package and _lives(one[1])]
        for package in sorted({_package(mutant) for mutant, _ in judged})
    }
    rows = [Row.of(f"`{name}`", found) for name, found in packages.items() if found]
    return [
        "| package | mutants | killed | timed out | survived | share noticed (95 %) |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *map(str, rows),
        str(Row.of("all", judged)),
    ]


def survivors(judged: Judged) -> Iterator[str]:
    """Each survivor as a person reads it: where, and what was changed."""
    for mutant, verdict in sorted(judged):
        if verdict.outcome == SURVIVED:
            yield f"{mutant.file}:{mutant.line}  {mutant.operator}\n{mutant.difference()}"


def stillborn(judged: Judged) -> int:
    """How many could not be imported, and were drawn for nothing."""
    return sum(verdict.outcome == STILLBORN for _, verdict in judged)


def _package(mutant: Mutant) -> str:
    return mutant.file.split("/")[2]


def _lives(verdict: Verdict) -> bool:
    return verdict.outcome != STILLBORN
