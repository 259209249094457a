"""Response rates: how many answered, of whom, by a definition that the result names."""

from collections.abc import Iterable
from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval
from postsales.feedback.keeping import Dedupe, kept
from postsales.feedback.proportions import proportion_interval
from postsales.feedback.responses import Response, ResponseState

__all__ = ["ResponseRate", "SurveyFunnel", "completion_rate", "response_rate"]


@frozen(weakref_slot=False, kw_only=True)
class SurveyFunnel:
    """How many were asked, and how far they came: each step has at most as many as the one before.

    ``bounced`` are those whom the question never reached. What nobody counted is ``None``.

    Raises:
        InvalidValue: more came to a step than to the one before: repeated answers were counted.

    Example:
        >>> SurveyFunnel(invited=250, bounced=10, answered=37).delivered
        240
    """

    invited: int
    bounced: int = 0
    displayed: int | None = None
    started: int | None = None
    answered: int

    def __attrs_post_init__(self) -> None:
        count("invited", self.invited)
        count("bounced", self.bounced)
        _at_most("bounced", self.bounced, self.invited)
        most = self.delivered
        for name in ("displayed", "started", "answered"):
            n: int | None = getattr(self, name)
            if n is not None or name == "answered":
                count(name, n)
                most = _at_most(name, n or 0, most)

    @classmethod
    def of(cls, responses: Iterable[Response]) -> "SurveyFunnel":
        """What became of asking, told by responses: each is one who was asked.

        Who dismissed the question saw it; who ignored it did not. Answers that were bought count,
        too: they were given. What was fetched twice, by its ref at the source, is one.

        Example:
            >>> from postsales import CSAT_1_5
            >>> told = [Response("csat", None, CSAT_1_5, at="2026-03-02T10:15Z", state=state)
            ...         for state in ("dismissed", "ignored", "bounced")]
            >>> SurveyFunnel.of(told)
            SurveyFunnel(invited=3, bounced=1, displayed=1, started=None, answered=0)
        """
        states = [one.state for one in kept(responses, Dedupe.ALL)]
        answered = states.count(ResponseState.ANSWERED)
        return cls(
            invited=len(states),
            bounced=states.count(ResponseState.BOUNCED),
            displayed=answered + states.count(ResponseState.DISMISSED),
            answered=answered,
        )

    @property
    def delivered(self) -> int:
        """Whom the question reached."""
        return self.invited - self.bounced


def _at_most(name: str, n: int, most: int) -> int:
    if n > most:
        allowed = f"at most the {most} of the step before can come so far"
        raise InvalidValue(name, n, allowed, "count everybody once")
    return n


@frozen(weakref_slot=False)
class ResponseRate:
    """So many of so many, with the name of what it was divided by.

    ``rate`` is exact, from 0 to 1, and ``None`` with a ``reason`` where there was nobody.
    """

    rate: Fraction | None
    answered: int
    n: int
    denominator: Denominator
    interval: Interval | None = field(kw_only=True)
    reason: Absent | None = None

    @property
    def percent(self) -> Fraction | None:
        """The rate in percent, exactly.

        Example:
            >>> response_rate(SurveyFunnel(invited=250, answered=37)).percent
            Fraction(74, 5)
        """
        return None if self.rate is None else 100 * self.rate


def response_rate(
    funnel: SurveyFunnel, *, of: Denominator | str = Denominator.INVITED, confidence: float = 0.95
) -> ResponseRate:
    """How many answered, of those who were invited, delivered, displayed, or who started?

    Units: a share from 0 to 1. Rounding: none.

    Raises:
        InvalidValue: a denominator that is none of the four, or that nobody counted; a confidence
            outside 0 and 1.

    Example:
        >>> asked = SurveyFunnel(invited=250, bounced=10, answered=37)
        >>> found = response_rate(asked, of="delivered")
        >>> found.rate, str(found.interval)
        (Fraction(37, 240), '0.114 to 0.2053 (95 %, wilson)')
        >>> response_rate(SurveyFunnel(invited=0, answered=0)).reason
        Absent.NO_DENOMINATOR
    """
    instance("funnel", funnel, SurveyFunnel, "a SurveyFunnel is needed")
    chosen = Denominator.read("of", of)
    if chosen not in _STEPS:
        raise InvalidValue("of", of, f"there are {', '.join(map(str, _STEPS))}")
    n: int | None = getattr(funnel, str(chosen))
    if n is None:
        allowed = f"nobody counted how many {_STEPS[chosen]}"
        raise InvalidValue("of", of, allowed, f"say {chosen}=, or choose another denominator")
    return _rate(funnel.answered, n, chosen, confidence)


_STEPS = {
    Denominator.INVITED: "were invited",
    Denominator.DELIVERED: "were reached",
    Denominator.DISPLAYED: "saw the question",
    Denominator.STARTED: "started",
}


def completion_rate(completed: int, started: int, *, confidence: float = 0.95) -> ResponseRate:
    """How many of those who began came to the end?

    Units: a share from 0 to 1. Rounding: none.

    Raises:
        InvalidValue: more completed than started; a confidence outside 0 and 1.

    Example:
        >>> completion_rate(30, 40).rate
        Fraction(3, 4)
    """
    count("started", started)
    count("completed", completed)
    _at_most("completed", completed, started)
    return _rate(completed, started, Denominator.STARTED, confidence)


def _rate(answered: int, n: int, denominator: Denominator, confidence: float) -> ResponseRate:
    return ResponseRate(
        Fraction(answered, n) if n else None,
        answered,
        n,
        denominator,
        interval=proportion_interval(answered, n, confidence=confidence),
        reason=None if n else Absent.NO_DENOMINATOR,
    )
