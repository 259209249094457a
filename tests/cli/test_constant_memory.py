"""However much comes in, a command holds one document, and no document beyond what is allowed.

Every bound is a few copies of the longest line. A line is held as bytes, twice while it is put
together, as text, and as the values in it; of the line before it something is left while the next
one is read. Nothing may grow with the number of lines.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from itertools import chain, cycle, islice, repeat
from pathlib import Path

import pytest

from postsales.cli import documents
from postsales.samples import shopify_orders
from tests.cli.asking import MONEY, TERMS, WOO, run, woo, written
from tests.cli.planning import HISTORIES, PLANS
from tests.cli.streams import Streamed, streamed

# Thousands of questions about code that other tests trace.
pytestmark = pytest.mark.no_cover

MB = 10**6
HUNDRED = 100 * MB
SHOPIFY = ["--from", "shopify", *TERMS, *MONEY, "--reason", "changed_mind"]
ASSESS = ["assess", "-", *SHOPIFY, "--format", "jsonl", "--quiet"]
# What Python itself needs now more and now less.
NOISE = 6 * MB
COPIES = 8


@cache
def small() -> Streamed:
    """A run on a handful of orders, which the others are compared with."""
    return streamed(good(30), *ASSESS, "--errors", os.devnull)


@cache
def lines() -> tuple[bytes, ...]:
    return tuple(json.dumps(x).encode() + b"\n" for x in shopify_orders())


def good(count: int) -> Iterator[bytes]:
    """Orders, most of which are answered."""
    return islice(cycle(lines()), count)


def refused(length: int) -> Iterator[bytes]:
    """A line that is no order: refused for all that is missing in it."""
    yield b'{"id": 1, "note": "'
    yield from repeat(b"x" * min(length, MB), max(1, length // MB))
    yield b'"}\n'


def grown(ran: Streamed) -> int:
    """How much more memory than for a handful of orders."""
    return ran.memory - small().memory


def test_a_line_of_a_hundred_megabytes_is_passed_over() -> None:
    ran = streamed(chain(refused(HUNDRED), good(1)), *ASSESS)
    assert (ran.status, ran.answers) == (1, 1)
    assert ran.told == (f"postsales: -, line 1: $ is longer than {documents.LONGEST} bytes",)
    assert ran.fed > HUNDRED
    # What is kept of it before it is known to be too long, and once more as it is put together.
    assert grown(ran) < 2 * documents.LONGEST + NOISE


@pytest.mark.parametrize(
    "length",
    [
        pytest.param(10_000, id="of ten kilobytes each"),
        pytest.param(MB, id="of a megabyte each"),
        pytest.param(documents.LONGEST - MB, id="of nearly the length that is allowed"),
    ],
)
def test_a_hundred_megabytes_of_lines(length: int) -> None:
    several = -(-HUNDRED // length)
    fed = chain.from_iterable(refused(length) for _ in range(several))
    ran = streamed(fed, *ASSESS, "--errors", os.devnull)
    assert (ran.status, ran.answers, ran.told) == (1, 0, ())
    assert ran.fed > HUNDRED
    assert grown(ran) < COPIES * length + NOISE


@pytest.mark.parametrize(
    ("format", "out"), [("jsonl", "-"), ("records", "-"), ("records", os.devnull)]
)
def test_orders_that_are_answered(format: str, out: str) -> None:
    written = ["--format", format, "--out", out, "--errors", os.devnull]
    ran = streamed(good(600), *ASSESS, *written)
    assert ran.status == 1
    assert ran.answers == (520 if out == "-" else 0)
    assert grown(ran) < NOISE


@pytest.mark.parametrize("command", ["assess", "quote"])
def test_ten_times_as_many_orders_need_no_more(
    command: str, request: pytest.FixtureRequest
) -> None:
    # With the deep profile it is fifty thousand; the suite has no half an hour for it.
    deep = request.config.getoption("--hypothesis-profile") == "deep"
    few = 5_000 if deep else 400
    asked = [command, "-", *WOO, "--format", "csv", "--errors", os.devnull]
    one, ten = (streamed(made_up(few * times), *asked) for times in (1, 10))
    assert (one.answers, ten.answers) == (few + 1, 10 * few + 1)
    assert ten.fed > 9 * one.fed
    assert ten.memory < 1.1 * one.memory


def made_up(count: int) -> Iterator[bytes]:
    """Orders of which no two are the same."""
    text = json.dumps(woo(1_000_001)).encode() + b"\n"
    return (text.replace(b"1000001", b"%d" % n) for n in range(1, count + 1))


def test_a_list_that_is_too_long_is_read_no_further() -> None:
    ran = streamed(chain([b"[\n"], repeat(b'{"id": 1},' * 10_000, 1_000), [b"{}]"]), *ASSESS)
    assert (ran.status, ran.answers) == (1, 0)
    advice = "put one order on each line of a .jsonl file"
    assert ran.told == (f"postsales: -: $ is longer than {documents.LONGEST} bytes; {advice}",)
    assert ran.fed < HUNDRED / 2
    assert grown(ran) < 3 * documents.LONGEST + NOISE


@pytest.mark.parametrize("name", ["orders.json", "orders.txt"])
@pytest.mark.parametrize(
    ("spare", "answers"),
    [
        pytest.param(1, 2, id="one byte less than is allowed"),
        pytest.param(0, 2, id="as long as is allowed"),
        pytest.param(-1, 0, id="one byte longer than is allowed"),
    ],
)
def test_a_file_of_one_value_is_refused_by_its_length(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, spare: int, answers: int
) -> None:
    text = json.dumps([woo(1), woo(2)], indent=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "LONGEST", len(text) + spare)
        ran = run(capsys, "assess", written(tmp_path, name, text), *WOO, "--format", "jsonl")
    assert (ran.status, len(ran.rows)) == (0 if answers else 1, answers)
    assert ("$ is longer than" in ran.err) is (not answers)


def histories(times: int) -> Iterator[bytes]:
    """The histories of the samples, again and again, of other customers each time."""
    told = Path(HISTORIES).read_bytes().splitlines(keepends=True)
    return (x.replace(b'"C-', b'"C-%d-' % n, 1) for n in range(times) for x in told)


def test_histories_that_are_answered() -> None:
    due = ["due", "-", *PLANS, "--format", "jsonl", "--quiet"]
    few, many = streamed(histories(1), *due), streamed(histories(50), *due)
    assert (many.status, many.answers) == (0, 50 * few.answers)
    assert many.memory - few.memory < NOISE
