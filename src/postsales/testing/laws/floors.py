"""ELI: never less than a statute gives, and never less than the policy's own terms.

Rules of this file: both sides are asked, and what is the better of them is worked out here, unit by
unit, and not by the floor of the library.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from hypothesis import strategies as st

from postsales.basics._errors import PostsalesError
from postsales.basics.dated import NoLawInForce
from postsales.basics.decisions import Decision
from postsales.basics.durations import Days
from postsales.basics.findings import Verdict
from postsales.law.floor import assess
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.rights import is_about, made_on
from postsales.orders.events import Authorised, Delivered, Paid
from postsales.orders.order import Order
from postsales.returns.case import ReturnCase
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import ReturnWindow
from postsales.testing.answers import Answer, differences
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._scenes import latest
from postsales.testing.strategies.scenes import instants

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["FLOORS"]

_OWN = "the terms"
# A function has no terms that could be asked; what is allowed by none counts for nothing.
_NO_TERMS = ReturnTerms(
    id="none", version="1", zone="UTC", window=ReturnWindow(Days(0), since=Delivered)
)
_Unit = tuple[str, int]
_Decisions = Mapping[str, Decision[ReturnCase]]


def _place(subject: "Subject") -> Jurisdiction:
    if subject.place is None:
        broken("the policy declares floor, and no place is given")
    return subject.place


def _sides(scene: Scene, terms: ReturnTerms, place: Jurisdiction) -> _Decisions:
    """What each side decides by itself; nothing where the day of the contract is not covered."""
    try:
        found = assess(scene.order, scene.request, terms, place, at=scene.at)
    except NoLawInForce:
        return {}
    return {_OWN: found.merchant, **found.statutory}


def _found(decision: Decision[ReturnCase], *, is_own: bool) -> Iterator[tuple[_Unit, Verdict]]:
    """What a side says of each unit that it is about."""
    for case, answers, verdict in zip(
        decision.cases, decision.answers, decision.verdicts, strict=True
    ):
        if is_own or is_about([*zip(decision.rules, answers, strict=True)]):
            for k in range(case.quantity):
                yield (case.line_id, case.before + k), verdict


@frozen
class _Better:
    """Units by line that either side gives, and those that not every side refuses."""

    given: Counter[str]
    left_open: Counter[str]


def _better(sides: _Decisions) -> _Better:
    found = [(x, v) for name, side in sides.items() for x, v in _found(side, is_own=name == _OWN)]
    given = {unit for unit, verdict in found if verdict is Verdict.MET}
    unknown = {unit for unit, verdict in found if verdict is Verdict.UNKNOWN}
    return _Better(Counter(line for line, _ in given), Counter(line for line, _ in given | unknown))


def _never_below(subject: "Subject", scene: Scene) -> None:
    place, terms = _place(subject), subject.terms
    sides = dict(_sides(scene, terms or _NO_TERMS, place))
    if not sides:
        return
    if terms is None:
        del sides[_OWN]
    answer = subject.ask(scene)
    _as_much(scene, answer, sides)
    changed = differences(answer, subject.ask(scene))
    if changed:
        broken("asked again, the policy gives another answer", **changed)
    if terms is not None and subject.engine is not None:
        _of_itself(subject, scene, place, terms)


def _as_much(scene: Scene, answer: Answer, sides: _Decisions) -> None:
    better = _better(sides)
    for line, asked in scene.request.quantities.items():
        allowed, referred = answer.allowed.get(line, 0), answer.referred.get(line, 0)
        told = {f"allowed_by_{name}": x.allowed.get(line, 0) for name, x in sides.items()}
        if allowed < better.given[line]:
            broken(
                f"{line!r} gets less than its units have by the better of both sides",
                **told,
                allowed_by_either=better.given[line],
                allowed=allowed,
            )
        if asked - allowed - referred > asked - better.left_open[line]:
            broken(
                f"units of {line!r} are refused that a side leaves to a person",
                **told,
                not_refused_by_either=better.left_open[line],
                allowed_or_looked_at=allowed + referred,
            )


def _of_itself(subject: "Subject", scene: Scene, place: Jurisdiction, terms: ReturnTerms) -> None:
    """Terms that are the statute itself add nothing to it."""
    for name, right in place.in_force(on=made_on(scene.order)).items():
        same = evolve(right, reasons={**right.reasons, **terms.reasons})
        given = _better(_sides(scene, same, place)).given
        allowed = subject.under(same).ask(scene).allowed
        if allowed != given:
            broken(
                "the better of a statute and itself is something else than the statute",
                the_terms_are=name,
                allowed_by_the_statute=dict(given),
                allowed=allowed,
            )


_DAYS = st.sampled_from((0, 1, 6, 13, 20, 40))
_MOSTLY = st.sampled_from((True, True, True, False))


@st.composite
def _in_parcels(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions about orders whose units mostly came on several days, near the ends of a side."""
    drawn, apart, days = draw(subject.orders), draw(_MOSTLY), (draw(_DAYS), draw(_DAYS))
    order = _brought(drawn, days) if apart else drawn
    asked = Scene(order, draw(subject.requests(drawn)), latest(order))
    near = [*(x.at for x in order.history), *_ends(subject, asked)]
    return evolve(asked, at=draw(instants(order.placed_at, near)))


def _brought(order: Order, days: tuple[int, ...]) -> Order:
    """The order as it was paid, each line with one unit in the first parcel, the rest in others."""
    paid = [x for x in order.history if isinstance(x, Paid | Authorised)]
    at, left = order.placed_at + timedelta(days=1), dict(order.quantities)
    parcels: list[Delivered] = []
    for k, later in enumerate((0, *days)):
        at += timedelta(days=later)
        units = {line: n if k == len(days) else 1 for line, n in left.items() if n}
        left = {line: n - units.get(line, 0) for line, n in left.items()}
        parcels += [Delivered(units, at=at)] if units else []
    try:
        return evolve(order, history=[*paid, *parcels])
    except PostsalesError:
        return order


def _ends(subject: "Subject", scene: Scene) -> Iterator[datetime]:
    """The ends that each side tells when all has happened."""
    for side in _sides(scene, subject.terms or _NO_TERMS, _place(subject)).values():
        for item in side.items:
            if item.deadline is not None:
                yield item.deadline.ends_at


FLOORS = (
    Law(
        "ELI-06",
        "never-below-the-law",
        statement="Every unit has the better of what a statute and the policy's own terms give, and"
        " has it when asked again; a statute that is the terms as well gives nothing on top.",
        because="no shop takes away what the law gives, and no law what a shop promised",
        catches="the house rule before the law, the law in place of a better promise, or one answer"
        " for a line whose units came on several days",
        scenes=_in_parcels,
        check=_never_below,
        needs=(Flag.FLOOR,),
    ),
)
