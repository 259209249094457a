"""What tests of the laws may ask for."""

import pytest
from hypothesis import Phase, settings

from postsales.testing.profiles import Profile, settings_of


@pytest.fixture
def unshrunk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first scene that breaks a law is told as it is: to make it simple takes longer."""

    def asked(profile: Profile, seed: int | None = None) -> settings:
        return settings(settings_of(profile, seed), phases=[Phase.generate])

    monkeypatch.setattr("postsales.testing.trial.settings_of", asked)
