"""ELI: exceptions, exclusions, and goods that are not what they should be."""

from typing import TYPE_CHECKING

from attrs import evolve, frozen
from hypothesis import strategies as st

from postsales.basics.durations import Days
from postsales.basics.events import Event
from postsales.basics.findings import MET, NOT_APPLICABLE, Finding, Verdict, not_met, unknown
from postsales.basics.rules import rule_name
from postsales.orders.besides import BonusGranted, Compensated, CompensationKind
from postsales.orders.events import Delivered
from postsales.orders.overrides import Overridden
from postsales.orders.payments import Tender
from postsales.orders.reasons import ReasonKind
from postsales.orders.scope import Scope
from postsales.orders.terms import OWN_WORDS
from postsales.returns.case import ReturnCase
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.windows import ReturnWindow
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._booking import order_after
from postsales.testing.laws._given import about, for_reason, terms_of, with_another_line, words
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["FAVOURS"]

_FOUND = {
    Verdict.MET: MET,
    Verdict.NOT_MET: not_met("no_goodwill"),
    Verdict.UNKNOWN: unknown("goodwill_unknown"),
    Verdict.NOT_APPLICABLE: NOT_APPLICABLE,
}


@frozen
class Goodwill:
    """An exception of the kit that always answers the same."""

    verdict: Verdict

    def __call__(self, case: ReturnCase, /) -> Finding:  # noqa: ARG002 - the shape of a rule
        """Is there any goodwill?"""
        return _FOUND[self.verdict]


_KINDNESS = ("allowed by staff", "money besides", "a bonus")


@st.composite
def _with_goodwill(draw: st.DrawFn, subject: "Subject") -> Scene:
    others = draw(st.integers(0, 20)), draw(st.sampled_from(Verdict)).value
    return evolve(draw(scenes(subject)), others=(*others, draw(st.sampled_from(_KINDNESS))))


def _goodwill(subject: "Subject", scene: Scene) -> None:
    place, verdict, kindness = scene.others
    before = subject.ask(scene)
    order = order_after(scene.order, _shown(kindness, scene, before))
    if order is not None:
        after = subject.ask(scene, order=order)
        _only_helps(before, after, scene, kindness=kindness)
        if kindness != _KINDNESS[0]:
            _costs_nothing(before, after, kindness)
    if Flag.LIVE not in subject.flags:
        return
    terms = terms_of(subject)
    plain: ReturnTerms = evolve(terms, excepted=())
    rules = [x for x in plain.rules if x not in plain.returnless]
    rule = rules[int(place) % len(rules)]
    excepting = subject.under(terms.unless(rule, Goodwill(Verdict.read("verdict", verdict))))
    told = {"exception_to": rule_name(rule), "the_exception_is": verdict}
    _only_helps(before, excepting.ask(scene), scene, **told)


def _shown(kindness: str, scene: Scene, answer: Answer) -> Event:
    """What somebody did for the customer when the question was asked."""
    some, at = scene.order.currency.minor(500), scene.at
    if kindness == "money besides":
        to = Tender.store_credit("kindness")
        return Compensated(some, kind=CompensationKind.GOODWILL, to=to, reason="kindness", at=at)
    if kindness == "a bonus":
        return BonusGranted(some, at=at)
    codes = [*answer.because] or ["window_closed"]
    return Overridden(codes, who="the kit", why="kindness", at=at)


def _only_helps(before: Answer, after: Answer, scene: Scene, **told: object) -> None:
    for line in scene.request.quantities:
        if after.allowed.get(line, 0) < before.allowed.get(line, 0):
            broken(
                f"goodwill takes {line!r} away",
                **told,
                allowed_without=before.allowed.get(line, 0),
                allowed_with=after.allowed.get(line, 0),
            )


def _costs_nothing(before: Answer, after: Answer, kindness: str) -> None:
    if before.refund is not None and after.refund is not None and after.refund < before.refund:
        broken(
            "what was given besides is taken off the refund",
            kindness=kindness,
            refund_without=before.refund,
            refund_with=after.refund,
        )


def _exclusion(subject: "Subject", scene: Scene) -> None:
    terms = evolve(terms_of(subject), reasons=OWN_WORDS)
    scope = Scope(kind=sorted({line.kind.value for line in scene.order.lines}))
    mine = Exclusion("no_returns", applies_to=scope)
    excluded = evolve(terms, exclusions=[*terms.exclusions, mine])
    for kind, says in (
        (ReasonKind.DEFECT, "an exclusion about a change of mind blocks a defect"),
        (ReasonKind.REMORSE, "an excluded line may come back for a change of mind"),
    ):
        asked = evolve(scene, request=for_reason(scene.request, kind.value))
        without = subject.under(terms).ask(asked).allowed
        then = subject.under(excluded).ask(asked).allowed
        if then != (without if kind is ReasonKind.DEFECT else {}):
            broken(says, allowed_without_the_exclusion=without, allowed_with_it=then)


_NAMED = "goods of the kit"


@st.composite
def _beside_other_goods(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene, when other goods came that were bought with it, and days for a window of theirs."""
    hours, days = draw(st.sampled_from(range(24 * 60))), draw(st.sampled_from((0, 60, 400)))
    return evolve(draw(scenes(subject)), others=(hours, days))


def _only_what_is_named(subject: "Subject", scene: Scene) -> None:
    hours, days = scene.others
    bare: ReturnTerms = evolve(terms_of(subject), excepted=(), exclusions=(), special_windows=())
    terms, scope = evolve(bare, reasons=OWN_WORDS), Scope(category=_NAMED)
    both = with_another_line(scene, hours, category=_NAMED)
    asked = evolve(both, request=for_reason(both.request, ReasonKind.REMORSE.value))
    window = ReturnWindow(Days(days), since=Delivered, applies_to=scope)
    exclusion = Exclusion("no_returns", applies_to=scope)
    before = subject.under(terms).ask(asked)
    for what, changed in {
        "a special window": evolve(terms, special_windows=[window]),
        "an exclusion": evolve(terms, exclusions=[exclusion]),
    }.items():
        after = subject.under(changed).ask(asked)
        for line in scene.request.quantities:
            if about(before, line) != about(after, line):
                broken(
                    f"{what} for other goods changes the answer for {line!r}",
                    without=about(before, line),
                    with_it=about(after, line),
                )


@st.composite
def _two_words(draw: st.DrawFn, subject: "Subject") -> Scene:
    """A scene, a word for a defect and one for a change of mind; none where one is missing."""
    scene = draw(scenes(subject))
    faulty, unwanted = (words(subject, kind) for kind in (ReasonKind.DEFECT, ReasonKind.REMORSE))
    if not faulty or not unwanted:
        return scene
    return evolve(scene, others=(draw(st.sampled_from(faulty)), draw(st.sampled_from(unwanted))))


def _defects(subject: "Subject", scene: Scene) -> None:
    if not scene.others:
        return
    defect, remorse = (
        subject.ask(scene, request=for_reason(scene.request, word)) for word in scene.others
    )
    for line in scene.request.quantities:
        looked_at = defect.allowed.get(line, 0) + defect.referred.get(line, 0)
        if looked_at < remorse.allowed.get(line, 0):
            broken(
                f"{line!r} may come back for a change of mind and not because it is faulty",
                allowed_or_looked_at_for_a_defect=looked_at,
                allowed_for_a_change_of_mind=remorse.allowed.get(line, 0),
            )
    if defect.refund is None or remorse.refund is None or defect.allowed != remorse.allowed:
        return
    if defect.refund < remorse.refund:
        broken(
            "faulty goods give less money than those that nobody likes",
            refund_for_a_defect=defect.refund,
            refund_for_a_change_of_mind=remorse.refund,
            fees_for_a_defect=dict(defect.fees),
        )


FAVOURS = (
    Law(
        "ELI-07",
        "goodwill-only-helps",
        statement="Goodwill never turns a yes into a no: neither an exception in favour of the"
        " customer, nor what staff allowed, nor money that was given besides, which also lowers no"
        " refund.",
        because="goodwill comes on top of what was promised",
        catches="an exception that is asked in place of its rule, or as one more condition; or an"
        " order that is settled once somebody was kind",
        scenes=_with_goodwill,
        check=_goodwill,
    ),
    Law(
        "ELI-08",
        "exclusions-spare-defects",
        statement="An exclusion blocks a change of mind and never a defect, unless it names"
        " defects.",
        because="what is sold as final must still work",
        catches="a blanket exclusion",
        scenes=scenes,
        check=_exclusion,
        needs=(Flag.LIVE,),
    ),
    Law(
        "ELI-09",
        "defects-are-no-worse",
        statement="Faulty goods are treated at least as well as those that the customer does not"
        " like; a person may look at them first.",
        because="a defect is not the customer's doing",
        catches="a fee on defects, or a shorter window for them",
        scenes=_two_words,
        check=_defects,
    ),
    Law(
        "ELI-15",
        "only-what-is-named",
        statement="A special window or an exclusion changes nothing for goods that it does not"
        " name.",
        because="it was written for some goods, and the others were promised something else",
        catches="a scope that is not looked at, or the first special window for everything",
        scenes=_beside_other_goods,
        check=_only_what_is_named,
        needs=(Flag.LIVE,),
        unless=(Flag.LINES_TOGETHER,),
    ),
)
