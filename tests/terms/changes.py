"""The options of changes, field by field: what each decides, and values that are told apart."""

from collections.abc import Iterable
from itertools import product

from attrs import evolve

from postsales import (
    EUR,
    Changeable,
    ChangeKind,
    ChangeRequest,
    ChangeTerms,
    CurrencyMismatch,
    Days,
    Event,
    Hours,
    Line,
    Months,
    NewLine,
    Order,
    Quantities,
    Rounding,
    Scope,
    Shipped,
    Weeks,
    Years,
    changes,
)
from tests.cancellations.given import Packed, Stopped
from tests.terms.corpus import BERLIN, anyhow, never
from tests.terms.option import Answer, Options, decides, members, names

PLAIN = ChangeTerms(id="acme", version="1", zone=BERLIN)
ONE_DAY = Changeable("options", within=Days(1))
TIMED = evolve(PLAIN, changeable=[ONE_DAY])

HISTORIES: tuple[list[Event], ...] = (
    [],
    [Shipped({"tee": 1}, at="2026-03-02T10:00Z")],
    [Packed(Quantities({"tee": 1}), at="2026-03-02T10:00Z")],
    [Stopped(at="2026-03-02T10:00Z")],
)
REQUESTS = (
    ChangeRequest.options({"tee": NewLine("xl", quantity=1, total=EUR("30.00"))}),
    ChangeRequest.options({"tee": NewLine("xl", quantity=2, total=EUR("30.00"))}),
    ChangeRequest.fewer({"pin": 1}),
    ChangeRequest.fewer({"clip": 1}),
    ChangeRequest.fewer({"cap": 1}),
    ChangeRequest.fewer({"cap": 2}),
    ChangeRequest.further([NewLine("cup", quantity=1, total=EUR("5.00"))]),
    ChangeRequest.to_address("addr-7", {"tee": 2}),
    ChangeRequest.on_day("2026-03-30", {"tee": 2}),
)
INSTANTS = (
    "2026-03-02T12:00Z",
    "2026-03-03T12:00Z",
    "2026-03-03T23:30Z",
    "2026-03-06T12:00Z",
    "2026-03-20T12:00Z",
    "2026-05-20T12:00Z",
)


def _sold(history: list[Event]) -> Order:
    return Order(
        id="1001",
        placed_at="2026-03-02T09:15Z",
        lines=[
            Line("tee", quantity=2, total=EUR("40.00"), category="clothes"),
            # Bought at a discount, in odd cents: half of 5 and half of 7, and a third of 10.
            Line("pin", quantity=2, total=EUR("0.05")),
            Line("clip", quantity=2, total=EUR("0.07")),
            Line("cap", quantity=3, total=EUR("0.10")),
        ],
        history=history,
    )


def changed(terms: ChangeTerms) -> Iterable[Answer]:
    """What is answered when an order is to be changed, and what that costs."""
    for history, request, at in product(HISTORIES, REQUESTS, INSTANTS):
        yield _asked(_sold(history), request, terms, at)


def _asked(order: Order, request: ChangeRequest, terms: ChangeTerms, at: str) -> Answer:
    decision = changes.assess(order, request, terms, at=at)
    try:
        change = changes.quote(decision)
    except CurrencyMismatch:
        return Answer("another currency", (), ())
    due = change.due_from_customer, change.due_to_customer
    return Answer(
        decided=(decision.outcome, decision.because, due),
        told=(),
        named=(decision.terms.id, decision.terms.version),
    )


def by_changeable(changeable: Changeable) -> Iterable[Answer]:
    """What comes of what can be changed."""
    return changed(evolve(PLAIN, changeable=[changeable]))


OPTIONS = (
    Options(
        ChangeTerms,
        PLAIN,
        changed,
        (
            names("id", "what the terms are called; every decision names them", "other"),
            names("version", "which edition of them it is; every decision names it", "2"),
            decides(
                "changeable",
                "what can be changed, as `Changeable`s; of several that fit a line the first, and "
                "without one everything that has not left",
                [ONE_DAY],
                [Changeable("address"), ONE_DAY],
            ),
            decides(
                "zone",
                "where the days of `within` and the one asked for are counted; `Hours` need none",
                "UTC",
                base=TIMED,
            ),
            decides(
                "rounding",
                "how shares of a line are rounded, a `Rounding`",
                *(x for x in Rounding if x is not Rounding.HALF_UP),
                # They differ below zero, and nothing that is given up is below zero.
                alike=((Rounding.UP, Rounding.CEILING), (Rounding.DOWN, Rounding.FLOOR)),
            ),
            decides(
                "required",
                "which further rules must be met; `terms.requiring(rule)` adds one",
                [never],
            ),
            decides(
                "excepted",
                "which rules are defeated by which others, in pairs; "
                "`terms.unless(rule, exception)` adds one",
                [(changes.within_window, anyhow)],
                base=TIMED,
            ),
        ),
    ),
    Options(
        Changeable,
        Changeable(tuple(ChangeKind)),
        by_changeable,
        (
            decides(
                "kinds",
                f"which kinds of change: {members(ChangeKind)}",
                *([x] for x in ChangeKind),
            ),
            decides("applies_to", "of which lines, a `Scope`", Scope(category="clothes")),
            decides(
                "until",
                "which further events end the time for it, classes of your own; what has left "
                "cannot be changed in any case",
                Packed,
                Stopped,
            ),
            decides(
                "within",
                "how long after the sale; `Hours` end at an instant, other lengths with a local "
                "day, and without one there is no end",
                Hours(12),
                Days(2),
                Weeks(1),
                Months(1),
                Years(1),
                alike=((None, Years(1)),),
            ),
            decides("fee", "what is owed once for such a change, all tax in", EUR("3.00")),
        ),
    ),
)
