"""Stripe's amounts: counted in units of its own, converted exactly or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import Currency, DocumentErrors, Money, Paid
from postsales.basics import currencies
from postsales.wire import stripe
from postsales.wire._stripe_money import DECIMALS
from postsales.wire.documents import EventsReading
from tests.wire.stripe_given import charge, dispute, moved, refund


def read(minor: int, currency: str) -> EventsReading:
    """A charge of so many of Stripe's units."""
    return stripe.read_charge(charge(amount=minor, amount_captured=minor, currency=currency))


def amount(reading: EventsReading) -> Money:
    """What was paid."""
    (event,) = reading.events
    assert isinstance(event, Paid)
    return event.amount


def is_said(reading: EventsReading) -> bool:
    """Is it said that the currency is counted otherwise?"""
    return "$.currency" in {path for path, _ in reading.assumed}


@pytest.mark.parametrize(
    ("minor", "currency", "told", "said"),
    [
        pytest.param(1000, "usd", "10.00", False, id="cents are hundredths"),
        pytest.param(500, "jpy", "500", False, id="the yen has no decimals"),
        pytest.param(5120, "kwd", "5.120", False, id="the dinar has three"),
        pytest.param(5121, "kwd", "5.121", False, id="and keeps the last of them"),
        pytest.param(500, "isk", "5", True, id="the króna has none and is counted in hundredths"),
        pytest.param(500, "ugx", "5", True, id="so is the Ugandan shilling"),
        pytest.param(500, "mga", "500.00", True, id="the ariary has two and is counted whole"),
        pytest.param(1045, "huf", "10.45", False, id="the forint has two outside payouts"),
        pytest.param(80045, "twd", "800.45", False, id="and so has the Taiwan dollar"),
    ],
)
def test_units(minor: int, currency: str, told: str, said: bool) -> None:
    reading = read(minor, currency)
    assert amount(reading) == Currency(currency.upper())(told)
    assert is_said(reading) is said


@pytest.mark.parametrize("currency", ["isk", "ugx"])
@pytest.mark.parametrize("minor", [1, 99, 550, 999])
def test_nothing_is_rounded(minor: int, currency: str) -> None:
    with pytest.raises(DocumentErrors) as error:
        read(minor, currency)
    found = {problem.path: problem.says for problem in error.value}
    assert {*found} == {"$.amount", "$.amount_captured"}
    assert "has 0 decimals" in found["$.amount"]


@pytest.mark.parametrize(
    ("currency", "says"),
    [
        pytest.param("EUR", "lower case", id="capitals"),
        pytest.param("xxx", "not an active code", id="no money"),
        pytest.param("usdc", "not an active code", id="a coin"),
        pytest.param("lyd", "not known how many decimals", id="three decimals and not in the list"),
        pytest.param("clf", "not known how many decimals", id="four decimals"),
        pytest.param("uyi", "not known how many decimals", id="none and not in the list"),
        pytest.param("", "is not blank", id="blank"),
        pytest.param("e1", "not an active code", id="no code"),
        pytest.param(978, "text is needed", id="a number"),
        pytest.param(None, "is null", id="null"),
    ],
)
def test_other_currencies_are_refused(currency: str, says: str) -> None:
    with pytest.raises(DocumentErrors, match=says) as error:
        read(1000, currency)
    assert {problem.path for problem in error.value} == {"$.currency"}


def test_the_table_is_where_stripe_differs_from_two_decimals_or_from_us() -> None:
    for code, decimals in DECIMALS.items():
        assert decimals != 2 or Currency(code).exponent != 2
    differ = {code for code, n in DECIMALS.items() if Currency(code).exponent != n}
    assert differ == {"ISK", "MGA", "UGX"}


def test_balance_entries_are_counted_the_same() -> None:
    document = dispute(moved(-500, currency="isk"), currency="isk", amount=500)
    (event,) = stripe.read_dispute(document).events
    assert event.amount == Currency("ISK")("5")  # type: ignore[attr-defined]


ALL = [code for code in currencies._EXPONENTS if DECIMALS.get(code, 2) is not None]


class TestExactly:
    """What is read is what was counted, for every currency, or it is refused."""

    @given(st.sampled_from(sorted(ALL)), st.integers(0, 10**13))
    def test_in_major_units_nothing_changes(self, code: str, minor: int) -> None:
        try:
            reading = stripe.read_refund(refund(minor, currency=code.lower()))
        except DocumentErrors:
            assert code in ("ISK", "UGX") or code in ("CLF", "IQD", "LYD", "UYI", "UYW")
            return
        (event,) = reading.events
        found: Money = event.amount  # type: ignore[attr-defined]
        # Cross-multiplied, so that nothing is divided: both are so many of 10**-4.
        exponent = found.currency.exponent
        assert found.minor * 10 ** (4 - exponent) == minor * 10 ** (4 - DECIMALS.get(code, 2))
