"""What becomes of a scene when somebody acts on a hint."""

from typing import TYPE_CHECKING

from attrs import evolve

from postsales import cancellations, refunds
from postsales.basics.hints import Hint
from postsales.cancellations.request import CancellationRequest
from postsales.cancellations.terms import CancellationTerms
from postsales.orders.conditions import Condition
from postsales.orders.events import Cancelled, Delivered
from postsales.orders.order import Order
from postsales.orders.reasons import ReasonKind
from postsales.orders.requests import InvalidRequest
from postsales.refunds.terms import RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.request import ReturnRequest
from postsales.testing.law import Scene
from postsales.testing.laws._given import for_one_reason, words

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["acted_on"]


def acted_on(subject: "Subject", scene: Scene, hint: Hint) -> Scene | None:
    """The scene in which somebody has done what the hint says; None where nobody can."""
    try:
        if hint.kind in ("leave_out", "add"):
            return evolve(scene, request=hint.applied_to(scene.request))
        if hint.kind == "cancel_instead":
            return evolve(
                scene,
                request=hint.applied_to(scene.request),
                order=_called_off(scene, {hint.line: hint.units}),
            )
    except InvalidRequest:
        return None
    return _when_told(subject, scene, hint)


def _when_told(subject: "Subject", scene: Scene, hint: Hint) -> Scene | None:
    """The scene in which somebody has told the fact of the hint; None where nobody can."""
    if hint.fact == "delivered_at":
        order = _all_delivered(scene)
        return None if _on_their_way(evolve(scene, order=order)) else evolve(scene, order=order)
    if hint.fact == "reason":
        known = words(subject, ReasonKind.DEFECT)
        return evolve(scene, request=_told(subject, scene, hint, known[0])) if known else None
    if hint.fact == "condition":
        return evolve(scene, request=_stated(scene.request, hint.line))
    return None


def _stated(request: ReturnRequest, line: str) -> ReturnRequest:
    """The request when the units of a line, of which nobody said so, are in good condition."""
    good = Condition.GOOD.value
    items = [
        evolve(x, condition=good) if x.line == line and not x.condition else x
        for x in request.items
    ]
    return evolve(request, items=items)


_ANY_TIME = CancellationTerms(id="any time", version="1")
_AS_PAID = RefundTerms(
    id="as paid", version="1", shipping=ShippingRefund.NEVER, tenders=TenderOrder.AS_PAID
)


def _called_off(scene: Scene, units: dict[str, int]) -> Order:
    """The order after units were called off and paid for."""
    asked = CancellationRequest.of(units, reason=ReasonKind.REMORSE.value)
    decision = cancellations.assess(scene.order, asked, _ANY_TIME, at=scene.at)
    quote = refunds.quote(decision, _AS_PAID)
    return scene.order.after(Cancelled(units, at=scene.at), quote.settled(ref="off", at=scene.at))


def _told(subject: "Subject", scene: Scene, hint: Hint, word: str) -> ReturnRequest:
    """The request with a reason for those units of the hint's line that have none yet."""
    told = [x for kind in ReasonKind if kind is not ReasonKind.OTHER for x in words(subject, kind)]
    own = [x for x in scene.request.items if x.line == hint.line]
    vague = [x for x in own if x.reason not in told]
    same = [x for x in own if x.reason == word]
    units = sum(x.units for x in (*vague, *same))
    mended = for_one_reason([*vague, *same], hint.line, units, word)
    rest = [x for x in scene.request.items if x not in vague and x not in same]
    return evolve(scene.request, items=[*rest, mended])


def _all_delivered(scene: Scene) -> Order:
    """The order after somebody has told that everything on its way has come."""
    came = _on_their_way(scene)
    return scene.order.after(Delivered(came, at=scene.at)) if came else scene.order


def _on_their_way(scene: Scene) -> dict[str, int]:
    """Units in transit; some still are where others came back at the instant they are told."""
    position = scene.order.position(at=scene.at)
    units = {line.id: position.units(line.id).in_transit for line in scene.order.lines}
    return {line: k for line, k in units.items() if k}
