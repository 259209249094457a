"""Every law kills a bad policy that it is for, and good policies live.

All bad policies are for the kill matrix: ``python -m tests.testing.matrix``.
"""

import pytest

from postsales.testing import laws
from postsales.testing.law import LawBroken
from postsales.testing.profiles import Profile
from tests.testing.bad import BAD, Bad
from tests.testing.good import DAILY, suite

FIRST = {bad.law: bad for bad in reversed(BAD)}.values()


@pytest.mark.usefixtures("unshrunk")
@pytest.mark.parametrize("bad", FIRST, ids=lambda bad: f"{bad.law} {bad.name}")
def test_a_bad_policy_is_killed_by_its_law(bad: Bad) -> None:
    found = bad.suite(only=[bad.law], profile=Profile.CI)
    with pytest.raises(LawBroken) as caught:
        found()
    (law,) = found.laws
    assert f"[{law.key}] {law.statement}" in str(caught.value)
    # An error has a name and a place; what else usually breaks the law would lead astray.
    assert law.catches in str(caught.value) or "the policy raises an error" in str(caught.value)


def test_every_law_kills_somebody() -> None:
    assert {law.id for law in laws.ALL} == {bad.law for bad in BAD}


# What laws draw and ask of bad ones is traced; of good ones as well would double the time.
@pytest.mark.no_cover
@pytest.mark.parametrize("name", DAILY)
def test_a_good_policy_lives(name: str) -> None:
    report = suite(name, only=DAILY[name]).run()
    assert report.broken == ()
    assert report.kept
