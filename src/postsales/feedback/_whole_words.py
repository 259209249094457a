"""Whole words and phrases in a text, whatever their case.

Rules of this file: a word is a run of letters and digits, with apostrophes inside it. Nothing is
stemmed: a list names every form that it means.
"""

import re
import unicodedata

__all__ = ["says", "words"]

_WORD = re.compile(r"\w+(?:['\u2019]\w+)*")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, each in the form in which it is compared.

    Example:
        >>> words("Don't you LOVE it?")
        ("don't", 'you', 'love', 'it')
    """
    plain = unicodedata.normalize("NFC", text.replace("\u2019", "'").casefold())
    return tuple(_WORD.findall(plain))


def says(said: tuple[str, ...], phrase: str) -> bool:
    """Do the words of a phrase stand in a text, side by side?

    Example:
        >>> says(words("It came late, too late."), "too late"), says(words("later"), "late")
        (True, False)
    """
    looked_for = words(phrase)
    last = len(said) - len(looked_for)
    return any(said[at : at + len(looked_for)] == looked_for for at in range(last + 1))
