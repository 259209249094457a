"""Fern- und Auswärtsgeschäfte-Gesetz, §§ 11 to 18: withdrawal in Austria.

What differs from the directive: a service or digital content that costs nothing is not excepted
where it was begun unasked, and contracts off premises of at most EUR 50 are outside. A last day on
a Sunday or public holiday moves to the next working day by § 903 ABGB; on a Saturday or Good Friday
it does by the European Convention on the Calculation of Time-Limits, which nobody has read.
"""

from attrs import evolve

from postsales.basics.citations import Citation
from postsales.basics.currencies import EUR
from postsales.basics.dated import Dated, Row
from postsales.basics.extra_days import GOOD_FRIDAY
from postsales.basics.rolls import NonDays, Place, Roll
from postsales.basics.weekdays import Weekday
from postsales.law.eu import consumer_rights as eu
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import cited, lifted, recounted
from postsales.law.services import ProRata
from postsales.orders.circumstances import AllMet, EarlyStart, Free, NotMet, Priced
from postsales.returns.barred import OutsideWhen
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["AT", "withdrawal"]

_ACT = "Fern- und Auswärtsgeschäfte-Gesetz"
_TEXT = "as amended by BGBl. I Nr. 109/2022"
_READ_ON = "2026-11-21"
_IN_FORCE = "2022-07-20"

_PERIOD = Citation(_ACT, "§ 11", text=_TEXT, checked_on=_READ_ON)
_UNINFORMED = Citation(_ACT, "§ 12", text=_TEXT, checked_on=_READ_ON)
_LIFTED = Citation(_ACT, "§ 18(1)", text=_TEXT, checked_on=_READ_ON)
_SENT_BACK = Citation(_ACT, "§ 15(1)", text=_TEXT, checked_on=_READ_ON)
_REFUND = Citation(_ACT, "§ 14(1), (3)", text=_TEXT, checked_on=_READ_ON)
_SERVICES = Citation(_ACT, "§ 16(1), (2)", text=_TEXT, checked_on=_READ_ON)
_MOVED = Citation("European Convention on the Calculation of Time-Limits")

_SMALL = Citation(_ACT, "§ 1(2) Z 1", text=_TEXT, checked_on=_READ_ON)

_EXCEPTIONS = {
    "service_performed": Citation(_ACT, "§ 18(1) Z 1", text=_TEXT, checked_on=_READ_ON),
    "price_fluctuates": Citation(_ACT, "§ 18(1) Z 2", text=_TEXT, checked_on=_READ_ON),
    "made_to_order": Citation(_ACT, "§ 18(1) Z 3", text=_TEXT, checked_on=_READ_ON),
    "perishable": Citation(_ACT, "§ 18(1) Z 4", text=_TEXT, checked_on=_READ_ON),
    "hygiene_unsealed": Citation(_ACT, "§ 18(1) Z 5", text=_TEXT, checked_on=_READ_ON),
    "mixed_inseparably": Citation(_ACT, "§ 18(1) Z 6", text=_TEXT, checked_on=_READ_ON),
    "alcohol_futures": Citation(_ACT, "§ 18(1) Z 7", text=_TEXT, checked_on=_READ_ON),
    "urgent_repair": Citation(_ACT, "§ 18(2)", text=_TEXT, checked_on=_READ_ON),
    "media_unsealed": Citation(_ACT, "§ 18(1) Z 8", text=_TEXT, checked_on=_READ_ON),
    "single_periodical": Citation(_ACT, "§ 18(1) Z 9", text=_TEXT, checked_on=_READ_ON),
    "auctioned": Citation(_ACT, "§ 18(3)", text=_TEXT, checked_on=_READ_ON),
    "dated_leisure": Citation(_ACT, "§ 18(1) Z 10", text=_TEXT, checked_on=_READ_ON),
    "digital_content_started": Citation(_ACT, "§ 18(1) Z 11", text=_TEXT, checked_on=_READ_ON),
}

NO_WORKING_DAYS = NonDays(
    [Weekday.SATURDAY, Weekday.SUNDAY],
    holidays=Place.CUSTOMER,
    extra=[
        GOOD_FRIDAY,
    ],
)
"""Saturdays, Sundays, public holidays and Good Friday."""

NEXT_WORKING_DAY = Roll(NO_WORKING_DAYS, by=_MOVED)
"""A last day on such a day moves to the next working day."""

PERIOD = evolve(
    eu.PERIOD,
    ordinary=evolve(eu.ORDINARY, roll=NEXT_WORKING_DAY, by=_PERIOD),
    long_stop_from=evolve(eu.LONG_STOP_FROM, by=_UNINFORMED),
    by=_UNINFORMED,
)
"""14 days; without information twelve months more, or 14 days from it."""

withdrawal: ReturnTerms = evolve(
    lifted(
        lifted(
            cited(eu.withdrawal, _EXCEPTIONS).requiring(
                OutsideWhen(
                    "below_minimum",
                    AllMet([eu.OFF_PREMISES, NotMet(Priced(above=EUR("50.00")))]),
                    by=_SMALL,
                )
            ),
            ["service_performed"],
            when=AllMet([Free(), NotMet(EarlyStart(acknowledged=True))]),
            by=_LIFTED,
        ),
        ["digital_content_started"],
        when=AllMet([Free(), NotMet(EarlyStart(acknowledged=True, confirmed=True))]),
        by=_LIFTED,
    ),
    id="AT.withdrawal",
    version=_TEXT,
    window=StatedWindow(PERIOD, by=_PERIOD),
)
"""The right to withdraw from a contract in Austria, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'AT.withdrawal'
"""

DELIVER = recounted(eu.DELIVER, NEXT_WORKING_DAY)
"""Goods are delivered within 30 days of the contract, unless both agreed otherwise."""

SEND_BACK = recounted(eu.SEND_BACK, NEXT_WORKING_DAY, by=_SENT_BACK)
"""The consumer sends the goods back within 14 days of their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

AT: Jurisdiction = evolve(
    eu.EU,
    code="AT",
    name="Austria",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="AT withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="AT refund")},
    duties=[DELIVER, SEND_BACK, REFUND],
    services=ProRata(by=_SERVICES),
    left_out=[
        *eu.LEFT_OUT,
    ],
    checked_on=_READ_ON,
)
"""The law of Austria."""
