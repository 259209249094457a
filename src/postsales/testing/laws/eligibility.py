"""ELI: which units, and why not."""

from typing import TYPE_CHECKING

from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["ELIGIBILITY"]


def _every_no_has_a_reason(subject: "Subject", scene: Scene) -> None:
    answer = subject.ask(scene)
    short = sum(scene.request.quantities.values()) - sum(answer.allowed.values())
    if short and not answer.because:
        broken("units are not allowed and no reason is given", units_not_allowed=short)
    if not short and answer.because:
        broken("everything is allowed and still there are reasons", because=dict(answer.because))


ELIGIBILITY = (
    Law(
        "ELI-02",
        "every-no-has-a-reason",
        statement="Whatever is not allowed has a reason, and whatever is allowed has none.",
        because="a customer who hears no has a right to hear why",
        catches="an early exit that forgets the reason, or reasons that are left over",
        scenes=scenes,
        check=_every_no_has_a_reason,
        needs=(Flag.REASONS,),
    ),
)
