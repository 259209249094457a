"""Packages that only some users need: named when they are missing."""

from importlib import import_module

from postsales.basics._errors import MissingExtra

__all__ = ["needs"]


def needs(package: str, extra: str) -> None:
    """A package that comes with an extra is there.

    Raises:
        MissingExtra: it is not installed.

    Example:
        >>> needs("attrs", "json")
    """
    try:
        import_module(package)
    except ImportError:
        raise MissingExtra(extra, package) from None
