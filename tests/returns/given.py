"""Terms for the tests of returns: plain ones, and any ones drawn from a few numbers."""

from datetime import datetime

from attrs import field, frozen

from postsales import (
    MET,
    NOT_APPLICABLE,
    Days,
    Delivered,
    Exclusion,
    Finding,
    Hours,
    Months,
    Paid,
    Placed,
    ReasonKind,
    ReturnCase,
    ReturnTerms,
    ReturnWindow,
    Rule,
    Scope,
    Shipped,
    Since,
    Weeks,
    all_of,
    any_of,
    first_match,
    not_met,
    returns,
    unknown,
    unless,
)
from postsales.basics.durations import Length
from postsales.basics.moments import Moment, instant
from postsales.testing.strategies import World
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.clocks import PLACED

BERLIN = "Europe/Berlin"
THIRTY_DAYS = ReturnTerms(
    id="plain", version="1", zone=BERLIN, window=ReturnWindow(Days(30), since=Delivered)
)


def _at(value: Moment) -> datetime:
    return instant(value)


@frozen
class Until:
    """Holds before an instant, and says when it will not."""

    end: datetime = field(converter=_at)
    code: str = "too_late"

    def __call__(self, case: ReturnCase, /) -> Finding:
        return MET if case.at < self.end else not_met(self.code)

    def changes_at(self, case: ReturnCase, /) -> list[datetime]:
        """The end."""
        return [self.end]


@frozen
class From:
    """Unknown before an instant, holds from it on."""

    begin: datetime = field(converter=_at)
    code: str = "too_early"

    def __call__(self, case: ReturnCase, /) -> Finding:
        return MET if case.at >= self.begin else unknown(self.code, tell="patience")

    def changes_at(self, case: ReturnCase, /) -> list[datetime]:
        """The begin."""
        return [self.begin]


def few_units(case: ReturnCase) -> Finding:
    """Says nothing about lines of one unit."""
    return NOT_APPLICABLE if case.line.quantity == 1 else MET


def only_tees(case: ReturnCase) -> Finding:
    """Refuses everything but tees."""
    return MET if case.line.id == "tee" else not_met("no_tee")


WORDS = ("remorse", "defect", "because")
"""Words that the terms below know, and at last one that they do not."""
WORLD = World(
    sales=[PLACED],
    zones=[BERLIN, "America/Santiago", "UTC"],
    skus=[None, "none", "some"],
    tags=[None, "excluded"],
    reasons=WORDS,
)
"""What the terms below talk about, sold while their rules change."""

LENGTHS: tuple[Length, ...] = (Days(0), Days(3), Days(14), Weeks(1), Months(1), Hours(30))
STARTS = (
    Delivered,
    Shipped,
    (Delivered, Since(Shipped, plus=Days(2))),
    (Delivered, Shipped, Placed),
    Paid,
    (Delivered, Since(Placed, plus=Hours(5))),
)


def _window(dice: Dice, scope: Scope | None = None) -> ReturnWindow:
    length, since = dice.of(LENGTHS), STARTS[dice.below(len(STARTS))]
    if scope is None:
        return ReturnWindow(length, since=since)
    return ReturnWindow(length, since=since, applies_to=scope)


def _leaf(dice: Dice) -> "Rule[ReturnCase]":
    at = PLACED + (ENDLESS - PLACED) * dice.below(20) / 20
    leaves: tuple[Rule[ReturnCase], ...] = (Until(at), From(at), few_units, only_tees)
    return dice.of(leaves)


ENDLESS = datetime.fromisoformat("2026-04-20T00:00+00:00")


def rule_of(dice: Dice, depth: int = 2) -> "Rule[ReturnCase]":
    """A rule that the dice mean: combinators over leaves."""
    kind = dice.below(5) if depth else 0
    if not kind:
        return _leaf(dice)
    parts = [rule_of(dice, depth - 1) for _ in range(2)]
    if kind == 4:
        return unless(parts[0], parts[1])
    return (all_of, any_of, first_match)[kind - 1](*parts)


def terms_of(dice: Dice) -> ReturnTerms:
    """The terms that the dice mean: windows, exclusions, required rules and exceptions."""
    specials = [_window(dice, Scope(sku=sku)) for sku in ("none", "some")[: dice.below(3)]]
    terms = ReturnTerms(
        id="any",
        version="1",
        zone=dice.of(("UTC", BERLIN, "America/Santiago")),
        window=_window(dice),
        special_windows=specials,
        exclusions=[Exclusion("excluded", applies_to=Scope(tag="excluded"))],
        reasons={"remorse": ReasonKind.REMORSE, "defect": ReasonKind.DEFECT},
    )
    for _ in range(dice.below(3)):
        terms = terms.requiring(rule_of(dice))
    if dice.below(2):
        terms = terms.unless(returns.within_window, rule_of(dice, 1))
    return terms


any_terms = thrown(terms_of)
