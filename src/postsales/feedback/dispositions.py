"""Response rates as survey research defines them: RR1 to RR6, from what became of every case."""

import math
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics._words import Word
from postsales.feedback._normal import checked_confidence
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval
from postsales.feedback.proportions import proportion_interval

__all__ = ["AaporDefinition", "AaporRate", "Dispositions", "aapor_rate"]


class AaporDefinition(Word):
    """Which of the six rates. Even ones count partial answers as answers, odd ones do not."""

    RR1 = "RR1"
    """Of all cases: the least that the rate can be."""
    RR2 = "RR2"
    """RR1 with partial answers."""
    RR3 = "RR3"
    """Of unknown cases only the share that is taken to be eligible."""
    RR4 = "RR4"
    """RR3 with partial answers."""
    RR5 = "RR5"
    """Without unknown cases: the most that the rate can be."""
    RR6 = "RR6"
    """RR5 with partial answers."""

    @property
    def counts_partial(self) -> bool:
        """Are partial answers answers?"""
        return self in (AaporDefinition.RR2, AaporDefinition.RR4, AaporDefinition.RR6)

    @property
    def takes_a_share(self) -> bool:
        """Does it count a share of the unknown cases?"""
        return self in (AaporDefinition.RR3, AaporDefinition.RR4)


@frozen(weakref_slot=False, kw_only=True)
class Dispositions:
    """What became of every case of a survey.

    ``unknown_household`` and ``unknown_other`` are those of whom nobody knows whether they should
    have been asked at all.
    """

    complete: int = 0
    partial: int = 0
    refused: int = 0
    non_contact: int = 0
    other: int = 0
    unknown_household: int = 0
    unknown_other: int = 0

    def __attrs_post_init__(self) -> None:
        for name in _CASES:
            count(name, getattr(self, name))

    @property
    def eligible(self) -> int:
        """How many are known to be eligible?"""
        return self.complete + self.partial + self.refused + self.non_contact + self.other

    @property
    def unknown(self) -> int:
        """Of how many nobody knows."""
        return self.unknown_household + self.unknown_other


_CASES = (
    "complete",
    "partial",
    "refused",
    "non_contact",
    "other",
    "unknown_household",
    "unknown_other",
)


@frozen(weakref_slot=False)
class AaporRate:
    """A rate, by which definition, and of how many: ``n`` is a fraction where a share was taken.

    There is no interval where a share was taken: nobody knows how sure the share is.
    """

    rate: Fraction | None
    answered: int
    n: Fraction
    definition: AaporDefinition
    denominator: Denominator = field(kw_only=True)
    interval: Interval | None = field(kw_only=True)
    reason: Absent | None = None


def aapor_rate(
    cases: Dispositions,
    definition: AaporDefinition | str,
    *,
    eligible_share: float | Decimal | Fraction | None = None,
    confidence: float = 0.95,
) -> AaporRate:
    """How many answered, by one of the six definitions?

    ``eligible_share`` is how many of the unknown cases are taken to be eligible, from 0 to 1; RR3
    and RR4 need it, and the others take none.

    Units: a share from 0 to 1. Rounding: none.

    Raises:
        InvalidValue: a share outside 0 and 1, or one too many or too few; a confidence outside 0
            and 1.

    Source: the American Association for Public Opinion Research, Standard Definitions. RR1 and RR3
    were compared with what others print of them; the rest is from memory and unverified.

    Example:
        >>> cases = Dispositions(complete=40, partial=10, refused=50, unknown_other=50)
        >>> [str(aapor_rate(cases, name).rate) for name in ("RR1", "RR2", "RR5")]
        ['4/15', '1/3', '2/5']
        >>> str(aapor_rate(cases, "RR3", eligible_share=0.5).rate)
        '8/25'
    """
    instance("cases", cases, Dispositions, "Dispositions are needed")
    checked_confidence(confidence)
    chosen = AaporDefinition.read("definition", definition)
    n = cases.eligible + cases.unknown * _counted(chosen, eligible_share)
    answered = cases.complete + (cases.partial if chosen.counts_partial else 0)
    whole = None if chosen.takes_a_share else int(n)
    return AaporRate(
        answered / n if n else None,
        answered,
        n,
        chosen,
        denominator=Denominator.ELIGIBLE,
        interval=None if whole is None else _interval(answered, whole, confidence),
        reason=None if n else Absent.NO_DENOMINATOR,
    )


def _interval(answered: int, n: int, confidence: float) -> Interval | None:
    return proportion_interval(answered, n, confidence=confidence)


def _counted(chosen: AaporDefinition, share: object) -> Fraction:
    """How much of an unknown case counts."""
    if not chosen.takes_a_share:
        if share is not None:
            allowed = f"{chosen} takes no share of the unknown cases"
            raise InvalidValue("eligible_share", share, allowed, "leave it out, or say RR3")
        return Fraction(int(chosen in (AaporDefinition.RR1, AaporDefinition.RR2)))
    return share_of_one("eligible_share", share)


def share_of_one(name: str, value: object) -> Fraction:
    """An exact share from 0 to 1; a float is read as it is written."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        raise WrongType(name, value, "a number from 0 to 1 is needed, such as 0.04")
    if not math.isfinite(value) or not 0 <= value <= 1:
        raise InvalidValue(name, value, "a number from 0 to 1 is needed, such as 0.04")
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
