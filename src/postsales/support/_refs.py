"""Which message is meant by a reference, where several have the same one.

Rules of this file: a message with the reference of one that was answered waits by itself, as if it
had one of its own; with that of one that still waits, it waits with it. What is odd is told.
It is called by its instant then, so that what is told late gives nobody another name.
"""

from collections.abc import Iterable

from attrs import evolve

from postsales.basics.events import Event
from postsales.basics.quantities import FrozenMap
from postsales.support.events import CustomerWrote, WeReplied
from postsales.support.lifecycles import InquiryRemark

__all__ = ["Refs"]


class Refs:
    """The references of one inquiry, as far as it has been walked through."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {*taken}
        self._now: dict[str, str] = {}
        self._told_as: dict[str, str] = {}
        self._answered: set[str] = set()
        self._early: set[str] = set()
        self._odd: set[str] = set()

    @property
    def told_as(self) -> FrozenMap[str, str]:
        """What the references that were made here are in the history."""
        return FrozenMap(self._told_as)

    def told_apart(self, event: Event) -> tuple[Event, InquiryRemark | None]:
        """The next event, with a reference of its own, and what is odd about the one it had."""
        remark = None
        if isinstance(event, CustomerWrote):
            remark = self._message(event) if event.ref else None
        elif isinstance(event, WeReplied):
            remark = self._answer(event.ref)
        else:
            return event, None
        ref = self._now.get(event.ref, event.ref)
        return (event if ref == event.ref else evolve(event, ref=ref)), remark

    def _message(self, event: Event) -> InquiryRemark | None:
        ref = event.ref
        if ref not in self._now:
            # No answer is one to what was written after it.
            self._now[ref] = self._another(event) if ref in self._early else ref
            return None
        if ref in self._answered:
            self._answered.discard(ref)
            self._now[ref] = self._another(event)
        if ref in self._odd:
            return None
        self._odd.add(ref)
        return InquiryRemark.SAME_REF

    def _another(self, event: Event) -> str:
        made = f"{event.ref}@{event.at.isoformat()}"
        while made in self._taken:
            made += "'"
        self._taken.add(made)
        self._told_as[made] = event.ref
        return made

    def _answer(self, ref: str) -> InquiryRemark | None:
        if not ref:
            self._answered.update(self._now)
        elif ref in self._now:
            self._answered.add(ref)
        else:
            self._early.add(ref)
            # Where no message has a name, an answer may have whatever name it likes.
            return InquiryRemark.ANSWERS_NONE if self._now else None
        return None
