"""The silent majority: how many are unhappy for each who complains, as an assumption and no score.

Rules of this file: nothing here is ever mixed into a score. Popular factors such as "one in 25" or
"26 others" have no survey behind them that could be found: measure your own.
"""

from fractions import Fraction
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue
from postsales.feedback._normal import checked_confidence
from postsales.feedback.absent import Absent
from postsales.feedback.dispositions import share_of_one
from postsales.feedback.intervals import Interval
from postsales.feedback.proportions import proportion_interval

__all__ = [
    "ComplaintPropensity",
    "MeasuredPropensity",
    "SilentPerComplaint",
    "UnhappyEstimate",
    "estimate_unhappy",
]


@frozen(weakref_slot=False)
class SilentPerComplaint:
    """So many unhappy customers are silent for each who complains.

    The one who complains is unhappy, too: of 20 silent ones there are 21 unhappy, and 1 in 21
    complains, not 1 in 20.

    Example:
        >>> SilentPerComplaint(20).propensity
        Fraction(1, 21)
    """

    silent: int

    def __attrs_post_init__(self) -> None:
        count("silent", self.silent, most=1_000_000)

    @property
    def propensity(self) -> Fraction:
        """Which share of the unhappy complains?"""
        return Fraction(1, self.silent + 1)


def _propensity(value: object) -> Fraction:
    share = share_of_one("propensity", value)
    if not share:
        allowed = "some of the unhappy must complain, or complaints tell nothing"
        raise InvalidValue("propensity", value, allowed)
    return share


@frozen(weakref_slot=False)
class ComplaintPropensity:
    """Such a share of the unhappy complains. A float is read as it is written.

    Example:
        >>> ComplaintPropensity(0.04).propensity
        Fraction(1, 25)
    """

    propensity: Fraction = field(converter=_propensity)


@frozen(weakref_slot=False, kw_only=True)
class MeasuredPropensity:
    """Of so many unhappy customers in a survey of your own so many had complained.

    Example:
        >>> MeasuredPropensity(complained=6, unhappy=90).propensity
        Fraction(1, 15)
    """

    complained: int
    unhappy: int

    def __attrs_post_init__(self) -> None:
        count("unhappy", self.unhappy, least=1)
        count("complained", self.complained, least=1, most=self.unhappy)

    @property
    def propensity(self) -> Fraction:
        """Which share of the unhappy complains?"""
        return Fraction(self.complained, self.unhappy)


Assumption = SilentPerComplaint | ComplaintPropensity | MeasuredPropensity


@frozen(weakref_slot=False)
class UnhappyEstimate:
    """How many are unhappy, if the assumption holds: never a count, and part of no score.

    ``unhappy`` is exact and at most all customers; ``is_capped`` tells that the assumption gave
    more. ``interval`` says how sure a measured propensity is; an assumed one has none.
    """

    unhappy: Fraction | None
    complaints: int
    customers: int
    assumption: Assumption
    is_capped: bool
    interval: Interval | None = None
    reason: Absent | None = None

    @property
    def is_assumption(self) -> bool:
        """Is it assumed and not counted? Always: what was measured once is assumed to hold now."""
        return True

    @property
    def silent(self) -> Fraction | None:
        """How many of them said nothing?

        Example:
            >>> estimate_unhappy(12, customers=5000, assumption=SilentPerComplaint(20)).silent
            Fraction(240, 1)
        """
        return None if self.unhappy is None else self.unhappy - self.complaints

    def __str__(self) -> str:
        if self.unhappy is None:
            return f"no estimate: {self.reason}"
        return f"about {float(self.unhappy):.0f} of {self.customers}, if {self.assumption}"


def estimate_unhappy(
    complaints: int, *, customers: int, assumption: Assumption, confidence: float = 0.95
) -> UnhappyEstimate:
    """How many customers are unhappy, when so many complained?

    ``complaints`` are customers who complained, each counted once.

    Units: customers. Rounding: none. Without customers there is no answer, and the reason is told.

    Raises:
        InvalidValue: more complaints than customers; a confidence outside 0 and 1.
        WrongType: a bare factor: nobody could tell whether it counts the one who complains.

    Example:
        >>> found = estimate_unhappy(12, customers=5000, assumption=ComplaintPropensity(0.04))
        >>> found.unhappy, found.is_assumption
        (Fraction(300, 1), True)
        >>> str(estimate_unhappy(12, customers=200, assumption=SilentPerComplaint(20)))
        'about 200 of 200, if SilentPerComplaint(silent=20)'
    """
    allowed = "an assumption is needed, such as SilentPerComplaint(20)"
    instance("assumption", assumption, _KINDS, allowed)
    checked_confidence(confidence)
    count("customers", customers)
    count("complaints", complaints)
    if complaints > customers:
        allowed = f"at most all {customers} customers can complain"
        raise InvalidValue("complaints", complaints, allowed, "count each customer once")
    if not customers:
        reason = Absent.NO_DENOMINATOR
        return UnhappyEstimate(None, 0, 0, assumption, is_capped=False, reason=reason)
    assumed = complaints / assumption.propensity
    return UnhappyEstimate(
        min(assumed, Fraction(customers)),
        complaints,
        customers,
        assumption,
        is_capped=assumed > customers,
        interval=_between(complaints, customers, assumption, confidence),
    )


_KINDS = (SilentPerComplaint, ComplaintPropensity, MeasuredPropensity)


def _between(
    complaints: int, customers: int, assumption: Assumption, confidence: float
) -> Interval | None:
    if not isinstance(assumption, MeasuredPropensity):
        return None
    k, n = assumption.complained, assumption.unhappy
    # Of one unhappy customer or more there is an interval.
    share = cast("Interval", proportion_interval(k, n, confidence=confidence))
    return Interval.cut(
        complaints / share.high,
        complaints / share.low,
        (float(complaints), float(customers)),
        centre=float(complaints / assumption.propensity),
        method=share.method,
        confidence=confidence,
    )
