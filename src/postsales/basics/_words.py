"""Words: the base of every enumeration of the library."""

from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Self

from postsales.basics._checks import several
from postsales.basics._errors import InvalidValue, WrongType

__all__ = ["Word"]

_LONG_LIST, _LONGEST_WORD = 16, 40


class Word(Enum):
    """One of a closed list of words; its value is the word as it is written in data.

    Words are equal only to themselves. They have no order, and text is never equal to them: read
    it with ``read``.

    Example:
        >>> class Channel(Word):
        ...     EMAIL = "email"
        ...     LETTER = "letter"
        >>> Channel.EMAIL, str(Channel.EMAIL), Channel.read("channel", "letter")
        (Channel.EMAIL, 'email', Channel.LETTER)
    """

    _value_: str

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def __str__(self) -> str:
        return self._value_

    if TYPE_CHECKING:

        def __hash__(self) -> int: ...

    else:
        # Members are single objects, so the hash of the object serves; Enum's own is slower.
        __hash__ = object.__hash__

    @classmethod
    def read(cls, field: str, value: object) -> Self:
        """The member, given itself or its word.

        Raises:
            InvalidValue: the word is none of the list, which the message names.
        """
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise WrongType(field, value, f"a {cls.__name__} is needed", cls._choice(""))
        try:
            return cls(value)
        except ValueError:
            pass
        raise InvalidValue(field, value, f"no such {cls.__name__}", cls._choice(value))

    @classmethod
    def read_all(cls, field: str, value: object) -> tuple[Self, ...]:
        """Members or words, one or several, each once and in one order.

        Example:
            >>> from postsales import ReasonKind
            >>> ReasonKind.read_all("for_reasons", ["late", ReasonKind.DEFECT])
            (ReasonKind.DEFECT, ReasonKind.LATE)
        """
        some = (value,) if isinstance(value, str | Word) else value
        allowed = f"members of {cls.__name__} are needed"
        return tuple(
            sorted({cls.read(field, one) for one in several(field, some, object, allowed)}, key=str)
        )

    @classmethod
    def _choice(cls, said: str) -> str:
        """What may be said; of a long list what is most like the word that was said."""
        words = [member.value for member in cls]
        if len(words) <= _LONG_LIST:
            return "say " + ", ".join(map(repr, words))
        near = get_close_matches(said[:_LONGEST_WORD], words, n=5, cutoff=0)
        return f"say {', '.join(map(repr, near))} or another of the {len(words)} of {cls.__name__}"
