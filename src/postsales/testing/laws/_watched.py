"""What of the world does a program read while it answers: a clock, the environment, chance?

It is seen, not guessed: Python tells a profiler about every call. What a log or the test tools read
is nobody's business, and so is how long something takes.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

__all__ = ["reads_of"]

_CLOCKS = {"now", "today", "utcnow"}
_TIMES = {"time", "time_ns", "localtime", "gmtime"}
_MODULES = {"random": "chance", "secrets": "chance", "locale": "the locale"}
_NOBODYS = ("logging", "hypothesis", "importlib")


def reads_of(asked: Callable[[], object]) -> list[str]:
    """What is read while something is asked, each once.

    Example:
        >>> from datetime import datetime
        >>> reads_of(lambda: datetime.fromisoformat("2026-03-02"))
        []
    """
    found: dict[str, None] = {}

    def watch(frame: FrameType, event: str, argument: Any) -> None:
        told = ""
        if event == "c_call" and not _is_nobodys(frame):
            told = _read_by(argument)
        elif event == "call" and not _is_nobodys(frame.f_back):
            told = _read_in(frame)
        if told:
            found[told] = None

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        asked()
    finally:
        _again(before)
    return list(found)


def _again(profiler: Any) -> None:
    """Whoever watched before watches again; cProfile is no function and starts by itself."""
    if profiler is None or callable(profiler):
        sys.setprofile(profiler)
    else:
        profiler.enable()


def _is_nobodys(caller: FrameType | None) -> bool:
    name = str(caller.f_globals.get("__name__")) if caller is not None else ""
    return name.split(".")[0] in _NOBODYS


def _read_by(function: Any) -> str:
    """What a built-in function reads."""
    name = getattr(function, "__name__", "")
    owner = getattr(function, "__self__", None)
    if name in _CLOCKS and isinstance(owner, type):
        return f"a clock ({name})"
    if name in _TIMES and getattr(owner, "__name__", "") == "time":
        return f"a clock ({name})"
    return "chance (random)" if type(owner).__module__ in ("random", "_random") else ""


def _read_in(frame: FrameType) -> str:
    """What a function of the standard library reads that is written in Python."""
    module = str(frame.f_globals.get("__name__"))
    if module == "os" and frame.f_code.co_name in ("__getitem__", "getenv"):
        return "the environment"
    return _MODULES.get(module, "")
