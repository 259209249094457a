"""For what everything is asked back where nobody says it, and what the report calls lines."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.asking import NOON, run, written

Capsys = pytest.CaptureFixture[str]
Host = Callable[[str, str], None]
ORDER = "postsales.samples.three_thirds:order"
TERMS = """
[returns]
id = "acme"
version = "1"
zone = "Europe/Berlin"
window = {{ length = "90 days", since = "delivered" }}
{reasons}
"""


def terms(folder: Path, reasons: str) -> str:
    """A file of terms that know these reasons."""
    told = f"[returns.reasons]\n{reasons}" if reasons else ""
    return written(folder, "terms.toml", TERMS.format(reasons=told))


class TestNobodySaysWhy:
    """Everything is asked back for the terms' own change of mind, which is said twice."""

    @pytest.mark.parametrize("jobs", [1, 2])
    @pytest.mark.parametrize(
        ("reasons", "word"),
        [
            pytest.param("", "remorse", id="the words of the library"),
            pytest.param('faulty = "defect"\ndislike = "remorse"', "dislike", id="one word"),
            pytest.param('tight = "remorse"\nchanged_mind = "remorse"', "changed_mind", id="two"),
            pytest.param('tight = "remorse"\nchanged_mind = "defect"', "tight", id="a false one"),
        ],
    )
    def test_the_word_is_the_terms_own(
        self, capsys: Capsys, tmp_path: Path, reasons: str, word: str, jobs: int
    ) -> None:
        paths = ["--terms", terms(tmp_path, reasons), "--at", NOON]
        orders = written(tmp_path, "orders.jsonl", stored())
        asked = ["assess", orders, "--from", "json", *paths, "--format", "jsonl"]
        ran = run(capsys, *asked, "--jobs", str(jobs))
        assert ran.status == 0
        first, *rest = ran.err.splitlines()
        told = f"neither --reason nor --request is told: everything is asked back for {word!r}"
        assert first == f"postsales: {told}"
        assert any(x.strip() == f"asked back  everything, for {word!r}: no --reason is told"
                   for x in rest)  # fmt: skip
        (row,) = ran.rows
        assert (row["outcome"], row["items"][0]["referred"]) == ("partly", 0)
        told_it = run(capsys, *asked, "--reason", word)
        assert told_it.out == ran.out
        assert "asked back" not in told_it.err

    def test_nothing_is_said_where_no_remark_is_wanted(self, capsys: Capsys) -> None:
        asked = ["--from", "python", "--terms", "postsales.samples:terms", "--at", NOON]
        assert run(capsys, "assess", ORDER, *asked, "--quiet", "--format", "jsonl").err == ""

    def test_what_is_explained_is_asked_for_the_same(self, capsys: Capsys) -> None:
        asked = ["--from", "python", "--terms", "postsales.samples:terms", "--at", NOON]
        ran = run(capsys, "explain", ORDER, *asked, "--order", "three-thirds")
        assert "everything is asked back for 'changed_mind'" in ran.err

    @pytest.mark.parametrize("command", ["assess", "quote"])
    def test_terms_without_a_change_of_mind_are_asked_about(
        self, capsys: Capsys, tmp_path: Path, command: str
    ) -> None:
        path = terms(tmp_path, 'faulty = "defect"\nlate = "late"')
        asked = ["--terms", path, "--refund-terms", "postsales.samples:refund_terms", "--at", NOON]
        ran = run(capsys, command, ORDER, "--from", "python", *asked)
        assert (ran.status, ran.out) == (2, "")
        assert ran.err == (
            "postsales: neither --reason nor --request is told, and the terms have no reason that "
            "is a change of mind, to ask everything back for: they have faulty, late\n"
        )


def stored() -> str:
    """An order of our own, one on a line."""
    from postsales import wire
    from postsales.samples.three_thirds import order

    return json.dumps(json.loads(wire.write_json(order))) + "\n"


LINES = """
from postsales import *
from postsales.samples import terms, refund_terms
at = "2026-03-20T09:00Z"
def line(id, title=None, quantity=3):
    return Line(id, quantity=quantity, total=EUR("11.00"), title=title)
def order(*lines):
    paid = Paid(EUR(f"{11 * len(lines)}.00"), tender=Tender.card("c"), at=at)
    days = (at, "2026-04-01T09:00Z")
    here = [Delivered({x.id: x.quantity}, at=day) for x, day in zip(lines, days)]
    return Order(id="7", placed_at=at, lines=lines, history=[paid, *here])
numbers = order(line("1"), line("2"))
titles = order(line("1", "Blue shirt"), line("2", "Cup"))
twins = order(line("1", "Cup"), line("tea", "Cup"))
two = lambda order: ReturnRequest.of({order.lines[0].id: 2, order.lines[1].id: 1}, reason="faulty")
late = lambda order: ReturnRequest.everything(order, reason="faulty")
"""


class TestWhatLinesAreCalled:
    """Counts and numbers of lines are never side by side; titles say most."""

    @pytest.mark.parametrize(
        ("name", "first", "second"),
        [
            pytest.param("numbers", "line 1", "line 2", id="numbers alone"),
            pytest.param("titles", "Blue shirt", "Cup", id="titles"),
            pytest.param("twins", "line 1", "tea", id="a title that two lines have"),
        ],
    )
    def test_in_every_sentence(
        self, capsys: Capsys, host: Host, name: str, first: str, second: str
    ) -> None:
        host("hostnames", LINES)
        asked = ["--from", "python", "--terms", "hostnames:terms", "--request"]
        money = ["--refund-terms", "hostnames:refund_terms", "--at"]
        source = f"hostnames:{name}"
        ran = run(capsys, "assess", source, *asked, "hostnames:two", *money, NOON)
        assert f"EUR 11.00 = 7.33 (2 of {first}) + 3.67 (1 of {second})" in ran.out
        assert f"2026-04-20 00:00: {first}, window_closed" in ran.out
        late = "2026-04-25T12:00+02:00"
        ran = run(capsys, "assess", source, *asked, "hostnames:late", *money, late)
        assert f"leave_out: 3 of {first}, removes window_closed" in ran.out
        ran = run(capsys, "quote", source, *asked, "hostnames:two", *money, NOON)
        assert f"2026-04-20 00:00: {first}, window_closed" in ran.out
