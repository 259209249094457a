"""ELI: the same question gives the same answer, today and when it is looked at again."""

from decimal import ROUND_UP, localcontext
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from postsales.orders.known import OrderDiffers
from postsales.testing.answers import differences
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._watched import reads_of
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["RECORDS"]


@st.composite
def _two_scenes(draw: st.DrawFn, subject: "Subject") -> Scene:
    scene, other = draw(scenes(subject)), draw(scenes(subject))
    return evolve(scene, others=(other,))


def _pure(subject: "Subject", scene: Scene) -> None:
    (other,) = scene.others
    first = subject.ask(scene)
    subject.ask(other)
    found = differences(first, subject.ask(scene))
    if found:
        broken("the same question, asked again after another, has another answer", **found)
    with localcontext() as context:
        context.prec, context.rounding = 3, ROUND_UP
        found = differences(first, subject.ask(scene))
    if found:
        broken("the answer changes with the decimal context of the program", **found)
    seen = reads_of(lambda: subject.ask(scene))
    if seen:
        broken("the policy reads the world beside its question", it_reads=", ".join(seen))


def _replays(subject: "Subject", scene: Scene) -> None:
    terms = subject.terms
    decision = subject.ask(scene).decision
    if terms is None or decision is None or not terms.ref.digest:
        return
    record = decision.record()
    if record.terms != terms.ref:
        broken(
            "the decision says that it was made by other terms",
            terms=f"{terms.id} {terms.version}",
            decision_says=f"{record.terms.id} {record.terms.version}",
        )
    try:
        known = scene.order.upto(record.order)
    except OrderDiffers as error:
        broken("the decision is about another order than was asked about", differs=str(error))
    then = subject.ask(scene, order=known).decision
    if then is None or then.record() != record:
        broken("the facts that were known give another decision", recorded=decision, then=then)


RECORDS = (
    Law(
        "ELI-13",
        "pure",
        statement="The same question has the same answer, whatever was asked before, and whatever"
        " the clock, the environment and the settings of the program.",
        because="an answer that nobody can get again is one that nobody can explain",
        catches="today's date, state that is kept between calls, or the decimal context",
        scenes=_two_scenes,
        check=_pure,
    ),
    Law(
        "ELI-14",
        "replays",
        statement="A decision names the terms that gave it, and the facts that were known give it"
        " again.",
        because="a record is worth what can be worked out from it",
        catches="terms that were changed on the way, or facts that came later",
        scenes=scenes,
        check=_replays,
        needs=(Flag.LIVE,),
    ),
)
