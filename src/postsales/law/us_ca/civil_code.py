"""California Civil Code, section 1723: shops that do not post their policy of returns.

Whom it concerns: retail sellers of goods to the public that do not give full refunds or equal
exchanges for at least seven days, and have to show that they do not.

What it says: where a seller did not show it, the buyer can bring the goods back for the whole price
until the 30th day after the purchase. Food, plants, flowers, what perishes, what was marked as
final sale, what was made for the buyer and what cannot be sold again for reasons of health is
excepted.

What is left out: goods that were used or damaged after the purchase, or come back without their
original package, which are excepted as well: that is for the seller to see. So is proof of
purchase. That nothing was posted has to be told; what nobody told counts as posted.
"""

from attrs import evolve

from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days
from postsales.basics.last_days import Count
from postsales.basics.rolls import Place
from postsales.basics.selectors import First
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.us import cooling_off
from postsales.law.us.jurisdiction import US
from postsales.orders.circumstances import AllMet, HasHappened, NotMet, To
from postsales.orders.events import Placed
from postsales.orders.lines import LineKind, Trait
from postsales.orders.sale_events import PolicyMissing, SealBroken
from postsales.orders.scope import Scope
from postsales.refunds.terms import RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import BarredWhen, OutsideWhen
from postsales.returns.says import JudgedBy
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["PERIOD", "US_CA", "refund", "unposted_policy"]

_CODE = "California Civil Code"
_TEXT = "as quoted on 9 November 2010"
_READ_ON = "2026-11-21"

_POSTED = Citation(_CODE, "§ 1723(a)", text=_TEXT, checked_on=_READ_ON)
_EXCEPTED = Citation(_CODE, "§ 1723(b)", text=_TEXT, checked_on=_READ_ON)
_RETURN = Citation(_CODE, "§ 1723(c)(1)", text=_TEXT, checked_on=_READ_ON)

PERIOD = Count(First(Placed, by=_RETURN), Days(30), by=_RETURN)
"""Until the 30th day after the purchase."""

unposted_policy: ReturnTerms = ReturnTerms(
    id="US-CA.unposted_policy",
    version=_TEXT,
    zone=Place.CUSTOMER,
    applies_to=Scope(kind=LineKind.GOODS),
    window=StatedWindow(PERIOD, by=_RETURN),
    judged_by=JudgedBy.GOODS_BACK,
    required=[
        OutsideWhen("policy_posted", NotMet(HasHappened(PolicyMissing)), by=_POSTED),
        BarredWhen("perishable", Scope(trait=Trait.PERISHABLE), by=_EXCEPTED),
        BarredWhen("final_sale", Scope(trait=Trait.FINAL_SALE), by=_EXCEPTED),
        BarredWhen("made_to_order", Scope(trait=Trait.MADE_TO_ORDER), by=_EXCEPTED),
        BarredWhen(
            "hygiene_unsealed",
            AllMet([Scope(trait=Trait.SEALED_HYGIENE), HasHappened(SealBroken, to=To.THESE)]),
            by=_EXCEPTED,
        ),
    ],
)
"""The right to bring goods back to a shop that showed no policy, run by ``returns.assess``.

Example:
    >>> unposted_policy.id
    'US-CA.unposted_policy'
"""

refund: RefundTerms = RefundTerms(
    id="US-CA.unposted_policy.refund",
    version=_TEXT,
    shipping=ShippingRefund.NEVER,
    tenders=TenderOrder.AS_PAID,
)
"""What goes back: the amount of the purchase.

Example:
    >>> refund.fees
    ()
"""

US_CA: Jurisdiction = evolve(
    US,
    code="US-CA",
    name="California",
    rights={
        **US.rights,
        "unposted_policy": Dated(
            [Row(unposted_policy, cooling_off.IN_FORCE, by=_RETURN)],
            name="US-CA law of posted policies",
        ),
    },
    refunds={
        **US.refunds,
        "unposted_policy": Dated(
            [Row(refund, cooling_off.IN_FORCE, by=_RETURN)], name="US-CA refund"
        ),
    },
    left_out=[
        *US.left_out,
        "goods used, damaged or without their package, and proof of purchase (§ 1723(a), (b))",
        "sales at homes in California, where older buyers have five business days",
        "consumer warranties of California",
    ],
    checked_on=_READ_ON,
)
"""The law of California, besides that of the United States."""
