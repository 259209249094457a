"""What a policy reads of the world beside its question is seen, and nothing else."""

import os
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from postsales import Order, ReturnRequest
from postsales.testing import Answer, laws
from postsales.testing.laws._watched import FAR_ZONES, in_zone, reads_of

OWN = random.Random(7)
MIDNIGHT = (2026, 1, 1, 0, 0, 0, 0, 0, 0)
READS: dict[str, tuple[Callable[[], object], str]] = {
    "now": (lambda: datetime.now(UTC), "a clock (now)"),
    "today": (date.today, "a clock (today)"),
    "today in words": (lambda: time.strftime("%Y"), "a clock (strftime)"),
    "the server's midnight": (lambda: time.mktime(MIDNIGHT), "the zone of the server (mktime)"),
    "a variable": (lambda: os.environ.get("HOME"), "the environment"),
    "a file": (lambda: Path(os.devnull).read_text(encoding="utf-8"), "a file"),
    "bytes of chance": (lambda: os.urandom(3), "chance (urandom)"),
    "a new id": (uuid4, "chance (urandom)"),
    "chance": (random.random, "chance (random)"),
    "shuffled": (lambda: random.shuffle([1, 2]), "chance (shuffle)"),
    "a generator without a seed": (lambda: random.Random().random(), "chance (seed)"),
}
HARMLESS: dict[str, Callable[[], object]] = {
    "a seeded generator": lambda: random.Random(7).random(),
    "shuffled with a seed": lambda: random.Random(7).shuffle([1, 2]),
    "a generator of one's own": OWN.random,
    "a day that is written": lambda: date(2026, 1, 1).strftime("%d"),
    "a zone that is looked up": lambda: ZoneInfo.no_cache("Asia/Tokyo"),
    "how long it takes": time.monotonic,
}


class TestReads:
    """Clocks, chance, files and the environment are seen, each once."""

    @pytest.mark.parametrize(("asked", "told"), READS.values(), ids=READS)
    def test_it_is_seen(self, asked: Callable[[], object], told: str) -> None:
        assert reads_of(asked) == [told]

    @pytest.mark.parametrize("asked", HARMLESS.values(), ids=HARMLESS)
    def test_it_is_no_read(self, asked: Callable[[], object]) -> None:
        assert reads_of(asked) == []

    def test_a_kind_is_told_once(self) -> None:
        assert reads_of(lambda: (datetime.now(UTC), time.time(), date.today())) == ["a clock (now)"]


class TestZones:
    """A server can stand in another zone for one question, and then stands where it stood."""

    def test_it_is_another_day_there(self) -> None:
        noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
        there = [in_zone(zone, lambda: noon.astimezone().day) for zone in FAR_ZONES]
        assert there == [3, 2]

    @pytest.mark.parametrize("zone", [None, "NOWHERE-3"])
    def test_it_comes_back(self, zone: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TZ", raising=False)
        if zone is not None:
            monkeypatch.setenv("TZ", zone)
        assert in_zone("EAST-14", lambda: os.environ["TZ"]) == "EAST-14"
        assert os.environ.get("TZ") == zone

    def test_a_system_without_zones_is_not_asked(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(time, "tzset")
        assert in_zone("EAST-14", lambda: 1) is None


def test_a_generator_with_a_seed_of_its_own_is_kept() -> None:
    def policy(order: Order, request: ReturnRequest, at: datetime) -> Answer:
        del order, request, at
        return Answer(told=str(random.Random(7).random()))

    assert laws.check(policy, flags=[], only=["ELI-13"]).run().broken == ()
