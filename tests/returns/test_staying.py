"""A return of which some need not come back: what is awaited, by when, and what is paid for."""

from collections.abc import Sequence

import pytest
from attrs import evolve

from postsales import (
    EUR,
    Advance,
    Asker,
    Days,
    Decision,
    Event,
    ExchangeTerms,
    NewLine,
    Percent,
    Received,
    ReturnApproved,
    ReturnCase,
    Returnless,
    ReturnRequest,
    RmaClock,
    RmaState,
    UnknownLine,
    exchanges,
    explain,
    returns,
)
from postsales import RefundTerms as Money
from postsales.orders.events import ReturnRequested
from postsales.orders.exchanged import Exchanged
from postsales.returns.status import RmaStatus
from tests.returns.rma_given import (
    REF,
    TERMS,
    bought,
    called_off,
    came,
    closed,
    day,
    labelled,
    lost,
    seen,
    sent,
)

CLOCKS = evolve(
    TERMS,
    returnless=Returnless(EUR("10.00")),
    ship_by=RmaClock(Days(14), since=ReturnApproved),
    refund_by=RmaClock(Days(7), since=Received),
)
BOTH = ReturnRequested({"tee": 2, "mug": 2}, ref=REF, at=day(3))


def let(n: int, **staying: int) -> Event:
    """The shop agrees, and so much need not come back."""
    return ReturnApproved(ref=REF, staying=staying, at=day(n))


def stands(*events: Event, at: str = day(20)) -> RmaStatus:
    """How far is the return?"""
    return returns.status(bought(*events), REF, CLOCKS, at=at)


@pytest.mark.parametrize(
    ("events", "state", "awaited", "staying"),
    [
        pytest.param([let(4, mug=2)], "approved", {"tee": 2}, {"mug": 2}, id="the mugs stay"),
        pytest.param(
            [let(4, mug=1)], "approved", {"tee": 2, "mug": 1}, {"mug": 1}, id="one mug stays"
        ),
        pytest.param(
            [let(4, tee=2, mug=2)], "inspected", {}, {"tee": 2, "mug": 2}, id="everything stays"
        ),
        pytest.param(
            [labelled(4), let(5, tee=2, mug=2)],
            "inspected",
            {},
            {"tee": 2, "mug": 2},
            id="everything, after a label",
        ),
        pytest.param(
            [let(4, mug=2), came(6, 2)], "received", {}, {"mug": 2}, id="all that travels is back"
        ),
        pytest.param(
            [let(4, mug=2), came(6, 2), seen(7, 2)],
            "inspected",
            {},
            {"mug": 2},
            id="and was looked at",
        ),
        pytest.param(
            [let(4, mug=2), came(6, 1)],
            "partly_received",
            {"tee": 1},
            {"mug": 2},
            id="more is awaited",
        ),
        pytest.param(
            [let(4), sent(5, 2), let(6, tee=2, mug=2)],
            "inspected",
            {},
            {"tee": 2, "mug": 2},
            id="said when it was on its way",
        ),
        pytest.param(
            [let(4, mug=2), Received({"mug": 2}, ref=REF, at=day(6))],
            "partly_received",
            {"tee": 2},
            {},
            id="they came all the same",
        ),
        pytest.param(
            [let(4, mug=9)], "approved", {"tee": 2}, {"mug": 2}, id="more than was announced"
        ),
        pytest.param(
            [let(4, mug=2), lost(5)], "lost", {}, {"mug": 2}, id="all that travels was lost"
        ),
        pytest.param([let(4, mug=2), called_off(5)], "cancelled", {}, {"mug": 2}, id="called off"),
        pytest.param([let(4, mug=2), closed(5)], "closed", {}, {"mug": 2}, id="closed"),
        pytest.param(
            [closed(4), let(5, mug=2)], "closed", {}, {}, id="what was over lets nothing stay"
        ),
    ],
)
def test_what_is_awaited(
    events: Sequence[Event], state: str, awaited: dict[str, int], staying: dict[str, int]
) -> None:
    found = stands(BOTH, *events, at=day(8))
    assert found.state == RmaState.read("state", state)
    assert found.awaited == awaited
    assert found.staying == staying


class TestClocks:
    """Nothing is to be handed in of what stays, and its money is due from the approval."""

    def test_nothing_is_to_be_handed_in(self) -> None:
        found = stands(BOTH, let(4, tee=2, mug=2), at=day(30))
        assert found.ship_by is None
        assert found.state is RmaState.INSPECTED

    def test_the_rest_is(self) -> None:
        found = stands(BOTH, let(4, mug=2))
        assert found.ship_by is not None
        assert found.ship_by.is_overdue

    @pytest.mark.parametrize(("at", "late"), [(day(11, "23:59"), False), (day(12, "00:00"), True)])
    def test_money_is_due_from_the_approval(self, at: str, late: bool) -> None:
        due = stands(BOTH, let(4, tee=2, mug=2), at=at).refund_by
        assert due is not None
        assert due.deadline is not None
        assert due.deadline.last_day.isoformat() == "2026-05-11"
        assert due.is_overdue is late

    def test_what_waits_longest_counts(self) -> None:
        due = stands(BOTH, let(4, mug=2), came(9, 2)).refund_by
        assert due is not None
        assert due.deadline is not None
        assert due.deadline.last_day.isoformat() == "2026-05-11"

    def test_before_the_shop_has_agreed_nothing_counts(self) -> None:
        due = stands(BOTH).refund_by
        assert due is not None
        assert due.because == "not_started"


def decided(asker: Asker = Asker.BUYER, **units: int) -> Decision[ReturnCase]:
    """What is decided of some units; mugs of 10.00 each stay."""
    request = ReturnRequest.of(units, reason="remorse", ref=REF)
    return returns.assess(bought(), evolve(request, asker=asker), CLOCKS, at=day(3))


def test_what_stays_is_paid_for() -> None:
    assert stands(BOTH, let(4, mug=2)).payable(decided(tee=2, mug=2)) == {"mug": 2}


def test_a_line_that_nobody_bought() -> None:
    with pytest.raises(UnknownLine, match="hat"):
        bought(BOTH, let(4, hat=1))


def test_in_words() -> None:
    text = explain.progress(stands(BOTH, let(4, mug=2)), locale="en", zone="Europe/Berlin")
    assert "Need not come back: 2 of mug" in text


MONEY = Money(id="acme", version="1", shipping="never", tenders="as_paid")
FIRST = ExchangeTerms(
    id="acme",
    version="1",
    zone="Europe/Berlin",
    advance=Advance(Days(14), hold=Percent("50")),
)
HAT = NewLine("hat", quantity=1, total=EUR("5.00"))


class TestExchanges:
    """New goods go out first, and what need not come back is neither awaited nor held."""

    def test_all_of_it_stays(self) -> None:
        found = exchanges.quote(decided(mug=2), FIRST, instead=[HAT])
        assert found.hold == EUR("0")
        assert found.return_by is None
        assert found.staying == {"mug": 2}

    def test_the_rest_is_awaited(self) -> None:
        found = exchanges.quote(decided(tee=3, mug=2), FIRST, instead=[HAT])
        assert found.hold == EUR("25.00")
        assert found.return_by is not None
        event = found.settled(at=day(4), ref="ex-1")
        assert event.staying == {"mug": 2}
        later = bought(event)
        status = exchanges.status(later, "ex-1", at=day(30))
        assert status.awaited == status.due == {"tee": 3}
        assert status.charge == EUR("50.00")

    def test_what_came_without_a_name_is_not_taken_for_what_stays(self) -> None:
        event = exchanges.quote(decided(tee=3, mug=2), FIRST, instead=[HAT]).settled(
            at=day(4), ref="ex-1"
        )
        back = Received({"tee": 3}, at=day(5))
        assert exchanges.status(bought(event, back), "ex-1", at=day(6)).awaited == {}

    def test_more_than_is_given_up_cannot_stay(self) -> None:
        event = exchanges.quote(decided(mug=2), FIRST, instead=[HAT]).settled(at=day(4))
        with pytest.raises(ValueError, match="3 of 'mug' stay with the customer, and 2 are given"):
            evolve(event, staying={"mug": 3})
        assert isinstance(event, Exchanged)

    @pytest.mark.parametrize(
        ("asker", "gifts", "stored"),
        [
            (Asker.BUYER, "store_credit", "0"),
            (Asker.GIFT_RECIPIENT, "tenders", "0"),
            (Asker.GIFT_RECIPIENT, "store_credit", "15.00"),
        ],
    )
    def test_the_difference_for_whoever_was_given_the_goods(
        self, asker: Asker, gifts: str, stored: str
    ) -> None:
        terms = evolve(MONEY, gifts=gifts)
        swap = exchanges.quote(decided(asker, mug=2), FIRST, instead=[HAT])
        event = swap.settled(at=day(4), ref="ex-1")
        found = swap.payout(bought(event), terms, at=day(4))
        assert found.store_credit == EUR(stored)
        assert found.total == EUR("15.00")
