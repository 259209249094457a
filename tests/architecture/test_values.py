"""Values are frozen: they compare, hash, and hold no room for anything that was not said."""

import ast
import enum

import attrs
import pytest

from postsales.basics._words import Word
from tests.architecture.source import MODULES, PUBLIC, own_classes

# Each attrs class costs half a millisecond to import.
MOST_CLASSES = 20


def looseness(cls: type) -> list[str]:
    """What keeps instances of a class from being plain frozen values."""
    found: list[str] = []
    if attrs.has(cls) and not attrs.inspect(cls).is_frozen:
        found.append("not frozen")
    if cls.__hash__ is None:
        found.append("not hashable")
    if cls.__dictoffset__:
        found.append("has a __dict__")
    return found


# A machine and the backend that it drives change with every step; so does what a run of the command
# has read, shown and added up by now.
DRIVEN = {"LifecycleMachine", "OrderHost", "Meter", "PlanTally", "Progress", "Tally"}


def is_value(cls: type) -> bool:
    """Whether the class makes values; exceptions, words and protocols are other things."""
    return (
        cls.__name__ not in DRIVEN
        and not issubclass(cls, BaseException | enum.Enum)
        and not getattr(cls, "_is_protocol", False)
    )


def test_every_public_class_makes_frozen_values() -> None:
    loose = {
        f"{module.name}.{cls.__name__}": looseness(cls)
        for module in PUBLIC
        for cls in own_classes(module)
        if is_value(cls) and looseness(cls)
    }
    assert loose == {}


def test_every_public_enum_is_a_word() -> None:
    enums = [
        cls
        for module in MODULES
        for cls in own_classes(module)
        if issubclass(cls, enum.Enum) and not issubclass(cls, Word)
    ]
    assert enums == []


def test_a_module_stays_small_enough_to_import() -> None:
    classes = {module.name: attrs_classes(module.tree) for module in MODULES}
    assert {name: many for name, many in classes.items() if many > MOST_CLASSES} == {}


def attrs_classes(tree: ast.Module) -> int:
    """How many classes of a module are made by attrs."""
    return sum(
        any("frozen" in ast.unparse(x) or "define" in ast.unparse(x) for x in node.decorator_list)
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    )


@attrs.define
class _Mutable:
    units: int


@attrs.frozen(slots=False)
class _Roomy:
    units: int


class _Plain:
    pass


@pytest.mark.parametrize(
    ("cls", "expected"),
    [
        (_Mutable, ["not frozen", "not hashable"]),
        (_Roomy, ["has a __dict__"]),
        (_Plain, ["has a __dict__"]),
        (attrs.make_class("Frozen", ["units"], frozen=True, slots=True), []),
    ],
    ids=["mutable", "roomy", "plain", "frozen"],
)
def test_a_loose_class_is_seen(cls: type, expected: list[str]) -> None:
    assert looseness(cls) == expected


def test_classes_are_counted_by_their_decorator() -> None:
    text = "@frozen\nclass A: ...\n@attrs.frozen(x=1)\nclass B: ...\nclass C: ..."
    assert attrs_classes(ast.parse(text)) == len("AB")
