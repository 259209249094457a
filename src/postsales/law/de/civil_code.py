"""Bürgerliches Gesetzbuch, §§ 187 to 193, 312g, 355 to 357a, 475 and 477: Germany.

What differs from the directive: without information the period does not begin, and the right ends
at the latest twelve months and 14 days after the event that would have begun it; bets and contracts
before a notary are excepted. A last day moves to the next working day at the consumer's place,
public holidays of their region included. A fault that shows within a year is taken to be an old
one, with a live animal within six months.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase, Readings
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days, Months, Years
from postsales.basics.last_days import Base, Count, Earlier, Own
from postsales.basics.rolls import Roll
from postsales.basics.selectors import First
from postsales.law.eu import consumer_rights as eu
from postsales.law.eu.periods import NO_WORKING_DAYS
from postsales.law.faults import FaultRules
from postsales.law.handling import HandlingLoss
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.overlays import cited, recounted
from postsales.law.services import ProRata
from postsales.orders.circumstances import AllMet, Made, NotMet
from postsales.orders.events import Delivered, ReturnRequested
from postsales.orders.lines import LineKind, Trait
from postsales.orders.sale_events import NoticeSent
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.returns.barred import BarredWhen
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["DE", "withdrawal"]

_CODE = "Bürgerliches Gesetzbuch"
_TEXT = "as amended to 19 August 2026"
_READ_ON = "2026-11-21"
_IN_FORCE = "2022-05-28"

_PERIOD = Citation(_CODE, "§ 355(2)", text=_TEXT, checked_on=_READ_ON)
_UNINFORMED = Citation(_CODE, "§ 356(3), (4)", text=_TEXT, checked_on=_READ_ON)
_MOVED = Citation(_CODE, "§ 193", text=_TEXT, checked_on=_READ_ON)
_BETTING = Citation(_CODE, "§ 312g(2) no. 12", text=_TEXT, checked_on=_READ_ON)
_NOTARISED = Citation(_CODE, "§ 312g(2) no. 13", text=_TEXT, checked_on=_READ_ON)
_SENT_BACK = Citation(_CODE, "§ 355(3)", text=_TEXT, checked_on=_READ_ON)
_REFUND = Citation(_CODE, "§§ 355(3), 357(1)", text=_TEXT, checked_on=_READ_ON)

_DELIVERY = Citation(_CODE, "§ 475(1)", text=_TEXT, checked_on=_READ_ON)
_PRESUMED = Citation(_CODE, "§ 477(1)", text=_TEXT, checked_on=_READ_ON)
_HANDLED = Citation(_CODE, "§ 357a", text=_TEXT, checked_on=_READ_ON)

_GOODS = Citation(_CODE, "§ 312g(2)", text=_TEXT, checked_on=_READ_ON)
_EXCEPTIONS = {
    "service_performed": Citation(_CODE, "§ 356(5)", text=_TEXT, checked_on=_READ_ON),
    "digital_content_started": Citation(_CODE, "§ 356(6)", text=_TEXT, checked_on=_READ_ON),
    "price_fluctuates": _GOODS,
    "made_to_order": _GOODS,
    "perishable": _GOODS,
    "hygiene_unsealed": _GOODS,
    "mixed_inseparably": _GOODS,
    "alcohol_futures": _GOODS,
    "urgent_repair": _GOODS,
    "media_unsealed": _GOODS,
    "single_periodical": _GOODS,
    "auctioned": _GOODS,
    "dated_leisure": _GOODS,
}

# Who bets by phone or away from the shop can withdraw all the same.
_BY_VOICE_OR_IN_PERSON = [
    SaleMade.BY_PHONE,
    SaleMade.COLD_CALL,
    SaleMade.INVITED_VISIT,
    SaleMade.HOME_VISIT,
    SaleMade.EXCURSION,
    SaleMade.AWAY,
]

NEXT_WORKING_DAY = Roll(NO_WORKING_DAYS, by=_MOVED)
"""A last day on a Saturday, Sunday or public holiday moves to the next working day."""

PERIOD = evolve(
    eu.PERIOD,
    ordinary=evolve(eu.ORDINARY, roll=NEXT_WORKING_DAY, by=_PERIOD),
    long_stop_from=Readings(
        "order of units",
        {"national": Base.START, "directive": Base.END, "unmoved": Base.END_UNMOVED},
        by=_UNINFORMED,
    ),
    by=_UNINFORMED,
)
"""14 days; without information at the latest twelve months and 14 days after the start."""

withdrawal: ReturnTerms = evolve(
    eu.withdrawal,
    id="DE.withdrawal",
    version=_TEXT,
    window=StatedWindow(PERIOD, by=_PERIOD),
    required=[
        *cited(eu.withdrawal, _EXCEPTIONS).required,
        BarredWhen(
            "betting",
            AllMet([Scope(trait=Trait.BETTING), NotMet(Made(_BY_VOICE_OR_IN_PERSON))]),
            by=_BETTING,
        ),
        BarredWhen("notarised", Scope(trait=Trait.NOTARISED), by=_NOTARISED),
    ],
)
"""The right to withdraw from a contract in Germany, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'DE.withdrawal'
"""

SEND_BACK = evolve(
    eu.SEND_BACK,
    due=Count(
        Earlier([First(NoticeSent), First(ReturnRequested)]),
        Days(14),
        roll=NEXT_WORKING_DAY,
        by=_SENT_BACK,
    ),
    by=_SENT_BACK,
)
"""The consumer sends the goods back within 14 days of sending their notice."""

REFUND = recounted(eu.REFUND, NEXT_WORKING_DAY, by=_REFUND)
"""All is paid back within 14 days of receipt of the notice, or when the goods or proof came."""

DELIVER = recounted(eu.DELIVER, NEXT_WORKING_DAY, by=_DELIVERY)
"""Goods are delivered within 30 days of the contract, unless both agreed otherwise."""

PRESUMED = Count(
    Own(Delivered, by=_PRESUMED),
    ByCase(
        [InCase(Scope(trait=Trait.LIVE_ANIMAL), Months(6), by=_PRESUMED)],
        otherwise=Years(1),
        by=_PRESUMED,
    ),
    by=_PRESUMED,
)
"""A year from the delivery, of a live animal six months."""

DE: Jurisdiction = evolve(
    eu.EU,
    code="DE",
    name="Germany",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="DE withdrawal")},
    refunds={"withdrawal": Dated([Row(eu.refund, _IN_FORCE, by=_REFUND)], name="DE refund")},
    handling={"withdrawal": HandlingLoss(by=_HANDLED)},
    duties=[DELIVER, SEND_BACK, REFUND],
    services=ProRata(by=_HANDLED),
    faults=FaultRules(
        presumed=PRESUMED, of=Scope(kind=LineKind.GOODS), since=_IN_FORCE, by=_PRESUMED
    ),
    left_out=[
        *eu.EU.left_out,
        "the cancellation button of § 312k",
        "the guarantee of §§ 434 ff., but for how long a fault is presumed to be an old one",
        "from when on a debtor is late, and what that costs (§§ 286 and 288)",
    ],
    checked_on=_READ_ON,
)
"""The law of Germany. Its public holidays are those of a state: hand in the customer's."""
