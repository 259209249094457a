"""Signals: a score has moved, in which direction, since when, and what says so."""

from attrs import field, frozen

from postsales.basics._checks import count, named
from postsales.basics._words import Word

__all__ = ["Direction", "Signal", "SignalReason"]


class Direction(Word):
    """Where a score goes."""

    UP = "up"
    """The numbers rise, which is worse where low is good."""
    DOWN = "down"
    """The numbers fall."""


class SignalReason(Word):
    """What says that a score has moved."""

    CUSUM = "cusum"
    """What lies off the target has added up to more than the limit."""
    EWMA = "ewma"
    """The moving average has left its limits."""
    BEYOND_LIMITS = "beyond_limits"
    """One period alone lies beyond the limits."""


def _direction(value: Direction | str) -> Direction:
    return Direction.read("direction", value)


def _reason(value: SignalReason | str) -> SignalReason:
    return SignalReason.read("reason", value)


@frozen(weakref_slot=False)
class Signal:
    """In ``period`` it was seen that a score has moved.

    ``run_length`` says for how many periods with answers it has been on its way, this one among
    them, and ``since`` in which it began: there is where to look for the cause.

    Example:
        >>> str(Signal("2026-06", "down", run_length=3, since="2026-04", reason="cusum"))
        'down in 2026-06, for 3 periods since 2026-04 (cusum)'
    """

    period: str
    direction: Direction = field(converter=_direction)
    run_length: int = field(kw_only=True)
    since: str = field(kw_only=True)
    reason: SignalReason = field(converter=_reason, kw_only=True)

    def __attrs_post_init__(self) -> None:
        named("period", self.period)
        count("run_length", self.run_length, least=1)
        named("since", self.since)

    def __str__(self) -> str:
        many = "1 period" if self.run_length == 1 else f"{self.run_length} periods"
        return f"{self.direction} in {self.period}, for {many} since {self.since} ({self.reason})"
