"""A score for people: the number and how sure it is, who answered, a histogram, and the trend."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import fields

from postsales.cli.answers_read import AnswersRead
from postsales.cli.printable import printable
from postsales.cli.scored import ScoreAsked, Scored
from postsales.feedback.absent import Absent
from postsales.feedback.tallies import ResponseTally
from postsales.feedback.trends import Trend

__all__ = ["report"]

_WIDEST = 40
_TITLES = {
    "nps": "Net promoter score",
    "csat": "Customer satisfaction",
    "ces": "Customer effort",
    "ratings": "Ratings",
}
_OF = {"answered": "of those who answered", "voices": "of those who answered, each counted once"}
_WHY = {
    Absent.NO_RESPONSES: "nobody answered",
    Absent.TOO_FEW_RESPONSES: "too few answers",
    Absent.TOO_FEW_PERIODS: "too few periods have answers",
    Absent.ZERO_VARIANCE: "all answers are alike",
}
_BAR, _HALF = "█", "▌"


def report(
    wanted: ScoreAsked,
    score: Scored,
    periods: Mapping[str, Scored],
    trend: Trend | None,
    found: AnswersRead,
) -> str:
    """What people read, with an empty line between its parts."""
    parts = [
        _headline(wanted, score),
        _table(_who(score)),
        _histogram(score),
        *([] if trend is None else [_periods(periods), _moved(trend)]),
        *([] if not found.unmapped else [_unmapped(found.unmapped)]),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _headline(wanted: ScoreAsked, score: Scored) -> list[str]:
    title = _TITLES[wanted.name]
    if score.value is None:
        return [f"{title}: none, for {_why(score.reason)}"]
    low = f"; fewer than {wanted.minimum}, so take it with care" if score.is_low_n else ""
    lines = [f"{title}: {_shown(score.value)}{score.unit}"]
    lines.append(f"  n = {score.n}, {_OF[str(score.denominator)]}{low}")
    return [*lines, f"  {_sure(score)}"]


def _sure(score: Scored) -> str:
    if score.interval is None or score.ends is None:
        return "no interval: it takes two who answered"
    low, high = score.ends
    told = f"{score.interval.confidence * 100:g} % interval: {low:.1f} to {high:.1f}"
    alike = ", of no width because all answers are alike" if score.interval.is_degenerate else ""
    return f"{told} ({score.interval.method}){alike}"


def _why(reason: Absent | None) -> str:
    return "nothing can be said" if reason is None else _WHY.get(reason, str(reason))


def _who(score: Scored) -> Iterator[tuple[str, str]]:
    for name, value in score.beside.items():
        if value is not None:
            yield name, _shown(value)
    for one in fields(ResponseTally):
        many = getattr(score.tally, one.name)
        if many or one.name == "answered":
            yield one.name, str(many)


def _table(rows: Iterator[tuple[str, str]]) -> list[str]:
    told = list(rows)
    wide = max(len(name) for name, _ in told)
    most = max(len(value) for _, value in told)
    return [f"  {name.ljust(wide)}  {value.rjust(most)}" for name, value in told]


def _histogram(score: Scored) -> list[str]:
    counts = score.histogram.counts
    if not score.histogram.n:
        return []
    points = list(zip(score.histogram.scale.points, counts, strict=True))
    wide = max(len(str(point)) for point, _ in points)
    digits = len(str(max(counts)))
    return [
        f"  {str(point).rjust(wide)}  {str(many).rjust(digits)}  {_bar(many, max(counts))}".rstrip()
        for point, many in reversed(points)
    ]


def _bar(many: int, most: int) -> str:
    halves = (2 * _WIDEST * many + most // 2) // most
    # Who is there is seen, however few they are.
    halves = max(halves, 1) if many else 0
    return _BAR * (halves // 2) + _HALF * (halves % 2)


def _periods(periods: Mapping[str, Scored]) -> list[str]:
    rows = [(label, *_cells(one)) for label, one in periods.items()]
    if not rows:
        return []
    heads = ("period", "n", "score", "interval")
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    return [_line(row, widths) for row in (heads, *rows)]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    label, *others = row
    cells = [label.ljust(widths[0])]
    cells += [cell.rjust(wide) for cell, wide in zip(others, widths[1:], strict=True)]
    return f"  {'  '.join(cells)}".rstrip()


def _cells(score: Scored) -> tuple[str, str, str]:
    if score.value is None:
        return str(score.n), "-", _why(score.reason)
    between = "" if score.ends is None else f"{score.ends[0]:.1f} to {score.ends[1]:.1f}"
    return str(score.n), _shown(score.value), between


def _moved(trend: Trend) -> list[str]:
    is_later = trend.reason is Absent.TOO_FEW_PERIODS
    if trend.baseline is None or (trend.reason is not None and not is_later):
        return [f"  Trend: nobody can say what is normal, for {_why(trend.reason)}."]
    normal = f"  Normal: {float(trend.baseline.score):.1f}, by the first periods."
    if is_later:
        return [normal, "  Trend: nothing can be said yet, for no period came after them."]
    if not trend.signals:
        return [normal, "  Trend: no signal; what moved can be chance."]
    return [normal, *(f"  Trend: {signal}." for signal in trend.signals)]


def _unmapped(columns: Sequence[str]) -> list[str]:
    return [f"  Not read: {', '.join(printable(name, 40) for name in columns)}"]


def _shown(value: int | Fraction) -> str:
    return str(value) if isinstance(value, int) else f"{float(value):.1f}"
