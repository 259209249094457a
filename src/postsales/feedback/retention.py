"""Retention and churn: how many customers stayed, and how many went."""

from fractions import Fraction

from attrs import frozen

from postsales.basics._checks import count
from postsales.basics._errors import InvalidValue
from postsales.feedback._numbers import Number, written
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval
from postsales.feedback.proportions import proportion_interval

__all__ = ["Retention", "annual_churn", "annual_retention", "retention_rate"]

_MONTHS = 12


@frozen(weakref_slot=False)
class Retention:
    """Who stayed, of the customers at the start.

    ``share`` is exact, from 0 to 1, and ``None`` with a ``reason`` where there were no customers.
    ``n`` is what it was divided by, and ``interval`` is Wilson's of the share.
    """

    share: Fraction | None
    n: int
    denominator: Denominator
    interval: Interval | None
    stayed: int
    reason: Absent | None = None

    @property
    def percent(self) -> Fraction | None:
        """The share in percent, exactly.

        Example:
            >>> retention_rate(start=200, end=210, new=40).percent
            Fraction(85, 1)
        """
        return None if self.share is None else 100 * self.share

    @property
    def churn(self) -> Fraction | None:
        """The share that went: the rest.

        Example:
            >>> retention_rate(start=200, end=210, new=40).churn
            Fraction(3, 20)
        """
        return None if self.share is None else 1 - self.share


def retention_rate(*, start: int, end: int, new: int, confidence: float = 0.95) -> Retention:
    """How many of the customers at the start are still there at the end?

    ``new`` are those who came in between and are there at the end; who went and came back is no new
    customer. Source of the rule: (end - new) / start.

    Units: a share from 0 to 1. Rounding: none.

    Raises:
        InvalidValue: a count below 0; more new customers than there are at the end; more who stayed
            than there were; a confidence outside 0 and 1.

    Example:
        >>> found = retention_rate(start=200, end=210, new=40)
        >>> found.share, found.n, str(found.interval)
        (Fraction(17, 20), 200, '0.7939 to 0.8929 (95 %, wilson)')
    """
    count("start", start)
    count("end", end)
    count("new", new)
    stayed = end - new
    if stayed < 0:
        raise InvalidValue("new", new, f"at most all {end} at the end can be new")
    if stayed > start:
        allowed = f"of {start} at the start at most {start} can stay, and {stayed} would have"
        raise InvalidValue("end", end, allowed, "count everybody who came among the new ones")
    return Retention(
        share=Fraction(stayed, start) if start else None,
        n=start,
        denominator=Denominator.AT_START,
        interval=proportion_interval(stayed, start, confidence=confidence),
        stayed=stayed,
        reason=None if start else Absent.NO_DENOMINATOR,
    )


def annual_retention(monthly: Number) -> Fraction:
    """Which share stays for a year when this share stays every month?

    Units: shares from 0 to 1; a float is taken as it is written. Rounding: none.

    Raises:
        InvalidValue: a share outside 0 to 1.

    Example:
        >>> round(float(annual_retention(0.95)), 3)
        0.54
    """
    return written("monthly", monthly, 0, 1) ** _MONTHS


def annual_churn(monthly: Number) -> Fraction:
    """Which share goes within a year when this share goes every month? Less than twelve times it.

    Units: shares from 0 to 1; a float is taken as it is written. Rounding: none.

    Raises:
        InvalidValue: a share outside 0 to 1.

    Example:
        >>> round(float(annual_churn(0.05)), 3)
        0.46
    """
    return 1 - (1 - written("monthly", monthly, 0, 1)) ** _MONTHS
