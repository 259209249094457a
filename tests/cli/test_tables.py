"""Answers as CSV: stable columns, what RFC 4180 says, and no formulas of strangers."""

import csv
import io
import json
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from postsales import refunds, returns
from postsales.cli.rows import sums
from postsales.cli.tables import ITEMS, QUOTES, safe
from postsales.refunds.quote import RefundQuote
from postsales.samples import orders, refund_terms, requests, shopify_orders, terms
from tests.cli.asking import MONEY, NOON, SAMPLES, TERMS, WOO, Ran, lines_of, run, woo, written

Capsys = pytest.CaptureFixture[str]
Host = Callable[[str, str], None]
CSV = ["--format", "csv", "--quiet"]
ORDERS = "postsales.samples:orders"
SHOPIFY = ["--from", "shopify", *TERMS, *MONEY, "--reason", "changed_mind"]


def rows_of(ran: Ran) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ran.out, newline="")))


@pytest.fixture
def export(tmp_path: Path) -> str:
    """Two hundred orders of a shop that sells in many currencies."""
    return written(tmp_path, "orders.jsonl", lines_of(*shopify_orders(count=200)))


class TestItems:
    """A row of each line that was asked about, in the order of the answers."""

    def test_a_row_holds_what_the_library_answers(self, capsys: Capsys) -> None:
        ran = run(capsys, "assess", ORDERS, *SAMPLES, *CSV)
        assert (ran.status, ran.err) == (0, "")
        told = iter(rows_of(ran))
        for order in orders:
            decision = returns.assess(order, requests[order.id], terms, at=NOON)
            quote = refunds.quote(decision, refund_terms)
            amounts = {x.line: x.amount.amount for x in quote.lines}
            for item in decision.items:
                row = next(told)
                assert (row["order"], row["line"]) == (order.id, item.line)
                assert row["title"] == (order.line(item.line).title or "")
                assert [int(row[x]) for x in ("asked", "allowed", "refused", "referred")] == [
                    item.asked,
                    item.allowed,
                    item.refused,
                    item.referred,
                ]
                assert row["because"] == ", ".join(f"{x} {k}" for x, k in item.because.items())
                assert row["last_day"] == (
                    item.deadline.last_day.isoformat() if item.deadline else ""
                )
                assert row["currency"] == order.currency.code
                assert Decimal(row["amount"]) == amounts.get(item.line, 0)
                assert row["outcome"] == decision.outcome.value
                assert (row["terms"], row["terms_version"]) == (terms.id, terms.version)
        assert next(told, None) is None

    def test_what_somebody_has_to_find_out_is_told(self, capsys: Capsys) -> None:
        source = "postsales.samples.no_delivery_date:order"
        (row,) = rows_of(run(capsys, "assess", source, *SAMPLES, *CSV))
        assert row["to_settle"] == "delivered_at"

    def test_without_terms_for_refunds_no_amount_is_told(self, capsys: Capsys) -> None:
        asked = ["--from", "python", *TERMS, "--reason", "faulty", *CSV]
        (row,) = rows_of(run(capsys, "assess", "postsales.samples.yen:order", *asked))
        assert (row["amount"], row["currency"]) == ("", "JPY")

    def test_what_reading_assumed_and_where_it_stood(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "orders.jsonl", lines_of("", woo(1, color="blue")))
        (row,) = rows_of(run(capsys, "assess", path, *WOO, *CSV))
        assert (row["source"], row["source_line"], row["unmapped"]) == (path, "2", "1")
        assert int(row["assumed"]) > 0


def test_the_standard_input_is_called_as_it_is_named(
    capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = io.TextIOWrapper(io.BytesIO(lines_of(woo(1)).encode()))
    monkeypatch.setattr(sys, "stdin", read)
    (row,) = rows_of(run(capsys, "assess", "-", *WOO, *CSV))
    assert row["source"] == "-"


class TestQuotes:
    """A row of the money of each order, whose sums add up to the last minor unit."""

    def test_the_sums_of_every_order_add_up(self, capsys: Capsys, export: str) -> None:
        ran = run(capsys, "quote", export, *SHOPIFY, *CSV)
        rows = rows_of(ran)
        assert len({x["currency"] for x in rows}) > 4
        assert any(Decimal(x["fees"]) for x in rows)
        for row in rows:
            told = {x: Decimal(row[x]) for x in _SUMS}
            taken = told["fees"] + told["clawed_back"] + told["withheld"]
            assert told["goods"] + told["charges"] - taken == told["total"]
            tenders = [x.rsplit(" ", 1) for x in row["tenders"].split("; ") if x]
            assert sum(Decimal(x) for _, x in tenders) + told["store_credit"] == told["total"]

    def test_lines_of_json_tell_what_reading_assumed(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "orders.jsonl", lines_of(woo(1, color="blue")))
        asked = [path, *WOO, "--format", "jsonl", "--quiet"]
        (quoted,) = run(capsys, "quote", *asked).rows
        (assessed,) = run(capsys, "assess", *asked).rows
        assert quoted["unmapped"] == assessed["unmapped"] == ["$.color"]
        assert quoted["assumed"] == assessed["assumed"] != []

    def test_lines_of_json_tell_the_same(self, capsys: Capsys, export: str) -> None:
        table = rows_of(run(capsys, "quote", export, *SHOPIFY, *CSV))
        rows = run(capsys, "quote", export, *SHOPIFY, "--format", "jsonl", "--quiet").rows
        assert len(rows) == len(table) > 100
        for row, cells in zip(rows, table, strict=True):
            assert row["line"] == int(cells["source_line"])
            same = ("order", "outcome", "currency", "at", *_SUMS)
            assert [row[x] for x in same] == [cells[x] for x in same]
            told = "; ".join(f"{x} {money}" for x, money in row["tenders"].items())
            assert told == cells["tenders"]

    def test_the_samples_give_what_the_library_quotes(self, capsys: Capsys) -> None:
        told = rows_of(run(capsys, "quote", ORDERS, *SAMPLES, *CSV))
        for order, row in zip(orders, told, strict=True):
            quote = _quoted(order.id)
            assert {x: row[x] for x in _SUMS} == {x: str(y.amount) for x, y in sums(quote).items()}
            assert row["refund_terms"] == refund_terms.id

    def test_a_report_of_the_money_alone(self, capsys: Capsys) -> None:
        ran = run(capsys, "quote", "postsales.samples.split_delivery:order", *SAMPLES)
        assert ran.out.splitlines()[:5] == [
            "split-delivery  partly",
            "  refund       EUR 10.00 = 14.95 (2 of socks) - 4.95 (return_shipping)",
            "  tax back     EUR 2.39",
            "  goes to      ch_1 10.00",
            "  next change  2026-04-11 00:00: socks, window_closed",
        ]
        assert "exposure  EUR 10.00 by the terms for 1 order, " in ran.out


_SUMS = (
    "goods",
    "charges",
    "fees",
    "clawed_back",
    "withheld",
    "total",
    "store_credit",
    "tax",
)


def _quoted(id: str) -> RefundQuote:
    (order,) = (x for x in orders if x.id == id)
    return refunds.quote(returns.assess(order, requests[id], terms, at=NOON), refund_terms)


class TestForm:
    """The bytes are the same on every system and for every spreadsheet."""

    @pytest.mark.parametrize(("command", "table"), [("assess", ITEMS), ("quote", QUOTES)])
    def test_the_columns_and_the_ends_of_lines(
        self, capsys: Capsys, tmp_path: Path, command: str, table: object
    ) -> None:
        assert table in (ITEMS, QUOTES)
        out = tmp_path / "out.csv"
        ran = run(capsys, command, ORDERS, *SAMPLES, "--quiet", "--out", str(out))
        assert (ran.status, ran.out) == (0, "")
        text = out.read_bytes()
        columns = (ITEMS if command == "assess" else QUOTES).columns
        assert text.startswith(",".join(columns).encode() + b"\r\n")
        assert text.count(b"\n") == text.count(b"\r\n") == len(text.decode().splitlines())
        assert run(capsys, command, ORDERS, *SAMPLES, *CSV).out.encode() == text

    def test_without_orders_there_are_columns(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "orders.jsonl", "")
        ran = run(capsys, "assess", path, *WOO, *CSV)
        assert (ran.status, ran.out) == (0, ITEMS.head)

    def test_letters_of_all_kinds_quotes_and_ends_of_lines(
        self, capsys: Capsys, tmp_path: Path
    ) -> None:
        name = 'Täßchen ✓, "groß"\nund rund'
        path = written(tmp_path, "order.json", json.dumps(_named(name)))
        (row,) = rows_of(run(capsys, "assess", path, *WOO, *CSV))
        assert row["title"] == name

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param('=HYPERLINK("http://x")', id="a formula"),
            pytest.param("+1+1", id="a sum"),
            pytest.param("-2+3", id="a difference"),
            pytest.param("@SUM(A1)", id="a function"),
            pytest.param("\t=1", id="behind a tab"),
            pytest.param("\r=1", id="behind an end of line"),
            pytest.param("\n=1", id="behind a line feed"),
            pytest.param("'=1", id="with an apostrophe of its own"),
        ],
    )
    def test_what_a_spreadsheet_would_work_out_is_text(
        self, capsys: Capsys, tmp_path: Path, text: str
    ) -> None:
        path = written(tmp_path, "order.json", json.dumps(_named(text)))
        (row,) = rows_of(run(capsys, "assess", path, *WOO, *CSV))
        assert row["title"] == f"'{text}" == safe(text)
        # One apostrophe taken away, it is what it was.
        assert row["title"].removeprefix("'") == text

    def test_amounts_of_our_own_stay_figures(self) -> None:
        assert safe("14.95") == "14.95"
        assert safe("") == ""


def _named(name: str) -> dict[str, object]:
    line = {"id": 7, "name": name, "quantity": 2, "total": "19.90", "taxes": []}
    return woo(line_items=[line])
