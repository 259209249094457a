"""What a later document of Shopify says, of which the order knows a part: only the rest is new.

A history keeps what was told, counts equal events once, and of refunds at one instant puts what
failed last. Rules of this file: what is told later happened later; by its transactions where they
say so, or else by the smallest step there is. Told again, everything keeps the time that it has.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from datetime import datetime, timedelta

from attrs import evolve

from postsales.basics._errors import short
from postsales.basics.events import Event
from postsales.orders.events import (
    Delivered,
    Received,
    Refunded,
    RefundStatus,
    ReturnClosed,
    ReturnRequested,
)
from postsales.orders.fold import time_key
from postsales.orders.order import Order, told_once
from postsales.orders.return_events import ReturnCancelled
from postsales.wire._reader import Reader
from postsales.wire._shop_moved import ToldMove
from postsales.wire._shop_returns import ToldReturn

_STEP = timedelta(microseconds=1)


def went_on(order: Order, ref: str, moves: Iterable[ToldMove], event: Refunded) -> Iterable[Event]:
    """A refund of these transactions, after what the order knows of it."""
    tellings = [x for x in order.history if isinstance(x, Refunded) and x.ref == ref]
    if not tellings:
        return (event,)
    latest = max(tellings, key=time_key)
    later = max((next_free(latest.at, {latest.at}), *(move.at for move in moves)))
    failed = RefundStatus.FAILED
    if latest.status is failed and event.status is not failed:
        return (evolve(event, at=later),)
    if latest.tells_the_same(event.continuing(latest)):
        return (evolve(event, at=max(event.at, latest.at)),)
    if latest.status is RefundStatus.PENDING and event.status is not failed:
        # Some of its transactions failed: it goes on with the others.
        return (latest.told(failed, at=latest.at), evolve(event, at=later))
    return (event,)


def next_free(at: datetime, taken: Container[datetime]) -> datetime:
    """An instant at which nothing was told, or the first such after it."""
    while at in taken:
        at += _STEP
    return at


def told_apart(events: Iterable[Event], known: Iterable[Event] = ()) -> Iterator[Event]:
    """The events, of which no units come back in one that is equal to another.

    A return does not say with which of its refunds or dispositions units came: two of them at one
    instant, of equal units, are told a step apart.
    """
    seen = {event for event in known if isinstance(event, Received)}
    for event in events:
        one = event
        while isinstance(one, Received) and one in seen:
            one = evolve(one, at=one.at + _STEP)
        if isinstance(one, Received):
            seen.add(one)
        yield one


# Parcels


def arrived(reader: Reader, order: Order, told: Delivered) -> list[Delivered]:
    """A delivery, but for those units that are known to have arrived in the same parcel."""
    history = told_once(order.history)
    known = [x for x in history if isinstance(x, Delivered) and x.ref == told.ref]
    left = Counter(dict(told.units))
    for event in known:
        left.subtract(event.units)
    rest = +left
    if known and told not in known:
        times = ", ".join(dict.fromkeys(event.at.isoformat() for event in known))
        says = f"arrived on {told.at.isoformat()}, and the order knows that on {times} it did"
        reader.assume("$", f"{says}; the former counts for what is not known" if rest else says)
    if not known or rest:
        known.append(evolve(told, units=rest))
    return known


# Returns


def compare_end(reader: Reader, order: Order, told: ToldReturn) -> None:
    """A return that is opened again was closed before, which a history keeps."""
    ends = [
        event
        for event in order.history
        if isinstance(event, ReturnClosed | ReturnCancelled) and event.ref == told.id
    ]
    if told.status not in ("requested", "open") or not ends:
        return
    ended = max(event.at for event in ends).isoformat()
    says = f"is {short(told.status)}, and the order knows that it ended on {ended}"
    if told.closed_at is not None:
        reader.wrong(f"{told.path}.status", f"{says}; read the order again")
    else:
        again = "if it was opened again, read the order again"
        reader.assume(f"{told.path}.status", f"{says}, and so it stays; {again}")


def asked_before(reader: Reader, order: Order, told: ToldReturn) -> ToldReturn:
    """The return with the reasons that are known of it, where the same request is told again."""
    for event in order.history:
        if not isinstance(event, ReturnRequested) or event.ref != told.id:
            continue
        if event.at == told.asked_at and event.units == told.units:
            if event.reasons != told.reasons:
                says = "has other reasons than the order knows, and those stay"
                reader.assume(f"{told.path}.lines", f"{says}; to change them read the order again")
            return evolve(told, reasons=event.reasons)
    return told


def not_known(reader: Reader, order: Order, told: ToldReturn) -> dict[datetime, Counter[str]]:
    """The units that came, but for those that were back already with the refund of the return."""
    known: dict[datetime, Counter[str]] = {}
    for event in told_once(order.history):
        if isinstance(event, Received) and event.ref == told.id:
            # Those of an instant that are told by two events are not told once more as one.
            at = event.at if event.at not in known else next_free(event.at, known)
            known[at] = Counter(dict(event.units))
    others = Counter[str]()
    for at, units in known.items():
        others += units - told.came.get(at, Counter())
    found: dict[datetime, Counter[str]] = {}
    for at, units in sorted(told.came.items()):
        again = units & known.get(at, Counter())
        before = (units - again) & others
        others -= before
        if before:
            says = "were back before, as the order knows; the time of the disposition is not read"
            which = ", ".join(f"{n} of line {line}" for line, n in sorted(before.items()))
            reader.assume(f"{told.path}.back", f"{which} {says}")
        if again and again == known[at]:
            found[at] = again
        if more := units - before - again:
            # Equal events count once, so that more of the same instant are told a step later.
            found[next_free(at, known)] = more
    return found
