"""A score as plain data: one object with stable keys.

Rules of this file: ``value`` is the nearest float and ``exact`` the fraction; what is absent is
null, and ``reason`` says why.
"""

from collections.abc import Mapping
from fractions import Fraction

from attrs import fields

from postsales.cli.answers_read import AnswersRead
from postsales.cli.rows import Row
from postsales.cli.scored import ScoreAsked, Scored
from postsales.feedback.signals import Signal
from postsales.feedback.tallies import ResponseTally
from postsales.feedback.trends import Trend

__all__ = ["score_row"]


def score_row(
    wanted: ScoreAsked,
    score: Scored,
    periods: Mapping[str, Scored],
    trend: Trend | None,
    found: AnswersRead,
) -> Row:
    """The score, what became of every answer, the histogram, and how it moves."""
    histogram = zip(score.histogram.scale.points, score.histogram.counts, strict=True)
    return {
        "as": wanted.name,
        **_score(score),
        "beside": {name: _number(value) for name, value in score.beside.items()},
        "tally": {one.name: getattr(score.tally, one.name) for one in fields(ResponseTally)},
        "histogram": {str(point): many for point, many in histogram},
        "periods": {label: _score(one) for label, one in periods.items()},
        "trend": None if trend is None else _trend(trend),
        "unread": len(found.bad),
        "unmapped": list(found.unmapped),
    }


def _score(score: Scored) -> Row:
    return {
        "value": _number(score.value),
        "exact": None if score.value is None else str(score.value),
        "unit": score.unit.strip(),
        "n": score.n,
        "denominator": str(score.denominator),
        "low_n": score.is_low_n,
        "reason": score.reason and str(score.reason),
        "interval": _interval(score),
    }


def _interval(score: Scored) -> Row | None:
    if score.interval is None or score.ends is None:
        return None
    low, high = score.ends
    return {
        "low": low,
        "high": high,
        "confidence": score.interval.confidence,
        "method": str(score.interval.method),
        "degenerate": score.interval.is_degenerate,
    }


def _trend(trend: Trend) -> Row:
    return {
        "reason": trend.reason and str(trend.reason),
        "skipped": list(trend.skipped),
        "signals": [_signal(one) for one in trend.signals],
    }


def _signal(signal: Signal) -> Row:
    return {
        "period": signal.period,
        "direction": str(signal.direction),
        "since": signal.since,
        "run_length": signal.run_length,
        "reason": str(signal.reason),
    }


def _number(value: int | Fraction | None) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)
