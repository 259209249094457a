"""Terms and the rights that they are held against: how each of them is tried, and on which days.

Rules of this file: the law is that of the first day; what is not covered on it raises.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, cast

from attrs import evolve, fields

from postsales.basics._checks import day, instance
from postsales.basics._errors import InvalidValue
from postsales.basics.currencies import EUR
from postsales.basics.last_days import parts
from postsales.law._markets import Customers, customers_of
from postsales.law._probes import Probe, Trial
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.circumstances import Priced
from postsales.orders.reasons import ReasonKind
from postsales.orders.sales import SaleMade
from postsales.orders.terms import OWN_WORDS
from postsales.refunds.terms import RefundTerms
from postsales.returns.barred import BarredWhen
from postsales.returns.terms import ReturnTerms

__all__ = ["THREE_YEARS", "entries", "scopes_of", "trials"]

THREE_YEARS = 1095
"""How many days are tried."""

_LATEST = date(2990, 12, 31)


def trials(
    terms: ReturnTerms,
    refund_terms: RefundTerms,
    place: Jurisdiction,
    *,
    on: date | str | None,
    made: SaleMade | str,
) -> Iterator[tuple[str, Trial]]:
    """Each right that is in force, by its name, and how the terms are held against it."""
    instance("terms", terms, ReturnTerms, "the terms come first: ReturnTerms")
    instance("refund_terms", refund_terms, RefundTerms, "the terms for money come second")
    instance("place", place, Jurisdiction, "the law comes third, such as law.DE")
    first = place.checked_on.replace(month=1, day=1) if on is None else day("on", on)
    if first > _LATEST:
        raise InvalidValue("on", first.isoformat(), f"{_LATEST} at the latest")
    days = [first + timedelta(days=n) for n in range(THREE_YEARS)]
    how = SaleMade.read("made", made)
    own = evolve(terms, reasons=OWN_WORDS, holidays={**place.holidays, **terms.holidays})
    said = [x for _, x in entries(own, refund_terms)]
    customers = customers_of(place, [terms.applies_to, *(y for x in said for y in scopes_of(x))])
    for name, right in place.in_force(on=first).items():
        for reason in _reasons(right, terms, said):
            yield (
                name,
                Trial(
                    right=evolve(right, reasons=OWN_WORDS),
                    terms=own,
                    money=refund_terms,
                    probe=_probe(right, reason, terms, how, customers),
                    days=days,
                    customers=customers,
                    kinds=frozenset(terms.reasons.values()),
                ),
            )


def _reasons(
    right: ReturnTerms, terms: ReturnTerms, said: Iterable[object]
) -> Iterator[ReasonKind]:
    """A change of mind; where the right needs a fault, the kinds that the terms tell apart."""
    kinds = {*right.reasons.values()}
    if ReasonKind.REMORSE in kinds:
        yield ReasonKind.REMORSE
        return
    named: list[tuple[ReasonKind, ...]] = [getattr(x, "for_reasons", ()) for x in said]
    named.append(tuple(terms.reasons.values()))
    apart: dict[tuple[bool, ...], ReasonKind] = {}
    for kind in ReasonKind:
        if kind in kinds:
            apart.setdefault(tuple(kind in x for x in named), kind)
    yield from apart.values()


def _probe(
    right: ReturnTerms,
    reason: ReasonKind,
    terms: ReturnTerms,
    made: SaleMade,
    customers: Customers,
) -> Probe:
    limits = [x.above or x.at_least for x in parts(right.required, Priced)]
    currency = next((x.currency for x in limits if x is not None), customers.currency)
    return Probe(
        zone=terms.zone if isinstance(terms.zone, str) else "UTC",
        currency=currency or EUR,
        made=made,
        reason=reason,
        evidence=tuple(x.evidence for x in right.proofs),
    )


def entries(terms: ReturnTerms, refund_terms: RefundTerms) -> Iterator[tuple[str, Any]]:
    """What terms say in parts, one by one, and where each of them stands."""
    for section, some in (("returns", terms), ("refunds", refund_terms)):
        for one in fields(type(some)):
            value: object = getattr(some, one.name)
            if one.init and isinstance(value, tuple):
                for place, entry in enumerate(cast("tuple[object, ...]", value)):
                    yield f"{section}.{one.name}[{place}]", entry
            elif hasattr(value, "for_reasons"):
                yield f"{section}.{one.name}", value


def scopes_of(entry: Any) -> Iterator[Any]:
    """The scope of an entry, where it has one."""
    if isinstance(entry, BarredWhen):
        yield entry.when
    elif hasattr(entry, "applies_to"):
        yield entry.applies_to
