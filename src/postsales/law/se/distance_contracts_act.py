"""Lag (2005:59) om distansavtal och avtal utanför affärslokaler, chapter 2: withdrawal in Sweden.

What differs from the directive: by the act 1930:173 Midsummer Eve, Christmas Eve and New Year's Eve
move a last day like a public holiday. Without information the time does not begin, and the right
ends a year after it would have; that comes to the same days as the directive.
"""

from attrs import evolve

from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.extra_days import ExtraDay
from postsales.basics.rolls import NonDays, Place, Roll
from postsales.basics.weekdays import Weekday
from postsales.law.eu import consumer_rights as eu
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import cited, recounted
from postsales.law.services import ProRata
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["SE", "withdrawal"]

_ACT = "Lag (2005:59) om distansavtal och avtal utanför affärslokaler"
_TEXT = "as amended to SFS 2026:246"
_READ_ON = "2026-11-21"
_IN_FORCE = "2022-09-01"

_PERIOD = Citation(_ACT, "2 kap. 10, 12 §§", text=_TEXT, checked_on=_READ_ON)
_UNINFORMED = Citation(_ACT, "2 kap. 12 §", text=_TEXT, checked_on=_READ_ON)
_SENT_BACK = Citation(_ACT, "2 kap. 13 §", text=_TEXT, checked_on=_READ_ON)
_REFUND = Citation(_ACT, "2 kap. 14 §", text=_TEXT, checked_on=_READ_ON)
_SERVICES = Citation(_ACT, "2 kap. 15 §", text=_TEXT, checked_on=_READ_ON)
_MOVED = Citation(
    "Lag (1930:173) om beräkning av lagstadgad tid",
    "2 §",
    text="as amended to SFS 2022:931",
    checked_on=_READ_ON,
)

_EXCEPTIONS = {
    "service_performed": Citation(_ACT, "2 kap. 11 § 1", text=_TEXT, checked_on=_READ_ON),
    "price_fluctuates": Citation(_ACT, "2 kap. 11 § 2", text=_TEXT, checked_on=_READ_ON),
    "made_to_order": Citation(_ACT, "2 kap. 11 § 3", text=_TEXT, checked_on=_READ_ON),
    "perishable": Citation(_ACT, "2 kap. 11 § 4", text=_TEXT, checked_on=_READ_ON),
    "hygiene_unsealed": Citation(_ACT, "2 kap. 11 § 5", text=_TEXT, checked_on=_READ_ON),
    "mixed_inseparably": Citation(_ACT, "2 kap. 11 § 6", text=_TEXT, checked_on=_READ_ON),
    "alcohol_futures": Citation(_ACT, "2 kap. 11 § 7", text=_TEXT, checked_on=_READ_ON),
    "urgent_repair": Citation(_ACT, "2 kap. 11 § 13", text=_TEXT, checked_on=_READ_ON),
    "media_unsealed": Citation(_ACT, "2 kap. 11 § 8", text=_TEXT, checked_on=_READ_ON),
    "single_periodical": Citation(_ACT, "2 kap. 11 § 9", text=_TEXT, checked_on=_READ_ON),
    "auctioned": Citation(_ACT, "2 kap. 11 § 10", text=_TEXT, checked_on=_READ_ON),
    "dated_leisure": Citation(_ACT, "2 kap. 11 § 12", text=_TEXT, checked_on=_READ_ON),
    "digital_content_started": Citation(_ACT, "2 kap. 11 § 11", text=_TEXT, checked_on=_READ_ON),
}

NO_WORKING_DAYS = NonDays(
    [Weekday.SATURDAY, Weekday.SUNDAY],
    holidays=Place.CUSTOMER,
    extra=[
        ExtraDay(weekday=Weekday.FRIDAY, month=6, day=19),
        ExtraDay(month=12, day=24),
        ExtraDay(month=12, day=31),
    ],
)
"""Weekends, public holidays, Midsummer Eve, Christmas Eve and New Year's Eve."""

NEXT_WORKING_DAY = Roll(NO_WORKING_DAYS, by=_MOVED)
"""A last day on such a day moves to the next working day."""

PERIOD = evolve(
    eu.PERIOD,
    ordinary=evolve(eu.ORDINARY, roll=NEXT_WORKING_DAY, by=_PERIOD),
    long_stop_from=evolve(eu.LONG_STOP_FROM, by=_UNINFORMED),
    by=_UNINFORMED,
)
"""14 days; without information a year more, or 14 days from it."""

withdrawal: ReturnTerms = evolve(
    cited(eu.withdrawal, _EXCEPTIONS),
    id="SE.withdrawal",
    version=_TEXT,
    window=StatedWindow(PERIOD, by=_PERIOD),
)
"""The right to withdraw from a contract in Sweden, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'SE.withdrawal'
"""

DELIVER = recounted(eu.DELIVER, NEXT_WORKING_DAY)
"""Goods are delivered within 30 days of the contract, unless both agreed otherwise."""

SEND_BACK = recounted(eu.SEND_BACK, NEXT_WORKING_DAY, by=_SENT_BACK)
"""The consumer sends the goods back within 14 days of their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

SE: Jurisdiction = evolve(
    eu.EU,
    code="SE",
    name="Sweden",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="SE withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="SE refund")},
    duties=[DELIVER, SEND_BACK, REFUND],
    services=ProRata(by=_SERVICES),
    left_out=[
        *eu.EU.left_out,
        "contracts off premises below SEK 400, which 2 kap. 1 a § leaves out",
        "repairs that are done on a visit that the consumer asked for (2 kap. 11 § 14)",
    ],
    checked_on=_READ_ON,
)
"""The law of Sweden."""
