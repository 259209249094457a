"""What the library offers: nouns from the top, verbs on their modules, all explained and pinned."""

import ast
import inspect
import re
from collections import Counter
from importlib import import_module

import pytest

import postsales
from postsales import errors
from tests.architecture import surface
from tests.architecture.source import (
    MODULES,
    PUBLIC,
    ROOT,
    SRC,
    Module,
    defined,
    each,
    offered,
    own_classes,
    own_functions,
    own_methods,
)

HOMES: dict[str, str] = vars(postsales)["_HOMES"]
VERBS: tuple[str, ...] = vars(postsales)["_VERBS"]

# Families that live one level down, so their nouns are not at the top; the command offers none.
FAMILIES = ("law", "wire", "bulk", "testing", "samples", "cli", "__main__")
TOPMOST = [m for m in PUBLIC if m.parts and m.parts[0] not in FAMILIES]


def nouns(module: Module) -> set[str]:
    """The classes that a module defines and offers."""
    return {cls.__name__ for cls in own_classes(module)} & {*offered(module)}


def typing_block() -> dict[str, str]:
    """The names that checkers and editors see at the top level, each with its module."""
    tree = ast.parse((SRC / "postsales" / "__init__.py").read_text(encoding="utf-8"))
    blocks = [
        node.body
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    found: dict[str, str] = {}
    for node in (statement for block in blocks for statement in block):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                assert alias.asname == alias.name, f"say `{alias.name} as {alias.name}`"
                found[alias.name] = node.module or ""
    return found


class TestTopLevel:
    """One name, one path: what Python fetches lazily is what checkers read."""

    def test_the_typing_block_and_the_map_agree(self) -> None:
        lazily = {name: f"postsales.{home}" for name, home in HOMES.items()}
        verbs = dict.fromkeys(VERBS, "postsales")
        assert typing_block() == lazily | verbs

    def test_a_noun_comes_from_the_module_that_defines_it(self) -> None:
        for name, home in HOMES.items():
            value, module = getattr(postsales, name), import_module(f"postsales.{home}")
            assert value is getattr(module, name), name
            if inspect.isclass(value) or inspect.isfunction(value):
                assert value.__module__ == module.__name__, name

    def test_a_module_of_verbs_is_reached_by_its_name(self) -> None:
        for name in VERBS:
            module = import_module(f"postsales.{name}")
            assert getattr(postsales, name) is module
            assert vars(postsales)["__getattr__"](name) is module

    def test_everything_offered_is_listed(self) -> None:
        assert vars(postsales)["__all__"] == sorted(HOMES)
        assert set(dir(postsales)) == {*HOMES, *VERBS}

    def test_an_unknown_name_is_an_attribute_error(self) -> None:
        with pytest.raises(AttributeError, match="module 'postsales' has no attribute 'Gadget'"):
            vars(postsales)["__getattr__"]("Gadget")

    def test_every_noun_is_offered_at_the_top_level(self) -> None:
        assert each(lambda module: nouns(module) - set(HOMES), TOPMOST) == []

    def test_nouns_are_unique_in_the_whole_library(self) -> None:
        times = Counter(name for module in TOPMOST for name in nouns(module))
        assert [name for name, count in times.items() if count > 1] == []


def called_by_users() -> list[str]:
    """The functions that users call: the small words of the top level, and the verbs."""
    modules = ["postsales", *surface.verb_modules()]
    return [
        f"{module}.{name}"
        for module in modules
        for name in import_module(module).__all__
        if inspect.isfunction(getattr(import_module(module), name))
    ]


class TestErrors:
    """One tree, on one screen."""

    def test_every_error_is_gathered(self) -> None:
        raised = {
            cls.__name__
            for module in MODULES
            for cls in own_classes(module)
            if issubclass(cls, BaseException) and cls.__name__ in offered(module)
            # A broken law is a test that fails, and no error of the library; what ends a command
            # never leaves it.
            if not issubclass(cls, AssertionError) and not module.name.startswith("postsales.cli.")
        }
        assert set(errors.__all__) == raised

    def test_an_error_is_in_the_tree_and_on_the_screen(self) -> None:
        for name in errors.__all__:
            assert issubclass(getattr(errors, name), errors.PostsalesError), name
            assert name in (errors.__doc__ or "")

    def test_an_error_is_also_what_a_caller_would_catch(self) -> None:
        builtins = (ValueError, TypeError, LookupError, ImportError)
        for name in {*errors.__all__} - {"PostsalesError"}:
            assert issubclass(getattr(errors, name), builtins), name


class TestExplained:
    """Nothing public goes without a type and a sentence, nor a verb without an example."""

    def test_a_module_says_what_it_is(self) -> None:
        assert [x.name for x in MODULES if not ast.get_docstring(x.tree)] == []

    def test_a_public_module_lists_what_it_offers(self) -> None:
        assert each(not_there, PUBLIC) == []
        assert [x.name for x in PUBLIC if defined(x) and not offered(x)] == []

    def test_a_function_that_users_call_has_an_example(self) -> None:
        docs = {name: inspect.getdoc(called(name)) or "" for name in called_by_users()}
        assert [name for name, doc in docs.items() if ">>>" not in doc] == []

    def test_every_public_function_has_a_docstring(self) -> None:
        assert each(silent_functions, PUBLIC) == []

    def test_every_public_class_and_method_has_a_docstring(self) -> None:
        assert each(silent_classes, PUBLIC) == []

    def test_every_public_function_and_method_is_annotated(self) -> None:
        assert each(untyped, PUBLIC) == []


def called(name: str) -> object:
    """A function by its whole name."""
    module, _, function = name.rpartition(".")
    return getattr(import_module(module), function)


def not_there(module: Module) -> list[str]:
    """What a module offers and does not have."""
    return [name for name in offered(module) if not hasattr(module.load(), name)]


def silent_functions(module: Module) -> list[str]:
    """The functions of a module without a docstring."""
    return [f.__name__ for f in own_functions(module) if not f.__doc__]


def silent_classes(module: Module) -> list[str]:
    """The classes and methods of a module without a docstring."""
    return [
        f"{cls.__name__}.{name}" if name else cls.__name__
        for cls in own_classes(module)
        for name, doc in [
            ("", cls.__doc__),
            *((name, inspect.getdoc(getattr(cls, name))) for name in own_methods(cls)),
        ]
        if not doc
    ]


def untyped(module: Module) -> list[str]:
    """The functions and methods of a module that lack a type."""
    functions = {f.__name__: f for f in own_functions(module)}
    for cls in own_classes(module):
        methods = own_methods(cls).items()
        functions |= {f"{cls.__name__}.{name}": method for name, method in methods}
    return [name for name, function in functions.items() if not annotated(function)]


def annotated(function: object) -> bool:
    """Whether the result and every argument but self and cls has a type."""
    assert callable(function)
    names = list(inspect.signature(function).parameters)
    if names[:1] in (["self"], ["cls"]):
        names = names[1:]
    return {"return", *names} <= set(inspect.get_annotations(function))


class TestPinned:
    """The public surface changes on purpose only."""

    def test_the_surface_is_as_written_down(self) -> None:
        written = surface.FILE.read_text(encoding="utf-8").splitlines()
        assert surface.lines() == written, "meant? then: python3 dev.py surface"

    def test_no_line_depends_on_the_run(self) -> None:
        assert [line for line in surface.lines() if " at 0x" in line] == []

    def test_the_glossary_names_every_noun_and_no_other(self) -> None:
        glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
        named = set(re.findall(r"`([A-Za-z]\w*)`", glossary))
        assert {*HOMES, *VERBS} - named == set()
        assert {x for x in named - set(HOMES) if x[0].isupper()} == set()

    def test_every_module_of_verbs_has_a_reference_page(self) -> None:
        for name in surface.verb_modules():
            page = ROOT / "docs" / "reference" / f"{name.removeprefix('postsales.')}.md"
            assert f"automodule:: {name}\n" in page.read_text(encoding="utf-8"), name
