"""What changes of a sale and services are made of, with every field told."""

from collections.abc import Callable
from datetime import date
from typing import Any

from postsales import (
    EUR,
    Appointment,
    AppointmentTerms,
    BesideOffers,
    Changeable,
    Changed,
    ChangeItem,
    ChangeRequest,
    ChangeTerms,
    Days,
    Hours,
    LateFee,
    LineRefund,
    Months,
    NewLine,
    Percent,
    SaveOffer,
    Scope,
    ServicePeriod,
    Shipped,
    Subscription,
    SubscriptionTerms,
    appointments,
    changes,
    offers,
    refunds,
    subscriptions,
)
from tests.changes.given import ANYTHING, AT, asked, larger, shirts
from tests.exchanges.given import MONEY

Make = Callable[..., Any]
NEW = NewLine("new", quantity=1, total=EUR("1.00"))
ELSEWHERE = ChangeRequest.to_address("addr-7", {"tee": 3})

MONTHLY = Subscription("2026-01-15", renews=Months(1))
GYM = SubscriptionTerms(id="gym", version="1", zone="UTC")
CUT = Appointment("tee", starts_at="2026-03-13T14:00Z")
SALON = AppointmentTerms(id="salon", version="1")

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
    (ServicePeriod, {"starts_on": "2026-03-01", "ends_on": "2026-03-31"}),
    (ServicePeriod("2026-03-01", "2026-03-31").used, {"until": date(2026, 3, 9)}),
    (Subscription, {"starts_on": "2026-01-15", "renews": Months(1), "ends_on": "2026-04-14"}),
    (MONTHLY.period_on, {"on": "2026-03-31"}),
    (
        SubscriptionTerms,
        {
            "id": "gym",
            "version": "1",
            "zone": "UTC",
            "notice": Days(14),
            "to": "any_day",
            "minimum": Months(12),
            "unused": "kept",
        },
    ),
    (subscriptions.assess, {"subscription": MONTHLY, "terms": GYM, "at": AT}),
    (Appointment, {"line": "tee", "starts_at": "2026-03-13T14:00Z"}),
    (LateFee, {"before": Hours(24), "fee": Percent("50")}),
    (
        AppointmentTerms,
        {"id": "s", "version": "1", "late": [], "no_show": Percent("100"), "zone": "UTC"},
    ),
    (appointments.assess, {"appointment": CUT, "terms": SALON, "at": AT}),
    (
        refunds.unused,
        {
            "order": shirts(),
            "line": "mug",
            "period": ServicePeriod("2026-03-01", "2026-03-31"),
            "terms": MONEY,
            "ends_on": "2026-03-10",
            "at": AT,
        },
    ),
    (
        refunds.less_fee,
        {
            "order": shirts(),
            "line": "mug",
            "terms": MONEY,
            "fee": Percent("50"),
            "code": "late",
            "at": AT,
        },
    ),
    (SaveOffer, {"code": "stay", "worth": EUR("1.00"), "until": AT}),
    (offers.beside, {"answer": asked(larger(1, "20.00")), "offers": [SaveOffer("stay")]}),
    (BesideOffers, {"answer": asked(larger(1, "20.00")), "offers": [SaveOffer("stay")]}),
)
