"""Last days in parts, conditions on a sale, and what happens about an agreement itself.

Rules of this file: each part is drawn whole; zeros are a fortnight from the last delivery.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from postsales.basics.choices import ByCase, InCase, Readings
from postsales.basics.currencies import EUR
from postsales.basics.dates import Dates
from postsales.basics.durations import Days, Months, WorkingDays
from postsales.basics.extra_days import ExtraDay
from postsales.basics.last_days import (
    AtLeast,
    Base,
    CalendarLength,
    Count,
    Earlier,
    Extended,
    FirstDay,
    LastDay,
    Later,
    Own,
    Paused,
)
from postsales.basics.reckoning import Owed, Reckoned, last_day
from postsales.basics.rolls import NonDays, Roll
from postsales.basics.selectors import During, First, Last
from postsales.basics.windows import LegalDeadline
from postsales.orders.circumstances import (
    AllMet,
    AnyMet,
    EarlyStart,
    Free,
    HasHappened,
    Made,
    NotMet,
    Priced,
)
from postsales.orders.events import Delivered, Placed, Received, Shipped
from postsales.orders.return_events import ReturnSentBack
from postsales.orders.sale_events import (
    CallRulesBroken,
    CreditAsked,
    CustomerInformed,
    EarlyStartAsked,
    InformationMissing,
    Installed,
    NoticeSent,
    PolicyMissing,
    RefundAgreed,
    RepairAsked,
    RepairEnded,
    SealBroken,
)
from postsales.orders.sales import SaleMade
from postsales.returns.barred import BarredWhen, LiftedWhen, OutsideWhen
from postsales.returns.windows import StatedWindow
from postsales.testing.strategies import parts
from postsales.testing.strategies._dice import Dice

if TYPE_CHECKING:
    from postsales.basics.events import Event

__all__ = ["STATED"]

_WEEKEND = NonDays(["saturday", "sunday"])
_LENGTHS: tuple[CalendarLength, ...] = (Days(14), Days(30), Months(1), WorkingDays(3))
_STARTS: tuple[LastDay, ...] = (Last(Delivered), First(Delivered), Own(Delivered), First(Placed))
_DAYS = ("2026-03-05", "2024-02-29", "2026-12-31", "2026-01-31")


def _extra_day_of(dice: Dice) -> ExtraDay:
    fixed, friday = ExtraDay(month=6, day=5), ExtraDay(weekday="friday", month=6, day=19)
    return dice.of((fixed, friday, ExtraDay(easter=-2), ExtraDay(month=12, day=24, since=2025)))


def _count_of(dice: Dice) -> Count:
    length = dice.of(_LENGTHS)
    return Count(
        dice.of(_STARTS),
        length,
        first_day=dice.of(tuple(FirstDay)),
        roll=dice.of((None, Roll(_WEEKEND))),
        at_least=dice.of((None, AtLeast(2, _WEEKEND))),
        skipping=_WEEKEND if isinstance(length, WorkingDays) else None,
    )


def _extended_of(dice: Dice) -> Extended:
    return Extended(
        _count_of(dice),
        informed=First(CustomerInformed),
        missing=InformationMissing,
        cure_within=Months(12),
        long_stop=dice.of((Months(12), Months(3))),
        long_stop_from=dice.of(_BASES),
    )


_READINGS: Readings[Base] = Readings("order of units", {"start": Base.START, "end": Base.END})
_BASES: tuple[Base | Readings[Any], ...] = (*Base, _READINGS)


def _readings_of(dice: Dice) -> Readings[Any]:
    lengths: Readings[Any] = Readings("the fortnight", {"14": Days(14), "15": Days(15)})
    return lengths if dice.below(2) else _READINGS


def _stated_window_of(dice: Dice) -> StatedWindow:
    return StatedWindow(_extended_of(dice) if dice.below(2) else _count_of(dice))


def _condition_of(dice: Dice) -> Any:
    return dice.of((Made("home_visit"), HasHappened(SealBroken), _priced_of(dice), EarlyStart()))


def _priced_of(dice: Dice) -> Priced:
    limit = EUR.minor(dice.below(10_000))
    return Priced(above=limit) if dice.below(2) else Priced(at_least=limit)


def _conditions_of(dice: Dice) -> list[Any]:
    return [_condition_of(dice) for _ in range(1 + dice.below(2))]


def _in_case_of(dice: Dice) -> InCase[Days]:
    return InCase(_condition_of(dice), Days(dice.of((30, 7))))


def _dates_of(dice: Dice) -> Dates:
    delivered, informed = dice.of(_DAYS), dice.of((None, *_DAYS))
    told: dict[type[Event], list[str]] = {Delivered: [delivered], Placed: [delivered]}
    return Dates({**told, CustomerInformed: [informed]} if informed else told)


def _reckoned_of(dice: Dice) -> Reckoned:
    return last_day(_extended_of(dice), _dates_of(dice), owed=dice.of(tuple(Owed)))


def _legal_deadline_of(dice: Dice) -> LegalDeadline:
    plain = parts.deadline_of(dice)
    nominal = plain.nominal_day
    legal = dice.of((plain.last_day, nominal))
    return LegalDeadline(
        plain.last_day,
        plain.ends_at,
        zone=plain.zone,
        nominal_day=nominal,
        legal_day=legal,
        assumed=dice.of(((), ("informed",))),
    )


def _early_start_of(dice: Dice) -> EarlyStartAsked:
    known, told = bool(dice.below(2)), bool(dice.below(2))
    return EarlyStartAsked(
        parts.units_of(dice), acknowledged=known, confirmed=told, at=parts.moment_of(dice)
    )


def _of_sale(kind: Any) -> Callable[[Dice], Any]:
    return lambda dice: kind(at=parts.moment_of(dice), ref=dice.of(("", "n-1")))


STATED: Mapping[type[Any], Callable[[Dice], Any]] = {
    AtLeast: lambda dice: AtLeast(1 + dice.below(3), _WEEKEND),
    ByCase: lambda dice: ByCase([_in_case_of(dice)], otherwise=Days(14)),
    InCase: _in_case_of,
    Readings: _readings_of,
    Count: _count_of,
    Own: lambda dice: Own(dice.of((Delivered, Shipped))),
    Later: lambda dice: Later([_count_of(dice), First(Placed)]),
    Earlier: lambda dice: Earlier([_count_of(dice), First(Placed)]),
    Extended: _extended_of,
    Paused: lambda dice: Paused(
        _count_of(dice), during=During(Received, ReturnSentBack), resume=Days(dice.of((7, 0)))
    ),
    StatedWindow: _stated_window_of,
    ExtraDay: _extra_day_of,
    Dates: _dates_of,
    Reckoned: _reckoned_of,
    LegalDeadline: _legal_deadline_of,
    Made: lambda dice: Made(dice.of(tuple(SaleMade))),
    HasHappened: lambda dice: HasHappened(dice.of((SealBroken, Delivered))),
    EarlyStart: lambda dice: EarlyStart(acknowledged=bool(dice.below(2))),
    Priced: _priced_of,
    AllMet: lambda dice: AllMet(_conditions_of(dice)),
    AnyMet: lambda dice: AnyMet(_conditions_of(dice)),
    NotMet: lambda dice: NotMet(_condition_of(dice)),
    CustomerInformed: _of_sale(CustomerInformed),
    InformationMissing: _of_sale(InformationMissing),
    NoticeSent: _of_sale(NoticeSent),
    EarlyStartAsked: _early_start_of,
    SealBroken: parts.of_units(SealBroken),
    PolicyMissing: _of_sale(PolicyMissing),
    CallRulesBroken: _of_sale(CallRulesBroken),
    CreditAsked: _of_sale(CreditAsked),
    RefundAgreed: _of_sale(RefundAgreed),
    Installed: parts.of_units(Installed),
    RepairAsked: parts.of_units(RepairAsked),
    RepairEnded: parts.of_units(RepairEnded),
    Free: lambda _: Free(),
    BarredWhen: lambda dice: BarredWhen("perishable", _condition_of(dice)),
    OutsideWhen: lambda dice: OutsideWhen("sold_in_shop", _condition_of(dice)),
    LiftedWhen: lambda dice: LiftedWhen("visited", _condition_of(dice)),
}
"""What draws each of them."""
