"""The root of the error tree, and the errors that belong to no noun of their own.

Rules of this file: an error says in one sentence what was wrong, the value, what is allowed and how
to proceed, and carries the values as attributes. Errors about one noun are defined beside it.
"""

from collections.abc import Iterable
from typing import Any

__all__ = ["Contradictions", "InvalidValue", "MissingExtra", "PostsalesError", "WrongType", "short"]

_LONGEST_REPR = 80
_MOST_PROBLEMS = 20


def short(value: object) -> str:
    """The repr of a value, cut to what fits into a sentence.

    Example:
        >>> short("x" * 1_000_000)
        "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."
    """
    if isinstance(value, str | bytes):
        value = value[:_LONGEST_REPR]
    try:
        whole = repr(value)
    except Exception:  # noqa: BLE001 - a stranger's repr must not hide the error
        whole = f"<{type(value).__name__}>"
    return whole if len(whole) <= _LONGEST_REPR else whole[: _LONGEST_REPR - 3] + "..."


def _revived(
    cls: type["PostsalesError"], args: tuple[object, ...], state: dict[str, Any]
) -> "PostsalesError":
    error = cls.__new__(cls, *args)
    error.__dict__.update(state)
    return error


class PostsalesError(Exception):
    """Whatever the library refuses: catch it to catch them all.

    Only its subclasses are raised. Every one pickles and copies with its attributes.
    """

    def __init__(self, message: str) -> None:
        if type(self) is PostsalesError:
            raise TypeError("PostsalesError is only caught; raise one of its subclasses")
        super().__init__(message)

    def __reduce__(self) -> tuple[Any, ...]:
        # The standard way calls the class with the finished sentence, which few subclasses take.
        return _revived, (type(self), self.args, self.__dict__)


class _Refused(PostsalesError):
    field: str
    value: object
    allowed: str
    advice: str

    def __init__(self, field: str, value: object, allowed: str, advice: str = "") -> None:
        sentence = f"{field} is {short(value)}: {allowed}"
        super().__init__(f"{sentence}; {advice}" if advice else sentence)
        self.field = field
        self.value = value
        self.allowed = allowed
        self.advice = advice


class InvalidValue(_Refused, ValueError):
    """A value that cannot be: negative units, a naive time, three decimals of euro.

    Example:
        >>> str(InvalidValue("units", 0, "at least 1 is needed", "leave the line out"))
        'units is 0: at least 1 is needed; leave the line out'
    """


class WrongType(_Refused, TypeError):
    """A value of a kind that is not understood here: a float for money, a bool for units.

    Example:
        >>> str(WrongType("units", True, "a whole number is needed"))
        'units is True: a whole number is needed'
    """


class Contradictions(InvalidValue):
    """Fields that contradict each other: all in ``problems``, the first ones in the sentence.

    Example:
        >>> str(Contradictions("order '1001'", ["line 'tee' occurs twice", "no lines are paid"]))
        "order '1001': line 'tee' occurs twice; no lines are paid"
    """

    subject: str
    problems: tuple[str, ...]

    def __init__(self, subject: str, problems: Iterable[str]) -> None:
        self.subject = subject
        self.problems = tuple(problems)
        super().__init__(subject, self.problems, "fields must not contradict each other")

    def __str__(self) -> str:
        return f"{self.subject}: {_listed(self.problems)}"


def _listed(problems: tuple[str, ...]) -> str:
    more = len(problems) - _MOST_PROBLEMS
    return "; ".join(problems[:_MOST_PROBLEMS]) + (f"; and {more} more" if more > 0 else "")


class MissingExtra(PostsalesError, ImportError):
    """Something was asked for that needs a package which is not installed.

    Example:
        >>> str(MissingExtra("cli", "rich"))
        "this needs the package 'rich': install postsales[cli]"
    """

    extra: str
    package: str

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(f"this needs the package '{package}': install postsales[{extra}]")
        self.extra = extra
        self.package = package
