"""A return that nothing is known of."""

from collections.abc import Iterable

from postsales.basics._errors import PostsalesError, short

__all__ = ["UnknownReturn"]

_SOME = 5


class UnknownReturn(PostsalesError, LookupError):
    """A return is named that nothing in the history of the order is about.

    Example:
        >>> print(UnknownReturn("R-9", ["R-1"]))
        no return 'R-9': the history of the order has 'R-1'
    """

    ref: str
    known: tuple[str, ...]

    def __init__(self, ref: str, known: Iterable[str]) -> None:
        self.ref = ref
        self.known = tuple(known)
        some = ", ".join(short(x) for x in self.known[:_SOME]) or "none"
        more = f" and {len(self.known) - _SOME} more" if len(self.known) > _SOME else ""
        super().__init__(f"no return {short(ref)}: the history of the order has {some}{more}")
