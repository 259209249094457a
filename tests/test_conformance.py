"""The worked cases all come out, ours and the shared ones, and the adapter can tell when not."""

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from postsales import EUR, JPY
from tests.conformance import run, working_time
from tests.conformance.compare import AnyOrder, differences, same, shown

OURS = Path(__file__).parent / "conformance_cases"
FILES = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(OURS.glob("*.json"))}
CASES = [(file, case) for file in FILES.values() for case in file["cases"]]


@pytest.mark.parametrize(
    ("file", "case"), CASES, ids=[f"{case['kind']}: {case['id']}" for _, case in CASES]
)
def test_our_own_case(file: dict[str, Any], case: dict[str, Any]) -> None:
    result = run.asked(case, run.questions(file))
    if result.state == "skipped":
        pytest.skip(result.why[0])
    assert result == run.Result(case["id"], "passed")


def test_our_own_cases_have_ids_of_their_own() -> None:
    ids = [case["id"] for _, case in CASES]
    assert len(ids) == len(set(ids))


def test_the_shared_cases_of_commerce(shared: Callable[[str], Path]) -> None:
    cases = run.cases(shared("cases/commerce.json"))
    results = [run.asked(case) for case in cases]
    assert [x for x in results if x.state != "passed"] == []


def test_the_shared_cases_of_working_time(shared: Callable[[str], Path]) -> None:
    results = run.all_asked(shared("cases/business_time.json"))
    assert [x for x in results if x.state != "passed"] == []


def test_of_the_shared_cases_of_service_those_pass_that_can_be_asked(
    shared: Callable[[str], Path],
) -> None:
    path = shared("cases/service.json")
    kinds = {case["id"]: case["kind"] for case in run.cases(path)}
    results = run.all_asked(path)
    assert [x for x in results if x.state == "failed"] == []
    skipped = {kinds[x.id] for x in results if x.state == "skipped"}
    assert skipped == {*working_time.NOT_YET}


class TestCommand:
    """The command says every failure and skip, counts at the end, and fails when a case does."""

    def file(self, folder: Path, *cases: dict[str, Any]) -> str:
        path = folder / "cases.json"
        path.write_text(json.dumps({"about": "a test", "cases": cases}), encoding="utf-8")
        return str(path)

    def test_all_is_well(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run.main([self.file(tmp_path, SHARED_OUT, WEATHER)]) == 0
        assert capsys.readouterr().out.splitlines() == [
            "skipped: rain: no adapter for 'weather' yet",
            "1 passed, 0 failed, 1 skipped",
        ]

    @pytest.mark.parametrize(
        ("expect", "says"),
        [
            (
                {"shares_minor": [3, 2, 1]},
                "shares_minor: expected [3, 2, 1], got [2, 2, 1]",
            ),
            ({"accepted": False}, "accepted: expected False, got True"),
            ({"elsewhere": 1}, "elsewhere: expected 1, got 'no such answer'"),
        ],
        ids=["another figure", "another word", "another question"],
    )
    def test_a_wrong_answer_is_seen(
        self,
        expect: dict[str, Any],
        says: str,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        assert run.main([self.file(tmp_path, {**SHARED_OUT, "expect": expect})]) == 1
        assert capsys.readouterr().out.splitlines() == [
            f"failed: share: {says}",
            "0 passed, 1 failed, 0 skipped",
        ]

    def test_a_refusal_is_told(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        given = {"amount_minor": 5, "weights": []}
        assert run.main([self.file(tmp_path, {**SHARED_OUT, "given": given})]) == 1
        assert "the library says InvalidValue: weights is []" in capsys.readouterr().out

    def test_a_crash_is_a_failure(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert run.main([self.file(tmp_path, {**SHARED_OUT, "given": {}})]) == 1
        assert "got a crash: KeyError" in capsys.readouterr().out

    def test_other_kinds_are_skipped(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run.main([self.file(tmp_path, {**SHARED_OUT, "kind": "weather"})]) == 0
        assert "skipped: share: no adapter for 'weather' yet" in capsys.readouterr().out

    def test_without_a_file_it_says_how(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run.main([]) == 2
        assert capsys.readouterr().out.startswith("usage: ")


SHARED_OUT = {
    "id": "share",
    "kind": "allocation",
    "given": {"amount_minor": 5, "weights": [1, 1, 1]},
    "expect": {"shares_minor": [2, 2, 1]},
}
WEATHER = {"id": "rain", "kind": "weather", "given": {}, "expect": {}}


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("19.90", EUR("19.90")),
        ("19.9", EUR("19.90")),
        ("500", JPY("500")),
        (None, None),
        (True, True),
        ([1, 2], (1, 2)),
        ([2, 1], AnyOrder((1, 2))),
        ({"a": "1.00"}, {"a": EUR("1")}),
        (1, 1),
        (1, 1.0),
        (0.1, Fraction(1, 10)),
        (0.1, Decimal("0.1")),
        ("paid", "paid"),
    ],
)
def test_the_same(expected: object, got: object) -> None:
    assert same(expected, got)


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ("19.91", EUR("19.90")),
        (19.9, EUR("19.90")),
        ("plenty", EUR("19.90")),
        (None, EUR("0")),
        (None, 0),
        (0, None),
        (None, False),
        (True, 1),
        (1, True),
        (0, False),
        ([2, 1], [1, 2]),
        ([1], [1, 2]),
        ([1, 1, 2], AnyOrder((1, 2, 2))),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1, "b": 2}, {"a": 1}),
        ("1", 1),
        (1, "1"),
        (float("nan"), float("nan")),
        (1, 1.0000001),
        (10**17, 10**17 + 1),
    ],
    ids=lambda value: f"{type(value).__name__} {value}",
)
def test_not_the_same(expected: object, got: object) -> None:
    assert not same(expected, got)


@pytest.mark.parametrize(
    ("got", "within"), [(1.5, True), (0.5, True), (1.5000001, False), (True, False)]
)
def test_a_tolerance_is_absolute(got: object, within: bool) -> None:
    assert same(1.0, got, tolerance=0.5) is within
    assert same([1.0, {"a": 1.0}], [got, {"a": got}], tolerance=0.5) is within


def test_a_difference_reads_like_a_sentence() -> None:
    answers = {"refunds": {"card": EUR("5")}, "left": [EUR("1"), None], "any": AnyOrder((1,))}
    assert differences({"refunds": {}, "left": [], "any": [2]}, answers) == [
        "refunds: expected {}, got {card: EUR 5.00}",
        "left: expected [], got [EUR 1.00, None]",
        "any: expected [2], got [1] in any order",
    ]
    assert shown("word") == "'word'"
