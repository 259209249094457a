"""The hook for hypothesis: tells it how our types are drawn, once somebody has loaded them.

Rules of this file: hypothesis calls it whenever it is imported, in programs that may never use this
library, so it loads nothing of it. It looks at our modules as they are imported, and the strategies
themselves are loaded when the first value is drawn.
"""

import sys
from collections.abc import Sequence
from enum import Enum
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

__all__ = ["register"]

_OURS = "postsales."
_NOT_FACTS = ("postsales.testing", "postsales.cli", "postsales.samples")


def register() -> None:
    """Let ``st.from_type`` draw every public type; called by hypothesis through its entry point.

    Example:
        >>> from hypothesis import find, strategies as st
        >>> from postsales import Money
        >>> register()
        >>> find(st.from_type(Money), lambda money: True)
        Money.of('10.00', 'EUR')
    """
    if any(isinstance(finder, _Watch) for finder in sys.meta_path):
        return
    # First of all, since importing hypothesis, as registering does, calls this again.
    sys.meta_path.insert(0, _Watch())
    for name, module in [*sys.modules.items()]:
        if name.startswith(_OURS):
            _register(module)


class _Watch:
    """Sees our modules as they are imported; finding them is left to whoever finds modules."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not name.startswith(_OURS) or name.startswith(_NOT_FACTS):
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec is not None:
                spec.loader = _Loader(spec.loader)  # type: ignore[assignment] # it acts as one
                return spec
        return None


class _Loader:
    """Loads a module as its own loader does, and registers what is in it."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        found: ModuleType | None = self._inner.create_module(spec)
        return found

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._inner
        if module.__spec__ is not None:
            module.__spec__.loader = self._inner
        self._inner.exec_module(module)
        _register(module)


def _register(module: ModuleType) -> None:
    from hypothesis import strategies as st

    if module.__name__.startswith(_NOT_FACTS):
        return
    for name in getattr(module, "__all__", ()):
        kind: Any = vars(module).get(name)
        if isinstance(kind, type) and kind.__module__ == module.__name__ and _is_value(kind):
            st.register_type_strategy(kind, _drawn)


def _is_value(kind: Any) -> bool:
    return not issubclass(kind, BaseException | Enum) and not getattr(kind, "_is_protocol", False)


def _drawn(kind: Any) -> Any:
    from postsales.testing.strategies.registered import strategy_for

    found = strategy_for(kind)
    return NotImplemented if found is None else found
