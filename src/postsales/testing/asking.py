"""Asking: what a shop's own functions give, and what becomes of their errors.

Rules of this file: whatever a policy raises breaks the law that asked, and is told with its place.
Only a package that is missing is nobody's doing, and goes on as it is.
"""

import traceback
from collections.abc import Callable
from types import FrameType

from postsales.basics._errors import MissingExtra, short
from postsales.testing.answers import Answer
from postsales.testing.law import LawBroken, PolicyRaises

__all__ = ["answer_of", "error_told", "given_by"]


def given_by(who: str, asked: Callable[[], object]) -> object:
    """What somebody's function gives.

    Raises:
        PolicyRaises: it raises an error, which is told with the place.

    Example:
        >>> given_by("the policy", lambda: 2)
        2
    """
    try:
        return asked()
    except (LawBroken, MissingExtra):
        raise
    except Exception as error:
        raise PolicyRaises(f"{who} raises an error", error_told(error)) from error


def answer_of(who: str, asked: Callable[[], object]) -> Answer:
    """The answer that somebody's function gives.

    Raises:
        LawBroken: it raises an error, or gives something else than an ``Answer``.

    Example:
        >>> answer_of("the policy", lambda: Answer(told="no")).told
        'no'
    """
    answer = given_by(who, asked)
    if not isinstance(answer, Answer):
        raise LawBroken(f"{who} gives no Answer", {"it_gives": short(answer)})
    return answer


def error_told(error: BaseException) -> dict[str, str]:
    """An error as facts: its class, what it says, and the last place in the shop's own code.

    Example:
        >>> error_told(KeyError("window"))
        {'error': "KeyError: 'window'"}
    """
    told = {"error": f"{type(error).__name__}: {error}"}
    place = _place(error)
    return {**told, "raised_at": place} if place else told


def _place(error: BaseException) -> str:
    """The last line that is neither the library's nor Python's; else the last that is not ours."""
    lines = [*traceback.walk_tb(error.__traceback__)]
    outside = [x for x in lines if not _module(x[0]).startswith("postsales.testing.")]
    hosts = [x for x in outside if not _is_known(x[0])]
    for frame, line in reversed(hosts or outside or lines):
        return f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_qualname}"
    return ""


_PYTHON = str(traceback.__file__).rpartition("traceback")[0]


def _is_known(frame: FrameType) -> bool:
    """Is a line the library's, or one of Python's own modules?"""
    file = frame.f_code.co_filename
    pythons = file.startswith(_PYTHON) and "-packages" not in file
    return pythons or _module(frame).startswith("postsales.")


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))
