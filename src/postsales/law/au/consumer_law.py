"""Australian Consumer Law, sections 69 and 82: agreements that nobody had asked for.

Whom it concerns: consumers with whom a seller agreed in person away from its premises, or in a
call, without being invited, for more than 100 dollars. Whatever is bought in a shop or online is
not covered: Australia knows no right to change one's mind.

What it says: the consumer can end the agreement within ten business days after the day on which it
was made, and after a call within ten business days after they had a copy of it. While nobody told
of the copy it counts as not given, and the answer says so. Where the seller came at a forbidden
hour, did not say who it was or stayed when asked to leave, they have three months; where they were
not told of the right or the agreement lacked what it has to hold, six. They can say so in words or
in writing. That the seller had no right to come has to be told.

What is left out: the consumer guarantees, with what a major failure gives (section 259); how soon
money goes back; goods that the seller does not collect within 30 days. Nobody has read these
sections in the text itself: all of it is unverified.
"""

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.currencies import AUD
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Months, WorkingDays
from postsales.basics.last_days import Count, Later
from postsales.basics.rolls import NonDays, Place
from postsales.basics.selectors import First
from postsales.basics.weekdays import Weekday
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.circumstances import HasHappened, Made, NotMet, Priced
from postsales.orders.events import Placed
from postsales.orders.lines import LineKind
from postsales.orders.sale_events import CallRulesBroken, CustomerInformed, InformationMissing
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.refunds.terms import RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import OutsideWhen
from postsales.returns.says import Coverage, JudgedBy, NoticeForm, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["AU", "NO_BUSINESS_DAYS", "PERIOD", "START", "refund", "withdrawal"]

_LAW = "Australian Consumer Law"
_IN_FORCE = "2011-01-01"

_UNSOLICITED = Citation(_LAW, "s. 69")
_ENDED = Citation(_LAW, "s. 82")
_RULES_BROKEN = Citation(_LAW, "s. 82(3)(c)")
_NOT_TOLD = Citation(_LAW, "s. 82(3)(d)")

NO_BUSINESS_DAYS = NonDays([Weekday.SATURDAY, Weekday.SUNDAY], holidays=Place.CUSTOMER)
"""Weekends, and the public holidays where the consumer is."""

START = ByCase(
    [
        InCase(
            Made(SaleMade.COLD_CALL),
            Later([First(Placed, by=_ENDED), First(CustomerInformed, by=_ENDED)]),
            by=_ENDED,
        )
    ],
    otherwise=First(Placed, by=_ENDED),
)
"""The day of the agreement; after a call, the day on which the consumer had a copy of it."""

PERIOD = ByCase(
    [
        InCase(
            HasHappened(InformationMissing),
            Count(START, Months(6), by=_NOT_TOLD),
            by=_NOT_TOLD,
        ),
        InCase(
            HasHappened(CallRulesBroken),
            Count(START, Months(3), by=_RULES_BROKEN),
            by=_RULES_BROKEN,
        ),
    ],
    otherwise=Count(START, WorkingDays(10), skipping=NO_BUSINESS_DAYS, by=_ENDED),
)
"""Ten business days, or three or six months where the seller broke a rule."""

withdrawal: ReturnTerms = ReturnTerms(
    id="AU.withdrawal",
    version="as described in 2024",
    zone=Place.CUSTOMER,
    applies_to=Scope(
        kind={LineKind.GOODS, LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION}
    ),
    window=StatedWindow(PERIOD, by=_ENDED),
    covers=Coverage.ORDERED,
    not_started=NotStarted.OPEN,
    judged_by=JudgedBy.SENT,
    forms=[NoticeForm.STATEMENT],
    required=[
        OutsideWhen(
            "not_unsolicited",
            NotMet(
                Made(
                    [
                        SaleMade.HOME_VISIT,
                        SaleMade.COLD_CALL,
                        SaleMade.EXCURSION,
                        SaleMade.AWAY,
                    ]
                )
            ),
            by=_UNSOLICITED,
        ),
        OutsideWhen("below_minimum", NotMet(Priced(above=AUD("100.00"))), by=_UNSOLICITED),
    ],
)
"""The right to end an agreement that the consumer had not asked for, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'AU.withdrawal'
"""

refund: RefundTerms = RefundTerms(
    id="AU.withdrawal.refund",
    version="as described in 2024",
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
)
"""What goes back: all that was paid; the seller collects the goods.

Example:
    >>> refund.fees
    ()
"""

AU: Jurisdiction = Jurisdiction(
    code="AU",
    name="Australia",
    rights={
        "withdrawal": Dated(
            [Row(withdrawal, _IN_FORCE, by=_ENDED)], name="AU law of unsolicited agreements"
        )
    },
    refunds={"withdrawal": Dated([Row(refund, _IN_FORCE, by=Citation(_LAW))], name="AU refund")},
    left_out=[
        "consumer guarantees; a major failure gives a refund or a replacement, by choice (s. 259)",
        "how soon money goes back after an agreement has ended: promptly",
        "goods that the seller does not collect within 30 days, which the consumer keeps",
        "agreements whose price nobody can tell when they are made",
    ],
    checked_on="2026-11-21",
)
"""The law of Australia. Hand in the public holidays of the consumer's state."""
