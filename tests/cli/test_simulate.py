"""``postsales simulate``: what runs would have sent when, and why not the rest."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from postsales import contacts, wire
from postsales.wire import toml
from tests.cli.asking import run, written
from tests.cli.planning import HISTORIES, MONTH, PLAN, SIMULATE, SMALL, histories

Capsys = pytest.CaptureFixture[str]


class TestTheSamples:
    """A month of daily runs over twenty histories."""

    def test_it_says_what_the_library_says(self, capsys: Capsys) -> None:
        bundle = toml.read_plan(Path(PLAN).read_text(encoding="utf-8"))
        first = datetime.fromisoformat("2026-04-01T09:00+02:00")
        runs = [first + timedelta(days=x) for x in range(30)]
        rows = run(capsys, *SIMULATE, "--quiet", "--format", "jsonl").rows
        lines = Path(HISTORIES).read_text(encoding="utf-8").splitlines()
        for row, line in zip(rows, lines, strict=True):
            told = wire.read_history(line)
            found = contacts.simulate(
                bundle.plans, told.events, bundle.contact_rules, subject=told.subject, runs=runs
            )
            plain = json.loads(json.dumps(found.as_dict()))
            assert row["runs"] == {
                "first": "2026-04-01T07:00:00Z",
                "last": "2026-04-30T07:00:00Z",
                "count": 30,
            }
            assert {x: row[x] for x in ("subject", "occurrences", "twice")} == {
                x: plain[x] for x in ("subject", "occurrences", "twice")
            }

    def test_the_report(self, capsys: Capsys) -> None:
        soon = "too_soon until 2026-04-04 08:00"
        told = run(capsys, *SIMULATE).out
        assert told.split("\n\n")[2].splitlines() == [
            "C-103  2 sent",
            "  due               plan         step    ref  what  when              why",
            "  2026-03-14 10:00  first-month  care         done",
            f"  2026-04-02 10:00  first-month  offer        sent  2026-04-04 09:00  {soon}",
            "  2026-04-02 19:30  first-month  review       sent  2026-04-03 09:00",
        ]
        assert told.endswith(
            "20 subjects  30 runs from 2026-04-01 09:00 to 2026-04-30 09:00 (Europe/Berlin)\n"
            "  Plans: first-month 2026-03, returns 2026-03\n"
            "  in all   done 19, dropped 1, missed 12, needless 8, paused 13, sent 17, stopped 2\n"
            "  reasons  dropped: consent_missing 1, missed: address_bounced 1, "
            "missed: consent_missing 6, missed: opted_out 3, put off: cap_reached 2, "
            "put off: holiday 1, put off: too_soon 1\n\n"
        )

    def test_several_processes_count_the_same(self, capsys: Capsys, tmp_path: Path) -> None:
        out = tmp_path / "runs.jsonl"
        told = run(capsys, *SIMULATE, "--jobs", "2", "--out", str(out))
        alone = run(capsys, *SIMULATE, "--format", "jsonl")
        assert out.read_text(encoding="utf-8") == alone.out
        assert told.err == alone.err


class TestRuns:
    """From the first instant on, so far apart, and none after the last one."""

    @pytest.mark.parametrize(
        ("since", "until", "every", "count", "last"),
        [
            pytest.param(
                "2026-04-01T09:00Z",
                "2026-04-01T12:00Z",
                "1h",
                4,
                "2026-04-01T12:00:00Z",
                id="the last instant is one of them",
            ),
            pytest.param(
                "2026-04-01T09:00Z",
                "2026-04-01T10:59Z",
                "30m",
                4,
                "2026-04-01T10:30:00Z",
                id="half hours",
            ),
            pytest.param(
                "2026-03-28T09:00+01:00",
                "2026-03-30T23:00+02:00",
                "1d",
                3,
                "2026-03-30T07:00:00Z",
                id="days keep the clock time when clocks are changed",
            ),
            pytest.param(
                "2026-03-28T09:00+01:00",
                "2026-03-30T23:00+02:00",
                "24h",
                3,
                "2026-03-30T08:00:00Z",
                id="hours are elapsed",
            ),
            pytest.param(
                "2026-04-01T09:00Z",
                "2026-04-01T09:00Z",
                "99999d",
                1,
                "2026-04-01T09:00:00Z",
                id="one run",
            ),
        ],
    )
    def test_they_are(  # noqa: PLR0917
        self,
        capsys: Capsys,
        tmp_path: Path,
        since: str,
        until: str,
        every: str,
        count: int,
        last: str,
    ) -> None:
        path = written(tmp_path, "histories.jsonl", histories("C-7"))
        asked = ["simulate", path, "--plan", PLAN, "--since", since, "--until", until]
        (row,) = run(capsys, *asked, "--every", every, "--quiet", "--format", "jsonl").rows
        assert (row["runs"]["count"], row["runs"]["last"]) == (count, last)

    def test_days_are_those_of_the_zone_that_is_told(self, capsys: Capsys, tmp_path: Path) -> None:
        plan = SMALL.replace('"UTC"', '"Europe/Berlin"') + (
            '[contact_rules]\nzone = "America/New_York"\n'
        )
        path = written(tmp_path, "histories.jsonl", histories("C-7"))
        asked = ["simulate", path, "--plan", written(tmp_path, "plan.toml", plan)]
        # Clocks go forward on 8 March in New York, and on the 29th in Berlin.
        since, until = "2026-03-07T09:00-05:00", "2026-03-31T09:00-04:00"
        asked += ["--since", since, "--until", until, "--every", "1d"]
        (row,) = run(capsys, *asked, "--quiet", "--format", "jsonl").rows
        assert (row["runs"]["count"], row["runs"]["last"]) == (25, "2026-03-31T13:00:00Z")
        said = run(capsys, *asked).out
        assert "25 runs from 2026-03-07 09:00 to 2026-03-31 09:00 (America/New_York)" in said

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            (["--every", "1"], "--every is '1': say minutes, hours or days, from 1 to"),
            (["--every", "0h"], "--every is '0h'"),
            (["--every", "1w"], "--every is '1w'"),
            (["--every", "1000000d"], "--every is '1000000d'"),
            (["--every", "h"], "--every is 'h'"),
            (["--every", "1m", "--until", "2027-04-30T09:00Z"], "more than 100000 runs"),
            (["--every", "1h", "--until", "2026-03-01T09:00Z"], "it is before --since"),
            (["--every", "1h", "--since", "now"], "--since is 'now'"),
            (["--every", "1d", "--zone", "Berlin"], "--zone is 'Berlin'"),
        ],
    )
    def test_what_cannot_be(self, capsys: Capsys, more: list[str], says: str) -> None:
        ran = run(capsys, "simulate", HISTORIES, "--plan", PLAN, *MONTH, *more)
        assert (ran.status, ran.out) == (2, "")
        assert says in ran.err


class TestTwice:
    """What reached a subject a second time is told, and counted at the end."""

    def test_a_step_that_was_recorded_two_times(self, capsys: Capsys, tmp_path: Path) -> None:
        done = {"event": "step_done", "key": "small/C-7/review//1"}
        told = json.loads(histories("C-7"))
        told["events"] += [{**done, "at": f"2026-04-0{x}T10:00Z"} for x in (1, 2)]
        path = written(tmp_path, "histories.jsonl", json.dumps(told))
        plan = written(tmp_path, "plan.toml", SMALL)
        out = run(capsys, "simulate", path, "--plan", plan, *MONTH, "--every", "1d").out
        assert "  twice  small/C-7/review//1\n" in out
        assert "  twice   1 step reached a subject a second time\n" in out
