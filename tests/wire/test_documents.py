"""Problems of a document: all of them, each with its path, raised once."""

import gc
import pickle
import weakref
from collections.abc import Callable
from copy import copy
from decimal import Decimal
from typing import Any

import pytest

from postsales import DocumentErrors, PostsalesError, Problem, errors
from postsales.basics.moments import instant
from postsales.wire import shopify, woocommerce
from postsales.wire._reader import FINEST, Part, Reader

EURO = 10**FINEST


def part(**values: Any) -> Part:
    """A document with these values."""
    return Reader("test").part(values, "$")


def problems(part: Part) -> list[str]:
    """What is wrong with a document, as sentences."""
    try:
        part.reader.finish()
    except DocumentErrors as found:
        return [str(problem) for problem in found]
    return []


@pytest.mark.parametrize(
    "told", [{}, {"line_items": [{"id": 1}]}], ids=["nothing in it", "a line in it"]
)
@pytest.mark.parametrize(
    "read", [shopify.read_order, woocommerce.read_order], ids=["shopify", "woocommerce"]
)
def test_a_document_is_let_go_once_it_is_read(read: Callable[..., Any], told: Any) -> None:
    """Many large ones may follow it, sooner than anybody collects what holds each other."""
    document = Document(told)
    last = weakref.ref(document)
    gc.disable()
    try:
        with pytest.raises(DocumentErrors):
            read(document)
        del document
        assert last() is None
    finally:
        gc.enable()


class Document(dict[str, Any]):
    """A document that one can see go."""


class TestDocumentErrors:
    """One exception has every problem of a document."""

    def test_iterating_gives_the_problems(self) -> None:
        found = [Problem("$.id", "is missing"), Problem("$.total", "is 5, and text is needed", 5)]
        error = DocumentErrors("order", found)
        assert list(error) == found
        assert len(error) == 2
        assert error.problems == tuple(found)
        assert error.document == "order"

    def test_it_is_a_value_error_of_ours(self) -> None:
        assert issubclass(DocumentErrors, PostsalesError)
        assert issubclass(DocumentErrors, ValueError)
        assert errors.DocumentErrors is DocumentErrors

    def test_it_travels_with_its_problems(self) -> None:
        error = DocumentErrors("order", [Problem("$.total", "is 5", 5)])
        for again in (pickle.loads(pickle.dumps(error)), copy(error)):  # noqa: S301 - our own
            assert str(again) == str(error) == "order: $.total is 5"
            assert list(again) == list(error)

    @pytest.mark.parametrize(("count", "tail"), [(20, "$.x19 is odd"), (21, "; and 1 more")])
    def test_the_sentence_stays_readable(self, count: int, tail: str) -> None:
        error = DocumentErrors("order", [Problem(f"$.x{i}", "is odd") for i in range(count)])
        assert str(error).endswith(tail)
        assert len(error) == count

    def test_a_problem_has_the_value_and_shows_it_short(self) -> None:
        problem = Problem("$.sku", "is too long", "x" * 1_000_000)
        assert problem.value == "x" * 1_000_000
        assert len(repr(problem)) < 200
        assert isinstance(hash(Problem("$.lines", "is odd", [])), int)


Ask = Callable[[Part, str], object]


def whole(part: Part, key: str) -> int:
    return part.whole(key, 1, 9)


@pytest.mark.parametrize(
    ("ask", "value", "expected"),
    [
        pytest.param(Part.text, "x", "x", id="text"),
        pytest.param(Part.optional_text, "x", "x", id="text that may be missing"),
        pytest.param(Part.optional_text, " ", None, id="blank text is none"),
        pytest.param(Part.optional_text, None, None, id="null is no text"),
        pytest.param(whole, 1, 1, id="the least whole number"),
        pytest.param(whole, 9, 9, id="the greatest whole number"),
        pytest.param(Part.flag, True, True, id="true"),
        pytest.param(Part.flag, False, False, id="false"),
        pytest.param(
            Part.at, "2026-03-02T09:15:00", instant("2026-03-02T09:15Z"), id="a time without offset"
        ),
        pytest.param(Part.optional_at, None, None, id="null is no time"),
        pytest.param(
            Part.zoned_at, "2026-03-02T10:15+01:00", instant("2026-03-02T09:15Z"), id="an offset"
        ),
        pytest.param(
            Part.zoned_at, "2026-03-02 10:15:00+01", instant("2026-03-02T09:15Z"), id="hours alone"
        ),
        pytest.param(Part.money, "19.90", 1990 * EURO // 100, id="money"),
        pytest.param(Part.money, "-0.50", -EURO // 2, id="money below zero and above minus one"),
        pytest.param(Part.money, "1.125", 1125 * EURO // 1000, id="money finer than a cent"),
        pytest.param(Part.money, 3, 3 * EURO, id="money as a whole number"),
        pytest.param(Part.money, Decimal("0.1"), EURO // 10, id="money as an exact number"),
        pytest.param(Part.money, Decimal("1E+2"), 100 * EURO, id="an exact number, written short"),
        pytest.param(Part.money, "9999999999999.99", (10**15 - 1) * EURO // 100, id="most money"),
    ],
)
def test_what_is_sound_is_read(ask: Ask, value: object, expected: object) -> None:
    document = part(x=value)
    assert ask(document, "x") == expected
    assert problems(document) == []


@pytest.mark.parametrize(
    ("ask", "value", "says"),
    [
        pytest.param(Part.text, 5, "$.x is 5: text is needed", id="a number for text"),
        pytest.param(Part.text, "", "$.x is ''", id="empty text"),
        pytest.param(Part.text, None, "$.x is null, and a value is needed", id="null for text"),
        pytest.param(Part.text, "\ud800", "valid Unicode", id="half a letter"),
        pytest.param(Part.text, "x" * 1001, "at most 1000", id="endless text"),
        pytest.param(Part.optional_text, ["x"], "text is needed", id="a list for text"),
        pytest.param(whole, 0, "1 to 9 are allowed", id="one too few"),
        pytest.param(whole, 10, "1 to 9 are allowed", id="one too many"),
        pytest.param(whole, True, "a whole number is needed", id="a flag for a number"),
        pytest.param(whole, 2.0, "a whole number is needed", id="a float for a number"),
        pytest.param(whole, "2", "a whole number is needed", id="text for a number"),
        pytest.param(whole, 10**5000, "1 to 9 are allowed", id="a number too long to print"),
        pytest.param(Part.flag, 1, "true or false is needed", id="a number for a flag"),
        pytest.param(Part.flag, "yes", "true or false is needed", id="text for a flag"),
        pytest.param(Part.at, "2026-03-02", "a time in UTC", id="a day for a time"),
        pytest.param(Part.at, "2026-03-02T09:15:00Z", "a time in UTC", id="a time with offset"),
        pytest.param(Part.at, "2026-02-30T09:15:00", "is '2026-02-30T09:15:00'", id="no such day"),
        pytest.param(Part.at, "1899-12-31T09:15:00", "years 1900 to 2999", id="a time long ago"),
        pytest.param(Part.at, 1772442900, "a time in UTC", id="seconds for a time"),
        pytest.param(Part.optional_at, "", "a time in UTC", id="blank for a time"),
        pytest.param(
            Part.zoned_at, "2026-03-02T10:15+1", "with an offset", id="an offset of one digit"
        ),
        pytest.param(Part.money, 19.9, "has lost its digits", id="a float for money"),
        pytest.param(Part.money, float("nan"), "has lost its digits", id="not a number"),
        pytest.param(Part.money, True, "has lost its digits", id="a flag for money"),
        pytest.param(Part.money, "", "$.x is ''", id="blank money"),
        pytest.param(Part.money, "1,50", "is '1,50'", id="a comma in money"),
        pytest.param(Part.money, "1e3", "is '1e3'", id="an exponent in money"),
        pytest.param(Part.money, "٣.00", "at most one point", id="other digits in money"),
        pytest.param(Part.money, "10000000000000", "below 10**13", id="too much money"),
        pytest.param(Part.money, 10**5000, "are allowed", id="money too long to print"),
        pytest.param(
            Part.money, Decimal("NaN"), "money is text", id="an exact number that is none"
        ),
        pytest.param(Part.money, Decimal("1E+999999999"), "money is text", id="a huge exponent"),
        pytest.param(Part.money, Decimal("1E-999999999"), "money is text", id="a tiny exponent"),
        pytest.param(Part.part, [], "an object is needed", id="a list for an object"),
        pytest.param(Part.parts, {}, "a list is needed", id="an object for a list"),
        pytest.param(Part.parts, None, "is null", id="null for a list"),
        pytest.param(Part.parts, ["x"], "$.x[0] is 'x', and an object", id="text for an object"),
        pytest.param(Part.optional_parts, "x", "a list is needed", id="text for a list"),
    ],
)
def test_what_is_not_is_a_problem_at_its_path(ask: Ask, value: object, says: str) -> None:
    document = part(x=value)
    ask(document, "x")
    (problem,) = problems(document)
    assert problem.startswith("$.x")
    assert says in problem


@pytest.mark.parametrize(
    "ask", [Part.text, whole, Part.flag, Part.at, Part.optional_at, Part.money, Part.parts]
)
def test_what_is_missing_is_said_to_be(ask: Ask) -> None:
    document = part()
    ask(document, "x")
    assert problems(document) == ["$.x is missing"]


class TestReading:
    """Reading goes on after a problem, and nothing passes unseen."""

    def test_all_problems_are_raised_at_once(self) -> None:
        document = part(id=True, lines=[{"total": 5.0}, {}, 7])
        document.whole("id", 1, 9)
        for line in document.parts("lines"):
            line.money("total")
        paths = [sentence.split()[0] for sentence in problems(document)]
        # An object that is none lacks its keys as well.
        assert sorted(paths) == sorted(
            ["$.id", "$.lines[0].total", "$.lines[1].total", "$.lines[2]", "$.lines[2].total"]
        )

    def test_what_nobody_asked_for_is_unmapped_once(self) -> None:
        document = part(id=1, note="be quick", lines=[{"id": 1, "sku": "a"}, {"id": 2, "sku": "b"}])
        document.whole("id", 1, 9)
        for line in document.parts("lines"):
            line.whole("id", 1, 9)
        assert document.reader.unmapped == ("$.note", "$.lines[*].sku")

    def test_what_is_empty_is_not_unmapped(self) -> None:
        document = part(a="", b=None, c=[], d={}, e=0, f=False)
        assert document.reader.unmapped == ("$.e", "$.f")

    def test_odd_keys_have_paths_too(self) -> None:
        document = Reader("test").part({5: "x", "a b": "y", "k" * 1_000_000: "z"}, "$")
        five, spaced, endless = document.reader.unmapped
        assert (five, spaced) == ("$[*]", "$['a b']")
        assert len(endless) < 100

    def test_an_assumption_is_said_once(self) -> None:
        reader = Reader("test")
        reader.assume("$.a", "is so")
        reader.assume("$.a", "is so")
        assert reader.assumed == (("$.a", "is so"),)
