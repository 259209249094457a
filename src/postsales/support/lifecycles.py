"""The life of an inquiry, from the first message to the end, as a table.

Rules of this file: states, steps and remarks are words with a contract each, and the table is data.
Whoever writes again is heard in every state: only what goes on elsewhere is over for good.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, frozen

from postsales.basics._words import Word
from postsales.basics.lifecycles import Lifecycle, Transition
from postsales.basics.moments import iso_repr

__all__ = ["INQUIRY", "InquiryNote", "InquiryRemark", "InquiryStage", "InquiryStep"]


class InquiryStage(Word):
    """How far is an inquiry?"""

    NOT_BEGUN = "not_begun"
    """The customer has not written; what we write first begins nothing."""
    NEW = "new"
    """The customer wrote, and nobody has answered yet."""
    OPEN = "open"
    """We have answered, and it is not solved."""
    WAITING = "waiting"
    """We asked the customer for something, and wait for it."""
    SOLVED = "solved"
    """We say that it is solved, and wait for the customer to say so."""
    CONFIRMED = "confirmed"
    """The customer said that it is solved, whether we had said so or not."""
    REOPENED = "reopened"
    """It was not solved after all."""
    CLOSED = "closed"
    """We ended it, or nobody wrote for so long after the solution that it is over."""
    MERGED = "merged"
    """It goes on as another inquiry."""


class InquiryStep(Word):
    """What can happen to an inquiry?"""

    WROTE = "wrote"
    """The customer writes."""
    REPLIED = "replied"
    """We answer."""
    ASKED = "asked"
    """We ask the customer for something."""
    SOLVED = "solved"
    """We say that it is solved."""
    CONFIRMED = "confirmed"
    """The customer says so."""
    REOPENED = "reopened"
    """Somebody says that it is not."""
    TIME_OVER = "time_over"
    """The time to say so is over, and the customer is silent. The clock says so, no event does."""
    CLOSED = "closed"
    """We end it."""
    MERGED = "merged"
    """It goes on as another."""


class InquiryRemark(Word):
    """What is out of the ordinary about an inquiry?"""

    NOT_SOLVED = "not_solved"
    """It was closed, and nobody had said that it is solved."""
    NOT_CONFIRMED = "not_confirmed"
    """It was closed before the customer said that it is solved, and before the time was over."""
    AFTER_CLOSING = "after_closing"
    """The customer wrote, or somebody opened it, after it was closed."""
    OUT_OF_ORDER = "out_of_order"
    """Something happened that was not to be expected where it stood; it changes nothing."""
    NEVER_STARTED = "never_started"
    """It was solved or closed while the clocks stood still by agreement: that ends the stop."""
    SAME_REF = "same_ref"
    """A message has the reference of an earlier one: an answer to it answers all before it."""
    ANSWERS_NONE = "answers_none"
    """An answer names a message that nobody had written: it answers those without a reference."""
    NOT_GIVEN = "not_given"
    """A plan was bound that is none of the policies that are given; it changes nothing."""


@frozen(weakref_slot=False)
class InquiryNote:
    """Something out of the ordinary: what, when, and what happened then."""

    remark: InquiryRemark
    at: datetime = field(kw_only=True, repr=iso_repr)
    event: str = field(kw_only=True)


_Stage, _Step, _Remark = InquiryStage, InquiryStep, InquiryRemark
_Row = Transition[InquiryStage, InquiryStep]
_Steps = Mapping[InquiryStep, InquiryStage | None]
"""Where steps lead; None leads back to the stage itself."""


def _rows(
    stages: Iterable[InquiryStage], steps: _Steps, remark: InquiryRemark | None = None
) -> Iterable[_Row]:
    """The same rows of several stages."""
    for stage in stages:
        for step, to in steps.items():
            yield Transition(stage, step, stage if to is None else to, remark=remark)


_AT_WORK: _Steps = {_Step.ASKED: _Stage.WAITING, _Step.SOLVED: _Stage.SOLVED}
_ELSEWHERE: _Steps = {_Step.MERGED: _Stage.MERGED}
_CLOSED: _Steps = {_Step.CLOSED: _Stage.CLOSED}
_NOT_SOLVED: _Steps = {_Step.WROTE: _Stage.REOPENED, _Step.REOPENED: _Stage.REOPENED}
_WE_WRITE: _Steps = {_Step.REPLIED: None, _Step.ASKED: None}


def _unsolved() -> Iterable[_Row]:
    begins, fresh = [_Stage.NOT_BEGUN], [_Stage.NEW]
    answered = [_Stage.OPEN, _Stage.REOPENED]
    yield from _rows(begins, {_Step.WROTE: _Stage.NEW, _Step.SOLVED: _Stage.SOLVED, **_WE_WRITE})
    yield from _rows(fresh, {_Step.WROTE: None, _Step.REPLIED: _Stage.OPEN})
    yield from _rows(answered, {_Step.WROTE: None, _Step.REPLIED: None})
    waiting: _Steps = {_Step.WROTE: _Stage.OPEN, _Step.REPLIED: None, _Step.REOPENED: _Stage.OPEN}
    yield from _rows([_Stage.WAITING], waiting)
    written = [*fresh, *answered, _Stage.WAITING]
    yield from _rows(written, {**_AT_WORK, _Step.CONFIRMED: _Stage.CONFIRMED})
    yield from _rows([*begins, *written], _ELSEWHERE)
    yield from _rows([*begins, *written], _CLOSED, _Remark.NOT_SOLVED)


def _solved() -> Iterable[_Row]:
    solved, confirmed, closed = [_Stage.SOLVED], [_Stage.CONFIRMED], [_Stage.CLOSED]
    yield from _rows(solved, {_Step.CONFIRMED: _Stage.CONFIRMED, _Step.TIME_OVER: _Stage.CLOSED})
    yield from _rows(solved, _CLOSED, _Remark.NOT_CONFIRMED)
    yield from _rows(confirmed, {_Step.CONFIRMED: None, **_CLOSED})
    yield from _rows([*solved, *confirmed], {_Step.SOLVED: None, **_NOT_SOLVED})
    yield from _rows(closed, {_Step.CONFIRMED: _Stage.CONFIRMED, _Step.CLOSED: None})
    yield from _rows(closed, {_Step.SOLVED: _Stage.SOLVED})
    yield from _rows(closed, _NOT_SOLVED, _Remark.AFTER_CLOSING)
    yield from _rows([*solved, *confirmed, *closed], {**_WE_WRITE, **_ELSEWHERE})


INQUIRY: Lifecycle[InquiryStage, InquiryStep] = Lifecycle(
    "inquiry",
    start=InquiryStage.NOT_BEGUN,
    transitions=[*_unsolved(), *_solved()],
    ends=[InquiryStage.MERGED],
)
"""The table of an inquiry: which stage it is in, and what leads from there to which other."""
