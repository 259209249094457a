"""Guarantee terms: a merchant's promise about goods, as data, for sales of a time.

Defaults are the most generous to the customer: every reason, every remedy at once, nothing to show,
and nothing that has to come back.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import count, day, instance, several, text, texts
from postsales.basics._errors import InvalidValue
from postsales.basics.decisions import TermsRef
from postsales.basics.digests import reference
from postsales.basics.durations import Length
from postsales.basics.moments import local_day, zone_key
from postsales.basics.quantities import FrozenMap
from postsales.basics.rules import Rule
from postsales.guarantees.case import GoodsBack, GuaranteeCase
from postsales.guarantees.rules import (
    guaranteed,
    held,
    promised,
    reason_known,
    remedy_open,
    shown,
    within_guarantee,
)
from postsales.orders.events import Delivered
from postsales.orders.order import Order
from postsales.orders.reasons import ReasonKind, reason_kinds
from postsales.orders.remedied import RemedyKind
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.orders.starts import Since, Start, check_length, starts
from postsales.orders.terms import OWN_WORDS, InvalidTerms, words_for_reasons

__all__ = ["GuaranteeTerms", "Rung"]

_ANY_REASON = tuple(sorted(ReasonKind, key=lambda kind: kind.value))
_DEFECTS = (ReasonKind.DEFECT, ReasonKind.NOT_AS_DESCRIBED, ReasonKind.WRONG_ITEM)
_MOST_TRIES = 100


def _remedies(value: RemedyKind | str | Iterable[RemedyKind | str]) -> tuple[RemedyKind, ...]:
    return RemedyKind.read_all("remedies", value)


@frozen(weakref_slot=False)
class Rung:
    """Remedies that are open together, until they have failed so many times for a unit.

    Example:
        >>> Rung(["repair", "replacement"], tries=2).tries
        2
    """

    remedies: tuple[RemedyKind, ...] = field(converter=_remedies)
    tries: int = field(default=1, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.remedies:
            raise InvalidValue("remedies", self.remedies, "a rung has at least one remedy")
        count("tries", self.tries, least=1, most=_MOST_TRIES)


_Asked = tuple[Rule[GuaranteeCase], ...]
_EVERY_REMEDY = (Rung(tuple(RemedyKind)),)
_REPAIR_FIRST = (
    Rung((RemedyKind.REPAIR, RemedyKind.REPLACEMENT)),
    Rung((RemedyKind.KEEP_THE_ITEM, RemedyKind.CASH)),
)
_MONEY = (Rung((RemedyKind.CASH,)),)
_AGAIN_OR_MONEY = (Rung((RemedyKind.REPLACEMENT, RemedyKind.CASH)),)


def _rungs(value: Iterable[Rung]) -> tuple[Rung, ...]:
    return several("rungs", value, Rung, "a ladder is made of Rung objects")


def _since(value: Start | Iterable[Start]) -> tuple[Since, ...]:
    return starts(value)


def _reasons(value: Mapping[str, ReasonKind]) -> FrozenMap[str, ReasonKind]:
    return words_for_reasons(value)


def _goods_back(value: GoodsBack | str) -> GoodsBack:
    return GoodsBack.read("goods_back", value)


def _evidence(value: Iterable[str]) -> tuple[str, ...]:
    return texts("evidence", value)


def _from_on(value: date | str | None) -> date | None:
    return None if value is None else day("from_on", value)


def _until_on(value: date | str | None) -> date | None:
    return None if value is None else day("until_on", value)


def _day_repr(value: date | None) -> str:
    return repr(None if value is None else value.isoformat())


@frozen(weakref_slot=False, kw_only=True)
class GuaranteeTerms:
    """A promise about goods, run by ``guarantees.assess``.

    ``length`` is how long it runs for each unit, from the first event of ``since`` that has
    happened to it, in days of ``zone``. ``for_reasons`` and ``applies_to`` say what it is about,
    ``evidence`` what has to be shown, and ``goods_back`` what has to come back. ``rungs`` are the
    remedies in the order in which they are open: those of the next rung once the ones before it
    have failed. It is for sales from ``from_on`` on and before ``until_on``, local days of
    ``zone``: a promise that was in force at the sale holds, whatever is promised later.

    Counting: calendar lengths count whole local days of the zone after the day of the start.

    Raises:
        InvalidTerms: sales that end before they begin; a remedy on two rungs; ``First`` or
            ``Last`` as a start.

    Example:
        >>> from postsales import Days
        >>> GuaranteeTerms.money_back(
        ...     id="promise", version="1", zone="Europe/Berlin", length=Days(60)
        ... ).goods_back
        GoodsBack.GOODS
    """

    id: str
    version: str
    zone: str
    length: Length
    since: tuple[Since, ...] = field(default=(Since(Delivered),), converter=_since)
    for_reasons: tuple[ReasonKind, ...] = field(default=_ANY_REASON, converter=reason_kinds)
    reasons: FrozenMap[str, ReasonKind] = field(default=OWN_WORDS, converter=_reasons)
    applies_to: Scope | Everything = field(default=EVERYTHING)
    goods_back: GoodsBack = field(default=GoodsBack.NOTHING, converter=_goods_back)
    evidence: tuple[str, ...] = field(default=(), converter=_evidence)
    rungs: tuple[Rung, ...] = field(default=_EVERY_REMEDY, converter=_rungs)
    from_on: date | None = field(default=None, converter=_from_on, repr=_day_repr)
    until_on: date | None = field(default=None, converter=_until_on, repr=_day_repr)
    ref: TermsRef = field(init=False, eq=False, repr=False)
    rules: _Asked = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        zone_key(self.zone)
        check_length("length", self.length)
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
        problems = [*_problems(self)]
        if problems:
            raise InvalidTerms(f"guarantee terms {self.id[:60]!r}", problems)
        object.__setattr__(self, "ref", reference(self))
        object.__setattr__(self, "rules", _rules(self))

    @classmethod
    def money_back(
        cls,
        *,
        id: str,
        version: str,
        zone: str,
        length: Length,
        since: Start | Iterable[Start] = Delivered,
        from_on: date | str | None = None,
        until_on: date | str | None = None,
    ) -> "GuaranteeTerms":
        """The money back for any reason, within a time; goods come back, and nothing else does."""
        return cls(
            id=id,
            version=version,
            zone=zone,
            length=length,
            since=since,
            goods_back=GoodsBack.GOODS,
            rungs=_MONEY,
            from_on=from_on,
            until_on=until_on,
        )

    @classmethod
    def commercial(
        cls,
        *,
        id: str,
        version: str,
        zone: str,
        length: Length,
        since: Start | Iterable[Start] = Delivered,
        rungs: Iterable[Rung] = _REPAIR_FIRST,
        from_on: date | str | None = None,
        until_on: date | str | None = None,
    ) -> "GuaranteeTerms":
        """What is faulty is repaired or replaced; when that fails, it is paid for."""
        return cls(
            id=id,
            version=version,
            zone=zone,
            length=length,
            since=since,
            for_reasons=_DEFECTS,
            goods_back=GoodsBack.GOODS,
            rungs=rungs,
            from_on=from_on,
            until_on=until_on,
        )

    @classmethod
    def damaged_goods(
        cls,
        *,
        id: str,
        version: str,
        zone: str,
        length: Length,
        since: Start | Iterable[Start] = Delivered,
        evidence: Iterable[str] = (),
        from_on: date | str | None = None,
        until_on: date | str | None = None,
    ) -> "GuaranteeTerms":
        """What was damaged or lost on the way is replaced or paid back, and nothing comes back."""
        return cls(
            id=id,
            version=version,
            zone=zone,
            length=length,
            since=since,
            for_reasons=(ReasonKind.DAMAGED_IN_TRANSIT,),
            evidence=evidence,
            rungs=_AGAIN_OR_MONEY,
            from_on=from_on,
            until_on=until_on,
        )

    def in_force_for(self, order: Order) -> bool:
        """Was it promised when the order was placed?"""
        if self.from_on is None and self.until_on is None:
            return True
        sold = local_day(order.placed_at, self.zone)
        begun = self.from_on is None or self.from_on <= sold
        return begun and (self.until_on is None or sold < self.until_on)


def _rules(terms: GuaranteeTerms) -> _Asked:
    about = (reason_known, guaranteed) if terms.for_reasons != _ANY_REASON else ()
    told = (shown,) if terms.evidence else ()
    found = (held, promised, *about, within_guarantee, *told, remedy_open)
    return cast("_Asked", found)


def _problems(terms: GuaranteeTerms) -> Iterable[str]:
    if not terms.since:
        yield "a guarantee starts with at least one event"
    if any(since.selects for since in terms.since):
        yield "a guarantee runs for each unit, so it starts with no First or Last of all lines"
    if not terms.for_reasons:
        yield "it is for at least one kind of reason"
    if not terms.rungs:
        yield "it promises no remedy"
    seen: set[RemedyKind] = set()
    for remedy in (x for rung in terms.rungs for x in rung.remedies):
        if remedy in seen:
            yield f"the remedy {remedy.value!r} stands on two rungs"
        seen.add(remedy)
    if terms.from_on and terms.until_on and terms.until_on <= terms.from_on:
        yield f"it is for sales from {terms.from_on} on and before {terms.until_on}, so for none"
