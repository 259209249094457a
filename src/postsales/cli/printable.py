"""Text that is safe to show on a terminal."""

__all__ = ["printable"]


def printable(text: str, most: int = 200) -> str:
    r"""The text on one line, without anything that a terminal would obey, cut where it is long.

    Example:
        >>> print(printable("red \x1b[31m and\nnew"))
        red \x1b[31m and\nnew
    """
    shown = text[: most + 1]
    if not shown.isprintable():
        shown = "".join(x if x.isprintable() else ascii(x)[1:-1] for x in shown)
    return shown if len(shown) <= most else shown[: most - 3] + "..."
