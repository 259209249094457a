"""How long a questionnaire takes, and what is wrong with it."""

from fractions import Fraction
from typing import Any

import pytest

from postsales import (
    CSAT_1_5,
    THUMBS,
    InvalidValue,
    Pace,
    Question,
    Questionnaire,
    QuestionWords,
    WrongType,
    feedback,
)

OVERALL = Question("How satisfied are you with your order?", CSAT_1_5, role="overall")
WHY = Question("What could we do better?", is_optional=True)
CONTACT = Question("May we contact you?", THUMBS, role="may_contact", is_optional=True)
WHOLE = Questionnaire("csat", [OVERALL, WHY, CONTACT])

WRONG: Any = ["great"]


def faults(*questions: Question, by: QuestionWords | None = None) -> list[str]:
    asked = Questionnaire("csat", [*questions])
    return [str(x.fault) for x in feedback.check_questionnaire(asked, by=by or QuestionWords())]


class TestBurden:
    """Words at the pace of reading, and so many seconds for each answer."""

    def test_of_a_short_one(self) -> None:
        found = feedback.burden(WHOLE, Pace(words_per_minute=60, scale_seconds=5, open_seconds=30))
        assert (found.words, found.scale_questions, found.open_questions) == (16, 2, 1)
        assert found.seconds == 16 + 5 + 5 + 30
        assert found.minutes == Fraction(56, 60)
        assert found.required_seconds == 7 + 5

    def test_nothing_but_reading(self) -> None:
        pace = Pace(words_per_minute=120, scale_seconds=0, open_seconds=0)
        assert feedback.burden(WHOLE, pace).seconds == 8

    @pytest.mark.parametrize("pace", [{"words_per_minute": 0}, {"open_seconds": -1}])
    def test_a_pace_is_one(self, pace: dict[str, int]) -> None:
        with pytest.raises(InvalidValue):
            Pace(**pace)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How satisfied are you with the delivery?", []),
        ("How great was the delivery?", ["leading"]),
        ("How GREAT was the delivery?", ["leading"]),
        ("How much greater was the delivery?", []),
        ("Don\u2019t you think that we were quick?", ["leading"]),
        ("How were delivery and service?", ["double_barrelled"]),
        ("Was it quick or cheap?", ["double_barrelled"]),
        ("Was it quick or not?", []),
        ("Did you find the terms and conditions?", []),
        ("Did you find the terms and conditions and the form?", ["double_barrelled"]),
        ("How great were delivery and service?", ["leading", "double_barrelled"]),
        ("Were you handed an order form?", []),
    ],
)
def test_a_question_gives_itself_away(text: str, expected: list[str]) -> None:
    assert faults(OVERALL, WHY, CONTACT, Question(text, CSAT_1_5)) == expected


def test_a_finding_names_the_question_and_the_words() -> None:
    asked = Question("Wasn't it quick, and wasn't it great?", CSAT_1_5)
    found = feedback.check_questionnaire(Questionnaire("csat", [OVERALL, asked, WHY, CONTACT]))
    assert [(x.question, x.found) for x in found] == [(asked.text, "great"), (asked.text, "and")]


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        ((OVERALL, WHY, CONTACT), []),
        ((WHY, CONTACT), ["no_overall"]),
        ((OVERALL, CONTACT), ["no_open"]),
        ((OVERALL, WHY), ["no_contact_consent"]),
        ((OVERALL, OVERALL, WHY, CONTACT), ["repeated", "several_overall"]),
        ((OVERALL, Question("Why?"), CONTACT), ["must_write"]),
        (
            (OVERALL, WHY, Question("May we call and write?", THUMBS, role="may_contact")),
            ["must_consent"],
        ),
        (
            (OVERALL, Question("Where may we write to?", role="may_contact", is_optional=True)),
            ["no_open"],
        ),
    ],
)
def test_what_is_missing_or_too_much(questions: tuple[Question, ...], expected: list[str]) -> None:
    assert faults(*questions) == expected


def test_the_lists_are_the_hosts() -> None:
    german = QuestionWords(leading=["toll"], joining=["und"], harmless=["und zwar"])
    asked = Question("Wie toll waren Lieferung und Service?", CSAT_1_5)
    assert faults(OVERALL, WHY, CONTACT, asked, by=german) == ["leading", "double_barrelled"]
    assert faults(OVERALL, WHY, CONTACT, asked) == []
    nothing = QuestionWords(leading=[], joining=[], harmless=[])
    assert faults(OVERALL, WHY, CONTACT, Question("How great is this and that?"), by=nothing) == [
        "must_write"
    ]


def test_nothing_is_changed() -> None:
    before = repr(WHOLE)
    feedback.check_questionnaire(WHOLE)
    assert repr(WHOLE) == before


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(lambda: Questionnaire("csat", []), InvalidValue, id="no questions"),
        pytest.param(lambda: Questionnaire("", [WHY]), InvalidValue, id="no survey"),
        pytest.param(lambda: Questionnaire("csat", WRONG), WrongType, id="text"),
        pytest.param(lambda: Question(" "), InvalidValue, id="blank"),
        pytest.param(lambda: Question("Why?", WRONG), WrongType, id="no scale"),
        pytest.param(lambda: Question("Why?", role="why"), InvalidValue, id="no role"),
        pytest.param(lambda: Question("Why?", is_optional=WRONG), WrongType, id="no bool"),
        pytest.param(lambda: QuestionWords(leading=["!"]), InvalidValue, id="no letters"),
        pytest.param(lambda: QuestionWords(leading="great"), WrongType, id="a text"),
        pytest.param(lambda: feedback.burden(WRONG), WrongType, id="no questionnaire"),
        pytest.param(lambda: feedback.check_questionnaire(WHOLE, by=WRONG), WrongType, id="a list"),
    ],
)
def test_what_it_needs(make: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        make()
