"""Ten seeds for every good policy: ``python -m tests.testing.seeds``. It takes a while."""

from attrs import evolve

from postsales.testing.profiles import Profile
from tests.testing.good import GOOD, suite

SEEDS = range(10)


def alarms(profile: Profile = Profile.CI) -> list[str]:
    """What the laws find against good policies, which has to be nothing."""
    found: list[str] = []
    for name in GOOD:
        for seed in SEEDS:
            broken = evolve(suite(name, profile=profile), seed=seed).run().broken
            found += [f"{name}, seed {seed}\n{message}" for _, message in broken]
    return found


if __name__ == "__main__":
    found = alarms()
    print("\n\n".join(found) or f"no false alarm on {len(GOOD)} policies")
    raise SystemExit(bool(found))
