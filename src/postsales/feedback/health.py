"""Health: how an account stands, from several indicators, and how much of that is known."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import instance, named, pairs, several
from postsales.basics._errors import InvalidValue
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.feedback._numbers import Number, exact, written
from postsales.feedback.absent import Absent
from postsales.feedback.weights import checked_weights

__all__ = ["Contribution", "HealthScore", "Indicator", "health_score", "normalise_indicator"]

_MOST = 100
_HALF = Fraction(1, 2)


def normalise_indicator(
    figure: Number, *, worst: Number, best: Number, clip: bool = True
) -> Fraction:
    """Where does a figure stand from 0, the worst, to 100, the best?

    The direction is that of the two ends: five complaints can be the worst and none the best. With
    ``clip`` what is worse than the worst is 0 and what is better than the best is 100.

    Rounding: none.

    Raises:
        InvalidValue: the worst is the best; a figure that is NaN or infinite.

    Example:
        >>> normalise_indicator(2, worst=10, best=0), normalise_indicator(12, worst=0, best=10)
        (Fraction(80, 1), Fraction(100, 1))
        >>> normalise_indicator(12, worst=0, best=10, clip=False)
        Fraction(120, 1)
    """
    instance("clip", clip, bool, "True or False is needed")
    low, high = exact("worst", worst), exact("best", best)
    if low == high:
        allowed = "the best and the worst are two figures"
        raise InvalidValue("best", best, allowed, "name what would be bad, and what would be good")
    found = _MOST * (exact("figure", figure) - low) / (high - low)
    return min(max(found, Fraction(0)), Fraction(_MOST)) if clip else found


def _value(value: Number | None) -> Fraction | None:
    return None if value is None else exact("value", value, 0, _MOST)


def _weight(value: Number) -> Fraction:
    return checked_weights([value])[0]


def _measured(value: Moment | None) -> datetime | None:
    return None if value is None else instant(value, "measured_at")


def _told(value: datetime | None) -> str:
    return "None" if value is None else iso_repr(value)


@frozen(weakref_slot=False)
class Indicator:
    """One figure about an account, from 0, the worst, to 100, the best; ``None`` is missing.

    What was measured longer ago than ``max_age`` is missing, too; exactly as long ago still counts.

    Raises:
        InvalidValue: a value off 0 to 100, a weight below 0, an age without ``measured_at``.

    Example:
        >>> usage = Indicator("usage", normalise_indicator(3, worst=0, best=5), weight=2)
        >>> usage.value, usage.weight
        (Fraction(60, 1), Fraction(2, 1))
    """

    name: str
    value: Fraction | None = field(converter=_value)
    weight: Fraction = field(default=Fraction(1), converter=_weight, kw_only=True)
    measured_at: datetime | None = field(
        default=None, converter=_measured, kw_only=True, repr=_told
    )
    max_age: timedelta | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        named("name", self.name)
        if self.max_age is None:
            return
        instance("max_age", self.max_age, timedelta, "a timedelta is needed")
        if self.max_age < timedelta(0):
            raise InvalidValue("max_age", self.max_age, "an age is not below 0")
        if self.measured_at is None and self.value is not None:
            allowed = "a figure that can be too old says when it was measured"
            raise InvalidValue("measured_at", None, allowed, "say measured_at, or no max_age")

    def is_stale(self, at: Moment) -> bool:
        """Was it measured too long ago?

        Raises:
            InvalidValue: it was measured after that moment.

        Example:
            >>> opened = Indicator("opened", 40, measured_at="2026-03-02T09:00Z",
            ...     max_age=timedelta(days=30))
            >>> opened.is_stale("2026-04-01T09:00Z"), opened.is_stale("2026-04-01T09:01Z")
            (False, True)
        """
        if self.measured_at is None:
            return False
        age = instant(at) - self.measured_at
        if age < timedelta(0):
            allowed = f"{self.name} was measured later, at {self.measured_at.isoformat()}"
            raise InvalidValue("at", at, allowed)
        return self.max_age is not None and age > self.max_age


@frozen(weakref_slot=False)
class Contribution:
    """What one indicator does to the score.

    ``points`` of all together are the score; they are ``None`` where the indicator is missing, or
    where there is no score.
    """

    name: str
    value: Fraction | None
    weight: Fraction
    points: Fraction | None
    is_stale: bool = False


@frozen(weakref_slot=False)
class HealthScore:
    """How an account stands from 0 to 100, of the n indicators that are known.

    ``coverage`` is the share of all weight that is known, and ``contributions`` show where every
    point comes from. ``band`` is the name of the highest band that the score reaches.
    """

    score: Fraction | None
    n: int
    coverage: Fraction | None
    contributions: tuple[Contribution, ...]
    band: str | None
    reason: Absent | None = None


def health_score(
    indicators: Iterable[Indicator],
    *,
    at: Moment | None = None,
    floor: Number = _HALF,
    bands: Mapping[str, Number] | None = None,
) -> HealthScore:
    """How healthy is an account: the weighted mean of the indicators that are known?

    What is missing or too old is left out, and its weight with it. Where less than ``floor`` of the
    weight is known there is no score. ``bands`` say from which score on a name holds; the lowest
    starts at 0.

    Units: 0 to 100; coverage and floor are shares. Rounding: none.

    Raises:
        InvalidValue: all weights are 0; two indicators of one name; an age without ``at``; a floor
            outside 0 to 1; bands that start together, or of which none starts at 0.

    Example:
        >>> found = health_score(
        ...     [
        ...         Indicator("paid on time", 60, weight=50),
        ...         Indicator("answers", None, weight=25),
        ...         Indicator("usage", 90, weight=25),
        ...     ],
        ...     bands={"well": 70, "watch": 40, "at risk": 0},
        ... )
        >>> found.score, found.coverage, found.band
        (Fraction(70, 1), Fraction(3, 4), 'well')
    """
    least = written("floor", floor, 0, 1)
    starts = _starts(bands)
    given = several("indicators", indicators, Indicator, "indicators are needed")
    _once(given)
    stale = {one.name for one in given if _is_stale(one, at)}
    known = [one for one in given if one.value is not None and one.name not in stale]
    whole, weight = sum(one.weight for one in given), sum(one.weight for one in known)
    if given and not whole:
        raise InvalidValue("weights", 0, "one indicator at least needs a weight above 0")
    coverage = Fraction(weight, whole) if given else None
    reason = _reason(coverage, least)
    told = tuple(
        _contribution(one, None if reason else weight, stale=one.name in stale) for one in given
    )
    score = None if reason else sum((one.points or Fraction(0) for one in told), Fraction(0))
    band = None if score is None else _band(starts, score)
    return HealthScore(score, len(known), coverage, told, band, reason)


def _once(given: tuple[Indicator, ...]) -> None:
    names = [one.name for one in given]
    for name in names:
        if names.count(name) > 1:
            raise InvalidValue("indicators", name, "every indicator has a name of its own")


def _is_stale(one: Indicator, at: Moment | None) -> bool:
    if at is not None:
        return one.is_stale(at)
    if one.max_age is not None and one.value is not None:
        allowed = f"{one.name} can be too old, and nobody says what time it is"
        raise InvalidValue("at", None, allowed, "say at=")
    return False


def _reason(coverage: Fraction | None, least: Fraction) -> Absent | None:
    if not coverage:
        return Absent.NO_DENOMINATOR
    return Absent.LOW_COVERAGE if coverage < least else None


def _contribution(one: Indicator, weight: Fraction | int | None, *, stale: bool) -> Contribution:
    known = one.value is not None and not stale
    points = one.weight * one.value / weight if known and weight and one.value is not None else None
    return Contribution(one.name, one.value, one.weight, points, stale)


def _starts(bands: Mapping[str, Number] | None) -> dict[Fraction, str]:
    if bands is None:
        return {}
    starts: dict[Fraction, str] = {}
    for name, start in pairs("bands", bands):
        least = exact("bands", start, 0, _MOST)
        if least in starts:
            raise InvalidValue("bands", start, "every band starts at a score of its own")
        starts[least] = named("bands", name)
    if 0 not in starts:
        raise InvalidValue("bands", bands, "one band must start at 0")
    return starts


def _band(starts: Mapping[Fraction, str], score: Fraction) -> str | None:
    reached = [start for start in starts if score >= start]
    return starts[max(reached)] if reached else None
