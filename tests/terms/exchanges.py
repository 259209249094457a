"""The options of exchanges, field by field: what each decides, and values that are told apart."""

from collections.abc import Iterable
from itertools import product

from attrs import evolve

from postsales import (
    EUR,
    Advance,
    Alike,
    CurrencyMismatch,
    Days,
    Decision,
    Delivered,
    ExchangeCredit,
    ExchangeQuote,
    ExchangeTerms,
    Hours,
    Leftover,
    Line,
    Months,
    NewLine,
    Order,
    Paid,
    Percent,
    ReasonKind,
    ReturnRequest,
    Rounding,
    Tender,
    Uneven,
    UnitCase,
    Weeks,
    Years,
    exchanges,
    returns,
)
from tests.terms.corpus import BERLIN, GENEROUS, INSTANTS
from tests.terms.option import Answer, Options, decides, members, names
from tests.terms.refunds import FEE

PLAIN = ExchangeTerms(id="acme", version="1", zone=BERLIN)
IN_ADVANCE = Advance(Days(3))
SENT_FIRST = evolve(PLAIN, advance=IN_ADVANCE)

SOLD = Order(
    id="1001",
    placed_at="2026-03-02T09:15Z",
    lines=[
        # Bought at a discount, in odd cents: half of 5 and half of 7.
        Line("tee", quantity=2, total=EUR("20.00"), list_total=EUR("30.00"), category="clothes"),
        Line("pin", quantity=2, total=EUR("0.05"), sku="P-1"),
        Line("clip", quantity=2, total=EUR("0.07"), sku="C-1"),
        # A third of it is no half.
        Line("cap", quantity=3, total=EUR("0.10")),
    ],
    history=[
        Paid(EUR("20.22"), tender=Tender.card("card"), at="2026-03-02T09:15Z"),
        Delivered({"tee": 2, "pin": 2, "clip": 2, "cap": 3}, at="2026-03-05T09:15Z"),
    ],
)
PARTS = ({"tee": 1}, {"pin": 1}, {"clip": 1}, {"cap": 1}, {"cap": 2})
DECISIONS = [
    returns.assess(SOLD, ReturnRequest.of(units, reason=kind.value), GENEROUS, at=at)
    for units, kind, at in product(
        ({"tee": 1}, {"pin": 1}, {"clip": 1}, {"cap": 1}, {"cap": 2}),
        (ReasonKind.REMORSE, ReasonKind.DEFECT),
        INSTANTS,
    )
]
WANTED = (
    NewLine("cheap", quantity=1, total=EUR("4.00"), category="clothes"),
    NewLine("same", quantity=1, total=EUR("10.00"), category="clothes"),
    NewLine("dear", quantity=1, total=EUR("20.00"), category="shoes"),
    NewLine("another", quantity=1, total=EUR("20.00"), sku="P-1"),
)


def exchanged(terms: ExchangeTerms) -> Iterable[Answer]:
    """What other goods come to, or that it cannot be worked out."""
    for decision, line in product(DECISIONS, WANTED):
        yield _asked(decision, line, terms)


def _asked(decision: Decision[UnitCase], line: NewLine, terms: ExchangeTerms) -> Answer:
    try:
        return _amounts(exchanges.quote(decision, terms, instead=[line]))
    except CurrencyMismatch:
        return Answer("another currency", (), ())


def _amounts(swap: ExchangeQuote) -> Answer:
    ends = None if swap.return_by is None else swap.return_by.ends_at
    left = swap.leftover if swap.due_to_customer else None
    return Answer(
        decided=(
            (swap.outcome, swap.because, swap.instead, ends, swap.hold, left),
            (swap.credited, swap.extra, swap.bonus, swap.due_from_customer, swap.due_to_customer),
        ),
        told=(),
        named=(swap.terms.id, swap.terms.version),
    )


def by_advance(advance: Advance) -> Iterable[Answer]:
    """What goods that go out first come to."""
    return exchanged(evolve(PLAIN, advance=advance))


OPTIONS = (
    Options(
        ExchangeTerms,
        PLAIN,
        exchanged,
        (
            names("id", "what the terms are called; every quote names them", "other"),
            names("version", "which edition of them it is; every quote names it", "2"),
            decides(
                "credit",
                f"what old units are worth in goods: {members(ExchangeCredit)}",
                ExchangeCredit.PRICE_PAID,
            ),
            decides(
                "bonus",
                "what comes on top for the new goods: an amount once per return, or a share of "
                "what comes back; it is never paid out",
                EUR("5.00"),
                Percent("15"),
            ),
            decides(
                "uneven",
                f"what holds where the new goods cost more or less: {members(Uneven)}",
                Uneven.DEARER_ONLY,
                Uneven.REFUSED,
            ),
            decides(
                "leftover",
                f"as what the customer gets what is left: {members(Leftover)}",
                Leftover.STORE_CREDIT,
            ),
            decides(
                "alike",
                f"which goods may be wanted: {members(Alike)}",
                Alike.SAME_CATEGORY,
                Alike.SAME_SKU,
            ),
            decides(
                "fees", "what is kept of the old units' money, as `Fee`s with a code each", [FEE]
            ),
            decides(
                "rounding",
                "how shares and percentages are rounded, a `Rounding`",
                *(x for x in Rounding if x is not Rounding.HALF_UP),
                # They differ below zero, and nothing that is given up is below zero.
                alike=((Rounding.UP, Rounding.CEILING), (Rounding.DOWN, Rounding.FLOOR)),
            ),
            decides(
                "advance",
                "whether the new goods go out first, an `Advance`; without one, when the old ones "
                "are back",
                IN_ADVANCE,
            ),
            decides(
                "zone",
                "where the days of an advance are counted; `Hours` need none",
                "UTC",
                base=SENT_FIRST,
            ),
        ),
    ),
    Options(
        Advance,
        IN_ADVANCE,
        by_advance,
        (
            decides(
                "within",
                "within which time the old goods have to be back; all lengths but `Hours` end with "
                "a local day",
                Days(4),
                Weeks(1),
                Months(1),
                Years(1),
                Hours(30),
            ),
            decides(
                "hold",
                "what is on hold until then: an amount, or a share of what the old units are worth",
                EUR("1.00"),
                Percent("100"),
            ),
        ),
    ),
)
