"""Good policies: no law may find anything against them."""

from typing import Any

from attrs import evolve

from postsales import (
    CancellationTerms,
    Days,
    Delivered,
    Fee,
    Per,
    Percent,
    ReasonKind,
    RefundTerms,
    RefundWindow,
    ReturnTerms,
    Shipped,
    ShippingRefund,
    TenderOrder,
)
from postsales.refunds.windows import Afterwards
from postsales.testing import laws
from postsales.testing.suite import Suite
from tests.stories import acme

ACME: tuple[ReturnTerms, RefundTerms] = (acme.terms, acme.refund_terms)

NO_FEES = RefundTerms(
    id="no-fees", version="1", shipping=ShippingRefund.SHARE, tenders=TenderOrder.PRO_RATA
)
PER_UNIT = evolve(
    NO_FEES,
    id="per-unit",
    shipping=ShippingRefund.ALWAYS,
    tenders=TenderOrder.NEWEST_FIRST,
    fees=[
        Fee("restocking", Percent("15"), per=Per.UNIT),
        Fee("wear", Percent("7.5"), per=Per.UNIT, for_reasons=[*ReasonKind]),
    ],
)
LATE_CREDIT = evolve(
    NO_FEES, id="late-credit", zone="Asia/Tokyo", window=RefundWindow(Days(14), since=Delivered)
)
LATE_NOTHING = evolve(
    LATE_CREDIT,
    id="late-nothing",
    window=RefundWindow(Days(7), since=Delivered, afterwards=Afterwards.NOTHING),
)

GOOD: dict[str, Any] = {
    "story 2": ACME,
    "no fees": (acme.terms, NO_FEES),
    "a fee per unit": (acme.terms, PER_UNIT),
    "store credit when late": (acme.terms, LATE_CREDIT),
    "nothing when late": (acme.terms, LATE_NOTHING),
    "until it is shipped": (acme.terms, NO_FEES),
    "until it arrives": (acme.terms, PER_UNIT),
}
"""Policies by name, as what ``laws.check`` takes."""

ALSO: dict[str, dict[str, Any]] = {
    "until it is shipped": {
        "cancellations": CancellationTerms(id="acme", version="1", until=Shipped)
    },
    "until it arrives": {"cancellations": CancellationTerms(id="acme", version="1")},
}
"""What goes with some of them by name."""


def suite(name: str, **given: Any) -> Suite:
    """The laws for a good policy."""
    terms, refund_terms = GOOD[name]
    return laws.check(terms, refund_terms, **ALSO.get(name, {}), **given)
