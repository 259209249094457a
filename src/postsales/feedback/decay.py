"""Averages in which old ratings fade: after each half-life an answer counts half as much."""

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics.durations import Elapsed, Hours, Minutes
from postsales.basics.moments import Moment, instant
from postsales.feedback._heard import heard
from postsales.feedback._linearised import mean_of
from postsales.feedback._numbers import Number, exact
from postsales.feedback.absent import Absent
from postsales.feedback.averages import half_stars
from postsales.feedback.denominators import Denominator
from postsales.feedback.keeping import Dedupe
from postsales.feedback.priors import Prior
from postsales.feedback.responses import Response
from postsales.feedback.scales import RatingScale

__all__ = ["DecayedAverage", "decayed_average", "decayed_responses"]

_MICROSECOND = timedelta(microseconds=1)
_MICROSECONDS_AN_HOUR = 3_600_000_000
# What is older than so many half-lives has no weight that a float could hold.
_FADED = Fraction(2000)


@frozen(weakref_slot=False)
class DecayedAverage:
    """The mean of n answers of which old ones count less, and of a prior, which does not fade.

    ``value`` is ``None`` with a ``reason`` where nobody answered, or all of it has faded, and there
    is no prior. ``weight`` is how many fresh answers all of them amount to.
    """

    value: float | None
    n: int
    weight: float
    denominator: Denominator
    half_life: Fraction
    prior: Prior | None
    reason: Absent | None = None

    @property
    def half_stars(self) -> Fraction | None:
        """The nearest half, as stars are shown; from the middle up."""
        return None if self.value is None else half_stars(self.value)


def decayed_average(
    scores: Iterable[int],
    ages: Iterable[Number],
    *,
    scale: RatingScale,
    half_life: Number,
    prior: Prior | None = None,
) -> DecayedAverage:
    """What is the mean of scores, when each counts half as much after each half-life?

    Ages stand in the order of the scores, in the unit of the half-life, whichever that is. The
    weight of an answer is 2 to the power of -age / half-life; that of the prior stays.

    Units: those of the scale.

    Raises:
        InvalidScore: a score that is not on the scale.
        InvalidValue: an age below 0, which is an answer out of the future; more or fewer ages than
            scores; a half-life that is not above 0; a prior that is not on the scale.

    Example:
        >>> from postsales import STARS_1_5
        >>> found = decayed_average([5, 1], [12, 0], scale=STARS_1_5, half_life=12)
        >>> round(found.value, 3), found.weight, found.n
        (2.333, 1.5, 2)
    """
    instance("scale", scale, RatingScale, "a RatingScale is needed, such as STARS_1_5")
    given = several("scores", scores, object, "scores are needed")
    said = [scale.score(one) for one in given]
    old = [_age(one) for one in several("ages", ages, object, "one age for each score is needed")]
    if len(old) != len(said):
        allowed = f"one age for each of the {len(said)} scores is needed"
        raise InvalidValue("ages", len(old), allowed)
    half = _half_life(half_life)
    weights = [Fraction(_faded(age, half)) for age in old]
    return _averaged(said, weights, half, _checked(prior, scale))


def decayed_responses(
    responses: Iterable[Response],
    *,
    scale: RatingScale,
    half_life: Elapsed,
    as_of: Moment | None = None,
    prior: Prior | None = None,
    dedupe: Dedupe | str | None = None,
) -> DecayedAverage:
    """What is the mean of responses, when each counts half as much after each half-life?

    Ages are counted to ``as_of``, or else to the newest answer that counts: then a mean without new
    answers stays as it is. Which answers count is decided as ``feedback.nps`` decides it.

    Units: those of the scale; ``half_life`` of the result is in hours. Counting: time that really
    passes, whatever the clocks do.

    Raises:
        InvalidValue: an answer after ``as_of``; a half-life of 0; a prior that is not on the scale.
        ScaleMismatch: responses on another scale.
        MixedPrograms: relational and transactional responses.

    Example:
        >>> from postsales import STARS_1_5, Hours
        >>> told = [Response("stars", stars, STARS_1_5, at=f"2026-03-0{day}T10:00Z")
        ...         for stars, day in ((5, 1), (1, 2))]
        >>> round(decayed_responses(told, scale=STARS_1_5, half_life=Hours(24)).value, 3)
        2.333
    """
    given = several("responses", responses, Response, "responses are needed")
    allowed = "elapsed time is needed, such as Hours(24 * 180)"
    instance("half_life", half_life, (Hours, Minutes), allowed)
    if not half_life.count:
        raise InvalidValue("half_life", half_life, "some time is needed, more than 0")
    found = heard(given, scale, dedupe=dedupe)
    if found.dedupe is Dedupe.CUSTOMER_MEAN:
        allowed = "the answers of a customer fade one by one, so that their mean has no age"
        raise InvalidValue("dedupe", str(found.dedupe), allowed, "say 'latest' or 'all'")
    ages = _hours_old(found.responses or (), as_of)
    half = Fraction(half_life.seconds, 3600)
    return decayed_average(found.scores, ages, scale=scale, half_life=half, prior=prior)


def _hours_old(counted: Sequence[Response], as_of: Moment | None) -> list[Fraction]:
    told = None if as_of is None else instant(as_of, "as_of")
    if not counted:
        return []
    newest = max(one.at for one in counted)
    now = told or newest
    if newest > now:
        allowed = f"an answer that counts was given after it, at {newest.isoformat()}"
        raise InvalidValue("as_of", now.isoformat(), allowed, "leave later answers out")
    return [Fraction((now - one.at) // _MICROSECOND, _MICROSECONDS_AN_HOUR) for one in counted]


def _age(value: object) -> Fraction:
    age = exact("age", value)
    if age < 0:
        allowed = "an answer out of the future has no age"
        raise InvalidValue("age", value, allowed, "count ages to a later moment")
    return age


def _half_life(value: object) -> Fraction:
    found = exact("half_life", value)
    if found <= 0:
        raise InvalidValue("half_life", value, "a number above 0 is needed")
    return found


def _faded(age: Fraction, half_life: Fraction) -> float:
    return math.exp2(-float(min(age / half_life, _FADED)))


def _checked(prior: Prior | None, scale: RatingScale) -> Prior | None:
    if prior is not None:
        instance("prior", prior, Prior, "a Prior is needed, such as Prior(weight=7, mean=3.5)")
        prior.on(scale)
    return prior


def _averaged(
    scores: Sequence[int], weights: Sequence[Fraction], half_life: Fraction, prior: Prior | None
) -> DecayedAverage:
    values: list[Fraction | int] = [*scores]
    factors = [*weights]
    if prior is not None:
        values.append(prior.mean)
        factors.append(prior.weight)
    n, weight, of = len(scores), float(sum(weights)), Denominator.ANSWERED
    if not sum(factors):
        why = Absent.NO_DENOMINATOR if n else Absent.NO_RESPONSES
        return DecayedAverage(None, n, weight, of, half_life, prior, why)
    mean = float(mean_of(values, factors))
    return DecayedAverage(mean, n, weight, of, half_life, prior)
