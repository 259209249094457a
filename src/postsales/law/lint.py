"""Terms of a merchant held against a statute: where they give less, attribute by attribute.

Rules of this file: sales are made up and both sides are asked about them. What a right does not
give either is no shortfall, and neither is what is equal or better.
"""

from collections.abc import Iterator
from datetime import date

from postsales.law._blocked import blocked
from postsales.law._kept import kept
from postsales.law._later import follows, past
from postsales.law._less import Less, said
from postsales.law._probes import FIRST, Goods, Trial
from postsales.law._sooner import sooner
from postsales.law._trials import trials
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.shortfalls import Shortfall
from postsales.orders.lines import LineKind
from postsales.orders.sales import SaleMade
from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms

__all__ = ["lint"]


def lint(
    terms: ReturnTerms,
    refund_terms: RefundTerms,
    place: Jurisdiction,
    *,
    on: date | str | None = None,
    made: SaleMade | str = SaleMade.ONLINE,
) -> tuple[Shortfall, ...]:
    """Where do terms of a merchant give less than the law of a place, and on which day first?

    Each right that such a sale has is held against them: its time, what starts it, what stands in
    its way, what has to be shown, fees, delivery, the way back, store credit and the time for the
    refund. ``made`` is how the sales are made; ``comparable`` says which rights are about them. A
    right about faults is asked about for each kind of fault that the terms tell apart. What the
    floor gives anyhow (``law.assess``) is told all the same: it is what customers read in the
    terms. What the terms say for other markets, or in other money, is left out.

    Counting: 1,095 days of deliveries from ``on``, or from the beginning of the year in which the
    law was last checked, by the law of the first of them: with one parcel, with a second one 12 or
    30 days later, and, every fifth day alone, with a customer whom nobody told of the right. Each
    parcel leaves two days before it comes, three days after the order at first. For clocks every
    second of these days alone is that of a notice, with goods that come back at once or as late as
    may be. What is told is worse since the first of the days that were tried. Holidays are those
    that the place observes, which the terms observe as well unless they have their own; days are
    counted in the zone of the terms, and in UTC where that is each customer's own.

    Raises:
        InvalidValue: a day that is too far ahead, or no way of making a sale.
        NoLawInForce: none of its rights is covered on the first of these days.
        WrongType: no terms, or no jurisdiction.

    Example:
        >>> from postsales import Days, Delivered, Exclusion, ReturnWindow, Scope
        >>> from postsales.law import DE
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(14), since=Delivered),
        ...     exclusions=[Exclusion("final_sale", applies_to=Scope(trait="final_sale"))],
        ... )
        >>> refund_terms = RefundTerms(id="acme", version="1", shipping="never", tenders="as_paid")
        >>> for one in lint(terms, refund_terms, DE):
        ...     print(one.where, one.code, one.citation)
        returns.window window_shorter Bürgerliches Gesetzbuch, § 193
        returns.judged_by notice_judged_later Bürgerliches Gesetzbuch, § 355(2)
        returns.window window_before_last_parcel Directive 2011/83/EU, Art. 9(2)(b)(i)
        returns.window window_without_information Bürgerliches Gesetzbuch, § 356(3), (4)
        returns.exclusions[0] goods_excluded Bürgerliches Gesetzbuch, § 355(2)
        returns.covers not_here_refused Bürgerliches Gesetzbuch, § 355(2)
        returns.not_started not_started_referred Bürgerliches Gesetzbuch, § 355(2)
        refunds.shipping delivery_kept Bürgerliches Gesetzbuch, §§ 355(3), 357(1)
    """
    found: dict[tuple[str, str, str], Less] = {}
    for name, trial in trials(terms, refund_terms, place, on=on, made=made):
        for less in _found(trial, name, place):
            key = (name, less.where, less.code)
            if key not in found or _is_before(less, found[key]):
                found[key] = less
    return tuple(said(less, name) for (name, *_), less in found.items())


def _is_before(less: Less, other: Less) -> bool:
    """Is it worse since an earlier day than the same of other goods, or for another reason?"""
    if less.days is None or other.days is None:
        return False
    return less.days.first_on < other.days.first_on


def _found(trial: Trial, name: str, place: Jurisdiction) -> Iterator[Less]:
    """All that is less than one right, where it is about such sales."""
    plain = next(trial.given(EVERYTHING), None)
    if plain is None:
        return
    for goods in _kinds_of_goods(trial):
        yield from sooner(trial, goods)
    yield from blocked(trial)
    if name in place.refunds:
        row = place.refunds[name].row_on(trial.days[0])
        statute = place.refunds[name].on(trial.days[0])
        yield from kept(trial, statute, row.by, is_lost=name not in place.handling)
    for duty in place.duties:
        if follows(duty, name, trial):
            yield from past(trial, plain, duty)


def _kinds_of_goods(trial: Trial) -> Iterator[Goods]:
    """Goods that times of the terms tell apart, and those that none but the standard is about.

    Goods of which the same is true are alike: one of them is tried.
    """
    told = [x.applies_to for x in trial.terms.special_windows]
    told += [x.applies_to for x in trial.terms.extensions]
    told += [x.applies_to for x in trial.money.special_windows]
    scopes = [x for x in told if isinstance(x, Scope)]
    kinds = LineKind if any(x.kind for x in scopes) else ()
    some: list[Scope | Everything] = [EVERYTHING, *(Scope(kind=x) for x in kinds), *scopes]
    alike: dict[tuple[bool, ...], Goods] = {}
    for scope in some:
        for goods in trial.given(scope):
            order = trial.probe.order(goods, {FIRST: trial.days[0]})
            alike.setdefault(tuple(x.covers(order.line(FIRST), order) for x in scopes), goods)
    yield from alike.values()
