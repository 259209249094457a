"""What a shop says of its terms elsewhere: on a page, in a feed, in an advertisement."""

from collections.abc import Iterable

from attrs import field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import InvalidValue
from postsales.basics.durations import Length
from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.selectors import class_name
from postsales.orders.events import Delivered, Placed, Shipped
from postsales.orders.reasons import REMORSE_ONLY, ReasonKind, some_reason_kinds
from postsales.orders.scope import A_SCOPE, EVERYTHING, Everything, Scope
from postsales.orders.starts import check_length
from postsales.refunds.postage import Payer

__all__ = ["PublishedPolicy"]

_IN_ORDER = (Placed, Shipped, Delivered)


def _payer(value: Payer | str | None) -> Payer | None:
    return None if value is None else Payer.read("return_postage", value)


def _reasons(value: ReasonKind | str | Iterable[ReasonKind | str]) -> tuple[ReasonKind, ...]:
    return some_reason_kinds(value)


@frozen(weakref_slot=False, kw_only=True)
class PublishedPolicy:
    """What is said about returns of some goods, in short, for kinds of reason.

    What is None was not said. ``returns_within`` is counted from ``since``; ``fees_at_most`` is the
    most that any one fee keeps.

    Raises:
        InvalidValue: ``since`` is not Placed, Shipped or Delivered; no kind of reason.

    Example:
        >>> from postsales.basics.durations import Days
        >>> PublishedPolicy(returns_within=Days(30), return_postage="merchant").since.__name__
        'Delivered'
    """

    returns_within: Length | None = None
    since: type[Event] = field(default=Delivered, repr=class_name)
    refunds_within: Length | None = None
    fees_at_most: Money | Percent | None = None
    return_postage: Payer | None = field(default=None, converter=_payer)
    applies_to: Scope | Everything = EVERYTHING
    for_reasons: tuple[ReasonKind, ...] = field(default=REMORSE_ONLY, converter=_reasons)

    def __attrs_post_init__(self) -> None:
        for name in ("returns_within", "refunds_within"):
            if getattr(self, name) is not None:
                check_length(name, getattr(self, name))
        if self.since not in _IN_ORDER:
            allowed = "a published time starts with Placed, Shipped or Delivered"
            raise InvalidValue("since", getattr(self.since, "__name__", self.since), allowed)
        if self.fees_at_most is not None:
            kinds = (Money, Percent)
            instance("fees_at_most", self.fees_at_most, kinds, "say EUR('0') or Percent('15')")
        instance("applies_to", self.applies_to, (Scope, Everything), A_SCOPE)
