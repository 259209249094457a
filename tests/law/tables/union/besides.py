"""What goes back, and what is owed besides: rows from Articles 11, 13, 14 and 18 of the Directive.

A notice that was sent in time is in time, on whatever day it comes.
"""

from collections.abc import Sequence

from postsales import NoticeForm, ShippingRefund, Verdict
from postsales.law import DeliveryState, Party
from tests.law.tables.given import NEVER, Sold
from tests.law.tables.goods import LateGoods
from tests.law.tables.notices import Noticed
from tests.law.tables.rows import Row
from tests.law.tables.sums import GoesBack, HandledGoods, ServiceBegun
from tests.law.tables.union.periods import ORDINARY

UNINFORMED = Sold("2026-03-02", "2026-03-03", informed=NEVER)
MONEY: Sequence[Row] = [
    GoesBack(
        "the cheapest standard delivery goes back, and the customer pays the way back",
        ORDINARY,
        ShippingRefund.CHEAPEST_STANDARD,
        Party.CONSUMER,
    ),
    GoesBack(
        "who was not told of the right pays no way back",
        UNINFORMED,
        ShippingRefund.CHEAPEST_STANDARD,
        Party.TRADER,
    ),
    HandledGoods("used by somebody who was told", ORDINARY, Party.CONSUMER),
    HandledGoods("used by somebody who was not", UNINFORMED, Party.TRADER),
]
SERVICES: Sequence[Row] = [ServiceBegun("a third of a service", "40")]
LATE_GOODS: Sequence[Row] = [
    LateGoods(
        "who waits in vain sets a further period first",
        Sold("2026-02-02"),
        "2026-03-04",
        DeliveryState.DUE,
        DeliveryState.LATE,
    ),
    LateGoods(
        "and may end the contract after it",
        Sold("2026-02-02"),
        "2026-03-18",
        DeliveryState.EXTENDED,
        DeliveryState.MAY_BE_ENDED,
        extended_until="2026-03-18",
    ),
]
CAME_ON_WEDNESDAY = Sold("2026-03-02", "2026-03-04")
IN_THE_MAIL: Sequence[Row] = [
    Noticed(
        "sent on the last day, and it came later",
        CAME_ON_WEDNESDAY,
        "2026-03-18",
        "2026-03-20",
        Verdict.MET,
    ),
    Noticed("sent a day late", CAME_ON_WEDNESDAY, "2026-03-19", "2026-03-20", Verdict.NOT_MET),
]


def without_a_word(case: str) -> Sequence[Row]:
    """Goods that come back in time, and nobody said why."""
    day, form = "2026-03-10", NoticeForm.GOODS_ALONE
    return [Noticed(case, ORDINARY, day, day, Verdict.NOT_MET, form=form)]
