"""No option of terms is passed over: tables answer by it as orders do, or it is refused by name."""

from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve

from postsales import Contradictions, InvalidTerms, RefundTerms, ReturnTerms
from postsales.bulk import Lines
from tests.bulk import arrow
from tests.bulk.given import Row, scalar
from tests.terms import refunds, returns, values
from tests.terms.corpus import REFUNDS, RETURNS
from tests.terms.option import Option, Options

# Thousands of questions about code that other tests trace.
pytestmark = pytest.mark.no_cover

# What changes nothing about any row, and why.
ALIKE = {
    "ReturnTerms.id": "a name",
    "ReturnTerms.version": "a name",
    "ReturnTerms.judged_by": "a row has one instant, and what was sent besides is refused",
    "ReturnTerms.ship_by": "a clock of a return that was allowed",
    "ReturnTerms.inspect_by": "a clock of a return that was allowed",
    "ReturnTerms.refund_by": "a clock of a return that was allowed",
    "RmaClock": "a clock of a return that was allowed",
    "RefundTerms.id": "a name",
    "RefundTerms.version": "a name",
    "RefundTerms.shipping": "a charge of the order, and a row has none",
    "RefundTerms.other_charges": "a charge of the order, and a row has none",
    "RefundTerms.tenders": "all of it goes to the one that paid",
    "RefundTerms.chosen": "all of it goes to the one that paid",
    "Fee.code": "fees are added up",
    "by": "a source, which a table does not cite",
    "Citation": "a source, which a table does not cite",
}

_OF_ROWS = (
    {"category": "clothes", "sku": "TEE-1", "tags": ["new", "sold"], "quantity": 3, "total": 5000},
    {"category": "shoes", "sku": "B-7", "traits": ["final_sale"], "quantity": 1, "total": 8900},
    {"category": None, "sku": None, "kind": "digital", "quantity": 2, "total": 5},
    {"category": None, "sku": None, "traits": ["perishable"], "quantity": 2, "total": 7},
)
_REASONS = ("remorse", "defect", "late", "wrong_item", "not_as_described", "damaged_in_transit")
_PARCELS = (
    ("2026-03-03T08:00Z", "2026-03-04T22:59Z"),
    ("2026-03-03T08:00Z", None),
    ("2026-03-05T08:00Z", "2026-03-06T10:00Z"),
    ("2026-03-13T08:00Z", "2026-03-16T10:00Z"),
    (None, None),
)
_ATS = (
    "2026-03-05T10:00Z",
    "2026-03-06T06:00Z",
    "2026-03-08T03:00Z",
    "2026-03-11T22:59:59Z",
    "2026-03-11T23:30Z",
    "2026-03-12T12:00Z",
    "2026-03-13T12:00Z",
    "2026-03-15T12:00Z",
    "2026-03-18T12:00Z",
    "2026-03-19T00:00Z",
    "2026-03-25T12:00Z",
    "2026-04-03T12:00Z",
    "2026-04-30T12:00Z",
    "2027-03-03T12:00Z",
)


def _rows() -> Iterator[Row]:
    for of_row in _OF_ROWS:
        for n, at in enumerate(_ATS):
            for m, reason in enumerate((*_REASONS, "too_small", "other", "hm")):
                shipped, delivered = _PARCELS[(n + m) % 7 % 5]
                yield {
                    "kind": "goods",
                    "tags": [],
                    "traits": [],
                    "market": ("DE", "US")[n % 2],
                    "channel": ("web", "shop")[m % 2],
                    "tier": (None, "gold")[n % 2],
                    "zone": ("America/New_York", "Asia/Tokyo", None)[n % 3],
                    "asker": ("buyer", "gift_recipient")[(n + m) % 2],
                    "form": ("statement", "goods_alone")[n // 2 % 2],
                    "currency": "EUR",
                    "placed_at": arrow.at(f"2026-03-0{1 + (n + m) % 3}T09:15Z"),
                    "shipped_at": shipped and arrow.at(shipped),
                    "delivered_at": delivered and arrow.at(delivered),
                    "at": arrow.at(at),
                    "reason": reason,
                    "asked": 1 + n % 2,
                    "returned": 0,
                    "refunded": n % 2 if of_row["quantity"] != 1 else 0,
                    "tax_included": 1,
                    "tax_added": 0,
                    **of_row,
                }


ROWS = [*_rows()]


def _options() -> Iterator[Any]:
    for module in (returns, refunds, values):
        for options in module.OPTIONS:
            for option in options.fields:
                yield pytest.param(options, option, id=f"{options.of.__name__}.{option.name}")


def whole(options: Options, one: object, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The whole terms that a value is asked in: those of returns, and those of refunds."""
    found: list[Any] = []

    def recorded(terms: Any) -> list[Any]:
        found.append(terms)
        return []

    for module in (returns, refunds, values):
        for name in ("returned", "refunded", "tracked"):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, recorded)
    if isinstance(one, ReturnTerms | RefundTerms):
        return [one]
    options.asked(one)
    return [x for x in found if isinstance(x, ReturnTerms | RefundTerms)]


def answers(terms: Any) -> object:
    """The answers about all rows, or what is refused of the terms."""
    is_refund = isinstance(terms, RefundTerms)
    try:
        lines = Lines(RETURNS, terms) if is_refund else Lines(terms, REFUNDS)
    except InvalidTerms as refused:
        return refused.problems
    try:
        found = lines(arrow.batch(lines, ROWS)).to_pylist()
    except Contradictions as refused:
        return str(refused)
    for row, answer in [*zip(ROWS, found, strict=True)][:: len(ROWS) // 40]:
        assert answer == scalar(lines, row)
    return found


def _made(options: Options, option: Option) -> list[Any]:
    base: Any = options.base if option.base is None else option.base
    change = option.change
    if change is None:
        return [base, *(evolve(base, **{option.name: x}) for x in option.others)]
    return [base, *(change(base, x) for x in option.others)]


@pytest.mark.parametrize(("options", "option"), [*_options()])
def test_an_option_is_answered_by_or_refused(
    options: Options, option: Option, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [whole(options, one, monkeypatch) for one in _made(options, option)]
    found = [[answers(terms) for terms in some] for some in told]
    if not any(told):
        return  # terms of something else
    for problem in (x for some in found for one in some if isinstance(one, tuple) for x in one):
        assert problem.startswith(("returns.", "refunds."))
    name = f"{options.of.__name__}.{option.name}"
    if {name, options.of.__name__, option.name} & {*ALIKE} or option.alike:
        return
    refused = any(isinstance(x, tuple) for some in found for x in some)
    assert refused or any(x != found[0] for x in found), f"{name} changes the answer about no row"
