"""16 CFR Part 435: mail, internet, or telephone order merchandise.

Whom it concerns: sellers of goods that are ordered by mail, online or by phone.

What it says: unless another time was stated, goods are shipped within 30 days of a complete order,
or within 50 where the buyer asked the seller for credit to pay with. Where goods are not shipped
and the sale is cancelled, the money is sent back within seven working days.

Whoever cannot ship in time tells the buyer before. Up to 30 days more the buyer's silence is
consent; a longer delay, one without a day and every further one need express consent, without which
the order counts as cancelled: after 30 days more, or after the day that was named before.

What the text leaves open: whether a Saturday is a working day; without it is the usual reading.

What is left out: orders whose payment was dishonoured, refunds to an account with the seller (one
billing cycle), and the goods that the rule is not about, such as seeds and growing plants.
"""

from attrs import evolve

from postsales.basics.choices import ByCase, InCase, Readings
from postsales.basics.citations import Citation
from postsales.basics.durations import Days, WorkingDays
from postsales.basics.last_days import Count
from postsales.basics.selectors import First
from postsales.law.delay_notices import DelayNotices
from postsales.law.duties import Duty, Party
from postsales.law.us.business_days import NO_BUSINESS_DAYS, NO_WORKING_DAYS
from postsales.orders.circumstances import AllMet, HasHappened, Made
from postsales.orders.events import Cancelled, Delivered, Placed, Refunded, Shipped
from postsales.orders.lines import LineKind
from postsales.orders.sale_events import CreditAsked
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope

__all__ = ["DELAY_NOTICES", "PROMPTLY", "REFUND_UNSHIPPED", "SHIP"]

_PART = "16 CFR Part 435"
_READ_ON = "2026-11-21"

_SHIPPED = Citation(_PART)
_DELAYED = Citation(_PART, "§ 435.2(b)")
_PROMPT = Citation(_PART, "§ 435.1(b)(1)", text="as of 8 November 2024", checked_on=_READ_ON)

ORDERED = AllMet(
    [
        Scope(kind=LineKind.GOODS),
        Made([SaleMade.ONLINE, SaleMade.BY_PHONE, SaleMade.COLD_CALL, SaleMade.BY_MAIL]),
    ]
)
"""Goods that were ordered by mail, on the internet or by phone."""

SHIP = Duty(
    "ship",
    Party.TRADER,
    due=Count(
        First(Placed, by=_SHIPPED),
        ByCase([InCase(HasHappened(CreditAsked), Days(50), by=_SHIPPED)], otherwise=Days(30)),
        by=_SHIPPED,
    ),
    met_by=(Shipped, Delivered),
    of=ORDERED,
    by=_SHIPPED,
)
"""Goods are shipped within 30 days of the order; an order counts as complete when it was placed."""

DELAY_NOTICES = DelayNotices(silence=Days(30), waits=Days(30), by=_DELAYED)
"""Silence consents to 30 days more; without consent to what is longer the order ends after them."""

PROMPTLY = Count(First(Cancelled), WorkingDays(7), skipping=NO_WORKING_DAYS, by=_PROMPT)
"""Seven working days after the right to a refund arose."""

REFUND_UNSHIPPED = Duty(
    "refund_unshipped",
    Party.TRADER,
    due=Readings(
        "working day",
        {
            "not Saturdays": PROMPTLY,
            "Saturdays too": evolve(PROMPTLY, skipping=NO_BUSINESS_DAYS),
        },
        by=_PROMPT,
    ),
    met_by=Refunded,
    of=ORDERED,
    by=_PROMPT,
)
"""What was paid for goods that are not shipped is sent back within seven working days."""
