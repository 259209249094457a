"""May these units be claimed? Finds the promise of the sale and asks its rules."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics.decisions import Decision, decide
from postsales.basics.findings import Verdict
from postsales.basics.moments import Moment, instant
from postsales.basics.quantities import FrozenMap
from postsales.guarantees.case import Asking, GuaranteeCase, Possession
from postsales.guarantees.request import GuaranteeRequest
from postsales.guarantees.terms import GuaranteeTerms
from postsales.orders.drawing import drawn
from postsales.orders.order import Order, told_once
from postsales.orders.reasons import ReasonKind
from postsales.orders.remedied import RemedyFailed, RemedyKind
from postsales.orders.starts import first_events, not_of_lots
from postsales.orders.terms import InvalidTerms
from postsales.orders.units import Lot, Units, in_hand

__all__ = ["assess", "ladder"]


def assess(
    order: Order,
    request: GuaranteeRequest,
    terms: GuaranteeTerms | Iterable[GuaranteeTerms],
    *,
    at: Moment,
) -> Decision[GuaranteeCase]:
    """May these units be claimed by the promise of their sale: which, until when, and why not?

    Of several versions the one counts that was in force when the order was placed, by the local day
    in its zone. What was promised later takes nothing away, and gives nothing either.

    Counting: facts after ``at`` do not count; one exactly at it does.

    Raises:
        UnknownLine: the claim is about a line that the order does not have.
        InvalidTerms: no version, or two that were in force at the sale.

    Refers when: nobody knows when the guarantee started; something is to be shown first; the terms
    do not know the customer's reason.

    Example:
        >>> from postsales import EUR, Days, Delivered, Line
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("lamp", quantity=1, total=EUR("89.00"))],
        ...     history=[Delivered({"lamp": 1}, at="2026-03-05T12:30+01:00")],
        ... )
        >>> sixty, fourteen = (
        ...     GuaranteeTerms.money_back(
        ...         id="promise", version=version, zone="Europe/Berlin", length=Days(days),
        ...         from_on=first, until_on=end,
        ...     )
        ...     for version, days, first, end in (
        ...         ("1", 60, None, "2026-03-15"), ("2", 14, "2026-03-15", None),
        ...     )
        ... )
        >>> claim = GuaranteeRequest.of({"lamp": 1}, reason="remorse")
        >>> found = assess(order, claim, [sixty, fourteen], at="2026-04-20T09:00+02:00")
        >>> found.outcome, found.terms.version
        (Outcome.ALLOWED, '1')
    """
    instance("order", order, Order, "the facts come first: an Order")
    asked = "say GuaranteeRequest.of({'lamp': 1}, reason='defect')"
    instance("request", request, GuaranteeRequest, asked)
    now = instant(at)
    promise, is_promised = _in_force(order, terms)
    position = order.position_at(now)
    first = first_events(order, not_of_lots([promise.since]), now)
    asking = Asking(
        order, position, promise, is_promised, request.remedy, now, now, first, request.ref
    )
    cases = tuple(_cases(asking, request))
    return decide(cases, promise.rules, request=request, terms=promise.ref, at=now)


def ladder(decision: Decision[GuaranteeCase]) -> FrozenMap[str, tuple[RemedyKind, ...]]:
    """Which remedies are open now, by line: all that every claimed unit of it has.

    Units that the customer does not have, or whose guarantee is over, have none; those that were
    lost on the way have, where the guarantee is about that.

    Example:
        See ``assess``, which gives the decision: ``ladder(found)["lamp"]`` is
        ``(RemedyKind.CASH,)``.

        >>> from postsales import EUR, Days, Delivered, Line
        >>> order = Order(
        ...     id="1001", placed_at="2026-03-02T10:15+01:00",
        ...     lines=[Line("lamp", quantity=1, total=EUR("89.00"))],
        ...     history=[Delivered({"lamp": 1}, at="2026-03-05T12:30+01:00")],
        ... )
        >>> promise = GuaranteeTerms.commercial(
        ...     id="promise", version="1", zone="Europe/Berlin", length=Days(730)
        ... )
        >>> claim = GuaranteeRequest.of({"lamp": 1}, reason="defect", remedy="repair")
        >>> ladder(assess(order, claim, promise, at="2026-04-20T09:00+02:00"))["lamp"]
        (RemedyKind.REPAIR, RemedyKind.REPLACEMENT)
    """
    instance("decision", decision, Decision, "a ladder is that of a Decision")
    found: dict[str, tuple[RemedyKind, ...]] = {}
    for case, answers in zip(decision.cases, decision.answers, strict=True):
        others = zip(decision.rules, answers, strict=True)
        stands = all(
            x.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE)
            for rule, x in others
            if getattr(rule, "name", "") != "remedy_open"
        )
        mine = case.open_remedies if stands else ()
        known = found.get(case.line_id, mine)
        found[case.line_id] = tuple(x for x in known if x in mine)
    return FrozenMap(found)


def _in_force(
    order: Order, terms: GuaranteeTerms | Iterable[GuaranteeTerms]
) -> tuple[GuaranteeTerms, bool]:
    """The promise that was in force at the sale; else the last one, which was not."""
    if isinstance(terms, GuaranteeTerms):
        return terms, terms.in_force_for(order)
    allowed = "the terms come third: GuaranteeTerms, or all versions of them"
    versions = several("terms", terms, GuaranteeTerms, allowed)
    if not versions:
        raise InvalidValue("terms", versions, "at least one version is needed")
    found = [x for x in versions if x.in_force_for(order)]
    if len(found) > 1:
        named = ", ".join(repr(x.version) for x in found)
        says = f"versions {named} were all in force at the sale, and a unit has one promise"
        raise InvalidTerms(f"guarantee terms {found[0].id[:60]!r}", [says])
    return (found[0], True) if found else (versions[-1], False)


def _cases(asking: Asking, request: GuaranteeRequest) -> Iterator[GuaranteeCase]:
    position, reasons = asking.position, asking.terms.reasons
    stocks: dict[str, list[_Piece]] = {}
    for item in request.items:
        line = position.line(item.line)
        kind = reasons.get(item.reason, ReasonKind.OTHER)
        stock = stocks.get(item.line)
        if stock is None:
            stock = [*_stock(position.units(item.line), _failures(asking, item.line))]
        pieces = drawn(_in_turn(stock, kind), 0, item.units, _BEYOND)
        stocks[item.line] = _left(stock, pieces)
        for (possession, failed), k, lot in pieces:
            yield GuaranteeCase(asking, item, line, k, possession, failed, lot, kind)


_State = tuple[Possession, tuple[RemedyKind, ...]]
_BEYOND: _State = (Possession.NOT_BOUGHT, ())
_Piece = tuple[_State, int, Lot | None]
_Failures = Sequence[tuple[int, RemedyFailed]]


def _failures(asking: Asking, line: str) -> _Failures:
    """For how many units of a line something has failed, in order of time."""
    known = told_once(x for x in asking.order.history if x.at <= asking.known_at)
    told = sorted((x for x in known if isinstance(x, RemedyFailed)), key=lambda x: x.at)
    return [(x.units[line], x) for x in told if line in x.units]


def _stock(units: Units, failures: _Failures) -> Iterator[_Piece]:
    """All units of a line by who has them; of those the customer has, the much-tried first."""
    yield from sorted(_tried(units, failures), key=lambda piece: -len(piece[0][1]))
    yield (Possession.SHOP, ()), units.cancellable, None
    yield (Possession.REQUESTED, ()), units.reserved + units.claimed, None
    yield (Possession.RETURNED, ()), units.returned, None
    yield (Possession.REFUNDED, ()), units.kept + units.lost - units.missing, None
    yield (Possession.LOST, ()), units.missing - units.claimed, None
    yield (Possession.CANCELLED, ()), units.cancelled, None


def _in_turn(stock: Sequence[_Piece], kind: ReasonKind) -> Sequence[_Piece]:
    """The units as a reason draws on them: what the way did is claimed of what it took, first.

    But for units that something was tried for: who claims again claims those.
    """
    if kind is not ReasonKind.DAMAGED_IN_TRANSIT:
        return stock
    return sorted(stock, key=lambda x: (-len(x[0][1]), x[0][0] is not Possession.LOST))


def _left(stock: Iterable[_Piece], pieces: Iterable[_Piece]) -> list[_Piece]:
    """The units of a line that an item has not drawn."""
    taken = {(state, lot): k for state, k, lot in pieces}
    return [(state, k - taken.get((state, lot), 0), lot) for state, k, lot in stock]


def _tried(units: Units, failures: _Failures) -> Iterator[_Piece]:
    """The units that the customer has, by what has failed for them.

    What failed is taken to have failed for the same units again, of those that were there by then.
    """
    left = [k for k, _ in failures]
    for lot in in_hand(units):
        came = lot.delivered_at or lot.shipped_at
        mine = [
            min(k, lot.units) if came is None or came <= event.at else 0
            for k, (_, event) in zip(left, failures, strict=True)
        ]
        left = [k - taken for k, taken in zip(left, mine, strict=True)]
        for start, end in pairwise(sorted({0, *mine, lot.units})):
            pairs = zip(mine, failures, strict=True)
            failed = tuple(event.remedy for k, (_, event) in pairs if k > start)
            yield (Possession.CUSTOMER, failed), end - start, lot
