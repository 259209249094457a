"""The answers that count: checked against a scale, each voice kept as the policy says."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import cast

from attrs import frozen

from postsales.basics._checks import instance
from postsales.basics._errors import WrongType
from postsales.feedback._numbers import is_list
from postsales.feedback.keeping import Dedupe, kept, usual
from postsales.feedback.responses import Incentive, Response, ResponseState, SurveyKind
from postsales.feedback.scales import InvalidScore, RatingScale, ScaleMismatch
from postsales.feedback.tallies import Missing, MixedPrograms, ResponseTally

__all__ = ["Heard", "heard"]


@frozen(weakref_slot=False)
class Heard:
    """The scores that count, who gave them, and what became of the rest.

    ``responses`` are those of the scores; ``None`` where bare scores came.
    """

    scores: tuple[int, ...]
    voices: tuple[Hashable, ...]
    tally: ResponseTally
    dedupe: Dedupe
    responses: tuple[Response, ...] | None = None

    @classmethod
    def of_counts(cls, n: int) -> "Heard":
        """So many answers of nobody in particular, which were counted already."""
        return cls((), (), ResponseTally(answered=n), Dedupe.ALL)

    @property
    def repeats(self) -> bool:
        """Did a voice speak more than once?"""
        known = [voice for voice in self.voices if voice is not None]
        return len(known) != len(set(known))


def heard(
    answers: object,
    scale: RatingScale,
    *,
    dedupe: Dedupe | str | None,
    missing: Missing | str = Missing.REFUSE,
) -> Heard:
    """Check answers against the scale and keep those that count: responses, or bare scores.

    Raises:
        InvalidScore: a bare score that is not on the scale.
        ScaleMismatch: a response on another scale.
        MixedPrograms: relational and transactional responses.
    """
    instance("scale", scale, RatingScale, "a RatingScale is needed, such as CSAT_1_5")
    if not is_list(answers):
        allowed = "a list of responses, or of whole numbers, is needed"
        raise WrongType("answers", answers, allowed, "each answer by itself, also the same again")
    given = list(cast("Iterable[object]", answers))
    responses = [one for one in given if isinstance(one, Response)]
    if not responses:
        return _of_scores(given, scale, Missing.read("missing", missing), dedupe)
    if len(responses) != len(given):
        stranger = next(one for one in given if not isinstance(one, Response))
        raise WrongType("answers", stranger, "responses or whole numbers are needed, not both")
    return _of_responses(responses, scale, dedupe)


def _of_scores(
    given: list[object], scale: RatingScale, missing: Missing, dedupe: Dedupe | str | None
) -> Heard:
    if missing is Missing.REFUSE and None in given:
        allowed = f"whole numbers from {scale.minimum} to {scale.maximum} are on this scale"
        advice = "say missing='exclude' if it was not answered"
        raise InvalidScore("score", None, allowed, advice)
    scores = tuple(scale.score(one) for one in given if one is not None)
    tally = ResponseTally(answered=len(scores), missing=len(given) - len(scores))
    # Bare scores have no voice, so every policy keeps them all.
    policy = Dedupe.ALL if dedupe is None else Dedupe.read("dedupe", dedupe)
    return Heard(scores, (None,) * len(scores), tally, policy)


def _of_responses(
    responses: list[Response], scale: RatingScale, dedupe: Dedupe | str | None
) -> Heard:
    _one_scale(responses, scale)
    kind = _one_kind(responses)
    policy = Dedupe.read("dedupe", usual(kind) if dedupe is None else dedupe)
    # First what is the same answer: what was taken back later is no answer any more.
    once = kept(responses, Dedupe.ALL)
    answered = [one for one in once if one.is_answered]
    free = [one for one in answered if one.incentive is not Incentive.FOR_PRAISE]
    counted = kept(free, policy)
    states = Counter(one.state for one in once)
    tally = ResponseTally(
        answered=len(counted),
        dismissed=states[ResponseState.DISMISSED],
        ignored=states[ResponseState.IGNORED],
        bounced=states[ResponseState.BOUNCED],
        repeated=len(responses) - len(once) + len(free) - len(counted),
        bought=len(answered) - len(free),
    )
    scores = tuple(cast("int", one.score) for one in counted)
    return Heard(scores, tuple(one.voice for one in counted), tally, policy, counted)


def _one_scale(responses: list[Response], scale: RatingScale) -> None:
    for one in responses:
        if one.scale != scale:
            allowed = f"every answer must be on {scale}"
            raise ScaleMismatch("scale", one.scale, allowed, "score each scale alone")


def _one_kind(responses: list[Response]) -> SurveyKind:
    kinds = {one.kind for one in responses}
    if len(kinds) > 1:
        allowed = "relational and transactional answers are never pooled"
        told = tuple(sorted(str(kind) for kind in kinds))
        raise MixedPrograms("kind", told, allowed, "score each kind alone")
    return kinds.pop()
