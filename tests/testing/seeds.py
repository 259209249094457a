"""Ten seeds for every good policy: ``python -m tests.testing.seeds [quick|ci|deep]``.

It takes a quarter of an hour on two cores under ``quick``, and six times as long under ``ci``.
"""

import os
import sys
from multiprocessing import Pool

from attrs import evolve

from postsales.testing.profiles import Profile
from tests.testing.good import GOOD, suite

SEEDS = range(10)


def alarms(name: str, seed: int, profile: Profile) -> list[str]:
    """What the laws find against a good policy with a seed, which has to be nothing."""
    broken = evolve(suite(name, profile=profile), seed=seed).run().broken
    return [f"{name}, seed {seed}\n{message}" for _, message in broken]


def main(profile: Profile) -> int:
    """Ask about every good policy with every seed, and say what was found."""
    asked = [(name, seed, profile) for name in GOOD for seed in SEEDS]
    with Pool(os.cpu_count()) as pool:
        found = [message for told in pool.starmap(alarms, asked, chunksize=1) for message in told]
    seeds = f"{len(GOOD)} policies with {len(SEEDS)} seeds under {profile.value}"
    print(*found, f"{len(found) or 'no'} false alarms on {seeds}", sep="\n\n")
    return len(found)


if __name__ == "__main__":
    raise SystemExit(bool(main(Profile.read("profile", (sys.argv[1:] or ["quick"])[0]))))
