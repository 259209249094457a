"""What the states of the Union change: rules that stand elsewhere, bars that are lifted, days."""

from datetime import date

import pytest

from postsales import (
    EUR,
    Citation,
    Customer,
    CustomerInformed,
    Delivered,
    Event,
    Holidays,
    InformationMissing,
    InvalidValue,
    Line,
    Made,
    Money,
    Order,
    SaleMade,
    SealBroken,
    Trait,
    Verdict,
    law,
)
from postsales.law.eu import withdrawal
from postsales.law.overlays import cited, lifted

NO_HOLIDAYS = Holidays([], since="2024-01-01", until="2029-12-31")
READ = Citation("Some Act", "s. 4", checked_on="2026-11-21")


def right(
    code: str,
    on: str,
    *history: Event,
    made: SaleMade = SaleMade.ONLINE,
    traits: tuple[Trait, ...] = (),
    at: str | None = None,
) -> law.Right:
    """The right to withdraw from a purchase that arrived on a day."""
    arrived = f"{on}T12:00Z"
    order = Order(
        id="1001",
        placed_at=arrived,
        made=made,
        customer=Customer(id="C", zone="Europe/Berlin"),
        lines=[Line("tee", quantity=1, total=EUR("100.00"), traits=traits)],
        history=[Delivered({"tee": 1}, at=arrived), *history],
    )
    place = law.pack(code, on=on).observing(NO_HOLIDAYS)
    (found,) = law.rights(order, place, at=at or arrived)
    return found


def last_day(found: law.Right) -> str:
    assert found.deadline is not None
    return found.deadline.last_day.isoformat()


@pytest.mark.parametrize(
    ("code", "on", "last"),
    [
        pytest.param("FR", "2026-03-02", "2026-03-16", id="France"),
        pytest.param("ES", "2026-02-08", "2026-02-23", id="Spain: a Sunday"),
        pytest.param("IT", "2026-02-07", "2026-02-23", id="Italy: a Saturday"),
        pytest.param("PL", "2026-03-02", "2026-03-16", id="Poland"),
        pytest.param(
            "IE", "2026-03-20", "2026-04-03", id="Ireland: Good Friday is told, if at all"
        ),
        pytest.param("AT", "2026-03-20", "2026-04-06", id="Austria: Good Friday"),
        pytest.param("DK", "2026-05-22", "2026-06-08", id="Denmark: Constitution Day"),
        pytest.param("SE", "2026-06-05", "2026-06-22", id="Sweden: Midsummer Eve"),
    ],
)
def test_the_last_day(code: str, on: str, last: str) -> None:
    assert last_day(right(code, on)) == last


@pytest.mark.parametrize("made", [SaleMade.HOME_VISIT, SaleMade.EXCURSION])
@pytest.mark.parametrize("code", ["ES", "IT", "PL", "IE"])
def test_thirty_days_where_the_trader_came_unasked(code: str, made: SaleMade) -> None:
    assert last_day(right(code, "2026-05-04", made=made)) == "2026-06-03"


@pytest.mark.parametrize("code", ["FR", "AT", "DK", "SE"])
def test_fourteen_days_for_unasked_visits_as_well(code: str) -> None:
    assert last_day(right(code, "2026-05-04", made=SaleMade.HOME_VISIT)) == "2026-05-18"


def test_a_cold_call_is_covered() -> None:
    assert right("FR", "2026-05-04", made=SaleMade.COLD_CALL).verdict is Verdict.MET


class TestLateInformation:
    """Information makes up for its lack: for a year from the start, or while the right lasts."""

    @pytest.mark.parametrize(
        ("code", "informed", "last"),
        [
            pytest.param("ES", "2026-03-03", "2026-03-17", id="a year: in time"),
            pytest.param("ES", "2026-03-04", "2026-03-17", id="too late: the long stop"),
            pytest.param("FR", "2026-03-04", "2026-03-18", id="as long as the right lasts"),
            pytest.param("FR", "2026-03-17", "2026-03-31", id="on its last day"),
            pytest.param("FR", "2026-03-18", "2026-03-17", id="after it"),
            pytest.param("IE", "2026-03-17", "2026-03-31", id="Ireland"),
            pytest.param("PL", "2026-03-17", "2026-03-31", id="Poland"),
        ],
    )
    def test_until_when(self, code: str, informed: str, last: str) -> None:
        told = (
            InformationMissing(at="2025-03-03T12:00Z"),
            CustomerInformed(at=f"{informed}T12:00Z"),
        )
        assert last_day(right(code, "2025-03-03", *told, at=f"{informed}T13:00Z")) == last

    def test_as_many_days_as_there_were(self) -> None:
        told = (
            InformationMissing(at="2026-01-12T12:00Z"),
            CustomerInformed(at="2026-03-02T12:00Z"),
        )
        found = right("ES", "2026-01-12", *told, made=SaleMade.HOME_VISIT, at="2026-03-02T13:00Z")
        assert last_day(found) == "2026-04-01"


class TestLifted:
    """A bar that is lifted bars nothing, and the answer is as sure as what lifts it."""

    BROKEN = SealBroken({"tee": 1}, at="2026-05-05T12:00Z")

    @pytest.mark.parametrize(
        ("code", "made", "verdict", "is_verified"),
        [
            pytest.param("PL", SaleMade.ONLINE, Verdict.NOT_MET, True, id="bought online"),
            pytest.param("PL", SaleMade.HOME_VISIT, Verdict.MET, True, id="on a visit"),
            pytest.param("IT", SaleMade.HOME_VISIT, Verdict.MET, False, id="so in Italy"),
            pytest.param("ES", SaleMade.HOME_VISIT, Verdict.NOT_MET, True, id="not so in Spain"),
        ],
    )
    def test_a_seal_was_broken(
        self, code: str, made: SaleMade, verdict: Verdict, is_verified: bool
    ) -> None:
        found = right(
            code,
            "2026-05-04",
            self.BROKEN,
            made=made,
            traits=(Trait.SEALED_HYGIENE,),
            at="2026-05-06T12:00Z",
        )
        assert found.verdict is verdict
        assert found.is_verified is is_verified

    def test_what_lifts_it_is_among_what_nobody_has_read(self) -> None:
        found = right(
            "IT",
            "2026-05-04",
            self.BROKEN,
            made=SaleMade.HOME_VISIT,
            traits=(Trait.SEALED_HYGIENE,),
            at="2026-05-06T12:00Z",
        )
        assert "Art. 59(1-bis)" in [x.article for x in found.unverified]

    def test_how_it_was_sold_is_assumed_where_nobody_told(self) -> None:
        order = Order(
            id="1001",
            placed_at="2026-05-04T12:00Z",
            customer=Customer(id="C", zone="Europe/Rome"),
            lines=[Line("tee", quantity=1, total=EUR("100.00"), traits=[Trait.MADE_TO_ORDER])],
        )
        (found,) = law.rights(order, law.IT, at="2026-05-06T12:00Z")
        assert "sold_online" in found.assumed

    def test_a_code_that_the_terms_do_not_have(self) -> None:
        with pytest.raises(InvalidValue, match="made_to_measure"):
            lifted(withdrawal, ["made_to_measure"], when=Made(SaleMade.HOME_VISIT))


class TestCited:
    """A rule that stands in another text is the same rule."""

    def test_only_its_source_changes(self) -> None:
        found = cited(withdrawal, {"perishable": READ})
        changed = [x for x in found.required if x not in withdrawal.required]
        assert [getattr(x, "by", None) for x in changed] == [READ]
        assert len(found.required) == len(withdrawal.required)

    def test_a_code_that_the_terms_do_not_have(self) -> None:
        with pytest.raises(InvalidValue, match="fresh"):
            cited(withdrawal, {"fresh": READ})


def test_a_refund_of_what_was_called_off_is_due_in_a_fortnight() -> None:
    (duty,) = [x for x in law.FR.duties if x.name == "refund_undelivered"]
    assert duty.by is not None
    assert duty.by.article == "L216-7"
    assert law.coverage(law.FR).since == date(2022, 5, 28)


@pytest.mark.parametrize(
    ("place", "outside", "inside"),
    [
        pytest.param(law.IE, EUR("50.00"), EUR("50.01"), id="Ireland"),
        pytest.param(law.AT, EUR("50.00"), EUR("50.01"), id="Austria"),
    ],
)
def test_small_sums_are_outside_away_from_shops_only(
    place: law.Jurisdiction, outside: Money, inside: Money
) -> None:
    def verdict(total: Money, made: SaleMade) -> Verdict:
        order = Order(
            id="1001",
            placed_at="2026-05-04T12:00Z",
            made=made,
            customer=Customer(id="C", zone="Europe/Berlin"),
            lines=[Line("tee", quantity=1, total=total)],
        )
        (found,) = law.rights(order, place, at="2026-05-04T12:00Z")
        return found.verdict

    assert verdict(outside, SaleMade.AWAY) is Verdict.NOT_APPLICABLE
    assert verdict(inside, SaleMade.AWAY) is Verdict.MET
    assert verdict(outside, SaleMade.ONLINE) is Verdict.MET


@pytest.mark.parametrize("code", ["EU", "DE", "FR", "AT", "IE"])
def test_the_small_contracts_that_a_state_has_are_not_left_out(code: str) -> None:
    place = next(x for x in law.COVERED if x.code == code)
    assert any("EUR 50" in x for x in place.left_out) is (code not in ("AT", "IE"))
