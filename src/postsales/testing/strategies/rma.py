"""Returns on their way: what happens to them, in any order, and how far they are.

Rules of this file: an event that the history does not allow is left out; the instants are those on
which clocks are tried, one after another. The first choice is the usual course.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from attrs import evolve, frozen

from postsales.basics._errors import PostsalesError
from postsales.basics.currencies import Currency
from postsales.basics.durations import Days, Hours, Length
from postsales.basics.events import Event
from postsales.basics.lifecycles import Lifecycle, Transition
from postsales.basics.percent import Percent
from postsales.basics.quantities import Quantities
from postsales.basics.rolls import NonDays, Roll
from postsales.basics.selectors import First, Last
from postsales.orders.charges import Charge
from postsales.orders.conditions import Condition, InspectedUnits
from postsales.orders.events import (
    Delivered,
    LineRefund,
    Paid,
    Received,
    Refunded,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
)
from postsales.orders.lines import Line
from postsales.orders.order import Order
from postsales.orders.payments import Tender
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind
from postsales.orders.return_events import (
    HandIn,
    ReturnCancelled,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnSentBack,
    ReturnShipped,
)
from postsales.refunds.worth import DiminishedValue, DismissedGoods
from postsales.returns.clocks import RmaClock, RmaDuty
from postsales.returns.due import RmaDue
from postsales.returns.notes import RmaNote
from postsales.returns.rma import RMA, RmaRemark, RmaState, RmaStep
from postsales.returns.status import RmaStatus, status
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import ReturnWindow
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.clocks import PLACED

__all__ = ["Tracked", "clock_of", "tracked_of"]

_EUR = Currency("EUR")
REFS = ("R-1", "R-1", "R-1", "R-2")
ZONES = ("Europe/Berlin", "UTC", "America/Santiago")
_STEPS = tuple(timedelta(hours=hours) for hours in (1, 0, 24, 24 * 3, 24 * 14, 24 * 15, 24 * 60))


@frozen
class Tracked:
    """An order with returns on their way, the terms of their clocks, and an instant to ask."""

    order: Order
    terms: ReturnTerms
    at: datetime

    def status(self, ref: str = "R-1") -> RmaStatus:
        """How far is the return?"""
        return status(self.order, ref, self.terms, at=self.at)


Units = dict[str, int]


def _units(dice: Dice) -> Units:
    some: tuple[Units, ...] = ({"tee": 2}, {"tee": 1}, {"tee": 3, "mug": 1}, {"mug": 1})
    return dict(dice.of(some))


def _asked(dice: Dice, ref: str, at: datetime) -> Event:
    """A request, for some units of which there is a reason."""
    units = _units(dice)
    reasons = {dice.of(("too_small", "faulty")): units} if dice.below(2) else {}
    return ReturnRequested(units, reasons=reasons, ref=ref, at=at)


def _maybe_units(dice: Dice) -> Units:
    return _units(dice) if dice.below(2) else {}


def inspected_units_of(dice: Dice) -> InspectedUnits:
    """Some units, and how they were found."""
    condition = dice.of(tuple(Condition))
    return InspectedUnits(dice.of(("tee", "mug")), 1 + dice.below(2), condition=condition)


def _found(dice: Dice) -> list[InspectedUnits]:
    return [inspected_units_of(dice) for _ in range(1 + dice.below(2))]


def _refund(dice: Dice, ref: str, at: datetime) -> Event:
    price = _EUR.minor(100)
    part = LineRefund(dice.of(("tee", "mug")), units=1, price=price)
    return Refunded(price, lines=[part], return_ref=ref, at=at, ref=f"rf-{dice.below(50)}")


def of_return(kind: Callable[..., Event]) -> Callable[[Dice], Event]:
    """A class of events about units of a return."""
    return lambda dice: kind(_maybe_units(dice), ref=dice.of(REFS), at=PLACED + dice.of(_STEPS))


def sent_back_of(dice: Dice) -> ReturnSentBack:
    """Units that go back to the customer."""
    return ReturnSentBack(_units(dice), ref=dice.of(REFS), at=PLACED + dice.of(_STEPS))


def inspection_of(dice: Dice) -> ReturnInspected:
    """What was found of a return."""
    return ReturnInspected(_found(dice), ref=dice.of(REFS), at=PLACED + dice.of(_STEPS))


_Move = Callable[[Dice, str, datetime], Event]
MOVES: tuple[_Move, ...] = (
    _asked,
    lambda dice, ref, at: ReturnApproved(
        ref=ref, staying=_units(dice) if not dice.below(3) else {}, at=at
    ),
    lambda dice, ref, at: ReturnLabelIssued(ref=ref, by=dice.of(tuple(HandIn)), at=at),
    lambda dice, ref, at: ReturnShipped(_maybe_units(dice), ref=ref, at=at),
    lambda dice, ref, at: Received(_units(dice), ref=ref if dice.below(4) else "", at=at),
    lambda dice, ref, at: ReturnInspected(_found(dice), ref=ref, at=at),
    lambda dice, ref, at: ReturnLost(_maybe_units(dice), ref=ref, at=at),
    _refund,
    lambda _, ref, at: ReturnCancelled(ref=ref, at=at),
    lambda _, ref, at: ReturnClosed(ref=ref, at=at),
    lambda dice, ref, at: Received(_units(dice), ref=ref, at=at),
    lambda dice, ref, at: ReturnSentBack(_units(dice), ref=ref, at=at),
)
"""What can happen to a return."""


def clock_of(dice: Dice) -> RmaClock:
    """A clock of a return, from any start."""
    since, length = dice.of(_STARTS), dice.of(_LENGTHS)
    roll = None if isinstance(length, Hours) or dice.below(3) else _WEEKENDS
    return RmaClock(length, since=since, roll=roll)


_STARTS: tuple[type[Event] | First | Last, ...] = (
    Received,
    ReturnRequested,
    ReturnInspected,
    First(Received),
    Last(Received),
)
_LENGTHS: tuple[Length, ...] = (Days(14), Days(0), Days(3), Hours(24))
_WEEKENDS = Roll(NonDays(["saturday", "sunday"]))
_SHIP_BY = (
    RmaClock(Days(14), since=(ReturnLabelIssued, ReturnApproved)),
    None,
    RmaClock(Days(3), since=ReturnRequested),
    RmaClock(Hours(24), since=Last(ReturnLabelIssued)),
)


def terms_of(dice: Dice) -> ReturnTerms:
    """Terms with clocks, some of them or all."""
    zone = dice.of(ZONES)
    return ReturnTerms(
        id="returns",
        version="1",
        zone=zone,
        window=ReturnWindow(Days(3000), since=Delivered),
        ship_by=dice.of(_SHIP_BY),
        inspect_by=None if dice.once_in(3) else clock_of(dice),
        refund_by=None if dice.once_in(3) else clock_of(dice),
    )


SOLD = Order(
    id="1001",
    placed_at=PLACED,
    lines=[
        Line("tee", quantity=3, total=_EUR("50.00")),
        Line("mug", quantity=2, total=_EUR("20.00")),
    ],
    charges=[Charge.shipping(_EUR("5.00"))],
    history=[
        Paid(_EUR("75.00"), tender=Tender.card("card"), at=PLACED),
        Delivered({"tee": 3, "mug": 2}, at=PLACED),
    ],
)


def happenings_of(dice: Dice, most: int = 9) -> Iterable[Event]:
    """What happens to two returns, one event after another."""
    order, at = SOLD, PLACED
    for place in range(dice.below(most)):
        own = dice.anew()
        at += own.of(_STEPS)
        # The first is the request, so that most histories begin as they should.
        move = MOVES[0] if not place and own.below(8) else own.of(MOVES)
        event = move(own, own.of(REFS), at)
        try:
            order = order.after(event)
        except PostsalesError:
            continue
        yield event


def tracked_of(dice: Dice) -> Tracked:
    """A return that something has happened to."""
    terms, later = terms_of(dice), dice.of(_STEPS)
    told = [*happenings_of(dice)]
    last = max((x.at for x in told), default=PLACED)
    if not any(x.ref == "R-1" for x in told):
        # A customer can call off what was never asked for, and that is told all the same.
        told.append(ReturnCancelled(ref="R-1", at=last))
    return Tracked(SOLD.after(*told), terms, last + later)


def status_of(dice: Dice) -> RmaStatus:
    """How far a return is."""
    return tracked_of(dice).status()


def due_of(dice: Dice) -> RmaDue:
    """Something that is due."""
    tracked = tracked_of(dice)
    request = ReturnRequested({"tee": 1}, ref="R-3", at=PLACED)
    order = SOLD.after(request, Received({"tee": 1}, ref="R-3", at=PLACED))
    terms = evolve(tracked.terms, inspect_by=clock_of(dice))
    found = status(order, "R-3", terms, at=tracked.at).inspect_by
    return found or RmaDue(RmaDuty.INSPECT, judged_at=tracked.at)


def note_of(dice: Dice) -> RmaNote:
    """Something out of the ordinary."""
    remark, state = dice.of(tuple(RmaRemark)), dice.of(tuple(RmaState))
    return RmaNote(remark, at=PLACED, state=state, units=Quantities(_units(dice)))


def transition_of(dice: Dice) -> Transition[RmaState, RmaStep]:
    """A row of a table."""
    return dice.of(RMA.transitions)


def lifecycle_of(_: Dice) -> Lifecycle[RmaState, RmaStep]:
    """A table."""
    return RMA


def diminished_of(dice: Dice) -> DiminishedValue:
    """What units lose in value."""
    goods = dice.of(tuple(DismissedGoods))
    share = Percent("100") if goods is DismissedGoods.SENT_BACK else Percent(dice.of(_SHARES))
    worse = [x for x in Condition if x is not Condition.GOOD]
    kinds = dice.of((REMORSE_ONLY, tuple(ReasonKind)))
    some = worse[: 1 + dice.below(len(worse))]
    return DiminishedValue(share, conditions=some, goods=goods, for_reasons=kinds)


_SHARES = ("30", "0", "33.333", "100")
