"""Were goods sent back with a return merchandise authorisation?

Rules of this file: what travels without one is looked at by a person and never refused, whatever
the reason; and an authorisation that is given later settles it.
"""

from attrs import frozen

from postsales.basics.findings import MET, NOT_APPLICABLE, Fact, Finding, unknown
from postsales.orders.events import Received, ReturnApproved
from postsales.orders.named import told_under
from postsales.orders.return_events import ReturnLabelIssued, ReturnLost, ReturnShipped
from postsales.returns.case import ReturnCase
from postsales.returns.says import NoticeForm

__all__ = ["authorised"]

_NOT_AUTHORISED = unknown("not_authorised", tell="authorisation")
_TRAVELLED = (ReturnShipped, ReturnLost, Received)
# Who sends a label has agreed.
_AGREED = (ReturnApproved, ReturnLabelIssued)


@frozen(weakref_slot=False, repr=False)
class _Authorised:
    """Goods that travel back have a number of the shop."""

    name: str = "authorised"

    def __repr__(self) -> str:
        return "returns.authorised"

    def __call__(self, case: ReturnCase, /) -> Finding:
        """Was the return authorised, if goods of it have left?"""
        if not _has_left(case):
            return NOT_APPLICABLE
        return MET if _happened(case, _AGREED) else _NOT_AUTHORISED

    def facts(self, case: ReturnCase, /) -> dict[str, Fact]:
        """The number that the goods travel under, as far as anybody told."""
        return {"rma": case.return_ref}


def _has_left(case: ReturnCase) -> bool:
    alone = case.asking.request.form is NoticeForm.GOODS_ALONE
    return alone or _happened(case, _TRAVELLED)


def _happened(case: ReturnCase, kinds: tuple[type, ...]) -> bool:
    """Is it known of the return by now? Without a name nothing is."""
    ref = case.return_ref
    told = told_under(ref, case.order, at=case.known_at) if ref else ()
    return any(isinstance(x, kinds) for x in told)


authorised: _Authorised = _Authorised()
"""Goods that travel back have a number of the shop; asked where the terms need one."""
