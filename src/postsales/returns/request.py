"""What a customer asks to send back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, optional_text, several, text, texts
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.quantities import FrozenMap, Quantities, less
from postsales.orders._reasons_given import both_reasons
from postsales.orders.conditions import condition_word
from postsales.orders.events import ReturnRequested
from postsales.orders.fold import time_key
from postsales.orders.order import Order
from postsales.orders.parties import Asker
from postsales.orders.requests import (
    InvalidRequest,
    UnitItem,
    check_items,
    fewer,
    units_by_line,
)
from postsales.orders.wholes import all_agreed
from postsales.returns.says import NoticeForm
from postsales.returns.unknown import UnknownReturn

__all__ = ["InvalidRequest", "ReturnItem", "ReturnRequest"]


def _evidence(value: Iterable[str]) -> tuple[str, ...]:
    return texts("evidence", value)


@frozen(weakref_slot=False)
class ReturnItem(UnitItem):
    """Some units of a line, with the customer's word for why and what they can show for it.

    ``condition`` is the one in which they say the units are, in the words of the merchant's
    ``AcceptedConditions``; empty when they did not say.

    Example:
        >>> ReturnItem("tee", 2, reason="too_small", condition="unopened").condition
        'unopened'
    """

    evidence: tuple[str, ...] = field(default=(), converter=_evidence, kw_only=True)
    condition: str = field(default="", converter=condition_word, kw_only=True)

    def __attrs_post_init__(self) -> None:
        UnitItem.__attrs_post_init__(self)
        optional_text("condition", self.condition)


def _by_reason(asked: ReturnRequested, otherwise: str) -> dict[str, Mapping[str, int]]:
    """The units that were asked for, by word; those of none under another word."""
    told = [*asked.reasons.values()]
    rest = both_reasons(asked.reasons, FrozenMap({otherwise: less(asked.units, *told)}))
    return dict(rest)


def _asker(value: Asker | str) -> Asker:
    return Asker.read("asker", value)


def _items(value: Iterable[ReturnItem]) -> tuple[ReturnItem, ...]:
    return several("items", value, ReturnItem, "a request is made of ReturnItem objects")


def _sent_at(value: Moment | None) -> datetime | None:
    return None if value is None else instant(value, "sent_at")


def _received_at(value: Moment | None) -> datetime | None:
    return None if value is None else instant(value, "received_at")


def _form(value: NoticeForm | str) -> NoticeForm:
    return NoticeForm.read("form", value)


@frozen(weakref_slot=False)
class ReturnRequest:
    """The items of one return. ``ref`` names it, so that its parcels belong together.

    ``sent_at`` and ``received_at`` say when the customer's notice was sent and when it came, where
    that is not the instant at which it is judged; ``form`` says how the notice was given,
    and ``asker`` who asks: the buyer, or whoever was given the goods.

    Raises:
        InvalidRequest: no items, or one line twice with the same reason; a notice that was received
            before it was sent.

    Example:
        >>> request = ReturnRequest.of({"tee": 2, "mug": 1}, reason="too_small")
        >>> request.without("tee", 1).quantities
        {'tee': 1, 'mug': 1}
    """

    items: tuple[ReturnItem, ...] = field(converter=_items)
    ref: str = field(default="", kw_only=True)
    sent_at: datetime | None = field(default=None, converter=_sent_at, kw_only=True, repr=iso_repr)
    received_at: datetime | None = field(
        default=None, converter=_received_at, kw_only=True, repr=iso_repr
    )
    form: NoticeForm = field(default=NoticeForm.STATEMENT, converter=_form, kw_only=True)
    asker: Asker = field(default=Asker.BUYER, converter=_asker, kw_only=True)

    def __attrs_post_init__(self) -> None:
        optional_text("ref", self.ref)
        problems: list[str] = []
        if self.sent_at and self.received_at and self.received_at < self.sent_at:
            problems.append("its notice was received before it was sent")
        check_items("return request", self.items, problems)

    @classmethod
    def of(
        cls,
        units: Mapping[str, int],
        *,
        reason: str,
        ref: str = "",
        asker: Asker | str = Asker.BUYER,
    ) -> "ReturnRequest":
        """Units of several lines for one reason."""
        asked = Quantities.of(units)
        items = [ReturnItem(x, k, reason=reason) for x, k in asked.items()]
        return cls(items, ref=ref, asker=Asker.read("asker", asker))

    @classmethod
    def everything(
        cls, order: Order, *, reason: str, ref: str = "", asker: Asker | str = Asker.BUYER
    ) -> "ReturnRequest":
        """All units of an order for one reason, as they were last agreed.

        Lines that were agreed since the sale count, by all that the order knows, and units that a
        change called off do not. Of the others all are asked about, wherever they are.
        What was all of it at an earlier instant is that of ``order.upto(order.ref(at=...))``.
        """
        instance("order", order, Order, "the facts come first: an Order")
        return cls.of(all_agreed(order), reason=reason, ref=ref, asker=asker)

    @classmethod
    def announced(cls, order: Order, ref: str, *, reason: str) -> "ReturnRequest":
        """The return that the history of an order says was asked for under a name.

        It asks for those units with the customer's words for why, and was sent and received when
        they were announced; ``reason`` is the word for units of which nobody said why. Of a name
        that was used again it is the last return.

        Raises:
            UnknownReturn: no return of that name was announced.

        Example:
            >>> from postsales import EUR, Line, ReturnRequested
            >>> order = Order(
            ...     id="1001", placed_at="2026-03-02T10:15+01:00",
            ...     lines=[Line("tee", quantity=3, total=EUR("50.00"))],
            ...     history=[ReturnRequested(
            ...         {"tee": 3}, reasons={"too_small": {"tee": 2}}, ref="R-1",
            ...         at="2026-03-20T09:00+01:00",
            ...     )],
            ... )
            >>> request = ReturnRequest.announced(order, "R-1", reason="not_told")
            >>> [(x.units, x.reason) for x in request.items]
            [(2, 'too_small'), (1, 'not_told')]
        """
        instance("order", order, Order, "the facts come first: an Order")
        asked = [x for x in order.history if isinstance(x, ReturnRequested) and x.ref]
        of_name = [x for x in asked if x.ref == text("ref", ref)]
        if not of_name:
            raise UnknownReturn(ref, dict.fromkeys(x.ref for x in asked))
        last = max(of_name, key=time_key)
        items = [
            ReturnItem(line, k, reason=why)
            for why, units in _by_reason(last, text("reason", reason)).items()
            for line, k in units.items()
        ]
        return cls(items, ref=ref, sent_at=last.at, received_at=last.at)

    @property
    def quantities(self) -> Quantities:
        """Units asked for, by line."""
        return units_by_line(self.items)

    def adding(self, units: Mapping[str, int], *, reason: str) -> Self:
        """The same request with more units for a reason."""
        more = dict(Quantities.of(units))
        items = [
            evolve(x, units=x.units + more.pop(x.line, 0)) if x.reason == reason else x
            for x in self.items
        ]
        others = (ReturnItem(line, k, reason=reason) for line, k in more.items() if k)
        return evolve(self, items=[*items, *others])

    def without(self, line: str, units: int, *, reason: str = "") -> Self:
        """The same request with fewer units of a line; of those with a reason, if one is given.

        Raises:
            InvalidRequest: nothing would be left of it.
            InvalidValue: more units than the request asks for, or none.
        """
        return evolve(self, items=fewer(self.items, line, units, reason))
