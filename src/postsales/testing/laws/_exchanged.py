"""Exchanges of what a policy would pay for: other goods for it, and then the question again."""

from typing import TYPE_CHECKING

from postsales.basics._errors import PostsalesError
from postsales.orders.exchanged import Exchanged
from postsales.orders.lines import NewLine
from postsales.orders.position import Given, Position, with_added_tax
from postsales.testing.answers import Answer
from postsales.testing.law import Scene, broken
from postsales.testing.laws._amounts import minor
from postsales.testing.laws._booking import order_after, refund_of

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["exchanged_once"]

_NEW = "kit-new"


def exchanged_once(subject: "Subject", scene: Scene) -> None:
    """What went into other goods is worth as much there, and is not paid for where it was."""
    scene = scene.as_known()
    answer = subject.ask(scene)
    event = _exchange(scene, answer)
    order = None if event is None else order_after(scene.order, event)
    if event is None or order is None:
        # What the policy gives cannot be booked; laws of their own say so.
        return
    before, after = scene.order.position(at=scene.at), order.position(at=scene.at)
    if _left(before) != _left(after) or before.refundable != after.refundable:
        broken("an exchange gains or loses value", before=_left(before), after=_left(after))
    then = subject.ask(scene, order=order)
    for part in event.lines:
        sold, taken = before.line(part.line), _worth(after, part.line)
        given = minor(then.lines.get(part.line))
        if then.allowed.get(part.line, 0) + part.units > sold.quantity:
            broken(
                f"units of {part.line!r} that went into other goods are allowed as well",
                ordered=sold.quantity,
                exchanged=part.units,
                allowed=then.allowed[part.line],
            )
        if given + taken > sold.total.minor:
            broken(
                f"{part.line!r} is paid for and went into other goods",
                total=sold.total,
                gone=scene.order.currency.minor(taken),
                refund=then.lines[part.line],
            )


def _exchange(scene: Scene, answer: Answer) -> Exchanged | None:
    """An even exchange of the units that are paid for; None where there are none."""
    try:
        lines = refund_of(scene, answer).lines
        position = scene.order.position(at=scene.at)
        credited = sum(
            with_added_tax(
                position.line(x.line),
                Given(
                    x.price.minor, tuple(tax.minor for tax in x.taxes) or _zeros(position, x.line)
                ),
            )
            for x in lines
        )
        money = scene.order.currency.minor
        return Exchanged(
            lines,
            instead=[NewLine(_NEW, quantity=1, total=money(credited))],
            credited=money(credited),
            due_from_customer=money(0),
            due_to_customer=money(0),
            at=scene.at,
            ref="kit-exchange",
        )
    except PostsalesError:
        return None


def _zeros(position: Position, line: str) -> tuple[int, ...]:
    return tuple(0 for _ in position.line(line).taxes)


def _worth(position: Position, line: str) -> int:
    """What was given of a line by now, all tax in."""
    money = position.line_money(line)
    return money.total.minor - money.left.minor


def _left(position: Position) -> int:
    """What the lines are still worth, the new ones with them."""
    return sum(position.line_money(line.id).left.minor for line in position.lines)
