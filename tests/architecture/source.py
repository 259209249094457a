"""The source as the architecture tests see it: its modules, what they import, what they define."""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import attrs

import postsales

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = "postsales"


@attrs.frozen
class Module:
    """One module of the source, read and not run."""

    name: str
    path: Path
    tree: ast.Module = attrs.field(eq=False, repr=False)

    @property
    def is_package(self) -> bool:
        """Whether other modules can lie below this one."""
        return self.path.name == "__init__.py"

    @property
    def parts(self) -> tuple[str, ...]:
        """The names below `postsales`."""
        return tuple(self.name.split(".")[1:])

    @property
    def is_public(self) -> bool:
        """Whether no part of the name starts with an underscore."""
        return not any(part.startswith("_") for part in self.parts)

    def load(self) -> ModuleType:
        """The module itself."""
        return importlib.import_module(self.name)


@attrs.frozen
class Import:
    """One import statement's wish for one module."""

    line: int
    target: str

    @property
    def top(self) -> str:
        """The package that is asked for."""
        return self.target.split(".")[0]


def parse(name: str, text: str, path: Path | None = None) -> Module:
    """A module from its text, for the source and for made-up offenders alike."""
    return Module(name, path or Path(f"{name.rsplit('.', maxsplit=1)[-1]}.py"), ast.parse(text))


def _read(path: Path) -> Module:
    parts = path.relative_to(SRC).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return parse(name, path.read_text(encoding="utf-8"), path)


MODULES = tuple(_read(path) for path in sorted(SRC.rglob("*.py")))
NAMES = frozenset(module.name for module in MODULES)
PUBLIC = tuple(module for module in MODULES if module.is_public)


def imports(module: Module, *, at_run_time: bool = False) -> Iterator[Import]:
    """Every module that this one imports: at the top, in functions, and for typing unless told not.

    A noun imported from the top level counts as an import of the module that defines it.
    """
    typing_only = _for_typing(module.tree) if at_run_time else set()
    for node in ast.walk(module.tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            yield from (Import(node.lineno, _home(base, alias.name)) for alias in node.names)


def _for_typing(tree: ast.Module) -> set[ast.AST]:
    """Everything below `if TYPE_CHECKING:`."""
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for statement in node.body
        for inner in ast.walk(statement)
    }


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parents = module.name.split(".")
    kept = parents[: len(parents) - node.level + (1 if module.is_package else 0)]
    return ".".join([*kept, *([node.module] if node.module else [])])


def _home(base: str, name: str) -> str:
    if f"{base}.{name}" in NAMES:
        return f"{base}.{name}"
    homes = vars(postsales)["_HOMES"]
    if base == PACKAGE and name in homes:
        return f"{PACKAGE}.{homes[name]}"
    return base


def defined(module: Module) -> list[str]:
    """The names that the module itself defines at its top level, the private ones left out."""
    found: list[str] = []
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign):
            found.extend(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append(node.target.id)
    return [name for name in found if not name.startswith("_") and name != "TYPE_CHECKING"]


def offered(module: Module) -> list[str]:
    """What the module offers by its `__all__`; nothing when it has none."""
    return list(getattr(module.load(), "__all__", ()))


def own_classes(module: Module) -> list[type]:
    """The public classes that this module defines, whether offered or not."""
    loaded = module.load()
    return [
        value
        for name, value in vars(loaded).items()
        if inspect.isclass(value) and value.__module__ == module.name and not name.startswith("_")
    ]


def own_functions(module: Module) -> list[FunctionType]:
    """The functions that this module defines and offers."""
    loaded = module.load()
    found = (getattr(loaded, name) for name in offered(module))
    return [x for x in found if inspect.isfunction(x) and x.__module__ == module.name]


def own_methods(cls: type) -> dict[str, FunctionType]:
    """The public methods and properties that a class defines itself, as plain functions."""
    found: dict[str, FunctionType] = {}
    for name, value in vars(cls).items():
        plain = value.fget if isinstance(value, property) else getattr(value, "__func__", value)
        if not name.startswith("_") and inspect.isfunction(plain):
            found[name] = plain
    return found


def each(
    lacking: Callable[[Module], Iterable[str]], modules: Iterable[Module] = MODULES
) -> list[str]:
    """What modules lack, each complaint with the name of its module."""
    return [f"{module.name}: {told}" for module in modules for told in lacking(module)]
