"""Comments by theme and by how they sound, and tables of answers that were read."""

from collections.abc import Callable, Mapping
from typing import Any

from postsales.feedback.responses import ResponseState, Source, SurveyKind
from postsales.feedback.scales import LTR_0_10
from postsales.feedback.sentiments import SentimentSummary, sentiment
from postsales.feedback.themes import Theme, ThemeCount, ThemeCounts, count_themes
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.parts import moment_of
from postsales.wire.responses import AnswerColumns, ResponsesReading, from_rows

__all__ = ["COMMENTED"]

_COMMENTS = ("Late, late, late!", "Too small, and the courier was rude.", "", "Fine.")
_SOUNDS = {"Fine.": 0.5, "Late, late, late!": -1.0}


def _comments(dice: Dice) -> list[str]:
    return [dice.of(_COMMENTS) for _ in range(dice.below(6))]


def _theme(dice: Dice) -> Theme:
    keywords = dice.of((("late", "courier"), ("small",), ("too small", "tight")))
    return Theme(dice.of(("delivery", "size")), *keywords)


def _counts(dice: Dice) -> ThemeCounts:
    return count_themes(_comments(dice), [_theme(dice), Theme("price", "dear")])


def _count(dice: Dice) -> ThemeCount:
    return dice.of(_counts(dice).themes)


def _by_words(comment: str, _language: str) -> float | None:
    return _SOUNDS.get(comment)


def _sentiment(dice: Dice) -> SentimentSummary:
    return sentiment(_comments(dice), _by_words, language=dice.of(("en", "de")))


def _columns(dice: Dice) -> AnswerColumns:
    return AnswerColumns(
        columns=dice.of(({}, {"score": "rating", "at": "when"})),
        survey=dice.of(("survey", "nps")),
        kind=dice.of(tuple(SurveyKind)),
        source=dice.of(tuple(Source)),
        blank=dice.of((None, ResponseState.DISMISSED)),
    )


def _reading(dice: Dice) -> ResponsesReading:
    """Rows that can be read, rows that cannot, and a column that nobody knows."""
    told = _columns(dice)
    rows = [
        (
            f"line {line}",
            {
                told.named("score"): dice.of((9, "10", 8.5, None)),
                told.named("at"): dice.of((moment_of(dice), "yesterday")),
                **dice.of(({}, {"colour": "red"})),
            },
        )
        for line in range(dice.below(4))
    ]
    return from_rows(rows, LTR_0_10, told=told)


COMMENTED: Mapping[type[Any], Callable[[Dice], Any]] = {
    AnswerColumns: _columns,
    ResponsesReading: _reading,
    SentimentSummary: _sentiment,
    Theme: _theme,
    ThemeCount: _count,
    ThemeCounts: _counts,
}
"""What draws each class of these."""
