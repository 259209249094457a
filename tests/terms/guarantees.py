"""The options of guarantees, field by field: what each decides, and values told apart."""

from collections.abc import Iterable
from itertools import product

from attrs import evolve

from postsales import (
    EUR,
    Days,
    Decision,
    Delivered,
    Fee,
    GoodsBack,
    GuaranteeCase,
    GuaranteeRequest,
    GuaranteeTerms,
    Hours,
    Months,
    Placed,
    ReasonKind,
    RemedyFailed,
    RemedyKind,
    Rung,
    Scope,
    Shipped,
    Weeks,
    Years,
    guarantees,
    refunds,
)
from tests.terms.corpus import ARRIVED, BERLIN, INSTANTS, REFUNDS, Opened
from tests.terms.option import Answer, Options, decides, members, names

CLOTHES, SHOES = Scope(category="clothes"), Scope(category="shoes")
PLAIN = GuaranteeTerms(id="acme", version="1", zone=BERLIN, length=Days(14))
ANY_REASON = tuple(kind.value for kind in ReasonKind)
FEES = evolve(REFUNDS, fees=[Fee("post", EUR("1.00"), per="unit", for_reasons=list(ReasonKind))])
ORDERS = (
    ARRIVED,
    ARRIVED.after(RemedyFailed({"tee": 2}, remedy="repair", at="2026-03-06T08:00Z")),
)
CLAIMS = [
    *(GuaranteeRequest.of({"tee": 3, "boots": 1}, reason=word) for word in ANY_REASON),
    *(GuaranteeRequest.of({"tee": 3}, reason="defect", remedy=remedy) for remedy in RemedyKind),
    GuaranteeRequest.of({"tee": 1}, reason="defect", evidence=["photo"]),
    GuaranteeRequest.of({"tee": 1}, reason="too_small"),
]


def claimed(terms: GuaranteeTerms) -> Iterable[Answer]:
    """What is answered to a claim, and what it gives."""
    for order, claim, at in product(ORDERS, CLAIMS, INSTANTS):
        yield _decided(guarantees.assess(order, claim, terms, at=at))


def by_reason(terms: GuaranteeTerms) -> Iterable[Answer]:
    """The answers of guarantees for one kind of reason each."""
    for kind in ReasonKind:
        yield from claimed(evolve(terms, for_reasons=[kind]))


def by_both(terms: GuaranteeTerms) -> Iterable[Answer]:
    """The answers as they are, and where only some kinds of reason are guaranteed."""
    yield from claimed(terms)
    yield from by_reason(terms)


def _decided(decision: Decision[GuaranteeCase]) -> Answer:
    ends = [(x.line, x.deadline and x.deadline.ends_at) for x in decision.items]
    units = (decision.allowed, decision.refused, decision.referred, decision.because)
    money = refunds.quote(decision, FEES).total
    return Answer(
        decided=(decision.outcome, units, ends, decision.hints, guarantees.ladder(decision), money),
        told=(),
        named=(decision.terms.id, decision.terms.version),
    )


def by_rung(rung: Rung) -> Iterable[Answer]:
    """The answers by what is open first."""
    first = [x for x in RemedyKind if x not in rung.remedies]
    return claimed(evolve(PLAIN, rungs=[rung, Rung(first)]))


OPTIONS = (
    Options(
        GuaranteeTerms,
        PLAIN,
        by_both,
        (
            names("id", "what the terms are called; every decision names them", "other"),
            names("version", "which edition of them it is; every decision names it", "2"),
            decides("zone", "where days are counted and end, those of the sale as well", "UTC"),
            decides(
                "length",
                "how long it runs; all lengths but `Hours` end with a local day",
                Days(8),
                Weeks(1),
                Months(1),
                Years(1),
                Hours(30),
            ),
            decides(
                "since",
                "which event starts it for each unit; of several the first that has happened "
                "counts, and while none has, the answer is to refer",
                Shipped,
                Placed,
                [Opened, Delivered],
            ),
            decides(
                "for_reasons",
                "for which kinds of reason it is, a `ReasonKind`",
                *([x] for x in ReasonKind),
            ),
            decides(
                "reasons",
                "whose doing each of the customer's words is, a `ReasonKind`; any other word "
                "refers where not all kinds are guaranteed",
                *({"too_small": x} for x in ReasonKind),
            ),
            decides("applies_to", "for which lines it is", CLOTHES, SHOES),
            decides("goods_back", f"what has to come back: {members(GoodsBack)}", GoodsBack.GOODS),
            decides(
                "evidence", "what has to be shown, in your words; without it, refer", ["photo"]
            ),
            decides(
                "rungs",
                "which remedies are open, as `Rung`s in order; without any, all at once",
                [Rung(["repair"]), Rung(["cash"])],
            ),
            decides(
                "from_on", "from which day on it was promised, by the day of the sale", "2026-03-03"
            ),
            decides(
                "until_on", "before which day it was promised, by the day of the sale", "2026-03-02"
            ),
        ),
    ),
    Options(
        Rung,
        Rung(["repair"]),
        by_rung,
        (
            decides(
                "remedies",
                f"which remedies are open together: {members(RemedyKind)}",
                *([x] for x in RemedyKind if x is not RemedyKind.REPAIR),
            ),
            decides("tries", "how often they fail before the next rung is open", 2),
        ),
    ),
)
