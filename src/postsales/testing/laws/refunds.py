"""REF: how much."""

from typing import TYPE_CHECKING

from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["REFUNDS"]


def _cap_by_paid(subject: "Subject", scene: Scene) -> None:
    answer = subject.ask(scene)
    position = scene.order.position(at=scene.at)
    if answer.refund is not None and answer.refund > position.refundable:
        broken(
            "the refund is more than is left of what was paid",
            captured=position.money.total,
            left=position.refundable,
            refund=answer.refund,
        )


REFUNDS = (
    Law(
        "REF-03",
        "cap-by-paid",
        statement="A refund is never more than what was paid and not given back.",
        because="money that was never taken cannot be given back",
        catches="the list price instead of the price paid, or a refund given twice",
        scenes=scenes,
        check=_cap_by_paid,
        needs=(Flag.MONEY,),
    ),
)
