"""What the tests of the values draw from: money of every kind, and what strangers pass instead."""

import fractions
from collections.abc import Mapping
from decimal import Decimal

import pytest
from _pytest.mark import ParameterSet
from hypothesis import strategies as st

from postsales.basics._errors import PostsalesError
from postsales.basics.currencies import BRL, EUR, JPY, USD, Currency
from postsales.basics.money import Money
from postsales.basics.rounding import Rounding

KWD = Currency("KWD")
CLF = Currency("CLF")
POINTS = Currency("POINTS", exponent=0)
CURRENCIES = (EUR, USD, BRL, JPY, KWD, CLF, POINTS)
LONGEST_MESSAGE = 400

minors = st.integers(-(10**12), 10**12) | st.sampled_from([0, 1, -1, 5000, 10**18 - 1, 1 - 10**18])
currencies = st.sampled_from(CURRENCIES)
money = st.builds(Money, minors, currencies)
roundings = st.sampled_from(list(Rounding))
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any)


@st.composite
def steps(draw: st.DrawFn) -> tuple[int, ...]:
    """The units of a line as they come back, step by step, until none is left."""
    return tuple(draw(st.lists(st.integers(1, 40), min_size=1, max_size=12)))


class Rude:
    """Somebody else's object, which cannot even be printed."""

    def __repr__(self) -> str:
        raise RuntimeError("no comment")


def named(values: Mapping[str, object]) -> list[ParameterSet]:
    """The values as parameters, each with its sentence."""
    return [pytest.param(value, id=name) for name, value in values.items()]


STRANGE = {
    "nothing": None,
    "a float": 19.9,
    "not a number as a float": float("nan"),
    "an infinite float": float("inf"),
    "a truth value": True,
    "bytes": b"19.90",
    "a list": ["19.90"],
    "a mapping": {"amount": "19.90"},
    "a complex number": 1j,
    "a class": Money,
    "an object that cannot be printed": Rude(),
    "a huge list": [0] * 100_000,
}
"""Values of a kind that no constructor here takes."""

BAD_TEXT = {
    "empty": "",
    "blank": " ",
    "only a sign": "-",
    "only a point": ".",
    "no digit before the point": ".50",
    "no digit after the point": "5.",
    "two points": "1.2.3",
    "a comma": "19,90",
    "thousands": "1,000.00",
    "a space before": " 5",
    "a line break after": "5\n",
    "an underscore": "1_000",
    "two signs": "--5",
    "a sign inside": "1-2",
    "an exponent": "1e3",
    "a huge exponent": "1E+999999999",
    "not a number": "NaN",
    "infinity": "Infinity",
    "a currency": "EUR 5",
    "hexadecimal": "0x10",
    "Arabic digits": "٥.٠٠",
    "a superscript": "5²",
    "a null": "5\x00",
    "twenty-five digits": "1" * 25,
    "a megabyte of digits": "9" * 1_000_000,
    "a megabyte of words": "x" * 1_000_000,
    "half a surrogate pair": "\ud800",
}
"""Text that is no plain number."""

BAD_DECIMALS = {
    "not a number": Decimal("NaN"),
    "a signalling not-a-number": Decimal("sNaN"),
    "infinity": Decimal("Infinity"),
    "minus infinity": Decimal("-Infinity"),
    "a huge exponent": Decimal("1E+999999999"),
    "a tiny exponent": Decimal("1E-999999999"),
    "a zero with a huge exponent": Decimal("0E+999999999"),
    "a megabyte of digits": Decimal("1." + "0" * 1_000_000),
}
"""Decimals that name no amount, or none that fits."""

BAD_COUNTS = {
    **STRANGE,
    "text": "3",
    "a Decimal": Decimal(3),
    "a fraction": fractions.Fraction(3),
    "below zero": -1,
    "far below zero": -(10**30),
    "beyond all bounds": 10**10_000,
}
"""What is no number of units, days or parts."""


def refused_shortly(error: PostsalesError) -> bool:
    """Whether an error says its piece in one short line, and starts with what it is about."""
    said = str(error)
    return 0 < len(said) <= LONGEST_MESSAGE and "\n" not in said and not said.endswith(".")
