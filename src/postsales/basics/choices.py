"""What depends on the case, and what a text leaves open.

Rules of this file: a part stands where one of its values could, a length or a day; which of them
holds is found when a day is reckoned.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar, cast

from attrs import field, frozen

from postsales.basics._checks import instance, pairs, several, text
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.citations import Citation, check_source
from postsales.basics.quantities import FrozenMap

__all__ = ["ByCase", "InCase", "Readings", "branches"]

T = TypeVar("T")


@frozen(weakref_slot=False)
class InCase(Generic[T]):
    """What holds in one case.

    ``when`` is a condition on the sale, such as a ``Scope``.

    Raises:
        WrongType: a condition that can change.

    Example:
        >>> from postsales import Days, Scope
        >>> InCase(Scope(kind="service"), Days(7)).then
        Days(7)
    """

    when: object
    then: T
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_source(self.by)
        if type(self.when).__hash__ is None:
            raise WrongType("when", self.when, "a condition is a value that cannot change")


def _rows(value: "Iterable[InCase[Any]]") -> "tuple[InCase[Any], ...]":
    found = several("rows", value, object, "cases are InCase(when, then)")
    for one in found:
        instance("rows", one, InCase, "cases are InCase(when, then)")
    return cast("tuple[InCase[Any], ...]", found)


@frozen(weakref_slot=False)
class ByCase(Generic[T]):
    """The first row whose condition is met says what holds, else what holds otherwise.

    Example:
        >>> from postsales import Days, Scope
        >>> longer = InCase(Scope(channel="home_visit"), Days(30))
        >>> ByCase([longer], otherwise=Days(14)).otherwise
        Days(14)
    """

    rows: "tuple[InCase[T], ...]" = field(converter=_rows)
    otherwise: T = field(kw_only=True)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        check_source(self.by)
        if not self.rows:
            raise InvalidValue("rows", self.rows, "at least one case", "say what holds otherwise")


def _options(
    value: "Mapping[str, Any] | Iterable[tuple[str, Any]]",
) -> "tuple[tuple[str, Any], ...]":
    given = FrozenMap(value) if isinstance(value, tuple) else value
    return tuple((text("options", name), one) for name, one in pairs("options", given))


@frozen(weakref_slot=False)
class Readings(Generic[T]):
    """What a text leaves open: how it can be read, each reading by its name, the usual one first.

    The readings are given by name, and kept as pairs: which one is the usual one tells two texts
    from each other.

    Example:
        >>> from postsales import Days
        >>> the_fortnight = Readings("the fortnight", {"fourteen": Days(14), "fifteen": Days(15)})
        >>> the_fortnight.options
        (('fourteen', Days(14)), ('fifteen', Days(15)))
        >>> the_fortnight.read("fifteen")
        Days(15)
    """

    name: str
    options: "tuple[tuple[str, T], ...]" = field(converter=_options)
    by: Citation | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        text("name", self.name)
        check_source(self.by)
        least = 2
        if len(self.options) < least:
            allowed = "a text that leaves no choice has no readings: name two or more"
            raise InvalidValue("options", self.options, allowed)

    def read(self, name: str) -> T:
        """What holds by the reading of this name."""
        return dict(self.options)[name]


def branches(value: Any) -> Iterator[Any]:
    """All that can hold, whatever the case is and however it is read; first what does usually."""
    if isinstance(value, ByCase):
        by_case = cast("ByCase[object]", value)
        inner = [by_case.otherwise, *(row.then for row in by_case.rows)]
    elif isinstance(value, Readings):
        inner = [one for _, one in cast("Readings[object]", value).options]
    else:
        yield value
        return
    for one in inner:
        yield from branches(one)
