"""Directive 2011/83/EU on consumer rights: the right of withdrawal, Articles 9 to 16.

Whom it concerns: consumers who agree with a trader at a distance or away from business premises.
That the buyer is a consumer is for the caller to know.

What it says: 14 days from the day on which the consumer has the last good of one order, for goods
that come regularly the first, and for services and digital content from the day of the contract.
Before that the consumer may withdraw as well. A notice is in time when it was sent in time. Whoever
was not informed of the right has twelve months longer, and 14 days from the information where it
came within twelve months. Days are counted by Regulation 1182/71.
"""

from postsales.basics.choices import ByCase, InCase, Readings
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days, Months
from postsales.basics.last_days import Base, Count, Earlier, Extended, Later
from postsales.basics.rolls import Place
from postsales.basics.selectors import First, Last
from postsales.law.additional_periods import AdditionalPeriod
from postsales.law.duties import Duty, Party
from postsales.law.eu.exceptions import ARTICLE_16
from postsales.law.eu.periods import NEXT_WORKING_DAY
from postsales.law.handling import HandlingLoss
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.services import ProRata
from postsales.orders.circumstances import AllMet, AnyMet, Made, NotMet
from postsales.orders.events import Delivered, Placed, Received, Refunded, ReturnRequested
from postsales.orders.lines import LineKind, Trait
from postsales.orders.return_events import ReturnShipped
from postsales.orders.sale_events import CustomerInformed, InformationMissing
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.refunds.terms import Postage, RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import OutsideWhen
from postsales.returns.says import Coverage, JudgedBy, NoticeForm, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = [
    "DELIVER",
    "EU",
    "GOODS",
    "LONG_STOP_FROM",
    "OFF_PREMISES",
    "ORDINARY",
    "PERIOD",
    "REFUND",
    "RELEASED",
    "SEND_BACK",
    "START",
    "refund",
    "withdrawal",
]

_DIRECTIVE = "Directive 2011/83/EU"
_READ_ON = "2026-11-21"
_IN_FORCE = "2014-06-13"

_LAST_GOOD = Citation(_DIRECTIVE, "Art. 9(2)(b)(i)", checked_on=_READ_ON)
_FIRST_GOOD = Citation(_DIRECTIVE, "Art. 9(2)(b)(iii)", checked_on=_READ_ON)
_CONCLUSION = Citation(_DIRECTIVE, "Art. 9(2)(a), (c)", checked_on=_READ_ON)
_PERIOD = Citation(_DIRECTIVE, "Art. 9(1)", checked_on=_READ_ON)
_UNINFORMED = Citation(_DIRECTIVE, "Art. 10")
_REFUND = Citation(_DIRECTIVE, "Art. 13(1)")
_WITHHELD = Citation(_DIRECTIVE, "Art. 13(3)")
_SENT_BACK = Citation(_DIRECTIVE, "Art. 14(1)")
_HANDLED = Citation(_DIRECTIVE, "Art. 14(2)")
_SERVICES = Citation(_DIRECTIVE, "Art. 14(3), (4)(a)")
_DELIVERY = Citation(_DIRECTIVE, "Art. 18(1)", checked_on=_READ_ON)
_WAITED = Citation(_DIRECTIVE, "Art. 18(2)", checked_on=_READ_ON)

START = ByCase(
    [
        InCase(
            AnyMet(
                [
                    Scope(kind={LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION}),
                    Scope(trait=Trait.UTILITY),
                ]
            ),
            First(Placed, by=_CONCLUSION),
            by=_CONCLUSION,
        ),
        InCase(
            Scope(trait=Trait.REGULAR_DELIVERY),
            First(Delivered, by=_FIRST_GOOD),
            by=_FIRST_GOOD,
        ),
    ],
    otherwise=Last(Delivered, by=_LAST_GOOD),
)
"""Services, utilities and digital content: the contract; goods: the last, or first of many."""

ORDINARY = Count(START, Days(14), roll=NEXT_WORKING_DAY, by=_PERIOD)
"""The period where the consumer was informed in time."""

LONG_STOP_FROM: Readings[Base] = Readings(
    "end of the initial period", {"moved": Base.END, "unmoved": Base.END_UNMOVED}, by=_UNINFORMED
)
"""Twelve months from the end of the period, after it has moved to a working day or before."""

PERIOD = Extended(
    ORDINARY,
    informed=First(CustomerInformed),
    missing=InformationMissing,
    cure_within=Months(12),
    long_stop=Months(12),
    long_stop_from=LONG_STOP_FROM,
    by=_UNINFORMED,
)
"""The period, with what it becomes where the consumer was informed late or not at all."""

OFF_PREMISES = Made(
    [SaleMade.INVITED_VISIT, SaleMade.HOME_VISIT, SaleMade.EXCURSION, SaleMade.AWAY]
)
"""Both sides were there, and not in a shop of the trader."""

_ALL_KINDS = Scope(kind={LineKind.GOODS, LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION})

withdrawal: ReturnTerms = ReturnTerms(
    id="EU.withdrawal",
    version="2011/83/EU, in force on 2026-11-21",
    zone=Place.CUSTOMER,
    applies_to=_ALL_KINDS,
    window=StatedWindow(PERIOD, by=_PERIOD),
    covers=Coverage.ORDERED,
    not_started=NotStarted.OPEN,
    judged_by=JudgedBy.SENT,
    forms=[NoticeForm.STATEMENT],
    required=[
        OutsideWhen("sold_in_shop", Made(SaleMade.IN_SHOP), by=_PERIOD),
        *ARTICLE_16,
    ],
)
"""The right to withdraw from a contract, run by ``returns.assess``.

Example:
    >>> from postsales import EUR, Customer, Line, Order, ReturnRequest, returns
    >>> order = Order(
    ...     id="1001", placed_at="2026-03-02T10:15+01:00",
    ...     customer=Customer(id="C-7", zone="Europe/Berlin"),
    ...     lines=[
    ...         Line("tee", quantity=1, total=EUR("20.00")),
    ...         Line("lamp", quantity=1, total=EUR("89.00")),
    ...     ],
    ...     history=[
    ...         Delivered({"tee": 1}, at="2026-03-05T12:30+01:00"),
    ...         Delivered({"lamp": 1}, at="2026-03-09T11:00+01:00"),
    ...     ],
    ... )
    >>> tee = ReturnRequest.of({"tee": 1}, reason="remorse")
    >>> decision = returns.assess(order, tee, withdrawal, at="2026-03-20T09:00+01:00")
    >>> decision.outcome, decision.item("tee").deadline.last_day.isoformat()
    (Outcome.ALLOWED, '2026-03-23')
"""

refund: RefundTerms = RefundTerms(
    id="EU.withdrawal.refund",
    version="2011/83/EU, in force on 2026-11-21",
    shipping=ShippingRefund.CHEAPEST_STANDARD,
    other_charges=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
    postage=Postage(),
)
"""What goes back after a withdrawal, Article 13: all of it, and of delivery the standard cost.

The consumer bears the cost of sending back, where they were told so and the trader has not agreed
to bear it (Article 14(1)). Where they were told of the right, what their handling cost in value
beyond a look at the goods may be taken off by ``diminished`` (Article 14(2)): how much that is
nobody but the merchant knows.

Example:
    >>> refund.fees
    ()
"""

GOODS = AllMet([Scope(kind=LineKind.GOODS), NotMet(Scope(trait=Trait.UTILITY))])
"""What is delivered and comes back."""

DELIVER = Duty(
    "deliver",
    Party.TRADER,
    due=Count(First(Placed), Days(30), roll=NEXT_WORKING_DAY, by=_DELIVERY),
    met_by=Delivered,
    of=GOODS,
    by=_DELIVERY,
)
"""Goods are delivered within 30 days of the contract, unless both agreed otherwise."""

SEND_BACK = Duty(
    "send_back",
    Party.CONSUMER,
    due=Count(First(ReturnRequested), Days(14), roll=NEXT_WORKING_DAY, by=_SENT_BACK),
    met_by=(ReturnShipped, Received),
    right="withdrawal",
    of=GOODS,
    by=_SENT_BACK,
)
"""The consumer sends the goods back within 14 days of their notice."""

RELEASED = Earlier([Last(Received), Last(ReturnShipped)], by=_WITHHELD)
"""When the trader has the goods, or the consumer has shown that they were sent."""

REFUND = Duty(
    "refund",
    Party.TRADER,
    due=Later(
        [
            Count(First(ReturnRequested), Days(14), roll=NEXT_WORKING_DAY, by=_REFUND),
            RELEASED,
        ]
    ),
    met_by=Refunded,
    right="withdrawal",
    by=_REFUND,
)
"""All is paid back within 14 days of the notice, and not before the goods or proof of them came."""

LEFT_OUT = (
    "contracts that Article 3(3) leaves out, such as financial services and package travel",
    "contracts about goods and services together, which count as sales (Article 2(5))",
    "the withdrawal function of Article 11a",
    "goods that the trader collects (Articles 13(3) and 14(1))",
    "the refund of goods that came too late, where no state sets a time for it (Article 18(3))",
    "conformity of goods (Directive 2019/771)",
    "debts between businesses that are paid late (Directive 2011/7)",
)
"""What neither the Union nor its states have here, but for what a state adds."""

EU: Jurisdiction = Jurisdiction(
    code="EU",
    name="European Union",
    rights={"withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_PERIOD)], name="EU withdrawal")},
    refunds={"withdrawal": Dated([Row(refund, _IN_FORCE, by=_REFUND)], name="EU refund")},
    duties=[DELIVER, SEND_BACK, REFUND],
    services=ProRata(by=_SERVICES),
    handling={"withdrawal": HandlingLoss(by=_HANDLED)},
    additional_period=AdditionalPeriod(by=_WAITED),
    left_out=[
        *LEFT_OUT,
        "off-premises contracts of at most EUR 50, which states may leave out (Article 3(4))",
    ],
    checked_on=_READ_ON,
)
"""The law of the Union alone, before any state has added to it."""
