"""Comments that say something, of responses or bare text."""

from collections.abc import Iterable
from typing import cast

from postsales.basics._errors import WrongType
from postsales.feedback.responses import Response

__all__ = ["said_in"]


def said_in(comments: object) -> tuple[str, ...]:
    """The text of each comment; blank ones, and answers without a comment, say nothing.

    Example:
        >>> said_in(["Too late.", "  ", ""])
        ('Too late.',)
    """
    if isinstance(comments, str | bytes) or not isinstance(comments, Iterable):
        raise WrongType("comments", comments, "responses or texts are needed")
    texts = [_text(one) for one in cast("Iterable[object]", comments)]
    return tuple(one for one in texts if one and not one.isspace())


def _text(comment: object) -> str:
    if isinstance(comment, Response):
        return comment.comment
    if isinstance(comment, str):
        return comment
    raise WrongType("comments", comment, "responses or texts are needed")
