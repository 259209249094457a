"""Rows about how long a fault is presumed to be an old one, in the states that were read."""

from datetime import date, timedelta

from postsales import LineKind
from tests.law.tables.given import Sold
from tests.law.tables.goods import FaultIsOld, NoFaultRule
from tests.law.tables.rows import Row

__all__ = ["old_faults"]


def old_faults(first: str, last: str, parcels: tuple[str, str]) -> list[Row]:
    """Contracts from the ``first`` day on, which ends on the ``last``; parcels end apart."""
    before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    two = Sold("2026-01-12", ["2026-01-15", "2026-01-22"], in_pieces=True)
    came = ("2026-01-15", "2026-01-22")
    return [
        FaultIsOld("the first day that is covered", Sold(first, first), last),
        NoFaultRule("the day before", Sold(before, first)),
        NoFaultRule("a service", Sold("2026-01-12", "2026-01-15", kind=LineKind.SERVICE)),
        *(
            FaultIsOld(f"each by itself: what came on {day}", two, end, came=day)
            for day, end in zip(came, parcels, strict=True)
        ),
    ]
