"""Days of the week."""

from postsales.basics._words import Word

__all__ = ["WEEK", "Weekday"]


class Weekday(Word):
    """A day of the week."""

    MONDAY = "monday"
    """The first day of the week in ISO 8601."""
    TUESDAY = "tuesday"
    """The second."""
    WEDNESDAY = "wednesday"
    """The third."""
    THURSDAY = "thursday"
    """The fourth."""
    FRIDAY = "friday"
    """The fifth."""
    SATURDAY = "saturday"
    """The sixth."""
    SUNDAY = "sunday"
    """The seventh and last."""


WEEK = tuple(Weekday)
"""The days of a week in order, so that a date's ``weekday()`` is a place in it."""
