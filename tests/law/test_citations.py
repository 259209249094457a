"""A value without a citation fails: each says where it stands, or stands in one that does.

A value that can carry a source carries its own, whatever it stands in: a count, a roll, a case, a
reading, a duty, an exception, a band, what a refund gives since a day. What cannot, such as a
length or a set of days, has that of the next value around it. So do what joins days and cases that
are cited themselves, and the event from which a count starts.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve, fields, has

from postsales import (
    Citation,
    Days,
    Delivered,
    InCase,
    LiftedWhen,
    Made,
    OutsideWhen,
    Percent,
    Readings,
    Scope,
)
from postsales.basics.choices import ByCase
from postsales.basics.dated import Dated, Row
from postsales.basics.last_days import AtLeast, Count, Earlier, Later
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import NonDays, Roll
from postsales.basics.selectors import First, Selector
from postsales.law import (
    COVERED,
    EU,
    AdditionalPeriod,
    DelayNotices,
    FaultRules,
    FixedSums,
    HandlingLoss,
    Jurisdiction,
    LateBand,
    LatePenalty,
    ProRata,
)
from postsales.law.bands import Band
from postsales.law.eu import withdrawal
from postsales.law.eu.consumer_rights import DELIVER, refund
from postsales.law.faults import DeductionForUse

_PARTS = (
    *("rights", "refunds", "duties", "penalties", "services", "additional_period"),
    *("handling", "delay_notices", "faults", "fixed_sums"),
)
_BUNDLES = (Dated, FaultRules)
_STANDS_WITHIN = (Selector, Later, Earlier, ByCase)


def uncited(place: Jurisdiction) -> list[str]:
    """The ways to all values of a law for which nobody names a text."""
    return [x for name in _PARTS for x in _uncited(getattr(place, name), name, None)]


def _uncited(value: Any, way: str, around: Citation | None) -> Iterator[str]:
    """``around`` is the source of the next value around this one that has one."""
    own = getattr(value, "by", None)
    if own is None and _needs_one(value, around):
        yield f"{way}: {type(value).__name__}"
    for step, one in _inside(value):
        yield from _uncited(one, way + step, own or around)


def _needs_one(value: Any, around: Citation | None) -> bool:
    if not has(type(value)) or isinstance(value, (*_BUNDLES, Citation)):
        return False
    return around is None or not (isinstance(value, _STANDS_WITHIN) or not hasattr(value, "by"))


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, FrozenMap):
        yield from ((f".{key}", one) for key, one in value.items())
    elif isinstance(value, tuple):
        yield from ((f"[{getattr(x, 'name', n)}]", x) for n, x in enumerate(value))
    elif isinstance(value, Dated):
        yield from _inside(value.rows)
    elif has(type(value)) and not isinstance(value, Citation):
        told = (x.name for x in fields(type(value)) if x.init)
        yield from ((f".{name}", getattr(value, name)) for name in told)


@pytest.mark.parametrize("place", COVERED, ids=lambda x: x.code)
def test_every_value_is_cited(place: Jurisdiction) -> None:
    assert uncited(place) == []


ACT = Citation("An Act", "s. 4")
SHOES = Scope(category="shoes")
WEEKEND = NonDays(["saturday", "sunday"])
MONTH = Days(30)


def due(length: Any = MONTH, **parts: Any) -> dict[str, Any]:
    """A duty whose last day is said with one uncited part."""
    given = {"by": ACT, **parts}
    return {"duties": [evolve(DELIVER, due=Count(First(Delivered), length, **given), by=ACT)]}


def right(**parts: Any) -> dict[str, Any]:
    """A right with one uncited part."""
    return {
        "rights": {"withdrawal": Dated([Row(evolve(withdrawal, **parts), "2026-01-01", by=ACT)])}
    }


@pytest.mark.parametrize(
    ("parts", "way"),
    [
        pytest.param({"duties": [evolve(DELIVER, by=None)]}, "duties[deliver]: Duty", id="a duty"),
        pytest.param(due(by=None), "duties[deliver].due: Count", id="a count"),
        pytest.param(due(roll=Roll(WEEKEND)), "duties[deliver].due.roll: Roll", id="a roll"),
        pytest.param(
            due(at_least=AtLeast(2, WEEKEND)),
            "duties[deliver].due.at_least: AtLeast",
            id="enough working days",
        ),
        pytest.param(
            due(ByCase([InCase(SHOES, Days(7))], otherwise=MONTH)),
            "duties[deliver].due.length.rows[0]: InCase",
            id="a case",
        ),
        pytest.param(
            due(Readings("a week", {"seven": Days(7), "eight": Days(8)})),
            "duties[deliver].due.length: Readings",
            id="a reading",
        ),
        pytest.param(
            right(required=[OutsideWhen("sold_in_shop", Made("in_shop"))]),
            "rights.withdrawal[0].value.required[sold_in_shop]: OutsideWhen",
            id="an exception",
        ),
        pytest.param(
            right(excepted=[(withdrawal.required[1], LiftedWhen("lifted", SHOES))]),
            "rights.withdrawal[0].value.excepted[0][lifted]: LiftedWhen",
            id="what lifts it",
        ),
        pytest.param(
            {"refunds": {"withdrawal": Dated([Row(refund, "2026-01-01", by=None)])}},
            "refunds.withdrawal[0]: Row",
            id="what goes back",
        ),
        pytest.param(
            {"penalties": {"p": LatePenalty(beyond=Percent("50"))}},
            "penalties.p: LatePenalty",
            id="a penalty",
        ),
        pytest.param(
            {
                "penalties": {
                    "p": LatePenalty(bands=[LateBand(Days(10))], beyond=Percent("50"), by=ACT)
                }
            },
            "penalties.p.bands[0]: LateBand",
            id="a band of it",
        ),
        pytest.param(
            {"additional_period": AdditionalPeriod()},
            "additional_period: AdditionalPeriod",
            id="how long a customer waits",
        ),
        pytest.param(
            {
                "delay_notices": DelayNotices(silence=MONTH, waits=MONTH),
                "duties": [evolve(DELIVER, name="ship")],
                "additional_period": None,
            },
            "delay_notices: DelayNotices",
            id="what silence consents to",
        ),
        pytest.param(
            {"handling": {"withdrawal": HandlingLoss()}},
            "handling.withdrawal: HandlingLoss",
            id="what handling costs",
        ),
        pytest.param({"services": ProRata()}, "services: ProRata", id="what is owed for a service"),
        pytest.param(
            {"faults": FaultRules(presumed=First(Delivered))},
            "faults.presumed: First",
            id="when a fault counts as old",
        ),
        pytest.param(
            {"faults": FaultRules(use=DeductionForUse(First(Delivered)))},
            "faults.use: DeductionForUse",
            id="what use costs",
        ),
        pytest.param(
            {
                "fixed_sums": FixedSums(
                    [Band(Money.of("40", "EUR"), below=Money.of("1000", "EUR"))],
                    otherwise=Money.of("70", "EUR"),
                    by=ACT,
                )
            },
            "fixed_sums.bands[0]: Band",
            id="a fixed sum",
        ),
    ],
)
def test_a_value_without_a_citation_is_seen(parts: dict[str, Any], way: str) -> None:
    found = uncited(evolve(EU, **parts))
    assert found[0] == way


def test_what_joins_cited_values_stands_where_they_do() -> None:
    later = Later([Count(First(Delivered), Days(14), by=ACT), First(Delivered)])
    assert uncited(evolve(EU, duties=[evolve(DELIVER, due=later, by=ACT)])) == []
