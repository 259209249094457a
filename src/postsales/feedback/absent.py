"""Why there is no score: nobody answered, or what there is says nothing."""

from postsales.basics._words import Word

__all__ = ["Absent"]


class Absent(Word):
    """Why a number is ``None``: never 0, never NaN."""

    NO_RESPONSES = "no_responses"
    """Nobody answered."""
    NO_DENOMINATOR = "no_denominator"
    """There is nothing to divide by: nobody was asked, nothing was sold, every weight is 0."""
    ZERO_VARIANCE = "zero_variance"
    """All answers are alike, so that nothing can be compared or go with anything."""
    TOO_FEW_RESPONSES = "too_few_responses"
    """Fewer answers than the computation needs."""
    TOO_FEW_PERIODS = "too_few_periods"
    """All periods were needed to say what is normal, or more than there are."""
    LOW_COVERAGE = "low_coverage"
    """Too much of what counts is missing or too old."""
    TOO_MANY_DRIVERS = "too_many_drivers"
    """More drivers than can be told apart one by one."""
