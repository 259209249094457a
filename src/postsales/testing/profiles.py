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


_EXAMPLES = {Profile.QUICK: 50, Profile.CI: 300, Profile.DEEP: 5000}


def settings_of(profile: Profile) -> "settings":
    """The settings of hypothesis for a profile: no deadline, and no database of its own."""
    from hypothesis import HealthCheck, Phase, settings

    return settings(
        max_examples=_EXAMPLES[profile],
        deadline=None,
        database=None,
        derandomize=profile is not Profile.DEEP,
        # To explain what it found, hypothesis would ask many times more than to find it.
        phases=[x for x in Phase if x is not Phase.explain],
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
