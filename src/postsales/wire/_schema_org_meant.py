"""From what policies say to terms: the first is the standard, the others are for some orders.

Rules of this file: what schema.org leaves open is given by the caller, or is the most generous to
the customer and noted as assumed; what is a fault of the goods is never held against anybody unless
the policy says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import Factory, evolve, field, frozen

from postsales.basics.durations import Days, Length
from postsales.orders.events import Delivered
from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.orders.seasons import Season
from postsales.orders.starts import Since
from postsales.refunds.terms import RefundTerms
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.says import Precedence
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.windows import Extension, ReturnWindow
from postsales.wire._reader import Reader
from postsales.wire._schema_org_closest import is_longest_first
from postsales.wire._schema_org_costs import refund_terms
from postsales.wire._schema_org_days import UNLIMITED, fewest_days
from postsales.wire._schema_org_given import Given
from postsales.wire._schema_org_told import Category, ToldOverride, ToldPolicy
from postsales.wire._schema_org_whom import check_members, closeness, scopes

__all__ = ["Meant", "meant"]

NOT_PERMITTED = "not_permitted"
"""The code of the exclusion that stands for returns that are not permitted."""

_AnyScope = Scope | Everything


@frozen(weakref_slot=False)
class Meant:
    """Terms that say what policies say."""

    returns: ReturnTerms
    refunds: RefundTerms | None = field(kw_only=True)


def meant(policies: Sequence[ToldPolicy], given: Given, reader: Reader) -> Meant:
    """The terms; what was taken for granted is noted by the reader."""
    standard, *others = policies
    if standard.tiers:
        reader.wrong(standard.path, "is for members only, and no policy is for everybody")
    check_members(policies, reader)
    if standard.category is Category.NOT_PERMITTED:
        others = [x for x in others if x.category is not Category.NOT_PERMITTED]
    whom = scopes([standard, *others], reader)
    reader.finish()
    since = given.since
    if since is None:
        reader.assume(standard.path, "days count from delivery, as schema.org says of them")
        since = (Since(Delivered),)
    _note(standard, others, reader)
    found = _Found(since)
    found.add(standard, EVERYTHING, reader)
    if isinstance(standard.days, date):
        # Where others say something else, the day is that of the countries of this one.
        is_local = others and standard.countries
        until_for = Scope(market=standard.countries) if is_local else EVERYTHING
        found.extensions.append(Extension(until=standard.days, applies_to=until_for))
    for policy, scope in zip(others, whom, strict=True):
        found.add(policy, scope, reader)
    found.add_overrides(standard, others, EVERYTHING, reader)
    for policy, scope in zip(others, whom, strict=True):
        found.add_overrides(policy, [], scope, reader)
    closest = [*_closest(standard, others, whom, found)]
    is_longest = is_longest_first(closest)
    returns = ReturnTerms(
        id=given.id,
        version=given.version,
        zone=given.zone,
        window=found.standard,
        special_windows=found.windows if is_longest else closest,
        precedence=Precedence.LONGEST if is_longest else Precedence.FIRST_LISTED,
        extensions=found.extensions,
        exclusions=found.exclusions,
        conditions=_conditions(standard, reader),
    )
    return Meant(returns, refunds=refund_terms(standard, given, reader))


def _closest(
    standard: ToldPolicy, others: Sequence[ToldPolicy], whom: Sequence[Scope], found: "_Found"
) -> Iterator[ReturnWindow]:
    """All windows, each with what stands in its policy before it, those for members first."""
    pairs = zip(others, whom, strict=True)
    for policy, scope in sorted(pairs, key=lambda x: closeness(x[0])):
        yield from found.seasonal(policy, [], scope)
        yield from (x for x in found.windows if x.applies_to == scope and x.season is None)
    yield from found.seasonal(standard, others, EVERYTHING)


def _note(standard: ToldPolicy, others: Sequence[ToldPolicy], reader: Reader) -> None:
    if standard.countries and isinstance(standard.days, date) and others:
        says = "is the standard, and its last day that of its countries: orders of other places"
        reader.assume(standard.path, f"{says} come back on the day of delivery alone")
    elif standard.countries:
        reader.assume(standard.path, "is the standard: it is for orders of other places as well")
    for other in others:
        for name, what in _SHARED.items():
            told = getattr(other, name)
            is_kept = told or name not in _BESIDES
            if (
                is_kept
                and told != getattr(standard, name)
                and other.category is not Category.NOT_PERMITTED
            ):
                has = f"has its own {what}" if told else f"says no {what}"
                reader.assume(other.path, f"{has}: those of {standard.path} are kept")


_SHARED = {
    "conditions": "conditions",
    "cost": "return fees",
    "remorse_cost": "fees for a change of mind",
    "defect_cost": "fees for defects",
    "restocking": "restocking fee",
    "refunds": "kinds of refund",
    "keeps_delivery": "word on the price of delivery",
    "link": "page with the terms",
    "methods": "ways to return goods",
    "label": "source of labels",
    "remorse_label": "source of labels for a change of mind",
    "defect_label": "source of labels for defects",
    "returns_to": "countries to send goods to",
}


_BESIDES = ("link", "methods", "label", "remorse_label", "defect_label", "returns_to")
"""What is no part of terms: a policy that is silent of it takes nothing from the standard."""


@frozen(weakref_slot=False, eq=False)
class _Found:
    """Windows and what lengthens or excludes them, as they are found."""

    since: tuple[Since, ...]
    windows: list[ReturnWindow] = Factory(list[ReturnWindow])
    extensions: list[Extension] = Factory(list[Extension])
    exclusions: list[Exclusion] = Factory(list[Exclusion])
    standards: list[ReturnWindow] = Factory(list[ReturnWindow])

    @property
    def standard(self) -> ReturnWindow:
        """The standard window."""
        return self.standards[0]

    def add(self, policy: ToldPolicy, scope: _AnyScope, reader: Reader) -> None:
        """The window of a policy, for the orders of a scope."""
        if policy.category is Category.NOT_PERMITTED:
            says = "it is a change of mind that is not permitted; faulty goods may come back"
            how_long = f", for {UNLIMITED}" if scope == EVERYTHING else ", as by the standard"
            reader.assume(policy.path, f"{says}{how_long}")
            n = len(self.exclusions)
            code = f"{NOT_PERMITTED}_{n + 1}" if n else NOT_PERMITTED
            self.exclusions.append(Exclusion(code, applies_to=scope))
        window = ReturnWindow(_length(policy, reader), since=self.since, applies_to=scope)
        if scope == EVERYTHING:
            self.standards.append(window)
            return
        if policy.category is not Category.NOT_PERMITTED:
            self.windows.append(window)
        if isinstance(policy.days, date):
            self.extensions.append(Extension(until=policy.days, applies_to=scope))

    def add_overrides(
        self, policy: ToldPolicy, others: Sequence[ToldPolicy], scope: _AnyScope, reader: Reader
    ) -> None:
        """Other lengths for sales of some days."""
        for told in policy.overrides:
            whom = _whom(told, policy, others, scope)
            season = Season(told.first_day, told.last_day)
            if self._is_told(season, told):
                continue
            reader.assume(told.path, "is for what was ordered on those days")
            if isinstance(told.days, date):
                reader.assume(told.path, "windows that end later are left as they are")
                one = Extension(until=told.days, season=season, applies_to=whom)
                self.extensions.append(one)
            else:
                self.windows.append(self._window(told, whom))

    def seasonal(
        self, policy: ToldPolicy, others: Sequence[ToldPolicy], scope: _AnyScope
    ) -> list[ReturnWindow]:
        """The windows of a policy for sales of some days, the longest first."""
        some = [x for x in policy.overrides if not isinstance(x.days, date)]
        found = [self._window(x, _whom(x, policy, others, scope)) for x in some]
        return sorted(found, key=lambda x: -(fewest_days(x.length) or 0))

    def _window(self, told: ToldOverride, whom: _AnyScope) -> ReturnWindow:
        length = Days(told.days) if isinstance(told.days, int) else UNLIMITED
        season = Season(told.first_day, told.last_day)
        return ReturnWindow(length, since=self.since, season=season, applies_to=whom)

    def _is_told(self, season: Season, told: ToldOverride) -> bool:
        """Does the same hold for everything already?"""
        if isinstance(told.days, date):
            until = told.days
            return any(x.until == until for x in self.extensions if _is_like(x, season))
        length = UNLIMITED if told.days is None else Days(told.days)
        return any(x.length == length for x in self.windows if _is_like(x, season))


def _is_like(one: ReturnWindow | Extension, season: Season) -> bool:
    return one.season == season and one.applies_to == EVERYTHING


def _whom(
    told: ToldOverride, policy: ToldPolicy, others: Iterable[ToldPolicy], scope: _AnyScope
) -> _AnyScope:
    """An override of the standard is for all, unless it would lengthen another policy's window."""
    is_for_all = all(_holds(told, other) for other in others)
    if scope != EVERYTHING or is_for_all or not policy.countries:
        return scope
    return Scope(market=policy.countries)


def _holds(told: ToldOverride, other: ToldPolicy) -> bool:
    """Does the other policy say the same, or nothing shorter anyway?"""
    if any(evolve(x, path=told.path) == told for x in other.overrides):
        return True
    if other.category is not Category.FINITE:
        return True
    if not isinstance(told.days, int) or not isinstance(other.days, int):
        return False
    return other.days >= told.days


def _length(policy: ToldPolicy, reader: Reader) -> Length:
    if policy.category is not Category.FINITE:
        if policy.category is Category.UNLIMITED:
            reader.assume(policy.path, f"without an end is {UNLIMITED}, the longest there is")
        return UNLIMITED
    if isinstance(policy.days, date):
        reader.assume(policy.path, "what is delivered after the last day comes back the same day")
        return Days(0)
    return Days(policy.days or 0)


def _conditions(policy: ToldPolicy, reader: Reader) -> list[AcceptedConditions]:
    if not policy.conditions:
        return []
    reader.assume(policy.path, "conditions are asked of a change of mind, never of faulty goods")
    return [AcceptedConditions(policy.conditions)]
