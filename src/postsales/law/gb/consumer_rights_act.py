"""Consumer Rights Act 2015, sections 19 to 24 and 28: goods that are faulty, and late delivery.

Whom it concerns: consumers who get goods from a trader, however the sale was made.

What it says: goods that do not conform can be rejected until the end of 30 days after the day on
which they came, and were installed where that is part of the sale. While they are repaired or
replaced that time stands still, both its days included, and afterwards there are seven days at
least. Whoever rejects gets all money back within 14 days, the day included on which the trader
agrees. A fault that shows within six months counts as one that was there. Goods that are rejected
later, since repair did not help, give all money back in the first six months; then use may be taken
off, and of a motor vehicle at any time. Goods are delivered within 30 days; who waits in vain sets
a further period, and may end the contract after it.

What the text leaves open: whether a rejection has to be sent or received in time, where sending is
taken; whether a delivery in parts counts each by itself, which is taken. Where one of several
units of a line is repaired, nobody tells which it was: the time of all of them stands still, and
the answer says that it assumed so.

What is left out: how long goods can be rejected that perish sooner, severable contracts, hire, the
price reduction, and vehicles that are made for one disabled person.
"""

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.durations import Days, Months
from postsales.basics.last_days import Count, FirstDay, Later, Own, Paused
from postsales.basics.rolls import Place
from postsales.basics.selectors import During, First
from postsales.law.additional_periods import AdditionalPeriod
from postsales.law.duties import Duty, Party
from postsales.law.faults import DeductionForUse, FaultRules
from postsales.orders.events import Delivered, Placed, Refunded
from postsales.orders.lines import LineKind, Trait
from postsales.orders.reasons import ReasonKind
from postsales.orders.sale_events import Installed, RefundAgreed, RepairAsked, RepairEnded
from postsales.orders.scope import Scope
from postsales.refunds.terms import RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import OutsideWhen
from postsales.returns.says import JudgedBy, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = [
    "ADDITIONAL_PERIOD",
    "DELIVER",
    "FAULTS",
    "FREE_USE",
    "IN_FORCE",
    "PERIOD",
    "PRESUMED",
    "REFUNDED",
    "REFUND_REJECTED",
    "REJECTION",
    "START",
    "TIME_LIMIT",
    "refund",
    "reject",
]

IN_FORCE = "2015-10-01"
"""From when on these sections are covered."""

_ACT = "Consumer Rights Act 2015"
_TEXT = "as amended to 6 April 2026"
_READ_ON = "2026-11-21"

REJECTION = Citation(_ACT, "s. 22(3)", text=_TEXT, checked_on=_READ_ON)
_PERISHES = Citation(_ACT, "s. 22(4)", text=_TEXT, checked_on=_READ_ON)
_WAITING = Citation(_ACT, "s. 22(6)-(8)", text=_TEXT, checked_on=_READ_ON)
_REFUND = Citation(_ACT, "s. 20(15)", text=_TEXT, checked_on=_READ_ON)
REFUNDED = Citation(_ACT, "s. 20(15)-(17)", text=_TEXT, checked_on=_READ_ON)
_PRESUMED = Citation(_ACT, "s. 19(14)", text=_TEXT, checked_on=_READ_ON)
_USE = Citation(_ACT, "s. 24(8), (10), (11)", text=_TEXT, checked_on=_READ_ON)
_FAULTY = Citation(_ACT, "ss. 19 to 24", text=_TEXT, checked_on=_READ_ON)
_DELIVERY = Citation(_ACT, "s. 28(3)", text=_TEXT, checked_on=_READ_ON)
_WAITED = Citation(_ACT, "s. 28(6)-(8)", text=_TEXT, checked_on=_READ_ON)

START = ByCase(
    [
        InCase(
            Scope(trait=Trait.NEEDS_INSTALLING),
            Later([Own(Delivered, by=REJECTION), Own(Installed, by=REJECTION)]),
            by=REJECTION,
        )
    ],
    otherwise=Own(Delivered, by=REJECTION),
)
"""When the goods have been delivered, and installed where the trader has to do that."""

TIME_LIMIT = Count(START, Days(30), by=REJECTION)
"""The time in which goods can be rejected, if nothing stops it."""

PERIOD = Paused(TIME_LIMIT, during=During(RepairAsked, RepairEnded), resume=Days(7), by=_WAITING)
"""The same with the time of a repair or replacement."""

reject: ReturnTerms = ReturnTerms(
    id="GB.reject",
    version=_TEXT,
    zone=Place.CUSTOMER,
    applies_to=Scope(kind=LineKind.GOODS),
    window=StatedWindow(PERIOD, by=REJECTION),
    not_started=NotStarted.OPEN,
    judged_by=JudgedBy.SENT,
    reasons={
        "defect": ReasonKind.DEFECT,
        "not_as_described": ReasonKind.NOT_AS_DESCRIBED,
        "wrong_item": ReasonKind.WRONG_ITEM,
        "damaged_in_transit": ReasonKind.DAMAGED_IN_TRANSIT,
    },
    required=[OutsideWhen("perishable", Scope(trait=Trait.PERISHABLE), by=_PERISHES)],
)
"""The short-term right to reject goods that do not conform, run by ``returns.assess``.

Example:
    >>> reject.id
    'GB.reject'
"""

refund: RefundTerms = RefundTerms(
    id="GB.reject.refund",
    version=_TEXT,
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
)
"""What goes back for goods that were rejected: all that was paid, and the trader bears the way.

Example:
    >>> refund.postage is None
    True
"""

REFUND_REJECTED = Duty(
    "refund_rejected",
    Party.TRADER,
    due=Count(First(RefundAgreed), Days(14), first_day=FirstDay.SAME, by=_REFUND),
    met_by=Refunded,
    of=Scope(kind=LineKind.GOODS),
    by=_REFUND,
)
"""All is paid back within 14 days that begin with the day on which the trader agreed to it."""

DELIVER = Duty(
    "deliver",
    Party.TRADER,
    due=Count(First(Placed), Days(30), by=_DELIVERY),
    met_by=Delivered,
    of=Scope(kind=LineKind.GOODS),
    by=_DELIVERY,
)
"""Goods are delivered within 30 days after the contract, unless both agreed otherwise."""

ADDITIONAL_PERIOD = AdditionalPeriod(by=_WAITED)
"""Who waits in vain sets a further period; not where the time was essential, or on refusal."""

PRESUMED = Count(Own(Delivered, by=_PRESUMED), Months(6), first_day=FirstDay.SAME, by=_PRESUMED)
"""The six months that begin with the day of delivery."""

FREE_USE = Count(START, Months(6), by=_USE)
"""The six months that begin the day after."""

FAULTS = FaultRules(
    presumed=PRESUMED,
    use=DeductionForUse(FREE_USE, except_for=Scope(trait=Trait.MOTOR_VEHICLE), by=_USE),
    of=Scope(kind=LineKind.GOODS),
    since=IN_FORCE,
    by=_FAULTY,
)
"""What holds of faulty goods besides how long they can be rejected."""
