"""Shopify in, decisions out: text goes in, text comes out, and every problem is told."""

import json
from importlib.resources import files

from postsales import (
    DecisionRecord,
    DocumentErrors,
    Outcome,
    PostsalesError,
    QuoteRecord,
    ReturnRequest,
    refunds,
    returns,
    wire,
)
from postsales.wire import shopify, toml
from tests.stories.acme import refund_terms, terms
from tests.wire.shopify_given import PARCEL, shop

TERMS = (files("postsales.samples") / "acme.toml").read_text(encoding="utf-8")

# Three shirts and a mug for 64.00, 5.00 delivery and 6.90 tax on top: 75.90, paid by card.
DELIVERED = shop()
# The same, but nobody told that the parcel arrived.
SENT = shop(id=1002, fulfillments=[PARCEL | {"shipment_status": None, "events": []}])
BROKEN = shop(id=1003, currency="EURO", total_price="75.9O")


def answers(*rows: str, at: str) -> tuple[list[str], list[str]]:
    """The records of the answers, and what is wrong with the rows that have none."""
    bundle = toml.read_terms(TERMS)
    written: list[str] = []
    errors: list[str] = []
    for row in rows:
        try:
            found = shopify.read_order(json.loads(row))
            everything = ReturnRequest.everything(found.order, reason="changed_mind")
            answer = returns.assess(found.order, everything, bundle.returns, at=at)
            quote = refunds.quote(answer, bundle.refunds)
        except DocumentErrors as problems:
            errors += [f"{problem.path} {problem.says}" for problem in problems]
            continue
        except PostsalesError as error:
            errors.append(str(error))
            continue
        written.append(wire.write_json(answer.record(quote=quote)))
    return written, errors


def of(row: str) -> tuple[DecisionRecord, QuoteRecord]:
    """A record and its quote, as they come out of the shop's table."""
    record = wire.read_record(row)
    assert record.quote is not None
    return record, record.quote


def test_in_time_all_comes_back() -> None:
    (row,), errors = answers(json.dumps(DELIVERED), at="2026-03-20T12:00Z")
    record, quote = of(row)
    assert errors == []
    assert record.outcome is Outcome.ALLOWED
    assert {x.line: str(x.amount) for x in quote.lines} == {
        "820982911946154508": "EUR 59.40",  # 3 times 20.00 less 6.00, and 5.40 tax
        "12": "EUR 11.00",  # 10.00, and 1.00 tax
    }
    assert [str(x.amount) for x in quote.charges] == ["EUR 5.50"]
    assert [(x.code, str(x.amount)) for x in quote.fees] == [("return_shipping", "EUR 4.95")]
    # 59.40 + 11.00 + 5.50 - 4.95
    assert str(quote.total) == "EUR 70.95"


def test_the_fallback_start_gives_a_parcel_that_nobody_saw_more_time() -> None:
    # Delivered on 5 March: 30 days end on 4 April. Sent on 3 March: 5 + 30 days end on 7 April.
    rows, errors = answers(json.dumps(DELIVERED), json.dumps(SENT), at="2026-04-06T12:00Z")
    (late, nothing), (record, quote) = of(rows[0]), of(rows[1])
    assert errors == []
    assert (late.outcome, str(nothing.total)) == (Outcome.REFUSED, "EUR 0.00")
    assert dict(late.because) == {"window_closed": 4}
    assert (record.outcome, str(quote.total)) == (Outcome.ALLOWED, "EUR 70.95")


def test_the_records_name_the_terms_of_the_file() -> None:
    (row,), _ = answers(json.dumps(DELIVERED), at="2026-03-20T12:00Z")
    record, quote = of(row)
    assert (record.terms, quote.terms) == (terms.ref, refund_terms.ref)


def test_a_row_that_cannot_be_tells_all_its_problems_and_stops_nothing() -> None:
    rows, errors = answers(json.dumps(BROKEN), json.dumps(DELIVERED), at="2026-03-20T12:00Z")
    assert len(rows) == 1
    assert {"$.currency", "$.total_price"} <= {x.split(" ")[0] for x in errors}


def test_terms_that_do_not_fit_an_order_are_told_of_it_and_stop_nothing() -> None:
    # The fee of the terms is in euro, so nobody knows what it would be in dollars.
    dollars = json.dumps(shop(id=1004)).replace('"EUR"', '"USD"')
    rows, errors = answers(dollars, json.dumps(DELIVERED), at="2026-03-20T12:00Z")
    assert len(rows) == 1
    (told,) = errors
    assert told.startswith("the fee 'return_shipping' is EUR 4.95, but the order is in USD")
