"""Code de la consommation, L216-1 to L216-7, L217-7, L221-18 to L221-28, L241-4 and L242-4: France.

What differs from the directive: contracts after a cold call are covered by name; information makes
up for its lack as long as the right lasts; a refund that comes late costs the trader ever more, and
so does one for goods that were never delivered. The days are 14, for unasked visits as well.
A last day moves to the next working day, public holidays of the consumer's region included.
A fault that shows within 24 months is taken to be an old one, of second-hand goods within twelve.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days, Months
from postsales.basics.last_days import Count, Own
from postsales.basics.percent import Percent
from postsales.basics.rolls import Roll
from postsales.basics.selectors import First
from postsales.law.additional_periods import AdditionalPeriod
from postsales.law.duties import Duty, Party
from postsales.law.eu import consumer_rights as eu
from postsales.law.eu.periods import NO_WORKING_DAYS
from postsales.law.faults import FaultRules
from postsales.law.handling import HandlingLoss
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import cited, recounted
from postsales.law.penalties import LateBand, LatePenalty
from postsales.law.services import ProRata
from postsales.orders.events import Cancelled, Delivered, Refunded
from postsales.orders.lines import LineKind, Trait
from postsales.orders.scope import Scope
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["FR", "withdrawal"]

_ACT = "Code de la consommation"
_TEXT = "as amended to 3 April 2026"
_READ_ON = "2026-11-21"
_IN_FORCE = "2022-05-28"

_PERIOD = Citation(_ACT, "L221-18", text=_TEXT, checked_on=_READ_ON)
_UNINFORMED = Citation(_ACT, "L221-20", text=_TEXT, checked_on=_READ_ON)
_MOVED = Citation(_ACT, "L221-19", text=_TEXT, checked_on=_READ_ON)
_SENT_BACK = Citation(_ACT, "L221-23", text=_TEXT, checked_on=_READ_ON)
_REFUND = Citation(_ACT, "L221-24", text=_TEXT, checked_on=_READ_ON)
_DELIVERY = Citation(_ACT, "L216-1", text=_TEXT, checked_on=_READ_ON)
_WAITED = Citation(_ACT, "L216-6 I", text=_TEXT, checked_on=_READ_ON)
_UNDELIVERED = Citation(_ACT, "L216-7", text=_TEXT, checked_on=_READ_ON)
_LATE = Citation(_ACT, "L242-4", text=_TEXT, checked_on=_READ_ON)
_LATE_UNDELIVERED = Citation(_ACT, "L241-4", text=_TEXT, checked_on=_READ_ON)
_PRESUMED = Citation(_ACT, "L217-7", text=_TEXT, checked_on=_READ_ON)
_SERVICES = Citation(_ACT, "L221-25", text=_TEXT, checked_on=_READ_ON)

_EXCEPTIONS = {
    "service_performed": Citation(_ACT, "L221-28 1°", text=_TEXT, checked_on=_READ_ON),
    "price_fluctuates": Citation(_ACT, "L221-28 2°", text=_TEXT, checked_on=_READ_ON),
    "made_to_order": Citation(_ACT, "L221-28 3°", text=_TEXT, checked_on=_READ_ON),
    "perishable": Citation(_ACT, "L221-28 4°", text=_TEXT, checked_on=_READ_ON),
    "hygiene_unsealed": Citation(_ACT, "L221-28 5°", text=_TEXT, checked_on=_READ_ON),
    "mixed_inseparably": Citation(_ACT, "L221-28 6°", text=_TEXT, checked_on=_READ_ON),
    "alcohol_futures": Citation(_ACT, "L221-28 7°", text=_TEXT, checked_on=_READ_ON),
    "urgent_repair": Citation(_ACT, "L221-28 8°", text=_TEXT, checked_on=_READ_ON),
    "media_unsealed": Citation(_ACT, "L221-28 9°", text=_TEXT, checked_on=_READ_ON),
    "single_periodical": Citation(_ACT, "L221-28 10°", text=_TEXT, checked_on=_READ_ON),
    "auctioned": Citation(_ACT, "L221-28 11°", text=_TEXT, checked_on=_READ_ON),
    "dated_leisure": Citation(_ACT, "L221-28 12°", text=_TEXT, checked_on=_READ_ON),
    "digital_content_started": Citation(_ACT, "L221-28 13°", text=_TEXT, checked_on=_READ_ON),
}

NEXT_WORKING_DAY = Roll(NO_WORKING_DAYS, by=_MOVED)
"""A last day on a Saturday, Sunday or public holiday moves to the next working day."""

PERIOD = evolve(
    eu.PERIOD,
    ordinary=evolve(eu.ORDINARY, roll=NEXT_WORKING_DAY, by=_PERIOD),
    cure_within=None,
    long_stop_from=evolve(eu.LONG_STOP_FROM, by=_UNINFORMED),
    by=_UNINFORMED,
)
"""14 days; without information twelve months more, and 14 days from it if it comes in them."""

withdrawal: ReturnTerms = evolve(
    cited(eu.withdrawal, _EXCEPTIONS),
    id="FR.withdrawal",
    version=_TEXT,
    window=StatedWindow(PERIOD, by=_PERIOD),
)
"""The right to withdraw from a contract in France, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'FR.withdrawal'
"""

DELIVER = recounted(eu.DELIVER, None, by=_DELIVERY)
"""Goods are delivered within 30 days of the contract, unless both agreed otherwise."""

SEND_BACK = recounted(eu.SEND_BACK, NEXT_WORKING_DAY, by=_SENT_BACK)
"""The consumer sends the goods back within 14 days of their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

REFUND_UNDELIVERED = Duty(
    "refund_undelivered",
    Party.TRADER,
    due=Count(First(Cancelled), Days(14), by=_UNDELIVERED),
    met_by=Refunded,
    of=eu.GOODS,
    by=_UNDELIVERED,
)
"""Who calls off goods that came too late has all paid back within 14 days."""

LATE = LatePenalty(
    bands=[
        LateBand(Days(10), by=_LATE),
        LateBand(Days(20), Percent("5"), by=_LATE),
        LateBand(Days(30), Percent("10"), by=_LATE),
        LateBand(Days(60), Percent("20"), by=_LATE),
        LateBand(Days(90), Percent("50"), by=_LATE),
    ],
    beyond=Percent("50"),
    each_month=Percent("5"),
    by=_LATE,
)
"""What is added to a refund after a withdrawal that comes late."""

LATE_UNDELIVERED = LatePenalty(
    bands=[
        LateBand(Days(14), Percent("10"), by=_LATE_UNDELIVERED),
        LateBand(Days(30), Percent("20"), by=_LATE_UNDELIVERED),
    ],
    beyond=Percent("50"),
    by=_LATE_UNDELIVERED,
)
"""What is added to a refund of goods that were not delivered that comes late."""

PRESUMED = Count(
    Own(Delivered, by=_PRESUMED),
    ByCase(
        [InCase(Scope(trait=Trait.SECOND_HAND), Months(12), by=_PRESUMED)],
        otherwise=Months(24),
        by=_PRESUMED,
    ),
    by=_PRESUMED,
)
"""24 months from the delivery, of goods that were second-hand twelve."""

FR: Jurisdiction = evolve(
    eu.EU,
    code="FR",
    name="France",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="FR withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="FR refund")},
    duties=[DELIVER, SEND_BACK, REFUND, REFUND_UNDELIVERED],
    penalties={"withdrawal": LATE, "undelivered": LATE_UNDELIVERED},
    services=ProRata(by=_SERVICES),
    faults=FaultRules(
        presumed=PRESUMED, of=Scope(kind=LineKind.GOODS), since=_IN_FORCE, by=_PRESUMED
    ),
    handling={"withdrawal": HandlingLoss(by=_SENT_BACK)},
    additional_period=AdditionalPeriod(by=_WAITED),
    left_out=[
        *eu.EU.left_out,
        "the withdrawal function of L221-21, for contracts from 19 June 2026",
        "small professionals, whom L221-3 treats like consumers",
        "the guarantee of L217-3 ff., but for how long a fault is presumed to be an old one",
    ],
    checked_on=_READ_ON,
)
"""The law of France. Its public holidays are those of a region: hand in the customer's."""
