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


# What was slipped, the text of the section, the key that is told below it, and what is said.
OF_ORDER = {
    "a slip": ('shiped_at = "x"', "shiped_at", "shipped_at"),
    "a column is named by text": ("market = 3", "market", "is 3"),
    "and not by blank text": ('market = ""', "market", "is ''"),
    "a column and always the same": (
        'market = { column = "x", always = "DE" }',
        "market",
        "not one of",
    ),
    "neither of them": ("market = {}", "market", "not one of"),
    "a slip within a fact": (
        'market = { column = "x", word = { a = "b" } }',
        "market.word",
        "nothing that a mapping can say",
    ),
    "words without a column": (
        'market = { always = "x", words = { a = "b" } }',
        "market",
        "cells of a column",
    ),
    "other without words": ('market = { column = "x", other = "b" }', "market", "no words"),
    "words mean text": (
        'market = { column = "x", words = { a = 1 } }',
        "market.words.a",
        "is 1",
    ),
    "and so does other": (
        'market = { column = "x", words = { a = "b" }, other = 1 }',
        "market.other",
        "is 1",
    ),
    "a word for no tender": (
        'tender_kind = { column = "x", words = { a = "cards" } }',
        "tender_kind",
        "no such TenderKind",
    ),
    "a refund needs a time": ('refunded = "x"', "refunded", "refunded_at"),
    "a time as one that comes later": (
        'shipped_at = { same_as = "delivered_at" }\ndelivered_at = "x"',
        "shipped_at",
        "placed_at, paid_at",
    ),
    "a time as one that nobody tells": (
        'delivered_at = { same_as = "shipped_at" }',
        "delivered_at",
        "does not tell",
    ),
    "no time": ('market = { same_as = "placed_at" }', "market", "no such time"),
    "when of what is no time": (
        'market = { column = "x", when = { y = "z" } }',
        "market.when",
        "is for times other than placed_at: paid_at, shipped_at",
    ),
    "when of the time that has to be there": (
        'paid_at = "x"\ncharges = { placed_at = { column = "x", when = { y = "z" } } }',
        "charges.placed_at.when",
        "is for times other than placed_at",
    ),
    "when without a column": ('paid_at = { column = "x", when = {} }', "paid_at.when", "no column"),
    "when that is a word": (
        'paid_at = { column = "x", when = "paid" }',
        "paid_at.when",
        "is 'paid', and an object is needed",
    ),
    "when without a word": (
        'paid_at = { column = "x", when = { y = [] } }',
        "paid_at.when.y",
        'is []: when is told as { column = "word" } or { column = ["word", "other"] }',
    ),
    "when with a word that is none": (
        'paid_at = { column = "x", when = { y = ["a", 1] } }',
        "paid_at.when.y",
        "is ['a', 1]: when is told",
    ),
    "when with a blank word": (
        'paid_at = { column = "x", when = { y = " " } }',
        "paid_at.when.y",
        "when is told",
    ),
    "the sign of what goes up": (
        'total = { column = "x", sign = "minus" }',
        "total.sign",
        (
            "is for what is taken off or comes back: cancelled, returned, refunded, "
            "refunded_units, discounts"
        ),
    ),
    "no such sign": (
        'discounts = [{ column = "x", sign = "-" }]',
        "discounts[0].sign",
        "is '-', and it is one of 'plus', 'minus'",
    ),
    "a sign without a column": (
        'discounts = [{ always = "-1.00", sign = "minus" }]',
        "discounts[0]",
        "for a column of numbers without words",
    ),
    "a sign and words": (
        'discounts = [{ column = "x", words = { a = "1.00" }, sign = "minus" }]',
        "discounts[0]",
        "for a column of numbers without words",
    ),
    "a charge that is called like a time is none": (
        'charges = { paid_at = { same_as = "placed_at" } }',
        "charges.paid_at",
        "no such time",
    ),
    "shipping told twice": (
        'shipping = "x"\ncharges = { shipping = "y" }',
        "charges.shipping",
        "told by $.order.shipping already",
    ),
    "a payment needs a time": ('paid = "x"', "paid", "paid_at"),
    "a tender of no payment": ('tender = "x"', "tender", "paid_at"),
    "a kind of tender of no payment": (
        'tender_kind = { always = "card" }',
        "tender_kind",
        "paid_at",
    ),
    "whose country": ('country = "x"', "country", "customer"),
    "whose tier": ('tier = "x"', "tier", "customer"),
    "two discounts": ('subtotal = "x"\ndiscounts = "y"', "discounts", "subtotal"),
    "tax of no shipping": (
        'shipping_taxes = [{ amount = "x", kind = "included" }]',
        "shipping_taxes",
        "needs shipping",
    ),
}
OF_LINE = {
    "a word for no trait": (
        'traits = { column = "x", words = { a = "sale" } }',
        "traits",
        "no such Trait",
    ),
    "no such kind": ('kind = { always = "thing" }', "kind", "no such LineKind"),
    "units are counted": (
        'shipped = { column = "x", words = { a = "some" } }\nshipped_at = "y"',
        "shipped",
        "all or none",
    ),
    "units need a time": ('shipped = "x"', "shipped", "shipped_at"),
    "units that are given back without money": (
        'refunded_units = "x"\nrefunded_at = "y"',
        "refunded_units",
        "needs refunded",
    ),
    "two amounts": ('price = "x"', "", "one amount"),
    "discounts of a total": ('discounts = "x"', "discounts", "unit_price"),
    "no such tax": (
        'taxes = [{ amount = "x", kind = "extra" }]',
        "taxes[0].kind",
        "no such TaxKind",
    ),
    "a tax of nothing": ("taxes = [{}]", "taxes[0].amount", "is missing"),
    "a rate in percent": (
        'taxes = [{ amount = "x", kind = "added", rate = "19 %" }]',
        "taxes[0].rate",
        "fraction of 1",
    ),
    "a rate that is a number": (
        'taxes = [{ amount = "x", kind = "added", rate = 0.19 }]',
        "taxes[0].rate",
        'is 0.19, and a rate is text, such as "0.19" for 19 percent',
    ),
}
# The same for what the two sections cannot say at once, with the whole path.
OF_BOTH = {
    "told twice": ('shipped_at = "x"', 'shipped_at = "y"', "$.line.shipped_at", "$.order"),
    "refunds of lines and of the order": (
        'refunded = "x"\nrefunded_at = "y"',
        'refunded = "z"',
        "$.line.refunded",
        "for the order",
    ),
    "a refund of the order dated by its lines": (
        'refunded = "x"',
        'refunded_at = "z"',
        "$.line.refunded_at",
        "belongs beside",
    ),
    "taxes of lines and of the order": (
        'taxes = [{ amount = "x", kind = "included" }]',
        'taxes = [{ amount = "y", kind = "included" }]',
        "$.order.taxes",
        "already",
    ),
    "tax on top of what has all tax in": (
        'taxes = [{ amount = "x", kind = "added" }]',
        "",
        "$.line.total",
        "price is needed",
    ),
    "a key that stands twice": ('placed_at = { same_as = "paid_at" }', "", "$", "is no TOML"),
}
OF_FILE = {
    "no decimal sign": ('decimal = ";"', "decimal"),
    "no decimal sign, and nothing wrong with thousands": (
        'decimal = "komma"\nthousands = "."',
        "decimal",
    ),
    "a point for thousands, and the decimals as they are": ('thousands = "."', "thousands"),
    "a number for a sign": ("decimal = 1", "decimal"),
    "one sign for two": ('decimal = ","\nthousands = ","', "thousands"),
    "two delimiters": ('delimiter = ";;"', "delimiter"),
    "a quote between cells": ("delimiter = '\"'", "delimiter"),
    "dates in no known order": ('dates = "us"', "dates"),
    "no time of day": ('day_time = "24:00"', "day_time"),
    "no zone": ('zone = "Berlin"', "zone"),
    "no such choice": ('zero_quantity = "drop"', "zero_quantity"),
    "the encoding is the caller's": ('encoding = "utf-8"', "encoding"),
}


def told(found: list[str], path: str, says: str) -> bool:
    """Is there a problem at a path that says this?"""
    return any(one.startswith(f"{path} ") and says in one for one in found)


@pytest.mark.parametrize(("text", "key", "says"), OF_ORDER.values(), ids=OF_ORDER)
def test_what_an_order_cannot_be_told_by(text: str, key: str, says: str) -> None:
    found = wrong(text)
    assert told(found, f"$.order.{key}", says), found


@pytest.mark.parametrize(("text", "key", "says"), OF_LINE.values(), ids=OF_LINE)
def test_what_a_line_cannot_be_told_by(text: str, key: str, says: str) -> None:
    found = wrong("", text)
    assert told(found, f"$.line.{key}".rstrip("."), says), found


@pytest.mark.parametrize(("order", "line", "path", "says"), OF_BOTH.values(), ids=OF_BOTH)
def test_what_cannot_be_told_at_once(order: str, line: str, path: str, says: str) -> None:
    found = wrong(order, line)
    assert told(found, path, says), found


@pytest.mark.parametrize(("file", "key"), OF_FILE.values(), ids=OF_FILE)
def test_how_cells_are_written_is_checked(file: str, key: str) -> None:
    assert [one.partition(" ")[0] for one in wrong(file=file)] == [f"$.file.{key}"]


def test_a_section_that_is_a_slip() -> None:
    with pytest.raises(DocumentErrors, match=r"\$\.lines is nothing that a mapping can say"):
        csv.read_mapping(f"[order]\n{ORDER}\n[line]\n{LINE}\n[lines]\nsku = 'x'\n")


def test_an_id_that_is_the_same_for_all_rows() -> None:
    text = '[order]\nid = { always = "1" }\nplaced_at = "b"\ncurrency = { always = "EURO" }\n'
    with pytest.raises(DocumentErrors) as caught:
        csv.read_mapping(f"{text}[line]\n{LINE}")
    assert [problem.path for problem in caught.value] == ["$.order.currency", "$.order.id"]
