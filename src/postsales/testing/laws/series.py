"""SER: orders and requests that were written and read again."""

import pickle
from copy import copy, deepcopy
from typing import TYPE_CHECKING, Any

from attrs import evolve

from postsales.testing.law import Law, Scene, broken
from postsales.testing.laws._scenes import sold

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["SERIES"]


def _same(subject: "Subject", scene: Scene, how: str, order: Any, request: Any) -> None:
    """The facts that came back are those that went, and so is the answer to them."""
    for name, a, b in (("order", scene.order, order), ("request", scene.request, request)):
        if a != b or hash(a) != hash(b):
            broken(f"the {name} is not the same once {how}", went=a, came_back=b)
    one, other = subject.ask(scene), subject.ask(evolve(scene, order=order, request=request))
    if one != other:
        broken(
            f"the answer is not the same once {how}",
            allowed=dict(one.allowed),
            allowed_then=dict(other.allowed),
            refund=one.refund,
            refund_then=other.refund,
        )


def _as_json(subject: "Subject", scene: Scene) -> None:
    from postsales.wire import read_order, read_request, write_json

    kinds = {type(event) for event in scene.order.history}
    order = read_order(write_json(scene.order), events=kinds)
    request = read_request(write_json(scene.request))
    _same(subject, scene, "written as JSON and read", order, request)


def _as_copies(subject: "Subject", scene: Scene) -> None:
    facts = (scene.order, scene.request)
    # What was pickled is ours: it was written one call before.
    pickled = pickle.loads(pickle.dumps(facts))  # noqa: S301
    for how, (order, request) in {
        "pickled": pickled,
        "copied": (copy(scene.order), copy(scene.request)),
        "copied with all it holds": deepcopy(facts),
    }.items():
        _same(subject, scene, how, order, request)


SERIES = (
    Law(
        "SER-01",
        "written-and-read",
        statement="An order and a request, written as JSON and read, are equal and answered alike.",
        because="what is stored is asked about years later",
        catches="a fact that is lost on the way: an offset for a zone, a float for an amount",
        scenes=sold,
        check=_as_json,
    ),
    Law(
        "SER-02",
        "copies",
        statement="An order and a request, pickled or copied, are equal and answered alike.",
        because="workers and caches hand them on",
        catches="facts that are told apart by identity, or kept beside the order",
        scenes=sold,
        check=_as_copies,
    ),
)
