"""Trees, drawn in lines of text: what hangs on what, in columns that stand below each other."""

import re
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from postsales.explain.plain import width

__all__ = ["drawn"]

_WIDEST = 100
_GAP = 2
_AFTER_A_COMMA = re.compile("(?<=[,;]) ")


@frozen(weakref_slot=False)
class Twig:
    """One line of a tree: when it is, what it is, and what else is told of it.

    ``key`` is that by which what hangs on it is found.
    """

    key: str
    when: str
    name: str
    notes: tuple[str, ...] = ()


_Grown = Mapping[str, Sequence[Twig]]


def drawn(above: Sequence[Twig], root: str, below: Sequence[Twig], grown: _Grown) -> Iterator[str]:
    """The lines of a tree; what is above its root comes before it, and what is below after it.

    Example:
        >>> before, after = Twig("n", "-3 days", "notice"), Twig("t", "+2 days", "thanks", ["call"])
        >>> grown = {"t": [Twig("r", "+7 days", "again")]}
        >>> for line in drawn([before], "delivery", [after], grown):
        ...     print(line)
        ┌─ -3 days  notice
        delivery
        └─ +2 days  thanks  call
           └─ +7 days  again
    """
    columns = _columns((*above, *below))
    yield from _limb([*_placed(above, "", columns, is_above=True)], grown)
    yield root
    yield from _limb([*_placed(below, "", columns)], grown)


def _limb(placed: "list[_Placed]", grown: _Grown) -> Iterator[str]:
    # Without recursion: a chain of steps may be as long as it likes.
    waiting = placed[::-1]
    while waiting:
        here = waiting.pop()
        under = grown.get(here.twig.key, ())
        yield from here.lines(has_more=bool(under))
        waiting += [*_placed(under, here.rest, _columns(under))][::-1]


def _columns(twigs: Sequence[Twig]) -> tuple[int, int]:
    """How wide are the columns of twigs that hang side by side?"""
    when = max((width(x.when) for x in twigs), default=0)
    name = max((width(x.name) for x in twigs), default=0)
    return when + _GAP, name + _GAP


@frozen(weakref_slot=False)
class _Placed:
    """A twig in its place: what stands left of it in its first line and in all others."""

    twig: Twig
    mark: str
    rest: str
    when: int
    name: int

    def lines(self, *, has_more: bool) -> Iterator[str]:
        """The line of a twig, and more of them where its notes need them, below its name."""
        named = f"{self.mark}{_padded(self.twig.when, self.when)}"
        begins = f"{named}{_padded(self.twig.name, self.name)}"
        stem = f"{self.rest}{'│' if has_more else ''}"
        goes_on = _padded(stem, width(named) + _GAP)
        told = [*_wrapped("; ".join(self.twig.notes), width(begins), width(goes_on))]
        yield f"{begins}{told[0]}".rstrip()
        yield from (f"{goes_on}{line}" for line in told[1:])


def _placed(
    twigs: Sequence[Twig], rest: str, columns: tuple[int, int], *, is_above: bool = False
) -> Iterator[_Placed]:
    """Twigs that hang side by side; below the last one nothing goes on, unless the root does."""
    for place, twig in enumerate(twigs):
        is_last = not is_above and place == len(twigs) - 1
        mark = "┌─ " if is_above and not place else "└─ " if is_last else "├─ "
        trunk = "   " if is_last else "│  "
        yield _Placed(twig, f"{rest}{mark}", f"{rest}{trunk}", *columns)


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


def _wrapped(notes: str, first: int, further: int) -> Iterator[str]:
    """Notes in lines that end after a comma or at the end of a note; none of them is cut."""
    line, begins = "", first
    for part in _AFTER_A_COMMA.split(notes):
        more = f"{line} {part}" if line else part
        if line and begins + width(more) > _WIDEST:
            yield line
            more, begins = part, further
        line = more
    yield line
