"""Profiles: how long laws are tried."""

from typing import TYPE_CHECKING

from postsales.basics._words import Word

if TYPE_CHECKING:
    from hypothesis import settings

__all__ = ["Profile"]


class Profile(Word):
    """How long are laws tried?"""

    QUICK = "quick"
    """Fifty scenes a law: while you write."""
    CI = "ci"
    """Three hundred scenes a law: with every change."""
    DEEP = "deep"
    """Five thousand scenes a law: once in a while."""


EXAMPLES = {Profile.QUICK: 50, Profile.CI: 300, Profile.DEEP: 5000}


def settings_of(profile: Profile, seed: int | None = None) -> "settings":
    """The settings of hypothesis for a profile: no deadline, and no database of its own."""
    from hypothesis import HealthCheck, Phase, settings

    return settings(
        max_examples=EXAMPLES[profile],
        deadline=None,
        database=None,
        derandomize=profile is not Profile.DEEP and seed is None,
        print_blob=False,
        # To tell which parts of an example matter takes longer than to find it.
        phases=[Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
