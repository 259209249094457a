"""What is published and is more than the terms give."""

from collections.abc import Iterator
from typing import Any

from postsales.basics.money import Money
from postsales.basics.selectors import First
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.policies._faults import Fault, fault
from postsales.policies._longer import at_least, can_be_compared, more
from postsales.policies._of_returns import windows_that_count
from postsales.policies._reach import meet, reach
from postsales.policies.published import PublishedPolicy
from postsales.refunds.postage import Payer
from postsales.refunds.terms import Fee, RefundTerms
from postsales.refunds.windows import RefundWindow
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import ReturnWindow, StatedWindow

__all__ = ["more_than_refunds", "more_than_returns"]

_IN_ORDER = (Placed, Shipped, Delivered)


def _concerns(one: Any, said: PublishedPolicy) -> bool:
    """Is it for some of the returns that were spoken of?"""
    return meet(one.applies_to, said.applies_to) and bool(reach(one).reasons & {*said.for_reasons})


def more_than_returns(said: PublishedPolicy, terms: ReturnTerms) -> Iterator[Fault]:
    """What is said of time and goods, and the terms for returns do not give."""
    if said.returns_within is None:
        return
    for where, window in windows_that_count(terms):
        if _concerns(window, said) and _gives_less(window, said):
            yield fault(where, "published_window", length=said.returns_within)
    for place, one in enumerate(terms.exclusions):
        if _concerns(one, said):
            yield fault(f"returns.exclusions[{place}]", "published_goods")


def _gives_less(window: ReturnWindow, said: PublishedPolicy) -> bool:
    if said.returns_within is None or isinstance(window, StatedWindow):
        return False
    if _starts_sooner(window, said):
        return True
    length, least = window.length, said.returns_within
    return can_be_compared(length, least) and not at_least(length, least)


def _starts_sooner(window: ReturnWindow, said: PublishedPolicy) -> bool:
    """Does it start before the event that was said?"""
    first = window.since[0]
    if first.kind not in _IN_ORDER or isinstance(first.event, First) or first.plus.count:
        return isinstance(first.event, First)
    return _IN_ORDER.index(first.kind) < _IN_ORDER.index(said.since)


def more_than_refunds(said: PublishedPolicy, terms: RefundTerms) -> Iterator[Fault]:
    """What is said of money, and the terms for refunds do not give."""
    for place, fee in enumerate(terms.fees):
        if _concerns(fee, said) and _keeps_more(fee, said):
            yield fault(f"refunds.fees[{place}]", "published_fee", amount=said.fees_at_most)
    postage = terms.postage
    if said.return_postage is Payer.MERCHANT and postage is not None and _concerns(postage, said):
        yield fault("refunds.postage", "published_postage")
    if said.refunds_within is not None:
        for where, window in _windows(terms):
            if _concerns(window, said) and not at_least(window.length, said.refunds_within):
                yield fault(where, "published_money", length=said.refunds_within)


def _windows(terms: RefundTerms) -> Iterator[tuple[str, RefundWindow]]:
    for place, window in enumerate(terms.special_windows):
        yield f"refunds.special_windows[{place}]", window
    if terms.window is not None:
        yield "refunds.window", terms.window


def _keeps_more(fee: Fee, said: PublishedPolicy) -> bool:
    if said.fees_at_most is None:
        return False
    if _is_nothing(said.fees_at_most):
        return not _is_nothing(fee.amount)
    return more(fee.amount, said.fees_at_most) is True


def _is_nothing(amount: Any) -> bool:
    return bool((amount.minor if isinstance(amount, Money) else amount.value) == 0)
