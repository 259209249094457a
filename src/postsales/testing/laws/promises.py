"""ELI: what was promised at the sale is kept, whatever is promised later."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics.durations import Days
from postsales.basics.moments import local_day
from postsales.guarantees.case import GoodsBack
from postsales.guarantees.request import GuaranteeRequest
from postsales.guarantees.terms import GuaranteeTerms, Rung
from postsales.orders.reasons import ReasonKind
from postsales.orders.remedied import RemedyKind
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["PROMISES"]

# Each takes something away: time, every reason but one, or every remedy but one.
_WORSE: tuple[dict[str, Any], ...] = (
    {"length": Days(0)},
    {"for_reasons": [ReasonKind.LATE], "evidence": ["an original of the box"]},
    {"rungs": [Rung([RemedyKind.REPAIR])], "goods_back": GoodsBack.GOODS},
)


@st.composite
def _promised(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A claim, the promise in force at the sale, and a worse one from a day after it on."""
    scene = draw(scenes(subject))
    promise = subject.promise
    sold = local_day(scene.order.placed_at, promise.zone)
    changed = sold + timedelta(days=draw(st.integers(1, 90)))
    return evolve(scene, others=_versions(promise, changed, draw(st.sampled_from(_WORSE))))


def _versions(
    promise: GuaranteeTerms, changed: date, worse: dict[str, Any]
) -> tuple[GuaranteeTerms, GuaranteeTerms]:
    old = evolve(promise, from_on=None, until_on=changed)
    return old, evolve(promise, version="later", from_on=changed, until_on=None, **worse)


def _kept(subject: "Subject", scene: Scene) -> None:
    old, later = scene.others
    claim = _claim(scene, old)
    before = subject.claim(scene, claim, [evolve(old, until_on=None)]).allowed
    after = subject.claim(scene, claim, [old, later]).allowed
    for line, k in before.items():
        if after.get(line, 0) < k:
            broken(
                f"what was promised about {line!r} at its sale is withdrawn by later terms",
                placed_at=scene.order.placed_at,
                later_terms_from=later.from_on,
                allowed_by_the_promise=k,
                allowed_since=after.get(line, 0),
            )


def _claim(scene: Scene, promise: GuaranteeTerms) -> GuaranteeRequest:
    """A claim for what is asked about, as the promise wants it."""
    words = [word for word, kind in promise.reasons.items() if kind in promise.for_reasons]
    return GuaranteeRequest.of(
        scene.request.quantities,
        reason=words[0] if words else ReasonKind.OTHER.value,
        remedy=promise.rungs[0].remedies[0],
        evidence=promise.evidence,
    )


PROMISES = (
    Law(
        "ELI-16",
        "promises-are-kept",
        statement="What was promised when an order was placed holds for it, whatever is promised"
        " later.",
        because="the promise was a part of what was bought",
        catches="today's terms for every order, or a new edition that replaces the old ones",
        scenes=_promised,
        check=_kept,
        needs=(Flag.PROMISES,),
    ),
)
