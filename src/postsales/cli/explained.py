"""The answer for one order in words."""

from argparse import Namespace

from postsales.cli.answers import Answer
from postsales.cli.questions import checked, zone_of

__all__ = ["in_words"]


def in_words(answer: Answer, asked: Namespace) -> str:
    """Everything about an answer, in the language and the form that are asked for.

    Raises:
        Usage: a language without words.
    """
    from postsales import explain

    told = {"text": explain.text, "markdown": explain.markdown, "html": explain.html}[asked.format]
    zone = zone_of(asked.zone, answer.terms)
    words = checked(
        lambda: told(
            answer.decision,
            quote=answer.quote,
            locale=asked.locale,
            zone=zone,
            register=asked.register,
        )
    )
    return words if words.endswith("\n") else words + "\n"
