"""Would the tables notice? ``python -m tests.law.mutants [CODE …]`` changes one value at a time.

All that the law of a place says is taken apart to its values: its rights and what goes back by
them, its duties, and what is owed besides. Every value is changed by itself, and the rows of the
place are asked until one of them fails. What no row noticed is printed as the way to the value and
what became of it, and makes the answer 1.

Left out is what says no more than where a text stands, and by which name: sources, ids, versions,
what a law leaves out, and when it was checked. So is what no pack says otherwise than the terms of
every merchant: of what goes back the fees, rounding and promotions, of returns the further windows
and conditions, and which kind of reason a word is. A condition on one kind or trait is left out or
turned round, and not put on another: nothing would be about its subject any more. What cannot
matter is not tried: which of several events is meant of one that happens only once.
"""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial, singledispatch
from importlib import import_module
from typing import Any

from attrs import evolve, fields, has

from postsales import Placed, PostsalesError
from postsales.basics.choices import ByCase, Readings
from postsales.basics.citations import Citation
from postsales.basics.dated import Dated
from postsales.basics.dated import Row as DatedRow
from postsales.basics.durations import Days, Months, Weeks, WorkingDays, Years
from postsales.basics.extra_days import ExtraDay
from postsales.basics.last_days import (
    Base,
    Count,
    Earlier,
    Extended,
    FirstDay,
    Later,
    Own,
    Paused,
    parts,
)
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import NonDays, Place
from postsales.basics.selectors import First, Last, Selector
from postsales.law import (
    COVERED,
    DeductionForUse,
    Duty,
    FaultRules,
    FixedSums,
    Jurisdiction,
    LateBand,
    LatePenalty,
    Party,
)
from postsales.orders.circumstances import (
    AllMet,
    AnyMet,
    EarlyStart,
    HasHappened,
    Made,
    NotMet,
    Priced,
    To,
)
from postsales.orders.events import OfUnits
from postsales.orders.scope import EVERYTHING, Scope
from postsales.orders.terms import OWN_WORDS
from postsales.refunds.terms import Postage, RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.says import Coverage, JudgedBy, NoticeForm, NotStarted
from postsales.returns.terms import ReturnTerms
from tests.law.tables.rows import Table, wrong

Changes = Iterator[tuple[str, Callable[[], Any]]]
"""What became of a value, in words, and how to make the value that it became."""

_NO_VALUES = ("by", "id", "version", "name", "code", "left_out", "checked_on", "holidays")
_OTHER_ZONE = "UTC"
_ONCE = (Placed,)
_THE_SAME = {
    # What costs nothing, and nobody asked to begin early, is barred by nothing but its being free.
    "AT": ("lifted: when: conditions without Free()",),
    # What use costs is asked of one line, whose own installation is the first that was told of it.
    "GB": ("use: free: start: rows: then: days: First for Own(event=Installed)",),
}


def _as(value: Any) -> Callable[[], Any]:
    return lambda: value


def _others(value: Any, name: str, some: Any) -> Changes:
    """The value with each other word in one of its fields."""
    for word in some:
        if word != getattr(value, name):
            yield f"{name}: {word}", partial(evolve, value, **{name: word})


def _each_left_out(value: Any, name: str) -> Changes:
    some = getattr(value, name)
    for n, one in enumerate(some):
        rest = (*some[:n], *some[n + 1 :])
        yield f"{name} without {_said(one)}", partial(evolve, value, **{name: rest})


def _each_name_left_out(value: Any, name: str) -> Changes:
    some = getattr(value, name)
    for key in some:
        rest = {x: y for x, y in some.items() if x != key}
        yield f"{name} without {key}", partial(evolve, value, **{name: rest})


def _nothing_said(value: Any, *names: str) -> Changes:
    """The value with nothing in one of its fields, where there is something."""
    for name in names:
        if getattr(value, name) is not None:
            yield f"no {name}", partial(evolve, value, **{name: None})


def _said(value: object) -> str:
    """A value without the sources of its parts."""
    called = value.name if isinstance(value, Duty) else getattr(value, "code", None)
    if isinstance(called, str):
        return called
    return re.sub(r", by=Citation\(.*?\)(?=[,)]|$)", "", repr(value))


@singledispatch
def changed(value: object) -> Changes:
    """Every way in which one thing about a value can be otherwise, apart from what is in it."""
    yield from ()


@changed.register(Days)
@changed.register(Weeks)
@changed.register(Months)
@changed.register(Years)
@changed.register(WorkingDays)
def _(value: Any) -> Changes:
    for count in (value.count - 1, value.count + 1):
        yield f"{count} for {value}", partial(evolve, value, count=count)


@changed.register
def _(value: Count) -> Changes:
    yield from _nothing_said(value, "roll", "at_least")
    yield from _others(value, "first_day", FirstDay)


@changed.register
def _(value: Extended) -> Changes:
    yield "never extended", _as(value.ordinary)
    if isinstance(value.long_stop_from, Base):
        # What never moves ends where it was counted.
        same = {Base.END, Base.END_UNMOVED} if value.ordinary.roll is None else set[Base]()
        bases = [x for x in Base if not {x, value.long_stop_from} <= same]
        yield from _others(value, "long_stop_from", bases)
    yield from _others(value, "cure_within", (None, Months(12))[value.cure_within is None :][:1])


@changed.register
def _(value: Paused) -> Changes:
    yield "never paused", _as(value.period)


@changed.register
def _(value: Selector) -> Changes:
    if value.event not in _ONCE:
        for kind in (First, Last):
            if not isinstance(value, kind):
                yield f"{kind.__name__} for {_said(value)}", partial(kind, value.event)
        if isinstance(value, Last):
            yield f"Own for {_said(value)}", partial(Own, value.event)


@changed.register(Later)
@changed.register(Earlier)
def _(value: Any) -> Changes:
    other = Earlier if isinstance(value, Later) else Later
    yield f"{other.__name__} for {type(value).__name__}", partial(other, value.days)
    for n, day in enumerate(value.days):
        rest = (*value.days[:n], *value.days[n + 1 :])
        made = _as(rest[0]) if len(rest) == 1 else partial(evolve, value, days=rest)
        yield f"days without {_said(day)}", made


@changed.register
def _(value: ByCase) -> Changes:  # type: ignore[type-arg]
    for n, row in enumerate(value.rows):
        rest = (*value.rows[:n], *value.rows[n + 1 :])
        made = partial(evolve, value, rows=rest) if rest else _as(value.otherwise)
        # A case can be there for its source alone.
        if _said(row.then) != _said(value.otherwise):
            yield f"without the case {_said(row.when)}", made


@changed.register
def _(value: Readings) -> Changes:  # type: ignore[type-arg]
    options = dict(value.options)
    turned = dict(reversed(options.items()))
    yield "readings turned round", partial(evolve, value, options=turned)
    for name in options:
        rest = {x: y for x, y in options.items() if x != name}
        alone = _as(next(iter(rest.values())))
        yield (
            f"without the reading {name}",
            alone if len(rest) == 1 else partial(evolve, value, options=rest),
        )


@changed.register
def _(value: NonDays) -> Changes:
    yield from _each_left_out(value, "weekdays")
    yield from _each_left_out(value, "extra")
    if value.holidays is not None:
        yield from _others(value, "holidays", (None, *Place))


@changed.register
def _(value: ExtraDay) -> Changes:
    for name in ("day", "easter"):
        found = getattr(value, name)
        if found is not None:
            yield from _others(value, name, (found - 1, found + 1))


@changed.register
def _(value: ReturnTerms) -> Changes:
    yield from _each_left_out(value, "required")
    yield from _each_left_out(value, "excepted")
    yield from _others(value, "covers", Coverage)
    yield from _others(value, "judged_by", JudgedBy)
    yield from _others(value, "forms", ((), *((x,) for x in NoticeForm)))
    yield from _others(value, "zone", (_OTHER_ZONE,))
    if value.reasons != OWN_WORDS:
        yield from _each_name_left_out(value, "reasons")
    if any(x.event not in _ONCE for x in parts(value.window, Selector)):
        yield from _others(value, "not_started", NotStarted)


@changed.register
def _(value: Duty) -> Changes:
    yield from _each_left_out(value, "met_by")
    yield from _others(value, "owed_by", Party)
    yield from _others(value, "of", (EVERYTHING,))


@changed.register
def _(value: DatedRow) -> Changes:  # type: ignore[type-arg]
    day = timedelta(days=1)
    yield from _others(value, "from_on", (value.from_on - day, value.from_on + day))


@changed.register
def _(value: RefundTerms) -> Changes:
    yield from _others(value, "shipping", ShippingRefund)
    yield from _others(value, "other_charges", ShippingRefund)
    yield from _others(value, "tenders", TenderOrder)
    yield from _others(value, "postage", (None, Postage()))


@changed.register
def _(value: Jurisdiction) -> Changes:
    yield from _each_left_out(value, "duties")
    for name in ("rights", "refunds", "penalties", "handling"):
        yield from _each_name_left_out(value, name)
    yield from _nothing_said(value, "services", "additional_period", "delay_notices", "fixed_sums")


@changed.register
def _(value: LatePenalty) -> Changes:
    yield from _each_left_out(value, "bands")
    yield from _nothing_said(value, "each_month")


@changed.register
def _(value: LateBand) -> Changes:
    yield from _nothing_said(value, "added")


@changed.register
def _(value: FixedSums) -> Changes:
    yield from _each_left_out(value, "bands")


@changed.register
def _(value: FaultRules) -> Changes:
    yield from _nothing_said(value, "presumed", "use", "of", "since")
    if value.since is not None:
        day = timedelta(days=1)
        yield from _others(value, "since", (value.since - day, value.since + day))


@changed.register
def _(value: DeductionForUse) -> Changes:
    yield from _nothing_said(value, "except_for")


@changed.register
def _(value: Percent) -> Changes:
    for points in (value.value - 1, value.value + 1):
        yield f"{points} for {value}", partial(Percent, str(points))


@changed.register(AllMet)
@changed.register(AnyMet)
def _(value: Any) -> Changes:
    if len(value.conditions) > 1:
        other = AnyMet if isinstance(value, AllMet) else AllMet
        yield f"{other.__name__} for {type(value).__name__}", partial(other, value.conditions)
    yield from _each_left_out(value, "conditions")


@changed.register
def _(value: NotMet) -> Changes:
    yield "the condition is met", _as(value.condition)


@changed.register
def _(value: Made) -> Changes:
    yield from _each_left_out(value, "ways")


@changed.register
def _(value: Scope) -> Changes:
    for name in ("kind", "trait"):
        if len(getattr(value, name)) > 1:
            yield from _each_left_out(value, name)


@changed.register
def _(value: HasHappened) -> Changes:
    if issubclass(value.event, OfUnits):
        yield from _others(value, "to", To)


@changed.register
def _(value: EarlyStart) -> Changes:
    for name in ("acknowledged", "confirmed"):
        yield from _others(value, name, (True, False))


@changed.register
def _(value: Priced) -> Changes:
    turned = {"at_least": value.above, "above": value.at_least}
    yield "the bound belongs to the other side", partial(evolve, value, **turned)


@changed.register
def _(value: Money) -> Changes:
    for minor in (value.minor - 1, value.minor + 1):
        yield f"{minor} for {value}", partial(value.currency.minor, minor)


def mutants(value: Any) -> Iterator[tuple[str, Any]]:
    """The value with one thing changed, in itself or somewhere inside."""
    yield from _made(changed(value))
    yield from _made(_inside(value))


def _inside(value: Any) -> Changes:
    if isinstance(value, FrozenMap):
        yield from _in_map(value)
    elif isinstance(value, tuple):
        yield from _in_tuple(value)
    elif isinstance(value, Dated):
        for way, rows in mutants(value.rows):
            yield way, partial(Dated, rows, name=value.name)
    elif has(type(value)) and not isinstance(value, Citation):
        yield from _in_fields(value)


def _in_map(value: "FrozenMap[Any, Any]") -> Changes:
    for key, one in value.items():
        for way, other in mutants(one):
            yield f"{key}: {way}", _as(FrozenMap({**value, key: other}))


def _in_tuple(value: tuple[Any, ...]) -> Changes:
    for n, one in enumerate(value):
        for way, other in mutants(one):
            yield f"{_name_of(one)}{way}", _as((*value[:n], other, *value[n + 1 :]))


def _in_fields(value: Any) -> Changes:
    for field in fields(type(value)):
        if field.init and field.name not in _NO_VALUES:
            for way, other in mutants(getattr(value, field.name)):
                made = partial(evolve, value, **{field.alias or field.name: other})
                yield f"{field.name}: {way}", made


def _name_of(value: object) -> str:
    said = getattr(value, "code", None) or getattr(value, "name", None)
    return f"{said}: " if isinstance(said, str) else ""


def _made(changes: Changes) -> Iterator[tuple[str, Any]]:
    """Those that can be made: what a constructor refuses nobody can write into a pack."""
    for way, make in changes:
        try:
            other = make()
        except PostsalesError:
            continue
        yield way, other


def table(place: Jurisdiction) -> Table:
    """The rows of a place."""
    name = place.code.lower().replace("-", "_")
    found: Table = import_module(f"tests.law.tables.test_{name}").TABLE
    return found


def judged(place: Jurisdiction) -> Iterator[tuple[str, bool]]:
    """Each change of a place, and whether a row noticed it."""
    asked = table(place)
    rows = [row for some in asked.rows.values() for row in some]
    same = _THE_SAME.get(place.code, ())
    for way, mutant in mutants(place):
        if way.endswith(same):
            continue
        noticed = next((x for x in rows if any(wrong(x, mutant, asked.where))), None)
        if noticed is not None:
            # What noticed one change often notices the next one, and so does what is like it.
            rows.sort(key=lambda x: (x is not noticed, type(x) is not type(noticed)))
        yield way, noticed is not None


def main(codes: Sequence[str]) -> int:
    """Print what no row noticed, by place."""
    missed = 0
    for place in COVERED:
        if not codes or place.code in codes:
            found = [*judged(place)]
            lived = [way for way, is_noticed in found if not is_noticed]
            missed += len(lived)
            print(f"{place.code}: {len(found) - len(lived)} killed, {len(lived)} survived")
            for way in lived:
                print(f"  {way}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
