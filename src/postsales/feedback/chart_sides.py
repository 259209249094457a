"""The two sides of a control chart: what adds up, for how many periods, and since when."""

from attrs import frozen

from postsales.feedback.signals import Direction, Signal, SignalReason

__all__ = ["ChartSide", "CusumSide"]


@frozen(weakref_slot=False)
class CusumSide:
    """What has added up in one direction, for how many periods, and since which."""

    total: float = 0.0
    run_length: int = 0
    since: str = ""

    def after(self, period: str, excess: float) -> "CusumSide":
        """The sum with one more period; below 0 it begins anew.

        Example:
            >>> CusumSide().after("May", 2.0).after("June", -0.5)
            CusumSide(total=1.5, run_length=2, since='May')
        """
        total = self.total + excess
        if total <= 0:
            return CusumSide()
        return CusumSide(total, self.run_length + 1, self.since or period)


@frozen(weakref_slot=False)
class ChartSide:
    """On which side of the target values have been, for how many periods, and since which."""

    direction: Direction | None = None
    run_length: int = 0
    since: str = ""

    def after(self, period: str, off: float) -> "ChartSide":
        """The side with one more period; a value on the target is on none.

        Example:
            >>> ChartSide().after("May", 1.5).after("June", 0.5).run_length
            2
        """
        if not off:
            return ChartSide()
        direction = Direction.UP if off > 0 else Direction.DOWN
        if direction is not self.direction:
            return ChartSide(direction, 1, period)
        return ChartSide(direction, self.run_length + 1, self.since)

    def signal(self, period: str, reason: SignalReason) -> Signal | None:
        """The signal of values on this side; ``None`` where they are on none."""
        if self.direction is None:
            return None
        return Signal(
            period,
            self.direction,
            run_length=self.run_length,
            since=self.since,
            reason=reason,
        )
