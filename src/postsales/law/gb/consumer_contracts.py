"""The Consumer Contracts (Information, Cancellation and Additional Charges) Regulations 2013.

Whom they concern: consumers who agree with a trader at a distance or away from business premises,
on or after 13 June 2014; off business premises only where they pay more than 42 pounds. That the
buyer is a consumer is for the caller to know.

What they say: a contract can be cancelled until the end of 14 days after the day on which the
consumer has the last of the goods, for goods that come regularly the first, and for services and
digital content after the day of the contract. A last day on a weekend or holiday stays where it is.
A notice is in time when it was sent in time. Whoever was not told of the right has twelve months
longer, or 14 days from the information where it came within twelve months. Money goes back within
14 days of the goods, or of evidence that they were sent; where nothing is to come back, within 14
days of the notice. What handling has cost in value may be taken off that.

What is left out: prescribed medicines and what a health service supplies, passenger transport, the
contracts of regulation 6 but for bets, and goods that the trader collects.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.currencies import GBP
from postsales.basics.durations import Days, Months
from postsales.basics.last_days import Base, Count, Earlier, Extended
from postsales.basics.rolls import Place
from postsales.basics.selectors import First, Last
from postsales.law.duties import Duty, Party
from postsales.orders.circumstances import (
    AllMet,
    AnyMet,
    EarlyStart,
    HasHappened,
    Made,
    NotMet,
    Priced,
    To,
)
from postsales.orders.events import (
    Delivered,
    Placed,
    Received,
    Refunded,
    ReturnRequested,
    Shipped,
)
from postsales.orders.lines import LineKind, Trait
from postsales.orders.return_events import ReturnShipped
from postsales.orders.sale_events import CustomerInformed, InformationMissing, SealBroken
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.refunds.terms import Postage, RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import BarredWhen, OutsideWhen
from postsales.returns.says import Coverage, JudgedBy, NoticeForm, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = [
    "EXCEPTIONS",
    "HANDLED",
    "IN_FORCE",
    "NORMAL",
    "PERIOD",
    "REFUND",
    "REFUNDED",
    "SEND_BACK",
    "START",
    "WITHDRAWAL",
    "refund",
    "withdrawal",
]

IN_FORCE = "2014-06-13"
"""They are about contracts of this day and later."""

_REGULATIONS = "Consumer Contracts Regulations 2013 (SI 2013/3134)"
_TEXT = "as amended to 1 July 2018"
_READ_ON = "2026-11-21"
_REGULATION = Citation(_REGULATIONS, text=_TEXT, checked_on=_READ_ON)

WITHDRAWAL = evolve(_REGULATION, article="reg. 30")
_CONTRACT = evolve(_REGULATION, article="reg. 30(2)")
_LAST_GOOD = evolve(_REGULATION, article="reg. 30(3)-(5)")
_FIRST_GOOD = evolve(_REGULATION, article="reg. 30(6)")
_UNINFORMED = evolve(_REGULATION, article="reg. 31")
_BACK = evolve(_REGULATION, article="reg. 34(5)")
_NOTICE = evolve(_REGULATION, article="reg. 34(6)")
HANDLED = evolve(_REGULATION, article="reg. 34(9)-(11)")
REFUNDED = evolve(_REGULATION, article="reg. 34(2), (3), (7), (8)")
_REFUND = evolve(_REGULATION, article="reg. 34(4)-(6)")
_SENT_BACK = evolve(_REGULATION, article="reg. 35(4)")

START = ByCase(
    [
        InCase(
            AnyMet(
                [
                    Scope(kind={LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION}),
                    Scope(trait=Trait.UTILITY),
                ]
            ),
            First(Placed, by=_CONTRACT),
            by=_CONTRACT,
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

NORMAL = Count(START, Days(14), by=WITHDRAWAL)
"""The period where the consumer was told of the right; its last day moves for nothing."""

PERIOD = Extended(
    NORMAL,
    informed=First(CustomerInformed),
    missing=InformationMissing,
    cure_within=Months(12),
    long_stop=Months(12),
    long_stop_from=Base.END,
    by=_UNINFORMED,
)
"""The period, with what it becomes where the consumer was told late or not at all."""

EXCEPTIONS = (
    BarredWhen(
        "price_fluctuates",
        AllMet([Scope(trait=Trait.PRICE_FLUCTUATES), NotMet(Scope(trait=Trait.UTILITY))]),
        by=evolve(_REGULATION, article="reg. 28(1)(a)"),
    ),
    BarredWhen(
        "made_to_order",
        Scope(trait=Trait.MADE_TO_ORDER),
        by=evolve(_REGULATION, article="reg. 28(1)(b)"),
    ),
    BarredWhen(
        "perishable",
        Scope(trait=Trait.PERISHABLE),
        by=evolve(_REGULATION, article="reg. 28(1)(c)"),
    ),
    BarredWhen(
        "alcohol_futures",
        Scope(trait=Trait.ALCOHOL_FUTURES),
        by=evolve(_REGULATION, article="reg. 28(1)(d)"),
    ),
    BarredWhen(
        "urgent_repair",
        Scope(trait=Trait.URGENT_REPAIR),
        by=evolve(_REGULATION, article="reg. 28(1)(e)"),
    ),
    BarredWhen(
        "single_periodical",
        AllMet([Scope(trait=Trait.PERIODICAL), NotMet(Scope(kind=LineKind.SUBSCRIPTION))]),
        by=evolve(_REGULATION, article="reg. 28(1)(f)"),
    ),
    BarredWhen(
        "auctioned",
        Scope(trait=Trait.AUCTIONED),
        by=evolve(_REGULATION, article="reg. 28(1)(g)"),
    ),
    BarredWhen(
        "dated_leisure",
        Scope(trait=Trait.DATED_LEISURE),
        by=evolve(_REGULATION, article="reg. 28(1)(h)"),
    ),
    BarredWhen(
        "hygiene_unsealed",
        AllMet([Scope(trait=Trait.SEALED_HYGIENE), HasHappened(SealBroken, to=To.THESE)]),
        by=evolve(_REGULATION, article="reg. 28(3)(a)"),
    ),
    BarredWhen(
        "media_unsealed",
        AllMet([Scope(trait=Trait.SEALED_MEDIA), HasHappened(SealBroken, to=To.THESE)]),
        by=evolve(_REGULATION, article="reg. 28(3)(b)"),
    ),
    BarredWhen(
        "mixed_inseparably",
        AllMet([Scope(trait=Trait.MIXED_ONCE_DELIVERED), HasHappened(Delivered, to=To.THESE)]),
        by=evolve(_REGULATION, article="reg. 28(3)(c)"),
    ),
    BarredWhen(
        "service_performed",
        AllMet(
            [
                Scope(kind=LineKind.SERVICE),
                NotMet(Scope(trait=Trait.UTILITY)),
                HasHappened(Delivered, to=To.EVERY),
                EarlyStart(acknowledged=True),
            ]
        ),
        by=evolve(_REGULATION, article="reg. 36(2)"),
    ),
    BarredWhen(
        "digital_content_started",
        AllMet(
            [
                Scope(kind=LineKind.DIGITAL),
                HasHappened(Delivered),
                EarlyStart(acknowledged=True),
            ]
        ),
        by=evolve(_REGULATION, article="reg. 37(2)"),
    ),
)
"""What cannot be cancelled, in the order of the text; digital content needs no confirmation."""

withdrawal: ReturnTerms = ReturnTerms(
    id="GB.withdrawal",
    version=_TEXT,
    zone=Place.CUSTOMER,
    applies_to=Scope(
        kind={LineKind.GOODS, LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION}
    ),
    window=StatedWindow(PERIOD, by=WITHDRAWAL),
    covers=Coverage.ORDERED,
    not_started=NotStarted.OPEN,
    judged_by=JudgedBy.SENT,
    forms=[NoticeForm.STATEMENT],
    required=[
        OutsideWhen(
            "sold_in_shop", Made(SaleMade.IN_SHOP), by=evolve(_REGULATION, article="reg. 29(1)")
        ),
        OutsideWhen(
            "below_minimum",
            AllMet(
                [
                    Made(
                        [
                            SaleMade.INVITED_VISIT,
                            SaleMade.HOME_VISIT,
                            SaleMade.EXCURSION,
                            SaleMade.AWAY,
                        ]
                    ),
                    NotMet(Priced(above=GBP("42.00"))),
                ]
            ),
            by=evolve(_REGULATION, article="reg. 27(3)"),
        ),
        OutsideWhen(
            "betting", Scope(trait=Trait.BETTING), by=evolve(_REGULATION, article="reg. 6(1)(a)")
        ),
        *EXCEPTIONS,
    ],
)
"""The right to cancel a contract, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'GB.withdrawal'
"""

refund: RefundTerms = RefundTerms(
    id="GB.withdrawal.refund",
    version=_TEXT,
    shipping=ShippingRefund.CHEAPEST_STANDARD,
    other_charges=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
    postage=Postage(),
)
"""What goes back after a cancellation: all of it, and of delivery what the cheapest kind cost.

The consumer bears the cost of sending back, where they were told so. What their handling cost in
value may be taken off by ``diminished``, up to the price, and not where they were not told of the
right: how much that is nobody but the merchant knows.

Example:
    >>> refund.fees
    ()
"""

SEND_BACK = Duty(
    "send_back",
    Party.CONSUMER,
    due=Count(First(ReturnRequested), Days(14), by=_SENT_BACK),
    met_by=(ReturnShipped, Received),
    right="withdrawal",
    of=AllMet([Scope(kind=LineKind.GOODS), NotMet(Scope(trait=Trait.UTILITY))]),
    by=_SENT_BACK,
)
"""The consumer sends the goods off within 14 days after their notice."""

REFUND = Duty(
    "refund",
    Party.TRADER,
    due=ByCase(
        [
            InCase(
                AllMet(
                    [
                        Scope(kind=LineKind.GOODS),
                        NotMet(Scope(trait=Trait.UTILITY)),
                        AnyMet([HasHappened(Shipped), HasHappened(Delivered)]),
                    ]
                ),
                Count(Earlier([Last(Received), Last(ReturnShipped)], by=_BACK), Days(14), by=_BACK),
                by=_BACK,
            )
        ],
        otherwise=Count(First(ReturnRequested), Days(14), by=_NOTICE),
    ),
    met_by=Refunded,
    right="withdrawal",
    by=_REFUND,
)
"""All is paid back within 14 days after the goods or evidence of them, else after the notice."""
