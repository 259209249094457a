"""CHG: what may be changed before it leaves, and who owes the difference."""

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from postsales.changes.request import GIVES_UP, ChangeItem, ChangeKind, ChangeRequest
from postsales.orders.charges import Charge
from postsales.orders.lines import NewLine
from postsales.orders.order import Order
from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._amounts import minor
from postsales.testing.laws._scenes import latest
from postsales.testing.laws.cancellations import on_its_way

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["CHANGES"]

_CODES = st.sampled_from(range(10**6))
_HOURS = st.sampled_from(range(121))
_SOON = st.sampled_from(range(7))
_PRICES = 9973
_NEW = "new-{}"
_EXPRESS = "express after all"


@st.composite
def _wanted(draw: st.DrawFn, subject: "Subject", hours: st.SearchStrategy[int] = _HOURS) -> Scene:
    """Questions about changing orders of which nothing has left, or some; some days later."""
    scene = draw(on_its_way(subject)).as_known()
    at = max(scene.at, latest(scene.order)) + timedelta(hours=draw(hours))
    wanted = _request(scene.order, draw(_CODES))
    return evolve(scene, at=at, others=(wanted,))


def _request(order: Order, code: int) -> ChangeRequest:
    """Others or fewer of some lines, all that is open of them or one unit; or a further line."""
    position = order.position(at=latest(order))
    items: list[ChangeItem] = []
    for n, line in enumerate(order.lines):
        code, way = divmod(code, 5)
        units = (position.units(line.id).cancellable or line.quantity) if way % 2 else 1
        if way in {1, 2}:
            items.append(ChangeItem(line.id, units, kind=ChangeKind.FEWER))
        elif way:
            to = _new(order, n, units, code)
            items.append(ChangeItem(line.id, units, kind=ChangeKind.OPTIONS, to=to))
    if not items or code % 2:
        to = _new(order, len(order.lines), 1, code)
        items.append(ChangeItem(to.id, 1, kind=ChangeKind.FURTHER, to=to))
    charges = [Charge.shipping(order.currency.minor(code % _PRICES), id=_EXPRESS)]
    return ChangeRequest(items, charges=charges if code % 3 == 0 else ())


def _new(order: Order, n: int, units: int, code: int) -> NewLine:
    total = order.currency.minor((code + n) % _PRICES)
    return NewLine(_NEW.format(n), quantity=units, total=total)


def _wanted_soon(subject: "Subject") -> st.SearchStrategy[Scene]:
    """The same within hours, while there is still time for a change."""
    return _wanted(subject, _SOON)


def _asked(scene: Scene) -> ChangeRequest:
    (request,) = scene.others
    assert isinstance(request, ChangeRequest)  # noqa: S101 - what these scenes are made with
    return request


def _adds_up(subject: "Subject", scene: Scene) -> None:
    request = _asked(scene)
    answer = subject.change(scene, request)
    if minor(answer.refund) and minor(answer.owed):
        broken("a difference is owed by both sides", refund=answer.refund, owed=answer.owed)
    if _is_whole(answer, request) and not _has_given(scene, request):
        _check_difference(scene, request, answer)


def _is_whole(answer: Answer, request: ChangeRequest) -> bool:
    """Is all of it allowed? A part of a change has no price that was agreed."""
    return sum(answer.allowed.values()) == sum(x.units for x in request.items)


def _has_given(scene: Scene, request: ChangeRequest) -> bool:
    """Was money of these lines given back before?"""
    position = scene.order.position(at=scene.at)
    up = (x.line for x in request.items if x.kind in GIVES_UP)
    return any(position.given_of("line", line) is not None for line in up)


def _check_difference(scene: Scene, request: ChangeRequest, answer: Answer) -> None:
    worth, inexact = Fraction(0), 0
    for item in (x for x in request.items if x.kind in GIVES_UP):
        line = scene.order.line(item.line)
        worth += Fraction(line.total.minor * item.units, line.quantity)
        # The price and each tax of a part are rounded by themselves.
        inexact += 0 if item.units == line.quantity else 1 + len(line.taxes)
    price = sum(x.to.total.minor for x in request.items if x.to is not None)
    price += sum(x.total.minor for x in request.charges)
    fees = sum(x.minor for x in answer.fees.values())
    difference = price + fees - worth
    told = minor(answer.owed) - minor(answer.refund)
    if abs(told - difference) > inexact:
        money = scene.order.currency.minor
        broken(
            "the difference of a change is another than that of the goods and the fees",
            new_goods_and_charges=money(price),
            fees=money(fees),
            old_goods=money(round(worth)),
            owed=answer.owed,
            refund=answer.refund,
        )


def _earlier(subject: "Subject", scene: Scene) -> None:
    request, first = _asked(scene), latest(scene.order)
    now = subject.change(scene, request).allowed
    before = subject.change(evolve(scene, at=first), request).allowed
    for line, k in now.items():
        if before.get(line, 0) < k:
            broken(
                f"more of {line!r} may be changed than earlier, and nothing has happened since",
                earlier_at=first,
                allowed_earlier=before.get(line, 0),
                allowed=k,
            )


def _before_it_leaves(subject: "Subject", scene: Scene) -> None:
    allowed = subject.change(scene, _asked(scene)).allowed
    position = scene.order.position(at=scene.at)
    for line in scene.order.lines:
        units = position.units(line.id)
        if allowed.get(line.id, 0) > units.open:
            broken(
                f"more of {line.id!r} is changed than has not left",
                changed=allowed[line.id],
                open=units.open,
                in_transit=units.in_transit,
                delivered=units.delivered,
            )


CHANGES = (
    Law(
        "CHG-01",
        "the-difference-adds-up",
        statement="Whoever changes owes the new goods, charges and fees less what the old"
        " goods were to cost, or gets what is over.",
        because="a change moves value between goods, and makes none",
        catches="a refund of the old price next to a charge of the new one, or a fee that is told "
        "and not taken",
        scenes=_wanted,
        check=_adds_up,
        needs=(Flag.CHANGES,),
    ),
    Law(
        "CHG-02",
        "sooner-is-no-worse",
        statement="What may be changed now could be changed earlier, if nothing happened since.",
        because="nobody should have to wait for what the shop lets them do",
        catches="a limit in hours that is compared the wrong way round, or counted from today",
        scenes=_wanted,
        check=_earlier,
        needs=(Flag.CHANGES, Flag.WINDOWS_END),
    ),
    Law(
        "CHG-03",
        "before-it-leaves",
        statement="What is changed is still with the shop.",
        because="goods on their way cannot become others",
        catches="a race with the warehouse: a size is changed after the parcel was packed",
        scenes=_wanted_soon,
        check=_before_it_leaves,
        needs=(Flag.CHANGES,),
    ),
)
