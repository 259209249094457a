"""Rows that no order can be are refused with their number, and never answered."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pyarrow as pa
import pytest

from postsales import Contradictions, InvalidValue
from postsales.basics.moments import instant
from postsales.bulk._coded import BLOCK
from tests.bulk import arrow
from tests.bulk.given import Row, scalar
from tests.bulk.shop import DAY, LINES, ROW, by_arrow, by_lists, row

Ask = Callable[[Sequence[Row]], list[Row]]

WRONG = [
    ({"quantity": 0}, "row 1: quantity is 0"),
    ({"asked": 0}, "row 1: asked is 0"),
    ({"quantity": 10**9 + 1}, "row 1: quantity is 1000000001"),
    ({"returned": 4}, "row 1: returned is 4, of 3 that were sold"),
    ({"refunded": -1}, "row 1: refunded is -1"),
    ({"total": -1, "tax_included": 0}, "row 1: total is -1"),
    ({"tax_included": 4000, "tax_added": 1001}, "row 1: total is 5000, less than the taxes in it"),
    (
        {"tax_included": 2**62, "tax_added": 2**62},
        "row 1: total is 5000, less than the taxes in it",
    ),
    ({"total": 10**18}, "row 1: total is 1000000000000000000"),
    ({"at": None}, "row 1: at has no value"),
    ({"reason": " "}, "row 1: reason is ' ': text that is not blank is needed"),
    ({"reason": "x" * 1001}, "row 1: reason is 'xxxxxxxxxx"),
    ({"category": "\u2003"}, "row 1: category is '\\u2003': text that is not blank is needed"),
    ({"category": "ä" * 1001}, "row 1: category is 'ääääää"),
    ({"zone": "Mars/Olympus"}, "row 1: zone is 'Mars/Olympus': a zone is an IANA key"),
    ({"currency": ""}, "row 1: currency is '': text that is not blank is needed"),
    ({"currency": "XXY"}, "row 1: currency is 'XXY'"),
    ({"traits": ["cursed"]}, "row 1: traits is 'cursed': no such Trait"),
    ({"currency": "USD"}, "row 1: the fee 'restocking' is EUR 1.50, but the line is in USD"),
]


class TestRowsThatCannotBe:
    """A row that no order can be is refused with its number, by lists and by Arrow alike."""

    @pytest.mark.parametrize(("facts", "complaint"), WRONG, ids=[str(x) for x, _ in WRONG])
    def test_are_named(self, facts: Row, complaint: str) -> None:
        rows = [ROW, row(**facts)]
        for ask in (by_arrow, by_lists):
            with pytest.raises(Contradictions) as refused:
                ask(rows)
            assert refused.value.problems[0].startswith(complaint)

    def test_a_row_is_named_by_its_place_in_the_table(self) -> None:
        rows = [ROW] * (BLOCK + 1)
        table = pa.concat_tables(
            [
                pa.Table.from_batches([arrow.batch(LINES, rows)]),
                pa.Table.from_batches([arrow.batch(LINES, [*rows, row(quantity=0)])]),
            ]
        )
        with pytest.raises(Contradictions) as refused:
            LINES(table)
        assert refused.value.problems[0].startswith(f"row {2 * (BLOCK + 1)}: quantity is 0")

    def test_a_table_without_rows_lacks_a_column(self) -> None:
        with pytest.raises(InvalidValue, match="no column 'quantity'"):
            LINES(pa.table({"reason": pa.array([], pa.string())}))


class TestWordsThatCannotBe:
    """Each row whose word cannot be is named, up to twenty; words that no row has do not count."""

    @pytest.mark.parametrize("ask", [by_arrow, by_lists])
    def test_several_rows_are_named(self, ask: Ask) -> None:
        rows = [row(reason=" " if n % 2 else "remorse", at=DAY) for n in range(60)]
        with pytest.raises(Contradictions) as refused:
            ask(rows)
        told = [x.split(":")[0] for x in refused.value.problems]
        assert told == [f"row {n}" for n in range(1, 41, 2)]

    def test_the_row_is_counted_in_the_whole_table(self) -> None:
        parts = [arrow.batch(LINES, [ROW] * BLOCK), arrow.batch(LINES, [ROW, row(reason="")])]
        with pytest.raises(Contradictions, match=f"row {BLOCK + 1}: reason is ''"):
            LINES(pa.Table.from_batches(parts))

    def test_among_many_words(self) -> None:
        rows = [row(category=f"category {n}") for n in range(100)]
        assert by_arrow(rows) == by_lists(rows)
        for word in ("", "\t\n", "\u3000", "é" * 1001):
            with pytest.raises(Contradictions, match="row 100: category is "):
                by_arrow([*rows, row(category=word)])
        assert by_arrow([*rows, row(category="é" * 1000)])[100] == scalar(LINES, ROW)

    def test_a_word_that_no_row_has(self) -> None:
        batch = arrow.batch(LINES, [ROW, row(reason=None)])
        codes = pa.array([1, None], pa.int8())
        words = pa.DictionaryArray.from_arrays(codes, pa.array(["", "remorse"]))
        told = batch.set_column(batch.schema.get_field_index("reason"), "reason", words)
        assert LINES(told).to_pylist() == LINES(batch).to_pylist()

    def test_a_word_of_a_list_that_nobody_says(self) -> None:
        with pytest.raises(Contradictions, match="row 1: traits has a word without a value"):
            by_arrow([ROW, row(traits=["final_sale", None])])
        with pytest.raises(Contradictions, match="row 1: traits is None"):
            by_lists([ROW, row(traits=["final_sale", None])])

    def test_a_word_where_several_are_needed(self) -> None:
        with pytest.raises(Contradictions, match="row 0: traits is 'final_sale': several words"):
            by_lists([row(traits="final_sale")])

    def test_a_null_among_the_words_of_a_dictionary_is_no_value(self) -> None:
        batch = arrow.batch(LINES, [ROW, ROW])
        words = pa.DictionaryArray.from_arrays(pa.array([0, 1]), pa.array(["EUR", None]))
        told = batch.set_column(batch.schema.get_field_index("currency"), "currency", words)
        with pytest.raises(Contradictions, match="row 1: currency has no value"):
            LINES(told)

    def test_an_order_of_no_currency(self) -> None:
        with pytest.raises(InvalidValue, match="currency is ''"):
            LINES.order_of(row(currency=""))


TICK = timedelta(microseconds=1)
BEFORE, AFTER = instant("1900-01-01T00:00Z"), instant("2999-12-31T23:59:59Z") + timedelta(seconds=1)


class TestInstantsThatCannotBe:
    """Years from 1900 to 2999 are answered, and others refused as orders refuse them, by row."""

    @pytest.mark.parametrize("name", ["shipped_at", "delivered_at", "at"])
    @pytest.mark.parametrize("at", [BEFORE - TICK, AFTER], ids=str)
    def test_outside_the_years(self, name: str, at: datetime) -> None:
        odd = row(**{name: at})
        with pytest.raises(InvalidValue, match="years 1900 to 2999 are allowed"):
            scalar(LINES, odd)
        for ask in (by_arrow, by_lists):
            with pytest.raises(Contradictions, match=f"row 1: {name} is .*years 1900 to 2999"):
                ask([ROW, odd])

    @pytest.mark.parametrize("at", [BEFORE, AFTER - TICK], ids=str)
    def test_the_first_and_the_last(self, at: datetime) -> None:
        rows = [row(delivered_at=at), row(delivered_at=at, at=at), ROW]
        assert by_arrow(rows) == by_lists(rows) == [scalar(LINES, x) for x in rows]

    @pytest.mark.parametrize("at", [2**58, 2**62 - 1, 2**62, 2**63 - 1, -(2**63)])
    @pytest.mark.parametrize("name", ["shipped_at", "delivered_at", "at"])
    def test_beyond_all_datetimes(self, name: str, at: int) -> None:
        batch = arrow.batch(LINES, [ROW, ROW])
        odd = pa.array([at], pa.int64()).cast(arrow.UTC)
        place = batch.schema.get_field_index(name)
        for other in (DAY,) if name == "at" else (DAY, None):
            told = pa.concat_arrays([odd, pa.array([other], arrow.UTC)])
            with pytest.raises(Contradictions, match=f"row 0: {name} is .*years 1900 to 2999"):
                LINES(batch.set_column(place, name, told))

    @pytest.mark.parametrize(
        ("name", "unit", "value", "says"),
        [
            pytest.param(
                "delivered_at",
                "ns",
                1_772_710_200_000_000_001,
                "2026-03-05T11:30:00.000000001Z: an instant is told to the microsecond; round it",
                id="a nanosecond",
            ),
            pytest.param(
                "shipped_at",
                "s",
                2**45,
                "1116918-05-14T19:20:32Z: the years 1900 to 2999 are allowed",
                id="seconds of a year far away",
            ),
            pytest.param(
                "at",
                "ms",
                -(2**60),
                "-36532659-12-03T02:05:53.024Z: the years 1900 to 2999 are allowed",
                id="milliseconds of one long ago",
            ),
        ],
    )
    def test_that_are_told_in_another_unit(
        self, name: str, unit: str, value: int, says: str
    ) -> None:
        batch = arrow.batch(LINES, [ROW] * 9)
        place = batch.schema.get_field_index(name)
        fine = pa.array([1_772_710_200], pa.int64()).cast(pa.timestamp("s", tz="UTC"))
        odd = pa.array([value], pa.int64()).cast(pa.timestamp(unit, tz="UTC"))
        some = [fine.cast(odd.type)] * 9
        some[4] = some[7] = odd
        told = batch.set_column(place, name, pa.concat_arrays(some))
        table = pa.Table.from_batches([arrow.batch(LINES, [ROW]).cast(told.schema), told])
        with pytest.raises(Contradictions) as refused:
            LINES(told)
        assert [x.split(":")[0] for x in refused.value.problems] == ["row 4", "row 7"]
        assert refused.value.problems[0].startswith(f"row 4: {name} is {says}")
        with pytest.raises(Contradictions, match="row 5: "):
            LINES(table)

    def test_the_least_of_all_is_told_by_its_number(self) -> None:
        batch = arrow.batch(LINES, [ROW])
        odd = pa.array([-(2**63)], pa.int64()).cast(arrow.UTC)
        place = batch.schema.get_field_index("shipped_at")
        with pytest.raises(Contradictions, match="'-9223372036854775808 us since 1970'"):
            LINES(batch.set_column(place, "shipped_at", odd))

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("quantity", "row 1: quantity is 9223372036854775809, and at most 1000000000 units"),
            ("total", r"row 1: total is 9223372036854775809, and money stays below 10\*\*18"),
        ],
    )
    @pytest.mark.parametrize("kind", [pa.uint64(), pa.decimal128(38, 0)], ids=str)
    def test_numbers_that_fit_nowhere(self, name: str, says: str, kind: pa.DataType) -> None:
        batch = arrow.batch(LINES, [ROW, ROW])
        place = batch.schema.get_field_index(name)
        told = pa.array([5000, 2**63 + 1], kind)
        with pytest.raises(Contradictions, match=says):
            LINES(batch.set_column(place, name, told))

    def test_a_naive_time_in_lists(self) -> None:
        naive = DAY.replace(tzinfo=None)
        with pytest.raises(Contradictions) as refused:
            by_lists([ROW, row(delivered_at=naive), ROW, row(at=naive)])
        first, second = refused.value.problems
        assert first.startswith("row 1: delivered_at is ")
        assert second.startswith("row 3: at is ")
        assert "a naive time names no instant" in first

    def test_no_time_in_lists(self) -> None:
        with pytest.raises(Contradictions, match="row 0: at is '2026-03-05': an aware"):
            by_lists([row(at="2026-03-05")])


class TestListsOfNothing:
    """A column in which no list stands has no words, whatever its type."""

    def test_is_read(self) -> None:
        batch = arrow.batch(LINES, [ROW, ROW])
        told = batch.set_column(batch.schema.get_field_index("traits"), "traits", pa.nulls(2))
        assert LINES(told).to_pylist() == by_lists([row(traits=None), row(traits=None)])
        assert LINES(told).to_pylist() == LINES(batch).to_pylist()
