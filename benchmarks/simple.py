"""The simple function: what a shop writes by hand on the first day, over whole minor units.

One delivery, one tax, one reason for each line, no history: ``returned`` and ``refunded`` are
fields that somebody keeps. Its rules are those of the library's terms in ``library.py``. Where a
shop's first function is commonly looser, it follows the library, so that answers can be compared: a
tax is given back as a share of the tax that was collected, and not worked out anew from the rate;
when more is asked for than is left, what is left is given.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TypedDict
from zoneinfo import ZoneInfo

from benchmarks.work import EXCLUDED, FEE_BP, KINDS, REMORSE, WINDOW_DAYS, Order, Request, half_even

__all__ = [
    "Answer",
    "FullAnswer",
    "FullLine",
    "LineAnswer",
    "Reasons",
    "answered",
    "deadline",
    "deadline_cached",
    "eligible",
    "money_of",
    "reasons",
]


class LineAnswer(TypedDict):
    """The answer for one item of the request."""

    line: str
    ok: bool
    why: str | None
    units: int
    net: int
    tax: int
    fee: int


class Answer(TypedDict):
    """The answer to the whole request."""

    deadline: datetime
    lines: list[LineAnswer]
    total: int
    split: list[tuple[str, int]]


def deadline(delivered_at: datetime, zone: str, days: int) -> datetime:
    """The local midnight that ends the last day, worked out each time."""
    last = delivered_at.astimezone(ZoneInfo(zone)).date() + timedelta(days=days + 1)
    return datetime(last.year, last.month, last.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@lru_cache(maxsize=4096)
def _midnight(zone: str, ordinal: int) -> datetime:
    day = date.fromordinal(ordinal)
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def deadline_cached(delivered_at: datetime, zone: str, days: int) -> datetime:
    """The same midnight, remembered by zone and day."""
    return _midnight(zone, delivered_at.astimezone(ZoneInfo(zone)).toordinal() + days + 1)


def answered(
    order: Order,
    request: Request,
    ends: Callable[[datetime, str, int], datetime] = deadline,
) -> Answer:
    """Which items may come back, what each gives, and where the money goes."""
    ends_at = ends(order["delivered_at"], order["zone"], WINDOW_DAYS)
    in_time = request["now"] < ends_at
    lines = {line["id"]: line for line in order["lines"]}
    found: list[LineAnswer] = []
    total = 0
    for id, asked, reason in request["items"]:
        line = lines[id]
        fault = KINDS[reason] != REMORSE
        gone = line["returned"]
        qty = line["qty"]
        units = min(asked, qty - gone)
        why = None
        if not in_time:
            why = "window_closed"
        elif line["category"] in EXCLUDED:
            why = "category_excluded"
        elif line["final_sale"] and not fault:
            why = "final_sale"
        elif units <= 0:
            why = "already_returned"
        if why is not None:
            found.append(
                {"line": id, "ok": False, "why": why, "units": 0, "net": 0, "tax": 0, "fee": 0}
            )
            continue
        upto = gone + units
        net = half_even(line["price"] * upto, qty) - half_even(line["price"] * gone, qty)
        tax = half_even(line["tax"] * upto, qty) - half_even(line["tax"] * gone, qty)
        fee = 0 if fault else half_even(net * FEE_BP, 10000)
        total += net + tax - fee
        found.append(
            {
                "line": id,
                "ok": True,
                "why": None,
                "units": units,
                "net": net,
                "tax": tax,
                "fee": fee,
            }
        )
    return {"deadline": ends_at, "lines": found, "total": total, "split": _split(order, total)}


# ---------------------------------------------------------------- the parts that engines need


def eligible(order: Order, request: Request) -> list[bool]:
    """Only which items may come back, yes or no."""
    in_time = request["now"] < deadline(order["delivered_at"], order["zone"], WINDOW_DAYS)
    lines = {line["id"]: line for line in order["lines"]}
    found: list[bool] = []
    for id, _, reason in request["items"]:
        line = lines[id]
        found.append(
            in_time
            and line["category"] not in EXCLUDED
            and not (line["final_sale"] and KINDS[reason] == REMORSE)
            and line["qty"] > line["returned"]
        )
    return found


Reasons = list[tuple[str, ...]]
"""The codes against each item of a request, in the order of ``work.CODES``."""


def reasons(order: Order, request: Request) -> Reasons:
    """Every reason against each item."""
    in_time = request["now"] < deadline(order["delivered_at"], order["zone"], WINDOW_DAYS)
    lines = {line["id"]: line for line in order["lines"]}
    found: Reasons = []
    for id, _, reason in request["items"]:
        line = lines[id]
        codes: list[str] = []
        if not in_time:
            codes.append("window_closed")
        if line["category"] in EXCLUDED:
            codes.append("category_excluded")
        if line["final_sale"] and KINDS[reason] == REMORSE:
            codes.append("final_sale")
        if line["qty"] <= line["returned"]:
            codes.append("already_returned")
        found.append(tuple(codes))
    return found


class FullLine(TypedDict):
    """What an engine and the money by hand answer for one item."""

    line: str
    because: tuple[str, ...]
    units: int
    net: int
    tax: int
    fee: int


class FullAnswer(TypedDict):
    """What an engine and the money by hand answer."""

    lines: list[FullLine]
    total: int
    split: list[tuple[str, int]]


def money_of(order: Order, request: Request, against: Reasons) -> FullAnswer:
    """The money, when somebody else has found the reasons."""
    lines = {line["id"]: line for line in order["lines"]}
    found: list[FullLine] = []
    total = 0
    for (id, asked, reason), codes in zip(request["items"], against, strict=True):
        units = net = tax = fee = 0
        if not codes:
            line = lines[id]
            gone = line["returned"]
            qty = line["qty"]
            units = min(asked, qty - gone)
            upto = gone + units
            net = half_even(line["price"] * upto, qty) - half_even(line["price"] * gone, qty)
            tax = half_even(line["tax"] * upto, qty) - half_even(line["tax"] * gone, qty)
            fee = half_even(net * FEE_BP, 10000) if KINDS[reason] == REMORSE else 0
            total += net + tax - fee
        found.append(
            {"line": id, "because": codes, "units": units, "net": net, "tax": tax, "fee": fee}
        )
    return {"lines": found, "total": total, "split": _split(order, total)}


def _split(order: Order, total: int) -> list[tuple[str, int]]:
    split: list[tuple[str, int]] = []
    for tender in order["tenders"]:
        part = min(tender["captured"] - tender["refunded"], total)
        split.append((tender["id"], part))
        total -= part
    return split
