"""A year of a shop, customer by customer: ``python -m tests.schedules.year``.

``--customers 10000`` says of how many, ``--seeds 1`` with how many seeds; with ``--referee`` the
referee decides the same, hour by hour. A host would run every hour; here it runs when something is
told and when ``next_change`` or a verdict says so, which has to come to the same. Ten thousand
customers take about ten minutes on two cores, and a hundred with the referee about a minute a
seed.
"""

import argparse
import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache, partial
from multiprocessing import Pool

from attrs import evolve, field, frozen

from postsales import Defer, Drop, Event, Send
from postsales.testing.plans import run, wake
from tests.schedules.referee import Decided, Who, decided
from tests.schedules.shop import PLANS, RULES, Customer, Moved, customer, runs

Sent = tuple[tuple[datetime, Who], ...]
A_SHOP = 1000
"""From so many customers on, there is each reason to put something off, and to drop it."""
REASONS = {
    *(
        ("deferred", x)
        for x in (
            "address_bounced",
            "cap_reached",
            "held_back",
            "holiday",
            "outside_preferred_hours",
            "quiet_hours",
            "too_soon",
        )
    ),
    *(("dropped", x) for x in ("consent_missing", "held_back", "opted_out", "too_late")),
}
all_runs = lru_cache(maxsize=8)(runs)


@frozen
class Year:
    """What became of everything that was due for one customer."""

    sent: Sent
    kept: dict[datetime, dict[Who, str]]
    counts: Counter[tuple[str, str]]
    problems: tuple[str, ...] = field(default=())


def year(one: Customer, times: Sequence[datetime], *, by: str = "wakes") -> Year:
    """The year of one customer: ``by`` wakes, or every ``hour``."""
    known: list[Event] = []
    told, sent = [*one.told], list[tuple[datetime, Who]]()
    kept: dict[datetime, dict[Who, str]] = {}
    fates: dict[tuple[str, str], set[Who]] = {}
    k = 0
    while k < len(times):
        at = times[k]
        while told and told[0][0] <= at:
            known.append(told.pop(0)[1])
        rules = evolve(RULES, zone=_zone(one, known))
        asked = PLANS, known, rules, one.id, at
        for verdict in run(*asked):
            who = verdict.item.plan, verdict.item.step, verdict.item.ref
            if isinstance(verdict, Send):
                known.append(verdict.item.done(at=at, ref=verdict.item.ref))
                sent.append((at, who))
                fates.setdefault(("sent", verdict.item.step), set()).add(who)
            else:
                kept.setdefault(at, {})[who] = verdict.because
                fates.setdefault((_fate(verdict), verdict.because), set()).add(who)
        k = k + 1 if by == "hour" else _next(asked, told, times, k)
    counts = Counter({name: len(some) for name, some in fates.items()})
    return Year(tuple(sent), kept, counts, tuple(_problems(one, sent)))


def _fate(verdict: Defer | Drop) -> str:
    return "deferred" if isinstance(verdict, Defer) else "dropped"


def _zone(one: Customer, known: Sequence[Event]) -> str:
    moves = [x for x in known if isinstance(x, Moved)]
    return max(moves, key=lambda x: x.at).zone if moves else one.zone


def _next(
    asked: tuple[object, ...],
    told: Sequence[tuple[datetime, Event]],
    times: Sequence[datetime],
    k: int,
) -> int:
    """The next run at which something can be otherwise."""
    then = wake(*asked)  # type: ignore[arg-type] # it is what a run is asked
    some = [x for x in (then, told[0][0] if told else None) if x is not None]
    return max(k + 1, bisect_left(times, min(some))) if some else len(times)


def _problems(one: Customer, sent: Sequence[tuple[datetime, Who]]) -> Iterator[str]:
    """What must never happen: something twice, and something after an opt-out."""
    for who, many in Counter(who for _, who in sent).items():
        if many > 1:
            yield f"{one.id}: {who} went out {many} times"
    contacts = {(x.id, y.key): y.contact for x in PLANS for y in x.actions}
    for at, who in sent:
        contact = contacts[who[0], who[1]]
        known = [x for told_at, x in one.told if told_at <= at]
        no = [x for x in known if type(x).__name__ == "ConsentWithdrawn"]
        yes = [x.at for x in known if type(x).__name__ == "ConsentGiven"]
        for stop in no:
            is_about = contact is not None and stop.is_about(contact)  # type: ignore[attr-defined]
            if is_about and not any(x > stop.at for x in yes):
                yield f"{one.id}: {who} went out at {at}, after an opt-out at {stop.at}"


def disagreements(found: Year, judged: Decided) -> Iterator[str]:
    """Where the referee decides otherwise: what is sent when, and the reason against the rest."""
    ours, theirs = sorted(found.sent), sorted(judged.sent)
    for at, who in sorted({*ours} ^ {*theirs}):
        yield f"{at} {who}: sent by the {'engine' if (at, who) in ours else 'referee'} alone"
    for at, reasons in found.kept.items():
        for who, why in reasons.items():
            other = judged.kept.get(at, {}).get(who, "")
            # That a time comes too late is foreseen, and the referee does not foresee.
            if why not in {other, "too_late"}:
                yield f"{at} {who}: {why} by the engine, {other or 'nothing'} by the referee"


def _of(seed: int, number: int, *, with_referee: str) -> tuple[Year, list[str]]:
    one, times = customer(seed, number), all_runs(seed)
    found = year(one, times)
    if not with_referee:
        return found, []
    told = disagreements(found, decided(PLANS, RULES, one, times))
    return found, [f"{one.id}: {x}" for x in told]


def main(customers: int, seeds: int, with_referee: str) -> int:
    """Tell what became of everything, and fail where something must not be."""
    bad = 0
    with Pool(os.cpu_count()) as pool:
        for seed in range(seeds):
            counts: Counter[tuple[str, str]] = Counter()
            asked = partial(_of, seed, with_referee=with_referee)
            for found, told in pool.imap(asked, range(customers), chunksize=20):
                counts += found.counts
                for line in (*found.problems, *told):
                    bad += 1
                    print(line, flush=True)
            missing = REASONS - {*counts} if customers >= A_SHOP else set[tuple[str, str]]()
            bad += len(missing)
            print(*(f"never {fate}: {why}" for fate, why in sorted(missing)), sep="\n")
            print(f"seed {seed}, {customers} customers")
            for (fate, why), many in sorted(counts.items()):
                print(f"{many:8} {fate:9} {why}")
    print(f"\n{bad or 'no'} problems")
    return bad


def told(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--referee", action="store_const", const="yes", default="")
    return parser.parse_args(words)


if __name__ == "__main__":
    said = told()
    raise SystemExit(bool(main(said.customers, said.seeds, said.referee)))
