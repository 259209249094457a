"""A trial: one law, asked of one policy, or of plans, in many scenes."""

from typing import Any

from postsales.testing.law import Asked, Law, LawBroken
from postsales.testing.profiles import Profile, settings_of

__all__ = ["trial"]


def trial(law: Law, subject: Asked, profile: Profile, seed: int | None = None) -> str:
    """Why the law was not tried, though it was asked; empty when it was.

    Raises:
        LawBroken: a scene breaks the law; the simplest that was found is told.
    """
    from hypothesis import given
    from hypothesis import seed as seeded
    from hypothesis.errors import FlakyFailure

    counted = subject.counted()
    last: list[tuple[Any, LawBroken]] = []

    @settings_of(profile, seed)
    @given(law.scenes(subject))
    def tried(scene: Any) -> None:
        try:
            law.check(counted, scene)
        except LawBroken as error:
            last.append((scene, error))
            raise

    asked = tried if seed is None else seeded(seed)(tried)
    try:
        asked()
    except (LawBroken, FlakyFailure):
        # hypothesis ends with the simplest scene that it found; a policy that answers in another
        # way when it is asked again broke the law all the same.
        if not last:
            raise
        scene, error = last[-1]
        # hypothesis tells its own seed here and nowhere else.
        drawn = getattr(asked, "_hypothesis_internal_use_generated_seed", None)
        says = subject.report(law, scene, error) + _seed_told(seed or drawn, profile)
        raise type(error)(says, error.facts) from error.__cause__
    return counted.untried(law)


def _seed_told(seed: int | None, profile: Profile) -> str:
    if seed is None:
        return ""
    return f"\n\nTo try the same scenes again: seed={seed}, profile={str(profile)!r}"
