"""How well ``policies.lint`` finds faults: planted ones, and what it says of terms that have none.

``python -m tests.policies.lint_recall`` plants, counts, and writes the table of
``docs/reference/lint.md``; a number after it says how many of each kind. Every number is from a
seed, so that it comes out the same again.

Three questions are asked. Recall: of planted faults, how many are found in their place? False
alarms: of clean terms, how many are complained of? And of all that is said never to matter, in
terms that were drawn wild: does any order tell the terms from those without it?
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from math import sqrt
from random import Random
from typing import Any

from attrs import evolve, frozen

from postsales import EUR, PostsalesError, policies, refunds, returns
from postsales.explain.policies import PROBLEMS
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.orders import delivered_of
from postsales.testing.strategies.policies import refund_terms_of, return_terms_of
from postsales.testing.strategies.requests import request_of
from postsales.testing.strategies.worlds import ANYTHING, World
from postsales.wire.terms import TermsBundle
from tests.architecture.source import ROOT
from tests.policies.clean import clean
from tests.policies.planted import PLANTERS, Planted, planted

PAGE = ROOT / "docs" / "reference" / "lint.md"
BEGINS, ENDS = "<!-- measured -->", "<!-- end of measured -->"
BITS = 900


@frozen
class Share:
    """So many of so many, with an interval of 95 per cent (Wilson)."""

    found: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and the highest share that fit."""
        n, z = self.of, 1.96
        share = self.found / n
        middle = share + z * z / (2 * n)
        width = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        whole = 1 + z * z / n
        return max(0.0, (middle - width) / whole), min(1.0, (middle + width) / whole)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.found} of {self.of} ({100 * low:.1f} to {100 * high:.1f} %)"


def is_found(one: Planted) -> bool:
    """Is the fault told, in its place and by its kind?"""
    told = policies.lint(one.terms, published=one.published, on=one.on)
    return (one.where, one.kind) in [(x.where, x.code) for x in told]


def recall(kind: str, n: int) -> Share:
    """Of planted faults of a kind, how many are found?"""
    return Share(sum(is_found(planted(kind, str(seed))) for seed in range(n)), n)


def alarms(n: int) -> Counter[str]:
    """Which kinds are told of clean terms, how often?"""
    found: Counter[str] = Counter()
    for seed in range(n):
        told = policies.lint(clean(Random(f"clean {seed}")), on="2026-01-01")
        found.update({x.code for x in told})
    return found


# ------------------------------------------------------------------------ by the answers of orders


def answers(bundle: TermsBundle, dice: Random, orders: int, world: World) -> Iterator[object]:
    """What drawn orders and requests are answered by terms, and what they are paid."""
    for _ in range(orders):
        order = delivered_of(Dice(dice.getrandbits(BITS)), world)
        own = Dice(dice.getrandbits(BITS))
        asked, at = request_of(order, own, world), order.placed_at
        for days in (1, 10, 20, 31, 45, 200):
            yield _answer(bundle, order, asked, at + timedelta(days=days))


def _answer(bundle: TermsBundle, order: Any, asked: Any, at: Any) -> object:
    try:
        decision = returns.assess(order, asked, bundle.returns, at=at)
        units = (decision.allowed, decision.refused, decision.referred)
        return units, returns.travelling(decision), refunds.quote(decision, bundle.refunds).total
    except PostsalesError as error:
        return type(error)


def matters(
    one: TermsBundle, other: TermsBundle, seed: str, orders: int, world: World = ANYTHING
) -> bool:
    """Does any of the drawn orders tell the terms apart?"""
    told = (answers(x, Random(seed), orders, world) for x in (one, other))
    return any(x != y for x, y in zip(*told, strict=True))


# What planted faults are about, so that orders are.
PLANTED = World(
    categories=["bags", "hats", "shoes"],
    tags=["red", "new"],
    skus=["B-1", "B-2", None],
    markets=["DE", "FR"],
    channels=["web", "shop"],
    tiers=["gold", None],
    currencies=[EUR],
)


def is_a_fault(one: Planted, orders: int) -> bool:
    """Does no order tell planted terms from those without the fault?"""
    return one.without is None or not matters(one.terms, one.without, one.kind, orders, PLANTED)


NEVER = (
    "window_never_counts",
    "window_like_standard",
    "start_never_counts",
    "all_excluded",
    "exclusion_repeated",
    "proof_repeated",
    "returnless_never_counts",
    "guard_never_looks",
    "extension_changes_nothing",
    "out_of_scope",
    "reason_unheard",
    "refund_window_changes_nothing",
    "refund_window_never_counts",
    "diminished_never_counts",
)


def without(bundle: TermsBundle, where: str) -> TermsBundle | None:
    """The terms without an entry of a list; None where the place is no entry."""
    if not where.endswith("]"):
        return None
    part, *path = re.findall(r"\w+", where)
    parts = {x: getattr(bundle, x) for x in bundle.sections}
    return TermsBundle(**{**parts, part: _less(parts[part], path)})


def _less(value: Any, path: list[str]) -> Any:
    """A value without what a path leads to: names of fields, and places in lists."""
    if isinstance(value, tuple):
        place, *rest = int(path[0]), *path[1:]
        inner = [_less(value[place], rest)] if rest else []
        return [*value[:place], *inner, *value[place + 1 :]]
    return evolve(value, **{path[0]: _less(getattr(value, path[0]), path[1:])})


def wild(seed: str) -> TermsBundle:
    """Terms that were drawn without any care."""
    dice = Random(f"wild {seed}")
    return TermsBundle(
        returns=return_terms_of(Dice(dice.getrandbits(BITS)), ANYTHING),
        refunds=refund_terms_of(Dice(dice.getrandbits(BITS)), ANYTHING),
    )


def contradicted(n: int, orders: int) -> Share:
    """Of what is said never to matter in wild terms, how much does some order contradict?"""
    wrong = said = 0
    for seed in range(n):
        bundle = wild(str(seed))
        for problem in policies.lint(bundle):
            less = without(bundle, problem.where) if problem.code in NEVER else None
            if less is not None:
                said += 1
                wrong += matters(bundle, less, str(seed), orders)
    return Share(wrong, max(said, 1))


# ------------------------------------------------------------------------------------- the page


def table(n: int) -> str:
    """The table of the page, and what is said below it."""
    rows = [f"| `{kind}` | {recall(kind, n)} |" for kind in PLANTERS]
    clean_terms = 10 * n
    told = Share(sum(alarms(clean_terms).values()), clean_terms)
    wrong = contradicted(5 * n, 40)
    return "\n".join(
        [
            BEGINS,
            "",
            "| kind | planted faults that are found |",
            "| --- | --- |",
            *rows,
            "",
            f"Clean terms that are complained of: {told}.",
            "",
            f"Of what is said never to matter in wild terms, contradicted by an order: {wrong}.",
            "",
            ENDS,
        ]
    )


def kinds_of_page() -> list[str]:
    """The kinds whose recall stands on the page."""
    page = PAGE.read_text(encoding="utf-8")
    measured = page[page.index(BEGINS) : page.index(ENDS)]
    return re.findall(r"^\| `(\w+)` \|", measured, re.MULTILINE)


def kinds_of_code() -> list[str]:
    """The kinds that there are."""
    return [*PROBLEMS]


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    measured = table(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    start, end = page.index(BEGINS), page.index(ENDS) + len(ENDS)
    PAGE.write_text(page[:start] + measured + page[end:], encoding="utf-8")
    print(measured)
