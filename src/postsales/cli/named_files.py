"""Files that options name, such as terms and mappings: small, read whole, and sound or refused."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from postsales.basics._errors import MissingExtra, short
from postsales.cli.documents import LONGEST
from postsales.cli.endings import Usage
from postsales.cli.printable import printable
from postsales.cli.sentences import say

if TYPE_CHECKING:
    from postsales.wire.documents import DocumentErrors

__all__ = ["read_by", "say_all"]

T = TypeVar("T")
_SHOWN = 1000


def read_by(path: str, option: str, read: Callable[[str], T], *, unless: str) -> T:
    """What a file says that an option names; all that is wrong with it is said.

    ``unless`` is what a sound file would have been for, such as *asked*.

    Raises:
        Usage: it cannot be read, or has problems.
    """
    from postsales.wire.documents import DocumentErrors

    try:
        return read(_text(path, option))
    except MissingExtra as error:
        raise Usage(f"{option} is {short(path)}: {error}") from None
    except DocumentErrors as problems:
        say_all(path, problems)
        count = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        says = f"it has {count}, so nothing was {unless} by it"
        raise Usage(f"{option} is {short(path)}: {says}") from None


def say_all(path: str, problems: "DocumentErrors") -> None:
    """Say each problem of a file."""
    for problem in problems:
        say(printable(f"{path}: {problem}", _SHOWN))


def _text(path: str, option: str) -> str:
    try:
        with Path(path).open(encoding="utf-8-sig") as stream:
            # More than any reader takes, and less than would fill the memory.
            return stream.read(LONGEST)
    except OSError as error:
        raise Usage(f"{option} is {short(path)}: it cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Usage(f"{option} is {short(path)}: it is no UTF-8 text") from None
