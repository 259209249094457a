"""STA: where units and money are, as the order tells it and as the policy answers.

Rules of this file: whoever brings orders of a class of their own is asked about them; for orders of
the library these are laws of ``Order`` and ``Position``.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from postsales.basics._errors import PostsalesError
from postsales.basics.events import Event, Happened
from postsales.orders.events import Cancelled, Paid, Received, RefundStatus
from postsales.orders.order import Order, told_once
from postsales.orders.position import Position
from postsales.orders.return_events import ReturnSentBack
from postsales.testing.answers import differences
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._amounts import minor
from postsales.testing.laws._booking import order_after, refund_of
from postsales.testing.laws._exchanged import exchanged_once
from postsales.testing.laws._scenes import charged_back, latest, sold
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["STATES"]


def _positions(order: Order) -> Iterator[tuple[datetime, Position]]:
    """The position after every event, in order of time."""
    for at in sorted({order.placed_at, *(x.at for x in order.history)}):
        yield at, order.position(at=at)


def _every_unit_is_somewhere(subject: "Subject", scene: Scene) -> None:
    for at, position in _positions(scene.order):
        for line in scene.order.lines:
            x = position.units(line.id)
            where = (x.open, x.in_transit, x.delivered, x.returned, x.cancelled, x.lost)
            if sum(where) != line.quantity or min(where) < 0:
                names = ("open", "in_transit", "delivered", "returned", "cancelled", "lost")
                told = dict(zip(names, where, strict=True))
                broken(
                    f"units of {line.id!r} leak", at=at.isoformat(), ordered=line.quantity, **told
                )
    answer = subject.ask(scene)
    for id, k in scene.request.quantities.items():
        told_units = answer.allowed.get(id, 0) + answer.referred.get(id, 0)
        if told_units > k:
            broken(f"more of {id!r} is answered than was asked", asked=k, answered=told_units)


def _nothing_comes_to_life(subject: "Subject", scene: Scene) -> None:
    before: dict[str, int] = {}
    for at, position in _positions(scene.order):
        sent_back = _sent_back(scene.order, at)
        for line in scene.order.lines:
            units = position.units(line.id)
            gone = units.returned + units.cancelled + sent_back[line.id]
            if gone < before.get(line.id, 0):
                broken(
                    f"units of {line.id!r} were returned or cancelled and are not any more",
                    at=at.isoformat(),
                    gone_before=before[line.id],
                    gone=gone,
                )
            before[line.id] = gone
    position = scene.order.position(at=scene.at)
    for id, k in subject.ask(scene).allowed.items():
        units = position.units(id)
        left = units.ordered - max(units.refunded, units.returned + units.cancelled)
        if k > left:
            broken(
                f"more of {id!r} is allowed than is not over",
                allowed=k,
                ordered=units.ordered,
                returned=units.returned,
                cancelled=units.cancelled,
                refunded=units.refunded,
            )


def _sent_back(order: Order, at: datetime) -> Counter[str]:
    """Units that the shop gave the customer again by an instant: nobody else can."""
    units: Counter[str] = Counter()
    for event in told_once(x for x in order.history if x.at <= at):
        if isinstance(event, ReturnSentBack):
            units.update(event.units)
    return units


@st.composite
def _something_over(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions about orders of which units came back or were called off, and then more is told."""
    scene = draw(sold(subject))
    paid = [x for x in scene.order.history if isinstance(x, Paid)]
    order = draw(st.sampled_from([scene.order, evolve(scene.order, history=paid)]))
    at = latest(order)
    for line in order.lines:
        units = order.position(at=at).units(line.id)
        for kind, there in ((Cancelled, units.open), (Received, units.delivered)):
            k = draw(st.integers(0, there))
            order = (order_after(order, kind({line.id: k}, at=at)) or order) if k else order
    then = at + timedelta(hours=1)
    return evolve(scene, order=order.after(Happened("seen", at=then)), at=max(then, scene.at))


def _over_or_not(subject: "Subject") -> st.SearchStrategy[Scene]:
    return st.one_of(sold(subject), _something_over(subject))


def _only_what_is_known(subject: "Subject", scene: Scene) -> None:
    known = scene.as_known()
    whole, cut = scene.order.position(at=scene.at), known.order.position(at=scene.at)
    if whole != cut:
        broken("what happens later is in the position of today", position=whole, as_known=cut)
    step = evolve(scene.order, history=())
    for event in sorted(known.order.history, key=lambda x: x.at):
        step = order_after(step, event) or step
    # Events of one instant may need each other, so that one by one not all of them can be told.
    told = step.position(at=scene.at)
    if len(step.history) == len(known.order.history) and told != cut:
        broken("events told one by one lead elsewhere", position=cut, one_by_one=told)
    answer, then = subject.ask(scene), subject.ask(known)
    if answer != then:
        found = differences(then, answer)
        broken("what happens later is in the answer of today", **found)


@st.composite
def _with_late_news(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions, and which of the events is told after all others."""
    scene = draw(st.one_of(scenes(subject), sold(subject)))
    place = draw(st.integers(0, max(0, len(scene.order.history) - 1)))
    return evolve(scene, others=(place,))


def _late_news(subject: "Subject", scene: Scene) -> None:
    place: int = scene.others[0]
    history: tuple[Event, ...] = scene.order.history
    if not history:
        return
    try:
        rest = evolve(scene.order, history=[*history[:place], *history[place + 1 :]])
        late = rest.after(history[place])
    except PostsalesError:
        # The others need the event, so nobody can have told them before it.
        return
    one, other = scene.order.position(at=scene.at), late.position(at=scene.at)
    if one != other:
        broken("an event that is told late leads elsewhere", event=history[place], told_late=other)
    answer, then = subject.ask(scene), subject.ask(scene, order=late)
    if answer != then:
        broken(
            "an event that is told late changes the answer",
            event=history[place],
            allowed=dict(answer.allowed),
            allowed_told_late=dict(then.allowed),
            refund=answer.refund,
            refund_told_late=then.refund,
        )


def _paid_back_once(subject: "Subject", scene: Scene) -> None:
    money = scene.order.position(at=scene.at).money
    left = max(0, money.left.minor)
    refund = minor(subject.ask(scene).refund)
    if refund > left:
        broken(
            "what a bank took back is refunded as well",
            captured=money.captured,
            taken_by_a_bank=money.disputed,
            refunded_before=money.refunded + money.reserved,
            refund=scene.order.currency.minor(refund),
        )


def _failed_is_undone(subject: "Subject", scene: Scene) -> None:
    scene = scene.as_known()
    before = subject.ask(scene)
    try:
        sent = evolve(refund_of(scene, before, "kit-refund"), status=RefundStatus.PENDING)
        order = scene.order.after(sent, sent.told(RefundStatus.FAILED, at=scene.at))
    except PostsalesError:
        # What the policy gives cannot be booked; laws of their own say so.
        return
    found = differences(before, subject.ask(scene, order=order))
    if found:
        broken("a refund that failed changes the answer", failed=str(sent.amount), **found)


STATES = (
    Law(
        "STA-01",
        "every-unit-is-somewhere",
        statement="At every instant each unit is in one state, and no more is answered than asked.",
        because="a unit that is nowhere is owed to somebody",
        catches="units that leak, such as lost ones that are taken off and put nowhere",
        scenes=scenes,
        check=_every_unit_is_somewhere,
    ),
    Law(
        "STA-02",
        "over-is-over",
        statement="Units that were returned, called off or refunded are not allowed again.",
        because="what is over has been paid for",
        catches="a closed order that is opened again, or a status that the next event overwrites",
        scenes=_over_or_not,
        check=_nothing_comes_to_life,
    ),
    Law(
        "STA-03",
        "only-what-is-known",
        statement="An answer of today is the same whatever happens tomorrow.",
        because="what was answered has to be answered again when it is asked why",
        catches="a snapshot that drifts: the latest state instead of that of the instant",
        scenes=scenes,
        check=_only_what_is_known,
    ),
    Law(
        "STA-04",
        "late-news",
        statement="An event that is told late leads where it would have led in time.",
        because="messages overtake each other",
        catches="a hidden order: the last message is taken for the last that happened",
        scenes=_with_late_news,
        check=_late_news,
    ),
    Law(
        "STA-05",
        "paid-back-once",
        statement="What a bank took back for the customer is not refunded as well.",
        because="the shop would lose it twice",
        catches="a chargeback that is no refund, and so forgotten",
        scenes=charged_back,
        check=_paid_back_once,
        needs=(Flag.MONEY,),
    ),
    Law(
        "STA-06",
        "exchanged-once",
        statement="What went into other goods keeps its worth there, and is not refunded as well.",
        because="the customer has the goods, and money goes one way",
        catches="an exchange that is no refund, and so forgotten",
        scenes=sold,
        check=exchanged_once,
        needs=(Flag.MONEY,),
    ),
    Law(
        "STA-07",
        "failed-is-undone",
        statement="A refund that failed leaves everything as if nobody had tried it.",
        because="the money never came, so it is still owed",
        catches="a refund that is booked when it is sent, and not taken back when it fails",
        scenes=sold,
        check=_failed_is_undone,
        needs=(Flag.MONEY,),
    ),
)
