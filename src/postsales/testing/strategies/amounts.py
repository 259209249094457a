"""Money and numbers: round amounts first, then those that do not divide, 0, 1 and n minor units."""

from decimal import Decimal

from hypothesis import strategies as st

from postsales.basics.currencies import Currency
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import Quantities
from postsales.testing.strategies._dice import Dice, thrown

__all__ = [
    "CURRENCIES",
    "LINES",
    "amount_of",
    "currencies",
    "money",
    "percent_of",
    "percents",
    "quantities",
]

CURRENCIES = (Currency("EUR"), Currency("JPY"), Currency("KWD"))
"""A currency of two decimals, one of none and one of three."""
LINES = ("tee", "mug", "lamp")
PERCENTS = ("10", "0", "15", "100", "50", "12.5", "33.333333", "0.000001", "99.999999", "7")


def amount_of(dice: Dice, currency: Currency, units: int = 1) -> Money:
    """What so many units cost: round, or one of the amounts at which rounding goes wrong."""
    return currency.minor(_minor(dice, currency, units))


def _minor(dice: Dice, currency: Currency, units: int) -> int:
    choice, tens, n = dice.below(12), 1 + dice.below(20), dice.below(2003)
    whole = tens * 10 ** (1 + currency.exponent)
    ties = units * (10 * n + 5) // 2
    special = {6: 0, 7: 1, 8: units, 9: max(0, units * n - 1), 10: ties, 11: 10 * n + 5}
    # The plain choices are a round amount, and one that divides by the units.
    return special.get(choice, (whole, n, n, units * n, 10 * n + 9, n)[choice % 6])


def currencies() -> st.SearchStrategy[Currency]:
    """Currencies of two, none and three decimals."""
    return st.sampled_from(CURRENCIES)


def money(currency: Currency | None = None) -> st.SearchStrategy[Money]:
    """Amounts of zero or more: round ones, 0, 1 and n minor units, and ties of rounding."""
    some = CURRENCIES if currency is None else (currency,)
    return thrown(lambda dice: amount_of(dice, dice.of(some), 1 + dice.below(5)))


def percent_of(dice: Dice) -> Percent:
    """A percentage up to a hundred."""
    choice = dice.below(len(PERCENTS) + 2)
    if choice < len(PERCENTS):
        return Percent(PERCENTS[choice])
    return Percent(Decimal(dice.below(10001)) / 100)


def percents() -> st.SearchStrategy[Percent]:
    """Percentages up to a hundred: 10 %, 0, all, halves, thirds, and the finest there is."""
    return thrown(percent_of)


def quantities() -> st.SearchStrategy[Quantities]:
    """Units by line, for one to three lines."""
    return thrown(_quantities)


def _quantities(dice: Dice) -> Quantities:
    return Quantities({line: 1 + dice.below(5) for line in LINES[: 1 + dice.below(len(LINES))]})
