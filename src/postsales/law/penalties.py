"""Late refunds: what a trader owes besides who pays back after the time for it.

Rules of this file: a band owns its last day; legal interest is not computed, for its rate is no
part of the statute, and the answer says that it is missing.
"""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from postsales.basics._checks import count, instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation, check_source
from postsales.basics.durations import Days
from postsales.basics.money import CurrencyMismatch, Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap
from postsales.basics.rounding import divide

__all__ = ["LateBand", "LatePenalty", "LateRefund"]

_A_MONTH = 30
_LONGEST = 100 * 366
_NOTHING = Percent("0")


@frozen(weakref_slot=False)
class LateBand:
    """Up to so many days late, the last included, this share of the sum is added.

    Without a share it is legal interest that is added.

    Example:
        >>> LateBand(Days(20), Percent("5")).until
        Days(20)
    """

    until: Days
    added: Percent | None = None
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("until", self.until, Days, "say Days(20)")
        if self.added is not None:
            instance("added", self.added, Percent, "say Percent('5')")
        check_source(self.by)


def _bands(value: Iterable[LateBand]) -> tuple[LateBand, ...]:
    return several("bands", value, LateBand, "say LateBand(Days(20), Percent('5'))")


@frozen(weakref_slot=False, kw_only=True)
class LatePenalty:
    """What is added to a sum that is paid back late: by bands of days, and ``beyond`` the last.

    With ``each_month`` so many points are added for every new month beyond the last band, until
    what is added comes to the price of the goods; from then on legal interest is.

    Counting: a month has 30 days, as the bands count. Whether a month counts when it begins or when
    it is over the text leaves open; the answer is what nobody can find too low, when it begins.

    Raises:
        InvalidValue: a band that ends no later than the one before it.

    Example:
        >>> doubled = LatePenalty(beyond=Percent("100"))
        >>> str(doubled.on(Money.of("100.00", "EUR"), days_late=1).total)
        'EUR 200.00'
    """

    bands: tuple[LateBand, ...] = field(default=(), converter=_bands)
    beyond: Percent
    each_month: Percent | None = None
    by: Citation | None = None

    def __attrs_post_init__(self) -> None:
        instance("beyond", self.beyond, Percent, "say Percent('50')")
        if self.each_month is not None:
            instance("each_month", self.each_month, Percent, "say Percent('5')")
        check_source(self.by)
        ends = [0, *(x.until.count for x in self.bands)]
        for before, after in pairwise(ends):
            if after <= before:
                allowed = f"each band ends later than the one before it, after day {before}"
                raise InvalidValue("bands", after, allowed)

    def on(self, due: Money, *, days_late: int, price: Money | None = None) -> "LateRefund":
        """What is owed in all, where a sum is paid back so many days late?

        ``price`` is that of the goods: how much can be added by the month.

        Rounding: half up, once.

        Raises:
            InvalidValue: a sum below zero; no price, where it matters.
            CurrencyMismatch: the price is in another currency than the sum.

        Example:
            >>> five = LatePenalty(bands=[LateBand(Days(10))], beyond=Percent("5"))
            >>> str(five.on(Money.of("100.00", "EUR"), days_late=11).total)
            'EUR 105.00'
        """
        _sum("due", due)
        count("days_late", days_late, most=_LONGEST)
        if not days_late:
            return LateRefund(due, _NOTHING.of(due), by=self.by)
        for band in self.bands:
            if days_late <= band.until.count:
                added = (band.added or _NOTHING).of(due)
                missing = band.added is None
                return LateRefund(due, added, has_interest=missing, by=band.by or self.by)
        if self.each_month is None:
            return LateRefund(due, self.beyond.of(due), by=self.by)
        if price is None:
            allowed = "what is added by the month ends with the price"
            raise InvalidValue("price", None, allowed, "hand in price=, that of the goods")
        return self._by_month(due, days_late, _sum("price", price))

    def _by_month(self, due: Money, days_late: int, price: Money) -> "LateRefund":
        over = days_late - (self.bands[-1].until.count if self.bands else 0)
        begun, completed = -(-over // _A_MONTH), over // _A_MONTH
        most = max(price, self.beyond.of(due))
        added = self._after(begun, due)
        return LateRefund(
            due,
            min(added, most),
            has_interest=added > most,
            readings={
                "a month counts when it begins": min(added, most),
                "a month counts when it is over": min(self._after(completed, due), most),
            },
            by=self.by,
        )

    def _after(self, months: int, due: Money) -> Money:
        assert self.each_month is not None  # noqa: S101 - the caller asked
        points = Fraction(self.beyond.value) + months * Fraction(self.each_month.value)
        return Money(divide(due.minor * points.numerator, 100 * points.denominator), due.currency)


def _sum(name: str, value: Money) -> Money:
    instance(name, value, Money, "an amount is needed, such as EUR('100.00')")
    if value.is_negative:
        raise InvalidValue(name, value, "nothing is owed below zero")
    return value


def _readings(value: "dict[str, Money] | FrozenMap[str, Money]") -> FrozenMap[str, Money]:
    return FrozenMap(value)


@frozen(weakref_slot=False)
class LateRefund:
    """A sum that was to be paid back, what is added since that is late, and where it says so.

    ``has_interest`` tells that legal interest is owed besides, which nobody can compute without its
    rate. ``readings`` says of each way of reading a text that leaves two how much is added.
    """

    due: Money
    added: Money
    has_interest: bool = field(default=False, kw_only=True)
    readings: FrozenMap[str, Money] = field(
        default=FrozenMap[str, Money]({}), converter=_readings, kw_only=True
    )
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name, value in (("due", self.due), ("added", self.added)):
            instance(name, value, Money, "an amount is needed, such as EUR('100.00')")
        if self.added.currency != self.due.currency:
            raise CurrencyMismatch(self.added, self.due)
        check_source(self.by)

    @property
    def at_least(self) -> Money:
        """The sum with what is added, without legal interest."""
        return self.due + self.added

    @property
    def total(self) -> Money | None:
        """All that is owed; None where legal interest is missing in it."""
        return None if self.has_interest else self.at_least
