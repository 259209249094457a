"""Key drivers: which parts of a sale go with the overall score, and how sure that is.

Rules of this file: association is all that answers can show. That a part goes with the score does
not say that mending it would raise the score.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations

from attrs import frozen

from postsales.basics._checks import named, pairs
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.feedback._correlations import spread, whole
from postsales.feedback._explained import Explained
from postsales.feedback._normal import checked_confidence
from postsales.feedback._numbers import Number, exact
from postsales.feedback.absent import Absent
from postsales.feedback.associations import Association, Column, associated, both, column

__all__ = ["CollinearPair", "Driver", "DriverReport", "Quadrant", "key_drivers"]

_MOST_DRIVERS = 8
# Only the association is asked for, which has no confidence.
_ANY = 0.95


class Quadrant(Word):
    """Where a driver stands by importance and performance, against the mean of all drivers."""

    CONCENTRATE = "concentrate"
    """It matters more than most and is rated lower: look here first."""
    KEEP_UP = "keep_up"
    """It matters more than most and is rated as high or higher."""
    LOW_PRIORITY = "low_priority"
    """It matters less than most and is rated lower."""
    OVERDONE = "overdone"
    """It matters less than most and is rated as high or higher."""


@frozen(weakref_slot=False)
class Driver:
    """How one part goes with the overall score, among those who rated both.

    The importance is ``association.pearson``, and the performance is ``mean``, the mean rating of
    the part by the same people. ``share`` is what of R² is its own, and ``inflation`` by how much
    the other parts blur that: 1 for not at all, ``None`` where they say the same.
    """

    name: str
    association: Association
    mean: Fraction | None
    quadrant: Quadrant | None
    share: float | None
    inflation: float | None


@frozen(weakref_slot=False)
class CollinearPair:
    """Two parts that go with each other so closely that their shares cannot be told apart."""

    one: str
    other: str
    pearson: float


@frozen(weakref_slot=False)
class DriverReport:
    """How the parts go with the overall score.

    ``r_squared`` is what all of them together explain, among the ``n`` who rated everything; the
    shares of the drivers add up to it. ``pairs`` and ``inflated`` name parts that say nearly the
    same: read their shares together. ``reason`` says why there are no shares.
    """

    drivers: tuple[Driver, ...]
    n: int
    r_squared: float | None
    pairs: tuple[CollinearPair, ...]
    inflated: tuple[str, ...]
    reason: Absent | None = None

    @property
    def is_collinear(self) -> bool:
        """Do some parts say nearly the same, so that their shares mean little by themselves?"""
        return bool(self.pairs or self.inflated)


def key_drivers(
    overall: Iterable[Number | None],
    drivers: Mapping[str, Iterable[Number | None]],
    *,
    confidence: float = 0.95,
    most_r: float = 0.8,
    most_inflation: float = 5.0,
) -> DriverReport:
    """Which parts of a sale go with the overall score, and how closely?

    All lists are in the order of the same customers, ``None`` where one was not rated. Each part is
    compared among those who rated it and the whole; shares need those who rated everything. High
    is good, and the parts are rated on one scale, so that their means can stand side by side.

    The shares are the exact ones of R² (Shapley's, also called LMG), for up to eight parts. Two
    parts are collinear where they go with each other by more than ``most_r``, either way, or where
    the others inflate the variance of one by more than ``most_inflation``.

    This is association: it does not say what would happen if a part were mended.

    Units: associations from -1 to 1, shares from 0 to 1; means in points of the scale.

    Raises:
        InvalidValue: no parts; lists of different length; a rating that is NaN or infinite; a
            confidence outside 0 and 1.

    Example:
        >>> found = key_drivers(
        ...     [9, 10, 7, 3, 8, 6, 10, 5, 9, 4],
        ...     {
        ...         "delivery": [5, 5, 4, 2, 4, 3, 5, 3, 4, 2],
        ...         "price": [3, 4, 3, 2, 4, 4, 5, 1, 3, 3],
        ...     },
        ... )
        >>> delivery, price = found.drivers
        >>> round(delivery.association.pearson, 3), str(delivery.association.interval)
        (0.964, '0.8516 to 0.9918 (95 %, fisher_z)')
        >>> round(delivery.share, 3), round(price.share, 3), round(found.r_squared, 3)
        (0.726, 0.224, 0.949)
    """
    checked_confidence(confidence)
    exact("most_r", most_r, 0, 1)
    exact("most_inflation", most_inflation, 1)
    score = column("overall", overall)
    parts = _parts(drivers, len(score))
    found = {name: associated(part, score, confidence) for name, part in parts.items()}
    means = {name: _mean(part, score) for name, part in parts.items()}
    told = {name: part for name, part in parts.items() if found[name].pearson is not None}
    together = _explained(score, told, next(iter(found.values())).reason)
    quadrants = _quadrants(found, means)
    return DriverReport(
        drivers=tuple(
            Driver(
                name,
                found[name],
                means[name],
                quadrants.get(name),
                together.shares.get(name),
                together.inflations.get(name),
            )
            for name in parts
        ),
        n=together.n,
        r_squared=together.r_squared,
        pairs=_pairs(told, most_r),
        inflated=tuple(
            name
            for name, inflation in together.inflations.items()
            if inflation is None or inflation > most_inflation
        ),
        reason=together.reason,
    )


def _parts(drivers: Mapping[str, Iterable[Number | None]], n: int) -> dict[str, Column]:
    parts = {
        named("driver", name): column("drivers", one) for name, one in pairs("drivers", drivers)
    }
    if not parts:
        raise InvalidValue("drivers", drivers, "one part at least is needed")
    for name, part in parts.items():
        if len(part) != n:
            allowed = f"{n} ratings of {name} are needed, one for each customer"
            raise InvalidValue("drivers", len(part), allowed, "say None where one was not rated")
    return parts


def _mean(part: Column, score: Column) -> Fraction | None:
    ratings, _ = both(part, score)
    return sum(ratings, Fraction(0)) / len(ratings) if ratings else None


def _quadrants(
    found: Mapping[str, Association], means: Mapping[str, Fraction | None]
) -> dict[str, Quadrant]:
    """Against the mean of all that have an association; with one alone there is no against."""
    known = [
        (name, Fraction(one.pearson), mean)
        for name, one in found.items()
        if one.pearson is not None and (mean := means[name]) is not None
    ]
    if len(known) <= 1:
        return {}
    importance = sum((r for _, r, _ in known), Fraction(0)) / len(known)
    performance = sum((mean for _, _, mean in known), Fraction(0)) / len(known)
    return {name: _PLACES[r >= importance, mean >= performance] for name, r, mean in known}


_PLACES = {
    (True, False): Quadrant.CONCENTRATE,
    (True, True): Quadrant.KEEP_UP,
    (False, False): Quadrant.LOW_PRIORITY,
    (False, True): Quadrant.OVERDONE,
}


def _pairs(parts: Mapping[str, Column], most: float) -> tuple[CollinearPair, ...]:
    found: list[CollinearPair] = []
    for one, other in combinations(parts, 2):
        r = associated(parts[one], parts[other], _ANY).pearson
        if r is not None and abs(r) > most:
            found.append(CollinearPair(one, other, r))
    return tuple(found)


@frozen(weakref_slot=False)
class _Together:
    n: int
    r_squared: float | None = None
    shares: Mapping[str, float] = {}
    inflations: Mapping[str, float | None] = {}
    reason: Absent | None = None


def _explained(score: Column, parts: Mapping[str, Column], otherwise: Absent | None) -> _Together:
    """What all parts explain together, among those who rated everything; why not, without parts."""
    rows = [row for row in zip(score, *parts.values(), strict=True) if None not in row]
    columns = [whole([one for one in part if one is not None]) for part in zip(*rows, strict=True)]
    n = len(rows)
    if not parts:
        return _Together(n, reason=otherwise)
    # With so few, any numbers at all would explain everything.
    if n <= len(parts) + 1:
        return _Together(n, reason=Absent.TOO_FEW_RESPONSES)
    if not spread(columns[0], columns[0]):
        return _Together(n, reason=Absent.ZERO_VARIANCE)
    found = Explained(columns[0], dict(zip(parts, columns[1:], strict=True)))
    r_squared = float(found.of(tuple(parts)))
    inflations = {name: found.inflation(name) for name in parts}
    told = {name: None if one is None else float(one) for name, one in inflations.items()}
    if len(parts) > _MOST_DRIVERS:
        return _Together(n, r_squared, {}, told, Absent.TOO_MANY_DRIVERS)
    shares = {name: float(share) for name, share in found.shares().items()}
    return _Together(n, r_squared, shares, told)
