"""What a statute says of faulty goods, besides how long they can be rejected."""

from datetime import date

from attrs import field, frozen

from postsales.basics._checks import day, instance
from postsales.basics.citations import Citation, check_source
from postsales.basics.last_days import DAYS, LastDay
from postsales.basics.moments import iso_repr
from postsales.orders.circumstances import check_condition

__all__ = ["DeductionForUse", "FaultRules"]


@frozen(weakref_slot=False)
class DeductionForUse:
    """When is less paid back, since the customer has used the goods?

    Until the last day that ``free`` says nothing is taken off, but from what meets ``except_for``.

    Example:
        >>> from postsales import Delivered, Last, Months, Scope
        >>> from postsales.basics.last_days import Count
        >>> half_a_year = Count(Last(Delivered), Months(6))
        >>> DeductionForUse(half_a_year, except_for=Scope(trait="motor_vehicle")).free.length
        Months(6)
    """

    free: LastDay
    except_for: object | None = field(default=None, kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        instance("free", self.free, DAYS, "say the last day by Count(...)")
        if self.except_for is not None:
            check_condition("except_for", self.except_for)
        check_source(self.by)


def _since(value: date | str | None) -> date | None:
    return None if value is None else day("since", value)


@frozen(weakref_slot=False, kw_only=True)
class FaultRules:
    """What holds of faulty goods: until when a fault counts as old, and what use costs.

    A fault that shows until the last day of ``presumed`` is taken to have been there on delivery,
    unless it is shown that it was not. ``use`` says when less is paid back for goods that are
    rejected after they were repaired or replaced. ``of`` is a condition on the lines that this is
    about, such as a ``Scope`` (without one, all of them), ``since`` the day from which contracts
    are covered, and ``by`` where both stand.

    Example:
        >>> from postsales.law import GB
        >>> GB.faults.presumed.length
        Months(6)
    """

    presumed: LastDay | None = None
    use: DeductionForUse | None = None
    of: object | None = None
    since: date | None = field(default=None, converter=_since, repr=lambda x: x and iso_repr(x))
    by: Citation | None = None

    def __attrs_post_init__(self) -> None:
        if self.of is not None:
            check_condition("of", self.of)
        check_source(self.by)
        if self.presumed is not None:
            instance("presumed", self.presumed, DAYS, "say the last day by Count(...)")
        if self.use is not None:
            instance("use", self.use, DeductionForUse, "say DeductionForUse(free)")
