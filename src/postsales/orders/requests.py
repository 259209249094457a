"""What every request about units of an order agrees on: items, units by line, fewer of them.

Rules of this file: a request is its items; a line stands in it once for each reason. Which words an
item carries besides is the business of its subdomain.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, Self, TypeVar

from attrs import evolve, field, frozen

from postsales.basics._checks import count, text
from postsales.basics._errors import Contradictions, InvalidValue, short
from postsales.basics.quantities import Quantities

__all__ = ["InvalidRequest"]


class InvalidRequest(Contradictions):
    """Parts of a request contradict each other; all that do are listed."""


@frozen(weakref_slot=False)
class UnitItem:
    """Some units of a line, with the customer's word for why."""

    line: str
    units: int
    reason: str = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("line", self.line)
        count("units", self.units, least=1)
        text("reason", self.reason)

    def of(self, units: int) -> Self:
        """The same item for another number of units."""
        return evolve(self, units=units)


class Item(Protocol):
    """Some units of a line that are asked for with a word for why."""

    @property
    def line(self) -> str:
        """The line."""
        ...

    @property
    def units(self) -> int:
        """How many units of it."""
        ...

    @property
    def reason(self) -> str:
        """The word for why."""
        ...

    def of(self, units: int) -> Self:
        """The same item for another number of units."""
        ...


ItemT = TypeVar("ItemT", bound=Item)


def check_items(request: str, items: Iterable[UnitItem], others: Iterable[str] = ()) -> None:
    """A request asks for something, and for each line and reason once.

    Raises:
        InvalidRequest: it does not, or it has other problems.
    """
    problems = [*_problems(tuple(items)), *others]
    if problems:
        raise InvalidRequest(request, problems)


def _problems(items: tuple[UnitItem, ...]) -> Iterable[str]:
    if not items:
        yield "it asks for nothing, and a request has at least one item"
    seen: set[tuple[str, str]] = set()
    for item in items:
        if (item.line, item.reason) in seen:
            yield f"{item.line[:60]!r} for {item.reason[:60]!r} stands in it twice; add the units"
        seen.add((item.line, item.reason))


def units_by_line(items: Iterable[UnitItem]) -> Quantities:
    """Units asked for, by line."""
    units: dict[str, int] = {}
    for item in items:
        units[item.line] = units.get(item.line, 0) + item.units
    return Quantities(units)


def fewer(items: Sequence[ItemT], line: str, units: int, reason: str) -> list[ItemT]:
    """The items with fewer units of a line; of those with a reason, if one is given.

    Raises:
        InvalidValue: more units than the items ask for, or none.
    """
    text("line", line)
    meant = [x for x in items if x.line == line and reason in ("", x.reason)]
    asked = sum(x.units for x in meant)
    if count("units", units, least=1) > asked:
        raise InvalidValue("units", units, f"the request asks for {asked} of {short(line)}")
    found: list[ItemT] = []
    for item in items:
        taken = min(units, item.units) if item in meant else 0
        units -= taken
        if taken < item.units:
            found.append(item if not taken else item.of(item.units - taken))
    return found
