"""Mappings that cannot change: of anything (``FrozenMap``), and units per line (``Quantities``)."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any, NoReturn, TypeVar, cast, overload

from attrs.exceptions import FrozenInstanceError

from postsales.basics._checks import text
from postsales.basics._errors import InvalidValue, WrongType, short

__all__ = ["FrozenMap", "Quantities", "less", "trusted"]

K = TypeVar("K")
V_co = TypeVar("V_co", covariant=True)
D = TypeVar("D")
_MOST_UNITS = 10**9
_QUANTITIES = "line ids with their units, such as {'tee': 2}, are needed"


class FrozenMap(Mapping[K, V_co]):
    """A mapping that cannot change; it can be hashed when its values can.

    It is equal to any mapping with the same items, in whatever order.

    Example:
        >>> facts = FrozenMap({"line": "tee", "units": 2})
        >>> facts["units"], facts == {"units": 2, "line": "tee"}
        (2, True)
    """

    __slots__ = ("_items",)
    _items: dict[K, V_co]

    def __init__(self, items: Mapping[K, V_co] | Iterable[tuple[K, V_co]] = ()) -> None:
        try:
            object.__setattr__(self, "_items", dict(items))
        except (TypeError, ValueError):
            raise WrongType(
                "items", items, "a mapping, or pairs of key and value, is needed"
            ) from None

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError

    def __getitem__(self, key: K) -> V_co:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, key: object) -> bool:
        return key in self._items

    @overload
    def get(self, key: K, /) -> V_co | None: ...
    @overload
    def get(self, key: K, /, default: V_co) -> V_co: ...  # type: ignore[misc]  # pyright: ignore[reportGeneralTypeIssues]
    @overload
    def get(self, key: K, /, default: D) -> V_co | D: ...

    def get(self, key: K, /, default: object = None) -> object:
        """The value of a key, or a default where there is none."""
        return self._items.get(key, default)

    # The views of a dict show its changes and allow none: they are safe to hand out, and quick.
    def keys(self) -> KeysView[K]:
        """All keys, in the order in which they were given."""
        return self._items.keys()

    def values(self) -> ValuesView[V_co]:
        """All values, in the order of their keys."""
        return self._items.values()

    def items(self) -> ItemsView[K, V_co]:
        """All pairs of key and value, in the order of the keys."""
        return self._items.items()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Mapping):
            return self._items == self._plain(cast("Mapping[object, object]", other))
        return NotImplemented

    @staticmethod
    def _plain(items: Mapping[object, object]) -> dict[object, object]:
        return items._items if isinstance(items, FrozenMap) else dict(items)  # noqa: SLF001

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._items!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self._items,)


def trusted(items: dict[K, V_co]) -> FrozenMap[K, V_co]:
    """A map around a dict that nobody else holds; for inner code, which need not copy.

    Example:
        >>> trusted({"line": "tee"})
        FrozenMap({'line': 'tee'})
    """
    made = cast("FrozenMap[K, V_co]", object.__new__(FrozenMap))
    object.__setattr__(made, "_items", items)
    return made


class Quantities(FrozenMap[str, int]):
    """How many units of which lines: line ids to whole units, at least one each.

    Raises:
        InvalidValue: zero or negative units, a blank line id.
        WrongType: units that are no whole number, a line id that is no text.

    Example:
        >>> Quantities({"tee": 2, "lamp": 1})
        {'tee': 2, 'lamp': 1}
    """

    __slots__ = ()

    def __init__(self, items: Mapping[str, int] | None = None) -> None:
        super().__init__(_units(items) if items is not None else {})

    @classmethod
    def of(cls, items: Mapping[str, int]) -> "Quantities":
        """The quantities themselves, or made of a plain mapping.

        Example:
            >>> some = Quantities.of({"tee": 2})
            >>> Quantities.of(some) is some
            True
        """
        return items if isinstance(items, Quantities) else Quantities(items)

    @classmethod
    def trusted(cls, units: dict[str, int]) -> "Quantities":
        """Quantities of a dict that is checked already and that nobody else holds.

        Example:
            >>> Quantities.trusted({"tee": 2})
            {'tee': 2}
        """
        made = cls.__new__(cls)
        object.__setattr__(made, "_items", units)
        return made

    def __repr__(self) -> str:
        return repr(self._items)


def _units(items: Mapping[str, int]) -> dict[str, int]:
    if not isinstance(items, Mapping):
        raise WrongType("quantities", items, _QUANTITIES)
    return {text("line", line): _of(line, units) for line, units in items.items()}


def _of(line: str, units: int) -> int:
    if type(units) is int and 1 <= units <= _MOST_UNITS:
        return units
    field = f"units of {short(line)}"
    if type(units) is not int:
        raise WrongType(field, units, "a whole number is needed")
    raise InvalidValue(field, units, f"1 to {_MOST_UNITS} are allowed", "leave out lines with none")


def less(units: Mapping[str, int], *fewer: Mapping[str, int]) -> Quantities:
    """Units by line that are left of some when others are taken off.

    Example:
        >>> less({"tee": 3, "mug": 1}, {"tee": 1, "mug": 1})
        {'tee': 2}
    """
    left = {x: k - sum(some.get(x, 0) for some in fewer) for x, k in units.items()}
    return Quantities.trusted({x: k for x, k in left.items() if k > 0})
