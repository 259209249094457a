"""Post-stratification: groups of customers put together by their share of all customers.

Rules of this file: a group of which nobody answered cannot be put together with the rest; it is
refused by its name, for leaving it out would say that it is like the others.
"""

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import count, named, pairs
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.quantities import FrozenMap
from postsales.feedback._normal import checked_confidence, two_sided
from postsales.feedback._numbers import Number, not_negative, pair
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.histograms import RatingHistogram
from postsales.feedback.intervals import Interval, IntervalMethod
from postsales.feedback.nps_counts import NpsCounts
from postsales.feedback.proportions import counted
from postsales.feedback.scales import RatingScale, ScaleMismatch
from postsales.feedback.weights import DesignEffect

__all__ = ["EmptyStratum", "PostStratified", "post_stratify"]


class EmptyStratum(InvalidValue):
    """Nobody of a group answered: what it would say is not known, and no weight makes it so."""


@frozen(weakref_slot=False)
class PostStratified:
    """A score of groups, each with the weight that it has among all customers.

    ``value`` is exact, in the units of what the groups are told in: a share, points, or a mean on
    the scale. ``weights`` are those of one answer in each group, exactly, on average 1; ``effect``
    is what they cost. The standard error is that of groups each drawn for itself.
    """

    value: Fraction | None
    standard_error: float | None
    interval: Interval | None
    n: int
    denominator: Denominator
    weights: FrozenMap[str, Fraction]
    effect: DesignEffect
    reason: Absent | None = None


Group = tuple[int, int] | NpsCounts | RatingHistogram


def post_stratify(
    groups: Mapping[str, Group],
    population: Mapping[str, Number],
    *,
    confidence: float = 0.95,
) -> PostStratified:
    """What would the score be, had every group answered in its share of all customers?

    All groups are told in one way: as (successes, n), as ``NpsCounts``, or as histograms on one
    scale. ``population`` is how many customers each group has, or its share of them. The weight of
    an answer is the group's share of the customers over its share of the answers. The interval is
    so many standard errors to either side: with few answers in a group it is too narrow.

    Units: those of the groups: a share from 0 to 1, points, or the scale. Rounding: none.

    Raises:
        EmptyStratum: a group that has customers and no answers.
        ScaleMismatch: histograms on two scales.
        InvalidValue: a group that is in one of the two only, or has answers and no customers.

    Example:
        >>> found = post_stratify({"new": (30, 60), "old": (36, 40)}, {"new": 800, "old": 200})
        >>> found.value, found.weights["new"], round(found.standard_error, 4)
        (Fraction(29, 50), Fraction(4, 3), 0.0525)
    """
    checked_confidence(confidence)
    strata = _strata(groups)
    customers = _population(population, strata)
    return _put_together(strata, customers, confidence)


@frozen(weakref_slot=False)
class _Stratum:
    n: int
    mean: Fraction
    variance: Fraction
    bounds: tuple[float, float]


def _strata(groups: object) -> dict[str, _Stratum]:
    given = {named("groups", name): group for name, group in pairs("groups", groups)}
    told = list(given.values())
    for one in told:
        if type(one) is not type(told[0]):
            raise WrongType("groups", one, f"all must be told as {type(told[0]).__name__}")
        if isinstance(one, RatingHistogram) and isinstance(told[0], RatingHistogram):
            _one_scale(one.scale, told[0].scale)
    return {name: _stratum(group) for name, group in given.items()}


def _one_scale(scale: RatingScale, first: RatingScale) -> None:
    if scale != first:
        raise ScaleMismatch("scale", scale, f"every histogram must be on {first}")


_NOTHING = Fraction(0)


def _stratum(group: object) -> _Stratum:
    if isinstance(group, NpsCounts):
        variance = 10_000 * (group.variance or _NOTHING)
        return _Stratum(group.n, group.score or _NOTHING, variance, (-100.0, 100.0))
    if isinstance(group, RatingHistogram):
        ends = (float(group.scale.minimum), float(group.scale.maximum))
        return _Stratum(group.n, group.mean or _NOTHING, group.variance or _NOTHING, ends)
    return _stratum_of_share(group)


def _stratum_of_share(group: object) -> _Stratum:
    told = pair("groups", group, "(successes, n), NpsCounts or a RatingHistogram is needed")
    successes, n = count("successes", told[0]), count("n", told[1])
    counted(successes, n)
    share = Fraction(successes, n) if n else _NOTHING
    return _Stratum(n, share, share * (1 - share), (0.0, 1.0))


def _population(population: object, strata: Mapping[str, _Stratum]) -> dict[str, Fraction]:
    given = {
        named("population", name): not_negative("population", customers)
        for name, customers in pairs("population", population)
    }
    for name in given.keys() ^ strata.keys():
        where = "groups" if name in given else "population"
        raise InvalidValue(where, name, "each group is needed in both", f"name {name!r} here, too")
    for name, stratum in strata.items():
        if given[name] and not stratum.n:
            allowed = f"nobody of its {float(given[name]):g} customers answered"
            raise EmptyStratum("groups", name, allowed, "join it with a group that is like it")
        if stratum.n and not given[name]:
            allowed = f"{stratum.n} answered of a group without customers"
            raise InvalidValue("population", name, allowed, "check both counts")
    return given


def _put_together(
    strata: Mapping[str, _Stratum], customers: Mapping[str, Fraction], confidence: float
) -> PostStratified:
    answered = {name: one for name, one in strata.items() if one.n}
    n, all_customers = sum(one.n for one in answered.values()), sum(customers.values(), _NOTHING)
    shares = {name: customers[name] / all_customers for name in answered}
    weights = FrozenMap((name, shares[name] * n / one.n) for name, one in answered.items())
    if not n:
        effect = DesignEffect(0, None, None, Absent.NO_RESPONSES)
        of, why = Denominator.ANSWERED, Absent.NO_RESPONSES
        return PostStratified(None, None, None, 0, of, weights, effect, why)
    value = sum((shares[name] * one.mean for name, one in answered.items()), _NOTHING)
    squares = [shares[name] ** 2 * one.variance / one.n for name, one in answered.items()]
    error = math.sqrt(sum(squares, _NOTHING))
    return PostStratified(
        value=value,
        standard_error=error,
        interval=_interval(value, error, next(iter(answered.values())).bounds, confidence),
        n=n,
        denominator=Denominator.ANSWERED,
        weights=weights,
        effect=_effect(n, [(one.n, weights[name]) for name, one in answered.items()]),
    )


def _interval(
    value: Fraction, error: float, bounds: tuple[float, float], confidence: float
) -> Interval:
    margin, method = two_sided(confidence) * error, IntervalMethod.STRATIFIED
    return Interval.round(float(value), margin, bounds, method=method, confidence=confidence)


def _effect(n: int, weighted: Sequence[tuple[int, Fraction]]) -> DesignEffect:
    # The weights of all answers add up to n.
    effective = Fraction(n * n) / sum(many * weight * weight for many, weight in weighted)
    return DesignEffect(n, effective, n / effective)
