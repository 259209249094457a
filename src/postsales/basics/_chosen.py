"""Classes that choose events by what they tell, so that selectors name them like any other."""

from typing import Any, NoReturn

from postsales.basics._errors import WrongType

__all__ = ["Chosen", "OfKind"]


class Chosen(type):
    """What makes a class that chooses events of the class above it; no event is made of it."""

    def __instancecheck__(cls, event: object) -> bool:
        above: Any = cls.__base__
        return isinstance(event, above) and cls.chooses(event)

    def __call__(cls, *_: object, **__: object) -> NoReturn:
        """Nothing is made of it."""
        above: Any = cls.__base__
        raise WrongType("event", cls, f"it chooses events: they are made as {above.__name__}")

    def chooses(cls, event: Any) -> bool:
        """Is an event of the class above one of these?"""
        raise NotImplementedError


class OfKind(Chosen):
    """What makes the classes of the kinds of ``Happened``; two of one kind are equal."""

    of_kind: str

    def chooses(cls, event: Any) -> bool:
        """Is it of this kind?"""
        return bool(event.kind == cls.of_kind)

    def __eq__(cls, other: object) -> bool:
        return isinstance(other, OfKind) and other.of_kind == cls.of_kind

    def __hash__(cls) -> int:
        return hash(cls.of_kind)
