"""Jurisdictions: the law of one place, as values that are handed over like terms.

Rules of this file: rights and duties are dated by the day on which the contract was made; what is
not covered on that day raises, and never falls back on the law of another day or place.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar, cast

from attrs import evolve, field, frozen

from postsales.basics._checks import day, instance, pairs, several, text, texts
from postsales.basics._errors import InvalidValue
from postsales.basics.dated import Dated, Gap, NoLawInForce
from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import Holidays, Place
from postsales.law.additional_periods import DELIVER, AdditionalPeriod
from postsales.law.bands import FixedSums
from postsales.law.delay_notices import SHIP, DelayNotices
from postsales.law.duties import Duty
from postsales.law.faults import FaultRules
from postsales.law.handling import HandlingLoss
from postsales.law.penalties import LatePenalty
from postsales.law.services import ProRata
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms

__all__ = ["Jurisdiction"]

_T = TypeVar("_T")


def _by_name(field: str, value: object, cls: type[_T], allowed: str) -> FrozenMap[str, _T]:
    """Values of one class by their names."""
    return FrozenMap(
        {text(field, x): instance(field, y, cls, allowed) for x, y in pairs(field, value)}
    )


def _dated_by_name(
    field: str, value: object, cls: type[_T], allowed: str
) -> FrozenMap[str, Dated[_T]]:
    """Dated values by their names, of one class at each time."""
    found = cast("FrozenMap[str, Dated[_T]]", _by_name(field, value, Dated, allowed))
    for row in (x for one in found.values() for x in one.rows):
        instance(field, row.value, (cls, Gap), allowed)
    return found


def _rights(value: Mapping[str, Dated[ReturnTerms]]) -> FrozenMap[str, Dated[ReturnTerms]]:
    allowed = "a right is Dated, with the ReturnTerms of each time"
    return _dated_by_name("rights", value, ReturnTerms, allowed)


def _refunds(value: Mapping[str, Dated[RefundTerms]]) -> FrozenMap[str, Dated[RefundTerms]]:
    allowed = "what a right gives back is Dated, with the RefundTerms of each time"
    return _dated_by_name("refunds", value, RefundTerms, allowed)


def _duties(value: Iterable[Duty]) -> tuple[Duty, ...]:
    return several("duties", value, Duty, "duties are Duty(name, owed_by, due=…, met_by=…)")


def _penalties(value: Mapping[str, LatePenalty]) -> FrozenMap[str, LatePenalty]:
    allowed = "what a late refund costs is said by LatePenalty"
    return _by_name("penalties", value, LatePenalty, allowed)


def _handling(value: Mapping[str, HandlingLoss]) -> FrozenMap[str, HandlingLoss]:
    allowed = "what may be taken off for handling is said by HandlingLoss"
    return _by_name("handling", value, HandlingLoss, allowed)


def _holidays(value: Mapping[Place, Holidays]) -> FrozenMap[Place, Holidays]:
    allowed = "the holidays of a place are Holidays"
    return FrozenMap(
        {
            Place.read("holidays", x): instance("holidays", y, Holidays, allowed)
            for x, y in pairs("holidays", value)
        }
    )


def _left_out(value: Iterable[str]) -> tuple[str, ...]:
    return texts("left_out", value)


def _checked_on(value: date | str) -> date:
    return day("checked_on", value)


@frozen(weakref_slot=False, kw_only=True, repr=False)
class Jurisdiction:
    """What customers have by the law of one place, since when, and what is not covered.

    ``rights`` are terms by name, dated by the day of the contract; ``refunds`` say for some of
    them what goes back, dated alike, and ``duties`` what else is owed. ``penalties`` are what a
    late refund costs, by what it follows from, and ``services`` what is owed for one that had
    begun. ``handling`` says after which rights goods that were used give less. Of late goods
    ``additional_period`` is what customers set, and ``delay_notices`` what notices put off.
    ``faults`` is what holds of faulty goods, and ``fixed_sums`` what is owed between businesses for
    a debt that is paid late. ``left_out`` names what this law has and we do not. ``checked_on`` is
    the day on which all of it was last compared with its texts.

    Raises:
        InvalidValue: a law without rights; a duty, a refund or what may be taken off for handling
            that follows from a right which this law does not have.

    Example:
        >>> from postsales.law import EU
        >>> EU, EU.withdrawal.id
        (<Jurisdiction 'EU', European Union: withdrawal>, 'EU.withdrawal')
    """

    code: str
    name: str
    rights: FrozenMap[str, Dated[ReturnTerms]] = field(converter=_rights)
    refunds: FrozenMap[str, Dated[RefundTerms]] = field(
        default=FrozenMap[str, Dated[RefundTerms]]({}), converter=_refunds
    )
    duties: tuple[Duty, ...] = field(default=(), converter=_duties)
    penalties: FrozenMap[str, LatePenalty] = field(
        default=FrozenMap[str, LatePenalty]({}), converter=_penalties
    )
    services: ProRata | None = None
    handling: FrozenMap[str, HandlingLoss] = field(
        default=FrozenMap[str, HandlingLoss]({}), converter=_handling
    )
    additional_period: AdditionalPeriod | None = None
    delay_notices: DelayNotices | None = None
    faults: FaultRules = field(factory=FaultRules)
    fixed_sums: FixedSums | None = None
    left_out: tuple[str, ...] = field(default=(), converter=_left_out)
    checked_on: date = field(converter=_checked_on)
    holidays: FrozenMap[Place, Holidays] = field(
        default=FrozenMap[Place, Holidays]({}), converter=_holidays
    )

    def __attrs_post_init__(self) -> None:
        text("code", self.code)
        text("name", self.name)
        if not self.rights:
            raise InvalidValue("rights", self.rights, "a law has at least one right")
        self._check_rights()
        if self.services is not None:
            instance("services", self.services, ProRata, "say ProRata(by=…)")
        if self.additional_period is not None:
            allowed = "say AdditionalPeriod(by=…)"
            instance("additional_period", self.additional_period, AdditionalPeriod, allowed)
            self._check_duty("additional_period", DELIVER)
        if self.delay_notices is not None:
            allowed = "say DelayNotices(silence=…, waits=…)"
            instance("delay_notices", self.delay_notices, DelayNotices, allowed)
            self._check_duty("delay_notices", SHIP)
        instance("faults", self.faults, FaultRules, "what holds of faulty goods is FaultRules(…)")
        if self.fixed_sums is not None:
            instance("fixed_sums", self.fixed_sums, FixedSums, "say FixedSums(otherwise=…)")

    def _check_rights(self) -> None:
        """Whatever follows from a right follows from one that there is."""
        named = {
            "duties": [x.right for x in self.duties if x.right],
            "refunds": self.refunds,
            "handling": self.handling,
        }
        for name, some in named.items():
            for right in some:
                self._check_right(name, right)

    def _check_right(self, name: str, right: object) -> str:
        allowed = f"{self.code} has the rights {', '.join(self.rights)}"
        found = instance(name, right, str, allowed)
        if found not in self.rights:
            raise InvalidValue(name, found, allowed)
        return found

    def __repr__(self) -> str:
        return f"<Jurisdiction {self.code!r}, {self.name}: {', '.join(self.rights)}>"

    def _check_duty(self, name: str, duty: str) -> None:
        if duty not in {x.name for x in self.duties}:
            allowed = f"it is about the time of a duty that is called {duty!r}"
            raise InvalidValue(name, getattr(self, name), allowed)

    def observing(self, holidays: Holidays | Mapping[Place, Holidays]) -> "Jurisdiction":
        """The same law with the holidays of a place; those of the customer unless told otherwise.

        Days that this law treats alike, and that no table of holidays has, it knows itself.

        Raises:
            InvalidValue: a place that is none.
            WrongType: no holidays.

        Example:
            >>> from postsales.law import EU
            >>> known = Holidays(["2026-12-25"], since="2026-01-01", until="2026-12-31")
            >>> [*EU.observing(known).holidays]
            [Place.CUSTOMER]
        """
        how = "say Holidays([…], since=…, until=…), or of whom: {'customer': Holidays(…)}"
        instance("holidays", holidays, (Holidays, Mapping), how)
        given = {Place.CUSTOMER: holidays} if isinstance(holidays, Holidays) else holidays
        return evolve(self, holidays={**self.holidays, **_holidays(given)})

    def right(self, name: str, *, on: date | str) -> ReturnTerms:
        """The terms of a right for a contract made on a day, with the holidays of this law.

        Raises:
            InvalidValue: this law has no such right.
            NoLawInForce: it is not covered on that day.
            WrongType: a name that is no text.

        Example:
            >>> from postsales.law import EU
            >>> EU.right("withdrawal", on="2026-03-02").id
            'EU.withdrawal'
        """
        return evolve(self._dated(name).on(on), holidays=self.holidays)

    def refund(self, name: str, *, on: date | str) -> RefundTerms | None:
        """What goes back by a right, for a contract of a day; None where this law says nothing.

        Raises:
            InvalidValue: this law has no such right.
            NoLawInForce: it is not covered on that day.
            WrongType: a name that is no text.

        Example:
            >>> from postsales.law import EU
            >>> EU.refund("withdrawal", on="2026-03-02").shipping
            ShippingRefund.CHEAPEST_STANDARD
        """
        found = self.refunds.get(self._check_right("right", name))
        return None if found is None else found.on(on)

    def in_force(self, *, on: date | str) -> dict[str, ReturnTerms]:
        """The rights that are covered for a contract made on a day, by name.

        Raises:
            NoLawInForce: none is; the message says what is covered of the first.

        Example:
            >>> from postsales.law import EU
            >>> [*EU.in_force(on="2026-03-02")]
            ['withdrawal']
        """
        found: dict[str, ReturnTerms] = {}
        missing: NoLawInForce | None = None
        for name in self.rights:
            try:
                found[name] = self.right(name, on=on)
            except NoLawInForce as gap:
                missing = missing or gap
        if missing is not None and not found:
            raise missing
        return found

    @property
    def withdrawal(self) -> ReturnTerms:
        """The right to withdraw without a reason, as it is for contracts of the newest time.

        Raises:
            InvalidValue: this law has no such right.
        """
        return evolve(self._newest("withdrawal"), holidays=self.holidays)

    def _newest(self, name: str) -> ReturnTerms:
        row = self._dated(name).rows[-1]
        return self._dated(name).on(row.from_on)

    def _dated(self, name: str) -> Dated[ReturnTerms]:
        return self.rights[self._check_right("right", name)]
