"""Sales that never were, to ask terms and a statute about: goods within scopes, and their orders.

Rules of this file: everything is told that a case could ask for, so that no answer is open for want
of a fact; goods have no trait and no label that no scope asks for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any

from attrs import evolve, field, frozen

from postsales.basics.currencies import Currency
from postsales.basics.decisions import Outcome
from postsales.basics.events import Event
from postsales.basics.moments import day_start
from postsales.law._markets import Customers
from postsales.law._statutory import LastDays
from postsales.orders.charges import Charge
from postsales.orders.events import Delivered, Paid, Shipped
from postsales.orders.lines import Line, LineKind, Trait
from postsales.orders.order import Order
from postsales.orders.parties import Customer, PurchaseRecord
from postsales.orders.payments import Tender
from postsales.orders.promotions import Promotion
from postsales.orders.reasons import ReasonKind
from postsales.orders.sales import SaleMade
from postsales.orders.scope import Everything, Scope
from postsales.refunds.terms import RefundTerms
from postsales.returns.decide import assess
from postsales.returns.request import ReturnItem, ReturnRequest
from postsales.returns.terms import ReturnTerms

__all__ = [
    "FIRST",
    "ORDERED_BEFORE",
    "SECOND",
    "SHIPPED_BEFORE",
    "Goods",
    "Probe",
    "Trial",
    "goods_in",
    "noon",
]

ORDERED_BEFORE, SHIPPED_BEFORE = timedelta(days=3), timedelta(days=2)
"""How long before its delivery the first parcel is ordered, and each one leaves."""

FIRST: str = "first"
SECOND: str = "second"
"""The lines of an order, by their parcels."""

_MINOR_UNITS = 50_000
_HALF_A_DAY = timedelta(hours=12)


@frozen(weakref_slot=False, kw_only=True)
class Goods:
    """What a line is, and of what order, so that scopes cover it."""

    kind: LineKind = LineKind.GOODS
    trait: tuple[Trait, ...] = ()
    tag: tuple[str, ...] = ()
    category: str | None = None
    sku: str | None = None
    market: str | None = None
    channel: str | None = None
    tier: str | None = None


_ONE_OF = ("kind", "category", "sku", "market", "channel", "tier")


def goods_in(*scopes: Scope | Everything) -> Iterator[Goods]:
    """Goods that all of these scopes cover, one for each way in which they can be.

    Example:
        >>> [x.category for x in goods_in(Scope(category=["shoes", "bags"]), Scope(sku="B-1"))]
        ['bags', 'shoes']
    """
    some = [x for x in scopes if isinstance(x, Scope)]
    single: dict[str, list[Any]] = {}
    for name in _ONE_OF:
        named = [getattr(x, name) for x in some if getattr(x, name)]
        if named:
            single[name] = [x for x in named[0] if all(x in other for other in named)]
    traits = [*product(*(x.trait for x in some if x.trait))]
    tags = [*product(*(x.tag for x in some if x.tag))]
    for *values, trait, tag in product(*single.values(), traits, tags):
        alone = dict(zip(single, values, strict=True))
        yield Goods(trait=tuple(trait), tag=tuple(tag), **alone)


def noon(zone: str, day: date) -> datetime:
    """Twelve hours into a day."""
    return day_start(zone, day) + _HALF_A_DAY


@frozen(weakref_slot=False, kw_only=True)
class Probe:
    """How sales are made up: where, how, in which currency, and why goods come back.

    ``evidence`` is what the statute itself wants to be shown.
    """

    zone: str
    currency: Currency
    made: SaleMade
    reason: ReasonKind
    evidence: tuple[str, ...] = ()

    def order(
        self,
        goods: Goods,
        delivered: Mapping[str, date],
        *,
        units: int = 1,
        besides: Iterable[Event] = (),
        bundled: bool = False,
        record: PurchaseRecord | None = None,
    ) -> Order:
        """An order of lines that are alike, each of which comes in a parcel of its own."""
        at = noon(self.zone, min(delivered.values())) - ORDERED_BEFORE
        total = self.currency.minor(_MINOR_UNITS * units)
        history: list[Event] = []
        for line, day in delivered.items():
            arrives = noon(self.zone, day)
            history += [
                Shipped({line: units}, at=arrives - SHIPPED_BEFORE),
                Delivered({line: units}, at=arrives),
            ]
        return Order(
            id="probe",
            placed_at=at,
            market=goods.market,
            channel=goods.channel,
            customer=Customer(id="probe", zone=self.zone, tier=goods.tier, record=record),
            made=self.made,
            lines=[_line(x, goods, units, total) for x in delivered],
            charges=[Charge.shipping(total), Charge.other("wrap", total)],
            promotions=[self._kit(delivered)] if bundled else [],
            history=[
                Paid(total * (len(delivered) + 2), tender=Tender.card("card"), at=at),
                *history,
                *besides,
            ],
        )

    def _kit(self, lines: Iterable[str]) -> Promotion:
        given = {x: self.currency.minor(1) for x in lines}
        return Promotion("kit", given=given, bundle=dict.fromkeys(given, 1))

    def request(
        self,
        units: Mapping[str, int],
        *,
        condition: str = "good",
        ref: str = "",
    ) -> ReturnRequest:
        """A request about some units, with all that the statute wants to be shown."""
        items = [
            ReturnItem(x, k, reason=self.reason.value, evidence=self.evidence, condition=condition)
            for x, k in units.items()
        ]
        return ReturnRequest(items, ref=ref)

    def gives(self, terms: ReturnTerms, order: Order, request: ReturnRequest) -> bool:
        """Do terms give all of it once the last of it has come?"""
        at = max(x.at for x in order.history)
        return assess(order, request, terms, at=at).outcome is Outcome.ALLOWED


def _line(id: str, goods: Goods, units: int, total: Any) -> Line:
    return Line(
        id,
        quantity=units,
        total=total,
        kind=goods.kind,
        traits=goods.trait,
        tags=goods.tag,
        category=goods.category,
        sku=goods.sku,
    )


@frozen(weakref_slot=False, kw_only=True)
class Trial:
    """A right, the terms that are held against it, how it is tried, on which days, and for whom.

    ``kinds`` are those that the terms' own words for reasons have; all words are taken here.
    ``reckoned`` keeps last days that were worked out, since thousands are asked for again.
    """

    right: ReturnTerms
    terms: ReturnTerms
    money: RefundTerms
    probe: Probe
    days: Sequence[date]
    customers: Customers
    kinds: frozenset[ReasonKind]
    reckoned: dict[object, LastDays] = field(factory=dict[object, LastDays], eq=False, repr=False)

    def kept(self, days: LastDays) -> LastDays:
        """The same last days, with those that were reckoned before."""
        return self.reckoned.setdefault(days.key, days)

    def given(self, *scopes: Scope | Everything) -> Iterator[Goods]:
        """Goods within scopes that the terms are about and that the right gives back.

        They are those of markets that the customers can be in.
        """
        for goods in goods_in(self.terms.applies_to, *scopes):
            if goods.market is not None and not self.customers.are_in(goods.market):
                continue
            sold = evolve(goods, market=goods.market or self.customers.market)
            order = self.probe.order(sold, {FIRST: self.days[0]})
            if self.probe.gives(self.right, order, self.probe.request({FIRST: 1})):
                yield sold
