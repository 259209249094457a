"""Act on Specified Commercial Transactions (特定商取引法), articles 9, 24 and 15-3.

Whom it concerns: customers to whom somebody sold at the door, in the street or in a call that they
had not asked for; and, by the second right, whoever ordered goods by mail, online or by phone.

What it says: after a sale at the door or by a call the customer can take their offer back or cancel
for eight days, the first of which is the day on which they had the document about the contract;
without it the time does not begin. While nobody told of it, it counts as not given, and the answer
says so. It is enough to send the notice, and the customer pays for nothing. Goods that were ordered
by mail can be given back for eight days, the day of delivery being the first, unless the seller
showed terms of return of its own; then these hold. That notice has to arrive, and the buyer pays
for the way back.

What is left out: small cash sales, what is used up, visits that the customer had asked for, other
kinds of sale such as multilevel marketing (20 days, article 40), and that a shop online shows its
terms of return a second time, at the end of the order. The document is told by
``CustomerInformed``; that no terms were shown, by ``PolicyMissing``.
"""

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days
from postsales.basics.last_days import Count, FirstDay
from postsales.basics.rolls import Place
from postsales.basics.selectors import First, Last
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.circumstances import HasHappened, Made, NotMet
from postsales.orders.events import Delivered
from postsales.orders.lines import LineKind
from postsales.orders.sale_events import CustomerInformed, PolicyMissing
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.refunds.terms import Postage, RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import OutsideWhen
from postsales.returns.says import Coverage, JudgedBy, NoticeForm, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = [
    "JP",
    "MAIL_ORDER_PERIOD",
    "PERIOD",
    "START",
    "mail_order",
    "mail_order_refund",
    "refund",
    "withdrawal",
]

_ACT = "Act on Specified Commercial Transactions"
_READ_ON = "2026-11-21"
_IN_FORCE = "2022-06-01"

_COOLING_OFF = Citation(_ACT, "Art. 9(1)", checked_on=_READ_ON)
_CALLS = Citation(_ACT, "Art. 24")
_MAIL_ORDER = Citation(
    _ACT, "Art. 15-3", text="wording of the former Art. 15-2", checked_on=_READ_ON
)

START = ByCase(
    [InCase(Made(SaleMade.COLD_CALL), First(CustomerInformed, by=_CALLS), by=_CALLS)],
    otherwise=First(CustomerInformed, by=_COOLING_OFF),
)
"""The day on which the customer had the document about the contract."""

PERIOD = Count(
    START,
    Days(8),
    first_day=FirstDay.SAME,
    by=_COOLING_OFF,
)
"""Eight days that begin with the day on which the customer had the document."""

withdrawal: ReturnTerms = ReturnTerms(
    id="JP.withdrawal",
    version="read on 2026-11-21",
    zone=Place.CUSTOMER,
    applies_to=Scope(
        kind={LineKind.GOODS, LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION}
    ),
    window=StatedWindow(PERIOD, by=_COOLING_OFF),
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
            by=_COOLING_OFF,
        )
    ],
)
"""The right to cancel a sale at the door or by a call, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'JP.withdrawal'
"""

refund: RefundTerms = RefundTerms(
    id="JP.withdrawal.refund",
    version="read on 2026-11-21",
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
)
"""What goes back after a sale at the door: all that was paid, and nothing costs the customer.

Example:
    >>> refund.postage is None
    True
"""

MAIL_ORDER_PERIOD = Count(
    Last(Delivered, by=_MAIL_ORDER), Days(8), first_day=FirstDay.SAME, by=_MAIL_ORDER
)
"""Eight days that begin with the day of delivery."""

mail_order: ReturnTerms = ReturnTerms(
    id="JP.mail_order",
    version="read on 2026-11-21",
    zone=Place.CUSTOMER,
    applies_to=Scope(kind=LineKind.GOODS),
    window=StatedWindow(MAIL_ORDER_PERIOD, by=_MAIL_ORDER),
    covers=Coverage.ORDERED,
    not_started=NotStarted.OPEN,
    judged_by=JudgedBy.RECEIVED,
    required=[
        OutsideWhen(
            "not_mail_order",
            NotMet(Made([SaleMade.ONLINE, SaleMade.BY_MAIL, SaleMade.BY_PHONE])),
            by=_MAIL_ORDER,
        ),
        OutsideWhen("policy_posted", NotMet(HasHappened(PolicyMissing)), by=_MAIL_ORDER),
    ],
)
"""The right to give back what was ordered by mail, where no terms were shown.

Example:
    >>> mail_order.id
    'JP.mail_order'
"""

mail_order_refund: RefundTerms = RefundTerms(
    id="JP.mail_order.refund",
    version="read on 2026-11-21",
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
    postage=Postage(),
)
"""What goes back for goods ordered by mail; the buyer pays for the way back.

Example:
    >>> mail_order_refund.postage.for_reasons
    (ReasonKind.REMORSE,)
"""

JP: Jurisdiction = Jurisdiction(
    code="JP",
    name="Japan",
    rights={
        "withdrawal": Dated(
            [Row(withdrawal, _IN_FORCE, by=_COOLING_OFF)], name="JP law of sales at the door"
        ),
        "mail_order": Dated(
            [Row(mail_order, _IN_FORCE, by=_MAIL_ORDER)], name="JP law of mail order"
        ),
    },
    refunds={
        "withdrawal": Dated([Row(refund, _IN_FORCE, by=Citation(_ACT))], name="JP refund"),
        "mail_order": Dated(
            [Row(mail_order_refund, _IN_FORCE, by=_MAIL_ORDER)], name="JP refund of mail order"
        ),
    },
    left_out=[
        "small cash sales, and what is used up",
        "visits for which the customer had asked",
        "multilevel marketing, with 20 days (Art. 40), and other kinds of sale",
        "that a shop online shows its terms of return a second time before the order",
    ],
    checked_on=_READ_ON,
)
"""The law of Japan. No last day in it moves for a weekend or a holiday."""
