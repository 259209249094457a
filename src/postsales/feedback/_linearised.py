"""A weighted mean, and how sure it is when answers come from the same people.

Rules of this file: what comes in was checked. A mean is exact; its standard error is linearised,
which is what is right for a ratio of two sums.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from fractions import Fraction

__all__ = ["mean_of", "mean_of_voices", "standard_error"]

Number = int | Fraction


def mean_of(values: Sequence[Number], weights: Sequence[Number]) -> Fraction:
    """The weighted mean; the weights are not all 0."""
    total = sum(weights)
    return Fraction(sum(w * x for w, x in zip(weights, values, strict=True)), total)


def standard_error(
    values: Sequence[Number], weights: Sequence[Number], voices: Sequence[Hashable] = ()
) -> float:
    """How far the mean is off, where every voice is drawn as a whole; ``None`` is nobody known.

    With voices that spoke more than once it is larger by the root of g / (g - 1), for g voices.
    """
    mean, total = mean_of(values, weights), sum(weights)
    apart = [w * (x - mean) for w, x in zip(weights, values, strict=True)]
    sums = _by_voice(apart, voices) if voices else apart
    # Only ratios of weights matter: tiny ones have squares for which there is no float.
    squares = float(Fraction(sum(x * x for x in sums)) / total**2)
    if len(sums) == len(apart):
        return math.sqrt(squares)
    return math.sqrt(squares * len(sums) / (len(sums) - 1)) if len(sums) > 1 else 0.0


def mean_of_voices(values: Sequence[Number], voices: Sequence[Hashable]) -> tuple[Fraction, ...]:
    """What each voice said in the mean; who is not known is a voice alone."""
    sums: dict[Hashable, list[Number]] = defaultdict(list)
    for key, value in zip(_keys(voices), values, strict=True):
        sums[key].append(value)
    return tuple(Fraction(sum(said), len(said)) for said in sums.values())


def _by_voice(apart: Sequence[Fraction], voices: Sequence[Hashable]) -> list[Fraction]:
    sums: dict[Hashable, Fraction] = defaultdict(Fraction)
    for key, value in zip(_keys(voices), apart, strict=True):
        sums[key] += value
    return list(sums.values())


def _keys(voices: Sequence[Hashable]) -> list[Hashable]:
    return [("alone", n) if voice is None else voice for n, voice in enumerate(voices)]
