"""What reading a document ends in: an order or events, with notes on how, or all its problems."""

from collections.abc import Iterable, Iterator

from attrs import field, frozen

from postsales.basics._errors import PostsalesError, short
from postsales.basics.events import Event
from postsales.orders.order import Order

__all__ = ["DocumentErrors", "EventsReading", "OrderReading", "Problem"]

_MOST_IN_SENTENCE = 20


@frozen(weakref_slot=False)
class Problem:
    """What is wrong at one path of a document: the path and what it says make a sentence.

    Example:
        >>> print(Problem("$.total", "is missing"))
        $.total is missing
    """

    path: str
    says: str
    value: object = field(default=None, hash=False, repr=short)

    def __str__(self) -> str:
        return f"{self.path} {self.says}"


class DocumentErrors(PostsalesError, ValueError):
    """A document cannot be read; iterating gives every ``Problem`` of it.

    Example:
        >>> errors = DocumentErrors("WooCommerce order", [Problem("$.total", "is missing")])
        >>> [problem.path for problem in errors], str(errors)
        (['$.total'], 'WooCommerce order: $.total is missing')
    """

    document: str
    problems: tuple[Problem, ...]

    def __init__(self, document: str, problems: Iterable[Problem]) -> None:
        self.document = document
        self.problems = tuple(problems)
        more = len(self.problems) - _MOST_IN_SENTENCE
        shown = "; ".join(str(problem) for problem in self.problems[:_MOST_IN_SENTENCE])
        super().__init__(f"{document}: {shown}" + (f"; and {more} more" if more > 0 else ""))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.problems)

    def __len__(self) -> int:
        return len(self.problems)


@frozen(weakref_slot=False)
class OrderReading:
    """An order as it was read from a document of a platform.

    ``unmapped`` are the paths of what the platform tells and no part of the order stands for, lists
    once as ``[*]``; what is empty there is left out. ``assumed`` are paths, each with what the
    platform does not say there and was taken for granted.
    """

    order: Order
    unmapped: tuple[str, ...] = field(kw_only=True)
    assumed: tuple[tuple[str, str], ...] = field(kw_only=True)


def _events(value: Iterable[Event]) -> tuple[Event, ...]:
    return tuple(value)


@frozen(weakref_slot=False)
class EventsReading:
    """What happened to an order, as it was read from a document that is not the order itself.

    ``order`` is the id of the order that the document names; None when it names none. ``unmapped``
    and ``assumed`` are those of an ``OrderReading``.

    Example:
        >>> from postsales import EUR, Refunded
        >>> back = Refunded(EUR("10.00"), at="2026-03-20T09:00+01:00", ref="re_1")
        >>> reading = EventsReading([back], order="1001", unmapped=(), assumed=())
        >>> len(reading.events), reading.order
        (1, '1001')
    """

    events: tuple[Event, ...] = field(converter=_events)
    order: str | None = field(default=None, kw_only=True)
    unmapped: tuple[str, ...] = field(kw_only=True)
    assumed: tuple[tuple[str, str], ...] = field(kw_only=True)
