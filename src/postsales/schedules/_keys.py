"""Keys: who an occurrence is, for ever, however often it is worked out.

Rules of this file: a key holds what makes an occurrence another one, and neither a time, which a
recount moves, nor the version of its plan, whose edits would send everything again.
"""

from attrs import frozen

__all__ = ["Key"]


@frozen(weakref_slot=False)
class Key:
    """The parts of a key.

    Example:
        >>> str(Key("dunning", "C-7", "reminder", "INV/9", 1, 0))
        'dunning/C-7/reminder/INV%2F9/1'
        >>> Key.read("dunning/C-7/reminder/INV%2F9/1").anchor
        'INV/9'
    """

    plan: str
    subject: str
    step: str
    anchor: str
    n: int
    round: int

    def __str__(self) -> str:
        parts = [*map(_quoted, (self.plan, self.subject, self.step, self.anchor)), str(self.n)]
        return "/".join([*parts, str(self.round)] if self.round else parts)

    @classmethod
    def read(cls, text: str) -> "Key | None":
        """The parts of a key; None where it is none of ours."""
        parts = text.split("/")
        numbers = parts[4:]
        if len(numbers) not in (1, 2) or not all(x.isdecimal() and x.isascii() for x in numbers):
            return None
        plan, subject, step, anchor = map(_told, parts[:4])
        n, turn = [*map(int, numbers), 0][:2]
        return cls(plan, subject, step, anchor, n, turn)


def _quoted(part: str) -> str:
    return part.replace("%", "%25").replace("/", "%2F")


def _told(part: str) -> str:
    return part.replace("%2F", "/").replace("%25", "%")
