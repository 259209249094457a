"""In which ways can a value be otherwise? A length by a day, a roll left out, first for last.

Rules of this file: a change is made of the value itself and never of what is in it; what cannot
matter, such as which of several events is meant of one that happens only once, is no change.
"""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial, singledispatch
from typing import Any

from attrs import evolve

from postsales import Cancelled, Placed
from postsales.basics.choices import ByCase, Readings
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
from postsales.basics.rolls import NonDays, Place
from postsales.basics.selectors import First, Last, Selector
from postsales.law import (
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

__all__ = ["Changes", "changed", "just"]

Changes = Iterator[tuple[str, Callable[[], Any]]]
"""What became of a value, in words, and how to make the value that it became."""

_OTHER_ZONE = "UTC"
# Each calling off is asked about by itself, so that it is the first one and the last one.
_ONCE = (Placed, Cancelled)


def just(value: Any) -> Callable[[], Any]:
    """How to make a value that is there."""
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
    yield "never extended", just(value.ordinary)
    if isinstance(value.long_stop_from, Base):
        # What never moves ends where it was counted.
        same = {Base.END, Base.END_UNMOVED} if value.ordinary.roll is None else set[Base]()
        bases = [x for x in Base if not {x, value.long_stop_from} <= same]
        yield from _others(value, "long_stop_from", bases)
    yield from _others(value, "cure_within", (None, Months(12))[value.cure_within is None :][:1])


@changed.register
def _(value: Paused) -> Changes:
    yield "never paused", just(value.period)


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
        made = just(rest[0]) if len(rest) == 1 else partial(evolve, value, days=rest)
        yield f"days without {_said(day)}", made


@changed.register
def _(value: ByCase) -> Changes:  # type: ignore[type-arg]
    for n, row in enumerate(value.rows):
        rest = (*value.rows[:n], *value.rows[n + 1 :])
        made = partial(evolve, value, rows=rest) if rest else just(value.otherwise)
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
        alone = just(next(iter(rest.values())))
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
    yield from _others(value, "right", ("",))


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
    yield "the condition is met", just(value.condition)


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
