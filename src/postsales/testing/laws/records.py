"""ELI: the same question gives the same answer, today and when it is looked at again."""

from datetime import timedelta
from decimal import ROUND_UP, localcontext
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from postsales.orders.events import Delivered
from postsales.orders.known import OrderDiffers
from postsales.testing.answers import differences
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._watched import FAR_ZONES, in_zone, reads_of
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.basics.decisions import TermsRef
    from postsales.refunds.terms import RefundTerms
    from postsales.returns.terms import ReturnTerms
    from postsales.testing.subject import Subject

__all__ = ["RECORDS"]


_DAYS = (30, 30, 30, 14, 14, 7, 60, 100)
_HOURS = st.sampled_from(range(30))


@st.composite
def _two_scenes(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene, often on a day on which windows end, and another one to be asked between."""
    scene, other = draw(scenes(subject)), draw(scenes(subject))
    came = [x.at for x in scene.order.history if isinstance(x, Delivered)]
    start = draw(st.sampled_from(came or [scene.order.placed_at]))
    # Days are counted differently elsewhere only where a policy counts to its last one.
    days, hours = draw(st.sampled_from(_DAYS)), draw(_HOURS)
    ends = start + timedelta(days=days, hours=hours)
    return evolve(scene, at=draw(st.sampled_from((scene.at, ends, ends))), others=(other,))


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
    for zone in FAR_ZONES:
        then = in_zone(zone, lambda: subject.ask(scene))
        found = {} if then is None else differences(first, then)
        if found:
            broken("the answer changes with the zone of the server", server=zone, **found)
    seen = reads_of(lambda: subject.ask(scene))
    if seen:
        broken("the policy reads the world beside its question", it_reads=", ".join(seen))


def _replays(subject: "Subject", scene: Scene) -> None:
    answer = subject.ask(scene)
    if answer.decision is None:
        return
    record = answer.decision.record(quote=answer.quote)
    money = record.quote.terms if record.quote is not None else None
    _by_these_terms("decision", subject.terms, record.terms)
    _by_these_terms("quote", subject.refund_terms, money)
    try:
        known = scene.order.upto(record.order)
    except OrderDiffers as error:
        broken("the decision is about another order than was asked about", differs=str(error))
    then = subject.ask(scene, order=known)
    if then.decision is None or then.decision.record(quote=then.quote) != record:
        broken("the facts that were known give another decision", recorded=answer, then=then)


def _by_these_terms(
    what: str, terms: "ReturnTerms | RefundTerms | None", told: "TermsRef | None"
) -> None:
    """Broken where a decision or quote names other terms than those that were given."""
    if terms is not None and terms.ref.digest and told is not None and told != terms.ref:
        broken(
            f"the {what} says that it was made by other terms",
            terms=f"{terms.id} {terms.version}, {terms.ref.digest[:8]}",
            it_says=f"{told.id} {told.version}, {told.digest[:8]}",
        )


RECORDS = (
    Law(
        "ELI-13",
        "pure",
        statement="The same question has the same answer, whatever was asked before, and whatever"
        " the clock, the zone, the environment and the settings of the program.",
        because="an answer that nobody can get again is one that nobody can explain",
        catches="today's date, days of the server's own zone, state that is kept between calls, or"
        " the decimal context",
        scenes=_two_scenes,
        check=_pure,
    ),
    Law(
        "ELI-14",
        "replays",
        statement="A decision and its quote name the terms that gave them, and the facts that were"
        " known give them again.",
        because="a record is worth what can be worked out from it",
        catches="terms that were changed on the way, or facts that came later",
        scenes=scenes,
        check=_replays,
        needs=(Flag.LIVE,),
    ),
)
