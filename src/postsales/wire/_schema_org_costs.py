"""From what a policy says of money to terms for refunds: fees, who pays for the way back, windows.

Rules of this file: what schema.org leaves open is given by the caller, or is the most generous to
the customer and noted as assumed.
"""

from collections.abc import Iterator

from postsales.basics.durations import Hours
from postsales.basics.money import Money
from postsales.orders.events import Placed
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind
from postsales.refunds.terms import (
    Fee,
    Per,
    Postage,
    RefundTerms,
    ShippingRefund,
    TenderOrder,
)
from postsales.refunds.windows import Afterwards, RefundWindow
from postsales.wire._reader import Reader
from postsales.wire._schema_org_given import Given
from postsales.wire._schema_org_said import SHIPPING_FEES
from postsales.wire._schema_org_told import IRIS, Cost, RefundKind, ToldPolicy, Who

__all__ = ["refund_terms"]

_RESTOCKING = "restocking"
_DEFECTIVE = (ReasonKind.DEFECT, ReasonKind.NOT_AS_DESCRIBED, ReasonKind.DAMAGED_IN_TRANSIT)


def refund_terms(policy: ToldPolicy, given: Given, reader: Reader) -> RefundTerms | None:
    """Terms for refunds, where the policy says anything about money."""
    costs = (policy.cost, policy.remorse_cost, policy.defect_cost)
    if not any((*costs, policy.restocking, policy.refunds)):
        return None
    shipping, tenders = given.shipping, given.tenders
    if shipping is None and policy.keeps_delivery:
        shipping = ShippingRefund.NEVER
    elif shipping is None:
        shipping = ShippingRefund.WHEN_ALL_COMES_BACK
        reader.assume(policy.path, "what was paid for delivery goes back once all comes back")
    if tenders is None:
        tenders = TenderOrder.AS_PAID
        reader.assume(policy.path, "money goes back to the tenders in the order in which they paid")
    by_reason = _by_reason(policy, reader)
    return RefundTerms(
        id=given.id,
        version=given.version,
        shipping=shipping,
        tenders=tenders,
        fees=[*_shipping_fees(by_reason, policy, reader), *_restocking(policy, reader)],
        postage=_postage(by_reason),
        window=_window(policy, reader),
    )


_ByReason = dict[ReasonKind, Cost]


def _by_reason(policy: ToldPolicy, reader: Reader) -> _ByReason:
    """What coming back costs for each kind of reason; those nobody told cost nothing."""
    remorse = policy.remorse_cost or policy.cost
    defect = policy.defect_cost or policy.cost
    found: _ByReason = {}
    for kind in ReasonKind:
        told = remorse if kind is ReasonKind.REMORSE else defect
        if kind is not ReasonKind.REMORSE and kind not in _DEFECTIVE and policy.cost is not None:
            told = policy.cost
        found[kind] = told or Cost(Who.FREE)
    if any((remorse, defect)) and not (remorse and defect):
        what = "a defect" if remorse else "a change of mind"
        reader.assume(policy.path, f"the way back of {what} costs nothing, which is not told")
    has_others = any(x.who is not Who.FREE for x in found.values())
    if policy.cost is None and defect is not None and has_others:
        reader.assume(policy.path, "any other reason costs what a defect does")
    return found


def _shipping_fees(by_reason: _ByReason, policy: ToldPolicy, reader: Reader) -> Iterator[Fee]:
    """A fee for each amount, called by the reason that tells it best."""
    groups: dict[Money, list[ReasonKind]] = {}
    for kind, cost in by_reason.items():
        if cost.who is Who.FEE and cost.amount is not None and cost.amount.minor:
            groups.setdefault(cost.amount, []).append(kind)
    for amount, kinds in groups.items():
        of_remorse, of_defect = (x in kinds for x in (ReasonKind.REMORSE, ReasonKind.DEFECT))
        code = SHIPPING_FEES[0 if of_remorse else 1 if of_defect else 2]
        reader.assume(policy.path, "a fee for the way back is charged once for each return")
        yield Fee(code, amount, per=Per.RETURN, for_reasons=kinds)


def _restocking(policy: ToldPolicy, reader: Reader) -> Iterator[Fee]:
    amount = policy.restocking
    if amount is not None and not (isinstance(amount, Money) and not amount.minor):
        says = "the restocking fee is charged for a change of mind, once for each return"
        reader.assume(policy.path, says)
        yield Fee(_RESTOCKING, amount, per=Per.RETURN)


def _postage(by_reason: _ByReason) -> Postage | None:
    kinds = [kind for kind, cost in by_reason.items() if cost.who is Who.CUSTOMER]
    return Postage(for_reasons=kinds) if kinds else None


def _window(policy: ToldPolicy, reader: Reader) -> RefundWindow | None:
    """A window that is over at once, where no money is given for a change of mind."""
    if not policy.refunds:
        return None
    if RefundKind.FULL in policy.refunds:
        besides = ", ".join(IRIS[x] for x in policy.refunds if x is not RefundKind.FULL)
        if besides:
            reader.assume(policy.path, f"money is given; {besides} besides is not kept")
        return None
    is_credit = RefundKind.STORE_CREDIT in policy.refunds
    reader.assume(policy.path, "what is given in place of money is for a change of mind only")
    return RefundWindow(
        Hours(0),
        since=Placed,
        afterwards=Afterwards.STORE_CREDIT if is_credit else Afterwards.NOTHING,
        for_reasons=REMORSE_ONLY,
    )
