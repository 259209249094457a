"""Answers to surveys, from tables and lines of JSON: one response each, nothing guessed.

Rules of this file: a row that cannot be read is a problem with its place, and the others are read.
A score is read as ``feedback.parse_score`` reads it; a blank one means what the caller says.

======================= ==========================================================================
column or key           which says
======================= ==========================================================================
``score``               the answer; needed
``at``                  when, in ISO 8601 with an offset; needed
``customer``            who answered
``survey`` ``kind``     what it was about: ``relational`` or ``transactional``
``state``               ``answered``, ``dismissed``, ``ignored`` or ``bounced``
``source`` ``ref``      where it came from, and its id there
``author``              who gave it, by the source's own name
``comment``             the open answer
``incentive``           ``none``, ``for_answering`` or ``for_praise``
``may_contact``         ``yes`` or ``no``; so is ``may_quote``
======================= ==========================================================================

Example:
    See ``from_csv``.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from attrs import field, frozen

from postsales.basics._checks import instance, pairs, text
from postsales.basics._errors import InvalidValue, PostsalesError, short
from postsales.basics.quantities import FrozenMap
from postsales.feedback.parsing import parse_score
from postsales.feedback.responses import Origin, Response, ResponseState, Source, SurveyKind
from postsales.feedback.scales import RatingScale
from postsales.wire.documents import DocumentErrors, Problem

__all__ = ["AnswerColumns", "ResponsesReading", "from_csv", "from_rows"]

NEEDED = ("score", "at")
OPTIONAL = (
    *("customer", "survey", "kind", "state", "source", "ref", "author", "comment"),
    *("incentive", "may_contact", "may_quote"),
)
_ALL = (*NEEDED, *OPTIONAL)
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}
_TABLE = "table of answers"
_NO_CELLS: list[str] = []


_NO_COLUMNS: FrozenMap[str, str] = FrozenMap({})


def _columns(value: Mapping[str, str]) -> FrozenMap[str, str]:
    named = {text("columns", fact): text("columns", x) for fact, x in pairs("columns", value)}
    for fact in named:
        if fact not in _ALL:
            raise InvalidValue("columns", fact, f"there are {', '.join(_ALL)}")
    return FrozenMap(named)


def _blank(value: ResponseState | str | None) -> ResponseState | None:
    if value is None:
        return None
    state = ResponseState.read("blank", value)
    if state is ResponseState.ANSWERED:
        raise InvalidValue("blank", state, "a blank score is no answer", "say 'dismissed'")
    return state


def _survey_kind(value: SurveyKind | str) -> SurveyKind:
    return SurveyKind.read("kind", value)


def _source(value: Source | str) -> Source:
    return Source.read("source", value)


@frozen(weakref_slot=False, kw_only=True)
class AnswerColumns:
    """Which column tells what, and what holds where none does.

    ``columns`` gives columns of other names: ``{"score": "rating"}``. ``blank`` says what became of
    asking where the score is blank and no state is told; without it such a row is a problem.

    Example:
        >>> AnswerColumns(columns={"score": "rating"}, blank="dismissed").blank
        ResponseState.DISMISSED
    """

    columns: FrozenMap[str, str] = field(default=_NO_COLUMNS, converter=_columns)
    survey: str = "survey"
    kind: SurveyKind = field(default=SurveyKind.TRANSACTIONAL, converter=_survey_kind)
    source: Source = field(default=Source.AFTER_PURCHASE, converter=_source)
    blank: ResponseState | None = field(default=None, converter=_blank)

    def named(self, fact: str) -> str:
        """The column of a fact.

        Example:
            >>> AnswerColumns(columns={"score": "rating"}).named("score")
            'rating'
        """
        return self.columns.get(fact, fact)


_PLAIN = AnswerColumns()


@frozen(weakref_slot=False)
class ResponsesReading:
    """The responses that could be read, and what is wrong with the other rows.

    ``unmapped`` are columns of which nobody says what they tell.
    """

    responses: tuple[Response, ...]
    problems: tuple[Problem, ...] = field(kw_only=True)
    unmapped: tuple[str, ...] = field(kw_only=True)


def from_csv(
    lines: Iterable[str],
    scale: RatingScale,
    *,
    told: AnswerColumns = _PLAIN,
    delimiter: str = ",",
) -> ResponsesReading:
    """The responses of a table with a header and one row for each answer.

    ``lines`` are those of the file: ``open(path, newline="", encoding="utf-8-sig")``. Blank cells
    tell nothing.

    Raises:
        DocumentErrors: there is no header, it cannot be read, names a column twice, or lacks one
            that is needed.
        InvalidValue: a delimiter that is not one sign.

    Example:
        >>> from postsales import NpsCounts, LTR_0_10, feedback
        >>> table = ["score,at,customer", "9,2026-03-02T10:15+01:00,C-7", "8.5,2026-03-02T10:15Z,"]
        >>> found = from_csv(table, LTR_0_10)
        >>> feedback.nps(found.responses).n, [problem.path for problem in found.problems]
        (1, ['line 3, column "score"'])
    """
    if not isinstance(delimiter, str) or len(delimiter) != 1:
        raise InvalidValue("delimiter", delimiter, "one sign is needed, such as ';'")
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    header = [name.strip() for name in _first(rows)]
    _check_header(header, told)
    return _read(_cells(rows, header), scale, told, _in_table)


def from_rows(
    rows: Iterable[tuple[str, object]], scale: RatingScale, *, told: AnswerColumns = _PLAIN
) -> ResponsesReading:
    """The responses of JSON objects, each with the place where it stands.

    Blank texts tell nothing, as ``null`` does.

    Example:
        >>> from postsales import LTR_0_10
        >>> row = {"score": 9, "at": "2026-03-02T10:15+01:00"}
        >>> from_rows([("line 1", row)], LTR_0_10).responses[0].score
        9
    """
    return _read(((place, _object(row)) for place, row in rows), scale, told, _in_object)


def _first(rows: Any) -> list[str]:
    try:
        return next(rows, _NO_CELLS)
    except csv.Error as error:
        raise DocumentErrors(_TABLE, [Problem("line 1", f"cannot be read: {error}")]) from None


def _check_header(header: list[str], told: AnswerColumns) -> None:
    problems = [
        Problem("line 1", _lacking(told.named(fact), fact))
        for fact in _ALL
        if told.named(fact) not in header and (fact in NEEDED or fact in told.columns)
    ]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    problems += [Problem("line 1", f"names the column {short(name)} twice") for name in twice]
    if problems:
        raise DocumentErrors(_TABLE, problems)


def _lacking(column: str, fact: str) -> str:
    told = "" if column == fact else f", which tells {fact}"
    return f"lacks the column {short(column)}{told}: name it, or the sign between cells"


_Row = Mapping[str, object] | str
"""What a row tells by column, or what is wrong with it as a row."""


def _cells(rows: Any, header: list[str]) -> Iterator[tuple[str, _Row]]:
    while True:
        place = f"line {rows.line_num + 1}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield place, f"cannot be read: {error}"
            continue
        if any(cell.strip() for cell in row):
            yield place, _by_column(row, header)


def _by_column(row: list[str], header: list[str]) -> _Row:
    if len(row) != len(header):
        return f"has {len(row)} cells, and the header has {len(header)}"
    return {name: cell for name, cell in zip(header, row, strict=True) if not _is_blank(cell)}


def _object(row: object) -> _Row:
    if not isinstance(row, Mapping):
        return f"is {short(row)}, and an answer is an object"
    cells = cast("Mapping[object, object]", row).items()
    return {str(key): value for key, value in cells if not _is_blank(value)}


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _in_table(place: str, column: str) -> str:
    return f'{place}, column "{column}"'


def _in_object(place: str, column: str) -> str:
    return f"{place}.{column}"


def _read(
    rows: Iterable[tuple[str, _Row]],
    scale: RatingScale,
    told: AnswerColumns,
    at: Callable[[str, str], str],
) -> ResponsesReading:
    instance("scale", scale, RatingScale, "a RatingScale is needed, such as LTR_0_10")
    instance("told", told, AnswerColumns, "AnswerColumns are needed")
    known = {told.named(fact) for fact in _ALL}
    responses: list[Response] = []
    problems: list[Problem] = []
    unmapped: dict[str, None] = {}
    for place, row in rows:
        if isinstance(row, str):
            problems.append(Problem(place, row))
            continue
        unmapped.update(dict.fromkeys(name for name in row if name not in known))
        found = _response(row, scale, told)
        if isinstance(found, Response):
            responses.append(found)
        else:
            problems += [Problem(at(place, told.named(fact)), says) for fact, says in found]
    return ResponsesReading(tuple(responses), problems=tuple(problems), unmapped=tuple(unmapped))


def _response(
    row: Mapping[str, object], scale: RatingScale, told: AnswerColumns
) -> Response | list[tuple[str, str]]:
    facts = {fact: row[told.named(fact)] for fact in _ALL if row.get(told.named(fact)) is not None}
    wrong = [("at", "is missing")] if "at" not in facts else []
    score = facts.pop("score", None)
    if score is None and "state" not in facts:
        if told.blank is None:
            wrong.append(("score", "is blank: say what state it has, or what blank ones mean"))
        else:
            facts["state"] = told.blank
    try:
        score = None if score is None else parse_score(score, scale)
    except InvalidValue as error:
        wrong.append(("score", f"is {short(error.value)}: {error.allowed}"))
    wrong += _as_truth(facts)
    return wrong or _built(score, scale, facts, told)


def _as_truth(facts: dict[str, object]) -> Iterator[tuple[str, str]]:
    for fact in ("may_contact", "may_quote"):
        value = facts.get(fact, False)
        if isinstance(value, str) and value.strip().lower() in _YES_NO:
            facts[fact] = _YES_NO[value.strip().lower()]
        elif not isinstance(value, bool):
            yield fact, f"is {short(value)}: yes or no is needed"


def _built(
    score: object, scale: RatingScale, facts: dict[str, object], told: AnswerColumns
) -> Response | list[tuple[str, str]]:
    given = {name: x.strip() if isinstance(x, str) else x for name, x in facts.items()}
    survey, source = given.pop("survey", told.survey), given.pop("source", told.source)
    ref, author = given.pop("ref", ""), given.pop("author", "")
    given.setdefault("kind", told.kind)
    # What a document holds may be anything: the classes themselves say what they take.
    make: Any = Response
    origin: Any = Origin
    try:
        where = origin(source, ref=ref, author=author)
        return cast("Response", make(survey, score, scale, origin=where, **given))
    except PostsalesError as error:
        fact = str(getattr(error, "field", "score"))
        parts = [getattr(error, "allowed", str(error)), getattr(error, "advice", "")]
        says = "; ".join(x for x in parts if x)
        return [(fact, f"is {short(getattr(error, 'value', None))}: {says}")]
