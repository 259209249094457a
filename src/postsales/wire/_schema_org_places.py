"""Who is given which length by terms: each country and tier, on each day of sale.

Rules of this file: what counts here is a change of mind about goods that no rule of their own is
about. Of what counts besides for an order, policies know nothing: a length is told with all that
counts already, so that those who find their country and tier in one policy need no other.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from attrs import Factory, field, frozen

from postsales.basics.durations import Days
from postsales.orders.events import Placed
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import Everything, Scope
from postsales.orders.seasons import Season
from postsales.returns.says import Precedence
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.windows import Extension, ReturnWindow
from postsales.wire._countries import COUNTRIES
from postsales.wire._schema_org_days import UNLIMITED, exact_days, fewest_days
from postsales.wire._schema_org_told import Category, ToldOverride

__all__ = ["Group", "Said", "groups"]

_Rule = ReturnWindow | Extension | Exclusion
_Length = tuple[Category | None, int | date | None]
_STANDARD = -1
_NO_DAYS = Days(0)
_REFUSED: _Length = (Category.NOT_PERMITTED, None)


@frozen(weakref_slot=False)
class Said:
    """What some orders are given, and the places of the rules that do it: the usual one first."""

    length: _Length
    by: tuple[int, ...] = field(eq=False)
    overrides: tuple[ToldOverride, ...] = ()


@frozen(weakref_slot=False)
class Group:
    """The countries and tiers that are given the same; no tiers are those who are no members."""

    said: Said
    countries: tuple[str, ...]
    tiers: tuple[str, ...] = ()


@frozen(weakref_slot=False)
class _Place:
    """One country, or any that nobody names, and one tier, or none."""

    country: str | None
    tier: str | None = None

    def is_in(self, scope: Scope | Everything) -> bool:
        """Is the scope for its orders?"""
        if isinstance(scope, Everything):
            return True
        is_there = not scope.market or self.country in scope.market
        return is_there and (not scope.tier or self.tier in scope.tier)


def groups(terms: ReturnTerms, countries: tuple[str, ...]) -> list[Group]:
    """All that are given the same together, those of the standard window first."""
    rules = _Rules(terms)
    named = sorted({x for scope in rules.scopes for x in scope.market})
    places: tuple[str | None, ...] = countries or (None, *named)
    tiers = sorted({x for scope in rules.scopes for x in scope.tier})
    for_all = {x: rules.said(_Place(x)) for x in places}
    found = [Group(said, there) for said, there in _together(for_all)]
    of_tiers: dict[tuple[Said, tuple[str, ...]], tuple[str, ...]] = {}
    for tier in tiers:
        own = {x: rules.said(_Place(x, tier)) for x in places}
        for said, there in _together(dict(_apart(own, for_all))):
            of_tiers[said, there] = (*of_tiers.get((said, there), ()), tier)
    found += [Group(said, there, some) for (said, there), some in of_tiers.items()]
    return sorted(found, key=lambda x: x.said.by[0])


def _together(some: dict[str | None, Said]) -> Iterator[tuple[Said, tuple[str, ...]]]:
    """Countries that are given the same; with those that nobody names it is none of them."""
    by_said: dict[Said, list[str | None]] = {}
    for country, said in some.items():
        by_said.setdefault(said, []).append(country)
    for said, there in by_said.items():
        yield said, () if None in there else tuple(x for x in there if x is not None)


def _apart(
    own: dict[str | None, Said], for_all: dict[str | None, Said]
) -> Iterator[tuple[str | None, Said]]:
    """Where members are given something else than all others are."""
    anywhere = own.get(None)
    is_told_anywhere = anywhere is not None and not _is_same(anywhere, for_all[None])
    for country, said in own.items():
        if is_told_anywhere or not _is_same(said, for_all[country]):
            yield country, said


def _is_same(one: Said, other: Said) -> bool:
    return one == other or one.length == other.length == _REFUSED


@frozen(weakref_slot=False, eq=False)
class _Rules:
    """The rules that can be told, each with its place in the order in which policies stand."""

    terms: ReturnTerms
    known: dict[tuple[int, ...], Said] = Factory(dict[tuple[int, ...], Said])
    told: dict[int, _Rule] = Factory(lambda self: dict(_told(self.terms)), takes_self=True)

    @property
    def scopes(self) -> Iterator[Scope]:
        """What they are for, where that is not everything."""
        for rule in self.told.values():
            if isinstance(rule.applies_to, Scope):
                yield rule.applies_to

    def said(self, place: _Place) -> Said:
        """What is given to the orders of a place."""
        some = tuple(n for n, rule in self.told.items() if place.is_in(rule.applies_to))
        if some not in self.known:
            self.known[some] = self._said(some)
        return self.known[some]

    def _said(self, some: tuple[int, ...]) -> Said:
        excluded = next((n for n in some if isinstance(self.told[n], Exclusion)), None)
        if excluded is not None:
            return Said(_REFUSED, (excluded,))
        usual, by = self._counts(some, _is_usual)
        seasonal = [*self._seasonal(some, usual)]
        overrides = tuple(
            ToldOverride(
                first_day=date.fromordinal(first),
                last_day=date.fromordinal(last - 1),
                category=length[0] or Category.FINITE,
                days=length[1],
            )
            for first, last, length, _ in seasonal
        )
        return Said(usual, (by, *(by for *_, by in seasonal)), overrides)

    def _seasonal(
        self, some: tuple[int, ...], usual: _Length
    ) -> Iterator[tuple[int, int, _Length, int]]:
        """The spans of days with another length, each day in one: what counts on it, and why."""
        seasons = [x for n in some if (x := _season(self.told[n])) is not None]
        edges = sorted({y for x in seasons for y in (_first(x), _end(x))})
        last: tuple[int, int, _Length, int] | None = None
        for first, end in pairwise(edges):
            length, why = self._counts(some, _lasting(first))
            now = None if length == usual else (first, end, length, why)
            if last is not None and now is not None and last[2] == now[2]:
                now = (last[0], *now[1:])
            elif last is not None:
                yield last
            last = now
        if last is not None:
            yield last

    def _counts(
        self, some: tuple[int, ...], is_on: Callable[[Season | None], bool]
    ) -> tuple[_Length, int]:
        """The length that counts on a day, and the rule by which it does."""
        now = {n: self.told[n] for n in some if is_on(_season(self.told[n]))}
        windows = {n: x for n, x in now.items() if isinstance(x, ReturnWindow)}
        by, window = _chosen(windows, self.terms)
        _, usual = _chosen({n: x for n, x in windows.items() if x.season is None}, self.terms)
        # A season that changes nothing is none: what extends the usual window extends it there.
        window = usual if _length_of(usual) == _length_of(window) else window
        length = _length_of(window)
        more = {n: x for n, x in now.items() if isinstance(x, Extension)}
        until = [(y, n) for n, one in more.items() if (y := _until(window, one)) is not None]
        if until:
            day, n = max(until, key=_by_length)
            return (Category.FINITE, day), by if more[n].season is None else n
        days = [(x, n) for n, one in more.items() if (x := _sum(window, one)) is not None]
        if days:
            most, by = max(days, key=_by_length)
            return (Category.FINITE, most), by
        return length, by


def _by_length(found: tuple[int, int] | tuple[date, int]) -> int:
    return found[0].toordinal() if isinstance(found[0], date) else found[0]


def _told(terms: ReturnTerms) -> Iterator[tuple[int, _Rule]]:
    """The rules about whole orders of countries, tiers and days of sale, of which there are words.

    Of what lasts for less than a day nothing is told.
    """
    rules: list[_Rule] = [*terms.exclusions, *terms.special_windows, *terms.extensions]
    for place, rule in enumerate(rules):
        if _is_of_whole_orders(rule) and _is_told(rule):
            yield place, rule


def _is_told(rule: _Rule) -> bool:
    if isinstance(rule, Exclusion):
        return ReasonKind.REMORSE in rule.for_reasons
    if rule.for_reasons or rule.for_askers or (rule.season and rule.season.of is not Placed):
        return False
    if isinstance(rule, ReturnWindow):
        return _length_of(rule)[0] is not None
    if rule.plus is not None:
        return rule.season is not None and exact_days(rule.plus) is not None
    return True


def _is_of_whole_orders(rule: _Rule) -> bool:
    scope = rule.applies_to
    if isinstance(scope, Everything):
        return True
    is_known = all(market in COUNTRIES for market in scope.market)
    if not is_known or not (scope.market or scope.tier):
        return False
    return scope == Scope(market=scope.market, tier=scope.tier)


def _chosen(some: Mapping[int, ReturnWindow], terms: ReturnTerms) -> tuple[int, ReturnWindow]:
    """The window that counts of those for an order, with its place."""
    if not some:
        return _STANDARD, terms.window
    if terms.precedence is Precedence.FIRST_LISTED:
        return next(iter(some.items()))
    return max(some.items(), key=lambda x: _rank(x[1]))


def _rank(window: ReturnWindow) -> int:
    return fewest_days(window.length) or 0


def _length_of(window: ReturnWindow) -> _Length:
    if window.length == UNLIMITED:
        return Category.UNLIMITED, None
    days = fewest_days(window.length)
    return (None, None) if days is None else (Category.FINITE, days)


def _sum(window: ReturnWindow, extension: Extension) -> int | None:
    """How many days a window and what extends it are together; None where it is until a day."""
    more = None if extension.plus is None else exact_days(extension.plus)
    usual = exact_days(window.length)
    return None if more is None or usual is None else usual + more


def _until(window: ReturnWindow, extension: Extension) -> date | None:
    """The day that stands in place of days; None where the days of the window are told.

    They are where the window is for the season itself, and where it has days and no season does.
    """
    if window.season is not None:
        return None
    if extension.season is None:
        return extension.until if window.length == _NO_DAYS else None
    return extension.until if window.length != UNLIMITED else None


def _season(rule: _Rule) -> Season | None:
    return None if isinstance(rule, Exclusion) else rule.season


def _is_usual(season: Season | None) -> bool:
    return season is None


def _lasting(day: int) -> Callable[[Season | None], bool]:
    """Is a season, or what has none, on a day?"""

    def lasts(season: Season | None) -> bool:
        return season is None or _first(season) <= day < _end(season)

    return lasts


def _first(season: Season) -> int:
    return season.first_day.toordinal()


def _end(season: Season) -> int:
    return season.last_day.toordinal() + 1
