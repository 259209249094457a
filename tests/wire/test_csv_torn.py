"""Lines and quotes: what ends a line, and where a quote opens that is closed too late or never."""

from collections.abc import Callable
from io import StringIO

import pytest

from postsales import EUR, DocumentErrors, OrderReading
from postsales.wire import csv
from tests.wire.csv_given import HEADER, LINE, ROW, mapping, order, problems, row, said

HEAD = ",".join(HEADER)
SOUND = [",".join((id, *ROW[1:])) for id in "789"]
WHOSE = "; it may belong to the order above it or below it"
NEEDED = f"close it, and write a quote within a cell twice{WHOSE}"


def as_file(text: str) -> list[str]:
    """The lines of a file that was opened with newline=''."""
    return list(StringIO(text, newline=""))


def as_newlines(text: str) -> list[str]:
    """The lines of a file of which newlines alone are known."""
    return list(StringIO(text, newline="\n"))


def as_one(text: str) -> list[str]:
    """All of a file as one line."""
    return [text]


def as_split(text: str) -> list[str]:
    """Lines without what ended them."""
    return text.splitlines()


class TestEnds:
    """Lines end as any system writes them, however the file was opened."""

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("cut", [as_file, as_newlines, as_one, as_split])
    def test_every_line_is_a_row(self, end: str, cut: Callable[[str], list[str]]) -> None:
        text = end.join([HEAD, *SOUND, ""])
        found = list(csv.orders(cut(text), mapping()))
        assert [(x.line, x.id) for x in found] == [(2, "7"), (3, "8"), (4, "9")]
        assert all(isinstance(x.read, OrderReading) for x in found)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_the_end_of_a_line_within_quotes_belongs_to_the_cell(self, end: str) -> None:
        told = f'{LINE}title = "name"'
        name = f'"two{end}lines"'
        lines = as_newlines(end.join([f"{HEAD},name", f"{SOUND[0]},{name}", f"{SOUND[1]},", ""]))
        first, second = csv.orders(lines, mapping(base=told))
        assert isinstance(first.read, OrderReading)
        assert first.read.order.lines[0].title == f"two{end}lines"
        assert second.line == 4

    @pytest.mark.parametrize("cut", [as_file, as_newlines])
    def test_a_carriage_return_within_a_line(self, cut: Callable[[str], list[str]]) -> None:
        broken = SOUND[0].replace(",2,", ",2\r,")
        told = said(csv.orders(cut("\n".join([HEAD, broken, SOUND[1]])), mapping()))
        advice = "take that out, or put the cell that it is in into quotes"
        assert told == [
            (
                "line 2 has 3 cells, and the header has 4; a carriage return alone ends its line: "
                f"{advice}{WHOSE}"
            ),
            (
                "line 3 has 2 cells, and the header has 4; a carriage return alone ends the line "
                f"above it: {advice}{WHOSE}"
            ),
        ]

    @pytest.mark.parametrize("cut", [as_file, as_newlines])
    def test_a_carriage_return_in_the_last_cell(self, cut: Callable[[str], list[str]]) -> None:
        broken = f"{SOUND[0]}\rand a half"
        told = said(csv.orders(cut("\n".join([HEAD, broken, *SOUND[1:]])), mapping()))
        says = (
            "line 3 has 1 cell, and the header has 4; a carriage return alone ends the line above "
            f"it: take that out, or put the cell that it is in into quotes{WHOSE}"
        )
        # The order above it ends in that cell, and the one below may begin with it.
        assert told == [says, says]

    def test_where_all_lines_end_so_it_is_not_to_blame(self) -> None:
        told = said(csv.orders(as_file("\r".join([HEAD, "7,x", SOUND[1]])), mapping()))
        assert told == [f"line 2 has 2 cells, and the header has 4{WHOSE}"]


class TestQuotes:
    """A quote that takes lines together is told with the line on which it opens."""

    @pytest.mark.parametrize(
        ("rows", "says"),
        [
            pytest.param(
                ['7,"2026-03-02,2,19.90', *SOUND[1:]],
                "line 2 cannot be read with the lines up to 4: the quote that opens on line 2 is "
                "never closed, so nothing of them is read",
                id="never closed",
            ),
            pytest.param(
                ['7,"2026-03-02,2,19.90'],
                "line 2 cannot be read: the quote that opens on line 2 is never closed, so nothing "
                "of them is read",
                id="never closed, on the last line",
            ),
            pytest.param(
                ['7,"a', 'b","c', SOUND[2]],
                "line 2 cannot be read with the lines up to 4: the quote that opens on line 3 is "
                "never closed, so nothing of them is read",
                id="the second of a row",
            ),
            pytest.param(
                ['7,"a ""big""', *SOUND[1:]],
                "line 2 cannot be read with the lines up to 4: the quote that opens on line 2 is "
                "never closed, so nothing of them is read",
                id="with a quote written twice in it",
            ),
            pytest.param(
                ['7,"2026-03-02,2,19.90', SOUND[1], '9,"b",2,19.90'],
                "line 2 cannot be read with the lines up to 4: the quote that opens on line 2 is "
                "not closed before line 4, and there ',' expected after '\"'",
                id="closed by the next that opens",
            ),
            pytest.param(
                ['7,"2026-03-02,2,19.90', f'{SOUND[1]}"'],
                "line 2 has 2 cells, and the header has 4; the quote that opens on line 2 takes "
                "all up to line 3 together",
                id="closed at the end of another row",
            ),
            pytest.param(
                ['7,5" screen,"2', '19.90"'],
                "line 2 has 3 cells, and the header has 4; the quote that opens on line 2 takes "
                "all up to line 3 together",
                id="after one that is a letter of its cell",
            ),
        ],
    )
    def test_it_is_told_where_it_opens(self, rows: list[str], says: str) -> None:
        assert said(csv.orders([HEAD, *rows], mapping())) == [f"{says}: {NEEDED}"]

    def test_the_rows_below_one_that_was_closed_are_read(self) -> None:
        rows = ['7,"2026-03-02,2,19.90', '8,"b",2,19.90', SOUND[2]]
        (found,) = csv.orders([HEAD, *rows], mapping())
        assert found.id == "9"
        assert len(said([found])) == 1

    def test_it_ends_with_what_a_cell_may_hold(self) -> None:
        long = "x" * 70_000
        lines = [HEAD, f'7,"{long}', long, SOUND[1]]
        (told,) = said(csv.orders(lines, mapping()))
        says = "the quote that opens on line 2 is not closed before line 3, and there field larger"
        assert told.startswith(f"line 2 cannot be read with the lines up to 3: {says}")

    def test_a_mark_at_the_beginning_of_the_file_is_no_letter_of_its_cell(self) -> None:
        with pytest.raises(DocumentErrors) as caught:
            csv.orders(['\ufeff"order,bought,units,paid', *SOUND], mapping())
        (problem,) = map(str, caught.value)
        told = "line 1 cannot be read with the lines up to 4: the quote that opens on line 1 is"
        assert problem.startswith(told)


class TestMinus:
    """What is taken off or comes back may be written with a minus, where the mapping says so."""

    PLAN = mapping(
        "", 'discounts = { column = "off", sign = "minus" }', base='quantity = "units"\n'
        'unit_price = "paid"\n',
    )  # fmt: skip

    @pytest.mark.parametrize(
        ("off", "total"),
        [("-5.00", "34.80"), ("", "39.80"), ("0.00", "39.80"), ("-0.00", "39.80"), ("-0", "39.80")],
    )
    def test_a_discount_of_a_line(self, off: str, total: str) -> None:
        assert order(self.PLAN, row(off=off)).lines[0].total == EUR(total)

    @pytest.mark.parametrize("off", ["5.00", "+5.00"])
    def test_one_without_it_is_a_problem(self, off: str) -> None:
        says = "and the mapping says that such numbers are written with a minus"
        assert problems(self.PLAN, row(off=off)) == [
            f"line 2, column \"off\" is '{off}', {says}",
        ]

    @pytest.mark.parametrize("off", ["--5.00", "-+5.00", "-", "-x", "-.50", "- 5.00"])
    def test_what_is_no_number_stays_none(self, off: str) -> None:
        assert problems(self.PLAN, row(off=off)) == [
            f"line 2, column \"off\" is '{off}', and a number is written like 1234.50 here"
        ]

    def test_what_is_written_in_brackets_is_no_minus(self) -> None:
        assert problems(self.PLAN, row(off="(5.00)"))

    def test_more_off_than_the_row_costs(self) -> None:
        assert problems(self.PLAN, row(off="-39.81")) == [
            'line 2, column "off" takes more off than the units of the row cost'
        ]

    def test_a_discount_of_the_order(self) -> None:
        plan = mapping('discounts = [{ column = "off", sign = "minus" }]')
        assert order(plan, row(off="-0.90")).lines[0].total == EUR("19.00")

    def test_what_came_back_and_was_given_back(self) -> None:
        plan = mapping(
            'paid_at = { same_as = "placed_at" }\nrefunded_at = { same_as = "placed_at" }\n'
            'returned_at = { same_as = "placed_at" }',
            'refunded = { column = "given", sign = "minus" }\n'
            'refunded_units = { column = "back", sign = "minus" }\n'
            'returned = { column = "back", sign = "minus" }\n'
            'delivered_at = "came"',
        )
        found = order(plan, row(given="-9.95", back="-1", came="2026-03-02T10:15+01:00"))
        at = found.position(at="2026-03-03T00:00Z")
        assert (at.units("1").returned, at.refundable) == (1, EUR("9.95"))

    def test_plus_is_what_goes_without_saying(self) -> None:
        plan = mapping('discounts = [{ column = "off", sign = "plus" }]')
        assert order(plan, row(off="0.90")).lines[0].total == EUR("19.00")
        assert "zero or more" in problems(plan, row(off="-0.90"))[0]
