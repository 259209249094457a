"""Mistakes about where units and money are, in policies and in orders of a host's own."""

from collections.abc import Callable
from datetime import datetime

from attrs import evolve

from postsales import (
    Cancelled,
    Chargeback,
    Event,
    Exchanged,
    Order,
    Position,
    Received,
    Refunded,
    RefundStatus,
)
from postsales.basics.quantities import FrozenMap
from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad
from tests.testing.bad.refunds import told, without


class _Leaking(Order):
    """Lost units are taken off and put nowhere."""

    def position_at(self, at: datetime) -> Position:
        position = super().position_at(at)
        units = {line: evolve(x, lost=0) for line, x in position.touched.items()}
        return evolve(position, touched=FrozenMap(units))


class _LastStatus(Order):
    """The last event is the status of the line: whatever was called off before is forgotten."""

    def position_at(self, at: datetime) -> Position:
        position = super().position_at(at)
        known = [x for x in self.history if x.at <= at]
        if not known or isinstance(known[-1], Cancelled):
            return position
        units = {
            line: evolve(x, open=x.open + x.cancelled, cancelled=0)
            for line, x in position.touched.items()
        }
        return evolve(position, touched=FrozenMap(units))


class _Snapshot(Order):
    """The position of today is given for every instant."""

    def position_at(self, at: datetime) -> Position:
        return super().position_at(max([at, *(x.at for x in self.history)]))


class _AsListed(Order):
    """Tenders stand as payments are listed."""

    def position_at(self, at: datetime) -> Position:
        position = super().position_at(at)
        listed = [getattr(x, "tender", None) for x in self.history]
        tenders = sorted(position.tenders, key=lambda x: listed.index(x.tender))
        return evolve(position, tenders=tuple(tenders))


def of_class(kind: type[Order]) -> Callable[[Order], Order]:
    """Turns orders into those of a class of the host."""

    def made(order: Order) -> Order:
        return kind(
            order.id,
            placed_at=order.placed_at,
            lines=order.lines,
            charges=order.charges,
            history=order.history,
        )

    return made


def more_than_asked(good: Policy, scene: Scene) -> Answer:
    """Units that a person has to look at are allowed as well."""
    answer = told(good, scene)
    return evolve(answer, referred=scene.request.quantities)


def opened_again(good: Policy, scene: Scene) -> Answer:
    """What is over is forgotten with the next request."""
    over = (Received, Cancelled, Refunded)
    return told(good, scene, order=without(scene.order, lambda x: isinstance(x, over)))


def latest_state(good: Policy, scene: Scene) -> Answer:
    """The state of the database is taken for that of the instant."""
    latest = max([scene.at, *(x.at for x in scene.order.history)])
    return told(good, scene, at=latest)


def last_message(good: Policy, scene: Scene) -> Answer:
    """What came last is taken for what happened last."""
    history = scene.order.history
    return told(good, scene, at=history[-1].at) if history else told(good, scene)


def chargeback_forgotten(good: Policy, scene: Scene) -> Answer:
    """A chargeback is no refund, and so it does not count."""
    return told(good, scene, order=without(scene.order, lambda x: isinstance(x, Chargeback)))


def exchange_forgotten(good: Policy, scene: Scene) -> Answer:
    """An exchange is no refund, and so the old goods are still there to be paid for."""
    return told(good, scene, order=without(scene.order, lambda x: isinstance(x, Exchanged)))


def booked_when_sent(good: Policy, scene: Scene) -> Answer:
    """A refund is booked when it is sent, and one that fails is never taken back."""

    def sent(event: Event) -> Event:
        if isinstance(event, Refunded) and event.status is RefundStatus.FAILED:
            return evolve(event, status=RefundStatus.SETTLED)
        return event

    history = [sent(x) for x in scene.order.history]
    return told(good, scene, order=evolve(scene.order, history=history))


BAD = (
    Bad("lost units leak", "STA-01", host=of_class(_Leaking)),
    Bad("more than asked", "STA-01", more_than_asked),
    Bad("the last status counts", "STA-02", host=of_class(_LastStatus)),
    Bad("a closed order is opened again", "STA-02", opened_again),
    Bad("one snapshot for every instant", "STA-03", host=of_class(_Snapshot)),
    Bad("the latest state", "STA-03", latest_state),
    Bad("tenders as they are listed", "STA-04", host=of_class(_AsListed)),
    Bad("the last message", "STA-04", last_message),
    Bad("chargeback forgotten", "STA-05", chargeback_forgotten),
    Bad("an exchange forgotten", "STA-06", exchange_forgotten),
    Bad("booked when it is sent", "STA-07", booked_when_sent),
)
