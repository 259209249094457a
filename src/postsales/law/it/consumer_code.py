"""Codice del consumo, Articles 52 to 59 and 135: Italy.

What differs from the directive: 30 days where the trader came to the consumer unasked or took them
on an excursion; for such contracts the exceptions for services that were performed, prices that
fluctuate, goods made to order and broken seals fall away. Days are counted by Regulation 1182/71.
A fault that shows within a year is taken to be an old one. Only Articles 52 and 135 have been read
in the text.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days, Years
from postsales.basics.last_days import Count, Own
from postsales.law.eu import consumer_rights as eu
from postsales.law.eu.periods import NEXT_WORKING_DAY
from postsales.law.faults import FaultRules
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import lifted, recounted
from postsales.law.services import ProRata
from postsales.orders.circumstances import Made
from postsales.orders.events import Delivered
from postsales.orders.lines import LineKind
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["IT", "withdrawal"]

_ACT = "Codice del consumo (D.Lgs. 206/2005)"
_TEXT = "as of 31 December 2023"
_READ_ON = "2026-11-21"
_IN_FORCE = "2023-04-02"

_PERIOD = Citation(_ACT, "Art. 52", text=_TEXT, checked_on=_READ_ON)
_LONGER = Citation(_ACT, "Art. 52(1-bis)", text=_TEXT, checked_on=_READ_ON)
_UNINFORMED = Citation(_ACT, "Art. 53")
_LIFTED = Citation(_ACT, "Art. 59(1-bis)")
_SENT_BACK = Citation(_ACT, "Art. 54-59")
_REFUND = Citation(_ACT, "Art. 56")
_SERVICES = Citation(_ACT, "Art. 54-59")
_PRESUMED = Citation(_ACT, "Art. 135", text="as of 1 January 2022", checked_on=_READ_ON)

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
    lifted(
        eu.withdrawal,
        ["service_performed", "price_fluctuates", "made_to_order", "hygiene_unsealed"],
        when=UNASKED,
        by=_LIFTED,
    ),
    id="IT.withdrawal",
    version=_TEXT,
    window=StatedWindow(PERIOD, by=_PERIOD),
)
"""The right to withdraw from a contract in Italy, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'IT.withdrawal'
"""

SEND_BACK = recounted(eu.SEND_BACK, NEXT_WORKING_DAY, by=_SENT_BACK)
"""The consumer sends the goods back within 14 days of their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

PRESUMED = Count(Own(Delivered, by=_PRESUMED), Years(1), by=_PRESUMED)
"""A year from the delivery."""

IT: Jurisdiction = evolve(
    eu.EU,
    code="IT",
    name="Italy",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="IT withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="IT refund")},
    duties=[eu.DELIVER, SEND_BACK, REFUND],
    services=ProRata(by=_SERVICES),
    faults=FaultRules(
        presumed=PRESUMED, of=Scope(kind=LineKind.GOODS), since=_IN_FORCE, by=_PRESUMED
    ),
    left_out=[
        *eu.EU.left_out,
        "the withdrawal function of Article 54-bis",
        "the guarantee of Articles 128 ff., but for how long a fault is presumed an old one",
    ],
    checked_on=_READ_ON,
)
"""The law of Italy."""
