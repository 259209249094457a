"""Where a promise stands is told with the reason that it gives."""

import pytest
from attrs import evolve

from postsales import (
    Citation,
    Days,
    Delivered,
    Order,
    Paid,
    ReturnRequest,
    ReturnTerms,
    ReturnWindow,
    Scope,
    Shipped,
    Since,
    explain,
    returns,
)
from tests.orders.given import day, order
from tests.returns.given import BERLIN, THIRTY_DAYS

SALE = Citation("terms of sale", "§ 4", checked_on="2026-03-01")
HOUSE = Citation("house rules", "no. 7", checked_on="2026-03-01")
PARCEL = order(Shipped({"tee": 3}, at=day(3)), Delivered({"tee": 3}, at=day(5)))
ON_ITS_WAY = order(Shipped({"tee": 3}, at=day(3)))
STANDARD = ReturnWindow(Days(30), since=Delivered, by=SALE)
ONE = ReturnRequest.of({"tee": 1}, reason="remorse")


def standard(window: ReturnWindow) -> ReturnTerms:
    return evolve(THIRTY_DAYS, window=window)


def special(*windows: ReturnWindow) -> ReturnTerms:
    everything = Scope(kind="goods")
    return evolve(THIRTY_DAYS, special_windows=[evolve(x, applies_to=everything) for x in windows])


def told(found: Order, terms: ReturnTerms, at: str) -> list[tuple[str, Citation | None]]:
    """What stood in the way, and where that stands."""
    return [(x.code, x.by) for x in returns.assess(found, ONE, terms, at=at).deciding]


LATE = "2026-05-01T00:00Z"
AFTER_PAYMENT = ReturnWindow(Days(30), since=(Paid, Since(Paid, plus=Days(2))), by=HOUSE)


class TestWindows:
    """A window that stands in the way says where it stands; one that is open is not asked."""

    @pytest.mark.parametrize(
        ("found", "terms", "at", "expected"),
        [
            pytest.param(
                PARCEL,
                standard(STANDARD),
                LATE,
                [("window_closed", SALE)],
                id="the standard window is over",
            ),
            pytest.param(
                PARCEL,
                standard(evolve(STANDARD, by=None)),
                LATE,
                [("window_closed", None)],
                id="one that stands nowhere is over",
            ),
            pytest.param(
                PARCEL,
                special(STANDARD, ReturnWindow(Days(31), since=Delivered, by=HOUSE)),
                LATE,
                [("window_closed", HOUSE)],
                id="two are over: the one that ran longest",
            ),
            pytest.param(
                PARCEL,
                special(STANDARD, ReturnWindow(Days(31), since=Delivered)),
                LATE,
                [("window_closed", None)],
                id="two are over: the one that ran longest stands nowhere",
            ),
            pytest.param(
                ON_ITS_WAY,
                standard(STANDARD),
                day(10),
                [("delivery_date_missing", SALE)],
                id="nobody knows whether it has begun",
            ),
            pytest.param(
                PARCEL,
                special(STANDARD, AFTER_PAYMENT),
                LATE,
                [("payment_date_missing", HOUSE)],
                id="one is over, and of another nobody knows: that one",
            ),
            pytest.param(PARCEL, standard(STANDARD), day(10), [], id="it is open"),
        ],
    )
    def test_the_source_is_told(
        self,
        found: Order,
        terms: ReturnTerms,
        at: str,
        expected: list[tuple[str, Citation | None]],
    ) -> None:
        assert told(found, terms, at) == expected

    def test_the_customer_reads_it(self) -> None:
        decision = returns.assess(PARCEL, ONE, standard(STANDARD), at=LATE)
        assert "(terms of sale, § 4)" in explain.text(decision, locale="en", zone=BERLIN)
