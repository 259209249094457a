"""The life of a return, from the request to the end, as a table.

Rules of this file: states, steps and remarks are words with a contract each, and the table is data.
A later state implies the earlier ones, since real histories have holes: who sends a label has
approved. What is foreseen although it is not the usual course carries a remark; what has no row
leaves the state as it is, and ``returns.status`` tells it.
"""

from collections.abc import Iterable, Mapping

from postsales.basics._words import Word
from postsales.basics.lifecycles import Lifecycle, Transition

__all__ = ["RMA", "RmaRemark", "RmaState", "RmaStep"]


class RmaState(Word):
    """How far is a return?"""

    NOT_ANNOUNCED = "not_announced"
    """Nobody asked for it yet."""
    REQUESTED = "requested"
    """The customer asked for it; the shop has not answered."""
    APPROVED = "approved"
    """The shop agreed; the customer has nothing to send it with yet."""
    LABEL_ISSUED = "label_issued"
    """The customer has a label or a drop-off code, and nothing was handed in."""
    IN_TRANSIT = "in_transit"
    """Handed in, at least in part, and nothing has come back yet."""
    PARTLY_RECEIVED = "partly_received"
    """Some of it is back, and more is awaited."""
    RECEIVED = "received"
    """Nothing is awaited any more, and what came has neither all been looked at nor sent back."""
    INSPECTED = "inspected"
    """Nothing is awaited, and all that came was looked at, or sent back."""
    CLOSED = "closed"
    """The shop says that it is over."""
    EXPIRED = "expired"
    """Nothing was handed in in time. The clock says so, no event does."""
    CANCELLED = "cancelled"
    """The customer called it off before anything came back."""
    LOST = "lost"
    """All that was to come back was lost on its way."""


class RmaStep(Word):
    """What can happen to a return?"""

    REQUESTED = "requested"
    """The customer asks for it."""
    APPROVED = "approved"
    """The shop agrees."""
    LABEL_ISSUED = "label_issued"
    """The customer gets a label or a drop-off code."""
    SHIPPED = "shipped"
    """Units are handed in."""
    PART_RECEIVED = "part_received"
    """Units come back, and more are awaited."""
    ALL_RECEIVED = "all_received"
    """Units come back, and no more are awaited."""
    PART_INSPECTED = "part_inspected"
    """Units are looked at; more of them are awaited, or wait to be looked at."""
    ALL_INSPECTED = "all_inspected"
    """The last units are looked at, and no more are awaited."""
    SENT_BACK = "sent_back"
    """Units that came are sent to the customer again."""
    PART_LOST = "part_lost"
    """Units are lost on their way back, and others are awaited."""
    ALL_LOST = "all_lost"
    """The units that were still awaited are lost."""
    ALL_STAY = "all_stay"
    """The shop agrees, and the units that were still awaited need not come back."""
    CANCELLED = "cancelled"
    """The customer calls it off."""
    CLOSED = "closed"
    """The shop ends it."""
    EXPIRED = "expired"
    """The time to hand it in is over, and nothing was handed in."""


class RmaRemark(Word):
    """What is out of the ordinary about a return?"""

    NOT_ANNOUNCED = "not_announced"
    """Something happened to it before anybody asked for it."""
    NOT_APPROVED = "not_approved"
    """Goods were handed in, lost or came before the shop had agreed."""
    AFTER_EXPIRY = "after_expiry"
    """Goods were handed in, lost or came after the time to hand them in was over."""
    ALREADY_SENT = "already_sent"
    """The customer called it off when units were on their way."""
    AFTER_THE_END = "after_the_end"
    """Something happened to it after it was closed or called off."""
    OUT_OF_ORDER = "out_of_order"
    """Something happened to it that was not to be expected where it stood."""
    MORE_THAN_ANNOUNCED = "more_than_announced"
    """Units came back that were not announced."""
    MORE_THAN_RECEIVED = "more_than_received"
    """More units were looked at, or sent back to the customer, than came."""


_State, _Step, _Remark = RmaState, RmaStep, RmaRemark
_Row = Transition[RmaState, RmaStep]
_Steps = Mapping[RmaStep, RmaState | None]
"""Where steps lead; None leads back to the state itself."""


def _rows(
    states: Iterable[RmaState], steps: _Steps, remark: RmaRemark | None = None
) -> Iterable[_Row]:
    """The same rows of several states."""
    for state in states:
        for step, to in steps.items():
            yield Transition(state, step, state if to is None else to, remark=remark)


_LABEL: _Steps = {_Step.LABEL_ISSUED: _State.LABEL_ISSUED}
_APPROVED: _Steps = {_Step.APPROVED: _State.APPROVED}
_TOLD_LATE: _Steps = {_Step.APPROVED: None, _Step.LABEL_ISSUED: None}
_GOODS_MOVE: _Steps = {
    _Step.SHIPPED: _State.IN_TRANSIT,
    _Step.PART_RECEIVED: _State.PARTLY_RECEIVED,
    _Step.ALL_RECEIVED: _State.RECEIVED,
    _Step.PART_LOST: _State.IN_TRANSIT,
    _Step.ALL_LOST: _State.LOST,
}
_CANCELLED: _Steps = {_Step.CANCELLED: _State.CANCELLED}
_CLOSED: _Steps = {_Step.CLOSED: _State.CLOSED}
_EXPIRED: _Steps = {_Step.EXPIRED: _State.EXPIRED}
_ALL_STAY: _Steps = {_Step.ALL_STAY: _State.RECEIVED}
_INSPECTED: _Steps = {_Step.PART_INSPECTED: None, _Step.ALL_INSPECTED: _State.INSPECTED}
_SENT_BACK: _Steps = {_Step.SENT_BACK: None}
# What was called off or lost is awaited no more, and the rest is there.
_REST: _Steps = {
    _Step.SHIPPED: None,
    _Step.PART_RECEIVED: None,
    _Step.ALL_RECEIVED: _State.RECEIVED,
    _Step.PART_LOST: None,
    _Step.ALL_LOST: _State.RECEIVED,
    _Step.CANCELLED: _State.RECEIVED,
}


def _before_it_left() -> Iterable[_Row]:
    announced, asked = [_State.NOT_ANNOUNCED], [_State.REQUESTED]
    agreed, labelled = [_State.APPROVED], [_State.LABEL_ISSUED]
    yield from _rows(announced, {_Step.REQUESTED: _State.REQUESTED})
    yield from _rows(announced, {**_LABEL, **_GOODS_MOVE}, _Remark.NOT_ANNOUNCED)
    yield from _rows(asked, {**_APPROVED, **_LABEL})
    yield from _rows(asked, _GOODS_MOVE, _Remark.NOT_APPROVED)
    yield from _rows(agreed, {**_APPROVED, **_LABEL, **_GOODS_MOVE})
    yield from _rows(labelled, {_Step.REQUESTED: None, **_TOLD_LATE, **_GOODS_MOVE})
    yield from _rows([*agreed, *labelled], _ALL_STAY)
    yield from _rows([*asked, *agreed, *labelled], {**_CANCELLED, **_CLOSED, **_EXPIRED})


def _expired() -> Iterable[_Row]:
    # A new label, or a new word of the shop, begins a new time.
    expired = [_State.EXPIRED]
    yield from _rows(expired, {**_APPROVED, **_LABEL, **_CANCELLED, **_CLOSED})
    yield from _rows(expired, _GOODS_MOVE, _Remark.AFTER_EXPIRY)


def _on_its_way() -> Iterable[_Row]:
    # Whoever sends a label with every parcel hears of the return when it is under way.
    away = [_State.IN_TRANSIT, _State.LOST]
    yield from _rows(away, {_Step.REQUESTED: None, **_TOLD_LATE, **_GOODS_MOVE, **_CLOSED})
    yield from _rows([_State.IN_TRANSIT], _ALL_STAY)
    yield from _rows(away, _CANCELLED, _Remark.ALREADY_SENT)


def _back() -> Iterable[_Row]:
    part, all_of_it = [_State.PARTLY_RECEIVED], [_State.RECEIVED, _State.INSPECTED]
    yield from _rows(part, _REST)
    yield from _rows(all_of_it, {_Step.ALL_RECEIVED: _State.RECEIVED})
    late = {_Step.REQUESTED: _State.PARTLY_RECEIVED}
    yield from _rows(all_of_it, late, _Remark.OUT_OF_ORDER)
    yield from _rows([*part, *all_of_it], {**_TOLD_LATE, **_INSPECTED, **_SENT_BACK, **_CLOSED})


RMA: Lifecycle[RmaState, RmaStep] = Lifecycle(
    "return",
    start=RmaState.NOT_ANNOUNCED,
    transitions=[*_before_it_left(), *_expired(), *_on_its_way(), *_back()],
    ends=[RmaState.CLOSED, RmaState.CANCELLED],
)
"""The table of a return: which state it is in, and what leads from there to which other."""
