"""Tables with one row per line: what each column becomes, and what is wrong with which cell."""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from itertools import chain, repeat

import pytest

from postsales import (
    EUR,
    JPY,
    Cancelled,
    Charge,
    Currency,
    Customer,
    Delivered,
    DocumentErrors,
    LineKind,
    LineRefund,
    OrderReading,
    Paid,
    Received,
    Refunded,
    Shipped,
    Tax,
    Tender,
    Trait,
    WrongType,
)
from postsales.basics.moments import instant
from postsales.wire import csv
from postsales.wire._csv_seen import Seen
from tests.wire.csv_given import (
    FILE,
    HEADER,
    LINE,
    ORDER,
    ROW,
    mapping,
    order,
    problems,
    read,
    reading,
    row,
    said,
    table,
)

SAMPLES = files("postsales.samples") / "tables"
CODED = f"[order]{ORDER}\n[line]{LINE}".replace('{ always = "EUR" }', '"code"')
NET = 'quantity = "units"\nprice = "paid"\n'
EACH = 'quantity = "units"\nunit_price = "paid"\n'


class TestSamples:
    """The tables that we ship are read as their mappings say, beside each other."""

    def read(self, name: str) -> list[csv.CsvOrder]:
        told = csv.read_mapping((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
        lines = (SAMPLES / f"{name}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        return list(csv.orders(lines, told))

    def test_an_export_of_shopify(self) -> None:
        tee, lamp, off, odd = self.read("shopify")
        assert [(x.line, x.id, x.rows) for x in (tee, lamp, off, odd)] == [
            (2, "#1001", 1),
            (3, "#1002", 2),
            (6, "#1003", 1),
            (7, "#1004", 1),
        ]
        assert isinstance(tee.read, OrderReading)
        assert tee.read.order.lines[0].total == EUR("54.00")
        assert tee.read.order.history == (
            Paid(EUR("58.90"), tender=Tender.card("py_1"), at="2026-03-02T10:15:12+01:00"),
            Shipped({"1": 3}, at="2026-03-03T16:00+01:00"),
        )
        assert 'column "Email"' in tee.read.unmapped
        assert isinstance(lamp.read, OrderReading)
        assert lamp.read.unmapped == ()
        assert lamp.read.order.position(at="2026-03-06T00:00Z").refundable == EUR("98.90")
        assert isinstance(off.read, OrderReading)
        assert off.read.order.position(at="2026-03-06T00:00Z").units("1").cancelled == 1
        assert said([odd]) == [
            'line 7, column "Total" is EUR 24.90, and what the order tells comes to EUR 24.80'
        ]

    def test_rows_of_a_shops_own_database(self) -> None:
        first, song = self.read("shop")
        assert isinstance(first.read, OrderReading)
        assert first.read.order.customer == Customer("7", tier="gold")
        tee, pin = first.read.order.lines
        assert (tee.total, tee.price) == (EUR("1469.06"), EUR("1234.50"))
        assert tee.taxes == (Tax.added(EUR("234.56"), rate="0.19", name="VAT"),)
        assert (pin.total, pin.traits) == (EUR("0.00"), (Trait.FINAL_SALE,))
        refund = LineRefund("1", units=1, price=EUR("411.50"), taxes=[EUR("78.19")])
        assert first.read.order.history[-2:] == (
            Received({"1": 1}, at="2026-03-09T12:00+01:00"),
            Refunded(EUR("489.69"), lines=[refund], at="2026-03-09T12:00+01:00"),
        )
        assert isinstance(song.read, OrderReading)
        assert song.read.order.lines[0].kind is LineKind.DIGITAL
        assert ('line 5, column "called_off_on"', _SKIPPED) in song.read.assumed


_SKIPPED = "2026-03-29 02:30:00 is skipped in Europe/Berlin, and so much later is meant"


class TestRows:
    """Rows of one order stand together, and each says where it began."""

    def test_a_mark_at_the_beginning_blank_lines_and_newlines_in_cells(self) -> None:
        lines = [
            "\ufefforder,bought,units,paid,note\r\n",
            "\r\n",
            '7,2026-03-02T10:15+01:00,2,19.90,"two\r\n',
            'lines"\r\n',
            "8,2026-03-02T10:15+01:00,1,5.00,\r\n",
        ]
        assert [(x.line, x.id) for x in csv.orders(lines, mapping())] == [(3, "7"), (5, "8")]

    def test_lines_without_newlines(self) -> None:
        (found,) = csv.orders([",".join(HEADER), ",".join(ROW)], mapping())
        assert isinstance(found.read, OrderReading)

    def test_one_text_is_no_lines_and_neither_are_bytes(self) -> None:
        with pytest.raises(WrongType):
            csv.orders(",".join(HEADER), mapping())
        with pytest.raises(WrongType, match="line 1"):
            csv.orders([b"order"], mapping())  # type: ignore[list-item]
        with pytest.raises(WrongType, match="line 2"):
            list(csv.orders([",".join(HEADER), None], mapping()))  # type: ignore[list-item]

    @pytest.mark.parametrize("lines", [[], [""], ["\n", "\r\n"]], ids=["nothing", "", "blank"])
    def test_no_header(self, lines: list[str]) -> None:
        with pytest.raises(DocumentErrors, match="line 1 is missing"):
            csv.orders(lines, mapping())

    def test_a_header_that_is_torn(self) -> None:
        with pytest.raises(DocumentErrors, match="line 1 has a NUL"):
            csv.orders(["or\0der,bought"], mapping())

    def test_columns_that_are_not_there_are_told_at_once(self) -> None:
        with pytest.raises(DocumentErrors) as caught:
            csv.orders(["order,units,paid,paid"], mapping())
        assert sorted(map(str, caught.value)) == [
            'column "bought" is not in the header, and the mapping names it for order.placed_at',
            'column "paid" stands in the header twice, and the mapping names it for line.total',
            'line 1 has the columns "order", "units", "paid", "paid"',
        ]

    def test_columns_that_are_not_there_are_told_in_the_order_of_the_mapping(self) -> None:
        with pytest.raises(DocumentErrors) as caught:
            csv.orders(["a,b"], mapping('market = "land"\npaid_at = "on"', 'sku = "article"'))
        columns = ["order", "bought", "land", "on", "units", "paid", "article"]
        assert [x.path for x in caught.value] == [*(f'column "{x}"' for x in columns), "line 1"]

    @pytest.mark.parametrize(
        ("header", "says"),
        [
            pytest.param(
                "order;bought;units;paid",
                "; $.file.delimiter is ',': is ';' meant?",
                id="semicolons",
            ),
            pytest.param("order\tbought", "; $.file.delimiter is ',': is '\\t' meant?", id="tabs"),
            pytest.param(
                "whatever", "; is $.file.delimiter right, which is ','?", id="no sign that is usual"
            ),
        ],
    )
    def test_a_header_that_is_one_cell(self, header: str, says: str) -> None:
        with pytest.raises(DocumentErrors) as caught:
            csv.orders([header], mapping())
        (problem,) = map(str, caught.value)
        assert problem.startswith("line 1 has one cell, '")
        assert problem.endswith(f", and the mapping names 4 columns{says}")

    @pytest.mark.parametrize(
        ("order", "line", "word"),
        [
            pytest.param("", 'kind = "goods"', "goods", id="a kind of line"),
            pytest.param('paid_at = "bought"\ntender_kind = "card"', "", "card", id="a tender"),
            pytest.param('market = "DE"', "", "DE", id="a country"),
        ],
    )
    def test_a_value_where_a_column_is_named(self, order: str, line: str, word: str) -> None:
        with pytest.raises(DocumentErrors) as caught:
            csv.orders(["order,bought,units,paid"], mapping(order, line))
        first, _ = map(str, caught.value)
        told = f'; the same for every row is told as {{ always = "{word}" }}'
        assert first.endswith(told)

    def test_a_currency_where_a_column_is_named(self) -> None:
        text = f'[order]\nid = "order"\nplaced_at = "bought"\ncurrency = "EUR"\n[line]\n{LINE}'
        with pytest.raises(DocumentErrors, match=r'told as \{ always = "EUR" \}'):
            csv.orders(["order,bought,units,paid"], csv.read_mapping(text))

    def test_columns_that_nobody_maps_are_told_once_and_by_the_first_that_is_read(self) -> None:
        found = read(mapping(), row(order="6", paid="x"), row(note="y"), row(order="8"))
        told = [x.read.unmapped for x in found if isinstance(x.read, OrderReading)]
        assert told == [('column "note"',), ()]

    def test_an_order_that_comes_again(self) -> None:
        found = read(mapping(), row(), row(order="8"), row())
        assert [isinstance(x.read, OrderReading) for x in found] == [True, True, False]
        (problem,) = said(found)
        told = (
            "line 4, column \"order\" is '7', and that order stood further up: its rows stand apart"
        )
        assert problem == f"{told}, and what was read of it there is no whole order"

    def test_an_order_that_comes_again_long_after(self) -> None:
        many = [row(order=str(n)) for n in range(5000)]
        assert len(problems(mapping(), *many, many[0], many[2500])) == 2

    @pytest.mark.parametrize(
        ("torn", "says"),
        [
            pytest.param("7,x", "has 2 cells, and the header has 4", id="too few cells"),
            pytest.param("7,a,1,1,1", "has 5 cells, and the header has 4", id="too many"),
            pytest.param(",a,1,1", "names no order", id="no order"),
            pytest.param("7,\0,1,1", "has a NUL in it", id="a NUL"),
            pytest.param(
                '7,"a"b,1,1',
                "cannot be read: ',' expected after '\"'; it may",
                id="a quote within a cell",
            ),
        ],
    )
    def test_a_torn_row_may_belong_to_either_side(self, torn: str, says: str) -> None:
        rows = [",".join(("6", *ROW[1:])), torn, ",".join(("8", *ROW[1:]))]
        fine = ",".join(("9", *ROW[1:]))
        found = [*csv.orders([",".join(HEADER), *rows, fine], mapping())]
        assert [(x.id, isinstance(x.read, OrderReading)) for x in found] == [
            ("6", False),
            ("8", False),
            ("9", True),
        ]
        assert all(one.startswith(f"line 3 {says}") for one in said(found))

    def test_a_torn_row_within_one_order_is_told_once(self) -> None:
        rows = [",".join(ROW), "7,x", ",".join(ROW)]
        assert len(said(csv.orders([",".join(HEADER), *rows], mapping()))) == 1

    @pytest.mark.parametrize("count", [99, 100, 101, 150, 250])
    def test_every_torn_row_is_told(self, count: int) -> None:
        for lines in (
            [*table(row()), *["x"] * count],
            [*table(row()), *["x"] * count, ",".join(ROW)],
        ):
            told = said(csv.orders(lines, mapping()))
            torn = [x for x in told if "has 1 cell," in x]
            assert len(dict.fromkeys(torn)) == count

    def test_torn_rows_with_sound_ones_of_their_order_between_them(self) -> None:
        good, torn = ",".join(ROW), ["x"] * 60
        told = said(csv.orders([*table(row()), *torn, good, *torn], mapping()))
        assert len(dict.fromkeys(x for x in told if "has 1 cell," in x)) == 120

    def test_a_nul_within_a_quote_tells_how_far_it_went(self) -> None:
        lines = ["order,bought,units,paid", '7,"x', "y\0", 'z",2,19.90']
        (problem, *_) = said(csv.orders(lines, mapping()))
        told = "line 2 cannot be read with the lines up to 4: it has a NUL in it on line 3"
        assert problem.startswith(told)

    def test_rows_of_blank_cells_are_none(self) -> None:
        lines = [",,", *table(row()), ",,,", " , ,"]
        assert said(csv.orders(lines, mapping())) == []

    def test_nothing_but_torn_rows_is_told_in_parts(self) -> None:
        found = [*csv.orders([",".join(HEADER), *repeat("x", 250)], mapping())]
        assert [(x.line, x.id, len(said([x]))) for x in found] == [
            (2, None, 100),
            (102, None, 100),
            (202, None, 50),
        ]

    def test_a_quote_that_never_ends_takes_no_more_than_a_cell_may_hold(self) -> None:
        line = ",".join(("8", *ROW[1:])) + "\n"
        rows = chain(['7,"2026-03-02T10:15+01:00,2,19.90\n'], repeat(line, 20_000))
        found = [*csv.orders(chain([",".join(HEADER) + "\n"], rows), mapping())]
        assert said(found[:1])[0].startswith("line 2 cannot be read with the lines up to ")

    def test_one_huge_cell(self) -> None:
        huge = row(bought="2" * 200_000)
        assert "field larger than field limit" in problems(mapping(), huge)[0]
        assert "is '2222" in problems(mapping(), row(units="2" * 100_000))[0]
        assert len(problems(mapping(), row(units="2" * 100_000))[0]) < 300

    def test_more_rows_than_an_order_may_have(self) -> None:
        lines = chain([",".join(HEADER)], repeat(",".join(ROW), 10_005))
        (found,) = csv.orders(lines, mapping())
        assert found.rows == 10_005
        assert said([found]) == ["line 10002 is where order '7' has more than 10000 rows"]

    def test_a_row_of_the_order_says_something_else_about_it(self) -> None:
        assert problems(mapping('market = "country"'), row(country="DE"), row(country="FR")) == [
            "line 3, column \"country\" is 'FR', and line 2 of the same order says 'DE'"
        ]

    def test_a_row_of_the_order_leaves_it_blank(self) -> None:
        found = order(mapping('market = "country"'), row(country="DE"), row(bought="", country=""))
        assert (found.market, len(found.lines)) == ("DE", 2)


class TestLines:
    """A row becomes a line, with the one amount that the mapping tells."""

    def test_what_describes_it(self) -> None:
        told = 'sku = "a"\ntitle = "b"\ncategory = "c"\ntags = "d"\ntag_separator = "|"'
        (line,) = order(mapping("", told), row(a="A", b="Tee", c="", d="new| blue|")).lines
        assert (line.id, line.sku, line.title, line.category) == ("1", "A", "Tee", None)
        assert line.tags == ("blue", "new")

    def test_ids_are_those_of_a_column_or_the_rows_counted(self) -> None:
        found = order(mapping("", 'id = "pos"'), row(pos="a"), row(pos="b"))
        assert [line.id for line in found.lines] == ["a", "b"]
        assert [line.id for line in order(mapping(), row(), row()).lines] == ["1", "2"]

    def test_two_lines_of_one_id(self) -> None:
        (found,) = problems(mapping("", 'id = "pos"'), row(pos="a"), row(pos="a"))
        assert found == "line 2 cannot be: order '7': the line 'a' stands in it twice"

    def test_words_stand_for_traits_and_kinds(self) -> None:
        told = (
            'traits = { column = "final", words = { Y = "final_sale", N = "" } }\n'
            'kind = { column = "type", words = { dl = "digital" }, other = "goods" }'
        )
        plan = mapping("", told)
        (line,) = order(plan, row(final="Y", type="dl")).lines
        assert (line.traits, line.kind) == ((Trait.FINAL_SALE,), LineKind.DIGITAL)
        (line,) = order(plan, row(final="N", type="box")).lines
        assert (line.traits, line.kind) == ((), LineKind.GOODS)
        assert problems(plan, row(final="y")) == [
            "line 2, column \"final\" is 'y', and the mapping has words for 'Y', 'N'"
        ]

    @pytest.mark.parametrize(
        ("units", "says"),
        [
            ("1.5", "whole numbers"),
            ("0", "is 0, and a line has units"),
            ("-1", "zero or more"),
            ("two", "a number is written like"),
            ("", "is blank, and a value is needed"),
            ("1e3", "a number is written like"),
            ("10000000000", "whole numbers"),
            ("٣", "a number is written like"),
        ],
    )
    def test_units_that_are_none(self, units: str, says: str) -> None:
        (found,) = problems(mapping(), row(units=units))
        assert found.startswith('line 2, column "units"')
        assert says in found

    @pytest.mark.parametrize("units", ["2", "2.0", "+2", " 2 ", "2.000"])
    def test_units_that_are_two(self, units: str) -> None:
        assert order(mapping(), row(units=units)).lines[0].quantity == 2

    def test_rows_without_units_are_left_out_where_that_was_said(self) -> None:
        plan = mapping(file=f'{FILE}\nzero_quantity = "skip"')
        found = reading(plan, row(), row(units="0", paid="0.00"), row())
        assert [line.id for line in found.order.lines] == ["1", "3"]
        says = "no units and no money: the row was left out"
        assert ('line 3, column "units"', says) in found.assumed
        assert problems(plan, row(units="0")) == [
            'line 2, column "units" is 0, and EUR 19.90 for no units is more than nothing'
        ]
        blank = reading(plan, row(), row(units="0", paid=""))
        assert [line.id for line in blank.order.lines] == ["1"]
        assert ('line 3, column "units"', says) in blank.assumed
        assert problems(mapping(), row(units="0", paid="")) == [
            'line 2, column "units" is 0, and a line has units; zero_quantity can skip such rows'
        ]
        assert problems(plan, row(paid="")) == [
            'line 2, column "paid" is blank, and a value is needed'
        ]
        assert problems(plan, row(units="0", paid="0")) == [
            "line 2 begins an order without units, and an order has at least one line"
        ]

    def test_what_costs_nothing_is_a_line(self) -> None:
        assert order(mapping(), row(paid="0.00")).lines[0].total == EUR("0.00")

    def test_a_total_has_all_tax_in(self) -> None:
        told = 'taxes = [{ amount = "tax", kind = "added" }]'
        (line,) = order(mapping("", told), row(paid="11.90", tax="1.90")).lines
        assert (line.total, line.price) == (EUR("11.90"), EUR("10.00"))

    def test_a_price_has_no_tax_that_is_added(self) -> None:
        told = (
            'taxes = [{ amount = "tax", kind = "added" }, { amount = "duty", kind = "included" }]'
        )
        plan = mapping("", told, base=NET)
        (line,) = order(plan, row(paid="10.00", tax="1.90", duty="")).lines
        assert (line.total, line.price, len(line.taxes)) == (EUR("11.90"), EUR("10.00"), 1)

    def test_a_unit_price_less_discounts(self) -> None:
        plan = mapping("", 'discounts = ["off", "coupon"]', base=EACH)
        found = row(units="3", paid="10.00", off="1.00", coupon="0.50")
        assert order(plan, found).lines[0].total == EUR("28.50")
        assert problems(plan, found | {"off": "30.01"}) == [
            'line 2, column "off" takes more off than the units of the row cost'
        ]
        assert "zero or more" in problems(plan, found | {"off": "-1.00"})[0]

    @pytest.mark.parametrize(
        ("name", "text"), [("units", "1,5"), ("units", ""), ("paid", "1O.00"), ("paid", "")]
    )
    def test_a_discount_is_not_blamed_for_a_cell_that_cannot_be_read(
        self, name: str, text: str
    ) -> None:
        plan = mapping("", 'discounts = ["off"]', base=EACH)
        (found,) = problems(plan, row(paid="10.00", off="2.00") | {name: text})
        assert found.startswith(f'line 2, column "{name}" is ')
        other = problems(plan, row(paid="10.00", off="x") | {name: text})
        assert [x.partition(" is ")[0] for x in other] == [
            f'line 2, column "{x}"' for x in (name, "off")
        ]

    def test_taxes_above_the_price(self) -> None:
        told = 'taxes = [{ amount = "tax", kind = "included" }]'
        (found,) = problems(mapping("", told), row(tax="20.00"))
        assert found.startswith("line 2 cannot be: total is Money.of('19.90', 'EUR')")


class TestAmounts:
    """Amounts are exact, or they are problems; nothing is rounded and nothing is tried out."""

    @pytest.mark.parametrize(
        ("file", "text", "cents"),
        [
            ("", "19.90", 1990),
            ("", "19.9", 1990),
            ("", "19", 1900),
            ("", "19.900", 1990),
            ("", "+19.90", 1990),
            ('decimal = ","', "19,90", 1990),
            ('decimal = ","\nthousands = "."', "1.234.567,89", 123456789),
            ('thousands = ","', "1,234,567.89", 123456789),
            ('thousands = ","', "1234567.89", 123456789),
            ('thousands = "\'"', "1'234.5", 123450),
        ],
    )
    def test_amounts_as_they_are_written(self, file: str, text: str, cents: int) -> None:
        found = order(mapping(file=f"{FILE}\n{file}"), row(paid=text))
        assert found.lines[0].total == EUR.minor(cents)

    @pytest.mark.parametrize(
        ("file", "text"),
        [
            ("", "19.905"),
            ("", "19,90"),
            ("", "1,234.50"),
            ("", "€19.90"),
            ("", "19.90 EUR"),
            ("", ".90"),
            ("", "19."),
            ("", "NaN"),
            ("", "1e3"),
            ("", "-19.90"),
            ("", "(19.90)"),
            ("", "9" * 17 + ".00"),
            ('decimal = ","', "19.90"),
            ('thousands = ","', "1,23.00"),
            ('thousands = ","', "1,2345"),
            ('thousands = ","', ",123"),
            ('decimal = ","\nthousands = "."', "1.234.56"),
            ('decimal = ","\nthousands = "."', "0.500"),
            ('decimal = ","\nthousands = "."', "00.500"),
        ],
    )
    def test_amounts_that_are_none(self, file: str, text: str) -> None:
        (found,) = problems(mapping(file=f"{FILE}\n{file}"), row(paid=text))
        assert found.startswith('line 2, column "paid" is ')

    @pytest.mark.parametrize(
        ("code", "text", "minor"), [("JPY", "1200", 1200), ("KWD", "1.234", 1234)]
    )
    def test_each_currency_has_its_decimals(self, code: str, text: str, minor: int) -> None:
        plan = csv.read_mapping(CODED)
        found = order(plan, row(code=code, paid=text))
        assert found.lines[0].total == Currency(code).minor(minor)
        assert found.currency == (JPY if code == "JPY" else Currency("KWD"))
        finer = f"{text}{'' if '.' in text else '.'}5"
        assert "nothing is rounded" in problems(plan, row(code=code, paid=finer))[0]

    def test_a_code_that_is_no_currency(self) -> None:
        plan = csv.read_mapping(CODED)
        assert "is 'EURO'" in problems(plan, row(code="EURO"))[0]
        assert "is blank" in problems(plan, row(code=""))[0]

    @pytest.mark.parametrize("code", ["KWX", ""])
    def test_decimals_are_not_counted_for_a_currency_that_cannot_be_read(self, code: str) -> None:
        (found,) = problems(csv.read_mapping(CODED), row(code=code, paid="1.005"))
        assert found.startswith('line 2, column "code" is ')


class TestOrders:
    """What is told of an order as a whole is shared so that it adds up."""

    def test_shipping_and_other_charges(self) -> None:
        found = order(
            mapping('shipping = "post"\ncharges = { wrap = "gift" }'), row(post="4.95", gift="2.00")
        )
        assert found.charges == (Charge.shipping(EUR("4.95")), Charge.other("wrap", EUR("2.00")))
        assert order(mapping('shipping = "post"'), row(post="")).charges == ()

    @pytest.mark.parametrize("told", ['"added"', '"included"'])
    def test_shipping_has_taxes_of_its_own(self, told: str) -> None:
        plan = mapping(f'shipping = "post"\nshipping_taxes = [{{ amount = "tax", kind = {told} }}]')
        (charge,) = order(plan, row(post="5.00", tax="0.95")).charges
        on_top = told == '"added"'
        assert (charge.price, charge.total) == (EUR("5.00"), EUR("5.95" if on_top else "5.00"))
        assert charge.taxes[0].amount == EUR("0.95")

    @pytest.mark.parametrize(
        "told", ['discounts = ["off"]', 'subtotal = "sum"'], ids=["a discount", "a subtotal"]
    )
    def test_a_discount_is_shared_by_prices(self, told: str) -> None:
        plan = mapping(told, base=EACH)
        rows = (row(units="1", paid="10.00", off="1.00", sum="29.00"), row(units="1", paid="20.00"))
        found = reading(plan, *rows)
        assert [line.total for line in found.order.lines] == [EUR("9.67"), EUR("19.33")]
        says = "EUR 1.00 off the order are shared over its lines by their prices"
        assert says in dict(found.assumed).values()

    def test_a_subtotal_above_the_lines(self) -> None:
        assert problems(mapping('subtotal = "sum"'), row(sum="20.00")) == [
            "line 2, column \"sum\" is '20.00', and the lines come to EUR 19.90"
        ]

    def test_a_discount_above_the_lines(self) -> None:
        assert "come to EUR 19.90" in problems(mapping('discounts = "off"'), row(off="19.91"))[0]
        assert order(mapping('discounts = "off"'), row(off="19.90")).lines[0].total == EUR("0.00")

    def test_taxes_are_shared_over_lines_and_charges(self) -> None:
        told = 'shipping = "post"\ntaxes = [{ amount = "tax", kind = "added", name = "VAT" }]'
        plan = mapping(told, base=NET)
        found = order(plan, row(paid="10.00", post="5.00", tax="2.86"), row(paid="0.03", post=""))
        taxes = [x.taxes[0].amount for x in found.lines]
        taxes += [x.taxes[0].amount for x in found.charges]
        assert taxes == [EUR("1.90"), EUR("0.01"), EUR("0.95")]
        assert found.lines[0].total == EUR("11.90")
        (nothing,) = problems(plan, row(paid="0", tax="1.00"))
        assert nothing.endswith("is a tax, and nothing of the order costs anything")

    def test_the_total_is_compared(self) -> None:
        plan = mapping('total = "all"\nshipping = "post"')
        assert order(plan, row(post="4.95", all="24.85")).charges
        assert order(plan, row(post="4.95", all="")).charges
        assert "comes to EUR 24.85" in problems(plan, row(post="4.95", all="24.86"))[0]

    def test_who_bought_where(self) -> None:
        told = 'customer = "who"\ncountry = "land"\ntier = "club"\nmarket = "land"\nchannel = "via"'
        found = order(mapping(told), row(who="7", land="DE", club="gold", via="web"))
        assert found.customer == Customer("7", country="DE", tier="gold")
        assert (found.market, found.channel) == ("DE", "web")
        assert order(mapping(told), row(who="", land="DE")).customer is None

    def test_a_country_of_nobody_is_left_out_and_told(self) -> None:
        found = reading(
            mapping('customer = "who"\ncountry = "from"'), row(**{"who": "", "from": "DE"})
        )
        assert found.order.customer is None
        says = "left out: no customer is told whose it is"
        assert ('line 2, column "from"', says) in found.assumed

    def test_words_of_the_order(self) -> None:
        told = 'market = { column = "land", words = { Deutschland = "DE" } }'
        assert order(mapping(told), row(land="Deutschland")).market == "DE"
        assert "has words for 'Deutschland'" in problems(mapping(told), row(land="Italia"))[0]

    def test_text_that_is_too_long(self) -> None:
        (found,) = problems(mapping('market = "land"'), row(land="x" * 1001))
        assert found.startswith("line 2 cannot be: market is 'xxx")


class TestHistory:
    """Only what is dated has happened; a time alone says that it was all that it can have been."""

    def test_what_is_paid_is_everything_unless_a_column_tells(self) -> None:
        plan = mapping('paid_at = "on"\nshipping = "post"')
        found = reading(plan, row(on="2026-03-02T10:16+01:00", post="5.00"))
        (paid,) = found.order.history
        assert paid == Paid(
            EUR("24.90"), tender=Tender.other("payment"), at="2026-03-02T10:16+01:00"
        )
        assert "order.paid" in dict(found.assumed)
        assert order(plan, row(on="")).history == ()

    def test_an_amount_that_was_paid_and_nobody_tells_when(self) -> None:
        plan = mapping('paid = "sum"\npaid_at = "on"')
        (problem,) = problems(plan, row(sum="19.90", on=""))
        when = 'column "on" (paid_at) does not tell when: fill that, or empty this cell'
        assert problem == f'line 2, column "sum" tells of a payment, and {when}'
        assert order(plan, row(sum="0", on="")).history == ()

    def test_what_was_paid_by_which_means(self) -> None:
        told = (
            'paid_at = { same_as = "placed_at" }\npaid = "got"\ntender = "ref"\n'
            'tender_kind = { column = "by", words = { c = "card" } }'
        )
        found = reading(mapping(told), row(got="5.00", ref="ch_1", by="c"))
        assert found.order.history == (
            Paid(EUR("5.00"), tender=Tender.card("ch_1"), at="2026-03-02T10:15+01:00"),
        )
        assert ("order.paid_at", "is taken to be placed_at") in found.assumed
        assert order(mapping(told), row(got="0")).history == ()

    def test_parcels_by_row(self) -> None:
        plan = mapping("", 'shipped = "gone"\nshipped_at = "sent"\ndelivered_at = "came"')
        found = (
            order(
                plan,
                row(gone="2", sent="2026-03-03", came="2026-03-05"),
                row(gone="1", sent="2026-03-03", came=""),
            )
            if False
            else order(
                plan,
                row(gone="2", sent="2026-03-03T09:00", came="2026-03-05T09:00"),
                row(gone="1", sent="2026-03-03T09:00", came=""),
                row(gone="", sent="", came=""),
            )
        )
        assert found.history == (
            Shipped({"1": 2, "2": 1}, at="2026-03-03T09:00+01:00"),
            Delivered({"1": 2}, at="2026-03-05T09:00+01:00"),
        )

    def test_units_that_are_not_dated(self) -> None:
        plan = mapping("", 'shipped = "gone"\nshipped_at = "sent"')
        (problem,) = problems(plan, row(gone="2", sent=""))
        when = 'column "sent" (shipped_at) does not tell when: fill that, or empty this cell'
        assert problem == f'line 2, column "gone" tells of 2 units, and {when}'
        assert problems(plan, row(gone="3", sent="2026-03-03T09:00")) == [
            'line 2, column "gone" tells of 3 units, and the row has 2'
        ]

    def test_one_unit_that_is_not_dated(self) -> None:
        plan = mapping("", 'shipped = "gone"\nshipped_at = "sent"')
        (problem,) = problems(plan, row(gone="1", sent=""))
        assert "tells of 1 unit, and" in problem

    def test_all_or_none_in_words(self) -> None:
        told = 'shipped = { column = "state", words = { done = "all", open = "none" } }'
        plan = mapping('shipped_at = "sent"', told)
        found = order(plan, row(state="done", sent="2026-03-03T09:00"), row(state="open"))
        assert found.history == (Shipped({"1": 2}, at="2026-03-03T09:00+01:00"),)
        assert "has words for 'done', 'open'" in problems(plan, row(state="partial"))[0]

    def test_what_is_called_off_is_not_shipped(self) -> None:
        plan = mapping('shipped_at = "sent"\ncancelled_at = "off"', 'cancelled = "less"')
        sent, off = "2026-03-03T09:00+01:00", "2026-03-02T12:00+01:00"
        found = order(plan, row(sent=sent, off=off, less="1"), row(less="0"))
        assert found.history == (
            Shipped({"1": 1, "2": 2}, at=sent),
            Cancelled({"1": 1}, at=off),
        )

    def test_what_is_called_off_after_all_had_left(self) -> None:
        plan = mapping('shipped_at = "sent"\ncancelled_at = "off"')
        sent = "2026-03-03T09:00+01:00"
        found = reading(plan, row(sent=sent, off="2026-03-04T09:00+01:00"))
        assert found.order.history == (Shipped({"1": 2}, at=sent),)
        assert ("line 2, cancelled_at", "nothing was called off: all units had left") in (
            found.assumed
        )

    def test_what_came_back_and_what_was_given_for_it(self) -> None:
        plan = mapping(
            'paid_at = { same_as = "placed_at" }\ndelivered_at = { same_as = "placed_at" }',
            'returned = "back"\nreturned_at = "on"\nrefunded = "given"\nrefunded_units = "back"\n'
            'refunded_at = { same_as = "returned_at" }\n'
            'taxes = [{ amount = "tax", kind = "included" }]',
        )
        on = "2026-03-09T09:00+01:00"
        found = order(plan, row(back="1", on=on, given="9.95", tax="3.18"), row(given="0"))
        refund = LineRefund("1", units=1, price=EUR("9.95"), taxes=[EUR("1.59")])
        assert found.history[-2:] == (
            Received({"1": 1}, at=on),
            Refunded(EUR("9.95"), lines=[refund], at=on),
        )
        assert found.position(at=on).refundable == EUR("29.85")
        (problem,) = problems(plan, row(given="5.00"))
        when = 'column "on" (refunded_at) does not tell when: fill that, or empty this cell'
        assert problem == f'line 2, column "given" tells of a refund, and {when}'
        assert "is more than the EUR 19.90" in problems(plan, row(on=on, given="19.91"))[0]

    def test_what_came_back_is_at_most_what_arrived(self) -> None:
        plan = mapping(
            'delivered_at = "came"\nreturned_at = "back"', 'shipped = "gone"\nshipped_at = "came"'
        )
        came, back = "2026-03-05T09:00+01:00", "2026-03-09T09:00+01:00"
        found = order(plan, row(gone="1", came=came, back=back), row(gone="0"))
        assert found.history[-1] == Received({"1": 1}, at=back)

    def test_refunds_of_one_instant_are_one(self) -> None:
        plan = mapping(
            'paid_at = { same_as = "placed_at" }', 'refunded = "given"\nrefunded_at = "on"'
        )
        on = "2026-03-09T09:00+01:00"
        found = order(plan, row(on=on, given="1.00"), row(on=on, given="2.00"))
        assert [x.amount for x in found.history if isinstance(x, Refunded)] == [EUR("3.00")]

    def test_units_that_are_given_back_for_nothing(self) -> None:
        plan = mapping("", 'refunded = "given"\nrefunded_units = "n"\nrefunded_at = "on"')
        found = order(plan, row(n="1", given="0.00", on="2026-03-09T09:00+01:00"))
        assert found.history == (
            Refunded(
                EUR("0.00"),
                lines=[LineRefund("1", units=1, price=EUR("0.00"))],
                at="2026-03-09T09:00+01:00",
            ),
        )

    def test_more_is_given_back_than_was_paid(self) -> None:
        plan = mapping('refunded = "given"\nrefunded_at = "on"')
        (found,) = problems(plan, row(given="5.00", on="2026-03-09T09:00+01:00"))
        assert found.startswith("line 2 cannot be: ")
        assert "(refunded_at) does not tell when" in problems(plan, row(given="5.00", on=""))[0]


def test_all_that_is_wrong_is_told_at_once() -> None:
    plan = mapping(
        'total = "all"\nshipped_at = "sent"',
        'kind = { column = "type", words = { a = "goods" } }\ncancelled = "off"\n'
        'cancelled_at = "on"\nrefunded = "given"\nrefunded_at = "on"',
    )
    torn = row(units="x", all="x", sent="x", type="x", off="x", on="x", given="x")
    assert {one.partition(" is ")[0].partition(", ")[2] for one in problems(plan, torn)} == {
        f'column "{name}"' for name in ("units", "all", "sent", "type", "off", "on", "given")
    }


class TestTimes:
    """A time is read in the one way that the mapping states."""

    @pytest.mark.parametrize(
        ("file", "text", "utc"),
        [
            pytest.param("", "2026-03-02T10:15+01:00", "2026-03-02T09:15", id="ISO"),
            pytest.param("", "2026-03-02 10:15:00 +0100", "2026-03-02T09:15", id="as Shopify"),
            pytest.param("", "2026-03-02 09:15:00 UTC", "2026-03-02T09:15", id="UTC in letters"),
            pytest.param("", "2026-03-02T09:15:00.5Z", "2026-03-02T09:15:00.5", id="half a second"),
            pytest.param(
                "", "2026-03-02T09:15:00.123456789Z", "2026-03-02T09:15:00.123456", id="nanoseconds"
            ),
            pytest.param(FILE, "2026-03-02 10:15", "2026-03-02T09:15", id="clocks of the zone"),
            pytest.param(
                f'{FILE}\ndates = "day_first"', "2.3.2026 10:15", "2026-03-02T09:15", id="day first"
            ),
            pytest.param(
                f'{FILE}\ndates = "day_first"', "02/03/2026 10:15:30", "2026-03-02T09:15:30", id="/"
            ),
            pytest.param(
                f'{FILE}\ndates = "month_first"',
                "3/2/2026 10:15 PM",
                "2026-03-02T21:15",
                id="month first, after noon",
            ),
            pytest.param(
                f'{FILE}\ndates = "month_first"',
                "3/2/2026 12:15am",
                "2026-03-01T23:15",
                id="midnight",
            ),
            pytest.param(
                f'{FILE}\nday_time = "12:00"', "2026-03-02", "2026-03-02T11:00", id="a day alone"
            ),
            pytest.param(
                FILE, "2026-03-02 10:15:00+01", "2026-03-02T09:15", id="an offset of whole hours"
            ),
            # Odd clocks: Berlin's spring and autumn change, Cairo and Santiago without a midnight,
            # Lord Howe's half hour, Apia's missing day, a second before and the hour itself.
            pytest.param(FILE, "2026-03-29 02:30", "2026-03-29T01:30", id="skipped"),
            pytest.param(FILE, "2026-03-29 01:59:59", "2026-03-29T00:59:59", id="before the gap"),
            pytest.param(FILE, "2026-03-29 03:00", "2026-03-29T01:00", id="after the gap"),
            pytest.param(FILE, "2026-10-25 02:30", "2026-10-25T00:30", id="twice"),
            pytest.param(FILE, "2026-10-25 03:00", "2026-10-25T02:00", id="after the second"),
            pytest.param(
                'zone = "Africa/Cairo"\nday_time = "00:00"',
                "2026-04-24",
                "2026-04-23T22:00",
                id="no midnight in Cairo",
            ),
            pytest.param(
                'zone = "Australia/Lord_Howe"',
                "2026-04-05 01:45",
                "2026-04-04T14:45",
                id="half an hour",
            ),
            pytest.param(
                'zone = "Pacific/Apia"',
                "2011-12-30 12:00",
                "2011-12-30T22:00",
                id="a day that never was",
            ),
            pytest.param(FILE, "2024-02-29 23:59", "2024-02-29T22:59", id="leap day"),
        ],
    )
    def test_times_as_they_are_written(self, file: str, text: str, utc: str) -> None:
        found = order(mapping(file=file), row(bought=text))
        assert found.placed_at == instant(f"{utc}+00:00")

    def test_a_day_alone_is_assumed_to_be_its_time_of_day_and_told_once(self) -> None:
        plan = mapping("", 'delivered_at = "came"', file=f'{FILE}\nday_time = "12:00"')
        found = reading(plan, row(came="2026-03-05"), row(came="2026-03-06"))
        told = [x for x in found.assumed if "alone" in x[1]]
        assert told == [('column "came"', "days alone stand for 12:00 of them")]
        clock = reading(plan, row(came="2026-03-05 12:00"))
        assert [x for x in clock.assumed if "alone" in x[1]] == []

    @pytest.mark.parametrize(
        ("file", "text", "says"),
        [
            pytest.param("", "2026-03-02 10:15", "has no offset", id="no zone"),
            pytest.param(FILE, "2026-03-02", "a day without a time", id="a day alone"),
            pytest.param(FILE, "2.3.2026 10:15", "written like 2026-", id="day first unasked"),
            pytest.param(
                f'{FILE}\ndates = "day_first"', "3/13/2026 10:15", "no such time", id="month first"
            ),
            pytest.param(
                f'{FILE}\ndates = "day_first"', "2.3/2026 10:15", "written like", id="mixed signs"
            ),
            pytest.param(
                f'{FILE}\ndates = "day_first"', "2.3.26 10:15", "written like", id="two digits"
            ),
            pytest.param(FILE, "2026-02-30 10:15", "no such time", id="30 February"),
            pytest.param(FILE, "2026-03-02 24:00", "no such time", id="24:00"),
            pytest.param(FILE, "2026-03-02 10:60", "no such time", id="minute 60"),
            pytest.param(FILE, "2026-03-02 13:00 PM", "1 to 12", id="13 after noon"),
            pytest.param(FILE, "2026-03-02 10:15 +24:00", "no such offset", id="a day's offset"),
            pytest.param(
                f'{FILE}\nday_time = "12:00"',
                "2026-03-02 +01:00",
                "belongs to a time",
                id="a day's offset without a time",
            ),
            pytest.param(FILE, "1776-07-04 10:15", "years 1900 to 2999", id="long ago"),
            pytest.param(FILE, "9999-12-31 23:59 -10:00", "", id="beyond the last year"),
            pytest.param(FILE, "46083.427", "written like", id="a spreadsheet's number"),
            pytest.param(FILE, "yesterday", "written like", id="words"),
        ],
    )
    def test_times_that_are_none(self, file: str, text: str, says: str) -> None:
        (found,) = problems(mapping(file=file), row(bought=text))
        assert found.startswith(f'line 2, column "bought" is {text!r}')
        assert says in found

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("2026-03-29 02:30", "is skipped in Europe/Berlin, and so much later is meant"),
            ("2026-10-25 02:30", "comes twice in Europe/Berlin, and the first is meant"),
        ],
    )
    def test_odd_clocks_are_told(self, text: str, says: str) -> None:
        found = reading(mapping(), row(bought=text))
        assert ('line 2, column "bought"', f"{text}:00 {says}") in found.assumed


class TestMemory:
    """What is held is the order at hand, and a digest of each id."""

    def test_orders_are_let_go(self) -> None:
        plan = mapping()

        def peak(orders: int) -> int:
            rows = (",".join((str(n), *ROW[1:])) for n in range(orders))
            with traced() as most:
                for found in csv.orders(chain([",".join(HEADER)], rows), plan):
                    assert isinstance(found.read, OrderReading)
            return most[0]

        peak(10)
        # An order that stays has a few thousand bytes, so five hundred would show.
        assert peak(600) < peak(100) + 200_000

    def test_an_id_needs_at_most_48_bytes_and_half_as_much_again_while_the_table_grows(
        self,
    ) -> None:
        with traced() as most:
            seen = Seen()
            assert not any(seen.again(f"order {n}") for n in range(20_000))
            assert all(seen.again(f"order {n}") for n in range(0, 20_000, 999))
        assert most[0] < 20_000 * 72 + 20_000


@contextmanager
def traced() -> Iterator[list[int]]:
    """The most memory that was held meanwhile, told at the end."""
    most: list[int] = []
    tracemalloc.start()
    try:
        yield most
    finally:
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()


def test_the_lines_that_a_table_is_made_of_are_read_as_they_come() -> None:
    def lines() -> list[str]:
        return table(*(row(order=str(n)) for n in range(3)))

    asked = iter(lines())
    found = csv.orders(asked, mapping())
    assert next(found).id == "0"
    assert next(asked) == lines()[3]
