"""What is wrong with terms for refunds and exchanges: what never counts, or keeps too much.

Rules of this file: a fault is only told where no order can make the option matter. Which reasons
are heard and what is excluded is known from terms for returns that stand beside them; where a
guarantee stands there, too, its claims are paid for as well, and nothing is told of that.
"""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.exchanges.terms import ExchangeTerms
from postsales.orders.scope import Everything, Scope
from postsales.policies._faults import Fault, all_excluded, dead, dead_starts, fault, heard
from postsales.policies._longer import at_least
from postsales.policies._of_returns import windows_that_count
from postsales.policies._reach import covered, meet, reach
from postsales.refunds.terms import Fee, RefundTerms
from postsales.refunds.windows import RefundWindow
from postsales.refunds.worth import DiminishedValue
from postsales.returns.says import JudgedBy, NotStarted
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow

__all__ = ["faults_of_exchanges", "faults_of_refunds"]

_HUNDRED = Percent("100")


def faults_of_refunds(terms: RefundTerms, beside: ReturnTerms | None) -> Iterator[Fault]:
    """All faults of terms for refunds, by the terms for returns that stand beside them."""
    yield from _fees("refunds", terms.fees)
    yield from _windows(terms.special_windows)
    for where, window in _all_windows(terms):
        yield from dead_starts(where, window.since)
    yield from _diminished(terms.diminished)
    yield from _promotions(terms)
    yield from _besides(terms)
    if beside is not None:
        postage = [("refunds.postage", terms.postage)] if terms.postage is not None else []
        some = chain(
            _placed("refunds.fees", terms.fees),
            _placed("refunds.special_windows", terms.special_windows),
            _placed("refunds.diminished", terms.diminished),
            postage,
        )
        yield from _by_returns(some, beside)
        yield from _open_anyhow(terms, beside)


def faults_of_exchanges(terms: ExchangeTerms, beside: ReturnTerms | None) -> Iterator[Fault]:
    """All faults of terms for exchanges."""
    yield from _fees("exchanges", terms.fees)
    if beside is not None:
        yield from _by_returns(_placed("exchanges.fees", terms.fees), beside)


def _placed(where: str, some: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    return ((f"{where}[{place}]", one) for place, one in enumerate(some))


def _by_returns(some: Any, beside: ReturnTerms) -> Iterator[Fault]:
    for where, one in some:
        if not {*one.for_reasons} & heard(beside):
            yield fault(where, "reason_unheard", reasons=one.for_reasons)
        elif all_excluded(one, beside):
            yield fault(where, "all_excluded")


# ------------------------------------------------------------------------------------------ fees


def _fees(where: str, fees: Sequence[Fee]) -> Iterator[Fault]:
    for place, one in enumerate(fees):
        if _is_nothing(one.amount):
            yield fault(f"{where}.fees[{place}]", "fee_of_nothing")
            continue
        whole = _with_earlier(one, fees[:place])
        if whole > _HUNDRED.value:
            share = Percent(min(whole, Percent("1000").value))
            yield fault(f"{where}.fees[{place}]", "fees_above_price", share=share)


def _is_nothing(amount: Money | Percent) -> bool:
    return (amount.minor if isinstance(amount, Money) else amount.value) == 0


def _with_earlier(fee: Fee, earlier: Sequence[Fee]) -> Any:
    """The share of the price that a fee and earlier ones keep of one unit that all are for."""
    if not isinstance(fee.amount, Percent):
        return 0
    scopes: list[Scope | Everything] = [fee.applies_to]
    whole, reasons = fee.amount.value, {*fee.for_reasons}
    for one in earlier:
        joint = reasons & {*one.for_reasons}
        if isinstance(one.amount, Percent) and joint and _all_meet([*scopes, one.applies_to]):
            scopes.append(one.applies_to)
            whole, reasons = whole + one.amount.value, joint
    return whole


_ONE_OF = ("category", "sku", "kind", "market", "channel", "tier")


def _all_meet(scopes: Sequence[Scope | Everything]) -> bool:
    """Can a line be in all of them at once?"""
    some = [x for x in scopes if isinstance(x, Scope)]
    for name in _ONE_OF:
        named: list[set[object]] = [{*getattr(x, name)} for x in some if getattr(x, name)]
        if named and not named[0].intersection(*named):
            return False
    return True


def _besides(terms: RefundTerms) -> Iterator[Fault]:
    if terms.credit is not None and _is_nothing(terms.credit.bonus):
        yield fault("refunds.credit", "bonus_of_nothing")
    for place, kind in enumerate(terms.chosen):
        if kind in terms.chosen[:place]:
            yield fault(f"refunds.chosen[{place}]", "tender_repeated", tender=kind)


# --------------------------------------------------------------------------------------- windows


def _windows(windows: Sequence[RefundWindow]) -> Iterator[Fault]:
    told = dead(windows, lambda place, left: _never_counts(place, left, windows))
    for place in sorted(told):
        yield fault(f"refunds.special_windows[{place}]", "refund_window_never_counts")


def _all_windows(terms: RefundTerms) -> Iterator[tuple[str, RefundWindow]]:
    yield from _placed("refunds.special_windows", terms.special_windows)
    if terms.window is not None:
        yield "refunds.window", terms.window


def _never_counts(place: int, left: list[int], windows: Sequence[RefundWindow]) -> bool:
    window = windows[place]
    later = [windows[n] for n in left if _ends_later(windows[n], window)]
    return covered(reach(window), [reach(x) for x in later])


def _ends_later(one: RefundWindow, other: RefundWindow) -> bool:
    if one.since != other.since or any(x.selects for x in one.since):
        return False
    longer = at_least(one.length, other.length)
    return longer and (one.afterwards is other.afterwards or not at_least(other.length, one.length))


def _open_anyhow(terms: RefundTerms, beside: ReturnTerms) -> Iterator[Fault]:
    """A window for money that ends with the one for returns, or later, takes nothing away."""
    if not _ends_are_plain(beside) or beside.zone != terms.zone:
        return
    counting = [x for _, x in windows_that_count(beside)]
    for where, window in _all_windows(terms):
        wanted = reach(window, heard=heard(beside))
        some = [x for x in counting if meet(x.applies_to, window.applies_to)]
        some = [x for x in some if reach(x).reasons & wanted.reasons]
        if all(_is_within(x, window) for x in some) and wanted.reasons:
            yield fault(where, "refund_window_changes_nothing")


def _ends_are_plain(terms: ReturnTerms) -> bool:
    windows = (terms.window, *terms.special_windows)
    told = terms.not_started is NotStarted.REFER and terms.judged_by is not JudgedBy.SENT
    simple = not terms.moves_ends and not terms.excepted and not terms.selects
    return told and simple and not any(x.roll or isinstance(x, StatedWindow) for x in windows)


def _is_within(window: Any, money: RefundWindow) -> bool:
    return window.since == money.since and at_least(money.length, window.length)


# ------------------------------------------------------------------ what units lose, promotions


def _diminished(some: Sequence[DiminishedValue]) -> Iterator[Fault]:
    for place in sorted(dead(some, lambda n, left: _loses_most(n, left, some))):
        yield fault(f"refunds.diminished[{place}]", "diminished_never_counts")


def _loses_most(place: int, left: list[int], some: Sequence[DiminishedValue]) -> bool:
    one = some[place]
    kinder = [some[n] for n in left if _is_kinder(some[n], one)]
    return all(
        covered(reach(one), [reach(x) for x in kinder if condition in x.conditions])
        for condition in one.conditions
    )


def _is_kinder(one: DiminishedValue, other: DiminishedValue) -> bool:
    alike = one.loses == other.loses and one.goods is other.goods
    return alike or one.loses < other.loses


def _promotions(terms: RefundTerms) -> Iterator[Fault]:
    for place, rule in enumerate(terms.promotions):
        earlier = terms.promotions[:place]
        named = {x for one in earlier for x in one.promotions}
        for_all = any(not one.promotions for one in earlier)
        if for_all or (rule.promotions and {*rule.promotions} <= named):
            yield fault(f"refunds.promotions[{place}]", "promotion_rule_never_counts")
