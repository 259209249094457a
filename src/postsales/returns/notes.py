"""Notes: what is out of the ordinary about a return, and when."""

from datetime import datetime

from attrs import field, frozen

from postsales.basics.moments import iso_repr
from postsales.basics.quantities import Quantities
from postsales.returns.rma import RmaRemark, RmaState

__all__ = ["RmaNote"]

_NONE = Quantities()


@frozen(weakref_slot=False)
class RmaNote:
    """Something out of the ordinary: what, when, in which state, and of which units."""

    remark: RmaRemark
    at: datetime = field(kw_only=True, repr=iso_repr)
    state: RmaState = field(kw_only=True)
    units: Quantities = field(default=_NONE, kw_only=True)
