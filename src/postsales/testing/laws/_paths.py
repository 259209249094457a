"""What holds of answers that follow each other: in steps, asked again, after other refunds."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from postsales.orders.events import Refunded
from postsales.returns.request import ReturnItem, ReturnRequest
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Scene, broken
from postsales.testing.laws._amounts import minor, whole_lines
from postsales.testing.laws._booking import booked, order_after
from postsales.testing.laws._scenes import latest, refunded_before, sold

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = [
    "amount_only",
    "everything",
    "in_steps",
    "known_amounts",
    "never_more_than_captured",
    "not_less_for_more",
    "of_several_units",
    "said_again",
    "same_in_steps",
    "split",
]

_ROUNDS = 3
_UNITS = st.sampled_from(range(60))


def _one_by_one(subject: "Subject", scene: Scene, rounds: int) -> Iterator[tuple[Scene, Answer]]:
    """The same question again and again, each refund given before the next is asked for."""
    for _ in range(rounds):
        answer = subject.ask(scene)
        yield scene, answer
        order = booked(scene, answer)
        if order is None:
            return
        scene = evolve(scene, order=order)


def never_more_than_captured(subject: "Subject", scene: Scene) -> None:
    """REF-01."""
    for now, answer in _one_by_one(subject, scene.as_known(), _ROUNDS):
        position = now.order.position(at=now.at)
        money = position.money
        before = money.refunded + money.reserved
        if before.minor + minor(answer.refund) > money.captured.minor:
            broken(
                "all refunds together are more than was captured",
                captured=money.captured,
                refunded_before=before,
                refund=answer.refund,
            )
        paid = {x.tender.id: x for x in position.tenders}
        for tender, amount in answer.tenders.items():
            at = paid.get(tender)
            gone = at.refunded + at.reserved + amount.minor if at else amount.minor
            if gone > (at.captured if at else 0):
                broken(
                    f"all refunds to {tender!r} together are more than it gave",
                    captured=now.order.currency.minor(at.captured if at else 0),
                    refunded_with_this=now.order.currency.minor(gone),
                )


def _as_first(request: ReturnRequest, units: Mapping[str, int]) -> ReturnRequest:
    """A request for these units, for the reason of the first item and with what was shown there."""
    first = request.items[0]
    return ReturnRequest([evolve(first, line=line, units=k) for line, k in units.items()])


def everything(subject: "Subject") -> st.SearchStrategy[Scene]:
    """Questions about all units of an order."""
    return sold(subject).map(_about_all)


def _about_all(scene: Scene) -> Scene:
    asked = _as_first(scene.request, scene.order.quantities)
    return evolve(scene, request=asked).as_known()


def in_steps(subject: "Subject", scene: Scene) -> None:
    """REF-08: everything comes back, at once and unit by unit."""
    whole_lines(subject, scene)
    line = scene.order.lines[0]
    one = evolve(scene, request=_as_first(scene.request, {line.id: 1}))
    position = scene.order.position(at=scene.at)
    if position.given_of("line", line.id) is not None or position.units(line.id).refunded:
        return
    steps = [x for _, x in _one_by_one(subject, one, line.quantity)]
    if line.total.minor > position.refundable_minor:
        return
    units = sum(x.allowed.get(line.id, 0) for x in steps)
    given = sum(minor(x.lines.get(line.id)) for x in steps)
    if units == line.quantity and given != line.total.minor and any(x.lines for x in steps):
        broken(
            f"{line.id!r} comes back unit by unit and does not give what was paid for it",
            paid_for_the_line=line.total,
            steps=[str(x.lines.get(line.id)) for x in steps],
            together=scene.order.currency.minor(given),
        )


@st.composite
def split(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions with the same question in two parts, about units that share their parcel."""
    scene = draw(st.one_of(sold(subject), refunded_before(subject)))
    in_time = draw(st.sampled_from([True, True, False]))
    scene = (evolve(scene, at=latest(scene.order)) if in_time else scene).as_known()
    items = _of_one_parcel(scene)
    if not items:
        return scene
    # One unit alone cannot be split, so that there the whole first line is the first part.
    k = draw(st.integers(1, max(1, items[0].units - 1)))
    rest = [evolve(items[0], units=items[0].units - k)] if k < items[0].units else []
    parts = [x for x in ([evolve(items[0], units=k)], [*rest, *items[1:]]) if x]
    others = tuple(evolve(scene.request, items=x) for x in parts)
    return evolve(scene, request=evolve(scene.request, items=items), others=others)


def _of_one_parcel(scene: Scene) -> list[ReturnItem]:
    """The items of a request whose units share their parcel and their reason.

    Where units came back and were not refunded, the next refund of that line is of those.
    """
    position = scene.order.position(at=scene.at)
    items = _once(scene.request)
    units = {x.line: position.units(x.line) for x in items}
    alike = {x for x, k in units.items() if len(k.lots) <= 1 and k.returned <= k.refunded}
    return [x for x in items if x.line in alike]


def same_in_steps(subject: "Subject", scene: Scene) -> None:
    """REF-09. Units of one line in two parcels, or with two reasons, are drawn as steps come."""
    if len(_of_one_parcel(scene)) < len(scene.request.items):
        return
    worth = _before_fees if Flag.FEES_PER_RETURN in subject.flags else _refund
    at_once = subject.ask(scene)
    step, amounts = scene, list[int]()
    allowed: dict[str, int] = {}
    for part in scene.others:
        now = evolve(step, request=part)
        answer = subject.ask(now)
        amounts.append(worth(answer))
        for line, k in answer.allowed.items():
            allowed[line] = allowed.get(line, 0) + k
        order = None if part is scene.others[-1] else booked(now, answer)
        if order is None and answer.allowed and part is not scene.others[-1]:
            return
        step = step if order is None else evolve(step, order=order)
    if allowed == dict(at_once.allowed) and sum(amounts) != worth(at_once):
        money = scene.order.currency.minor
        broken(
            "units in two steps give other money than at once",
            at_once=money(worth(at_once)),
            steps=[str(money(x)) for x in amounts],
            together=money(sum(amounts)),
        )


def _refund(answer: Answer) -> int:
    return minor(answer.refund)


def _before_fees(answer: Answer) -> int:
    """What an answer gives before it keeps anything, as far as it is told."""
    return sum(x.minor for x in (*answer.lines.values(), *answer.charges.values()))


@st.composite
def of_several_units(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions of which the first item is about several units, all of them there if any are."""
    scene = draw(st.one_of(sold(subject), refunded_before(subject)))
    scene = evolve(scene, at=draw(st.sampled_from((latest(scene.order), scene.at)))).as_known()
    position = scene.order.position(at=scene.at)
    there = {line.id: position.units(line.id).returnable for line in scene.order.lines}
    some = [line for line, k in there.items() if k > 1]
    if not some:
        return scene
    line = draw(st.sampled_from(some))
    first = evolve(scene.request.items[0], line=line, units=draw(_UNITS) % (there[line] - 1) + 2)
    rest = [x for x in _once(scene.request) if x.line != line]
    return evolve(scene, request=evolve(scene.request, items=[first, *rest]))


def _once(request: ReturnRequest) -> list[ReturnItem]:
    """The items of a request, of each line the first."""
    return [*{x.line: x for x in reversed(request.items)}.values()][::-1]


def not_less_for_more(subject: "Subject", scene: Scene) -> None:
    """REF-10. Fewer units of a line, but some, so that fees per return are the same."""
    first = scene.request.items[0]
    if first.units < 2 or len(scene.request.quantities) < len(scene.request.items):  # noqa: PLR2004
        return
    fewer = evolve(scene, request=scene.request.without(first.line, 1))
    many, few = subject.ask(scene), subject.ask(fewer)
    if any(k > many.allowed.get(line, 0) for line, k in few.allowed.items()):
        return
    if set(few.allowed) == set(many.allowed) and minor(few.refund) > minor(many.refund):
        broken(
            f"one unit of {first.line!r} more gives less",
            allowed=dict(many.allowed),
            refund=many.refund,
            allowed_of_fewer=dict(few.allowed),
            refund_of_fewer=few.refund,
        )


def said_again(subject: "Subject", scene: Scene) -> None:
    """REF-15."""
    scene = scene.as_known()
    answer = subject.ask(scene)
    if subject.ask(scene) != answer:
        broken("the same question has two answers", first=answer, second=subject.ask(scene))
    order = booked(scene, answer, ref="refund-again")
    if order is None:
        return
    once = evolve(scene, order=order)
    twice = evolve(scene, order=evolve(order, history=(*order.history, order.history[-1])))
    after, again = subject.ask(once), subject.ask(twice)
    if after != again:
        broken(
            "a refund that was told twice counts twice",
            told_once=after.refund,
            told_twice=again.refund,
            allowed_once=dict(after.allowed),
            allowed_twice=dict(again.allowed),
        )
    gone = order.position(at=scene.at)
    for line, k in after.allowed.items():
        units = gone.units(line)
        if k > units.ordered - units.refunded:
            broken(
                f"units of {line!r} are refunded, and again when the request is repeated",
                refunded=units.refunded,
                of=units.ordered,
                allowed_again=k,
            )


@st.composite
def known_amounts(draw: st.DrawFn, subject: "Subject") -> Scene:
    """Questions with an amount that is given back for nothing in particular."""
    scene = draw(sold(subject)).as_known()
    left = scene.order.position(at=scene.at).refundable_minor
    kept = draw(st.integers(0, left))
    return evolve(scene, others=(scene.order.currency.minor(left - kept),))


def amount_only(subject: "Subject", scene: Scene) -> None:
    """REF-19."""
    (amount,) = scene.others
    before = subject.ask(scene)
    if not amount.minor:
        return
    left = scene.order.position(at=scene.at).refundable - amount
    order = order_after(scene.order, Refunded(amount, at=scene.at))
    if order is None:
        return
    after = subject.ask(evolve(scene, order=order))
    if minor(after.refund) > min(left.minor, minor(before.refund)):
        broken(
            "an amount that was given back before does not count",
            given_back_for_nothing_in_particular=amount,
            left_then=left,
            refund_before=before.refund,
            refund_then=after.refund,
        )
