"""Tallies: what became of every answer, so that nothing is lost from sight."""

from attrs import field, frozen

from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word

__all__ = ["Missing", "MixedPrograms", "ResponseTally"]


class MixedPrograms(InvalidValue):
    """Relational and transactional answers were given to one score.

    Who is asked every quarter and who is asked after a purchase are different people at different
    times: score each kind alone, and put the two side by side.
    """


class Missing(Word):
    """What becomes of ``None`` among bare scores."""

    REFUSE = "refuse"
    """It is refused: whoever hands scores over says what a gap means."""
    EXCLUDE = "exclude"
    """It counts as not answered: it is in no denominator, and the tally counts it apart."""


@frozen(weakref_slot=False)
class ResponseTally:
    """How many answers counted, and what became of the rest. All of them together were given.

    The denominator of a score is ``answered`` and nothing else.

    Example:
        >>> from postsales import CSAT_1_5, TopBox, feedback
        >>> told = feedback.csat(
        ...     [5, 4, None], scale=CSAT_1_5, satisfied=TopBox(4, 5), missing="exclude"
        ... ).tally
        >>> told.answered, told.missing, told.total
        (2, 1, 3)
    """

    answered: int = field(default=0, kw_only=True)
    """They have a score, which counts."""
    dismissed: int = field(default=0, kw_only=True)
    """The question was seen and waved away."""
    ignored: int = field(default=0, kw_only=True)
    """Nothing came back."""
    bounced: int = field(default=0, kw_only=True)
    """The question never reached them."""
    missing: int = field(default=0, kw_only=True)
    """``None`` among bare scores."""
    repeated: int = field(default=0, kw_only=True)
    """The same answer again, or one of a voice of which another one counts."""
    bought: int = field(default=0, kw_only=True)
    """Something was promised for praise."""

    @property
    def total(self) -> int:
        """How many were given."""
        return (
            self.answered
            + self.dismissed
            + self.ignored
            + self.bounced
            + self.missing
            + self.repeated
            + self.bought
        )
