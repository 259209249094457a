"""Terms that a table can express, rows that stand on their edges, and what the library answers."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from postsales import (
    Asker,
    Authorisation,
    Delivered,
    GiftRefund,
    JudgedBy,
    NoticeForm,
    Per,
    Place,
    Placed,
    RefundTerms,
    ReturnTerms,
    ReturnWindow,
    Shipped,
    Since,
    refunds,
    returns,
)
from postsales.bulk import Lines
from postsales.testing import strategies
from postsales.testing.strategies import World, world_of

TICK = timedelta(microseconds=1)
_OF_ROWS = (Placed, Shipped, Delivered)
Row = dict[str, Any]


def scalar(lines: Lines, row: Mapping[str, Any]) -> Row:
    """The answer about a row, by the verbs for whole orders."""
    order, request = lines.order_of(row), lines.request_of(row)
    decision = returns.assess(order, request, lines.terms, at=lines.at or row["at"])
    (item,) = decision.items
    found: Row = {
        "outcome": str(decision.outcome),
        "allowed": item.allowed,
        "refused": item.refused,
        "referred": item.referred,
        "because": " ".join(decision.because),
        "ends_at": item.deadline.ends_at if item.deadline is not None else None,
        "last_day": item.deadline.last_day if item.deadline is not None else None,
    }
    if lines.refund_terms is None:
        return found
    quote = refunds.quote(decision, lines.refund_terms)
    fees = quote.fees
    return found | {
        "goods": sum(x.amount.minor for x in quote.lines),
        "tax": sum(x.tax.minor for x in quote.lines),
        "fees": sum(x.amount.minor for x in fees),
        "fees_tax": sum(x.tax.minor for x in fees if x.tax is not None),
        "refund": quote.total.minor,
    }


def by_column(lines: Lines, rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Rows as columns of lists."""
    names = (*lines.keep, *(x.name for x in lines.needs))
    return {name: [row[name] for row in rows] for name in names}


def by_row(columns: Mapping[str, Sequence[Any]]) -> list[Row]:
    """Columns of lists as rows."""
    return [dict(zip(columns, x, strict=True)) for x in zip(*columns.values(), strict=True)]


# ------------------------------------------------------------------------------------- drawn


def _starts(window: ReturnWindow) -> ReturnWindow:
    told = [x for x in window.since if x.event in _OF_ROWS]
    return evolve(window, since=told or [Since(Delivered)])


def expressible(terms: ReturnTerms) -> ReturnTerms:
    """The terms without what a row cannot tell."""
    nothing: dict[str, Any] = dict.fromkeys(
        (
            "tolled_by",
            "proofs",
            "conditions",
            "bundles",
            "units_back",
            "returnless",
            "guards",
            "required",
            "excepted",
        ),
        (),
    )
    return evolve(
        terms,
        window=_starts(terms.window),
        special_windows=[_starts(x) for x in terms.special_windows],
        authorisation=Authorisation.NOT_NEEDED,
        judged_by=JudgedBy.RECEIVED,
        **nothing,
    )


def expressible_refunds(terms: RefundTerms) -> RefundTerms:
    """The terms without what a row cannot tell."""
    fees = [evolve(x, per=Per.ITEM) if x.per is Per.RETURN else x for x in terms.fees]
    return evolve(
        terms, fees=fees, window=None, special_windows=(), gifts=GiftRefund.TENDERS, zone=None
    )


@st.composite
def terms_of_rows(draw: st.DrawFn) -> ReturnTerms:
    """Return terms that a table can express."""
    terms = expressible(draw(strategies.return_terms()))
    if draw(st.integers(0, 3)) == 0:
        terms = evolve(terms, zone=Place.CUSTOMER)
    if draw(st.integers(0, 5)) == 0:
        terms = evolve(terms, forms=[NoticeForm.STATEMENT])
    if draw(st.integers(0, 5)) == 0:
        terms = evolve(terms, applies_to=draw(strategies.scopes()))
    return terms


@st.composite
def refund_terms_of_rows(draw: st.DrawFn) -> RefundTerms:
    """Refund terms that a table can express, some with fees that bear tax."""
    terms = expressible_refunds(draw(strategies.refund_terms()))
    rate = draw(st.sampled_from((None, "0.19", "0.081")))
    return evolve(terms, fees=[evolve(x, tax_rate=rate) for x in terms.fees])


@st.composite
def rows_of(draw: st.DrawFn, lines: Lines, most: int = 6) -> list[Row]:
    """Rows of a world that the terms talk about, some of them on the edge of their window."""
    world = world_of(lines.terms, lines.refund_terms)
    return [draw(_row(lines, world)) for _ in range(draw(st.integers(0, most)))]


@st.composite
def _row(draw: st.DrawFn, lines: Lines, world: World) -> Row:
    def some(values: Sequence[Any]) -> Any:
        return draw(st.sampled_from(values))

    zone = lines.terms.zone if isinstance(lines.terms.zone, str) else some((*world.zones, None))
    placed = some(world.sales)
    moments = strategies.instants(placed, zone=zone or "UTC")
    shipped, delivered = (draw(moments) if draw(st.booleans()) else None for _ in range(2))
    quantity = draw(st.integers(1, 5))
    total = draw(st.integers(0, 20_000))
    row: Row = {
        "quantity": quantity,
        "asked": draw(st.integers(1, quantity + 1)),
        "returned": some((0, 0, draw(st.integers(0, quantity)))),
        "refunded": some((0, 0, draw(st.integers(0, quantity)))),
        "reason": some((*world.reasons, "remorse", "remorse", None)),
        "placed_at": placed,
        "shipped_at": shipped,
        "delivered_at": delivered,
        "at": draw(strategies.instants(delivered or shipped or placed, zone=zone or "UTC")),
        "zone": zone,
        "asker": some(list(Asker)).value,
        "form": some(list(NoticeForm)).value,
        "category": some(world.categories),
        "sku": some(world.skus),
        "kind": some(world.kinds).value,
        "tags": [x for x in world.tags if x is not None and draw(st.booleans())],
        "traits": [x.value for x in world.traits if x is not None and draw(st.booleans())],
        "market": some(world.markets),
        "channel": some(world.channels),
        "tier": some(world.tiers),
        "total": total,
        "tax_included": draw(st.integers(0, total // 2)),
        "tax_added": some((0, draw(st.integers(0, total // 2)))),
        "currency": world.currencies[0].code,
    }
    return draw(_on_the_edge(lines, row))


@st.composite
def _on_the_edge(draw: st.DrawFn, lines: Lines, row: Row) -> Row:
    """The row as it is, or asked about a moment beside the end of its window."""
    beside = draw(st.sampled_from((None, None, -TICK, 0 * TICK, TICK)))
    ends_at = scalar(lines, row)["ends_at"] if beside is not None else None
    if beside is None or not isinstance(ends_at, datetime):
        return row
    return row | {"at": ends_at + beside}
