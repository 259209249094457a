"""Forbrugeraftaleloven, § 19: withdrawal in Denmark.

What differs from the directive: 5 June, 24 December and 31 December move a last day like a public
holiday. Nobody has read the act itself: every citation of it is unverified, and what is not said
here is the directive's.
"""

from attrs import evolve

from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.extra_days import ExtraDay
from postsales.basics.rolls import NonDays, Place, Roll
from postsales.basics.weekdays import Weekday
from postsales.law.eu import consumer_rights as eu
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import recounted
from postsales.law.services import ProRata
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["DK", "withdrawal"]

_ACT = "Forbrugeraftaleloven"
_READ_ON = "2026-11-21"
_IN_FORCE = "2022-05-28"

_PERIOD = Citation(_ACT, "§ 19")
_UNINFORMED = Citation(_ACT, "§ 19")
_MOVED = Citation(_ACT, "§ 19(6)")
_SENT_BACK = Citation(_ACT)
_REFUND = Citation(_ACT)
_SERVICES = Citation(_ACT)

NO_WORKING_DAYS = NonDays(
    [Weekday.SATURDAY, Weekday.SUNDAY],
    holidays=Place.CUSTOMER,
    extra=[
        ExtraDay(month=6, day=5),
        ExtraDay(month=12, day=24),
        ExtraDay(month=12, day=31),
    ],
)
"""Weekends, public holidays, Constitution Day, Christmas Eve and New Year's Eve."""

NEXT_WORKING_DAY = Roll(NO_WORKING_DAYS, by=_MOVED)
"""A last day on such a day moves to the next weekday that is none."""

PERIOD = evolve(
    eu.PERIOD,
    ordinary=evolve(eu.ORDINARY, roll=NEXT_WORKING_DAY, by=_PERIOD),
    long_stop_from=evolve(eu.LONG_STOP_FROM, by=_UNINFORMED),
    by=_UNINFORMED,
)
"""14 days; without information twelve months more, or 14 days from it."""

withdrawal: ReturnTerms = evolve(
    eu.withdrawal,
    id="DK.withdrawal",
    version="2011/83/EU, unread in the national text on 2026-11-21",
    window=StatedWindow(PERIOD, by=_PERIOD),
)
"""The right to withdraw from a contract in Denmark, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'DK.withdrawal'
"""

SEND_BACK = recounted(eu.SEND_BACK, NEXT_WORKING_DAY, by=_SENT_BACK)
"""The consumer sends the goods back within 14 days of their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

DK: Jurisdiction = evolve(
    eu.EU,
    code="DK",
    name="Denmark",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="DK withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="DK refund")},
    duties=[eu.DELIVER, SEND_BACK, REFUND],
    services=ProRata(by=_SERVICES),
    left_out=[
        *eu.EU.left_out,
        "what the national text says besides",
    ],
    checked_on=_READ_ON,
)
"""The law of Denmark."""
