"""What changes of a sale are made of, with every field told."""

from collections.abc import Callable
from typing import Any

from postsales import (
    EUR,
    Changeable,
    Changed,
    ChangeItem,
    ChangeRequest,
    ChangeTerms,
    Hours,
    LineRefund,
    NewLine,
    Scope,
    Shipped,
    changes,
)
from tests.changes.given import ANYTHING, AT, asked, larger, shirts

Make = Callable[..., Any]
NEW = NewLine("new", quantity=1, total=EUR("1.00"))
ELSEWHERE = ChangeRequest.to_address("addr-7", {"tee": 3})

ALTERED: tuple[tuple[Make, dict[str, Any]], ...] = (
    (ChangeItem, {"line": "tee", "units": 1, "kind": "options", "to": NEW}),
    (
        ChangeRequest,
        {"items": ELSEWHERE.items, "address": "addr-7", "deliver_on": None, "ref": "ch-1"},
    ),
    (ChangeRequest.options, {"to": {"tee": NEW}, "ref": ""}),
    (ChangeRequest.fewer, {"units": {"tee": 1}, "ref": ""}),
    (ChangeRequest.further, {"lines": [NEW], "ref": ""}),
    (ChangeRequest.to_address, {"address": "addr-7", "units": {"tee": 1}, "ref": ""}),
    (ChangeRequest.on_day, {"deliver_on": "2026-03-09", "units": {"tee": 1}, "ref": ""}),
    (ELSEWHERE.and_also, {"other": ChangeRequest.fewer({"tee": 1})}),
    (ELSEWHERE.without, {"line": "tee", "units": 1, "reason": "address"}),
    (
        Changeable,
        {
            "kinds": ["options"],
            "applies_to": Scope(tag="x"),
            "until": [Shipped],
            "within": Hours(2),
            "fee": EUR("1.00"),
        },
    ),
    (
        ChangeTerms,
        {
            "id": "acme",
            "version": "1",
            "changeable": [Changeable("date")],
            "zone": "UTC",
            "rounding": "half_even",
            "required": [],
            "excepted": [],
        },
    ),
    (changes.assess, {"order": shirts(), "request": ELSEWHERE, "terms": ANYTHING, "at": AT}),
    (changes.quote, {"decision": asked(larger(1, "20.00"))}),
    (
        Changed,
        {
            "lines": [LineRefund("tee", units=1, price=EUR("1.00"))],
            "instead": [NEW],
            "credited": EUR("1.00"),
            "due_from_customer": EUR("0.00"),
            "due_to_customer": EUR("0.00"),
            "fees": [],
            "addresses": {"tee": "addr-7"},
            "dates": {"tee": "2026-03-09"},
            "at": AT,
            "ref": "ch-1",
        },
    ),
)
