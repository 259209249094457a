"""What in terms stands in the way of a right that has no such exception.

Rules of this file: each entry is asked alone, with its exceptions, about a sale that it is for and
that the right gives back.
"""

from collections.abc import Callable, Iterator
from math import lcm
from typing import Any

from attrs import evolve, frozen

from postsales.basics.citations import Citation
from postsales.basics.findings import Verdict
from postsales.basics.rules import IN_THE_WAY, rule_name
from postsales.law._less import Less
from postsales.law._probes import FIRST, SECOND, Goods, Trial
from postsales.orders.conditions import Condition
from postsales.orders.events import Delivered, Lost, Shipped
from postsales.orders.order import Order
from postsales.orders.parties import PurchaseRecord
from postsales.orders.scope import EVERYTHING, Everything, Scope
from postsales.orders.terms import with_exceptions
from postsales.returns.barred import BarredWhen
from postsales.returns.decide import assess
from postsales.returns.guards import ReturnerGuard
from postsales.returns.request import ReturnRequest
from postsales.returns.rules import available, within_window
from postsales.returns.says import Authorisation, NoticeForm
from postsales.returns.units_back import UnitsBack

__all__ = ["blocked"]

_Asked = Iterator[tuple[Order, ReturnRequest]]


def blocked(trial: Trial) -> Iterator[Less]:
    """All that stands in the way of the right."""
    by = trial.right.window.by
    for kind in _KINDS:
        for place, entry in enumerate(getattr(trial.terms, kind.name)):
            if _is_in_the_way(trial, entry, kind):
                where = f"returns.{kind.name}[{place}]"
                yield Less(where, kind.code, by, what=kind.called(entry))
    if trial.probe.reason not in trial.kinds:
        what = trial.probe.reason.value
        yield Less("returns.reasons", "reason_not_taken", by, what=what)
    yield from _not_here(trial, by)
    if trial.terms.authorisation is not trial.right.authorisation is Authorisation.NOT_NEEDED:
        yield Less("returns.authorisation", "authorisation_wanted", by)
    enough = trial.right.forms or (*NoticeForm,)
    if trial.terms.forms and not {*enough} <= {*trial.terms.forms}:
        yield Less("returns.forms", "form_refused", by)


@frozen(weakref_slot=False)
class _Kind:
    """Entries of one kind: where they stand, how they are called, and what they are asked about."""

    name: str
    code: str
    called: Callable[[Any], str]
    asked: Callable[[Trial, Any, Goods], _Asked]


def _is_in_the_way(trial: Trial, entry: Any, kind: _Kind) -> bool:
    (rule,) = with_exceptions([entry], trial.terms.excepted)
    for goods in trial.given(_scope(entry)):
        for order, request in kind.asked(trial, entry, goods):
            if not trial.probe.gives(trial.right, order, request):
                continue
            at = max(x.at for x in order.history)
            cases = assess(order, request, trial.terms, at=at).cases
            if any(rule(x).verdict in IN_THE_WAY for x in cases):
                return True
    return False


def _not_here(trial: Trial, by: Citation | None) -> Iterator[Less]:
    """Units that have not left, are on their way, or were lost: a right can be about them."""
    told: set[str] = set()
    is_stricter = trial.terms.not_started is not trial.right.not_started
    (in_time,) = with_exceptions([within_window], trial.terms.excepted)
    for goods in trial.given(EVERYTHING):
        for order in _on_the_way(trial, goods):
            request = trial.probe.request({FIRST: 1})
            if not trial.probe.gives(trial.right, order, request):
                continue
            at = max(x.at for x in order.history)
            for case in assess(order, request, trial.terms, at=at).cases:
                if available(case).verdict in IN_THE_WAY:
                    told.add("covers")
                elif is_stricter and in_time(case).verdict is Verdict.UNKNOWN:
                    told.add("not_started")
    if "covers" in told:
        yield Less("returns.covers", "not_here_refused", by)
    if "not_started" in told:
        yield Less("returns.not_started", "not_started_referred", by)


def _on_the_way(trial: Trial, goods: Goods) -> Iterator[Order]:
    whole = trial.probe.order(goods, {FIRST: trial.days[0]})
    left = [x for x in whole.history if not isinstance(x, Delivered)]
    lost = Lost({FIRST: 1}, at=max(x.at for x in whole.history))
    unsent = [x for x in left if not isinstance(x, Shipped)]
    for history in (unsent, left, [*left, lost]):
        yield evolve(whole, history=history)


def _scope(entry: Any) -> Scope | Everything:
    if isinstance(entry, BarredWhen):
        return entry.when if isinstance(entry.when, Scope) else EVERYTHING
    return getattr(entry, "applies_to", EVERYTHING)


# ------------------------------------------------------------------------------ what is asked about


def _plain(trial: Trial, _: Any, goods: Goods) -> _Asked:
    yield trial.probe.order(goods, {FIRST: trial.days[0]}), trial.probe.request({FIRST: 1})


_WORN = ("opened", Condition.USED.value, Condition.DAMAGED.value)


def _worn(trial: Trial, _: Any, goods: Goods) -> _Asked:
    for condition in _WORN:
        order = trial.probe.order(goods, {FIRST: trial.days[0]})
        yield order, trial.probe.request({FIRST: 1}, condition=condition)


def _part(trial: Trial, _: Any, goods: Goods) -> _Asked:
    delivered = dict.fromkeys((FIRST, SECOND), trial.days[0])
    yield trial.probe.order(goods, delivered, bundled=True), trial.probe.request({FIRST: 1})


def _few(trial: Trial, entry: UnitsBack, goods: Goods) -> _Asked:
    bought = lcm(entry.least, entry.packs_of) + entry.keeping + 1
    for units in (1, bought - 1):
        order = trial.probe.order(goods, {FIRST: trial.days[0]}, units=bought)
        yield order, trial.probe.request({FIRST: units})


def _often(trial: Trial, entry: ReturnerGuard, goods: Goods) -> _Asked:
    bought = max(entry.least_bought, (entry.most_units or 0) + 1)
    currency = trial.probe.currency if entry.most_money is None else entry.most_money.currency
    paid = currency.minor(1 if entry.most_money is None else entry.most_money.minor + 1)
    record = PurchaseRecord(bought=bought, returned=bought, paid=paid, refunded=paid)
    order = trial.probe.order(goods, {FIRST: trial.days[0]}, record=record)
    yield order, trial.probe.request({FIRST: 1})


_KINDS = (
    _Kind("exclusions", "goods_excluded", lambda x: str(x.code), _plain),
    _Kind("proofs", "proof_wanted", lambda x: str(x.evidence), _plain),
    _Kind("conditions", "condition_wanted", lambda _: "", _worn),
    _Kind("bundles", "whole_bundle_wanted", lambda _: "", _part),
    _Kind("units_back", "numbers_wanted", lambda _: "", _few),
    _Kind("guards", "customer_looked_at", lambda x: str(x.code), _often),
    _Kind("required", "rule_in_the_way", rule_name, _plain),
)
