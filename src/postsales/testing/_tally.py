"""What a policy said while a law was asked: a law about nothing but refusals was not tried.

Rules of this file: this changes as it counts, so nobody keeps it: each time that a law is asked
has its own.
"""

from postsales.testing.answers import Answer
from postsales.testing.flags import Flag
from postsales.testing.law import Law

__all__ = ["ADVICE", "NOTHING_BEGUN", "NOTHING_DUE", "Tally"]

# Laws that say something of a policy that refuses everything.
_OF_REFUSALS = frozenset({"ELI-01", "ELI-02", "ELI-03", "ELI-13", "ELI-14", "CAN-05"})

_NO_YES = "nothing was ever allowed"
_NO_END = "no end was ever told"
_NO_REFUND = "no refund was ever told"
NOTHING_DUE = "nothing was ever due"
NOTHING_BEGUN = "no target ever began"
ADVICE = {
    NOTHING_BEGUN: "draw events that the targets count from, with events=",
    NOTHING_DUE: "draw events that the plans count from, with events=",
    _NO_YES: "draw orders or requests that the policy accepts, with orders= or requests=",
    _NO_END: "fill Answer.ends_at, or say without=['deadlines']",
    _NO_REFUND: "fill Answer.refund, or say without=['money', 'tenders']",
}
"""What to do about a law that was not tried, by the reason."""


class Tally:
    """How many answers there were, and how many of them said something that laws are about."""

    __slots__ = ("answers", "ends", "refunds", "yes")

    def __init__(self) -> None:
        self.answers: int = 0
        self.yes: int = 0
        self.ends: int = 0
        self.refunds: int = 0

    def count(self, answer: Answer) -> None:
        """One more answer."""
        self.answers += 1
        if answer.allowed or answer.referred or answer.refund:
            self.yes += 1
        if answer.ends_at:
            self.ends += 1
        if answer.refund is not None:
            self.refunds += 1

    def untried(self, law: Law) -> str:
        """Why a law that was not broken was not tried either; empty when it was.

        Example:
            >>> from postsales.testing import laws
            >>> nothing = Tally()
            >>> nothing.count(Answer(because={"too_late": 1}))
            >>> nothing.untried(laws.ALL[0])
            'nothing was ever allowed'
        """
        if not self.answers:
            return ""
        if not self.yes and law.id not in _OF_REFUSALS:
            return _NO_YES
        if not self.ends and Flag.DEADLINES in law.needs:
            return _NO_END
        return _NO_REFUND if not self.refunds and Flag.MONEY in law.needs else ""
