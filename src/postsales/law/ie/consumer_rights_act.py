"""Consumer Rights Act 2022, sections 36 and 110 to 119: cancellation in Ireland.

What differs from the directive: 30 days where the trader came to the consumer unasked or took them
on an excursion; information makes up for its lack as long as the right lasts. The Act lets its
periods begin *on* a day; they are counted here as the directive has them, by Regulation 1182/71,
without the day of the event, which is never too early for the consumer. Contracts off premises of
at most EUR 50 are outside.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.currencies import EUR
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days
from postsales.law.eu import consumer_rights as eu
from postsales.law.eu.periods import NEXT_WORKING_DAY
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import cited, recounted
from postsales.law.services import ProRata
from postsales.orders.circumstances import AllMet, Made, NotMet, Priced
from postsales.orders.sales import SaleMade
from postsales.returns.barred import OutsideWhen
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["IE", "withdrawal"]

_ACT = "Consumer Rights Act 2022"
_TEXT = "as made"
_READ_ON = "2026-11-21"
_IN_FORCE = "2022-11-29"

_PERIOD = Citation(_ACT, "s. 113", text=_TEXT, checked_on=_READ_ON)
_LONGER = Citation(_ACT, "s. 113(3), (8)", text=_TEXT, checked_on=_READ_ON)
_UNINFORMED = Citation(_ACT, "s. 114", text=_TEXT, checked_on=_READ_ON)
_SENT_BACK = Citation(_ACT, "s. 118(4)", text=_TEXT, checked_on=_READ_ON)
_REFUND = Citation(_ACT, "s. 117(3), (4)", text=_TEXT, checked_on=_READ_ON)
_DELIVERY = Citation(_ACT, "s. 36(2)", text=_TEXT, checked_on=_READ_ON)
_SERVICES = Citation(_ACT, "s. 119(3), (5)", text=_TEXT, checked_on=_READ_ON)

_SMALL = Citation(_ACT, "s. 98(1)", text=_TEXT, checked_on=_READ_ON)

_EXCEPTIONS = {
    "service_performed": Citation(_ACT, "s. 111(a)", text=_TEXT, checked_on=_READ_ON),
    "price_fluctuates": Citation(_ACT, "s. 111(f)", text=_TEXT, checked_on=_READ_ON),
    "made_to_order": Citation(_ACT, "s. 111(g), (h)", text=_TEXT, checked_on=_READ_ON),
    "perishable": Citation(_ACT, "s. 111(i)", text=_TEXT, checked_on=_READ_ON),
    "hygiene_unsealed": Citation(_ACT, "s. 111(j)", text=_TEXT, checked_on=_READ_ON),
    "mixed_inseparably": Citation(_ACT, "s. 111(k)", text=_TEXT, checked_on=_READ_ON),
    "alcohol_futures": Citation(_ACT, "s. 111(l)", text=_TEXT, checked_on=_READ_ON),
    "urgent_repair": Citation(_ACT, "s. 111(m)", text=_TEXT, checked_on=_READ_ON),
    "media_unsealed": Citation(_ACT, "s. 111(n)", text=_TEXT, checked_on=_READ_ON),
    "single_periodical": Citation(_ACT, "s. 111(o)", text=_TEXT, checked_on=_READ_ON),
    "auctioned": Citation(_ACT, "s. 111(p)", text=_TEXT, checked_on=_READ_ON),
    "dated_leisure": Citation(_ACT, "s. 111(q)", text=_TEXT, checked_on=_READ_ON),
    "digital_content_started": Citation(_ACT, "s. 111(d), (e)", text=_TEXT, checked_on=_READ_ON),
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
    cure_within=None,
    long_stop_from=evolve(eu.LONG_STOP_FROM, by=_UNINFORMED),
    by=_UNINFORMED,
)
"""14 or 30 days; without information twelve months more, or as many days from it."""

withdrawal: ReturnTerms = evolve(
    cited(eu.withdrawal, _EXCEPTIONS).requiring(
        OutsideWhen(
            "below_minimum",
            AllMet([eu.OFF_PREMISES, NotMet(Priced(above=EUR("50.00")))]),
            by=_SMALL,
        )
    ),
    id="IE.withdrawal",
    version=_TEXT,
    window=StatedWindow(PERIOD, by=_PERIOD),
)
"""The right to withdraw from a contract in Ireland, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'IE.withdrawal'
"""

DELIVER = recounted(eu.DELIVER, None, by=_DELIVERY)
"""Goods are delivered within 30 days of the contract, unless both agreed otherwise."""

SEND_BACK = recounted(eu.SEND_BACK, NEXT_WORKING_DAY, by=_SENT_BACK)
"""The consumer sends the goods back within 14 days of their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

IE: Jurisdiction = evolve(
    eu.EU,
    code="IE",
    name="Ireland",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="IE withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="IE refund")},
    duties=[DELIVER, SEND_BACK, REFUND],
    services=ProRata(by=_SERVICES),
    left_out=[
        *eu.LEFT_OUT,
        "the rights in goods of Part 2",
    ],
    checked_on=_READ_ON,
)
"""The law of Ireland."""
