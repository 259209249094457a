"""The money closes: whatever comes back in whatever steps, nothing is lost and nothing is made."""

from datetime import datetime, timedelta
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from postsales import (
    Decision,
    Fee,
    InvalidValue,
    Order,
    OverRefund,
    Per,
    Percent,
    Received,
    RefundStatus,
    RefundTerms,
    ReturnCase,
    ReturnRequested,
    Rounding,
    ShippingRefund,
    refunds,
    returns,
)
from postsales.refunds.quote import RefundQuote
from postsales.testing import strategies
from tests.refunds.given import (
    ASKED,
    PLAIN,
    TERMS,
    WORLD,
    asked,
    delivered_orders,
    one_by_one,
    parcel_codes,
    parcels_of,
    refund_terms,
    roundings,
    sold,
    term_codes,
    terms_of,
)

ALL_BACK = refund_terms(
    shipping=ShippingRefund.WHEN_ALL_COMES_BACK, other_charges=ShippingRefund.WHEN_ALL_COMES_BACK
)


def rounded(exact: Fraction, rounding: Rounding) -> int:
    """A second opinion on rounding, by exact fractions of what is never negative here."""
    low = exact.numerator // exact.denominator
    rest = exact - low
    half = Fraction(1, 2)
    up = {
        Rounding.HALF_UP: rest >= half,
        Rounding.HALF_DOWN: rest > half,
        Rounding.HALF_EVEN: rest > half or (rest == half and low % 2 == 1),
        Rounding.UP: rest > 0,
        Rounding.CEILING: rest > 0,
        Rounding.DOWN: False,
        Rounding.FLOOR: False,
    }
    return low + up[rounding]


def line_total(quotes: list[RefundQuote], line: str) -> int:
    return sum(x.amount.minor for quote in quotes for x in quote.lines if x.line == line)


class TestSteps:
    """Parts add up to the whole, in any steps, for every currency, tax and rounding."""

    @given(delivered_orders, parcel_codes, roundings)
    def test_all_parcels_give_back_every_line(
        self, order: Order, code: int, rounding: Rounding
    ) -> None:
        after, quotes = one_by_one(order, parcels_of(order, code), refund_terms(rounding=rounding))
        for line in order.lines:
            assert line_total(quotes, line.id) == line.total.minor
            assert not after.position(at=ASKED.replace(year=2030)).line_money(line.id).left
            for tax in after.position(at=ASKED.replace(year=2030)).line_tax(line.id):
                assert not tax.left

    @given(delivered_orders, parcel_codes, roundings)
    def test_after_every_step_it_is_the_share_of_the_units_that_are_back(
        self, order: Order, code: int, rounding: Rounding
    ) -> None:
        terms = refund_terms(rounding=rounding)
        parcels = parcels_of(order, code)
        _, quotes = one_by_one(order, parcels, terms)
        for line in order.lines:
            gone = list(accumulate(parcel.get(line.id, 0) for parcel in parcels))
            price = taxes = 0
            for units, quote in zip(gone, quotes, strict=True):
                share = next((x for x in quote.lines if x.line == line.id), None)
                price += share.price.minor if share else 0
                taxes += share.tax.minor if share else 0
                part = Fraction(units, line.quantity)
                assert price == rounded(line.price_minor * part, rounding)
                assert taxes == sum(rounded(x * part, rounding) for x in line.taxes_minor)

    @given(delivered_orders, parcel_codes, parcel_codes, term_codes)
    def test_the_order_of_parcels_never_changes_the_lines(
        self, order: Order, one: int, other: int, code: int
    ) -> None:
        terms = refund_terms(rounding=terms_of(order, code).rounding)
        _, first = one_by_one(order, parcels_of(order, one), terms)
        _, second = one_by_one(order, parcels_of(order, other), terms)
        assert sum(x.total.minor for x in first) == sum(x.total.minor for x in second)

    @given(delivered_orders, parcel_codes, st.sampled_from(list(ShippingRefund)), roundings)
    def test_charges_close_with_the_last_unit(
        self, order: Order, code: int, rule: ShippingRefund, rounding: Rounding
    ) -> None:
        terms = refund_terms(shipping=rule, other_charges=rule, rounding=rounding)
        after, quotes = one_by_one(order, parcels_of(order, code), terms)
        expected = 0 if rule is ShippingRefund.NEVER else sold(order)
        lines = sum(line.total.minor for line in order.lines)
        assert sum(x.total.minor for x in quotes) == (expected or lines)
        for charge in order.charges:
            left = after.position(at=ASKED.replace(year=2030)).charge_money(charge.id).left
            assert left == (charge.total if rule is ShippingRefund.NEVER else order.currency.zero)

    @given(delivered_orders)
    def test_everything_at_once_is_what_was_paid(self, order: Order) -> None:
        quote = refunds.quote(asked(order, dict(order.quantities)), ALL_BACK)
        assert quote.total.minor == sold(order)
        assert quote.tenders == {
            x.tender.id: order.currency.minor(x.captured)
            for x in order.position(at=ASKED).tenders
            if x.captured
        }
        assert not quote.withheld
        assert not quote.short


class TestShipping:
    """Delivery is paid back once, by the rule that the terms name."""

    @given(delivered_orders, parcel_codes)
    def test_always_comes_with_the_first_parcel(self, order: Order, code: int) -> None:
        rule = ShippingRefund.ALWAYS
        terms = refund_terms(shipping=rule, other_charges=rule)
        _, quotes = one_by_one(order, parcels_of(order, code), terms)
        charges = sum(x.total.minor for x in order.charges)
        assert [sum(x.amount.minor for x in quote.charges) for quote in quotes] == [
            charges,
            *[0] * (len(quotes) - 1),
        ]

    @given(delivered_orders, parcel_codes)
    def test_when_all_comes_back_it_comes_with_the_last(self, order: Order, code: int) -> None:
        _, quotes = one_by_one(order, parcels_of(order, code), ALL_BACK)
        charges = sum(x.total.minor for x in order.charges)
        assert [sum(x.amount.minor for x in quote.charges) for quote in quotes] == [
            *[0] * (len(quotes) - 1),
            charges,
        ]


def unit_prices(order: Order, line: str, rounding: Rounding) -> list[int]:
    """The price of each unit of a line, one after another."""
    found = order.line(line)
    shares = [
        rounded(Fraction(found.price_minor * k, found.quantity), rounding)
        for k in range(found.quantity + 1)
    ]
    return [b - a for a, b in pairwise(shares)]


PERCENTAGES = st.sampled_from(["0.5", "12.5", "15", "33.333", "100"])


class TestFees:
    """A fee is charged as often as it says, however many parcels bring the goods back."""

    @given(delivered_orders, parcel_codes, PERCENTAGES, roundings)
    def test_a_percentage_per_unit_is_rounded_for_each_unit(
        self, order: Order, code: int, percent: str, rounding: Rounding
    ) -> None:
        terms = refund_terms(fees=[Fee("f", Percent(percent), per=Per.UNIT)], rounding=rounding)
        _, quotes = one_by_one(order, parcels_of(order, code), terms)
        part = Fraction(percent) / 100
        expected = sum(
            rounded(part * price, rounding)
            for line in order.lines
            for price in unit_prices(order, line.id, rounding)
        )
        assert sum(x.amount.minor for quote in quotes for x in quote.fees) == expected

    @given(
        delivered_orders,
        parcel_codes,
        PERCENTAGES,
        st.sampled_from([Per.ITEM, Per.RETURN]),
        roundings,
    )
    def test_a_percentage_per_item_or_return_is_rounded_once(
        self, order: Order, code: int, percent: str, per: Per, rounding: Rounding
    ) -> None:
        terms = refund_terms(fees=[Fee("f", Percent(percent), per=per)], rounding=rounding)
        _, quotes = one_by_one(order, parcels_of(order, code), terms, ref="r-1")
        prices = [line.price_minor for line in order.lines]
        bases = prices if per is Per.ITEM else [sum(prices)]
        expected = sum(rounded(Fraction(percent) / 100 * price, rounding) for price in bases)
        assert sum(x.amount.minor for quote in quotes for x in quote.fees) == expected

    @given(delivered_orders, parcel_codes, st.integers(0, 300), st.sampled_from(list(Per)))
    def test_a_fixed_fee_is_charged_per_unit_item_or_return(
        self, order: Order, code: int, minor: int, per: Per
    ) -> None:
        fee = Fee("f", order.currency.minor(minor), per=per)
        parcels = parcels_of(order, code)
        _, quotes = one_by_one(order, parcels, refund_terms(fees=[fee]), ref="r-1")
        times = {
            Per.UNIT: sum(order.quantities.values()),
            Per.ITEM: len(order.lines),
            Per.RETURN: 1,
        }[per]
        charged = sum(x.amount.minor for quote in quotes for x in quote.fees)
        assert charged <= times * minor
        enough = all(
            sum(x.amount.minor for x in quote.lines) >= minor
            if per is Per.RETURN
            else all(
                x.price.minor >= minor * (x.units if per is Per.UNIT else 1) for x in quote.lines
            )
            for quote in quotes
        )
        if enough:
            assert charged == times * minor

    @given(delivered_orders, parcel_codes)
    def test_a_return_without_a_name_is_charged_each_time(self, order: Order, code: int) -> None:
        fee = Fee("f", order.currency.minor(7), per=Per.RETURN)
        _, quotes = one_by_one(order, parcels_of(order, code), refund_terms(fees=[fee]))
        for quote in quotes:
            gross = sum(x.amount.minor for x in quote.lines)
            gross += sum(x.amount.minor for x in quote.charges)
            assert sum(x.amount.minor for x in quote.fees) == min(7, gross)

    @given(delivered_orders, parcel_codes, term_codes)
    def test_a_defect_is_never_charged(self, order: Order, code: int, terms: int) -> None:
        parcel = parcels_of(order, code)[0]
        decision = asked(order, parcel, reason="defect")
        assert refunds.quote(decision, terms_of(order, terms)).fees == ()


eventful = strategies.orders(WORLD) | strategies.delivered(WORLD)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[Order, datetime, RefundQuote]:
    """A quote on whatever has happened, with the order as it was known."""
    order = draw(eventful | delivered_orders)
    near = [event.at for event in order.history]
    at = draw(strategies.instants(order.placed_at, near, zone="UTC"))
    known = evolve(order, history=[x for x in order.history if x.at <= at])
    decision = returns.assess(known, draw(strategies.requests(order, WORLD)), TERMS, at=at)
    return known, at, refunds.quote(decision, terms_of(order, draw(term_codes)))


any_quotes = quoted()


class TestIdentity:
    """Lines + charges - fees - withheld = total = the tenders together, whatever has happened."""

    @given(any_quotes)
    def test_the_parts_add_up(self, found: tuple[Order, datetime, RefundQuote]) -> None:
        order, _, quote = found
        zero = order.currency.zero
        lines = sum((x.amount for x in quote.lines), zero)
        charges = sum((x.amount for x in quote.charges), zero)
        fees = sum((x.amount for x in quote.fees), zero)
        assert lines + charges - fees - quote.withheld == quote.total
        assert sum(quote.tenders.values(), zero) == quote.total

    @given(any_quotes)
    def test_nothing_is_negative(self, found: tuple[Order, datetime, RefundQuote]) -> None:
        quote = found[2]
        amounts = [quote.total, quote.withheld, quote.shipping, *quote.short.values()]
        amounts += [x.amount for x in quote.fees]
        amounts += [money for x in quote.lines for money in (x.amount, x.price, *x.taxes)]
        amounts += [money for x in quote.charges for money in (x.amount, x.price, *x.taxes)]
        assert min(x.minor for x in amounts) >= 0
        assert 0 not in [x.minor for x in quote.tenders.values()]

    @given(any_quotes)
    def test_no_more_than_is_left_anywhere(
        self, found: tuple[Order, datetime, RefundQuote]
    ) -> None:
        order, at, quote = found
        position = order.position(at=at)
        assert quote.total <= position.refundable
        if quote.withheld:
            assert quote.total == position.refundable
        for x in quote.lines:
            assert x.amount <= position.line_money(x.line).left
            for tax, left in zip(x.taxes, position.line_tax(x.line), strict=True):
                assert tax <= left.left
        for y in quote.charges:
            assert y.amount <= position.charge_money(y.charge).left
        for tender, amount in quote.tenders.items():
            assert amount <= position.tender_money(tender).left

    @given(any_quotes, st.booleans())
    def test_it_is_booked_as_it_was_quoted(
        self, found: tuple[Order, datetime, RefundQuote], settled: bool
    ) -> None:
        order, at, quote = found
        event = quote.settled(at=at, ref="new") if settled else quote.pending(at=at, ref="new")
        before, after = order.position(at=at), order.after(event).position(at=at)
        gone = "refunded" if settled else "reserved"
        zero = order.currency.zero
        for line in order.lines:
            share = next((x for x in quote.lines if x.line == line.id), None)
            amount = share.amount if share else zero
            old, new = before.line_money(line.id), after.line_money(line.id)
            assert getattr(new, gone) - getattr(old, gone) == amount
            units = after.units(line.id).refunded - before.units(line.id).refunded
            assert units == (share.units if share else 0)
        for tender in before.tenders:
            old, new = before.tender_money(tender.tender.id), after.tender_money(tender.tender.id)
            assert getattr(new, gone) - getattr(old, gone) == quote.tenders.get(
                tender.tender.id, zero
            )
        assert getattr(after.money, gone) - getattr(before.money, gone) == quote.total

    @given(any_quotes)
    def test_what_failed_is_free_again(self, found: tuple[Order, datetime, RefundQuote]) -> None:
        order, at, quote = found
        pending = quote.pending(at=at, ref="new")
        failed = order.after(pending, pending.told(RefundStatus.FAILED, at=at))
        before, after = order.position(at=at), failed.position(at=at)
        assert after == before


class TestArrivals:
    """One decision, many parcels: each is paid for as it comes, from the order as it stands."""

    @given(delivered_orders, parcel_codes, term_codes)
    def test_parcels_of_one_return_give_what_all_at_once_gives(
        self, order: Order, code: int, terms: int
    ) -> None:
        refund = terms_of(order, terms)
        decision = asked(order, dict(order.quantities), ref="r-1")
        whole = refunds.quote(decision, refund)
        quotes = arrived(order, decision, parcels_of(order, code), refund)
        for line in order.lines:
            assert line_total(quotes, line.id) == line.total.minor
        charges = sum(x.amount.minor for quote in quotes for x in quote.charges)
        assert charges == sum(x.amount.minor for x in whole.charges)
        if whole.total and all(quote.total for quote in quotes):
            # No fee met a refund that was too small for it.
            fees = sum(x.amount.minor for quote in quotes for x in quote.fees)
            assert fees == sum(x.amount.minor for x in whole.fees)
            assert sum(x.total.minor for x in quotes) == whole.total.minor

    @given(delivered_orders, parcel_codes)
    def test_delivery_comes_with_the_last_parcel(self, order: Order, code: int) -> None:
        decision = asked(order, dict(order.quantities), ref="r-1")
        quotes = arrived(order, decision, parcels_of(order, code), ALL_BACK)
        assert [bool(quote.charges) for quote in quotes] == [
            *[False] * (len(quotes) - 1),
            any(x.total for x in order.charges),
        ]

    @given(delivered_orders, parcel_codes)
    def test_nothing_is_paid_for_twice(self, order: Order, code: int) -> None:
        decision = asked(order, dict(order.quantities), ref="r-1")
        parcel = parcels_of(order, code)[0]
        first = refunds.quote(decision, PLAIN, units=parcel)
        after = order.after(first.settled(at=ASKED, ref="rf-1"))
        line, k = next(iter(parcel.items()))
        again = {line: order.line(line).quantity - k + 1}
        with pytest.raises(InvalidValue, match=" more of "):
            refunds.quote(decision, PLAIN, units=again, order=after, at=ASKED)


def arrived(
    order: Order,
    decision: Decision[ReturnCase],
    parcels: list[dict[str, int]],
    terms: RefundTerms,
) -> list[RefundQuote]:
    """The quotes of parcels that arrive one after another, each booked before the next."""
    order = order.after(ReturnRequested(order.quantities, at=ASKED, ref="r-1"))
    quotes: list[RefundQuote] = []
    for n, parcel in enumerate(parcels, start=1):
        at = ASKED + timedelta(hours=n)
        order = order.after(Received(parcel, at=at, ref="r-1"))
        found = refunds.quote(decision, terms, units=parcel, order=order, at=at)
        order = order.after(found.settled(at=at, ref=f"rf-{n}"))
        quotes.append(found)
    return quotes


class TestManual:
    """A typed amount is given as it is or not at all."""

    @given(eventful | delivered_orders, st.integers(0, 4), st.integers(-2, 2), term_codes)
    def test_up_to_what_is_left(self, order: Order, parts: int, beside: int, code: int) -> None:
        left = order.position(at=ASKED).refundable
        minor = left.minor * parts // 4 + beside
        amount = order.currency.minor(minor)
        terms = terms_of(order, code)
        if 0 < minor <= left.minor:
            quote = refunds.manual(order, amount, terms, reason="because", at=ASKED)
            assert quote.total == sum(quote.tenders.values(), order.currency.zero) == amount
            return
        with pytest.raises(OverRefund if minor > 0 else InvalidValue) as caught:
            refunds.manual(order, amount, terms, reason="because", at=ASKED)
        if isinstance(caught.value, OverRefund):
            assert (caught.value.wanted, caught.value.maximum) == (amount, left)
