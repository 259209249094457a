"""What the command about answers does: read them, score them, and tell how the score moves."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from postsales import feedback
from postsales.basics._errors import PostsalesError, short
from postsales.cli.answers_read import AnswersRead, read_answers
from postsales.cli.both_outputs import outputs_of
from postsales.cli.endings import Usage
from postsales.cli.meters import STDIN
from postsales.cli.outputs import check_targets
from postsales.cli.rows import written
from postsales.cli.score_report import report
from postsales.cli.score_rows import score_row
from postsales.cli.scored import ScoreAsked, Scored
from postsales.feedback.keeping import Dedupe
from postsales.feedback.satisfaction import TopBox
from postsales.feedback.scales import RatingScale, ScaleKind
from postsales.wire.responses import AnswerColumns

if TYPE_CHECKING:
    from postsales.feedback.trends import Trend

__all__ = ["about_scores"]

T = TypeVar("T")
_FINE, _SOME_BAD = 0, 1
_BASELINE = 6
_KINDS: Mapping[str, tuple[ScaleKind, tuple[int, int] | None]] = {
    "nps": (ScaleKind.RECOMMENDATION, (0, 10)),
    "csat": (ScaleKind.SATISFACTION, (1, 5)),
    "ces": (ScaleKind.EFFORT, (1, 7)),
    "ratings": (ScaleKind.MARK, None),
}


def about_scores(asked: Namespace) -> int:
    """Score answers and give the exit status.

    Raises:
        Usage: it asks for something that cannot be.
        Broken: a file can no longer be read, or what is said could not be written.
    """
    wanted, told = _wanted(asked), _told(asked)
    _check_together(asked)
    read = [path for path in asked.sources if path != STDIN]
    check_targets(read, {"--out": asked.out, "--errors": asked.errors})
    found = read_answers(asked, wanted.scale, told)
    text = _text(asked, wanted, found)
    with outputs_of(asked) as outputs:
        for bad in found.bad:
            outputs.tell(bad)
        with outputs.answers.writing():
            outputs.answers.stream.write(text)
    return _SOME_BAD if found.bad else _FINE


def _check_together(asked: Namespace) -> None:
    if asked.by is not None and asked.zone is None:
        raise Usage("--by needs --zone: periods begin on the clocks of a place")
    for option in ("zone", "baseline"):
        if asked.by is None and getattr(asked, option) is not None:
            raise Usage(f"--{option} goes with --by: say by which period, such as --by month")
    if asked.satisfied is not None and asked.score in ("nps", "ces"):
        raise Usage(f"--satisfied is for csat and ratings: {asked.score} has classes of its own")


def _wanted(asked: Namespace) -> ScoreAsked:
    scale = _scale(asked)
    if asked.score == "csat" and asked.satisfied is None:
        allowed = "there is no usual choice of the answers that count as satisfied"
        raise Usage(f"--as csat needs --satisfied: {allowed}; say --satisfied 4,5")
    satisfied = None
    if asked.satisfied is not None:
        satisfied = _checked("--satisfied", lambda: TopBox(*asked.satisfied))
        _checked("--satisfied", lambda: satisfied.on(scale))
    return ScoreAsked(
        name=asked.score,
        scale=scale,
        satisfied=satisfied,
        confidence=asked.confidence,
        dedupe=None if asked.dedupe is None else Dedupe(asked.dedupe),
        minimum=asked.minimum,
    )


def _scale(asked: Namespace) -> RatingScale:
    kind, usual = _KINDS[asked.score]
    ends = usual if asked.scale is None else _ends(asked.scale)
    if ends is None:
        raise Usage("--as ratings needs --scale: say --scale 1-5")
    if asked.score == "nps" and (ends != usual or asked.low_is_good):
        advice = "an answer on another scale is no likelihood to recommend; say --as ratings"
        raise Usage(f"--as nps is asked on 0-10, where high is good: {advice}")
    higher = not asked.low_is_good
    return _checked("--scale", lambda: RatingScale(*ends, kind=kind, higher_is_better=higher))


def _ends(text: str) -> tuple[int, int]:
    low, _, high = text.rpartition("-")
    try:
        return int(low), int(high)
    except ValueError:
        raise Usage(f"--scale is {short(text)}: say its ends, such as 1-5") from None


def _told(asked: Namespace) -> AnswerColumns:
    columns: dict[str, str] = {}
    for pair in asked.columns:
        fact, sign, column = pair.partition("=")
        if not sign:
            raise Usage(f"--columns is {short(pair)}: say FACT=COLUMN, such as score=rating")
        columns[fact] = column
    if len(asked.delimiter) != 1:
        raise Usage(f"--delimiter is {short(asked.delimiter)}: one sign is needed")
    return _checked(
        "--columns",
        lambda: AnswerColumns(columns=columns, kind=asked.kind, blank=asked.blank),
    )


def _checked(option: str, ask: Callable[[], T]) -> T:
    try:
        return ask()
    except PostsalesError as error:
        raise Usage(f"{option}: {error}") from None


def _text(asked: Namespace, wanted: ScoreAsked, found: AnswersRead) -> str:
    score = _checked("ANSWERS", lambda: wanted.of(found.responses))
    periods: dict[str, Scored] = {}
    trend: Trend | None = None
    if asked.by is not None:
        said = _checked(
            "--zone", lambda: feedback.by_period(found.responses, per=asked.by, zone=asked.zone)
        )
        periods = {label: wanted.of(each) for label, each in said.items()}
        measures = {label: one.measure for label, one in periods.items()}
        trend = _checked(
            "--baseline", lambda: feedback.trend(measures, baseline=asked.baseline or _BASELINE)
        )
    if _format(asked) == "json":
        return f"{written(score_row(wanted, score, periods, trend, found))}\n"
    return report(wanted, score, periods, trend, found)


def _format(asked: Namespace) -> str:
    if asked.format is not None:
        return str(asked.format)
    return "json" if str(asked.out or "").lower().endswith(".json") else "report"
