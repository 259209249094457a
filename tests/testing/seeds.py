"""Ten seeds for every good policy: ``python -m tests.testing.seeds [quick|ci|deep]``.

It takes about thirty-five minutes on two cores under ``quick``, and six times as long under ``ci``.
"""

import os
import sys
from multiprocessing import Pool

from attrs import evolve

from postsales.testing.profiles import Profile
from tests.testing.good import GOOD, suite

SEEDS = range(10)


def alarms(asked: tuple[str, Profile]) -> list[str]:
    """What the laws find against a good policy with each seed, which has to be nothing."""
    name, profile = asked
    found: list[str] = []
    for seed in SEEDS:
        broken = evolve(suite(name, profile=profile), seed=seed).run().broken
        found += [f"{name}, seed {seed}\n{message}" for _, message in broken]
    return found


def main(profile: Profile) -> int:
    """Ask about every good policy with every seed, and say what was found as it comes."""
    found: list[str] = []
    with Pool(os.cpu_count()) as pool:
        told = pool.imap(alarms, [(name, profile) for name in GOOD])
        for name, messages in zip(GOOD, told, strict=True):
            print(f"{name}: {len(messages) or 'none'}", *messages, sep="\n", flush=True)
            found += messages
    seeds = f"{len(GOOD)} policies with {len(SEEDS)} seeds under {profile.value}"
    print(f"{len(found) or 'no'} false alarms on {seeds}")
    return len(found)


if __name__ == "__main__":
    raise SystemExit(bool(main(Profile.read("profile", (sys.argv[1:] or ["quick"])[0]))))
