"""What goes with a score: associations, key drivers, and the health of an account."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from postsales.feedback.associations import Association, association
from postsales.feedback.drivers import CollinearPair, Driver, DriverReport, key_drivers
from postsales.feedback.health import Contribution, HealthScore, Indicator, health_score
from postsales.feedback.scales import CSAT_1_5
from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.parts import moment_of

__all__ = ["DRIVEN"]

_MANY = 8
_OVERALL = (9, 10, 7, 3, 8, 6, 10, 5)
_DELIVERY = (5, 5, 4, 2, 4, 3, 5, 3)


def _ratings(dice: Dice) -> list[int | None]:
    """The ratings of so many customers, some of whom did not rate."""
    return [dice.of((*CSAT_1_5.points, None)) for _ in range(_MANY)]


def _association(dice: Dice) -> Association:
    return association(_ratings(dice), _ratings(dice))


def _report(dice: Dice) -> DriverReport:
    return key_drivers(_OVERALL, {"delivery": _DELIVERY, "price": _ratings(dice)})


def _driver(dice: Dice) -> Driver:
    return dice.of(_report(dice).drivers)


def _pair(dice: Dice) -> CollinearPair:
    """Two parts that hardly differ: one customer alone rated them otherwise."""
    courier = [*_DELIVERY[:-1], dice.of((3, 2, 4))]
    (found,) = key_drivers(_OVERALL, {"delivery": _DELIVERY, "courier": courier}).pairs
    return found


def _indicator(dice: Dice, name: str = "usage", least: int = 0) -> Indicator:
    """A figure with a weight of so much at least, now and then missing or too old to count."""
    return Indicator(
        name,
        dice.of((60, 0, 100, None)),
        weight=least + dice.of((1, 0, 25)),
        measured_at=moment_of(dice),
        max_age=dice.of((None, timedelta(days=30), timedelta(0))),
    )


def _health(dice: Dice) -> HealthScore:
    known = [_indicator(dice, "usage", least=1), _indicator(dice, "answers")]
    bands = dice.of((None, {"well": 70, "watch": 40, "at risk": 0}))
    latest = max(x.measured_at for x in known if x.measured_at is not None)
    return health_score(known, at=latest, bands=bands)


def _contribution(dice: Dice) -> Contribution:
    return dice.of(_health(dice).contributions)


DRIVEN: Mapping[type[Any], Callable[[Dice], Any]] = {
    Association: _association,
    CollinearPair: _pair,
    Contribution: _contribution,
    Driver: _driver,
    DriverReport: _report,
    HealthScore: _health,
    Indicator: _indicator,
}
"""What draws each class of these."""
