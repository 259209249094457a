"""Before and now: the same orders asked of two checkouts."""

from pathlib import Path

from benchmarks.before import against

SRC = Path(__file__).resolve().parents[2] / "src"


def test_a_version_is_measured_beside_itself() -> None:
    ratios = against(SRC, rounds=1)
    assert [*ratios] == ["assess", "quote", "both"]
    assert all(x.least == x.median == x.most > 0 for x in ratios.values())
    # Both sides are measured, though they are the same.
    assert any(x.median != 1 for x in ratios.values())
