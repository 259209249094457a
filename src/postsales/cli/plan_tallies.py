"""What all answers of a run of plans have in common: verdicts, states and reasons counted."""

from collections import Counter
from collections.abc import Iterator

from attrs import define, field

from postsales.cli.answers import Bads
from postsales.cli.plan_questions import DueAnswer, SimulatedAnswer, StatusAnswer
from postsales.cli.plan_rows import VERDICTS
from postsales.cli.tallies import counted, several
from postsales.contacts.simulation import Fate

__all__ = ["PlanTally"]


def _counter() -> Counter[str]:
    return Counter()


@define(weakref_slot=False, eq=False)
class PlanTally:
    """The figures of a run, or of a part of one; what was not answered is in none of them."""

    answered: int = 0
    found: Counter[str] = field(factory=_counter)
    reasons: Counter[str] = field(factory=_counter)
    twice: int = 0
    bad: int = 0
    problems: int = 0

    def answer(self, answer: DueAnswer | StatusAnswer | SimulatedAnswer) -> None:
        """One history more that was answered."""
        self.answered += 1
        if isinstance(answer, DueAnswer):
            for verdict in answer.verdicts:
                word = VERDICTS[type(verdict)]
                self.found[word] += 1
                if verdict.because:
                    self.reasons[f"{word}: {verdict.because}"] += 1
        elif isinstance(answer, StatusAnswer):
            self.found.update(x.state.value for _, x in answer.statuses)
        else:
            for one in answer.simulation.occurrences:
                self.found[one.fate.value] += 1
                if one.because:
                    word = "put off" if one.fate is Fate.SENT else one.fate.value
                    self.reasons[f"{word}: {one.because}"] += 1
            self.twice += len(answer.simulation.twice)

    def unanswered(self, bads: Bads) -> None:
        """One document more that was not."""
        self.bad += 1
        self.problems += len(bads)

    def add(self, other: "PlanTally") -> None:
        """The figures of another part of the run."""
        self.answered += other.answered
        self.found.update(other.found)
        self.reasons.update(other.reasons)
        self.twice += other.twice
        self.bad += other.bad
        self.problems += other.problems

    def notes(self) -> Iterator[tuple[str, str]]:
        """Everything there is to say, each with its label."""
        if self.found:
            yield "in all", counted(dict(sorted(self.found.items())))
        if self.reasons:
            yield "reasons", counted(dict(sorted(self.reasons.items())))
        if self.twice:
            yield "twice", f"{several(self.twice, 'step')} reached a subject a second time"
        if self.bad:
            documents = several(self.answered + self.bad, "document")
            told = several(self.problems, "problem")
            yield "not answered", f"{self.bad} of {documents}, with {told}"
