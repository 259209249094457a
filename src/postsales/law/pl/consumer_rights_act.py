"""Act of 30 May 2014 on consumer rights, Articles 27 to 38: withdrawal in Poland.

What differs from the directive: 30 days where the trader came to the consumer unasked or took them
on an excursion; for such contracts the exceptions for services that were performed, prices that
fluctuate, goods made to order and broken seals fall away. A service or digital content that costs
nothing is not excepted because it has begun. Information makes up for its lack as long as the right
lasts. By the Civil Code a last day on a Saturday or a day free of work moves on.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days
from postsales.basics.rolls import Roll
from postsales.law.eu import consumer_rights as eu
from postsales.law.eu.periods import NO_WORKING_DAYS
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import cited, lifted, recounted
from postsales.law.services import ProRata
from postsales.orders.circumstances import Free, Made
from postsales.orders.sales import SaleMade
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["PL", "withdrawal"]

_ACT = "Ustawa o prawach konsumenta"
_TEXT = "Dz.U. 2024 poz. 1796"
_READ_ON = "2026-11-21"
_IN_FORCE = "2023-01-01"

_PERIOD = Citation(_ACT, "Art. 27(1)", text=_TEXT, checked_on=_READ_ON)
_LONGER = Citation(_ACT, "Art. 27(2)", text=_TEXT, checked_on=_READ_ON)
_UNINFORMED = Citation(_ACT, "Art. 29", text=_TEXT, checked_on=_READ_ON)
_LIFTED = Citation(_ACT, "Art. 38", text=_TEXT, checked_on=_READ_ON)
_SENT_BACK = Citation(_ACT, "Art. 34(1)", text=_TEXT, checked_on=_READ_ON)
_REFUND = Citation(_ACT, "Art. 32", text=_TEXT, checked_on=_READ_ON)
_SERVICES = Citation(_ACT, "Art. 35, 36", text=_TEXT, checked_on=_READ_ON)
_MOVED = Citation("Kodeks cywilny", "Art. 115")

_EXCEPTIONS = {
    "service_performed": Citation(_ACT, "Art. 38(1) no. 1", text=_TEXT, checked_on=_READ_ON),
    "price_fluctuates": Citation(_ACT, "Art. 38(1) no. 2", text=_TEXT, checked_on=_READ_ON),
    "made_to_order": Citation(_ACT, "Art. 38(1) no. 3", text=_TEXT, checked_on=_READ_ON),
    "perishable": Citation(_ACT, "Art. 38(1) no. 4", text=_TEXT, checked_on=_READ_ON),
    "hygiene_unsealed": Citation(_ACT, "Art. 38(1) no. 5", text=_TEXT, checked_on=_READ_ON),
    "mixed_inseparably": Citation(_ACT, "Art. 38(1) no. 6", text=_TEXT, checked_on=_READ_ON),
    "alcohol_futures": Citation(_ACT, "Art. 38(1) no. 7", text=_TEXT, checked_on=_READ_ON),
    "urgent_repair": Citation(_ACT, "Art. 38(1) no. 8", text=_TEXT, checked_on=_READ_ON),
    "media_unsealed": Citation(_ACT, "Art. 38(1) no. 9", text=_TEXT, checked_on=_READ_ON),
    "single_periodical": Citation(_ACT, "Art. 38(1) no. 10", text=_TEXT, checked_on=_READ_ON),
    "auctioned": Citation(_ACT, "Art. 38(1) no. 11", text=_TEXT, checked_on=_READ_ON),
    "dated_leisure": Citation(_ACT, "Art. 38(1) no. 12", text=_TEXT, checked_on=_READ_ON),
    "digital_content_started": Citation(_ACT, "Art. 38(1) no. 13", text=_TEXT, checked_on=_READ_ON),
}

UNASKED = Made([SaleMade.HOME_VISIT, SaleMade.EXCURSION])
"""The trader came to the consumer unasked, or took them on an excursion in order to sell."""

LENGTH = ByCase(
    [InCase(UNASKED, Days(30), by=_LONGER)],
    otherwise=Days(14),
    by=_PERIOD,
)
"""30 days where the trader came unasked or on an excursion, otherwise 14."""

NEXT_WORKING_DAY = Roll(NO_WORKING_DAYS, by=_MOVED)
"""A last day on a Saturday or a day free of work moves to the next day that is neither."""

PERIOD = evolve(
    eu.PERIOD,
    ordinary=evolve(eu.ORDINARY, length=LENGTH, roll=NEXT_WORKING_DAY, by=_PERIOD),
    cure_within=None,
    long_stop_from=evolve(eu.LONG_STOP_FROM, by=_UNINFORMED),
    by=_UNINFORMED,
)
"""14 or 30 days; without information twelve months more, or as many days from it."""

withdrawal: ReturnTerms = evolve(
    lifted(
        lifted(
            cited(eu.withdrawal, _EXCEPTIONS),
            ["service_performed", "price_fluctuates", "made_to_order", "hygiene_unsealed"],
            when=UNASKED,
            by=_LIFTED,
        ),
        ["service_performed", "digital_content_started"],
        when=Free(),
        by=_LIFTED,
    ),
    id="PL.withdrawal",
    version=_TEXT,
    window=StatedWindow(PERIOD, by=_PERIOD),
)
"""The right to withdraw from a contract in Poland, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'PL.withdrawal'
"""

SEND_BACK = recounted(eu.SEND_BACK, NEXT_WORKING_DAY, by=_SENT_BACK)
"""The consumer sends the goods back within 14 days of their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

PL: Jurisdiction = evolve(
    eu.EU,
    code="PL",
    name="Poland",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="PL withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="PL refund")},
    duties=[eu.DELIVER, SEND_BACK, REFUND],
    services=ProRata(by=_SERVICES),
    left_out=[
        *eu.EU.left_out,
        "repairs that are done on a visit that the consumer asked for (Art. 38(1) no. 14)",
    ],
    checked_on=_READ_ON,
)
"""The law of Poland."""
