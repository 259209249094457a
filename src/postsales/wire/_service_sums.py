"""Answers about services, as a whole: what is wrong where sound parts contradict each other.

Rules of this file: as of ``_record_sums.py``.
"""

from collections.abc import Iterator

from postsales.appointments import AppointmentAnswer
from postsales.basics._errors import short
from postsales.basics.decisions import Outcome
from postsales.basics.findings import Verdict
from postsales.subscriptions import SubscriptionEnd
from postsales.wire.documents import Problem

__all__ = ["of_service"]

_ANSWERED = {
    Verdict.MET: Outcome.ALLOWED,
    Verdict.NOT_MET: Outcome.REFUSED,
    Verdict.UNKNOWN: Outcome.REFER,
}


def of_service(answer: SubscriptionEnd | AppointmentAnswer) -> Iterator[Problem]:
    """What the parts of an answer have against each other.

    Example:
        See ``read_service``, which asks it.
    """
    says = _of_fee(answer) if isinstance(answer, AppointmentAnswer) else _of_end(answer)
    yield from (Problem("$", f"cannot be: {x}") for x in says)


def _of_fee(answer: AppointmentAnswer) -> Iterator[str]:
    outcome, verdict = answer.outcome, answer.finding.verdict
    if outcome is not _ANSWERED.get(verdict):
        yield f"its outcome is {str(outcome)!r}, and the verdict of its finding {str(verdict)!r}"
    if (answer.fee is None) is not (verdict is Verdict.UNKNOWN):
        yield f"its fee is {answer.fee}, and the verdict of its finding {str(verdict)!r}"
    if answer.changes_at is not None and answer.changes_at <= answer.at:
        yield "another fee is to hold from an instant that is over"


def _of_end(end: SubscriptionEnd) -> Iterator[str]:
    if end.outcome is not (Outcome.REFUSED if end.because else Outcome.ALLOWED):
        yield f"its outcome is {str(end.outcome)!r}, and its reason {short(end.because)}"
    if end.paid_until < end.ends_on:
        yield f"it ends on {end.ends_on}, and is paid for until {end.paid_until} only"
