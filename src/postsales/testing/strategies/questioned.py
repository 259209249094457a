"""Questionnaires and ways of asking, and what is wrong with them."""

from collections.abc import Callable, Mapping
from typing import Any

from postsales.feedback.incentives import AskedWhom, AskingProblem, WayOfAsking, check_incentive
from postsales.feedback.question_checks import QuestionFinding, QuestionWords, check_questionnaire
from postsales.feedback.questionnaires import (
    Burden,
    Pace,
    Question,
    Questionnaire,
    QuestionRole,
    burden,
)
from postsales.feedback.responses import Incentive
from postsales.feedback.scales import CSAT_1_5, LTR_0_10
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.parts import citation_of

__all__ = ["QUESTIONED"]

_TEXTS = (
    "How satisfied are you with your order?",
    "What could we do better?",
    "How great was our quick delivery and service?",
    "May we quote you?",
)


def _question(dice: Dice) -> Question:
    return Question(
        dice.of(_TEXTS),
        dice.of((CSAT_1_5, LTR_0_10, None)),
        role=dice.of(tuple(QuestionRole)),
        is_optional=dice.of((False, True)),
    )


def _questionnaire(dice: Dice) -> Questionnaire:
    return Questionnaire("csat", [_question(dice) for _ in range(1 + dice.below(3))])


def _pace(dice: Dice) -> Pace:
    return Pace(
        words_per_minute=dice.of((200, 1, 300)),
        scale_seconds=dice.of((5, 0)),
        open_seconds=dice.of((45, 0)),
    )


def _burden(dice: Dice) -> Burden:
    return burden(_questionnaire(dice), _pace(dice))


def _words(dice: Dice) -> QuestionWords:
    return QuestionWords(leading=dice.of((("great",), ())), joining=dice.of((("and",), ())))


def _finding(dice: Dice) -> QuestionFinding:
    """A questionnaire of one question always lacks something: one to contact, or to score."""
    asked = Questionnaire("csat", [_question(dice)])
    return dice.of(check_questionnaire(asked, by=_words(dice)))


def _way(dice: Dice) -> WayOfAsking:
    return WayOfAsking(
        incentive=dice.of(tuple(Incentive)),
        asked=dice.of(tuple(AskedWhom)),
        is_public=dice.of((False, True)),
        is_disclosed=dice.of((False, True)),
        is_update=dice.of((False, True)),
    )


def _problem(dice: Dice) -> AskingProblem:
    """One fault of asking the content alone for reviews, with its source or without."""
    way = WayOfAsking(
        incentive=dice.of(tuple(Incentive)),
        asked=AskedWhom.CONTENT,
        is_public=True,
        is_disclosed=dice.of((False, True)),
    )
    found = dice.of(check_incentive(way))
    sources = dice.of(({}, {found.fault: citation_of(dice)}))
    return next(x for x in check_incentive(way, sources=sources) if x.fault is found.fault)


QUESTIONED: Mapping[type[Any], Callable[[Dice], Any]] = {
    AskingProblem: _problem,
    Burden: _burden,
    Pace: _pace,
    Question: _question,
    QuestionFinding: _finding,
    QuestionWords: _words,
    Questionnaire: _questionnaire,
    WayOfAsking: _way,
}
"""What draws each class of these."""
