"""New York General Business Law, section 218-a: shops that do not post their refund policy.

Whom it concerns: retail establishments and online retailers, which have to show the public whether
they give refunds and under which conditions.

What it says: a seller that did not show it owes the buyer a refund in cash or as a credit, as the
buyer chooses, for up to 30 days from the date of purchase.

What is left out: goods that the buyer used or damaged, and proof of the date of purchase: both are
for the seller to see. That nothing was posted has to be told; what nobody told counts as posted.
"""

from attrs import evolve

from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days
from postsales.basics.last_days import Count
from postsales.basics.rolls import Place
from postsales.basics.selectors import First
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.us.jurisdiction import US
from postsales.orders.circumstances import HasHappened, NotMet
from postsales.orders.events import Placed
from postsales.orders.lines import LineKind
from postsales.orders.sale_events import PolicyMissing
from postsales.orders.scope import Scope
from postsales.refunds.terms import RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import OutsideWhen
from postsales.returns.says import JudgedBy
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["PERIOD", "US_NY", "refund", "unposted_policy"]

_LAW = "New York General Business Law"
_TEXT = "as of 1 January 2026"
_READ_ON = "2026-11-21"
_IN_FORCE = "2026-01-01"

_POSTED = Citation(_LAW, "§ 218-a(1)", text=_TEXT, checked_on=_READ_ON)
_RETURN = Citation(_LAW, "§ 218-a(3)", text=_TEXT, checked_on=_READ_ON)

PERIOD = Count(First(Placed, by=_RETURN), Days(30), by=_RETURN)
"""Up to 30 days from the date of purchase."""

unposted_policy: ReturnTerms = ReturnTerms(
    id="US-NY.unposted_policy",
    version=_TEXT,
    zone=Place.CUSTOMER,
    applies_to=Scope(kind=LineKind.GOODS),
    window=StatedWindow(PERIOD, by=_RETURN),
    judged_by=JudgedBy.GOODS_BACK,
    required=[OutsideWhen("policy_posted", NotMet(HasHappened(PolicyMissing)), by=_POSTED)],
)
"""The right to money or credit from a shop that showed no policy, run by ``returns.assess``.

Example:
    >>> unposted_policy.id
    'US-NY.unposted_policy'
"""

refund: RefundTerms = RefundTerms(
    id="US-NY.unposted_policy.refund",
    version=_TEXT,
    shipping=ShippingRefund.NEVER,
    tenders=TenderOrder.AS_PAID,
)
"""What goes back: the price, in cash or as a credit, as the buyer chooses.

Example:
    >>> refund.fees
    ()
"""

US_NY: Jurisdiction = evolve(
    US,
    code="US-NY",
    name="New York",
    rights={
        **US.rights,
        "unposted_policy": Dated(
            [Row(unposted_policy, _IN_FORCE, by=_RETURN)], name="US-NY law of posted policies"
        ),
    },
    refunds={
        **US.refunds,
        "unposted_policy": Dated([Row(refund, _IN_FORCE, by=_RETURN)], name="US-NY refund"),
    },
    left_out=[
        *US.left_out,
        "goods used or damaged by the buyer, and proof of the date of purchase (§ 218-a(3))",
        "sales at homes by the law of New York",
    ],
    checked_on=_READ_ON,
)
"""The law of New York, besides that of the United States."""
