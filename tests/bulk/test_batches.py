"""Batches: however a table is split, sliced or typed, the answers are those about its rows."""

import itertools
import pickle
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from postsales import (
    Contradictions,
    Days,
    Delivered,
    First,
    Hours,
    InvalidTerms,
    InvalidValue,
    Last,
    Placed,
    RefundTerms,
    ReturnTerms,
    ReturnWindow,
    Shipped,
    WrongType,
)
from postsales.basics.moments import day_start, instant
from postsales.bulk import Lines
from postsales.orders.starts import Start
from tests.bulk import arrow
from tests.bulk.given import TICK, by_column, by_row, rows_of, scalar
from tests.bulk.shop import DAY, LINES, ROW, TERMS, by_arrow, by_lists, row
from tests.terms.corpus import anyhow


class TestAnySplit:
    """The answers about parts of a table, one after the other, are those about the table."""

    @settings(max_examples=15)
    @given(st.data())
    def test_is_answered_alike(self, data: st.DataObject) -> None:
        rows = data.draw(rows_of(LINES, most=8))
        batch = arrow.batch(LINES, rows)
        cuts = sorted(data.draw(st.lists(st.integers(0, len(rows)), max_size=3)))
        edges = [0, *cuts, len(rows)]
        parts = [batch.slice(a, b - a) for a, b in itertools.pairwise(edges)]
        whole = LINES(batch).to_pylist()
        assert [x for part in LINES.each(parts) for x in part.to_pylist()] == whole
        table = pa.Table.from_batches(parts, schema=batch.schema)
        assert LINES(table).to_pylist() == whole

    def test_and_so_is_a_table_above_the_size_of_a_block(self) -> None:
        some = [row(total=n, tax_included=0, at=DAY + n * timedelta(hours=7)) for n in range(300)]
        table = pa.Table.from_batches([arrow.batch(LINES, some)] * 150)
        found = LINES(table.combine_chunks())
        assert found.num_rows == 45_000
        assert found.slice(44_700).to_pylist() == [scalar(LINES, x) for x in some]
        assert LINES(table).to_pylist()[-300:] == found.to_pylist()[-300:]

    def test_nothing_gives_nothing_with_the_same_columns(self) -> None:
        none = arrow.batch(LINES, [])
        assert LINES(none).num_rows == 0
        assert LINES(none).schema == LINES(arrow.batch(LINES, [ROW])).schema
        assert LINES(pa.Table.from_batches([none])).num_rows == 0
        assert LINES.columns(by_column(LINES, [])) == {x.name: [] for x in LINES.gives}


def decimals(value: str, scale: int) -> pa.Array:
    """One number with decimals."""
    return pa.array([Decimal(value)], pa.decimal128(10, scale))


def in_runs(values: pa.Array) -> pa.Array:
    """The same values, told run by run."""
    return pc.run_end_encode(values)


class TestTypes:
    """A batch gives a batch and a table a table, with words as they came, whatever the types."""

    def test_the_same_kind(self) -> None:
        batch = arrow.batch(LINES, [ROW])
        assert isinstance(LINES(batch), pa.RecordBatch)
        assert isinstance(LINES(pa.Table.from_batches([batch])), pa.Table)

    @pytest.mark.parametrize(
        ("name", "kind"),
        [
            ("reason", arrow.CODED),
            ("reason", pa.large_string()),
            ("category", arrow.CODED),
            ("quantity", pa.int8()),
            ("asked", pa.uint16()),
            ("total", pa.int32()),
            ("delivered_at", pa.timestamp("s", tz="UTC")),
            ("delivered_at", pa.timestamp("ms", tz="America/Havana")),
            ("at", pa.timestamp("ns", tz="UTC")),
            ("traits", pa.large_list(pa.string())),
            ("quantity", pa.decimal128(38, 0)),
            ("total", pa.decimal256(60, 0)),
        ],
    )
    def test_that_are_read(self, name: str, kind: pa.DataType) -> None:
        batch = arrow.batch(LINES, [ROW, row(category=None, reason=None)])
        place = batch.schema.get_field_index(name)
        some = batch.column(place)
        cast = some.dictionary_encode() if pa.types.is_dictionary(kind) else some.cast(kind)
        told = batch.set_column(place, name, cast)
        found = LINES(told)
        assert found.to_pylist() == LINES(batch).to_pylist()
        coded = name == "reason" and pa.types.is_dictionary(kind)
        assert pa.types.is_dictionary(found.schema.field("because").type) == coded

    @pytest.mark.parametrize(
        "kind",
        [
            pa.list_(pa.string(), 1),
            pa.list_view(pa.string()),
            pa.large_list_view(pa.string()),
            pa.list_(pa.string_view()),
            pa.list_(arrow.CODED),
        ],
        ids=str,
    )
    def test_lists_of_any_type(self, kind: pa.DataType) -> None:
        some = [["final_sale"], ["hazardous"], None, ["final_sale"]]
        batch = arrow.batch(LINES, [row(category="books", traits=x) for x in some])
        place = batch.schema.get_field_index("traits")
        told = batch.set_column(place, "traits", pa.array(some, kind))
        expected = LINES(batch).to_pylist()
        assert [x["because"] for x in expected] == ["final_sale", "", "", "final_sale"]
        assert LINES(told).to_pylist() == expected
        assert LINES(told.slice(1)).to_pylist() == expected[1:]
        assert LINES(pa.Table.from_batches([told, told])).to_pylist() == expected * 2

    @pytest.mark.parametrize("name", ["reason", "quantity", "delivered_at", "category", "total"])
    def test_values_in_runs_or_by_their_codes(self, name: str) -> None:
        batch = arrow.batch(LINES, [ROW, ROW, row(reason=None, category=None, delivered_at=None)])
        place = batch.schema.get_field_index(name)
        some = batch.column(place)
        for told in (in_runs(some), some.dictionary_encode()):
            table = pa.Table.from_batches([batch.set_column(place, name, told)])
            assert LINES(table).to_pylist() == LINES(batch).to_pylist()
            assert LINES(table.slice(1)).to_pylist() == LINES(batch).to_pylist()[1:]

    def test_runs_of_nothing_where_each_row_tells(self) -> None:
        batch = arrow.batch(LINES, [ROW, ROW])
        place = batch.schema.get_field_index("total")
        told = batch.set_column(place, "total", in_runs(pa.array([5000, None])))
        with pytest.raises(Contradictions, match="row 1: total has no value"):
            LINES(told)

    def test_places_of_words_of_any_size(self) -> None:
        batch = arrow.batch(LINES, [ROW, row(reason=None)])
        codes = pa.array([0, None], pa.uint64())
        words = pa.DictionaryArray.from_arrays(codes, pa.array(["remorse"]))
        told = batch.set_column(batch.schema.get_field_index("reason"), "reason", words)
        assert LINES(told).to_pylist() == LINES(batch).to_pylist()

    def test_what_nobody_told_of_any_row(self) -> None:
        batch = arrow.batch(LINES, [ROW, ROW])
        for name in ("shipped_at", "reason", "category"):
            batch = batch.set_column(batch.schema.get_field_index(name), name, pa.nulls(2))
        expected = scalar(LINES, row(reason=None, category=None))
        assert LINES(batch).to_pylist() == [expected, expected]

    @pytest.mark.parametrize(
        ("name", "values", "complaint"),
        [
            ("delivered_at", pa.array([0], pa.timestamp("us")), "a timestamp with a zone"),
            ("at", pa.array([0]), "a timestamp with a zone"),
            ("total", pa.array([1.5]), "whole minor units are needed"),
            ("total", decimals("50.00", 2), r"5\.00 is 500 of them, so multiply before you cast"),
            ("quantity", decimals("3.0", 1), r"or decimals of scale 0; cast others first"),
            ("reason", pa.array([1]), "text is needed"),
            ("reason", pa.array([b"remorse"]), r"cast others first, such as with cast\('string'\)"),
            ("traits", pa.array(["final_sale"]), "lists of text are needed"),
            ("traits", in_runs(pa.array(["final_sale"])), "lists of text are needed"),
            ("traits", pa.ListArray.from_arrays([0, 1], in_runs(pa.array(["a"]))), "lists of text"),
        ],
    )
    def test_that_are_refused(self, name: str, values: pa.Array, complaint: str) -> None:
        batch = arrow.batch(LINES, [ROW])
        told = batch.set_column(batch.schema.get_field_index(name), name, values)
        with pytest.raises((InvalidValue, WrongType), match=complaint):
            LINES(told)

    def test_a_column_that_is_missing(self) -> None:
        with pytest.raises(InvalidValue, match="the table has no column 'zone'; needs lists the"):
            LINES(arrow.batch(LINES, [ROW]).drop_columns(["zone"]))

    def test_a_column_that_is_there_twice(self) -> None:
        batch = arrow.batch(LINES, [ROW])
        with pytest.raises(InvalidValue, match=r"^header is \[.*: the table has 2 columns 'zone'"):
            LINES(batch.append_column("zone", batch.column("zone")))

    def test_neither_a_batch_nor_a_table(self) -> None:
        with pytest.raises(WrongType, match=r"give lists to Lines\.columns"):
            LINES([ROW])  # type: ignore[type-var]

    def test_columns_that_are_kept(self) -> None:
        lines = Lines(TERMS, keep=["id"])
        batch = arrow.batch(lines, [ROW]).append_column("id", pa.array(["1001"]))
        assert lines(batch).to_pylist()[0]["id"] == "1001"
        lists = {**by_column(Lines(TERMS), [ROW]), "id": ["1001"]}
        assert lines.columns(lists)["id"] == ["1001"]
        with pytest.raises(InvalidValue, match="has its name already"):
            Lines(TERMS, keep=["because"])

    def test_it_travels(self) -> None:
        LINES(arrow.batch(LINES, [ROW]))
        there = pickle.loads(pickle.dumps(LINES))  # noqa: S301 - our own
        assert there == LINES
        assert len(pickle.dumps(LINES)) < 10_000
        assert there(arrow.batch(there, [ROW])).to_pylist() == [scalar(LINES, ROW)]


ODD = [
    ("America/Havana", "2024-03-10"),
    ("America/Havana", "2024-11-03"),
    ("Atlantic/Azores", "2024-10-27"),
    ("America/Santiago", "2024-09-08"),
    ("Africa/Cairo", "2024-04-26"),
    ("Asia/Beirut", "2024-03-31"),
    ("Pacific/Apia", "2011-12-30"),
    ("Asia/Amman", "2022-02-25"),
    ("Pacific/Kiritimati", "1975-06-01"),
    ("Europe/Berlin", "2024-02-29"),
    ("Europe/Berlin", "2024-03-31"),
]


class TestEdges:
    """Days end where those of the zone do, to the microsecond, also where midnight is odd."""

    @pytest.mark.parametrize("length", [Days(1), Days(30), Hours(24), Hours(36)], ids=str)
    @pytest.mark.parametrize(("zone", "day"), ODD)
    def test_at_odd_midnights(self, zone: str, day: str, length: Any) -> None:
        lines = Lines(
            ReturnTerms(
                id="a", version="1", zone=zone, window=ReturnWindow(length, since=Delivered)
            )
        )
        midnight = day_start(zone, instant(f"{day}T12:00Z").date())
        near = [
            midnight + n * timedelta(hours=6) + m * TICK for n in (-4, -1, 0, 1) for m in (-1, 0)
        ]
        rows = [row(delivered_at=x, at=x) for x in near]
        ends = [scalar(lines, x)["ends_at"] for x in rows]
        rows += [
            row(delivered_at=x, at=y + z * TICK)
            for x, y in zip(near, ends, strict=True)
            for z in (-1, 0, 1)
        ]
        expected = [scalar(lines, x) for x in rows]
        assert lines(arrow.batch(lines, rows)).to_pylist() == expected
        assert by_row(lines.columns(by_column(lines, rows))) == expected

    @pytest.mark.parametrize("total", [2**40, 2**55, 10**18 - 1])
    def test_amounts_of_any_size(self, total: int) -> None:
        rows = [row(total=total, tax_included=total // 3, quantity=7, refunded=2)]
        assert by_arrow(rows) == by_lists(rows) == [scalar(LINES, rows[0])]

    @pytest.mark.parametrize("year", [1950, 2150, 2800])
    def test_years_far_away(self, year: int) -> None:
        then = instant(f"{year}-03-05T11:30Z")
        rows = [row(delivered_at=then, at=then + timedelta(days=3)), ROW]
        assert by_arrow(rows) == [scalar(LINES, x) for x in rows]


class TestSale:
    """The sale is one instant for all lines, so that its first and its last are told by a row."""

    @pytest.mark.parametrize("event", [Placed, First(Placed), Last(Placed)], ids=str)
    def test_starts_a_window(self, event: Start) -> None:
        window = ReturnWindow(Days(14), since=[event])
        lines = Lines(evolve(TERMS, zone="Europe/Berlin", window=window))
        assert "placed_at" in [x.name for x in lines.needs]
        rows = [row(placed_at=DAY, at=DAY + timedelta(days=n)) for n in (1, 14, 15)]
        expected = [scalar(lines, x) for x in rows]
        assert [x["outcome"] for x in expected] == ["allowed", "allowed", "refused"]
        assert lines(arrow.batch(lines, rows)).to_pylist() == expected
        assert by_row(lines.columns(by_column(lines, rows))) == expected

    @pytest.mark.parametrize("event", [First(Shipped), Last(Delivered)], ids=str)
    def test_of_other_events_the_other_lines_are_needed(self, event: Start) -> None:
        window = ReturnWindow(Days(14), since=[event])
        with pytest.raises(InvalidTerms, match=r"since\[0\]: a row does not tell the other lines"):
            Lines(evolve(TERMS, window=window))


class TestRefused:
    """What a row does not tell is refused when the terms are given, all of it at once."""

    def test_by_name(self) -> None:
        terms = TERMS.requiring(anyhow).unless(anyhow, anyhow)
        with pytest.raises(InvalidTerms) as refused:
            Lines(
                terms,
                RefundTerms(
                    id="a", version="1", shipping="never", tenders="as_paid", gifts="store_credit"
                ),
            )
        named = [x.split(":")[0] for x in refused.value.problems]
        assert named == ["returns.required", "returns.excepted", "refunds.gifts"]
