"""Answers from tables and JSON: what can be read is read, and the rest is told with its place."""

from typing import Any

import pytest

from postsales import (
    CSAT_1_5,
    LTR_0_10,
    DocumentErrors,
    Incentive,
    InvalidValue,
    Origin,
    Response,
    ResponseState,
    Source,
)
from postsales.wire import responses
from postsales.wire.responses import AnswerColumns

AT = "2026-03-02T10:15+01:00"


def read(*lines: str, **told: Any) -> responses.ResponsesReading:
    return responses.from_csv(lines, LTR_0_10, told=AnswerColumns(**told))


def problems(found: responses.ResponsesReading) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_a_whole_row() -> None:
    found = read(
        "score,at,customer,survey,kind,state,source,ref,author,comment,incentive,may_contact,"
        "may_quote",
        f'10 - Extremely likely,{AT},C-7,nps,relational,answered,review_site,r-1,anna_b,"Fine, '
        'thanks",for_answering,yes,no',
    )
    assert problems(found) == []
    assert found.responses == (
        Response(
            "nps",
            10,
            LTR_0_10,
            at=AT,
            customer="C-7",
            kind="relational",
            origin=Origin(Source.REVIEW_SITE, ref="r-1", author="anna_b"),
            comment="Fine, thanks",
            incentive=Incentive.FOR_ANSWERING,
            may_contact=True,
        ),
    )


def test_what_no_column_tells_is_what_the_caller_says() -> None:
    found = read(
        "rating,when",
        f"9,{AT}",
        columns={"score": "rating", "at": "when"},
        survey="nps",
        kind="relational",
        source="poll",
    )
    (one,) = found.responses
    assert (one.survey, str(one.kind), one.origin.source) == ("nps", "relational", Source.POLL)


def test_a_blank_score_means_what_somebody_says() -> None:
    told = ["score,at,state", f",{AT},", f",{AT},bounced"]
    assert problems(read(*told)) == [
        'line 2, column "score" is blank: say what state it has, or what blank ones mean'
    ]
    states = [one.state for one in read(*told, blank="ignored").responses]
    assert states == [ResponseState.IGNORED, ResponseState.BOUNCED]
    with pytest.raises(InvalidValue, match="no answer"):
        AnswerColumns(blank="answered")


WRONG = [
    (f"8.5,{AT},,", "column \"score\" is '8.5': a whole number is needed"),
    (f"11,{AT},,", 'column "score" is 11: whole numbers from 0 to 10'),
    ("9,2026-03-02T10:15,,", 'column "at" is'),
    ("9,,,", 'column "at" is missing'),
    (f"9,{AT},maybe,", "column \"may_contact\" is 'maybe': yes or no"),
    (f"9,{AT},,friend", "column \"source\" is 'friend'"),
    (f"9,{AT}", "has 2 cells, and the header has 4"),
]


@pytest.mark.parametrize(("row", "says"), WRONG)
def test_a_row_that_cannot_be_is_told_and_the_others_are_read(row: str, says: str) -> None:
    found = read("score,at,may_contact,source", row, f"9,{AT},,")
    assert len(found.responses) == 1
    (told,) = problems(found)
    assert told.startswith("line 2")
    assert says in told


def test_everything_wrong_with_a_row_is_told() -> None:
    found = read("score,at,may_quote", "ten,,perhaps")
    assert len(found.problems) == 3


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("rating,at", "lacks the column 'score'"),
        ("score", "lacks the column 'at'"),
        ("score,at,score", "names the column 'score' twice"),
    ],
)
def test_a_header_names_what_is_needed_once(header: str, says: str) -> None:
    with pytest.raises(DocumentErrors, match=says):
        read(header, "9")


def test_a_column_that_somebody_names_must_be_there() -> None:
    with pytest.raises(DocumentErrors, match="lacks the column 'who'"):
        read("score,at", columns={"customer": "who"})
    with pytest.raises(InvalidValue, match="columns"):
        AnswerColumns(columns={"rating": "score"})


def test_columns_that_nobody_explains_are_told() -> None:
    assert read("score,at,page", f"9,{AT},/home").unmapped == ("page",)


def test_blank_rows_are_none_and_quotes_may_hold_lines() -> None:
    found = read("score,at,comment", "", ",,", f'9,{AT},"two\n', 'lines"', f"8,{AT},")
    assert [one.comment for one in found.responses] == ["two\nlines", ""]


def test_objects_of_json() -> None:
    rows = [
        ("line 1", {"score": 5, "at": AT, "may_contact": True, "comment": None}),
        ("line 2", {"score": True, "at": AT}),
        ("line 3", [5]),
        ("line 4", {"score": 4, "at": 7, "extra": 1}),
    ]
    found = responses.from_rows(rows, CSAT_1_5)
    assert [one.score for one in found.responses] == [5]
    assert [problem.path for problem in found.problems] == ["line 2.score", "line 3", "line 4.at"]
    assert found.unmapped == ("extra",)


@pytest.mark.parametrize("value", ["", "  ", None])
def test_a_blank_in_json_tells_nothing_as_a_blank_cell_does(value: object) -> None:
    rows = [("line 1", {"score": value, "at": AT, "customer": value, "survey": value})]
    told = AnswerColumns(blank="dismissed", survey="nps")
    (one,) = responses.from_rows(rows, LTR_0_10, told=told).responses
    assert (one.score, one.state, one.survey) == (None, ResponseState.DISMISSED, "nps")


def test_a_header_that_cannot_be_read_is_told() -> None:
    with pytest.raises(DocumentErrors, match="line 1 cannot be read"):
        read('"score,at', f"9,{AT}")


@pytest.mark.parametrize("delimiter", ["", ";;", None])
def test_one_sign_stands_between_cells(delimiter: Any) -> None:
    with pytest.raises(InvalidValue, match="delimiter"):
        responses.from_csv(["score,at"], LTR_0_10, delimiter=delimiter)
