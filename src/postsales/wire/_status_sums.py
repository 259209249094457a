"""How far a return is, as a whole: what is wrong where its sound parts contradict each other.

Rules of this file: as of ``_record_sums.py``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from postsales.basics._errors import short
from postsales.basics.quantities import less
from postsales.returns.clocks import RmaDuty
from postsales.returns.due import RmaDue
from postsales.returns.rma import RMA
from postsales.returns.status import RmaStatus
from postsales.wire.documents import Problem

__all__ = ["of_status"]


def of_status(status: RmaStatus) -> Iterator[Problem]:
    """What the parts of a status have against each other.

    Example:
        See ``read_rma_status``, which asks it.
    """
    yield from (Problem("$", f"cannot be: {says}") for says in _of_goods(status))
    for name, duty in _CLOCKS.items():
        due: RmaDue | None = getattr(status, name)
        if due is not None:
            yield from (Problem(f"$.{name}", f"cannot be: {x}") for x in _of_clock(due, duty))


_CLOCKS: Mapping[str, RmaDuty] = {
    "ship_by": RmaDuty.SHIP,
    "inspect_by": RmaDuty.INSPECT,
    "refund_by": RmaDuty.REFUND,
}


def _of_goods(status: RmaStatus) -> Iterator[str]:
    yield from _more("awaited", status.awaited, less(status.announced, status.received))
    if status.announced:
        yield from _more("under way", status.underway, status.awaited)
    for what, told in (("not looked at", status.uninspected), ("not paid for", status.unpaid)):
        yield from _more(what, told, status.received, "came")
    reasons = sum((Counter(x) for x in status.reasons.values()), Counter[str]())
    yield from _more("given a reason", reasons, status.announced, "were announced")
    if RMA.is_over(status.state) and status.awaited:
        yield f"the return is {str(status.state)!r}, and units are awaited"


def _more(
    what: str, told: Mapping[str, int], most: Mapping[str, int], where: str = "are to come"
) -> Iterator[str]:
    for line, units in told.items():
        left = most.get(line, 0)
        if units > left:
            yield f"{units} units of {short(line)} are {what}, and at most {left} {where}"


def _of_clock(due: RmaDue, duty: RmaDuty) -> Iterator[str]:
    if due.duty is not duty:
        yield f"its duty is {str(due.duty)!r}, and this is the clock of {str(duty)!r}"
    if (due.deadline is None) is not bool(due.because):
        yield "it has a deadline, or says why it has none"
    if due.late_since is not None and due.late_since > due.judged_at:
        yield "it is late since an instant after the one at which it was judged"
