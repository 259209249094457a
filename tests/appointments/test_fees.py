"""Until when an appointment is called off for nothing, and at which fee from then on."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    EUR,
    USD,
    Appointment,
    AppointmentTerms,
    Days,
    Hours,
    InvalidTerms,
    InvalidValue,
    LateFee,
    Line,
    Money,
    Months,
    Order,
    Outcome,
    Paid,
    Percent,
    RefundTerms,
    ShippingRefund,
    Tender,
    TenderOrder,
    Verdict,
    Weeks,
    WrongType,
    appointments,
    refunds,
    wire,
)

CUT = Appointment("haircut", starts_at="2026-03-13T14:00+01:00")
DAY_BEFORE = AppointmentTerms(
    id="salon",
    version="1",
    late=[LateFee(Hours(2), fee=Percent("80")), LateFee(Hours(24), fee=Percent("50"))],
    no_show=Percent("100"),
)
# Clocks are put forward on 29 March, a Sunday.
SUNDAY = Appointment("tour", starts_at="2026-03-29T14:00+02:00")
BY_DAYS = AppointmentTerms(
    id="tours",
    version="1",
    zone="Europe/Berlin",
    late=[LateFee(Days(2), fee=EUR("20.00")), LateFee(Weeks(1), fee=EUR("5.00"))],
)
FREE = Percent("0")


@pytest.mark.parametrize(
    ("appointment", "terms", "at", "fee"),
    [
        pytest.param(CUT, DAY_BEFORE, "2026-03-12T14:00+01:00", FREE, id="exactly a day before"),
        pytest.param(
            CUT, DAY_BEFORE, "2026-03-12T14:00:00.000001+01:00", Percent("50"), id="just after it"
        ),
        pytest.param(
            CUT, DAY_BEFORE, "2026-03-13T12:00+01:00", Percent("50"), id="two hours before"
        ),
        pytest.param(
            CUT, DAY_BEFORE, "2026-03-13T12:00:01+01:00", Percent("80"), id="a second later"
        ),
        pytest.param(
            CUT, DAY_BEFORE, "2026-03-13T13:59:59+01:00", Percent("80"), id="before the start"
        ),
        pytest.param(CUT, DAY_BEFORE, "2026-03-13T14:00+01:00", Percent("100"), id="at the start"),
        pytest.param(CUT, DAY_BEFORE, "2026-03-20T14:00+01:00", Percent("100"), id="a week after"),
        pytest.param(
            SUNDAY, DAY_BEFORE, "2026-03-28T13:00+01:00", FREE, id="a day of 23 hours, in hours"
        ),
        pytest.param(
            SUNDAY, DAY_BEFORE, "2026-03-28T13:00:01+01:00", Percent("50"), id="and a second later"
        ),
        pytest.param(
            SUNDAY, BY_DAYS, "2026-03-22T23:59:59+01:00", FREE, id="the day a week before"
        ),
        pytest.param(
            SUNDAY, BY_DAYS, "2026-03-23T00:00+01:00", EUR("5.00"), id="the midnight after it"
        ),
        pytest.param(
            SUNDAY, BY_DAYS, "2026-03-27T23:59:59+01:00", EUR("5.00"), id="the day two days before"
        ),
        pytest.param(SUNDAY, BY_DAYS, "2026-03-28T00:00+01:00", EUR("20.00"), id="the day before"),
        pytest.param(
            SUNDAY, BY_DAYS, "2026-03-29T14:00+02:00", FREE, id="nothing for a no-show, by default"
        ),
        pytest.param(
            CUT,
            AppointmentTerms(id="kind", version="1"),
            "2026-03-13T13:59+01:00",
            FREE,
            id="free up to the start, by default",
        ),
    ],
)
def test_the_fee(
    appointment: Appointment, terms: AppointmentTerms, at: str, fee: Percent | Money
) -> None:
    assert appointments.assess(appointment, terms, at=at).fee == fee


def test_it_is_allowed_before_the_start_and_refused_from_then_on() -> None:
    before = appointments.assess(CUT, DAY_BEFORE, at="2026-03-13T13:59:59+01:00")
    after = appointments.assess(CUT, DAY_BEFORE, at="2026-03-13T14:00+01:00")
    assert (before.outcome, before.finding.verdict) == (Outcome.ALLOWED, Verdict.MET)
    assert (after.outcome, after.finding.code) == (Outcome.REFUSED, "already_started")


def test_the_next_fee_is_told() -> None:
    early = appointments.assess(CUT, DAY_BEFORE, at="2026-03-01T14:00+01:00")
    assert early.changes_at is not None
    assert appointments.assess(CUT, DAY_BEFORE, at=early.changes_at).fee == Percent("50")
    late = appointments.assess(CUT, DAY_BEFORE, at="2026-03-13T14:00+01:00")
    assert late.changes_at is None


def test_the_next_fee_is_another_one() -> None:
    terms = AppointmentTerms(
        id="salon",
        version="1",
        late=[LateFee(Hours(x), fee=Percent("50")) for x in (2, 24)],
        no_show=Percent("50"),
    )
    late = appointments.assess(CUT, terms, at="2026-03-13T01:00+01:00")
    # Two hours before, the fee stays as it is; at the start it can be called off no more.
    assert late.changes_at == CUT.starts_at


def test_nobody_knows_when_it_starts() -> None:
    answer = appointments.assess(
        Appointment("cut", starts_at=None), DAY_BEFORE, at="2026-03-01T00:00Z"
    )
    assert answer.outcome is Outcome.REFER
    assert (answer.finding.code, answer.finding.tell) == ("start_missing", "start")
    assert (answer.fee, answer.changes_at) == (None, None)
    assert repr(answer) == "<AppointmentAnswer refer: no fee named>"
    assert wire.read_service(wire.write_json(answer)) == answer


def test_what_has_no_fee_yet_gives_nothing_back_by_itself() -> None:
    answer = appointments.assess(
        Appointment("haircut", starts_at=None), DAY_BEFORE, at="2026-03-01T00:00Z"
    )
    order = Order(
        id="A-1",
        placed_at="2026-02-01T09:00+01:00",
        lines=[Line("haircut", quantity=1, total=EUR("45.00"), kind="service")],
    )
    with pytest.raises(WrongType, match="without a start has no fee yet"):
        refunds.less_fee(order, "haircut", REFUNDS, fee=answer.fee, at=answer.at)  # type: ignore[arg-type]


SHARES = st.integers(0, 100)
HOURS = st.lists(st.integers(1, 400), min_size=1, max_size=4, unique=True)
REFUNDS = RefundTerms(
    id="salon", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)


class TestNearer:
    """With fees that do not fall, calling off later never costs less, nor more than was paid."""

    @given(HOURS, st.data(), st.integers(0, 9999), st.integers(0, 9999))
    def test_waiting_never_pays(
        self, hours: list[int], data: st.DataObject, total: int, paid: int
    ) -> None:
        shares = sorted(data.draw(SHARES) for _ in [*hours, "no-show"])
        *late, no_show = (Percent(str(x)) for x in shares)
        ladder = zip(sorted(hours, reverse=True), late, strict=True)
        terms = AppointmentTerms(
            id="salon",
            version="1",
            late=[LateFee(Hours(x), fee=fee) for x, fee in ladder],
            no_show=no_show,
        )
        instants = sorted(data.draw(st.lists(st.datetimes(FIRST, LAST), min_size=2, max_size=5)))
        kept = [_kept(terms, total, paid, at.replace(tzinfo=UTC)) for at in instants]
        assert all(a <= b for a, b in pairwise(kept))
        assert all(x.minor <= paid for x in kept)


FIRST, LAST = datetime(2026, 2, 20), datetime(2026, 3, 20)


def _kept(terms: AppointmentTerms, total: int, paid: int, at: datetime) -> Money:
    """What is kept of a haircut when it is called off at an instant."""
    sold_at = "2026-02-01T09:00+01:00"
    captured = Paid(EUR.minor(paid), tender=Tender.card("ch_1"), at=sold_at)
    order = Order(
        id="A-1",
        placed_at=sold_at,
        lines=[Line("haircut", quantity=1, total=EUR.minor(total), kind="service")],
        history=[captured] if paid else [],
    )
    fee = appointments.assess(CUT, terms, at=at).fee
    assert fee is not None
    found = refunds.less_fee(order, "haircut", REFUNDS, fee=fee, at=at)
    return sum((x.amount for x in found.fees), EUR.zero)


class TestRefused:
    """Terms that contradict themselves are refused."""

    def test_days_without_a_zone(self) -> None:
        with pytest.raises(InvalidTerms, match="needs a zone"):
            AppointmentTerms(id="a", version="1", late=[LateFee(Days(2), fee=FREE)])

    def test_two_fees_for_one_length(self) -> None:
        twice = [LateFee(Hours(2), fee=FREE), LateFee(Hours(2), fee=EUR("1.00"))]
        with pytest.raises(InvalidTerms, match="2 fees for 2 hours"):
            AppointmentTerms(id="a", version="1", late=twice)

    def test_a_week_is_seven_days(self) -> None:
        twice = [LateFee(Days(7), fee=FREE), LateFee(Weeks(1), fee=EUR("1.00"))]
        with pytest.raises(InvalidTerms, match="2 fees for 7 days or 1 week before"):
            AppointmentTerms(id="a", version="1", late=twice, zone="Europe/Berlin")

    def test_hours_are_no_days(self) -> None:
        both = [LateFee(Hours(24), fee=FREE), LateFee(Days(1), fee=EUR("1.00"))]
        assert AppointmentTerms(id="a", version="1", late=both, zone="Europe/Berlin").late

    def test_two_currencies(self) -> None:
        with pytest.raises(InvalidTerms, match="its fees are in EUR and USD"):
            AppointmentTerms(
                id="a", version="1", late=[LateFee(Hours(2), fee=EUR("1.00"))], no_show=USD("5.00")
            )

    @pytest.mark.parametrize("before", [Hours(0), Days(0), Weeks(0)], ids=str)
    def test_a_fee_that_would_never_hold(self, before: Hours | Days | Weeks) -> None:
        with pytest.raises(InvalidValue, match="say what holds after it as no_show"):
            LateFee(before, fee=FREE)

    def test_months(self) -> None:
        with pytest.raises(WrongType, match="Weeks"):
            LateFee(Months(1), fee=FREE)  # type: ignore[arg-type]

    @pytest.mark.parametrize("fee", [EUR("-1.00"), Percent("100.5")], ids=str)
    def test_a_fee_that_cannot_be(self, fee: Money | Percent) -> None:
        with pytest.raises(InvalidValue, match="a fee is"):
            LateFee(Hours(2), fee=fee)

    def test_an_answer_is_neither_true_nor_false(self) -> None:
        with pytest.raises(WrongType, match="compare its outcome"):
            bool(appointments.assess(CUT, DAY_BEFORE, at="2026-03-01T14:00+01:00"))
