"""Intervals: between which values a score lies, and how that was reckoned."""

from fractions import Fraction

from attrs import field, frozen

from postsales.basics._words import Word

__all__ = ["Interval", "IntervalMethod"]


class IntervalMethod(Word):
    """How an interval is reckoned."""

    SCORE = "score"
    """Tango's score interval of a net promoter score: holds its confidence with few answers, too,
    and always contains the score."""
    ADJUSTED_WALD = "adjusted_wald"
    """A Wald interval after three answers were added, 3/4, 3/2 and 3/4: good at 95 per cent, for
    which the three were chosen, and too narrow below. With few answers it can leave out the score
    itself."""
    WALD = "wald"
    """The score and so many standard errors, as other tools have it. Too narrow with few answers,
    and of no width when all answers are alike."""
    WILSON = "wilson"
    """Wilson's score interval of a share: holds its confidence with few answers, too."""
    AGRESTI_COULL = "agresti_coull"
    """A Wald interval round the middle of Wilson's: never narrower than that."""
    CLOPPER_PEARSON = "clopper_pearson"
    """The exact interval of a share: its confidence is the least that it has, and mostly more."""
    JEFFREYS = "jeffreys"
    """What lies in the middle of the posterior of a share, with half an answer added to each side.
    It leaves out 0 and 1 themselves."""
    NEWCOMBE = "newcombe"
    """The difference of two shares, from Wilson's intervals of both."""
    STUDENT = "student"
    """The mean and so many standard errors, by Student's t."""
    LINEARISED = "linearised"
    """A mean and so many standard errors, by Student's t, where every voice is drawn as a whole, or
    where answers have weights."""
    STRATIFIED = "stratified"
    """Means of groups by their share of all customers, and so many standard errors."""
    FISHER_Z = "fisher_z"
    """An association, put on Fisher's scale, where its error depends on n alone."""


def _method(value: IntervalMethod | str) -> IntervalMethod:
    return IntervalMethod.read("method", value)


@frozen(weakref_slot=False)
class Interval:
    """From ``low`` to ``high``, both included, in the units of the score that it is about.

    ``unclipped`` are the ends before they were cut to what a score can be, and ``centre`` is what
    the interval was reckoned round, which is not always the score. ``is_degenerate`` tells that it
    has no width only because all answers are alike: it says nothing about how sure the score is.

    Example:
        >>> from postsales import feedback
        >>> found = feedback.proportion_interval(9, 10)
        >>> round(found.low, 3), round(found.high, 3), str(found)
        (0.596, 0.982, '0.5958 to 0.9821 (95 %, wilson)')
    """

    low: float
    high: float
    method: IntervalMethod = field(converter=_method, kw_only=True)
    confidence: float = field(kw_only=True)
    centre: float = field(kw_only=True)
    unclipped: tuple[float, float] = field(kw_only=True)
    is_degenerate: bool = field(default=False, kw_only=True)

    @classmethod
    def round(
        cls,
        centre: float,
        margin: float,
        bounds: tuple[float, float],
        *,
        method: IntervalMethod,
        confidence: float,
    ) -> "Interval":
        """So much to either side, cut to the bounds."""
        low, high = centre - margin, centre + margin
        return cls.cut(low, high, bounds, centre=centre, method=method, confidence=confidence)

    @classmethod
    def cut(
        cls,
        low: float,
        high: float,
        bounds: tuple[float, float],
        *,
        centre: float,
        method: IntervalMethod,
        confidence: float,
    ) -> "Interval":
        """From low to high, cut to the bounds."""
        least, most = bounds
        return cls(
            min(max(low, least), most),
            max(min(high, most), least),
            method=method,
            confidence=confidence,
            centre=centre,
            unclipped=(low, high),
            is_degenerate=low == high,
        )

    @property
    def width(self) -> float:
        """How far apart the ends are.

        Example:
            >>> from postsales import feedback
            >>> round(feedback.proportion_interval(9, 10).width, 3)
            0.386
        """
        return self.high - self.low

    def __contains__(self, value: float | Fraction) -> bool:
        """Does a number lie between the ends, both included?"""
        return self.low <= value <= self.high

    def __str__(self) -> str:
        level = f"{self.confidence * 100:g} %"
        return f"{self.low:.4g} to {self.high:.4g} ({level}, {self.method})"
