"""Returns of a Shopify order: when they were asked for, agreed to, came back and ended.

Rules of this file: only what has a time is an event. Counters without one (processed, refunded) are
held against the units and read as nothing. Units of a return are those of lines of the order; its
refunds are told by the order. Reasons are words, and stay as they are told: what they mean is for
the terms to say.

Source: Shopify's descriptions of ``Return``, ``ReturnStatus``, ``ReturnLineItem``,
``ReturnReason``, ``ReturnReasonDefinition`` and ``ReverseFulfillmentOrderDispositionType`` (GraphQL
Admin, 2025-10 and 2026-10).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import frozen

from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.orders.events import Received, ReturnApproved, ReturnClosed, ReturnRequested
from postsales.orders.reasons import ReasonKind
from postsales.orders.return_events import ReturnCancelled, ReturnLabelIssued
from postsales.wire._reader import Part, Reader
from postsales.wire._shop_moved import one_of

_MOST_UNITS = 10**9
_STATES = ("requested", "open", "closed", "canceled", "declined")
_CAME = ("restocked", "not_restocked", "processing_required")
_FOUND = (*_CAME, "missing")
UNKNOWN = "unknown"
"""The word for a reason that nobody told."""

RETURN_REASONS: Mapping[str, ReasonKind] = FrozenMap(
    {
        "color": ReasonKind.REMORSE,
        "defective": ReasonKind.DEFECT,
        "not_as_described": ReasonKind.NOT_AS_DESCRIBED,
        "other": ReasonKind.OTHER,
        "size_too_large": ReasonKind.REMORSE,
        "size_too_small": ReasonKind.REMORSE,
        "style": ReasonKind.REMORSE,
        "unwanted": ReasonKind.REMORSE,
        "wrong_item": ReasonKind.WRONG_ITEM,
    }
)
"""What Shopify's words for a reason mean, for ``ReturnTerms(reasons=…)``; a handle is none of them.

Damaged or defective is one word there: it is read as a defect.
"""


@frozen(weakref_slot=False)
class ToldFound:
    """Units of a line that were looked for: what became of them, and when."""

    path: str
    line: str
    what: str
    units: int
    at: datetime


@frozen(weakref_slot=False)
class ToldReturn:
    """A return, as far as it tells.

    ``came`` are the units that came back, by their instant; ``reasons`` those asked for, by word.
    """

    path: str
    id: str
    status: str
    asked_at: datetime
    approved_at: datetime | None
    closed_at: datetime | None
    units: Mapping[str, int]
    reasons: Mapping[str, Mapping[str, int]]
    labels: tuple[datetime, ...]
    came: Mapping[datetime, Counter[str]]

    def received(self) -> Counter[str]:
        """All units that came back, by line."""
        return sum(self.came.values(), Counter[str]())


def told_return(part: Part) -> ToldReturn:
    """What a return says; what it cannot say is noted as problems."""
    status = one_of(part, "status", _STATES)
    units, reasons = _units(part)
    back = part.optional_parts("back")
    return ToldReturn(
        part.path,
        part.id("id"),
        status,
        part.zoned_at("created_at"),
        part.optional_zoned_at("approved_at"),
        part.zoned_at("closed_at") if status == "closed" else part.optional_zoned_at("closed_at"),
        units,
        reasons,
        tuple(_labels(back)),
        _came(part.reader, units, [line for x in back for line in x.optional_parts("lines")]),
    )


def _units(part: Part) -> tuple[dict[str, int], dict[str, Counter[str]]]:
    """The units that are asked for, and those of them for which a reason is told, by its word."""
    found: dict[str, int] = {}
    reasons: dict[str, Counter[str]] = {}
    all_told = 0
    for piece in part.parts("lines"):
        units = piece.whole("units", 1, _MOST_UNITS)
        all_told += units
        for key in ("processed", "refunded"):
            told = piece.whole(key, 0, _MOST_UNITS) if piece.has(key) else 0
            if told > units:
                piece.wrong(key, f"is {told}, and {piece.path}.units is {units}")
        kind = piece.optional_text("kind")
        if kind == "UnverifiedReturnLineItem":
            says = "is of no line of the order, and so announces none of its units"
            piece.reader.assume(piece.path, says)
            continue
        line, reason = piece.id("line"), _reason(piece)
        found[line] = found.get(line, 0) + units
        if reason is not None:
            reasons.setdefault(reason, Counter())[line] += units
    told = part.whole("total", 0, _MOST_UNITS * 1000) if part.has("total") else all_told
    if told != all_told and part.reader.is_sound(part.path_of("lines")):
        part.wrong("total", f"is {told}, and {part.path}.lines come to {all_told}")
    return found, reasons


def _reason(piece: Part) -> str | None:
    """The word for why: that of a definition says more than the one it stands for."""
    word, defined = piece.optional_text("reason"), piece.optional_text("defined")
    found = defined or word
    return None if found == UNKNOWN else found


def _labels(back: Iterable[Part]) -> Iterable[datetime]:
    for part in back:
        for way in part.optional_parts("ways"):
            deliverable = way.part("deliverable")
            if deliverable.has("label"):
                yield deliverable.part("label").zoned_at("at")


def _came(
    reader: Reader, units: Mapping[str, int], lines: list[Part]
) -> dict[datetime, Counter[str]]:
    """The units that came back: at most as many as the return is of."""
    left = dict(units)
    came: dict[datetime, Counter[str]] = {}
    for found in sorted((x for line in lines for x in _found(line)), key=lambda x: x.at):
        if found.line not in left:
            says = f"is of line {found.line}, and the return is not"
            reader.wrong(found.path, says)
        elif found.what == "missing":
            says = f"{found.units} of line {found.line} were not there, and count as still awaited"
            reader.assume(found.path, says)
        else:
            units_now = min(found.units, left[found.line])
            if units_now < found.units:
                says = f"is of {found.units} of line {found.line}: {units_now} of the return had"
                reader.assume(found.path, f"{says} not come yet, so the others came before")
            if units_now:
                left[found.line] -= units_now
                came.setdefault(found.at, Counter())[found.line] += units_now
    return came


def _found(line: Part) -> Iterable[ToldFound]:
    line.knows_again("units", "line")
    for part in line.optional_parts("found"):
        part.knows_again("id")
        yield ToldFound(
            part.path,
            line.id("line"),
            one_of(part, "what", _FOUND),
            part.whole("units", 0, _MOST_UNITS),
            part.zoned_at("at"),
        )


# Events


def events_of(reader: Reader, told: ToldReturn) -> Iterable[Event]:
    """What has happened to a return, in the order of its life."""
    if not told.units:
        reader.assume(told.path, "is of no unit of the order, and so is left out")
        return
    ref = told.id
    yield ReturnRequested(told.units, reasons=told.reasons, at=told.asked_at, ref=ref)
    approved_at = _approved_at(reader, told)
    if approved_at is not None:
        yield ReturnApproved(at=approved_at, ref=ref)
    for at in told.labels:
        yield ReturnLabelIssued(at=at, ref=ref)
    for at, units in sorted(told.came.items()):
        yield Received(units, at=at, ref=ref)
    yield from _end(reader, told)


def _approved_at(reader: Reader, told: ToldReturn) -> datetime | None:
    path = f"{told.path}.approved_at"
    if told.approved_at is not None:
        if told.status == "requested":
            says = f"is {told.approved_at.isoformat()}, and {told.path}.status says that it waits"
            reader.wrong(path, says)
        return told.approved_at
    if told.status in ("open", "closed"):
        reader.assume(path, "the shop made the return itself, and agreed to it as it made it")
        return told.asked_at
    return None


def _end(reader: Reader, told: ToldReturn) -> Iterable[Event]:
    path, at = f"{told.path}.status", told.closed_at
    if told.status in ("requested", "open"):
        if at is not None:
            says = f"it was closed on {at.isoformat()} and opened again, and counts as never closed"
            reader.assume(f"{told.path}.closed_at", says)
        return
    if at is None:
        at = max(told.asked_at, told.approved_at or told.asked_at)
        what = "declined" if told.status == "declined" else "called off"
        reader.assume(path, f"it was {what} at once; Shopify does not tell when")
    if told.status == "canceled":
        yield ReturnCancelled(at=at, ref=told.id)
    else:
        yield ReturnClosed(at=at, ref=told.id)
