"""The version of the documents of our own, and what is said of another."""

from collections.abc import Iterator

from postsales.basics.records import VERSION
from postsales.wire._data import shown
from postsales.wire.documents import Problem

__all__ = ["VERSION", "wrong_version"]


def wrong_version(told: object) -> Iterator[Problem]:
    """The problem with a version that is not known here.

    Example:
        >>> [str(problem) for problem in wrong_version(2)]
        ['$.version is 2: only 1 is known']
    """
    if type(told) is not int or told != VERSION:
        yield Problem("$.version", f"is {shown(told)}: only {VERSION} is known", told)
