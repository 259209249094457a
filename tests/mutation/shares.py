"""Shares of what was judged, with what chance allows."""

from math import sqrt

Z = 1.959963984540054
"""The quantile of the normal distribution that leaves 95 % between minus and plus."""


def wilson(killed: int, judged: int) -> tuple[float, float]:
    """Between which shares the true one lies, at 95 %: Wilson's score interval.

    Unlike the usual one it stays within 0 and 1, and has a width when all or none were killed.
    """
    if not 0 <= killed <= judged or judged == 0:
        raise ValueError(f"{killed} of {judged} is no share: give 0 <= killed <= judged, not of 0")
    share, square = killed / judged, Z * Z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = Z * sqrt(share * (1 - share) / judged + square / (4 * judged**2)) / (1 + square / judged)
    return max(0.0, middle - half), min(1.0, middle + half)
