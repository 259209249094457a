"""Questionnaires: which questions are asked, how long that takes, and what is wrong with them.

Rules of this file: a questionnaire is looked over and never changed. Lists of words are the host's
to choose, since a list is of one language; the usual ones are English.
"""

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import count, instance, named, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.feedback._whole_words import words
from postsales.feedback.scales import RatingScale

__all__ = ["Burden", "Pace", "Question", "QuestionRole", "Questionnaire", "burden"]


class QuestionRole(Word):
    """What a question is for."""

    OVERALL = "overall"
    """How it was in all: the one score that is followed over time."""
    DETAIL = "detail"
    """One side of it, or why."""
    MAY_CONTACT = "may_contact"
    """Whether somebody may get in touch about the answer."""
    MAY_QUOTE = "may_quote"
    """Whether the answer may be shown to others."""

    @property
    def is_consent(self) -> bool:
        """Does it ask for consent?"""
        return self in (QuestionRole.MAY_CONTACT, QuestionRole.MAY_QUOTE)


def _role(value: QuestionRole | str) -> QuestionRole:
    return QuestionRole.read("role", value)


@frozen(weakref_slot=False)
class Question:
    """One question: on a scale, or open when it has none.

    Example:
        >>> Question("What could we do better?").is_open
        True
    """

    text: str
    scale: RatingScale | None = None
    role: QuestionRole = field(default=QuestionRole.DETAIL, converter=_role, kw_only=True)
    is_optional: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("text", self.text)
        if self.scale is not None:
            instance("scale", self.scale, RatingScale, "a RatingScale is needed, or None")
        instance("is_optional", self.is_optional, bool, "True or False is needed")

    @property
    def is_open(self) -> bool:
        """Is it answered in words of one's own?"""
        return self.scale is None


def _questions(value: Iterable[Question]) -> tuple[Question, ...]:
    return several("questions", value, Question, "questions are Question objects")


@frozen(weakref_slot=False)
class Questionnaire:
    """The questions of one survey, in the order in which they are asked; one at least."""

    survey: str
    questions: tuple[Question, ...] = field(converter=_questions)

    def __attrs_post_init__(self) -> None:
        named("survey", self.survey)
        if not self.questions:
            raise InvalidValue("questions", (), "one question at least is needed")


@frozen(weakref_slot=False, kw_only=True)
class Pace:
    """How fast somebody answers: an assumption, not a measurement. Measure your own if you can.

    So many words are read in a minute, and an answer takes so many seconds: a choice on a scale, or
    words of one's own.
    """

    words_per_minute: int = 200
    scale_seconds: int = 5
    open_seconds: int = 45

    def __attrs_post_init__(self) -> None:
        count("words_per_minute", self.words_per_minute, least=1)
        count("scale_seconds", self.scale_seconds)
        count("open_seconds", self.open_seconds)


_USUAL = Pace()


@frozen(weakref_slot=False)
class Burden:
    """How long a questionnaire takes, if the pace is right: all of it, and what is not optional."""

    seconds: Fraction
    required_seconds: Fraction
    words: int
    scale_questions: int
    open_questions: int
    pace: Pace

    @property
    def minutes(self) -> Fraction:
        """How many minutes all of it takes, exactly."""
        return self.seconds / 60


def burden(questionnaire: Questionnaire, pace: Pace = _USUAL) -> Burden:
    """How long does it take to answer?

    The words of all questions at the pace of reading, and so many seconds for each question on a
    scale and for each open one. All of that is assumed, and the result names what was.

    Units: seconds, exactly. Rounding: none.

    Example:
        >>> from postsales import CSAT_1_5
        >>> asked = Questionnaire("csat", [
        ...     Question("How satisfied are you with your order?", CSAT_1_5),
        ...     Question("What could we do better?", is_optional=True),
        ... ])
        >>> found = burden(asked)
        >>> float(found.seconds), float(found.required_seconds)
        (53.6, 7.1)
    """
    instance("questionnaire", questionnaire, Questionnaire, "a Questionnaire is needed")
    instance("pace", pace, Pace, "a Pace is needed")
    asked = questionnaire.questions
    return Burden(
        sum((_seconds(one, pace) for one in asked), Fraction()),
        sum((_seconds(one, pace) for one in asked if not one.is_optional), Fraction()),
        words=sum(len(words(one.text)) for one in asked),
        scale_questions=sum(not one.is_open for one in asked),
        open_questions=sum(one.is_open for one in asked),
        pace=pace,
    )


def _seconds(question: Question, pace: Pace) -> Fraction:
    reading = Fraction(60 * len(words(question.text)), pace.words_per_minute)
    return reading + (pace.open_seconds if question.is_open else pace.scale_seconds)
