"""Following a return through the history of its order, event by event.

Rules of this file: a ``Course`` changes while the history is walked through, and is gone when an
``RmaStatus`` is made of it. Nothing raises here: what does not fit is noted, and the facts count.
"""

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import Factory, define

from postsales.basics.events import Event
from postsales.basics.quantities import Quantities, less
from postsales.orders._reasons_given import NO_REASONS, ReasonsGiven, both_reasons
from postsales.orders.conditions import Condition
from postsales.orders.events import (
    Received,
    Refunded,
    RefundStatus,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
)
from postsales.orders.exchanged import ExchangeCharged, Exchanged
from postsales.orders.return_events import (
    ReturnCancelled,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnSentBack,
    ReturnShipped,
)
from postsales.returns.notes import RmaNote
from postsales.returns.rma import RMA, RmaRemark, RmaState, RmaStep

_NONE = Quantities()

_PLAIN: Mapping[type[Event], RmaStep] = {
    ReturnApproved: RmaStep.APPROVED,
    ReturnLabelIssued: RmaStep.LABEL_ISSUED,
    ReturnCancelled: RmaStep.CANCELLED,
    ReturnClosed: RmaStep.CLOSED,
}


def added(some: Iterable[Mapping[str, int]]) -> Quantities:
    """Units by line, of several together; lines without any are left out."""
    found: Counter[str] = Counter()
    for units in some:
        found.update(units)
    return Quantities.trusted({x: k for x, k in found.items() if k})


def common(units: Mapping[str, int], most: Mapping[str, int]) -> Quantities:
    """Units by line, of no line more than there are of it."""
    return Quantities.trusted({x: min(k, most[x]) for x, k in units.items() if most.get(x)})


Waited = tuple[datetime, Quantities]
"""When something happened to units, and to which."""

Wait = tuple[datetime, datetime | None]
"""Since when units waited for something, and when it was done for the last of them."""


@define(weakref_slot=False, eq=False)
class Course:
    """What has happened to one return so far."""

    state: RmaState = RMA.start
    announced: Counter[str] = Factory(Counter[str])
    reasons: ReasonsGiven = NO_REASONS
    shipped: Counter[str] = Factory(Counter[str])
    received: Counter[str] = Factory(Counter[str])
    missing: Counter[str] = Factory(Counter[str])
    charged: Counter[str] = Factory(Counter[str])
    kept: Counter[str] = Factory(Counter[str])
    found: dict[Condition, Counter[str]] = Factory(dict[Condition, Counter[str]])
    sent_back: Counter[str] = Factory(Counter[str])
    back_unseen: list[Waited] = Factory(list[Waited])
    refunds: dict[object, Waited] = Factory(dict[object, Waited])
    facts: list[tuple[Event, Quantities]] = Factory(list[tuple[Event, Quantities]])
    notes: list[RmaNote] = Factory(list[RmaNote])
    called_off: bool = False
    past: Quantities = _NONE

    @property
    def lost(self) -> Quantities:
        """Units that were lost on their way back, and did not turn up."""
        if not self.announced:
            return added([self.missing])
        return common(self.missing, less(self.announced, self.received))

    @property
    def awaited(self) -> Quantities:
        """Units that were announced, and are still to come; those charged for stay away."""
        if self.called_off or RMA.is_over(self.state):
            return _NONE
        return less(self.announced, self.received, self.lost, self.charged, self.staying)

    @property
    def staying(self) -> Quantities:
        """Units that need not come back, and did not."""
        return common(self.kept, less(self.announced, self.received, self.lost))

    @property
    def underway(self) -> Quantities:
        """Units that were handed in, and are still to come."""
        away = less(self.shipped, self.received, self.lost)
        if not self.announced and not self.called_off and not RMA.is_over(self.state):
            return away
        return common(away, self.awaited)

    @property
    def inspected(self) -> Counter[str]:
        """Units that were looked at."""
        return sum(self.found.values(), Counter[str]())

    @property
    def waiting(self) -> Quantities:
        """Units that came, and were neither looked at nor sent back."""
        return less(self.received, self.inspected, _of_all(self.back_unseen))

    @property
    def unpaid(self) -> Quantities:
        """Units that came, and were neither paid for nor sent back."""
        return less(self.received, self.refunded, self.sent_back)

    @property
    def refunded(self) -> Counter[str]:
        """Units that a refund was ordered for, or that were exchanged."""
        return sum((Counter(units) for _, units in self.refunds.values()), Counter[str]())

    def expire(self, at: datetime) -> None:
        """The time to hand it in is over."""
        self._step(RmaStep.EXPIRED, at)

    def take(self, event: Event, came: Quantities) -> None:
        """Something happens to the return, or in its name."""
        if isinstance(event, Refunded):
            self._refunded(event)
            return
        if isinstance(event, Exchanged | ExchangeCharged):
            self._exchanged(event)
            return
        units = came or self._units(event)
        self.facts.append((event, units))
        if isinstance(event, ReturnRequested):
            self.announced.update(units)
            self.reasons = both_reasons(self.reasons, event.reasons)
            self._step(RmaStep.REQUESTED, event.at)
        elif isinstance(event, ReturnShipped):
            self.shipped.update(units)
            self._step(RmaStep.SHIPPED, event.at, units)
        elif isinstance(event, ReturnLost):
            self.missing.update(units)
            self._step(RmaStep.PART_LOST if self.awaited else RmaStep.ALL_LOST, event.at, units)
        elif isinstance(event, Received):
            self._received(event, units)
        elif isinstance(event, ReturnInspected):
            self._inspected(event)
        elif isinstance(event, ReturnSentBack):
            self._sent_back(event)
        else:
            self._told(event)
        self._settle(event.at)

    def _units(self, event: Event) -> Quantities:
        if isinstance(event, ReturnShipped | ReturnLost):
            return event.units or self.awaited
        if isinstance(event, ReturnApproved):
            return event.staying
        if isinstance(event, ReturnRequested | ReturnInspected | ReturnSentBack):
            return event.units
        return _NONE

    def _told(self, event: Event) -> None:
        step = next((step for kind, step in _PLAIN.items() if isinstance(event, kind)), None)
        if step is RmaStep.CANCELLED and self.state is RmaState.PARTLY_RECEIVED and self.underway:
            self._note(RmaRemark.ALREADY_SENT, event.at, self.state, self.underway)
        if step is None or not self._step(step, event.at):
            return
        if isinstance(event, ReturnApproved):
            self.kept.update(event.staying)
        self.called_off = self.called_off or step is RmaStep.CANCELLED

    def _received(self, event: Received, came: Quantities) -> None:
        self.received.update(came)
        if not self.announced:
            # Lost units that turn up are lost no more; those of a notice are told by what came.
            self.missing -= Counter(came)
        self._step(RmaStep.PART_RECEIVED if self.awaited else RmaStep.ALL_RECEIVED, event.at, came)
        more = common(came, less(self.received, self.announced))
        if more and self.announced:
            self._note(RmaRemark.MORE_THAN_ANNOUNCED, event.at, self.state, more)

    def _inspected(self, event: ReturnInspected) -> None:
        for some in event.found:
            self.found.setdefault(some.condition, Counter())[some.line] += some.units
        more = common(event.units, less(self.inspected, self.received))
        if more:
            self._note(RmaRemark.MORE_THAN_RECEIVED, event.at, self.state, more)
        part = self.awaited or self.waiting
        step = RmaStep.PART_INSPECTED if part else RmaStep.ALL_INSPECTED
        self._step(step, event.at, event.units)

    def _sent_back(self, event: ReturnSentBack) -> None:
        """Those that were dismissed go back first."""
        known = less(self.inspected, self.found.get(Condition.GOOD, Counter()))
        before = less(self.sent_back, _of_all(self.back_unseen))
        self.back_unseen.append((event.at, less(event.units, less(known, before))))
        self.sent_back.update(event.units)
        more = common(event.units, less(self.sent_back, self.received))
        if more:
            self._note(RmaRemark.MORE_THAN_RECEIVED, event.at, self.state, more)
        self._step(RmaStep.SENT_BACK, event.at, event.units)

    def _refunded(self, event: Refunded) -> None:
        key = event.ref or object()
        if event.status is RefundStatus.FAILED:
            self.refunds.pop(key, None)
        elif key not in self.refunds:
            units = Quantities.trusted({x.line: x.units for x in event.lines if x.units})
            self.refunds[key] = event.at, units

    def _exchanged(self, event: Exchanged | ExchangeCharged) -> None:
        """Units are settled by other goods, until the customer is charged for them after all."""
        key = (Exchanged, event.ref) if event.ref else object()
        at, units = self.refunds.get(key, (event.at, event.units))
        if isinstance(event, ExchangeCharged):
            units = less(units, event.units)
            self.charged.update(event.units)
            self._settle(event.at)
        self.refunds[key] = at, units

    def _settle(self, at: datetime) -> None:
        """What follows by itself: more is awaited, or nothing, or nothing more to be looked at."""
        if self.state is RmaState.LOST and self.awaited:
            self._step(RmaStep.PART_LOST, at)
        if self.staying and not self.awaited and RMA.foreseen(self.state, RmaStep.ALL_STAY):
            self._step(RmaStep.ALL_STAY, at)
        if self.state is RmaState.PARTLY_RECEIVED and not self.awaited:
            self._step(RmaStep.ALL_RECEIVED, at)
        if self.state is RmaState.RECEIVED and not self.waiting:
            self._step(RmaStep.ALL_INSPECTED, at)

    def _step(self, step: RmaStep, at: datetime, units: Quantities = _NONE) -> bool:
        before, row = self.state, RMA.foreseen(self.state, step)
        over = RMA.is_over(before)
        remark = RmaRemark.AFTER_THE_END if over else RmaRemark.OUT_OF_ORDER
        if row is not None:
            self.state = row.to
        if row is None or row.remark is not None:
            told = remark if row is None else RmaRemark.read("remark", row.remark)
            self._note(told, at, before, units)
        return row is not None

    def _note(self, remark: RmaRemark, at: datetime, state: RmaState, units: Quantities) -> None:
        self.notes.append(RmaNote(remark, at=at, state=state, units=units))


def _of_all(some: Iterable[Waited]) -> Quantities:
    return added(units for _, units in some)


def waits(told: Iterable[Waited], owed: Mapping[str, int], acts: Iterable[Waited]) -> list[Wait]:
    """Since when units waited that are owed, and when the last of them was done, if all are.

    The oldest come first, and are done first.
    """
    left = Counter(owed)
    done: dict[str, deque[tuple[datetime, int]]] = {}
    for at, units in acts:
        for line, k in units.items():
            done.setdefault(line, deque()).append((at, k))
    found: list[Wait] = []
    for at, units in told:
        times: list[datetime | None] = []
        for line, k in units.items():
            taken = min(k, left[line])
            left[line] -= taken
            times += _taken(done.get(line, deque()), taken)
        known = [x for x in times if x is not None]
        if times:
            found.append((at, max(known) if len(known) == len(times) else None))
    return found


def _taken(done: deque[tuple[datetime, int]], units: int) -> Iterable[datetime | None]:
    """When so many units were done; None for those that are left."""
    while units and done:
        at, k = done.popleft()
        if k > units:
            done.appendleft((at, k - units))
        units -= min(k, units)
        yield at
    if units:
        yield None
