"""``postsales due``: what plans want done for every subject, and what becomes of it."""

import csv
import json
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from postsales import contacts, schedules, wire
from postsales.cli import main
from postsales.cli.plan_rows import DUE as DUE_COLUMNS
from postsales.cli.plan_rows import STATUS
from postsales.wire import _extras, toml
from tests.cli.asking import NOON, Ran, lines_of, run, written
from tests.cli.planning import DUE, HISTORIES, MONTH, PLAN, PLANS, SMALL, delivered, histories

Capsys = pytest.CaptureFixture[str]
QUIET = ["--quiet", "--format", "jsonl"]


class TestTheSamples:
    """Twenty histories, two plans, one set of rules: the same as the library answers."""

    @pytest.mark.parametrize("until", [None, "2026-04-30T12:00+02:00"])
    def test_it_says_what_the_library_says(self, capsys: Capsys, until: str | None) -> None:
        bundle = toml.read_plan(Path(PLAN).read_text(encoding="utf-8"))
        expected: list[tuple[Any, ...]] = []
        for line in Path(HISTORIES).read_text(encoding="utf-8").splitlines():
            told = wire.read_history(line)
            ready = [
                one
                for plan in bundle.plans
                for one in schedules.occurrences(
                    plan, told.events, subject=told.subject, at=NOON, until=until
                )
            ]
            expected += [
                (x.item.key, type(x).__name__.lower(), x.because or None)
                for x in contacts.release(ready, told.events, bundle.contact_rules, at=NOON)
                if str(x.item.state) == "due" or until is not None
            ]
        more = [] if until is None else ["--until", until]
        ran = run(capsys, *DUE, *QUIET, *more)
        assert (ran.status, ran.err) == (0, "")
        assert [(x["key"], x["verdict"], x["because"]) for x in ran.rows] == expected

    def test_the_report(self, capsys: Capsys) -> None:
        told = run(capsys, *DUE).out
        block = told.split("\n\n")[7].splitlines()
        assert block == [
            "C-108  1 to defer",
            "  due               plan         step   ref  verdict  until             because",
            "  2026-04-02 10:00  first-month  offer       defer    2026-04-04 12:00  cap_reached",
        ]
        assert told.endswith(
            "20 subjects  asked at 2026-04-02 12:00 (Europe/Berlin)\n"
            "  Plans: first-month 2026-03, returns 2026-03\n"
            "  in all   defer 1, drop 6, send 6\n"
            "  reasons  defer: cap_reached 1, drop: consent_missing 5, drop: opted_out 1\n\n"
        )

    def test_the_table_has_the_rows_of_jsonl(self, capsys: Capsys) -> None:
        rows = run(capsys, *DUE, *QUIET).rows
        ran = run(capsys, *DUE, "--quiet", "--format", "csv")
        table = [*csv.DictReader(StringIO(ran.out, newline=""))]
        assert [*table[0]] == [*DUE_COLUMNS]
        assert ran.out.count("\r\n") == len(rows) + 1
        for cells, row in zip(table, rows, strict=True):
            told = {x: "" if row[x] is None else str(row[x]) for x in DUE_COLUMNS}
            assert cells == told

    def test_several_processes_write_the_same(self, capsys: Capsys, tmp_path: Path) -> None:
        out = tmp_path / "due.jsonl"
        told = run(capsys, *DUE, "--jobs", "2", "--out", str(out))
        alone = run(capsys, *DUE, "--format", "jsonl")
        assert out.read_text(encoding="utf-8") == alone.out
        assert (told.status, told.err) == (0, alone.err)

    def test_the_ending_of_the_file_says_the_format(self, capsys: Capsys, tmp_path: Path) -> None:
        out = tmp_path / "due.csv"
        run(capsys, *DUE, "--quiet", "--out", str(out))
        assert out.read_bytes().startswith(b"subject,plan,step,key,at,verdict,until,because,")
        refused = run(capsys, *DUE, "--out", str(out), "--format", "ical")
        assert (refused.status, "is CSV, and not ical" in refused.err) == (2, True)
        calendar = run(capsys, *DUE, "--out", str(tmp_path / "due.ics"), "--format", "csv")
        assert (calendar.status, "is iCalendar, and not csv" in calendar.err) == (2, True)


class TestStatus:
    """How targets stand: by when, how much is left, and whether it was met."""

    def rows(self, capsys: Capsys) -> dict[tuple[str, str], dict[str, Any]]:
        found = run(capsys, *DUE, *QUIET, "--status").rows
        return {(x["subject"], x["step"]): x for x in found}

    def test_running_breached_and_met(self, capsys: Capsys) -> None:
        rows = self.rows(capsys)
        running = rows["C-114", "refund"]
        assert (running["state"], running["last_day"]) == ("running", "2026-04-07")
        # Thursday from noon to five, and Tuesday: Friday and Monday are holidays.
        assert (running["remaining"], running["overdue"]) == (f"PT{13 * 3600}S", None)
        breached = rows["C-113", "refund"]
        assert (breached["state"], breached["remaining"]) == ("breached", None)
        # Wednesday, and Thursday until noon.
        assert breached["overdue"] == f"PT{11 * 3600}S"
        assert rows["C-110", "answer"]["met_at"] == "2026-03-31T08:00:00Z"

    def test_the_report_tells_hours(self, capsys: Capsys) -> None:
        told = run(capsys, *DUE, "--status").out
        assert "2026-04-07        returns  refund  R-114  running  13 h 00 min\n" in told
        assert told.splitlines()[-2] == "  in all  breached 1, met 7, met_late 2, running 2"

    def test_plans_without_targets_are_told(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "histories.jsonl", histories("C-7"))
        plan = written(tmp_path, "plan.toml", SMALL)
        asked = ["due", path, "--plan", plan, "--at", NOON]
        told = "  targets  the plans have none; due without --status tells their actions\n"
        assert told in run(capsys, *asked, "--status").out
        assert told in run(capsys, *asked, "--status", "--format", "jsonl").err
        assert told not in run(capsys, *asked).out
        assert told not in run(capsys, *asked, "--plan", PLAN, "--status").out

    def test_how_it_will_stand_is_not_told(self, capsys: Capsys) -> None:
        ran = run(capsys, *DUE, "--status", "--until", "2026-04-30T12:00+02:00")
        assert (ran.status, ran.out) == (2, "")
        assert "--until is for what will be due, and --status tells how targets stand" in ran.err

    def test_as_a_table(self, capsys: Capsys) -> None:
        ran = run(capsys, *DUE, "--quiet", "--status", "--format", "csv")
        table = [*csv.DictReader(StringIO(ran.out, newline=""))]
        assert [*table[0]] == [*STATUS]
        assert len(table) == len(self.rows(capsys))


class TestRules:
    """Contacts go by the rules that are named, else by those beside the plan, else by opt-outs."""

    def asked(self, capsys: Capsys, folder: Path, history: str, *more: str) -> Ran:
        path = written(folder, "histories.jsonl", f"{history}\n")
        plan = written(folder, "plan.toml", SMALL)
        return run(capsys, "due", path, "--plan", plan, "--at", NOON, *QUIET, *more)

    def test_without_rules_only_what_was_refused_is_kept_back(
        self, capsys: Capsys, tmp_path: Path
    ) -> None:
        (row,) = self.asked(capsys, tmp_path, delivered()).rows
        assert (row["verdict"], row["because"], row["reasons"]) == ("send", None, [])
        told = json.loads(delivered())
        told["events"].append({"event": "consent_withdrawn", "at": "2026-03-20T10:00Z"})
        (row,) = self.asked(capsys, tmp_path, json.dumps(told)).rows
        assert (row["verdict"], row["because"]) == ("drop", "opted_out")

    def test_a_file_of_rules_alone(self, capsys: Capsys, tmp_path: Path) -> None:
        text = '[contact_rules]\nquiet = { hours = "11:00-14:00", zone = "Europe/Berlin" }\n'
        rules = written(tmp_path, "rules.toml", text)
        (row,) = self.asked(capsys, tmp_path, delivered(), "--rules", rules).rows
        assert (row["verdict"], row["until"]) == ("defer", "2026-04-02T12:00:00Z")

    def test_a_fact_tells_the_zone_of_the_customer(self, capsys: Capsys, tmp_path: Path) -> None:
        text = '[contact_rules]\nzone = "Europe/Berlin"\nquiet = { hours = "20:00-08:00" }\n'
        rules = written(tmp_path, "rules.toml", text)
        there = delivered(facts={"zone": "America/New_York"})
        (row,) = self.asked(capsys, tmp_path, there, "--rules", rules).rows
        # Noon in Berlin is six in the morning in New York.
        assert (row["verdict"], row["until"]) == ("defer", "2026-04-02T12:00:00Z")
        nowhere = delivered(facts={"zone": "New York"})
        ran = self.asked(capsys, tmp_path, nowhere, "--rules", rules)
        assert (ran.status, ran.out) == (1, "")
        assert "line 1, subject 'C-7': $ cannot be answered: " in ran.err
        ran = self.asked(capsys, tmp_path, delivered(facts={"zone": 5}), "--rules", rules)
        assert (ran.status, "facts[zone]" in ran.err) == (1, True)

    def test_a_file_without_rules(self, capsys: Capsys, tmp_path: Path) -> None:
        plan = written(tmp_path, "other.toml", SMALL)
        ran = self.asked(capsys, tmp_path, delivered(), "--rules", plan)
        assert ran.status == 2
        assert "there are no terms for 'contact_rules'" in ran.err

    def test_two_plans_that_both_bring_rules(self, capsys: Capsys, tmp_path: Path) -> None:
        rules = '[contact_rules]\nzone = "UTC"\n'
        one = written(tmp_path, "one.toml", SMALL + rules)
        two = written(tmp_path, "two.toml", SMALL.replace("small", "other") + rules)
        path = written(tmp_path, "histories.jsonl", histories("C-7"))
        both = ["due", path, "--plan", one, "--plan", two, "--at", NOON, *QUIET]
        ran = run(capsys, *both)
        assert (ran.status, "--rules is missing" in ran.err) == (2, True)
        ran = run(capsys, *both, "--rules", one)
        assert [x["plan"] for x in ran.rows] == ["other", "small"]

    def test_plans_and_rules_of_a_module(
        self, capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        code = """
from attrs import frozen
from postsales import *
@frozen
class ClubJoined(Event):
    tier: str = ""
def owes(facts):
    return MET if facts.get("open") else not_met("paid")
step = Action("pay", after=Last(ClubJoined), wait=Days(1), when=owes)
plan = Plan(id="own", version="1", calendar=WorkCalendar.always("UTC"), steps=[step])
rules = ContactRules(quiet=QuietHours("00:00-24:00", zone="UTC"))
both = PlanBundle(plan, contact_rules=rules)
wrong = [int]
"""
        module = tmp_path / "own_shop_of_plans.py"
        module.write_text(code, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        name = module.stem
        event = {"event": "club_joined", "tier": "gold", "at": "2026-03-01T10:00Z"}
        owing = {"subject": "C-7", "events": [event], "facts": {"open": 5}}
        paid = {"subject": "C-8", "events": [event], "facts": {"open": 0}}
        path = written(tmp_path, "histories.jsonl", lines_of(owing, paid))
        asked = ["due", path, "--at", NOON, *QUIET, "--plan", f"{name}:plan"]
        known = ["--events", f"{name}:ClubJoined"]
        (row,) = run(capsys, *asked, *known).rows
        assert (row["key"], row["verdict"]) == ("own/C-7/pay//1", "send")
        (row,) = run(capsys, *asked, *known, "--rules", f"{name}:rules").rows
        assert (row["verdict"], row["because"]) == ("drop", "never_open")
        (row,) = run(capsys, *asked, *known, "--rules", f"{name}:both").rows
        assert row["verdict"] == "drop"
        assert run(capsys, *asked).status == 1
        ran = run(capsys, *asked, "--events", f"{name}:wrong")
        assert (ran.status, "further events are classes below Event" in ran.err) == (2, True)
        ran = run(capsys, *asked, "--plan", f"{name}:rules")
        assert (ran.status, "a Plan or a PlanBundle is needed" in ran.err) == (2, True)
        ran = run(capsys, *asked, *known, "--plan", f"{name}:both")
        assert (ran.status, "different ids" in ran.err) == (2, True)


class TestBadLines:
    """What cannot be read is told with its line and path; all the others are answered."""

    BAD = '{"subject": "C-8", "events": [{"event": "sung", "at": "2026-03-01T10:00Z"}], "fact": 1}'

    def test_each_is_told(self, capsys: Capsys, tmp_path: Path) -> None:
        lines = lines_of(delivered("C-7"), self.BAD, "{", delivered("C-9"), '{"events": []}')
        path = written(tmp_path, "histories.jsonl", lines)
        errors = tmp_path / "errors.jsonl"
        ran = run(capsys, "due", path, *PLANS, *QUIET, "--errors", str(errors))
        assert (ran.status, ran.err) == (1, "")
        assert {x["subject"] for x in ran.rows} == {"C-7", "C-9"}
        told = [json.loads(x) for x in errors.read_text(encoding="utf-8").splitlines()]
        assert [(x["line"], x["subject"], x["path"]) for x in told] == [
            (2, "C-8", "$.fact"),
            (2, "C-8", "$.events[0].event"),
            (3, None, "$"),
            (5, None, "$.subject"),
        ]

    def test_strict_leaves_no_result(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "histories.jsonl", lines_of(delivered(), self.BAD))
        out = tmp_path / "due.jsonl"
        ran = run(capsys, "due", path, *PLANS, "--strict", "--out", str(out))
        assert (ran.status, out.exists()) == (1, False)
        assert "ended with the first document that has no answer" in ran.err

    def test_a_plan_that_does_not_fit_a_history(self, capsys: Capsys, tmp_path: Path) -> None:
        event = {"event": "return_label_issued", "at": "2026-03-12T10:00Z", "ref": ""}
        path = written(tmp_path, "h.jsonl", lines_of({"subject": "C-7", "events": [event]}))
        ran = run(capsys, "due", path, *PLANS)
        assert ran.status == 1
        assert "subject 'C-7': $" in ran.err
        assert "not answered  1 of 1 document, with " in ran.out

    def test_no_text_and_a_file_of_one(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "histories.jsonl", b"\xff\n")
        assert "is no UTF-8 text" in run(capsys, "due", path, *PLANS).err
        path = written(tmp_path, "one.json", json.dumps(json.loads(delivered()), indent=1))
        assert run(capsys, "due", path, *PLANS, *QUIET).rows[0]["subject"] == "C-7"

    def test_of_the_standard_input(
        self, capsys: Capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        path = Path(written(tmp_path, "histories.jsonl", histories("C-7", "C-8")))
        with path.open(encoding="utf-8") as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            ran = run(capsys, "due", "-", *PLANS, "--quiet", "--format", "csv")
        rows = [*csv.DictReader(StringIO(ran.out, newline=""))]
        assert {(x["subject"], x["source"]) for x in rows} == {("C-7", "-"), ("C-8", "-")}

    def test_no_formula_for_a_spreadsheet(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "histories.jsonl", histories("=1+1"))
        plan = written(tmp_path, "plan.toml", SMALL)
        asked = ["due", path, "--plan", plan, "--at", NOON, "--quiet", "--format"]
        (row,) = csv.DictReader(StringIO(run(capsys, *asked, "csv").out, newline=""))
        assert (row["subject"], row["key"]) == ("'=1+1", "small/=1+1/review//1")
        (row,) = run(capsys, *asked, "jsonl").rows
        assert row["subject"] == "=1+1"


class TestUsage:
    """What cannot be is said before anything is read, and the status is 2."""

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            pytest.param(["due", HISTORIES], "--plan", id="no plan"),
            pytest.param(["due", HISTORIES, "--plan", PLAN], "--at is missing", id="no instant"),
            pytest.param([*DUE, "--at", "noon"], "--at is 'noon'", id="no instant at all"),
            pytest.param([*DUE, "--until", "2026-04-01T00:00Z"], "it is before --at", id="before"),
            pytest.param([*DUE, "--zone", "Berlin"], "--zone is 'Berlin'", id="no zone"),
            pytest.param(["due", "no.jsonl", *PLANS], "'no.jsonl' does not exist", id="no file"),
            pytest.param(["due", "no.csv", *PLANS], "is a table: histories are JSON", id="a table"),
            pytest.param([*DUE, "--plan", "no.toml"], "it cannot be read", id="no plan file"),
            pytest.param([*DUE, "--plan", PLAN], "different ids", id="a plan twice"),
            pytest.param([*DUE, "--out", HISTORIES], "it is used already", id="over the source"),
            pytest.param(
                [*DUE, "--out", PLAN, "--format", "report"],
                "it is used already",
                id="over the plan",
            ),
            pytest.param([*DUE, "--events", "json:nothing"], "json has no 'nothing'", id="events"),
            pytest.param([*DUE, "--rules", "json:dumps"], "ContactRules or a", id="no rules"),
        ],
    )
    def test_it_is_said(self, capsys: Capsys, arguments: list[str], says: str) -> None:
        ran = run(capsys, *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert says in ran.err

    def test_a_file_of_rules_is_no_plan(self, capsys: Capsys, tmp_path: Path) -> None:
        rules = written(tmp_path, "rules.toml", "[contact_rules]\n")
        ran = run(capsys, "due", HISTORIES, "--plan", rules, "--at", NOON)
        assert (ran.status, "there is no plan in it" in ran.err) == (2, True)

    def test_all_problems_of_a_plan(self, capsys: Capsys, tmp_path: Path) -> None:
        text = SMALL.replace("delivered", "deliverd").replace("21 days", "soon")
        plan = written(tmp_path, "plan.toml", text)
        ran = run(capsys, "due", HISTORIES, "--plan", plan, "--at", NOON)
        assert ran.status == 2
        assert "it has 2 problems, so nothing was run by it" in ran.err

    def test_a_plan_in_json(self, capsys: Capsys, tmp_path: Path) -> None:
        plan = written(tmp_path, "plan.json", wire.write_json(toml.read_plan(SMALL)))
        path = written(tmp_path, "histories.jsonl", histories("C-7"))
        (row,) = run(capsys, "due", path, "--plan", plan, "--at", NOON, *QUIET).rows
        assert row["key"] == "small/C-7/review//1"


class TestCalendars:
    """With ``--format ical`` every occurrence is an entry; what was dropped is cancelled."""

    def test_entries(self, capsys: Capsys) -> None:
        pytest.importorskip("icalendar")
        from icalendar import Calendar

        text = run(capsys, *DUE, "--quiet", "--format", "ical").out
        entries = {str(x["UID"]): x for x in Calendar.from_ical(text).walk("VEVENT")}
        rows = run(capsys, *DUE, *QUIET).rows
        assert {*entries} == {x["key"] for x in rows}
        for row in rows:
            entry = entries[row["key"]]
            assert (str(entry["STATUS"]) == "CANCELLED") == (row["verdict"] == "drop")
        later = entries["first-month/C-108/offer//1"]["DTSTART"].dt
        assert later.isoformat() == "2026-04-04T12:00:00+02:00"

    def test_of_targets(self, capsys: Capsys) -> None:
        pytest.importorskip("icalendar")
        text = run(capsys, *DUE, "--status", "--quiet", "--format", "ical").out
        assert "UID:returns/C-114/refund/R-114/1\r\n" in text
        assert "DTSTART;VALUE=DATE:20260407\r\n" in text

    def test_without_the_package(self, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
        plain = import_module

        def missing(name: str) -> Any:
            if name == "icalendar":
                raise ImportError
            return plain(name)

        monkeypatch.setattr(_extras, "import_module", missing)
        ran = run(capsys, *DUE, "--format", "ical")
        assert (ran.status, "postsales[ical]" in ran.err) == (2, True)

    def test_histories_need_a_package_too(
        self, capsys: Capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        (tmp_path / "plan_in_python.py").write_text(
            f"from postsales.wire import toml\nplan = toml.read_plan('''{SMALL}''').plan\n",
            encoding="utf-8",
        )
        monkeypatch.syspath_prepend(tmp_path)
        asked = ["due", HISTORIES, "--plan", "plan_in_python:plan", "--at", NOON]
        assert main([*asked, "--quiet"]) == 0

        def missing(_: str) -> Any:
            raise ImportError

        monkeypatch.setattr(_extras, "import_module", missing)
        ran = run(capsys, *asked)
        assert (ran.status, "postsales[json]" in ran.err) == (2, True)


class TestTwoLinesOfOneSubject:
    """All that happened to a subject is one history: a second one is told, and sends nothing."""

    @pytest.mark.parametrize(
        "again",
        [
            delivered(),
            delivered(version=1),
            json.dumps({"events": json.loads(delivered())["events"], "subject": "C-7"}),
            delivered().replace("C-7", "C\\u002d7"),
        ],
        ids=["the same line", "with a version", "the subject at last", "written otherwise"],
    )
    def test_the_second_is_a_problem(self, capsys: Capsys, tmp_path: Path, again: str) -> None:
        path = written(tmp_path, "histories.jsonl", lines_of(delivered(), again, delivered("C-8")))
        plan = written(tmp_path, "plan.toml", SMALL)
        ran = run(capsys, "due", path, "--plan", plan, "--at", NOON, *QUIET)
        assert (ran.status, [x["subject"] for x in ran.rows]) == (1, ["C-7", "C-8"])
        assert "line 2, subject 'C-7': $.subject is told a second time" in ran.err
        ran = run(capsys, "simulate", path, "--plan", plan, *MONTH, "--every", "1d", *QUIET)
        assert (ran.status, [x["subject"] for x in ran.rows]) == (1, ["C-7", "C-8"])

    def test_nor_in_another_file_or_by_another_process(
        self, capsys: Capsys, tmp_path: Path
    ) -> None:
        one = written(tmp_path, "one.jsonl", delivered())
        two = written(tmp_path, "two.jsonl", delivered())
        plan = written(tmp_path, "plan.toml", SMALL)
        ran = run(capsys, "due", one, two, "--plan", plan, "--at", NOON, *QUIET, "--jobs", "2")
        assert (ran.status, len(ran.rows)) == (1, 1)
        assert "two.jsonl, line 1, subject 'C-7': $.subject is told a second time" in ran.err

    def test_what_names_no_subject_is_told_as_before(self, capsys: Capsys, tmp_path: Path) -> None:
        lines = lines_of('{"events": []}', '{"events": []}', '{"subject": 5, "events": []}', "[]")
        path = written(tmp_path, "histories.jsonl", lines)
        ran = run(capsys, "due", path, *PLANS, *QUIET)
        assert (ran.status, "a second time" in ran.err) == (1, False)


class TestForWhom:
    """What names a plan concerns that plan alone, and a version that holds has to be there."""

    def asked(self, capsys: Capsys, folder: Path, event: dict[str, str], *command: str) -> Ran:
        told = json.loads(delivered())
        told["events"].append({**event, "at": "2026-03-13T10:00Z"})
        path = written(folder, "histories.jsonl", json.dumps(told))
        text = f'{SMALL}\n[plan.pauses]\nbegins = "follow_up_paused"\nends = "follow_up_resumed"\n'
        text = text.replace('version = "1"', 'version = "1"\nstops = "unenrolled"')
        plan = written(folder, "plan.toml", text.replace("\n[plan.pauses]", "\n[[plan.pauses]]"))
        return run(capsys, command[0], path, "--plan", plan, *command[1:], *QUIET)

    @pytest.mark.parametrize("event", ["unenrolled", "follow_up_paused"])
    @pytest.mark.parametrize(("plan", "due"), [("win-back", True), ("small", False), ("", False)])
    def test_a_stop_of_another_plan_is_none(
        self, capsys: Capsys, tmp_path: Path, event: str, plan: str, due: bool
    ) -> None:
        told = {"event": event, "plan": plan}
        rows = self.asked(capsys, tmp_path, told, "due", "--at", NOON).rows
        assert bool(rows) is due
        (row,) = self.asked(capsys, tmp_path, told, "simulate", *MONTH, "--every", "1d").rows
        fates = [x["fate"] for x in row["occurrences"]]
        assert (fates == ["sent"]) is due

    @pytest.mark.parametrize(
        "command",
        [("due", "--at", NOON), ("due", "--at", NOON, "--status"), ("simulate", *MONTH)],
        ids=["due", "status", "simulate"],
    )
    def test_a_version_that_is_not_there_is_told(
        self, capsys: Capsys, tmp_path: Path, command: tuple[str, ...]
    ) -> None:
        asked = (*command, "--every", "1d") if command[0] == "simulate" else command
        told = {"event": "plan_bound", "plan": "small", "version": "0"}
        ran = self.asked(capsys, tmp_path, told, *asked)
        assert (ran.status, ran.out) == (1, "")
        assert "plans is '0': version '0' was bound, and is none of ['1']" in ran.err
        ran = self.asked(capsys, tmp_path, {**told, "version": "1"}, *asked)
        assert ran.status == 0
        ran = self.asked(capsys, tmp_path, {**told, "plan": "other"}, *asked)
        assert ran.status == 0
