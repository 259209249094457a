"""What of terms and a law can be held against each other, and what is left out of it."""

from collections.abc import Iterator
from datetime import date

from attrs import field, frozen

from postsales.law._kept import is_for_the_way_back
from postsales.law._markets import Customers
from postsales.law._probes import Trial
from postsales.law._trials import entries, scopes_of, trials
from postsales.law.jurisdictions import Jurisdiction
from postsales.orders.sales import SaleMade
from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms

__all__ = ["Comparable", "LeftOut", "comparable"]


@frozen(weakref_slot=False)
class LeftOut:
    """Something in terms that is not held against a law: where it stands, and why.

    Example:
        See ``comparable``.
    """

    where: str
    says: str


@frozen(weakref_slot=False)
class Comparable:
    """The names of the rights that ``lint`` holds against terms, and of those it does not.

    ``others`` are rights that are about no goods of the terms, or about no sales that are made so.
    ``left_out`` is what the terms say for others than the customers of the place, and how high a
    fee for the way back is, where the customer pays what that costs.

    Example:
        See ``comparable``.
    """

    rights: tuple[str, ...]
    others: tuple[str, ...] = field(default=(), kw_only=True)
    left_out: tuple[LeftOut, ...] = field(default=(), kw_only=True)


def comparable(
    terms: ReturnTerms,
    refund_terms: RefundTerms,
    place: Jurisdiction,
    *,
    on: date | str | None = None,
    made: SaleMade | str = SaleMade.ONLINE,
) -> Comparable:
    """Which rights of a place does ``lint`` hold against terms, and what does it leave out?

    That ``lint`` finds nothing says nothing of a right that is not held against them. A market
    that is called by the code of another country is that of others, and so is a fee in another
    currency than that of the place. The arguments are those of ``lint``.

    Raises:
        InvalidValue: a day that is too far ahead, or no way of making a sale.
        NoLawInForce: none of its rights is covered on the first day.
        WrongType: no terms, or no jurisdiction.

    Example:
        >>> from postsales import Days, Delivered, Exclusion, ReturnWindow
        >>> from postsales.law import US
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="America/New_York",
        ...     window=ReturnWindow(Days(14), since=Delivered),
        ...     exclusions=[Exclusion("final_sale", applies_to=Scope(market="DE"))],
        ... )
        >>> refund_terms = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
        >>> found = comparable(terms, refund_terms, US)
        >>> found.rights, found.others
        ((), ('withdrawal',))
        >>> found.left_out[0].where, found.left_out[0].says
        ('returns.exclusions[0]', 'it is for the market DE')
        >>> comparable(terms, refund_terms, US, made="home_visit").rights
        ('withdrawal',)
    """
    held: dict[str, bool] = {}
    left: dict[LeftOut, None] = {}
    for name, trial in trials(terms, refund_terms, place, on=on, made=made):
        held[name] = held.get(name, False) or any(trial.given(EVERYTHING))
        left |= dict.fromkeys(_left_out(terms, refund_terms, trial.customers))
        left |= dict.fromkeys(_at_cost(trial, place, name))
    return Comparable(
        tuple(x for x, is_held in held.items() if is_held),
        others=tuple(x for x, is_held in held.items() if not is_held),
        left_out=tuple(left),
    )


def _left_out(
    terms: ReturnTerms, refund_terms: RefundTerms, customers: Customers
) -> Iterator[LeftOut]:
    """What is for other markets, or in other money."""
    if not customers.are_meant(terms.applies_to):
        yield LeftOut("returns.applies_to", _of_market(terms.applies_to))
    for where, entry in entries(terms, refund_terms):
        amount: object = getattr(entry, "amount", getattr(entry, "at_most", None))
        others = [x for x in scopes_of(entry) if not customers.are_meant(x)]
        if others:
            yield LeftOut(where, _of_market(others[0]))
        elif not customers.pay_in(amount):
            yield LeftOut(where, f"it is in other money than {customers.currency}")


def _at_cost(trial: Trial, place: Jurisdiction, name: str) -> Iterator[LeftOut]:
    """Fees for the way back, which are fine up to what that costs: nobody told how much that is."""
    refund = place.refund(name, on=trial.days[0])
    if refund is None:
        return
    for n, fee in enumerate(trial.money.fees):
        is_meant = trial.probe.reason in fee.for_reasons and trial.customers.pay_in(fee.amount)
        is_at_cost = is_meant and is_for_the_way_back(trial, fee, refund)
        if is_at_cost and any(trial.given(fee.applies_to)):
            yield LeftOut(f"refunds.fees[{n}]", _AT_COST)


_AT_COST = "it is fine up to what the way back costs, and nobody told how much that is"


def _of_market(scope: Scope | Everything) -> str:
    markets = scope.market if isinstance(scope, Scope) else ()
    return f"it is for the market {' and '.join(markets)}"
