"""Código de Defesa do Consumidor, article 49: the right of regret in Brazil.

Whom it concerns: consumers who agree with a supplier anywhere but in its shop, above all online, by
phone or at home.

What it says: the consumer can give the contract up within seven days from its signature or from the
receipt of the product. The day of the event does not count, and by the general law a last day that
is a holiday moves to the next day that is none. All that was paid, on whatever ground, goes back at
once. There are no exceptions for kinds of goods.

What the text leaves open: goods count from their receipt, and what is not handed over from the
contract. Who pays for bringing goods back is not in the text; by the courts it is the supplier.

What is left out: money goes back at once and adjusted for inflation, which are no days and no rate;
defects (article 26), and the duties of online shops by Decree 7.962.
"""

from postsales.basics.choices import ByCase, InCase
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated, Row
from postsales.basics.durations import Days
from postsales.basics.last_days import Count
from postsales.basics.rolls import NonDays, Place, Roll
from postsales.basics.selectors import First, Last
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.circumstances import Made, NotMet
from postsales.orders.events import Delivered, Placed
from postsales.orders.lines import LineKind
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Scope
from postsales.refunds.terms import RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.barred import OutsideWhen
from postsales.returns.says import Coverage, JudgedBy, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["BR", "NEXT_DAY_NO_HOLIDAY", "PERIOD", "START", "refund", "withdrawal"]

_CODE = "Código de Defesa do Consumidor (Lei 8.078/1990)"
_READ_ON = "2026-11-21"
_IN_FORCE = "1991-03-11"

_REGRET = Citation(_CODE, "art. 49", checked_on=_READ_ON)
_MOVED = Citation("Código Civil (Lei 10.406/2002)", "art. 132")

NEXT_DAY_NO_HOLIDAY = Roll(NonDays(holidays=Place.CUSTOMER), by=_MOVED)
"""A last day that is a holiday moves on; one on a weekend stays."""

START = ByCase(
    [InCase(NotMet(Scope(kind=LineKind.GOODS)), First(Placed, by=_REGRET), by=_REGRET)],
    otherwise=Last(Delivered, by=_REGRET),
)
"""The receipt of the last of the goods; of anything else, the contract."""

PERIOD = Count(START, Days(7), roll=NEXT_DAY_NO_HOLIDAY, by=_REGRET)
"""Seven days."""

withdrawal: ReturnTerms = ReturnTerms(
    id="BR.withdrawal",
    version="art. 49, read on 2026-11-21",
    zone=Place.CUSTOMER,
    applies_to=Scope(
        kind={LineKind.GOODS, LineKind.SERVICE, LineKind.DIGITAL, LineKind.SUBSCRIPTION}
    ),
    window=StatedWindow(PERIOD, by=_REGRET),
    covers=Coverage.ORDERED,
    not_started=NotStarted.OPEN,
    judged_by=JudgedBy.SENT,
    required=[OutsideWhen("sold_in_shop", Made(SaleMade.IN_SHOP), by=_REGRET)],
)
"""The right of regret, run by ``returns.assess``.

Example:
    >>> withdrawal.id
    'BR.withdrawal'
"""

refund: RefundTerms = RefundTerms(
    id="BR.withdrawal.refund",
    version="art. 49, read on 2026-11-21",
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK,
    tenders=TenderOrder.AS_PAID,
)
"""What goes back: all that was paid, delivery too; the supplier pays for bringing goods back.

Example:
    >>> refund.postage is None
    True
"""

BR: Jurisdiction = Jurisdiction(
    code="BR",
    name="Brazil",
    rights={
        "withdrawal": Dated([Row(withdrawal, _IN_FORCE, by=_REGRET)], name="BR right of regret")
    },
    refunds={"withdrawal": Dated([Row(refund, _IN_FORCE, by=_REGRET)], name="BR refund")},
    left_out=[
        "that money goes back at once, adjusted for inflation (art. 49, sole paragraph)",
        "complaints of defects, within 30 days or, of what lasts, 90 (art. 26)",
        "the duties of online shops, such as an acknowledgement at once (Decree 7.962/2013)",
    ],
    checked_on=_READ_ON,
)
"""The law of Brazil. Hand in the public holidays where the consumer is."""
