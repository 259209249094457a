"""Payments of a Shopify order: which tenders gave money, and when.

Rules of this file: a tender is one chain of transactions (an authorisation and its captures, or a
sale), named by the id of the first. Only what succeeded moved money.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import frozen

from postsales.basics._errors import short
from postsales.basics.events import Event
from postsales.orders.events import Authorised, Paid
from postsales.orders.payments import Tender, TenderKind
from postsales.wire._reader import Reader
from postsales.wire._shop_money import written
from postsales.wire._shop_moved import ToldMove
from postsales.wire._shop_told import ToldOrder

_KINDS = {
    "bank deposit": TenderKind.BANK_TRANSFER,
    "bank_deposit": TenderKind.BANK_TRANSFER,
    "cash": TenderKind.CASH,
    "cash on delivery (cod)": TenderKind.CASH,
    "gift_card": TenderKind.GIFT_CARD,
    "paypal": TenderKind.OTHER,
    "shopify_payments": TenderKind.CARD,
    "shopify_store_credit": TenderKind.STORE_CREDIT,
}
_HOLDS = ("authorization", "emv_authorization")
_MOST_NAMED = 9
_SETTLED = ("paid", "partially_refunded", "refunded")


@frozen(weakref_slot=False)
class Payments:
    """Money in: the events, and which tender each transaction belongs to.

    Units: ``captured`` was taken, ``held`` is on hold and not taken, ``waiting`` is pending; all in
    minor units.
    """

    events: tuple[Event, ...]
    tenders: Mapping[str, Tender]
    captured: int
    held: int = 0
    waiting: int = 0

    def tender_of(self, move: ToldMove) -> str | None:
        """The tender that a refund's transaction gives money back to, if that is told."""
        tender = self.tenders.get(move.parent or "")
        return None if tender is None else tender.id


def payments(reader: Reader, order: ToldOrder) -> Payments:
    """What was paid; what cannot be is noted as a problem."""
    return payments_told(reader, order, NONE) if order.moves else _assumed(reader, order)


NONE = Payments((), {}, 0)
"""No payment."""


# As told


def payments_told(reader: Reader, order: ToldOrder, known: Payments) -> Payments:
    """The payments that transactions tell, where some may be known already."""
    moves = {move.id: move for move in order.moves or ()}
    first = _firsts(moves)
    by_first = _tenders(reader, moves, first, known)
    tenders = {id: by_first[first[id]] for id in moves}
    holds = {event.ref for event in known.events if isinstance(event, Authorised)}
    holds |= {move.id for move in moves.values() if move.kind in _HOLDS}
    released = {first[x.id] for x in moves.values() if x.kind == "void" and x.status == "success"}
    change = _change(reader, order)
    _compare_gateways(reader, order)
    events: list[Event] = []
    held: Counter[str] = Counter()
    waiting = 0
    for move in moves.values():
        minor = move.minor - change[move.id]
        if move.kind == "capture" and move.parent not in holds:
            says = "is of a capture, and names no authorisation that is told; so it was read"
            reader.assume(f"{move.path}.parent_id", says)
        money, tender = order.currencies.paid.minor(minor), tenders[move.id]
        if move.is_taking:
            events.append(Paid(money, tender=tender, at=move.at, ref=move.id))
            held[tender.id] -= minor
        elif move.kind in _HOLDS and move.status == "success":
            if first[move.id] in released:
                reader.assume(move.path, "was let go again and is left out")
            else:
                events.append(Authorised(money, tender=tender, at=move.at, ref=move.id))
                held[tender.id] += move.minor
        elif move.kind != "refund" and move.status == "pending":
            reader.assume(move.path, "is pending, and counts as nothing until it succeeds")
            waiting += move.minor
    captured = sum(move.minor for move in moves.values() if move.is_taking) - change.total()
    on_hold = sum(minor for minor in held.values() if minor > 0)
    return Payments(tuple(events), tenders, captured, on_hold, waiting)


def _compare_gateways(reader: Reader, order: ToldOrder) -> None:
    """What a transaction went through is one of the means of payment that the order names."""
    known = frozenset(order.gateways)
    if not known:
        return
    more = f" and {len(known) - _MOST_NAMED} more" if len(known) > _MOST_NAMED else ""
    named = ", ".join(short(name) for name in order.gateways[:_MOST_NAMED]) + more
    for move in order.moves or ():
        if move.status in ("success", "pending") and move.gateway and move.gateway not in known:
            says = f"is {short(move.gateway)}, and $.payment_gateway_names tells {named}"
            reader.assume(f"{move.path}.gateway", f"{says}; it was read as the former")


def _change(reader: Reader, order: ToldOrder) -> Counter[str]:
    """What a payment in cash gave back at the till, where it was more than the total; by its id.

    Shopify does not say whether the payment has it in its amount. Where the total is not paid for
    without it, it has not.
    """
    taken = {move.id: move.minor for move in order.moves or () if move.is_taking}
    beyond = sum(taken.values()) - order.total - order.rounded
    found: Counter[str] = Counter()
    for move in order.moves or ():
        if move.kind != "change" or move.status != "success":
            continue
        left = min(beyond, taken.get(move.parent or "", 0) - found[move.parent or ""])
        if move.minor <= left:
            reader.assume(move.path, "was given back at the till, and its payment is less by it")
            found[move.parent or ""] += move.minor
            beyond -= move.minor
        else:
            reader.assume(move.path, "was given back at the till, and is left out")
    return found


def _firsts(moves: Mapping[str, ToldMove]) -> dict[str, str]:
    """The id of the first transaction of the chain of each; a circle ends with its smallest id."""
    first: dict[str, str] = {}
    for id in moves:
        chain: dict[str, None] = {}
        at: str | None = id
        while at is not None and at not in first and at not in chain:
            chain[at] = None
            at = moves[at].parent if at in moves else None
        if at is None:
            root = next(reversed(chain))
        else:
            root = first[at] if at in first else min(_from(at, chain))
        first.update(dict.fromkeys(chain, root))
    return first


def _from(start: str, chain: Iterable[str]) -> list[str]:
    """The part of a chain from one of its ids on."""
    ids = list(chain)
    return ids[ids.index(start) :]


def _tenders(
    reader: Reader, moves: Mapping[str, ToldMove], first: Mapping[str, str], known: Payments
) -> dict[str, Tender]:
    """The tender of each chain, by the id of its first transaction."""
    tenders = {root: known.tenders[root] for root in first.values() if root in known.tenders}
    for id, move in moves.items():
        root = first[id]
        if root not in tenders:
            told = moves.get(root, move)
            tenders[root] = Tender(root, kind=_kind_of(reader, told))
    return tenders


def _kind_of(reader: Reader, move: ToldMove) -> TenderKind:
    if move.by_card and move.gateway.lower() not in _KINDS:
        return TenderKind.CARD
    return _kind(reader, f"{move.path}.gateway", move.gateway)


def _kind(reader: Reader, path: str, gateway: str) -> TenderKind:
    kind = _KINDS.get(gateway.lower())
    if kind is None:
        says = "names some means of payment; it is not among those known here"
        reader.assume(path, says)
    return kind or TenderKind.OTHER


# As it can be told from the status


def _assumed(reader: Reader, order: ToldOrder) -> Payments:
    minor, at = _amount_assumed(reader, order), order.placed_at
    if not minor:
        return NONE
    names = order.gateways
    if len(names) > 1:
        says = "paid as if by one of them: the transactions of the order would tell the shares"
        reader.assume("$.payment_gateway_names", says)
        tender = Tender.other("payment")
    else:
        name = names[0] if names and names[0].strip() else ""
        kind = _kind(reader, "$.payment_gateway_names", name)
        tender = Tender(name or "payment", kind=kind)
    says = f"{written(order.currencies.paid, minor)} was paid when the order was placed"
    more = "its transactions would tell more"
    if order.moves is not None:
        more = "it has no transactions, as orders that were created by an app"
    reader.assume("$.financial_status", f"{says}; {more}")
    return Payments((_paid(order, minor, tender, at),), {}, minor)


def _paid(order: ToldOrder, minor: int, tender: Tender, at: datetime) -> Event:
    return Paid(order.currencies.paid.minor(minor), tender=tender, at=at)


def _amount_assumed(reader: Reader, order: ToldOrder) -> int:
    if order.financial in _SETTLED:
        return order.total
    if order.financial != "partially_paid":
        return 0
    left = order.outstanding
    if left is None:
        missing = "is missing" if order.moves is None else "is empty"
        reader.wrong("$.transactions", f"{missing}, and a part was paid")
        return 0
    return max(0, order.total - left)


# Money out


def loose(order: ToldOrder) -> tuple[ToldMove, ...]:
    """Refunds among the order's transactions that no refund of it names."""
    named = {x.id for refund in order.refunds for x in refund.moves}
    return tuple(x for x in order.moves or () if x.kind == "refund" and x.id not in named)
