"""Worlds: what terms talk about, so that their special cases are hit often and missed often."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs
from attrs import field, frozen

from postsales.basics._errors import InvalidValue
from postsales.basics.currencies import Currency
from postsales.basics.events import Event
from postsales.basics.moments import day_start, instant
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap
from postsales.orders.lines import LineKind, Trait
from postsales.orders.parties import PurchaseRecord
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import Scope
from postsales.orders.seasons import Season
from postsales.orders.terms import OWN_WORDS
from postsales.refunds.terms import RefundTerms
from postsales.returns.bundles import WholeBundle
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.guards import ReturnerGuard
from postsales.returns.proofs import Proof
from postsales.returns.terms import ReturnTerms
from postsales.testing.strategies._named import words_named
from postsales.testing.strategies.amounts import CURRENCIES
from postsales.testing.strategies.clocks import SALES, TICK, ZONES

if TYPE_CHECKING:
    from postsales.testing.subject import Policy

__all__ = ["ANYTHING", "World", "world_of"]

T = TypeVar("T")
_OTHER = "other"
_UNKNOWN_WORD = "hm"


def _units(value: Iterable[int]) -> tuple[int, ...]:
    return _some("sets", value)


def _names(value: Iterable[str | None]) -> tuple[str | None, ...]:
    return _some("names", value)


def _words(value: Iterable[str]) -> tuple[str, ...]:
    return _some("words", value)


def _shown(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


def _currencies(value: Iterable[Currency]) -> tuple[Currency, ...]:
    return _some("currencies", value)


def _traits(value: Iterable[Trait | None]) -> tuple[Trait | None, ...]:
    return _some("traits", value)


def _kinds(value: Iterable[LineKind]) -> tuple[LineKind, ...]:
    return _some("kinds", value)


def _events(value: Iterable[type[Event]]) -> tuple[type[Event], ...]:
    return tuple(value)


def _sales(value: Iterable[datetime]) -> tuple[datetime, ...]:
    return tuple(instant(x, "sales") for x in _some("sales", value))


def _records(value: Iterable[PurchaseRecord | None]) -> tuple[PurchaseRecord | None, ...]:
    return _some("records", value)


def _pays(value: Mapping[str | None, Currency]) -> FrozenMap[str | None, Currency]:
    return FrozenMap(value)


def _some(name: str, value: Iterable[T]) -> tuple[T, ...]:
    found = tuple(value)
    if not found:
        raise InvalidValue(name, found, "there is nothing to draw from none", "name one at least")
    return found


_NO_PRICES: FrozenMap[str | None, Currency] = FrozenMap({})


@frozen(weakref_slot=False, kw_only=True)
class World:
    """What orders and requests are drawn from: a few values of each kind, the plainest first.

    ``None`` among the values of a kind is a line, order or customer that says nothing of it.
    ``events`` are classes of events of the host's own. ``zones`` are those of the customers, the
    first of which is also the one whose edges are sought; ``sales`` are the instants at which
    orders were placed. ``pays`` says in which currency a market pays, where that has to be one.
    ``evidence`` is what customers can show: all of it, one thing, or nothing. ``conditions`` are
    those in which they say goods are, and ``records`` what they bought before and sent back.
    ``sets`` are how many units of each line were sold together as a bundle. ``promotions`` are the
    names of those that orders were sold with, at most one each.

    Example:
        >>> World(categories=[None, "shoes"], currencies=[Currency("EUR")]).categories
        (None, 'shoes')
    """

    currencies: tuple[Currency, ...] = field(default=CURRENCIES, converter=_currencies)
    categories: tuple[str | None, ...] = field(default=(None, "shoes"), converter=_names)
    skus: tuple[str | None, ...] = field(default=(None, "SKU-1"), converter=_names)
    tags: tuple[str | None, ...] = field(default=(None, "sale"), converter=_names)
    traits: tuple[Trait | None, ...] = field(default=(None, *Trait), converter=_traits)
    kinds: tuple[LineKind, ...] = field(default=tuple(LineKind), converter=_kinds)
    markets: tuple[str | None, ...] = field(default=(None, "DE", "US"), converter=_names)
    channels: tuple[str | None, ...] = field(default=(None, "web", "shop"), converter=_names)
    tiers: tuple[str | None, ...] = field(default=(None, "gold"), converter=_names)
    evidence: tuple[str, ...] = field(default=("receipt",), converter=_shown)
    conditions: tuple[str, ...] = field(default=("unopened",), converter=_shown)
    sets: tuple[int, ...] = field(default=(0,), converter=_units)
    reasons: tuple[str, ...] = field(default=(*OWN_WORDS, _UNKNOWN_WORD), converter=_words)
    events: tuple[type[Event], ...] = field(default=(), converter=_events)
    zones: tuple[str, ...] = field(default=ZONES, converter=_words)
    sales: tuple[datetime, ...] = field(default=SALES, converter=_sales)
    records: tuple[PurchaseRecord | None, ...] = field(default=(None,), converter=_records)
    pays: FrozenMap[str | None, Currency] = field(default=_NO_PRICES, converter=_pays)
    promotions: tuple[str | None, ...] = field(default=(None,), converter=_names)

    @property
    def zone(self) -> str:
        """The zone whose edges are sought."""
        return self.zones[0]


ANYTHING = World()
"""The world for policies of which nothing is known."""


def world_of(
    terms: "ReturnTerms | Policy | None", refund_terms: RefundTerms | None = None
) -> World:
    """What do these terms talk about? Every value that one of them names, and one that none names.

    Scopes are found wherever they stand: in windows, exclusions and fees, and in rules of the
    host's own that are frozen classes. Fixed fees decide about currencies, by market where their
    scope names one.

    Rules of the host's own are looked through for words: the text in fields of a frozen class, such
    as ``tier`` or ``evidence``, and the text that a function compares, such as in ``"receipt" in
    case.evidence``, read from its compiled code. So a policy that is a function can stand in the
    place of terms. What is missed, such as words in a table beside the rule, is said with
    ``evolve(world_of(terms), evidence=["receipt"])``.

    Example:
        >>> from postsales import Days, Delivered, ReturnWindow
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ...     special_windows=[
        ...         ReturnWindow(Days(14), since=Delivered, applies_to=Scope(category="shoes")),
        ...     ],
        ... )
        >>> world_of(terms).categories, world_of(terms).skus
        ((None, 'shoes', 'other'), (None,))
    """
    told = terms if isinstance(terms, ReturnTerms) else None
    parts = [*_parts(terms), *_parts(refund_terms)]
    scopes = [x for x in parts if isinstance(x, Scope)]
    fixed = _fixed_fees(refund_terms)
    words = words_named(parts)
    proofs = [x.evidence for x in parts if isinstance(x, Proof)]
    everywhere = dict.fromkeys(money.currency for money, scope in fixed if not _markets(scope))
    return World(
        currencies=tuple(everywhere)[:1] or CURRENCIES,
        pays=_pays_by_market(fixed),
        categories=_named(scopes, "category", words.get("categories", ())),
        skus=_named(scopes, "sku", words.get("skus", ())),
        tags=_named(scopes, "tag", words.get("tags", ())),
        traits=_words_beside(scopes, "trait", (None, *Trait)),
        kinds=_words_beside(scopes, "kind", tuple(LineKind)),
        markets=_named(scopes, "market", words.get("markets", ())),
        channels=_named(scopes, "channel", words.get("channels", ())),
        tiers=_named(scopes, "tier", words.get("tiers", ())),
        evidence=tuple(dict.fromkeys((*proofs, *words.get("evidence", ())))),
        conditions=_conditions(parts, words.get("conditions", ())),
        sets=(1, 0, 2) if any(isinstance(x, WholeBundle) for x in parts) else (0,),
        reasons=_reasons(told),
        events=_own_events(parts),
        zones=_zones(told, refund_terms),
        records=_records_near([x for x in parts if isinstance(x, ReturnerGuard)]),
        promotions=_promotions(refund_terms),
        sales=_sales_near([x for x in parts if isinstance(x, Season)], told),
    )


def _conditions(parts: Sequence[object], words: Sequence[str]) -> tuple[str, ...]:
    """Conditions that are accepted or asked for, and one that is not, if any is."""
    accepted = [one for x in parts if isinstance(x, AcceptedConditions) for one in x.conditions]
    found = dict.fromkeys((*accepted, *words))
    return (*found, _OTHER) if found else ()


def _promotions(terms: RefundTerms | None) -> tuple[str | None, ...]:
    """None, every promotion that a rule names, and one that none names, where there are rules."""
    if terms is None or not terms.promotions:
        return (None,)
    return (None, *dict.fromkeys(x for rule in terms.promotions for x in rule.promotions), _OTHER)


def _records_near(guards: Sequence[ReturnerGuard]) -> tuple[PurchaseRecord | None, ...]:
    """Nothing known, and for each guard a customer exactly at its figures, and one just above."""
    found: list[PurchaseRecord | None] = [None]
    for guard in guards:
        bought = max(guard.least_bought, 1 + (guard.most_units or 0), 100)
        most = guard.most_money or Money.of("0", "EUR")
        share = Percent("0") if guard.most_share is None else guard.most_share
        units = max(guard.most_units or 0, int(share.value) * bought // 100)
        for more in (0, 1):
            refunded = most.currency.minor(most.minor + more)
            returned = min(bought, units + more)
            found.append(
                PurchaseRecord(bought=bought, returned=returned, paid=refunded, refunded=refunded)
            )
    return tuple(found)


def _sales_near(seasons: Sequence[Season], terms: ReturnTerms | None) -> tuple[datetime, ...]:
    """Sales of the first and last instant of a season, of the one before it and the one after."""
    zone = terms.zone if terms is not None and isinstance(terms.zone, str) else ZONES[0]
    edges = [day_start(zone, x.first_day) for x in seasons]
    edges += [day_start(zone, x.last_day + timedelta(days=1)) for x in seasons]
    near = [at for edge in edges for at in (edge, edge - TICK)]
    # As often as all others together, since few of them lie in any season.
    return (*SALES, *near * (len(SALES) // len(near) or 1)) if near else SALES


def _parts(value: object) -> Iterator[object]:
    """A frozen value and everything in it, however deep."""
    yield value
    if attrs.has(type(value)):
        for one in attrs.fields(cast("Any", type(value))):
            if one.init:
                yield from _parts(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in cast("tuple[object, ...]", value):
            yield from _parts(part)


def _named(scopes: Sequence[Scope], name: str, words: tuple[str, ...]) -> tuple[str | None, ...]:
    """Nothing said, every value that a scope or a rule names, and one that none names."""
    named = dict.fromkeys((*(x for scope in scopes for x in getattr(scope, name)), *words))
    return (None, *named, _OTHER) if named else (None,)


def _words_beside(scopes: Sequence[Scope], name: str, every: tuple[T, ...]) -> tuple[T, ...]:
    """The plainest word, every word that a scope names, and one that none names."""
    named = dict.fromkeys(x for scope in scopes for x in getattr(scope, name))
    if not named:
        return every[:1]
    outside = [x for x in every[1:] if x not in named]
    return tuple(dict.fromkeys((every[0], *named, *outside[:1])))


def _reasons(terms: ReturnTerms | None) -> tuple[str, ...]:
    """The words that the terms know, a change of mind first, and one that they do not know."""
    known = OWN_WORDS if terms is None else terms.reasons
    told = sorted(known, key=lambda x: (known[x] is not ReasonKind.REMORSE, x))
    return (*told, _UNKNOWN_WORD)


_Fixed = tuple[Money, Scope | None]


def _fixed_fees(terms: RefundTerms | None) -> list[_Fixed]:
    """Fees that are an amount, with the scope that limits them."""
    fees = () if terms is None else terms.fees
    scopes = [x.applies_to if isinstance(x.applies_to, Scope) else None for x in fees]
    told = zip(fees, scopes, strict=True)
    return [(fee.amount, scope) for fee, scope in told if isinstance(fee.amount, Money)]


def _markets(scope: Scope | None) -> tuple[str, ...]:
    return () if scope is None else scope.market


def _pays_by_market(fixed: list[_Fixed]) -> dict[str | None, Currency]:
    return {market: money.currency for money, scope in fixed for market in _markets(scope)}


def _zones(terms: ReturnTerms | None, refund_terms: RefundTerms | None) -> tuple[str, ...]:
    told = [x.zone for x in (terms, refund_terms) if x is not None]
    named = [x for x in told if isinstance(x, str)]
    return tuple(dict.fromkeys((*named, *ZONES)))


def _own_events(parts: Sequence[object]) -> tuple[type[Event], ...]:
    """Classes of events of the host's own, as far as one can be made of an instant and units."""
    found = [x for x in parts if isinstance(x, type) and issubclass(x, Event)]
    return tuple(dict.fromkeys(x for x in found if _is_own(x) and _can_be_made(x)))


def _is_own(kind: type[Event]) -> bool:
    return not kind.__module__.startswith("postsales.")


def _can_be_made(kind: type[Event]) -> bool:
    asked = [x for x in attrs.fields(cast("Any", kind)) if x.init and x.default is attrs.NOTHING]
    return {x.name for x in asked} <= {"at", "units"}
