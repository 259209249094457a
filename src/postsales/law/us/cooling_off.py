"""16 CFR Part 429: the cooling-off period for sales made at homes or at certain other locations.

Whom it concerns: buyers of consumer goods or services who agree, in person, anywhere but at the
place of business of the seller, for 25 dollars or more at the buyer's residence, and for 130
dollars or more anywhere else. A visit to which the buyer invited the seller is covered. What is
sold online, by mail or by phone is not, nor is a repair for which the buyer called in an emergency.

What it says: the sale can be cancelled until midnight of the third business day after it. Saturdays
are business days, Sundays and federal holidays are not. A notice is in time when it was sent in
time. The seller pays back within ten business days of receiving it. Whoever was not given the forms
can cancel as long as they have not been: the rule names no end.

What is left out: sales after the goods were seen in a shop of the seller, real estate, insurance,
securities, vehicles at temporary places, arts and crafts fairs, and what becomes of goods that the
seller does not collect. States have rules of their own, which may give more.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase, Readings
from postsales.basics.citations import Citation
from postsales.basics.currencies import USD
from postsales.basics.durations import WorkingDays
from postsales.basics.last_days import Count, LastDay, Later
from postsales.basics.rolls import Place
from postsales.basics.selectors import First
from postsales.law.duties import Duty, Party
from postsales.law.us.business_days import NO_BUSINESS_DAYS, NO_NAMED_BUSINESS_DAYS
from postsales.orders.circumstances import AllMet, AnyMet, HasHappened, Made, NotMet, Priced
from postsales.orders.events import Placed, Refunded, ReturnRequested
from postsales.orders.lines import LineKind, Trait
from postsales.orders.sale_events import CustomerInformed, InformationMissing
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.refunds.terms import RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import OutsideWhen
from postsales.returns.says import Coverage, JudgedBy, NoticeForm, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = [
    "IN_FORCE",
    "PERIOD",
    "REFUND",
    "SALE",
    "START",
    "TEN_DAYS",
    "THIRD_BUSINESS_DAY",
    "WITHIN_TEN_BUSINESS_DAYS",
    "refund",
    "withdrawal",
]

IN_FORCE = "2015-03-13"
"""Since when a sale anywhere but at a residence is covered from 130 dollars."""

_PART = "16 CFR Part 429"
_TEXT = "as of 25 February 2021"
_FORMS = "as of 30 September 2024"
_READ_ON = "2026-11-21"

SALE = Citation(_PART, "§ 429.0(a)", text=_TEXT, checked_on=_READ_ON)
_THIRD_DAY = Citation(_PART, "§ 429.1(a), with the business days of § 429.0", text=_FORMS)
TEN_DAYS = Citation(_PART, "§ 429.1(b), with the business days of § 429.0", text=_FORMS)
_NO_FORMS = Citation(_PART, "§ 429.1(a), (b)", text=_FORMS)

START = ByCase(
    [
        InCase(
            HasHappened(InformationMissing),
            Later([First(Placed, by=_THIRD_DAY), First(CustomerInformed, by=_NO_FORMS)]),
            by=_NO_FORMS,
        )
    ],
    otherwise=First(Placed, by=_THIRD_DAY),
)
"""The day of the sale; where the forms were missing, the later day on which the buyer had them."""

THIRD_BUSINESS_DAY = Count(START, WorkingDays(3), skipping=NO_BUSINESS_DAYS, by=_THIRD_DAY)
"""The third business day after it."""

PERIOD: LastDay = Readings(
    "federal holidays",
    {
        "any, dated and observed": THIRD_BUSINESS_DAY,
        "those named, as dated": evolve(THIRD_BUSINESS_DAY, skipping=NO_NAMED_BUSINESS_DAYS),
    },
    by=_THIRD_DAY,
)
"""The time in which the sale can be cancelled."""

_AT_RESIDENCE = Made([SaleMade.HOME_VISIT, SaleMade.INVITED_VISIT])
_ELSEWHERE = Made([SaleMade.AWAY, SaleMade.EXCURSION])

withdrawal: ReturnTerms = ReturnTerms(
    id="US.withdrawal",
    version=_TEXT,
    zone=Place.CUSTOMER,
    applies_to=Scope(
        kind={LineKind.GOODS, LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION}
    ),
    window=StatedWindow(PERIOD, by=_THIRD_DAY),
    covers=Coverage.ORDERED,
    not_started=NotStarted.OPEN,
    judged_by=JudgedBy.SENT,
    forms=[NoticeForm.STATEMENT],
    required=[
        OutsideWhen("not_sold_away", NotMet(AnyMet([_AT_RESIDENCE, _ELSEWHERE])), by=SALE),
        OutsideWhen(
            "below_minimum",
            AnyMet(
                [
                    AllMet([_AT_RESIDENCE, NotMet(Priced(at_least=USD("25.00")))]),
                    AllMet([_ELSEWHERE, NotMet(Priced(at_least=USD("130.00")))]),
                ]
            ),
            by=SALE,
        ),
        OutsideWhen("urgent_repair", Scope(trait=Trait.URGENT_REPAIR), by=Citation(_PART)),
    ],
)
"""The right to cancel a sale made at home or elsewhere away from the seller.

Example:
    >>> withdrawal.id
    'US.withdrawal'
"""

refund: RefundTerms = RefundTerms(
    id="US.withdrawal.refund",
    version=_TEXT,
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
)
"""What goes back after a cancellation: all that was paid; the seller collects, or pays the way.

Example:
    >>> refund.postage is None
    True
"""

WITHIN_TEN_BUSINESS_DAYS = Count(
    First(ReturnRequested), WorkingDays(10), skipping=NO_BUSINESS_DAYS, by=TEN_DAYS
)
"""Ten business days after the notice was received."""

REFUND = Duty(
    "refund",
    Party.TRADER,
    due=Readings(
        "federal holidays",
        {
            "any, dated and observed": WITHIN_TEN_BUSINESS_DAYS,
            "those named, as dated": evolve(
                WITHIN_TEN_BUSINESS_DAYS, skipping=NO_NAMED_BUSINESS_DAYS
            ),
        },
        by=TEN_DAYS,
    ),
    met_by=Refunded,
    right="withdrawal",
    by=TEN_DAYS,
)
"""All is paid back within ten business days of the receipt of the notice."""
