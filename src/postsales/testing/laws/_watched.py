"""What of the world does a program read while it answers: a clock, the environment, chance, a file?

It is seen, not guessed: Python tells a profiler about every call. What an import, a log or the test
tools read is nobody's business, and so is how long something takes. Arguments are not told, so that
whoever asks for the zone of the server is seen by their answers only: ``in_zone``.
"""

import os
import random  # noqa: TID251 - what others draw from is looked for here
import sys
import time  # noqa: TID251 - a zone of the server is set here, and no clock is read
from collections.abc import Callable
from types import FrameType
from typing import Any, TypeVar

__all__ = ["FAR_ZONES", "in_zone", "reads_of"]

T = TypeVar("T")
FAR_ZONES = ("EAST-14", "WEST+12")
"""Zones in which it is hardly ever the same day, as the variable TZ says them."""

_CLOCKS = {"now", "today", "utcnow"}
_TIMES = {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"}
_FILES = ("_io", "io", "posix", "nt")
_CHANCE = {"urandom", "getrandom"}
_MODULES = {"secrets": "chance", "locale": "the locale"}
_FILE = "a file"
_NOBODYS = ("logging", "hypothesis", "importlib", "zoneinfo", "linecache")
_WITH_DATA = ("babel", "pendulum")
"""Libraries that bring files of their own, in which they look up zones and words."""
_EVERYBODYS = getattr(random.random, "__self__", None)


def reads_of(asked: Callable[[], object]) -> list[str]:
    """What is read while something is asked, each once.

    Example:
        >>> from datetime import datetime
        >>> reads_of(lambda: datetime.fromisoformat("2026-03-02"))
        []
    """
    found: dict[str, str] = {}

    def watch(frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call":
            told = _read_by(argument)
        elif event == "call":
            told = _read_in(frame)
        else:
            return
        if told and not _is_nobodys(told, frame):
            found.setdefault(told.partition(" (")[0], told)

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        asked()
    finally:
        _again(before)
    return [*found.values()]


def in_zone(zone: str, asked: Callable[[], T]) -> T | None:
    """What the answer is where the server stands in this zone; None where that cannot be said."""
    if not hasattr(time, "tzset"):
        return None
    world = os.environ  # noqa: TID251 - what stands here is put back
    before = world.get("TZ")
    world["TZ"] = zone
    time.tzset()
    try:
        return asked()
    finally:
        world.pop("TZ")
        world.update({} if before is None else {"TZ": before})
        time.tzset()


def _again(profiler: Any) -> None:
    """Whoever watched before watches again; cProfile is no function and starts by itself."""
    if profiler is None or callable(profiler):
        sys.setprofile(profiler)
    else:
        profiler.enable()


def _is_nobodys(told: str, frame: FrameType | None) -> bool:
    """Does something read that is not the program, or that the program had to import?"""
    nobodys = (*_NOBODYS, *_WITH_DATA) if told == _FILE else _NOBODYS
    # What asked for the answer is hypothesis, and that it reads is nobody's business here.
    while frame is not None and frame.f_code is not reads_of.__code__:
        if str(frame.f_globals.get("__name__")).split(".")[0] in nobodys:
            return True
        frame = frame.f_back
    return False


def _read_by(function: Any) -> str:
    """What a built-in function reads."""
    name = getattr(function, "__name__", "")
    owner = getattr(function, "__self__", None)
    module = getattr(owner, "__name__", "")
    if name in _CLOCKS and isinstance(owner, type):
        return f"a clock ({name})"
    if name in _TIMES and module == "time":
        return f"a clock ({name})"
    if name == "mktime" and module == "time":
        return "the zone of the server (mktime)"
    if name == "open" and module in _FILES:
        return _FILE
    if name in _CHANCE or _is_chance(owner):
        return f"chance ({name})"
    return ""


def _is_chance(generator: object) -> bool:
    """Is it a generator that nobody has seeded, or that everybody shares?"""
    return generator is _EVERYBODYS or isinstance(generator, random.SystemRandom)


def _read_in(frame: FrameType) -> str:
    """What a function of the standard library reads that is written in Python."""
    module, name = str(frame.f_globals.get("__name__")), frame.f_code.co_name
    if module == "os" and name in ("__getitem__", "getenv"):
        return "the environment"
    if module == "random":
        told = frame.f_locals
        unseeded = name == "seed" and told.get("a") is None
        return f"chance ({name})" if unseeded or _is_chance(told.get("self")) else ""
    return _MODULES.get(module, "")
