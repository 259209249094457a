"""The public surface as text, one line for each thing a user can call or catch.

``python3 dev.py surface`` writes it to ``surface.txt``; a test compares.
"""

import enum
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import postsales
from tests.architecture.source import PUBLIC

FILE = Path(__file__).with_name("surface.txt")


def verb_modules() -> list[str]:
    """The public modules on which users call functions."""
    shown: list[str] = []
    for name in vars(postsales)["_VERBS"]:
        shown.extend(
            module.name
            for module in PUBLIC
            if module.parts[:1] == (name,) and _is_called_upon(module.name, name)
        )
    return sorted(shown)


def _is_called_upon(module: str, verb: str) -> bool:
    """The subdomain's own module, and in the family `wire` the platforms below it."""
    return module == f"postsales.{verb}" or verb == "wire"


def lines() -> list[str]:
    """Every noun with its members, then every verb."""
    found = [line for name in sorted(vars(postsales)["__all__"]) for line in _noun(name)]
    for name in verb_modules():
        loaded = import_module(name)
        found.append(f"module {name}")
        found.extend(
            f"    {function}{signature(getattr(loaded, function))}"
            for function in sorted(getattr(loaded, "__all__", ()))
            if inspect.isfunction(getattr(loaded, function))
        )
    return found


def _noun(name: str) -> Iterator[str]:
    value = getattr(postsales, name)
    if not inspect.isclass(value):
        yield f"{name}{signature(value)}" if inspect.isfunction(value) else f"{name} = {value!r}"
        return
    yield f"class {name}{_parents(value)}"
    if issubclass(value, enum.Enum):
        yield from (f"    {member.name} = {member.value!r}" for member in value)
    elif "__init__" in vars(value) and not issubclass(value, BaseException):
        yield f"    {signature(value)}"
    yield from _members(value)


def _parents(cls: type) -> str:
    names = [base.__name__ for base in cls.__bases__ if base is not object]
    return f"({', '.join(names)})" if names else ""


def _members(cls: type) -> Iterator[str]:
    for name, value in sorted(vars(cls).items()):
        plain = getattr(value, "__func__", value)
        if name.startswith("_"):
            continue
        if inspect.isfunction(plain):
            yield f"    .{name}{signature(getattr(cls, name))}"
        elif isinstance(value, property):
            yield f"    .{name}"


def signature(function: object) -> str:
    """The names and defaults of the arguments; types are the checkers' business."""
    assert callable(function)
    found = inspect.signature(function)
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in found.parameters.values()
        if parameter.name != "self"
    ]
    return str(inspect.Signature(bare))


if __name__ == "__main__":
    FILE.write_text("\n".join(lines()) + "\n", encoding="utf-8")
    print(f"{len(lines())} lines in {FILE.name}")
