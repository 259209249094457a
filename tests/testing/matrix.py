"""Which laws find which bad policies, over ten seeds: ``python -m tests.testing.matrix``.

It writes the table of ``docs/reference/bad-policies.md`` in about five minutes on two cores. The
law that a bad policy is for looks as long as in continuous integration. Every other law has a
glance with the first seed, and only where that finds something with the others, too: what it finds
besides is told, and not promised. With ``missing`` it asks only the mistakes that have no row yet.
"""

import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any, Protocol

from attrs import frozen
from hypothesis import HealthCheck, Phase, given, seed, settings

from postsales.testing.law import Asked, Law, LawBroken
from postsales.testing.profiles import EXAMPLES, Profile
from postsales.testing.suite import Laws
from tests.architecture.source import ROOT
from tests.testing.bad import BAD

SEEDS = range(10)
GLANCE = 20
FILE = ROOT / "docs" / "reference" / "bad-policies.md"
BLOCK = re.compile(r"<!-- kill matrix -->\n.*<!-- end of kill matrix -->", re.DOTALL)


class Found(Protocol):
    """A mistake with the law that has to find it."""

    @property
    def name(self) -> str:
        """What the mistake is."""
        ...

    @property
    def law(self) -> str:
        """The law that has to find it."""
        ...

    def suite(self, **given: Any) -> Laws:
        """The laws for it."""
        ...


@frozen
class Row:
    """How many seeds it takes each law to find one bad policy, and how long its own law takes."""

    name: str
    law: str
    found: dict[str, int]
    seconds: float

    @property
    def others(self) -> list[str]:
        """The other laws that find it, each with its seeds unless it was all of them."""
        return [
            f"{law} ({k})" if k < len(SEEDS) else law
            for law, k in self.found.items()
            if k and law != self.law
        ]


def row(bad: Found) -> Row:
    """One bad policy, or plan, under every law that applies."""
    suite = bad.suite()
    found = {
        law.id: _seeds(law, suite.subject, own=law.id == bad.law)
        for law in suite
        if not law.not_applicable(suite.subject.flags)
    }
    return Row(bad.name, bad.law, found, _seconds(bad))


def _seeds(law: Law, subject: Asked, *, own: bool) -> int:
    """With how many seeds a law finds something; none where another law's glance finds nothing."""
    scenes = EXAMPLES[Profile.CI] if own else GLANCE
    if not own and not finds(law, subject, SEEDS[0], scenes):
        return 0
    return sum(finds(law, subject, x, scenes) for x in SEEDS)


def finds(law: Law, subject: Asked, number: int, scenes: int) -> bool:
    """Does a law find something against a policy, with one seed and so many scenes?"""
    try:
        asks(law, subject, number, scenes)
    except LawBroken:
        return True
    except Exception:  # noqa: BLE001 - an answer that no law can read is found by another law
        return False
    return False


def asks(law: Law, subject: Asked, number: int, scenes: int) -> None:
    """Ask a law about a policy, with one seed and so many scenes."""

    @settings(
        max_examples=scenes,
        phases=[Phase.generate],
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @seed(number)
    @given(law.scenes(subject))
    def asked(scene: Any) -> None:
        law.check(subject, scene)

    asked()


def _seconds(bad: Found) -> float:
    """How long it takes until a bad policy is found out, with the message."""
    suite = bad.suite(only=[bad.law], profile=Profile.CI)
    start = time.perf_counter()
    found = suite.run().broken
    return time.perf_counter() - start if found else float("inf")


def page(text: str, rows: Iterable[Row], *, what: str = "order") -> str:
    """The page with the table of these rows."""
    block = _block(list(rows), what)
    return BLOCK.sub(lambda _: block, text)


def told(text: str) -> list[tuple[str, str]]:
    """The bad policies that stand on a page, each with the law that it is for."""
    return re.findall(r"^\| (.+?) \| `(\w+-\d+)` \|", text, re.MULTILINE)


def _block(rows: list[Row], what: str) -> str:
    always = sum(x.found[x.law] == len(SEEDS) for x in rows)
    slowest = max(x.seconds for x in rows)
    says = (
        f"{always} of {len(rows)} are found by their law with each of {len(SEEDS)} seeds. "
        f"The slowest is found in {slowest:.1f} s, with the simplest {what} that shows it."
    )
    head = [
        "| the mistake | its law | seeds | found as well by |",
        "| --- | --- | --- | --- |",
    ]
    lines = [f"| {x.name} | `{x.law}` | {x.found[x.law]} | {', '.join(x.others)} |" for x in rows]
    end = "<!-- end of kill matrix -->"
    return "\n".join(["<!-- kill matrix -->", "", says, "", *head, *lines, "", end])


def kept(text: str) -> dict[tuple[str, str], Row]:
    """The rows of a page whose mistake is found with every seed, by the mistake and its law."""
    told = re.search(r"is found in ([\d.]+) s", text)
    seconds = float(told[1]) if told else 0.0
    lines = re.findall(r"^\| (.+?) \| `(\w+-\d+)` \| (\d+) \| (.*?) ?\|$", text, re.MULTILINE)
    return {
        (name, law): Row(name, law, {law: int(seeds), **_others(others)}, seconds)
        for name, law, seeds, others in lines
        if int(seeds) == len(SEEDS)
    }


def _others(told: str) -> dict[str, int]:
    some = re.findall(r"(\w+-\d+)(?: \((\d+)\))?", told)
    return {law: int(seeds or len(SEEDS)) for law, seeds in some}


def main() -> int:
    """Write the table; fail where a bad policy gets away with one of the seeds."""
    return written(FILE, _row_at, BAD)


def written(
    file: Path, row_at: Callable[[int], Row], bad: Sequence[Found], *, what: str = "order"
) -> int:
    """Write the table of these mistakes into a page, and say how many of them get away.

    With the word ``missing`` on the command line those alone are asked that have no row yet in
    which every seed finds them: whoever changes a law asks all of them.
    """
    text = file.read_text(encoding="utf-8")
    before = kept(text) if "missing" in sys.argv[1:] else {}
    rows = {k: before[x.name, x.law] for k, x in enumerate(bad) if (x.name, x.law) in before}
    asked = [k for k in range(len(bad)) if k not in rows]
    with Pool(os.cpu_count()) as pool:
        for k, at in zip(asked, pool.imap(row_at, asked), strict=True):
            rows[k] = at
            print(f"{at.law} {at.name}: {at.found[at.law]}, {at.others}", flush=True)
    every = [rows[k] for k in range(len(bad))]
    file.write_text(page(text, every, what=what), encoding="utf-8")
    away = [x.name for x in every if x.found[x.law] < len(SEEDS)]
    print("\nnot found with every seed:", *away or ["none"], sep="\n  ")
    return len(away)


def _row_at(k: int) -> Row:
    return row(BAD[k])


if __name__ == "__main__":
    raise SystemExit(bool(main()))
