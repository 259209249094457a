"""A return on its way, told in a few words: for the tests of its table and its clocks."""

from typing import Any

from attrs import evolve

from postsales import (
    EUR,
    Condition,
    Days,
    Delivered,
    Event,
    InspectedUnits,
    Line,
    LineRefund,
    Order,
    Paid,
    Quantities,
    Received,
    Refunded,
    ReturnApproved,
    ReturnCancelled,
    ReturnClosed,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnRequested,
    ReturnShipped,
    ReturnTerms,
    ReturnWindow,
    RmaStatus,
    Tender,
    returns,
)

REF = "R-1"
TERMS = ReturnTerms(
    id="acme", version="1", zone="Europe/Berlin", window=ReturnWindow(Days(90), since=Delivered)
)


def day(n: int, hour: str = "12:00") -> str:
    """An hour of a day of May, noon unless told otherwise."""
    return f"2026-05-{n:02d}T{hour}+02:00"


def bought(*events: Event) -> Order:
    """Three tees for 50.00 and two mugs for 20.00, delivered on the first of May."""
    return Order(
        "1001",
        placed_at="2026-04-28T12:00+02:00",
        lines=[
            Line("tee", quantity=3, total=EUR("50.00")),
            Line("mug", quantity=2, total=EUR("20.00")),
        ],
        history=[
            Paid(EUR("70.00"), tender=Tender.card("card"), at="2026-04-28T12:00+02:00"),
            Delivered({"tee": 3, "mug": 2}, at=day(1)),
            *events,
        ],
    )


def asked(n: int, tees: int = 3, ref: str = REF) -> Event:
    """The customer announces some tees."""
    return ReturnRequested({"tee": tees}, ref=ref, at=day(n))


def approved(n: int) -> Event:
    """The shop agrees."""
    return ReturnApproved(ref=REF, at=day(n))


def labelled(n: int) -> Event:
    """The customer gets a label."""
    return ReturnLabelIssued(ref=REF, at=day(n))


def sent(n: int, tees: int = 0) -> Event:
    """Some tees are handed in, or all that are awaited."""
    return ReturnShipped({"tee": tees} if tees else {}, ref=REF, at=day(n))


def came(n: int, tees: int, ref: str = REF) -> Event:
    """Some tees come back."""
    return Received({"tee": tees}, ref=ref, at=day(n))


def lost(n: int, tees: int = 0) -> Event:
    """Some tees are lost on their way back, or all that are awaited."""
    return ReturnLost({"tee": tees} if tees else {}, ref=REF, at=day(n))


def seen(n: int, good: int = 0, **worse: int) -> Event:
    """Some tees are looked at."""
    found = [InspectedUnits("tee", good)] if good else []
    found += [InspectedUnits("tee", k, condition=Condition.read("x", x)) for x, k in worse.items()]
    return ReturnInspected(found, ref=REF, at=day(n))


def called_off(n: int) -> Event:
    """The customer keeps what was not sent."""
    return ReturnCancelled(ref=REF, at=day(n))


def closed(n: int) -> Event:
    """The shop ends it."""
    return ReturnClosed(ref=REF, at=day(n))


def paid(n: int, tees: int, ref: str = "rf-1", **given: Any) -> Refunded:
    """Some tees are paid for."""
    price = EUR("10.00") * tees
    line = LineRefund("tee", units=tees, price=price)
    plain: dict[str, Any] = {"return_ref": REF, "at": day(n), "ref": ref}
    return Refunded(price, lines=[line], **{**plain, **given})


def found(*events: Event, at: int = 30, **clocks: Any) -> RmaStatus:
    """How far the return is after some events, by terms with some clocks."""
    return returns.status(bought(*events), REF, evolve(TERMS, **clocks), at=day(at))


def told(*units: Quantities) -> list[dict[str, int]]:
    """Units by line, as they are written down."""
    return [dict(x) for x in units]
