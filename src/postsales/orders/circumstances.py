"""Conditions on a sale: what has to be so for a right, an exception or a length to hold.

Rules of this file: what nobody told counts as not so, and the answer names what was taken for
granted; only an amount in another currency leaves a condition open.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, cast

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.days_known import Held
from postsales.basics.events import Event
from postsales.basics.findings import Verdict
from postsales.basics.money import Money
from postsales.basics.quantities import Quantities
from postsales.basics.rules import in_snake_case
from postsales.basics.selectors import class_name, class_of_events
from postsales.orders.events import Cancelled, Delivered
from postsales.orders.lines import Line
from postsales.orders.order import Order, told_once
from postsales.orders.sale_events import EarlyStartAsked
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Everything, Scope

__all__ = [
    "AllMet",
    "AnyMet",
    "EarlyStart",
    "Free",
    "HasHappened",
    "Made",
    "NotMet",
    "Priced",
    "check_condition",
    "held",
]

_MET, _NOT_MET, _UNKNOWN = Held(Verdict.MET), Held(Verdict.NOT_MET), Held(Verdict.UNKNOWN)


@frozen(weakref_slot=False)
class Sale:
    """A line of an order, by what is known of them at an instant: what conditions look at."""

    order: Order
    line: Line
    known_at: datetime

    def told(self, event: type[Event]) -> Iterable[Event]:
        """What has happened of a kind to this line, or to the whole order."""
        # Most of a history is of another kind, and is passed over before anything else is asked.
        for x in self.order.history:
            if isinstance(x, event) and x.at <= self.known_at:
                units = getattr(x, "units", None)
                if not isinstance(units, Quantities) or self.line.id in units:
                    yield x


class OnSale(Protocol):
    """A condition on a sale."""

    def held(self, sale: Sale, /) -> Held:
        """Is it met?"""
        ...


Circumstance = Scope | Everything | OnSale
"""What can be a condition: which lines, or a condition on the sale."""


def held(condition: object, sale: Sale) -> Held:
    """Is a condition met by a line of an order?

    Raises:
        WrongType: it is no condition.

    Example:
        See ``HasHappened`` and the other conditions.
    """
    if isinstance(condition, Scope | Everything):
        return _MET if condition.covers(sale.line, sale.order) else _NOT_MET
    instance("condition", condition, _CONDITIONS, _A_CONDITION)
    return cast("OnSale", condition).held(sale)


def check_condition(name: str, value: object) -> None:
    """A condition is one.

    Raises:
        WrongType: it is something else.
    """
    instance(name, value, (Scope, Everything, *_CONDITIONS), _A_CONDITION)


_A_CONDITION = "say Scope, Made, HasHappened, Free, EarlyStart, Priced, AllMet, AnyMet or NotMet"


def _ways(value: SaleMade | str | Iterable[SaleMade | str]) -> tuple[SaleMade, ...]:
    return SaleMade.read_all("ways", value)


@frozen(weakref_slot=False)
class Made:
    """The sale was made in one of these ways. Where nobody told, it counts as made online.

    Example:
        >>> Made("home_visit").ways
        (SaleMade.HOME_VISIT,)
    """

    ways: tuple[SaleMade, ...] = field(converter=_ways)

    def __attrs_post_init__(self) -> None:
        if not self.ways:
            raise InvalidValue("ways", self.ways, "at least one way of making a sale")

    def held(self, sale: Sale, /) -> Held:
        """Was it made so?"""
        made, assumed = sale.order.made, ""
        if made is None:
            made, assumed = SaleMade.ONLINE, "sold_online"
        return Held(Verdict.MET if made in self.ways else Verdict.NOT_MET, assumed)


class To(Word):
    """To how many units of a line must something have happened?"""

    ANY = "any"
    """To one at least."""
    EVERY = "every"
    """To all of them."""
    THESE = "these"
    """To those that are asked about: where it happened to some of the line, nobody knows."""


def _to(value: To | str) -> To:
    return To.read("to", value)


@frozen(weakref_slot=False)
class HasHappened:
    """An event of a kind has happened to units of the line, or to the whole order.

    Counting: units that were called off are not among all of them, and an event that was told twice
    happened once.

    Example:
        >>> from postsales import Delivered
        >>> HasHappened(Delivered, to="every")
        HasHappened(event=Delivered, to=To.EVERY)
    """

    event: type[Event] = field(repr=class_name)
    to: To = field(default=To.ANY, converter=_to, kw_only=True)

    def __attrs_post_init__(self) -> None:
        class_of_events("event", self.event)

    def held(self, sale: Sale, /) -> Held:
        """Has it happened?"""
        told = [*sale.told(self.event)]
        if not told:
            return Held(Verdict.NOT_MET, f"not_{in_snake_case(self.event.__name__)}")
        if self.to is To.ANY or _units(told, sale.line) >= _to_be(sale):
            return _MET
        return _UNKNOWN if self.to is To.THESE else _NOT_MET


def _to_be(sale: Sale) -> int:
    """How many units there are, without those that were called off."""
    return sale.line.quantity - _units(sale.told(Cancelled), sale.line)


def _units(told: Iterable[Event], line: Line) -> int:
    """To how many units of a line it happened; what is told of the order is told of all."""
    all_units = Quantities({line.id: line.quantity})
    return sum(getattr(x, "units", all_units).get(line.id, 0) for x in told_once(told))


@frozen(weakref_slot=False)
class Free:
    """The customer owes nothing for the line.

    Example:
        >>> Free()
        Free()
    """

    def held(self, sale: Sale, /) -> Held:
        """Does it cost nothing?"""
        return _NOT_MET if sale.line.total.minor else _MET


@frozen(weakref_slot=False, kw_only=True)
class EarlyStart:
    """The customer asked expressly for an early start, with all that is required here.

    It has to be asked for beforehand: what was asked for after the first unit of the line had been
    delivered counts for nothing.

    Counting: at the very instant of that delivery is in time.

    Example:
        >>> EarlyStart(acknowledged=True).confirmed
        False
    """

    acknowledged: bool = False
    confirmed: bool = False

    def __attrs_post_init__(self) -> None:
        for name in ("acknowledged", "confirmed"):
            instance(name, getattr(self, name), bool, "say True or False")

    def held(self, sale: Sale, /) -> Held:
        """Was it asked for in that way?"""
        told = [x for x in sale.told(EarlyStartAsked) if isinstance(x, EarlyStartAsked)]
        if not told:
            return Held(Verdict.NOT_MET, "no_early_start_asked")
        begun = min((x.at for x in sale.told(Delivered)), default=sale.known_at)
        return _MET if any(self._is_enough(x) for x in told if x.at <= begun) else _NOT_MET

    def _is_enough(self, asked: EarlyStartAsked) -> bool:
        is_known = asked.acknowledged or not self.acknowledged
        return is_known and (asked.confirmed or not self.confirmed)


@frozen(weakref_slot=False, kw_only=True)
class Priced:
    """What the lines of the order cost together: ``at_least`` so much, or ``above`` it.

    Counting: the lines as they were sold, with all tax, without shipping. An order in another
    currency leaves it open.

    Raises:
        InvalidValue: both limits, or none.

    Example:
        >>> from postsales import USD
        >>> Priced(at_least=USD("25.00")).above is None
        True
    """

    at_least: Money | None = None
    above: Money | None = None

    def __attrs_post_init__(self) -> None:
        if (self.at_least is None) == (self.above is None):
            raise InvalidValue("at_least", self.at_least, "name one limit: at_least or above")
        instance("at_least", self._limit, Money, "a limit is an amount, such as USD('25.00')")

    @property
    def _limit(self) -> Money:
        found = self.above if self.at_least is None else self.at_least
        assert found is not None  # noqa: S101 - one of them is there
        return found

    def held(self, sale: Sale, /) -> Held:
        """Is it so much?"""
        if sale.order.currency != self._limit.currency:
            return Held(Verdict.UNKNOWN, currency=self._limit.currency.code)
        total = sum(line.total.minor for line in sale.order.lines)
        is_enough = total > self._limit.minor or (
            self.at_least is not None and total == self._limit.minor
        )
        return _MET if is_enough else _NOT_MET


def _some(value: Iterable[object]) -> tuple[object, ...]:
    return several("conditions", value, (Scope, Everything, *_CONDITIONS), _A_CONDITION)


@frozen(weakref_slot=False)
class _OfConditions:
    conditions: tuple[object, ...] = field(converter=_some)

    def __attrs_post_init__(self) -> None:
        if not self.conditions:
            raise InvalidValue("conditions", self.conditions, "at least one condition")

    def _held(self, sale: Sale, settles: Verdict, otherwise: Verdict) -> Held:
        found = [held(x, sale) for x in self.conditions]
        settled = [x for x in found if x.verdict is settles]
        if settled:
            # One that somebody told settles it, whatever is taken for granted of the others.
            return min(settled, key=lambda x: bool(x.assumed))
        assumed = next((x.assumed for x in found if x.assumed), "")
        is_open = (x for x in found if x.verdict is Verdict.UNKNOWN)
        return next(is_open, Held(otherwise, assumed))


@frozen(weakref_slot=False)
class AllMet(_OfConditions):
    """Every one of these conditions is met.

    Example:
        >>> len(AllMet([Made("online"), EarlyStart()]).conditions)
        2
    """

    def held(self, sale: Sale, /) -> Held:
        """Are they?"""
        return self._held(sale, Verdict.NOT_MET, Verdict.MET)


@frozen(weakref_slot=False)
class AnyMet(_OfConditions):
    """At least one of these conditions is met.

    Example:
        >>> len(AnyMet([Made("home_visit"), Made("excursion")]).conditions)
        2
    """

    def held(self, sale: Sale, /) -> Held:
        """Is one of them?"""
        return self._held(sale, Verdict.MET, Verdict.NOT_MET)


_TURNED = {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}


@frozen(weakref_slot=False)
class NotMet:
    """A condition is not met.

    Example:
        >>> NotMet(Made("in_shop")).condition
        Made(ways=(SaleMade.IN_SHOP,))
    """

    condition: object

    def __attrs_post_init__(self) -> None:
        check_condition("condition", self.condition)

    def held(self, sale: Sale, /) -> Held:
        """Is it not?"""
        found = held(self.condition, sale)
        return evolve(found, verdict=_TURNED.get(found.verdict, found.verdict))


_CONDITIONS = (Made, HasHappened, Free, EarlyStart, Priced, AllMet, AnyMet, NotMet)
