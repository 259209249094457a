"""On which days did what happen? What a last day is reckoned from, whoever tells it."""

from datetime import date
from typing import Protocol

from attrs import frozen

from postsales.basics.findings import Verdict
from postsales.basics.rolls import Holidays, Place
from postsales.basics.selectors import During, Selector

__all__ = ["Span"]


@frozen(weakref_slot=False)
class When:
    """On which local day did something happen? None while it has not, or nobody knows.

    ``is_due`` says that it is still to come, and ``is_never`` that it will not, since there is
    nothing that it could happen to; ``can_be_later`` that it happened again and nobody said when.
    ``assumed`` names what was taken for granted to say so.
    """

    day: date | None
    is_due: bool = False
    can_be_later: bool = False
    is_never: bool = False
    assumed: str = ""


@frozen(weakref_slot=False)
class Held:
    """Is a condition met? And what was taken for granted to say so, where nobody told.

    ``currency`` is the code of the one in which an amount would have to be known to say so.
    """

    verdict: Verdict
    assumed: str = ""
    currency: str = ""


Span = tuple[date, date | None]
"""The first and the last day of a time; the last is None while it goes on."""


class DaysKnown(Protocol):
    """Whatever tells on which days things happened: an order, asked about some of its units."""

    def when(self, one: Selector) -> When:
        """On which day did what is selected happen?"""
        ...

    def spans(self, during: During) -> tuple[Span, ...]:
        """Which times of a kind were there, in order?"""
        ...

    def holds(self, condition: object) -> Held:
        """Is a condition met?"""
        ...

    def holidays(self, place: Place) -> Holidays | None:
        """The holidays of a place, where somebody gave them."""
        ...
