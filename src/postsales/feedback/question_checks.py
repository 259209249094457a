"""Questions that lead, ask two things at once, or are missing: findings, never a silent edit."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from postsales.basics._checks import instance, texts
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.feedback._whole_words import says, words
from postsales.feedback.questionnaires import Question, Questionnaire, QuestionRole

__all__ = ["QuestionFault", "QuestionFinding", "QuestionWords", "check_questionnaire"]


class QuestionFault(Word):
    """What is wrong with a question, or with all of them."""

    LEADING = "leading"
    """It says which answer is wanted."""
    DOUBLE_BARRELLED = "double_barrelled"
    """It asks two things at once, and one answer cannot be for both."""
    REPEATED = "repeated"
    """It is asked twice in the same words."""
    MUST_WRITE = "must_write"
    """An open question that is not optional: many leave there."""
    MUST_CONSENT = "must_consent"
    """Consent that is not optional is none."""
    NO_OVERALL = "no_overall"
    """No question asks how it was in all."""
    SEVERAL_OVERALL = "several_overall"
    """More than one question asks how it was in all: which is the score?"""
    NO_OPEN = "no_open"
    """No open question asks why."""
    NO_CONTACT_CONSENT = "no_contact_consent"
    """No question asks whether somebody may get in touch: who is unhappy cannot be called."""


_LEADING = (
    "amazing",
    "awesome",
    "best",
    "delighted",
    "don't you",
    "excellent",
    "fantastic",
    "great",
    "how good",
    "how happy",
    "how much did you enjoy",
    "how much did you like",
    "how much did you love",
    "isn't it",
    "love",
    "of course",
    "surely",
    "wonderful",
    "would you agree",
    "wouldn't you",
)
_JOINING = ("and", "as well as", "or")
_HARMLESS = ("and why", "or not", "terms and conditions")


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    found = texts("words", value)
    for one in found:
        if not words(one):
            raise InvalidValue("words", one, "a word has letters or digits")
    return found


@frozen(weakref_slot=False, kw_only=True)
class QuestionWords:
    """Words and phrases that give a question away: whole words, whatever their case.

    ``leading`` ones say which answer is wanted, and ``joining`` ones join two questions, except in
    ``harmless`` phrases. A list only points at words; a person decides.

    Example:
        >>> QuestionWords(leading=["toll"], joining=["und", "oder"], harmless=[]).joining
        ('oder', 'und')
    """

    leading: tuple[str, ...] = field(default=_LEADING, converter=_texts)
    joining: tuple[str, ...] = field(default=_JOINING, converter=_texts)
    harmless: tuple[str, ...] = field(default=_HARMLESS, converter=_texts)


_USUAL = QuestionWords()


@frozen(weakref_slot=False)
class QuestionFinding:
    """A fault, with the question and the words that it was found by; both empty where none is."""

    fault: QuestionFault
    question: str = ""
    found: str = ""


def check_questionnaire(
    questionnaire: Questionnaire, *, by: QuestionWords = _USUAL
) -> tuple[QuestionFinding, ...]:
    """What is wrong with a questionnaire: first with each question, then with what is missing?

    Each fault is told once for each question, with the first phrase of the list that it was found
    by. Nothing is changed, and a finding can be wrong: "research and development" is one thing.

    Example:
        >>> from postsales import CSAT_1_5
        >>> asked = Questionnaire("csat", [
        ...     Question("How great was our quick delivery and service?", CSAT_1_5, role="overall"),
        ... ])
        >>> [(str(x.fault), x.found) for x in check_questionnaire(asked)][:2]
        [('leading', 'great'), ('double_barrelled', 'and')]
    """
    instance("questionnaire", questionnaire, Questionnaire, "a Questionnaire is needed")
    instance("by", by, QuestionWords, "QuestionWords are needed")
    asked = questionnaire.questions
    seen: set[tuple[str, ...]] = set()
    found: list[QuestionFinding] = []
    for question in asked:
        said = words(question.text)
        found += _of_one(question, said, by)
        if said in seen:
            found.append(QuestionFinding(QuestionFault.REPEATED, question.text))
        seen.add(said)
    return (*found, *(QuestionFinding(fault) for fault in _missing(asked)))


def _of_one(
    question: Question, said: tuple[str, ...], by: QuestionWords
) -> Iterator[QuestionFinding]:
    leading = next((one for one in by.leading if says(said, one)), "")
    if leading:
        yield QuestionFinding(QuestionFault.LEADING, question.text, leading)
    rest = said
    for phrase in by.harmless:
        rest = _without(rest, words(phrase))
    joining = next((one for one in by.joining if says(rest, one)), "")
    if joining and not question.role.is_consent:
        yield QuestionFinding(QuestionFault.DOUBLE_BARRELLED, question.text, joining)
    if question.is_optional:
        return
    if question.role.is_consent:
        yield QuestionFinding(QuestionFault.MUST_CONSENT, question.text)
    elif question.is_open:
        yield QuestionFinding(QuestionFault.MUST_WRITE, question.text)


def _without(said: tuple[str, ...], phrase: tuple[str, ...]) -> tuple[str, ...]:
    for at in range(len(said) - len(phrase) + 1):
        if said[at : at + len(phrase)] == phrase:
            return said[:at] + _without(said[at + len(phrase) :], phrase)
    return said


def _missing(asked: tuple[Question, ...]) -> Iterator[QuestionFault]:
    overall = sum(one.role is QuestionRole.OVERALL for one in asked)
    if not overall:
        yield QuestionFault.NO_OVERALL
    if overall > 1:
        yield QuestionFault.SEVERAL_OVERALL
    if not any(one.is_open and not one.role.is_consent for one in asked):
        yield QuestionFault.NO_OPEN
    if not any(one.role is QuestionRole.MAY_CONTACT for one in asked):
        yield QuestionFault.NO_CONTACT_CONSENT
