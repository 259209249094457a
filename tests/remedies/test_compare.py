"""Remedies side by side: whether each can be had, and what it is worth to whom."""

from typing import Any

import pytest
from attrs import evolve

from postsales import (
    EUR,
    USD,
    Afterwards,
    CancellationRequest,
    CancellationTerms,
    CurrencyMismatch,
    Days,
    Delivered,
    GuaranteeRequest,
    GuaranteeTerms,
    InvalidValue,
    Line,
    LineKind,
    Months,
    Outcome,
    Paid,
    Percent,
    RefundWindow,
    Remedy,
    RemedyCosts,
    RemedyKind,
    RemedyOffer,
    Tender,
    WrongType,
    cancellations,
    exchanges,
    guarantees,
    remedies,
)
from tests.exchanges.given import AT, MONEY, TERMS, asked, bought, new, paid

ORDER = paid("40.00", quantity=2)
DECISION = asked(ORDER)
SWAP = exchanges.quote(DECISION, TERMS, instead=[new("25.00")])
CREDIT = Remedy.store_credit(MONEY, bonus=Percent("10"))
COSTS = RemedyCosts(
    goods=Percent("40"), resale=Percent("25"), taking_back=EUR("4.00"), sending=EUR("3.00")
)


def offer(remedy: Remedy, decision: Any = DECISION, **more: Any) -> RemedyOffer:
    (found,) = remedies.compare(decision, [remedy], **more)
    return found


class TestWorth:
    """What is given, and what giving it and taking back costs."""

    @pytest.mark.parametrize(
        ("remedy", "value", "plain", "with_costs"),
        [
            # 20.00 + 4.00 for the parcel - 5.00 for the goods
            pytest.param(Remedy.cash(MONEY), "20.00", "20.00", "19.00", id="cash"),
            # 22.00 of goods at 40 % + 4.00 - 5.00
            pytest.param(
                Remedy.store_credit(MONEY, bonus=Percent("10")),
                "22.00",
                "22.00",
                "7.80",
                id="credit",
            ),
            # 25.00 of goods at 40 %, for which 5.00 are paid, + 3.00 + 4.00 - 5.00
            pytest.param(Remedy.exchange(SWAP), "20.00", "20.00", "7.00", id="exchange"),
            pytest.param(
                Remedy.keep_the_item(EUR("6.00")), "6.00", "6.00", "6.00", id="keep the item"
            ),
            # 20.00 of goods at 40 % + 3.00 + 4.00 - 5.00
            pytest.param(Remedy.replacement(), "20.00", "20.00", "10.00", id="replacement"),
            pytest.param(Remedy.repair(EUR("9.00")), "0.00", "9.00", "16.00", id="repair"),
        ],
    )
    def test_of_each(self, remedy: Remedy, value: str, plain: str, with_costs: str) -> None:
        found = offer(remedy)
        assert (found.value_to_customer, found.cost_to_shop) == (EUR(value), EUR(plain))
        assert offer(remedy, costs=COSTS).cost_to_shop == EUR(with_costs)
        assert found.outcome is Outcome.ALLOWED
        assert found.because == {}

    def test_only_what_comes_back_is_sold_again(self) -> None:
        guide = Line("guide", quantity=1, total=EUR("60.00"), kind=LineKind.DIGITAL)
        order = bought(Line("old", quantity=1, total=EUR("20.00")), guide)
        promise = GuaranteeTerms.money_back(
            id="promise", version="1", zone="Europe/Berlin", length=Days(30)
        )
        both = GuaranteeRequest.of({"old": 1, "guide": 1}, reason="remorse")
        decision = guarantees.assess(order, both, promise, at=AT)
        # 80.00 + 4.00 for the parcel - 5.00 for the goods
        assert offer(Remedy.cash(MONEY), decision, costs=COSTS).cost_to_shop == EUR("79.00")

    @pytest.mark.parametrize(
        ("zone", "counted_in"), [(None, "Europe/Berlin"), ("Asia/Tokyo", "Asia/Tokyo")]
    )
    def test_until_when_credit_can_be_spent(self, zone: str | None, counted_in: str) -> None:
        year = Remedy.store_credit(evolve(MONEY, zone=zone), expires=Months(12))
        expires = offer(year).expires
        assert expires is not None
        assert (str(expires.last_day), expires.zone) == ("2027-03-06", counted_in)
        assert offer(CREDIT).expires is None
        assert offer(year, asked(ORDER, at="2026-06-06T09:00Z")).expires is None

    def test_credit_for_what_has_no_deadline_expires_in_utc(self) -> None:
        unsent = evolve(ORDER, history=ORDER.history[:1])
        terms = CancellationTerms(id="acme", version="1")
        request = CancellationRequest.of({"old": 1}, reason="remorse")
        called_off = cancellations.assess(unsent, request, terms, at=AT)
        expires = offer(Remedy.store_credit(MONEY, expires=Days(10)), called_off).expires
        assert expires is not None
        assert (str(expires.last_day), expires.zone) == ("2026-03-16", "UTC")

    def test_in_the_order_that_was_given_and_none_left_out(self) -> None:
        some = [Remedy.replacement(), Remedy.cash(MONEY), Remedy.keep_the_item(EUR("99.00"))]
        found = remedies.compare(DECISION, some)
        assert [x.kind for x in found] == [x.kind for x in some]
        assert remedies.compare(DECISION, []) == ()

    def test_a_credit_is_booked_as_one(self) -> None:
        quote: Any = offer(Remedy.store_credit(MONEY)).quote
        after = ORDER.after(quote.settled(at=DECISION.at, ref="rf-1")).position(at=DECISION.at)
        assert after.tender_money("card").refunded == EUR("0.00")
        assert after.refundable == EUR("20.00")


class TestWhyNot:
    """A remedy that cannot be had says why, and is worth nothing."""

    @pytest.mark.parametrize(
        ("amount", "up_to", "because"),
        [
            ("19.99", None, {}),
            ("20.00", None, {}),
            ("20.01", None, {"more_than_paid": 1}),
            ("5.00", "20.00", {}),
            ("5.00", "19.99", {"worth_more": 1}),
        ],
    )
    def test_keep_the_item(self, amount: str, up_to: str | None, because: dict[str, int]) -> None:
        most = None if up_to is None else EUR(up_to)
        found = offer(Remedy.keep_the_item(EUR(amount), up_to=most))
        assert found.because == because
        assert found.outcome is (Outcome.REFUSED if because else Outcome.ALLOWED)
        assert found.value_to_customer == (EUR("0.00") if because else EUR(amount))

    @pytest.mark.parametrize(
        ("captured", "amount", "because"),
        [
            ([], "0.01", {"more_than_paid": 1}),
            ([], "0.00", {}),
            (["5.00"], "5.00", {}),
            (["5.00"], "5.01", {"more_than_paid": 1}),
        ],
    )
    def test_what_is_only_owed_is_not_paid_yet(
        self, captured: list[str], amount: str, because: dict[str, int]
    ) -> None:
        paid_at = "2026-03-02T09:00Z"
        payments = [Paid(EUR(x), tender=Tender.card("card"), at=paid_at) for x in captured]
        order = evolve(ORDER, history=[*payments, ORDER.history[1]])
        assert offer(Remedy.keep_the_item(EUR(amount)), asked(order)).because == because

    def test_its_own_reasons_stand_beside_those_of_the_decision(self) -> None:
        found = offer(Remedy.keep_the_item(EUR("60.00")), asked(ORDER, 3))
        assert found.outcome is Outcome.REFUSED
        assert found.because == {"more_than_bought": 1, "more_than_paid": 2}

    def test_what_the_decision_refuses(self) -> None:
        late = asked(ORDER, at="2026-06-06T09:00Z")
        for found in remedies.compare(late, [Remedy.cash(MONEY), Remedy.replacement()]):
            assert found.outcome is Outcome.REFUSED
            assert found.because == {"window_closed": 1}
            assert found.cost_to_shop == EUR("0.00")

    def test_what_it_refuses_of_some_units(self) -> None:
        found = offer(Remedy.replacement(), asked(ORDER, 3))
        assert (found.outcome, found.value_to_customer) == (Outcome.PARTLY, EUR("40.00"))
        assert found.because == {"more_than_bought": 1}

    @pytest.mark.parametrize(
        ("afterwards", "cash", "credit"),
        [
            (Afterwards.STORE_CREDIT, {"late_credit": 1}, {}),
            (Afterwards.NOTHING, {"late_nothing": 1}, {"late_nothing": 1}),
        ],
    )
    def test_what_is_too_late_for_money(
        self, afterwards: Afterwards, cash: dict[str, int], credit: dict[str, int]
    ) -> None:
        window = RefundWindow(Days(7), since=Delivered, afterwards=afterwards)
        terms = evolve(MONEY, window=window, zone="UTC")
        late = asked(ORDER, at="2026-03-20T09:00Z")
        found = remedies.compare(late, [Remedy.cash(terms), Remedy.store_credit(terms)])
        assert [x.because for x in found] == [cash, credit]
        assert found[0].outcome is Outcome.REFUSED

    def test_an_exchange_that_is_refused(self) -> None:
        even = evolve(TERMS, uneven="refused")
        swap = exchanges.quote(DECISION, even, instead=[new("25.00")])
        found = offer(Remedy.exchange(swap))
        assert (found.outcome, found.value_to_customer) == (Outcome.REFUSED, EUR("0.00"))
        assert found.because == {"price_differs": 1}


class TestMistakes:
    """A caller's mistake is said in one sentence."""

    def test_an_exchange_for_another_decision(self) -> None:
        with pytest.raises(InvalidValue, match="the same decision"):
            offer(Remedy.exchange(SWAP), asked(ORDER, 2))

    def test_another_currency(self) -> None:
        with pytest.raises(CurrencyMismatch):
            offer(Remedy.keep_the_item(USD("1.00")))
        with pytest.raises(CurrencyMismatch):
            offer(Remedy.replacement(), costs=RemedyCosts(sending=USD("1.00")))

    @pytest.mark.parametrize(
        ("make", "error", "says"),
        [
            (lambda: Remedy(RemedyKind.CASH), WrongType, "cash needs terms"),
            (lambda: Remedy(RemedyKind.REPLACEMENT, terms=MONEY), InvalidValue, "has no terms"),
            (lambda: Remedy.keep_the_item(EUR("-1.00")), InvalidValue, "amount is zero or more"),
            (
                lambda: Remedy.keep_the_item(EUR("1.00"), up_to=EUR("-1.00")),
                InvalidValue,
                "up_to is zero or more",
            ),
            (
                lambda: Remedy.keep_the_item(EUR("1.00"), up_to=5),  # type: ignore[arg-type]
                WrongType,
                "^up_to",
            ),
            (
                lambda: Remedy(RemedyKind.CASH, terms=MONEY, bonus=Percent("1")),
                InvalidValue,
                "cash has no bonus",
            ),
            (
                lambda: Remedy(RemedyKind.CASH, terms=MONEY, expires=Days(1)),
                InvalidValue,
                "cash has no expires",
            ),
            (
                lambda: Remedy(RemedyKind.CASH, terms=MONEY, up_to=EUR("1.00")),
                InvalidValue,
                "cash has no up_to",
            ),
            (lambda: RemedyCosts(goods=Percent("101")), InvalidValue, "at most 100 %"),
            (lambda: RemedyCosts(sending=EUR("-1.00")), InvalidValue, "zero or more"),
            (
                lambda: Remedy.store_credit(MONEY, expires=14),  # type: ignore[arg-type]
                WrongType,
                "a length is",
            ),
        ],
        ids=[
            "no terms",
            "terms too many",
            "less than nothing",
            "only up to less than nothing",
            "only up to a number",
            "a bonus on cash",
            "cash that expires",
            "cash up to an amount",
            "more than all",
            "a cost",
            "a length",
        ],
    )
    def test_of_remedies(self, make: Any, error: type[Exception], says: str) -> None:
        with pytest.raises(error, match=says):
            make()
