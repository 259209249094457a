"""Answers to surveys from the files that the command line names."""

import io
from argparse import Namespace
from collections.abc import Iterator

from attrs import frozen

from postsales.basics._errors import short
from postsales.cli.answers import Bad
from postsales.cli.documents import Document, Text, check_file, documents_in, texts
from postsales.cli.endings import Usage
from postsales.cli.meters import Meter
from postsales.feedback.responses import Response
from postsales.feedback.scales import RatingScale
from postsales.wire.documents import DocumentErrors
from postsales.wire.responses import AnswerColumns, ResponsesReading, from_csv, from_rows

__all__ = ["AnswersRead", "read_answers"]


@frozen(weakref_slot=False)
class AnswersRead:
    """The answers of all files, what is wrong with the rest, and columns nobody explains."""

    responses: tuple[Response, ...]
    bad: tuple[Bad, ...]
    unmapped: tuple[str, ...]


def read_answers(asked: Namespace, scale: RatingScale, told: AnswerColumns) -> AnswersRead:
    """Everything that was answered, file by file.

    Raises:
        Usage: a file does not exist, or is no table of answers.
        Broken: a file can no longer be read.
    """
    for path in asked.sources:
        check_file(path, "csv")
    responses: list[Response] = []
    bad: list[Bad] = []
    unmapped: dict[str, None] = {}
    for path in asked.sources:
        found, slips = _of_file(path, asked, scale, told)
        responses += found.responses
        bad += slips
        bad += (Bad(path, None, x.path, x.says, what="answer") for x in found.problems)
        unmapped.update(dict.fromkeys(found.unmapped))
    return AnswersRead(tuple(responses), tuple(bad), tuple(unmapped))


def _of_file(
    path: str, asked: Namespace, scale: RatingScale, told: AnswerColumns
) -> tuple[ResponsesReading, list[Bad]]:
    if path.lower().endswith(".csv"):
        return _of_table(path, asked, scale, told), []
    rows: list[tuple[str, object]] = []
    bad: list[Bad] = []
    for one in _objects(path):
        if isinstance(one, Bad):
            bad.append(one)
        else:
            rows.append((one.path if one.line is None else f"line {one.line}", one.data))
    return from_rows(rows, scale, told=told), bad


def _of_table(
    path: str, asked: Namespace, scale: RatingScale, told: AnswerColumns
) -> ResponsesReading:
    with Meter().opened(path) as stream:
        lines = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        try:
            return from_csv(lines, scale, told=told, delimiter=asked.delimiter)
        except DocumentErrors as problems:
            raise Usage(f"the source {short(path)}: {problems}") from None
        except UnicodeDecodeError as error:
            says = f"is no UTF-8 text: byte {error.start} of a part of it"
            raise Usage(f"the source {short(path)} {says}") from None
        finally:
            lines.detach()


def _objects(path: str) -> Iterator[Document | Bad]:
    for text in texts(path, Meter()):
        if isinstance(text, Text):
            yield from documents_in(text)
        else:
            yield text
