"""Reading, recording and replaying, over the sample orders of Shopify that can be read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from attrs import frozen

from benchmarks import shop_order, stored_row
from benchmarks.bars import Bar
from benchmarks.tables import Effort, case, table
from postsales import (
    Decision,
    DecisionRecord,
    DocumentErrors,
    Order,
    RefundQuote,
    ReturnCase,
    ReturnRequest,
    refunds,
    returns,
    wire,
)
from postsales.samples import refund_terms, shopify_orders, terms
from postsales.wire import shopify

__all__ = ["Sale", "bars", "sales"]

AT = "2026-04-02T12:00+02:00"

LOADS = "json.loads alone"
BY_HAND = "json.loads and constructors by hand"
READ = "postsales: json.loads and read_order"

ASKED = "postsales: assess and quote"
STORED = "postsales: assess and quote, a dict by hand, json.dumps"
RECORDED = "postsales: assess, quote and record"
WRITTEN = "postsales: assess, quote, record and write_json"
DUMPS = "json.dumps alone, of all that a record tells"
WRITE = "postsales: write_json"
READ_BACK = "postsales: read_record"

FIRST = "postsales: assess, quote and record, the first time"
AGAIN = "postsales: upto, assess, quote, record, compare"
FROM_ROW = "postsales: read_record, upto, assess, quote, record, compare"


@frozen
class Sale:
    """A document, the order in it, its first answer, and the row that was stored of it."""

    text: str
    order: Order
    request: ReturnRequest
    decision: Decision[ReturnCase]
    quote: RefundQuote
    record: DecisionRecord
    row: str

    @classmethod
    def of(cls, text: str) -> "Sale":
        """Everything about a document that can be read."""
        order = shopify.read_order(json.loads(text)).order
        request = ReturnRequest.everything(order, reason="changed_mind")
        decision = returns.assess(order, request, terms, at=AT)
        quote = refunds.quote(decision, refund_terms)
        record = decision.record(quote=quote)
        return cls(text, order, request, decision, quote, record, wire.write_json(record))

    def asked(self) -> tuple[Decision[ReturnCase], RefundQuote]:
        """The answer alone."""
        decision = returns.assess(self.order, self.request, terms, at=AT)
        return decision, refunds.quote(decision, refund_terms)

    def recorded(self) -> DecisionRecord:
        """The answer and its record."""
        decision, quote = self.asked()
        return decision.record(quote=quote)

    def again(self) -> DecisionRecord:
        """The answer of then, worked out once more."""
        return replayed(self.order, self.record)


def replayed(order: Order, stored: DecisionRecord) -> DecisionRecord:
    """What the stored question is answered today.

    Raises:
        ValueError: something else than was stored.
    """
    asked = returns.assess(order.upto(stored.order), stored.request, terms, at=stored.at)
    again = asked.record(quote=refunds.quote(asked, refund_terms))
    if again != stored:
        raise ValueError(stored.order.id)
    return again


@cache
def sales() -> tuple[Sale, ...]:
    """All of the 240 shipped orders that can be read; the others are refused, with problems."""
    found: list[Sale] = []
    for order in shopify_orders():
        try:
            found.append(Sale.of(json.dumps(order)))
        except DocumentErrors:
            continue
    return tuple(found)


def bars(effort: Effort) -> Iterable[Bar]:
    """Everything at the edge, timed; no bar was set for it."""
    all = sales()
    some = all[:: max(1, len(all) // effort.orders)][: effort.orders]
    yield from _reading(effort, some)
    yield from _recording(effort, some)
    yield from _rows(effort, some)
    yield from _replaying(effort, some)


def _reading(effort: Effort, some: Sequence[Sale]) -> Iterator[Bar]:
    texts = [x.text for x in some]
    timings = effort.timed(
        {
            LOADS: case(json.loads, texts),
            BY_HAND: case(shop_order.read, texts),
            READ: case(lambda text: shopify.read_order(json.loads(text)), texts),
        }
    )
    table("Reading: a Shopify order", timings, BY_HAND)
    yield Bar(f"{READ}, of {BY_HAND}", timings.ratio(READ, BY_HAND))


def _recording(effort: Effort, some: Sequence[Sale]) -> Iterator[Bar]:
    timings = effort.timed(
        {
            ASKED: case(Sale.asked, some),
            STORED: case(lambda sale: stored_row.written(*sale.asked()), some),
            RECORDED: case(Sale.recorded, some),
            WRITTEN: case(lambda sale: wire.write_json(sale.recorded()), some),
        }
    )
    table("Recording: an answer kept", timings, ASKED)
    yield Bar(f"{WRITTEN}, of {ASKED}", timings.ratio(WRITTEN, ASKED))
    yield Bar(f"{WRITTEN}, of {STORED}", timings.ratio(WRITTEN, STORED))


def _rows(effort: Effort, some: Sequence[Sale]) -> Iterator[Bar]:
    records = [x.record for x in some]
    rows = [x.row for x in some]
    timings = effort.timed(
        {
            DUMPS: case(
                lambda data: json.dumps(data, ensure_ascii=False), [x.as_dict() for x in records]
            ),
            WRITE: case(wire.write_json, records),
            LOADS: case(json.loads, rows),
            BY_HAND: case(stored_row.read, rows),
            READ_BACK: case(wire.read_record, rows),
        }
    )
    table("Rows: a record written and read", timings, BY_HAND)
    all = sales()
    long = sum(len(x.row) for x in all) / len(all)
    told = sum(len(x.record.findings) for x in all) / len(all)
    print(f"\nan average row has {long:.0f} characters and {told:.1f} findings")
    yield Bar(f"{WRITE}, of {DUMPS}", timings.ratio(WRITE, DUMPS))
    yield Bar(f"{READ_BACK}, of {BY_HAND}", timings.ratio(READ_BACK, BY_HAND))


def _replaying(effort: Effort, some: Sequence[Sale]) -> Iterator[Bar]:
    timings = effort.timed(
        {
            ASKED: case(Sale.asked, some),
            FIRST: case(Sale.recorded, some),
            AGAIN: case(Sale.again, some),
            FROM_ROW: case(lambda x: replayed(x.order, wire.read_record(x.row)), some),
        }
    )
    table("Replaying: a stored answer worked out again", timings, FIRST)
    yield Bar(f"{AGAIN}, of {FIRST}", timings.ratio(AGAIN, FIRST))
    yield Bar(f"{FROM_ROW}, of {FIRST}", timings.ratio(FROM_ROW, FIRST))
