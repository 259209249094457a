"""Texto refundido of 2007 on consumers, Articles 76, 102 to 110 and 121: Spain.

What differs from the directive: 30 days where the trader came to the consumer unasked or took them
on an excursion, also from late information; no exception falls away for that. Who is paid back late
can claim twice the sum. The act counts calendar days and says nothing of moving a last day, which
follows Regulation 1182/71. A fault that shows within two years is taken to be an old one,
in digital content within one.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days, Years
from postsales.basics.last_days import Count, Own
from postsales.basics.percent import Percent
from postsales.law.eu import consumer_rights as eu
from postsales.law.eu.periods import NEXT_WORKING_DAY
from postsales.law.faults import FaultRules
from postsales.law.handling import HandlingLoss
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import cited, recounted
from postsales.law.penalties import LatePenalty
from postsales.law.services import ProRata
from postsales.orders.circumstances import Made
from postsales.orders.events import Delivered
from postsales.orders.lines import LineKind
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["ES", "withdrawal"]

_ACT = "Real Decreto Legislativo 1/2007"
_TEXT = "consolidated after the reforms of 2022"
_READ_ON = "2026-11-21"
_IN_FORCE = "2022-05-28"

_PERIOD = Citation(_ACT, "Art. 102(1), 104", text=_TEXT, checked_on=_READ_ON)
_LONGER = Citation(_ACT, "Art. 102(1)", text=_TEXT, checked_on=_READ_ON)
_UNINFORMED = Citation(_ACT, "Art. 105", text=_TEXT, checked_on=_READ_ON)
_SENT_BACK = Citation(_ACT, "Art. 108(1)", text=_TEXT, checked_on=_READ_ON)
_REFUND = Citation(_ACT, "Art. 107(1), (3)", text=_TEXT, checked_on=_READ_ON)
_DELIVERY = Citation(_ACT, "Art. 109", text=_TEXT, checked_on=_READ_ON)
_LATE = Citation(_ACT, "Art. 76", text=_TEXT, checked_on=_READ_ON)
_LATE_UNAVAILABLE = Citation(_ACT, "Art. 110", text=_TEXT, checked_on=_READ_ON)
_HANDLED = Citation(_ACT, "Art. 108", text=_TEXT, checked_on=_READ_ON)
_SERVICES = Citation(_ACT, "Art. 108(4), (5)", text=_TEXT, checked_on=_READ_ON)
_PRESUMED = Citation(_ACT, "Art. 121", text=_TEXT, checked_on=_READ_ON)

_EXCEPTIONS = {
    "service_performed": Citation(_ACT, "Art. 103(a)", text=_TEXT, checked_on=_READ_ON),
    "price_fluctuates": Citation(_ACT, "Art. 103(b)", text=_TEXT, checked_on=_READ_ON),
    "made_to_order": Citation(_ACT, "Art. 103(c)", text=_TEXT, checked_on=_READ_ON),
    "perishable": Citation(_ACT, "Art. 103(d)", text=_TEXT, checked_on=_READ_ON),
    "hygiene_unsealed": Citation(_ACT, "Art. 103(e)", text=_TEXT, checked_on=_READ_ON),
    "mixed_inseparably": Citation(_ACT, "Art. 103(f)", text=_TEXT, checked_on=_READ_ON),
    "alcohol_futures": Citation(_ACT, "Art. 103(g)", text=_TEXT, checked_on=_READ_ON),
    "urgent_repair": Citation(_ACT, "Art. 103(h)", text=_TEXT, checked_on=_READ_ON),
    "media_unsealed": Citation(_ACT, "Art. 103(i)", text=_TEXT, checked_on=_READ_ON),
    "single_periodical": Citation(_ACT, "Art. 103(j)", text=_TEXT, checked_on=_READ_ON),
    "auctioned": Citation(_ACT, "Art. 103(k)", text=_TEXT, checked_on=_READ_ON),
    "dated_leisure": Citation(_ACT, "Art. 103(l)", text=_TEXT, checked_on=_READ_ON),
    "digital_content_started": Citation(_ACT, "Art. 103(m)", text=_TEXT, checked_on=_READ_ON),
}

UNASKED = Made([SaleMade.HOME_VISIT, SaleMade.EXCURSION])
"""The trader came to the consumer unasked, or took them on an excursion in order to sell."""

LENGTH = ByCase(
    [InCase(UNASKED, Days(30), by=_LONGER)],
    otherwise=Days(14),
    by=_PERIOD,
)
"""30 days where the trader came unasked or on an excursion, otherwise 14."""

PERIOD = evolve(
    eu.PERIOD,
    ordinary=evolve(eu.ORDINARY, length=LENGTH, by=_PERIOD),
    long_stop_from=evolve(eu.LONG_STOP_FROM, by=_UNINFORMED),
    by=_UNINFORMED,
)
"""14 or 30 days; without information twelve months more, or as many days from it."""

withdrawal: ReturnTerms = evolve(
    cited(eu.withdrawal, _EXCEPTIONS),
    id="ES.withdrawal",
    version=_TEXT,
    window=StatedWindow(PERIOD, by=_PERIOD),
)
"""The right to withdraw from a contract in Spain, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'ES.withdrawal'
"""

DELIVER = recounted(eu.DELIVER, None, by=_DELIVERY)
"""Goods are delivered within 30 days of the contract, unless both agreed otherwise."""

SEND_BACK = recounted(eu.SEND_BACK, NEXT_WORKING_DAY, by=_SENT_BACK)
"""The consumer sends the goods back within 14 days of their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

DOUBLED = LatePenalty(beyond=Percent("100"), by=_LATE)
"""Who is not paid back in time after a withdrawal can claim twice the sum."""

DOUBLED_UNAVAILABLE = LatePenalty(beyond=Percent("100"), by=_LATE_UNAVAILABLE)
"""So can who ordered what turned out not to be available."""

PRESUMED = Count(
    Own(Delivered, by=_PRESUMED),
    ByCase(
        [InCase(Scope(kind=LineKind.DIGITAL), Years(1), by=_PRESUMED)],
        otherwise=Years(2),
        by=_PRESUMED,
    ),
    by=_PRESUMED,
)
"""Two years from the delivery, of digital content one."""

ES: Jurisdiction = evolve(
    eu.EU,
    code="ES",
    name="Spain",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="ES withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="ES refund")},
    duties=[DELIVER, SEND_BACK, REFUND],
    penalties={"withdrawal": DOUBLED, "unavailable": DOUBLED_UNAVAILABLE},
    services=ProRata(by=_SERVICES),
    faults=FaultRules(
        presumed=PRESUMED,
        of=Scope(kind=[LineKind.GOODS, LineKind.DIGITAL]),
        since=_IN_FORCE,
        by=_PRESUMED,
    ),
    handling={"withdrawal": HandlingLoss(by=_HANDLED)},
    left_out=[
        *eu.EU.left_out,
        "goods that come back without a word, which Article 70 takes for a withdrawal",
        "the guarantee of Articles 114 to 124, but for how long a fault is presumed an old one",
    ],
    checked_on=_READ_ON,
)
"""The law of Spain. Its public holidays are those of a region: hand in the customer's."""
