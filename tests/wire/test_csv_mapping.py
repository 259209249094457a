"""Mappings of tables: what a slip of the pen is told, and nothing of it goes unheard."""

from importlib.resources import files

import pytest

from postsales import DocumentErrors
from postsales.wire import csv
from postsales.wire.csv import CsvMapping
from tests.wire.csv_given import FILE, LINE, ORDER, mapping

SAMPLES = files("postsales.samples") / "tables"


def wrong(order: str = "", line: str = "", *, file: str = FILE, base: str = LINE) -> list[str]:
    """What is wrong with a mapping, as sentences."""
    with pytest.raises(DocumentErrors) as caught:
        mapping(order, line, file=file, base=base)
    return [str(problem) for problem in caught.value]


@pytest.mark.parametrize("name", ["shopify", "shop"])
def test_the_mappings_that_we_ship_can_be_read(name: str) -> None:
    text = (SAMPLES / f"{name}.toml").read_text(encoding="utf-8")
    assert isinstance(csv.read_mapping(text), CsvMapping)


def test_equal_texts_are_equal_mappings() -> None:
    assert mapping('market = "country"') == mapping('market = "country"')
    assert hash(mapping('market = "country"')) == hash(mapping('market = "country"'))
    assert mapping() != mapping('market = "country"')


def test_nothing_at_all_is_told_whole() -> None:
    with pytest.raises(DocumentErrors) as caught:
        csv.read_mapping("")
    assert [problem.path for problem in caught.value] == [
        "$.order.id",
        "$.order.placed_at",
        "$.order.currency",
        "$.line.quantity",
        "$.line",
    ]


def test_text_that_is_no_toml() -> None:
    with pytest.raises(DocumentErrors, match="is no TOML"):
        csv.read_mapping("[order")


@pytest.mark.parametrize(
    ("order", "line", "path", "words"),
    [
        pytest.param('shiped_at = "x"', "", "$.order.shiped_at", "shipped_at", id="a slip"),
        pytest.param("market = 3", "", "$.order.market", "is 3", id="a column is named by text"),
        pytest.param('market = ""', "", "$.order.market", "is ''", id="and not by blank text"),
        pytest.param(
            'market = { column = "x", always = "DE" }',
            "",
            "$.order.market",
            "not one of",
            id="a column and always the same",
        ),
        pytest.param("market = {}", "", "$.order.market", "not one of", id="neither of them"),
        pytest.param(
            'market = { column = "x", word = { a = "b" } }',
            "",
            "$.order.market.word",
            "nothing that a mapping can say",
            id="a slip within a fact",
        ),
        pytest.param(
            'market = { always = "x", words = { a = "b" } }',
            "",
            "$.order.market",
            "cells of a column",
            id="words without a column",
        ),
        pytest.param(
            'market = { column = "x", other = "b" }',
            "",
            "$.order.market",
            "no words",
            id="other without words",
        ),
        pytest.param(
            'market = { column = "x", words = { a = 1 } }',
            "",
            "$.order.market.words.a",
            "is 1",
            id="words mean text",
        ),
        pytest.param(
            'market = { column = "x", words = { a = "b" }, other = 1 }',
            "",
            "$.order.market.other",
            "is 1",
            id="and so does other",
        ),
        pytest.param(
            'tender_kind = { column = "x", words = { a = "cards" } }',
            "",
            "$.order.tender_kind",
            "no such TenderKind",
            id="a word for no tender",
        ),
        pytest.param(
            "",
            'traits = { column = "x", words = { a = "sale" } }',
            "$.line.traits",
            "no such Trait",
            id="a word for no trait",
        ),
        pytest.param(
            "", 'kind = { always = "thing" }', "$.line.kind", "no such LineKind", id="no such kind"
        ),
        pytest.param(
            "",
            'shipped = { column = "x", words = { a = "some" } }\nshipped_at = "y"',
            "$.line.shipped",
            "all or none",
            id="units are counted",
        ),
        pytest.param("", 'shipped = "x"', "$.line.shipped", "shipped_at", id="units need a time"),
        pytest.param(
            'shipped_at = "x"', 'shipped_at = "y"', "$.line.shipped_at", "$.order", id="told twice"
        ),
        pytest.param(
            'refunded = "x"', "", "$.order.refunded", "refunded_at", id="a refund needs a time"
        ),
        pytest.param(
            'refunded = "x"\nrefunded_at = "y"',
            'refunded = "z"',
            "$.line.refunded",
            "for the order",
            id="refunds of lines and of the order",
        ),
        pytest.param(
            'refunded = "x"',
            'refunded_at = "z"',
            "$.line.refunded_at",
            "belongs beside",
            id="a refund of the order dated by its lines",
        ),
        pytest.param(
            "",
            'refunded_units = "x"\nrefunded_at = "y"',
            "$.line.refunded_units",
            "needs refunded",
            id="units that are given back without money",
        ),
        pytest.param(
            'shipped_at = { same_as = "delivered_at" }\ndelivered_at = "x"',
            "",
            "$.order.shipped_at",
            "placed_at, paid_at",
            id="a time as one that comes later",
        ),
        pytest.param(
            'delivered_at = { same_as = "shipped_at" }',
            "",
            "$.order.delivered_at",
            "does not tell",
            id="a time as one that nobody tells",
        ),
        pytest.param(
            'market = { same_as = "placed_at" }', "", "$.order.market", "no such time", id="no time"
        ),
        pytest.param(
            'placed_at = { same_as = "paid_at" }',
            "",
            "$",
            "is no TOML",
            id="a key that stands twice",
        ),
        pytest.param("", 'price = "x"', "$.line", "one amount", id="two amounts"),
        pytest.param(
            'shipping = "x"\ncharges = { shipping = "y" }',
            "",
            "$.order.charges.shipping",
            "told by $.order.shipping already",
            id="shipping told twice",
        ),
        pytest.param('paid = "x"', "", "$.order.paid", "paid_at", id="a payment needs a time"),
        pytest.param('tender = "x"', "", "$.order.tender", "paid_at", id="a tender of no payment"),
        pytest.param(
            'tender_kind = { always = "card" }',
            "",
            "$.order.tender_kind",
            "paid_at",
            id="a kind of tender of no payment",
        ),
        pytest.param('country = "x"', "", "$.order.country", "customer", id="whose country"),
        pytest.param('tier = "x"', "", "$.order.tier", "customer", id="whose tier"),
        pytest.param(
            "", 'discounts = "x"', "$.line.discounts", "unit_price", id="discounts of a total"
        ),
        pytest.param(
            'subtotal = "x"\ndiscounts = "y"',
            "",
            "$.order.discounts",
            "subtotal",
            id="two discounts",
        ),
        pytest.param(
            'taxes = [{ amount = "x", kind = "included" }]',
            'taxes = [{ amount = "y", kind = "included" }]',
            "$.order.taxes",
            "already",
            id="taxes of lines and of the order",
        ),
        pytest.param(
            'shipping_taxes = [{ amount = "x", kind = "included" }]',
            "",
            "$.order.shipping_taxes",
            "needs shipping",
            id="tax of no shipping",
        ),
        pytest.param(
            'taxes = [{ amount = "x", kind = "added" }]',
            "",
            "$.line.total",
            "price is needed",
            id="tax on top of what has all tax in",
        ),
        pytest.param(
            "",
            'taxes = [{ amount = "x", kind = "extra" }]',
            "$.line.taxes[0].kind",
            "no such TaxKind",
            id="no such tax",
        ),
        pytest.param(
            "", "taxes = [{}]", "$.line.taxes[0].amount", "is missing", id="a tax of nothing"
        ),
        pytest.param(
            "",
            'taxes = [{ amount = "x", kind = "added", rate = "19 %" }]',
            "$.line.taxes[0].rate",
            "fraction of 1",
            id="a rate in percent",
        ),
        pytest.param(
            "",
            'taxes = [{ amount = "x", kind = "added", rate = 0.19 }]',
            "$.line.taxes[0].rate",
            'is 0.19, and a rate is text, such as "0.19" for 19 percent',
            id="a rate that is a number",
        ),
    ],
)
def test_what_cannot_be_is_told_with_its_path(order: str, line: str, path: str, words: str) -> None:
    found = wrong(order, line)
    assert any(one.startswith(f"{path} ") and words in one for one in found), found


@pytest.mark.parametrize(
    ("file", "path"),
    [
        pytest.param('decimal = ";"', "$.file.decimal", id="no decimal sign"),
        pytest.param("decimal = 1", "$.file.decimal", id="a number for a sign"),
        pytest.param('decimal = ","\nthousands = ","', "$.file.thousands", id="one sign for two"),
        pytest.param('delimiter = ";;"', "$.file.delimiter", id="two delimiters"),
        pytest.param("delimiter = '\"'", "$.file.delimiter", id="a quote between cells"),
        pytest.param('dates = "us"', "$.file.dates", id="dates in no known order"),
        pytest.param('day_time = "24:00"', "$.file.day_time", id="no time of day"),
        pytest.param('zone = "Berlin"', "$.file.zone", id="no zone"),
        pytest.param('zero_quantity = "drop"', "$.file.zero_quantity", id="no such choice"),
        pytest.param('encoding = "utf-8"', "$.file.encoding", id="the encoding is the caller's"),
    ],
)
def test_how_cells_are_written_is_checked(file: str, path: str) -> None:
    assert [one.partition(" ")[0] for one in wrong(file=file)] == [path]


def test_a_section_that_is_a_slip() -> None:
    with pytest.raises(DocumentErrors, match=r"\$\.lines is nothing that a mapping can say"):
        csv.read_mapping(f"[order]\n{ORDER}\n[line]\n{LINE}\n[lines]\nsku = 'x'\n")


def test_an_id_that_is_the_same_for_all_rows() -> None:
    text = '[order]\nid = { always = "1" }\nplaced_at = "b"\ncurrency = { always = "EURO" }\n'
    with pytest.raises(DocumentErrors) as caught:
        csv.read_mapping(f"{text}[line]\n{LINE}")
    assert [problem.path for problem in caught.value] == ["$.order.currency", "$.order.id"]
