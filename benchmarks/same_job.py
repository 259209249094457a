"""The same job by hand: everything that ``assess`` and ``quote`` answer, over plain dictionaries.

What a careful shop has after some years, without the library: it folds the history up to the
instant of the question, keeps units by delivery, draws a request on the newest one, collects every
reason against every unit with the units it concerns, knows unknown facts from refusals, gives price
and each tax back by cumulative shares, never gives back twice what went back before, charges the
fee, lowers the total to what the tenders have left, and pours it over them.

It does so for the terms of the work only: one window from delivery, two exclusions, one fee by
percentage for each item, no charges, tenders as paid. What else the library's terms could say costs
nothing here, because it cannot be said.
"""

from datetime import datetime
from typing import TypedDict

from benchmarks.simple import deadline_cached
from benchmarks.work import (
    EXCLUDED,
    FEE_BP,
    KINDS,
    REMORSE,
    WINDOW_DAYS,
    Event,
    Line,
    Order,
    Request,
    half_even,
)

__all__ = ["Answer", "LineAnswer", "State", "answered", "decided", "folded"]


class LineState(TypedDict):
    """Where the units of a line are, and what was given back of its money."""

    sold: Line
    open: int
    in_transit: int
    lots: list[tuple[int, datetime]]
    returned: int
    refunded: int
    price_given: int
    taxes_given: list[int]


class State(TypedDict):
    """Where everything is at an instant."""

    lines: dict[str, LineState]
    tenders: dict[str, int]
    unplaced: int


class LineAnswer(TypedDict):
    """The answer for one line of the request."""

    asked: int
    allowed: int
    refused: int
    referred: int
    because: dict[str, int]
    ends_at: datetime | None
    price: int
    taxes: list[int]
    fee_price: int
    fee: int
    short: int


class Answer(TypedDict):
    """The answer to the whole request."""

    outcome: str
    allowed: dict[str, int]
    because: dict[str, int]
    lines: dict[str, LineAnswer]
    withheld: int
    total: int
    tenders: dict[str, int]


def answered(order: Order, request: Request) -> Answer:
    """The history folded, and the question answered."""
    return decided(order, folded(order, request["now"]), request)


# ------------------------------------------------------------------------------------ the history

_RANK = {"paid": 0, "shipped": 1, "delivered": 2, "received": 3, "refunded": 4}


def _place(event: Event) -> tuple[datetime, int]:
    return event["at"], _RANK[event["kind"]]


def folded(order: Order, now: datetime) -> State:
    """The history up to an instant, event by event."""
    lines: dict[str, LineState] = {
        line["id"]: {
            "sold": line,
            "open": line["qty"],
            "in_transit": 0,
            "lots": [],
            "returned": 0,
            "refunded": 0,
            "price_given": 0,
            "taxes_given": [0] * len(line["taxes"]),
        }
        for line in order["lines"]
    }
    state: State = {"lines": lines, "tenders": {}, "unplaced": 0}
    tenders = state["tenders"]
    for event in sorted(order["history"], key=_place):
        if event["at"] > now:
            break
        kind = event["kind"]
        if kind == "paid":
            tenders[event["tender"]] = tenders.get(event["tender"], 0) + event["amount"]
        elif kind == "refunded":
            _refund(state, event)
        else:
            step = _STEPS[kind]
            for id, k in event["units"].items():
                step(lines[id], k, event["at"])
    return state


def _ship(line: LineState, k: int, at: datetime) -> None:
    if k > line["open"]:
        raise ValueError(f"{k} shipped, {line['open']} open")
    line["open"] -= k
    line["in_transit"] += k


def _deliver(line: LineState, k: int, at: datetime) -> None:
    opened = max(0, k - line["in_transit"])
    if opened > line["open"]:
        raise ValueError(f"{k} delivered, {line['open'] + line['in_transit']} could be")
    line["open"] -= opened
    line["in_transit"] -= k - opened
    line["lots"].append((k, at))


def _receive(line: LineState, k: int, at: datetime) -> None:
    line["returned"] += k
    line["lots"], k = _without(line["lots"], k)
    on_the_way = min(k, line["in_transit"])
    line["in_transit"] -= on_the_way
    line["open"] -= k - on_the_way
    if line["open"] < 0:
        raise ValueError("more came back than was sold")


_STEPS = {"shipped": _ship, "delivered": _deliver, "received": _receive}


def _without(lots: list[tuple[int, datetime]], k: int) -> tuple[list[tuple[int, datetime]], int]:
    """The lots without so many units of the oldest ones, and how many could not be taken."""
    left: list[tuple[int, datetime]] = []
    for units, at in lots:
        taken = min(k, units)
        k -= taken
        if taken < units:
            left.append((units - taken, at))
    return left, k


def _refund(state: State, event: Event) -> None:
    for given in event["lines"]:
        line = state["lines"][given["line"]]
        line["refunded"] += given["units"]
        line["price_given"] += given["price"]
        for n, tax in enumerate(given["taxes"]):
            line["taxes_given"][n] += tax
        if line["refunded"] > line["sold"]["qty"] or line["price_given"] > line["sold"]["price"]:
            raise ValueError(f"more of {given['line']} refunded than was sold")
    tenders = state["tenders"]
    parts = event["tenders"]
    if not parts and len(tenders) == 1:
        parts = dict.fromkeys(tenders, event["amount"])
    for id, part in parts.items():
        tenders[id] -= part
        if tenders[id] < 0:
            raise ValueError(f"more refunded to {id} than it paid")
    if not parts:
        state["unplaced"] += event["amount"]


# ----------------------------------------------------------------------------------- the question

# Units that share what became of them: how many, what became of them, and when they arrived.
_Stock = list[tuple[int, str, datetime | None]]


def _stock(line: LineState) -> _Stock:
    """All units of a line, as a request takes them from the end.

    The newest delivery first, then what is on its way, then what cannot come back.
    """
    kept = line["refunded"] - line["returned"]
    lots, in_transit, closed = line["lots"], line["in_transit"], line["open"]
    stock: _Stock = []
    if kept > 0:
        stock.append((kept, "already_refunded", None))
        lots, rest = _without(lots, kept)
        on_the_way = min(rest, in_transit)
        in_transit -= on_the_way
        closed -= min(closed, rest - on_the_way)
    if line["returned"]:
        stock.append((line["returned"], "already_returned", None))
    if closed:
        stock.append((closed, "not_shipped", None))
    if in_transit:
        stock.append((in_transit, "", None))
    stock.extend([(units, "", at) for units, at in lots])
    return stock


def decided(order: Order, state: State, request: Request) -> Answer:
    """The question answered, when it is known where everything is."""
    now = request["now"]
    zone = order["zone"]
    stocks: dict[str, _Stock] = {}
    lines: dict[str, LineAnswer] = {}
    because: dict[str, int] = {}
    for id, asked, reason in request["items"]:
        known = state["lines"][id]
        sold = known["sold"]
        line = lines.get(id)
        if line is None:
            stocks[id] = _stock(known)
            line = lines[id] = {
                "asked": 0,
                "allowed": 0,
                "refused": 0,
                "referred": 0,
                "because": {},
                "ends_at": None,
                "price": 0,
                "taxes": [],
                "fee_price": 0,
                "fee": 0,
                "short": 0,
            }
        stock = stocks[id]
        line["asked"] += asked
        kind = KINDS.get(reason)
        blocked: tuple[str, ...] = ()
        if sold["category"] in EXCLUDED:
            blocked = ("category_excluded",)
        if sold["final_sale"] and kind == REMORSE:
            blocked = (*blocked, "final_sale")
        doubts = () if kind else ("reason_unknown",)
        wanted = asked
        while wanted:
            units, gone, delivered_at = stock.pop() if stock else (wanted, "more_than_bought", None)
            if units > wanted:
                stock.append((units - wanted, gone, delivered_at))
                units = wanted
            wanted -= units
            against, unknown, ends_at = blocked, doubts, None
            if gone:
                against = (*blocked, gone)
            elif delivered_at is None:
                unknown = (*doubts, "delivery_date_missing")
            else:
                ends_at = deadline_cached(delivered_at, zone, WINDOW_DAYS)
                if now >= ends_at:
                    against = (*blocked, "window_closed")
            if against or unknown:
                line["refused" if against else "referred"] += units
                for code in against + unknown:
                    line["because"][code] = line["because"].get(code, 0) + units
                    because[code] = because.get(code, 0) + units
                if ends_at and not line["allowed"]:
                    line["ends_at"] = max(line["ends_at"] or ends_at, ends_at)
                continue
            # Lots come newest first: the last one that is allowed has the earliest deadline.
            line["ends_at"] = ends_at
            line["allowed"] += units
            price = _left_of(sold["price"], known["price_given"], known, line["allowed"])
            if kind == REMORSE:
                line["fee_price"] += price - line["price"]
            line["price"] = price
    return _paid(state, lines, because)


def _left_of(total: int, given: int, known: LineState, units: int) -> int:
    """The share of the next units in a price or tax, as far as it was not given back before."""
    return min(_share(total, known, units), total - given)


def _share(total: int, known: LineState, units: int) -> int:
    gone = known["refunded"]
    qty = known["sold"]["qty"]
    upto = half_even(total * (gone + units), qty)
    return upto - half_even(total * gone, qty) if gone else upto


def _paid(state: State, lines: dict[str, LineAnswer], because: dict[str, int]) -> Answer:
    """The money of the units that are allowed, and the answer as a whole."""
    owed = refused = referred = 0
    allowed: dict[str, int] = {}
    for id, line in lines.items():
        refused += line["refused"]
        referred += line["referred"]
        units = line["allowed"]
        if not units:
            continue
        allowed[id] = units
        known = state["lines"][id]
        sold = known["sold"]
        owed += line["price"]
        short = _share(sold["price"], known, units) - line["price"]
        for tax, given in zip(sold["taxes"], known["taxes_given"], strict=True):
            share = _left_of(tax["amount"], given, known, units)
            line["taxes"].append(share)
            if tax["added"]:
                owed += share
                short += _share(tax["amount"], known, units) - share
        line["short"] = short
        line["fee"] = half_even(line["fee_price"] * FEE_BP, 10000)
        owed -= line["fee"]
    left = sum(state["tenders"].values()) - state["unplaced"]
    total = min(owed, max(0, left))
    if allowed:
        outcome = "partly" if refused or referred else "allowed"
    else:
        outcome = "refer" if referred else "refused"
    return {
        "outcome": outcome,
        "allowed": allowed,
        "because": because,
        "lines": lines,
        "withheld": owed - total,
        "total": total,
        "tenders": _poured(total, state["tenders"]),
    }


def _poured(amount: int, tenders: dict[str, int]) -> dict[str, int]:
    parts: dict[str, int] = {}
    for id, left in tenders.items():
        part = min(amount, left)
        if part:
            parts[id] = part
            amount -= part
    return parts
