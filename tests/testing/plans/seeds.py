"""Ten seeds for all good plans: ``python -m tests.testing.plans.seeds [quick|ci|deep]``.

It takes about six minutes on two cores under ``quick``.
"""

import os
import sys
from multiprocessing import Pool

from attrs import evolve

from postsales.testing.profiles import Profile
from tests.testing.plans.good import GOOD, suite

SEEDS = range(10)


def alarms(asked: tuple[str, Profile]) -> list[str]:
    """What the laws find against good plans with each seed, which has to be nothing."""
    name, profile = asked
    found: list[str] = []
    for seed in SEEDS:
        report = evolve(suite(name, profile=profile), seed=seed).run()
        found += [f"{name}, seed {seed}\n{told}" for _, told in (*report.broken, *report.errors)]
    return found


def main(profile: Profile) -> int:
    """Ask about all good plans with every seed, and say what was found as it comes."""
    found: list[str] = []
    with Pool(os.cpu_count()) as pool:
        told = pool.imap(alarms, [(name, profile) for name in GOOD])
        for name, messages in zip(GOOD, told, strict=True):
            print(f"{name}: {len(messages) or 'none'}", *messages, sep="\n", flush=True)
            found += messages
    print(f"{len(found) or 'no'} false alarms with {len(SEEDS)} seeds under {profile.value}")
    return len(found)


if __name__ == "__main__":
    raise SystemExit(bool(main(Profile.read("profile", (sys.argv[1:] or ["quick"])[0]))))
