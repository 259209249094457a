"""Sentences about a run, for people, on the standard error."""

import sys

__all__ = ["say"]


def say(sentence: str) -> None:
    """Tell a sentence where people look for it; nobody, when there is no such stream.

    Example:
        >>> say("the run is over")
    """
    # To print without a stream is to print among the answers.
    if sys.stderr is not None:
        print(f"postsales: {sentence}", file=sys.stderr)
