"""Settling: whole minor units for figures that a platform keeps finer than its currency has them.

Rules of this file: figures and steps are whole numbers of the reader's finest unit; a step is one
minor unit. A figure that is whole stays as it is told; any other goes to one of its two neighbours.
"""

from collections.abc import Sequence

from postsales.basics.rounding import divide


def nearest(figures: Sequence[int], step: int) -> tuple[int, ...]:
    """Each figure by itself in minor units, halves away from zero.

    Example:
        >>> nearest([1125, 300, -1125], 10)
        (113, 30, -113)
    """
    return tuple(divide(figure, step) for figure in figures)


def settled(figures: Sequence[int], total: int, step: int) -> tuple[int, ...] | None:
    """The figures in minor units that add up to a total; None when their neighbours cannot.

    Rounding: each is cut off downwards; then the largest fractions get one more each until the
    total is reached, of equal fractions the first. When the platform rounded each by itself, this
    finds the same amounts; when it rounded only the sum, it moves none by a whole minor unit.

    Example:
        >>> settled([1125, 1124, 300], 255, 10), settled([1125, 300], 150, 10)
        ((113, 112, 30), None)
    """
    cut = [divmod(figure, step) for figure in figures]
    missing = total - sum(whole for whole, _ in cut)
    loose = [place for place, (_, rest) in enumerate(cut) if rest]
    if not 0 <= missing <= len(loose):
        return None
    # Python's sort is stable: of equal fractions the first stays first.
    more = set(sorted(loose, key=lambda place: -cut[place][1])[:missing])
    return tuple(whole + (place in more) for place, (whole, _) in enumerate(cut))


def is_whole(figures: Sequence[int], step: int) -> bool:
    """Has every figure a whole number of minor units?

    Example:
        >>> is_whole([300, 20], 10), is_whole([1125], 10)
        (True, False)
    """
    return not any(figure % step for figure in figures)
