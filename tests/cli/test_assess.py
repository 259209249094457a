"""`postsales assess`: the report, and the same answers as JSONL."""

import io
import json
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from postsales import refunds, returns
from postsales.samples import orders, refund_terms, requests, shopify_orders, terms
from tests.cli.asking import MONEY, NOON, SAMPLES, TERMS, WOO, lines_of, run, woo, written

Capsys = pytest.CaptureFixture[str]
Host = Callable[[str, str], None]
REPORT = Path(__file__).with_name("report.txt")
BROKEN = ["--refund-terms", "tests.cli.clawed:refund_terms"]
BROKEN += ["--request", "tests.cli.clawed:request"]
JSONL = ["--format", "jsonl", "--quiet"]


PROMOTION = """
from attrs import evolve
from postsales import *
from postsales.samples import refund_terms
at = "2026-03-20T10:15+01:00"
gave = {"tee": EUR("6.00"), "lamp": EUR("6.00")}
order = Order(id="1001", placed_at=at,
    lines=[Line("tee", quantity=3, total=EUR("54.00")),
           Line("lamp", quantity=1, total=EUR("54.00"))],
    promotions=[Promotion("SPRING", given=gave, shipping=EUR("4.95"), minimum=EUR("100.00"))],
    history=[Paid(EUR("108.00"), tender=Tender.card("ch_1"), at=at),
             Delivered({"tee": 3, "lamp": 1}, at=at)])
strict = RefundTerms(id="acme", version="2", shipping=ShippingRefund.NEVER,
    tenders=TenderOrder.AS_PAID, promotions=[PromotionRule(BrokenPromotion.BOTH)])
two = ReturnRequest.of({"tee": 2}, reason="changed_mind")
"""


class TestReport:
    """The report says everything that people ask about an order, and sums up at the end."""

    def test_the_samples_are_reported_as_written_down(self, capsys: Capsys) -> None:
        titles = ["--titles", "postsales.samples:titles"]
        ran = run(capsys, "assess", "postsales.samples:orders", *SAMPLES, *titles)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out == REPORT.read_text(encoding="utf-8"), f"meant? then update {REPORT.name}"

    def test_without_refund_terms_no_money_is_spoken_of(self, capsys: Capsys) -> None:
        asked = ["--from", "python", *TERMS, "--reason", "faulty"]
        ran = run(capsys, "assess", "postsales.samples.yen:order", *asked)
        assert ran.status == 0
        assert "JPY" not in ran.out
        assert "refund" not in ran.out

    def test_times_are_shown_in_the_zone_that_is_named(self, capsys: Capsys) -> None:
        tokyo = run(
            capsys, "assess", "postsales.samples.yen:order", *SAMPLES, "--zone", "Asia/Tokyo"
        )
        # The window of the bowls ends with 19 April in Berlin: 07:00 of the 20th in Tokyo.
        assert "2026-04-20 07:00" in tokyo.out
        assert "asked at 2026-04-02 19:00 (Asia/Tokyo)" in tokyo.out

    @pytest.mark.parametrize("offset", ["+02", "+0200"])
    def test_an_offset_of_whole_hours_may_be_short(self, capsys: Capsys, offset: str) -> None:
        long = run(capsys, "assess", "postsales.samples:orders", *SAMPLES)
        short = run(
            capsys,
            "assess",
            "postsales.samples:orders",
            *SAMPLES,
            "--at",
            f"2026-04-02T12:00{offset}",
        )
        assert short.out == long.out

    def test_money_of_one_code_with_other_decimals_is_summed_apart(
        self, capsys: Capsys, host: Host
    ) -> None:
        host(
            "hostpoints",
            "from postsales import *\n"
            "at = '2026-03-20T09:00Z'\n"
            "def bought(points):\n"
            "    return Order(id='a', placed_at=at, lines=[Line('x', quantity=1, total=points)],\n"
            "        history=[Paid(points, tender=Tender.card('c'), at=at),\n"
            "                 Delivered({'x': 1}, at=at)])\n"
            "orders = [bought(Currency('PTS', exponent=0)('7')),\n"
            "          bought(Currency('PTS', exponent=2)('7'))]\n",
        )
        asked = ["--from", "python", *TERMS, *MONEY, "--reason", "faulty"]
        ran = run(capsys, "assess", "hostpoints:orders", *asked)
        assert ran.status == 0
        assert "2 asked for: 2 allowed\n" in ran.out
        assert "PTS 7 by the terms for 1 order, 7 left\n" in ran.out
        assert "PTS 7.00 by the terms for 1 order, 7.00 left\n" in ran.out

    def test_a_line_that_gave_money_before_is_short(self, capsys: Capsys, host: Host) -> None:
        # 50.00 over three units; 40.00 were given back without units, so two thirds find 10.00.
        host(
            "hostshort",
            "from postsales import *\n"
            "at = '2026-03-20T09:00Z'\n"
            "order = Order(id='a', placed_at=at,\n"
            "    lines=[Line('x', quantity=3, total=EUR('50.00'))],\n"
            "    history=[Paid(EUR('50.00'), tender=Tender.card('c'), at=at),\n"
            "             Delivered({'x': 3}, at=at),\n"
            "             Refunded(EUR('40.00'), at=at, lines=[\n"
            "                 LineRefund('x', units=0, price=EUR('40.00'))])])\n"
            "two = ReturnRequest.of({'x': 2}, reason='faulty')\n",
        )
        asked = ["--from", "python", *TERMS, *MONEY, "--request", "hostshort:two"]
        ran = run(capsys, "assess", "hostshort:order", *asked)
        assert "EUR 10.00 = 10.00 (2 of x)" in ran.out
        assert "short        EUR 23.33 of x were given back before" in ran.out

    def test_what_is_store_credit_is_said(self, capsys: Capsys, host: Host) -> None:
        host(
            "hostcredit",
            "from postsales import *\n"
            "from attrs import evolve\n"
            "from postsales.samples import refund_terms\n"
            "at = '2026-03-20T09:00Z'\n"
            "order = Order(id='a', placed_at=at,\n"
            "    lines=[Line('x', quantity=3, total=EUR('50.00'))],\n"
            "    history=[Paid(EUR('50.00'), tender=Tender.card('c'), at=at),\n"
            "             Delivered({'x': 3}, at=at)])\n"
            "one = ReturnRequest.of({'x': 1}, reason='too_small')\n"
            "window = RefundWindow(Hours(1), since=Delivered)\n"
            "late = evolve(refund_terms, window=window)\n",
        )
        asked = ["--from", "python", *TERMS, "--refund-terms", "hostcredit:late"]
        ran = run(capsys, "assess", "hostcredit:order", *asked, "--request", "hostcredit:one")
        assert "store credit EUR 16.67" in " ".join(ran.out.split())

    def test_several_sources_are_one_report(self, capsys: Capsys) -> None:
        names = [f"postsales.samples.{x}:order" for x in ("yen", "dinar")]
        ran = run(capsys, "assess", *names, *SAMPLES)
        assert "2 orders" in ran.out
        assert ran.out.index("yen") < ran.out.index("dinar")

    def test_what_was_assumed_and_left_out_is_said(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "order.json", json.dumps(woo(shop_note="hi")))
        ran = run(capsys, "assess", path, *WOO)
        assert ran.status == 0
        assert "assumed     $.date_completed_gmt: every unit was shipped then" in ran.out
        assert "not mapped  1 field; see --format jsonl" in ran.out
        assert "7 Mug" in ran.out

    def test_shipping_is_called_so_whatever_its_id(
        self, capsys: Capsys, tmp_path: Path, host: Host
    ) -> None:
        host(
            "hostfallback",
            "from attrs import evolve\n"
            "from postsales import Days, ReturnWindow, Shipped\n"
            "from postsales.samples import terms\n"
            "mine = evolve(terms, window=ReturnWindow(Days(30), since=Shipped))\n",
        )
        asked = [*WOO, "--terms", "hostfallback:mine", "--reason", "faulty"]
        ran = run(capsys, "assess", written(tmp_path, "order.json", json.dumps(woo())), *asked)
        assert "EUR 24.80 = 19.90 (2 of Mug) + 4.90 (shipping)\n" in ran.out

    def test_what_a_broken_promotion_gave_is_a_part_of_the_sum(
        self, capsys: Capsys, host: Host
    ) -> None:
        # Only 72.00 of the 100.00 that were asked for are kept.
        host("hostpromotion", PROMOTION)
        asked = ["--from", "python", *TERMS, "--refund-terms", "hostpromotion:strict"]
        asked += ["--request", "hostpromotion:two"]
        for command in ("assess", "quote"):
            ran = run(capsys, command, "hostpromotion:order", *asked)
            said = "refund EUR 23.05 = 36.00 (2 of tee) - 12.95 (clawed_back SPRING)"
            assert said in " ".join(ran.out.split())
        (row,) = run(capsys, "assess", "hostpromotion:order", *asked, *JSONL).rows
        assert row["quote"]["clawed_back"] == {"SPRING": "12.95"}

    def test_tax_is_told_as_given_back_only_where_nothing_was_withheld(
        self, capsys: Capsys
    ) -> None:
        ran = run(capsys, "assess", "postsales.samples.goodwill:order", *SAMPLES)
        assert "tax in it    EUR 23.79, before anything is withheld\n" in ran.out
        assert "tax back" not in ran.out

    def test_units_that_no_fact_would_settle_are_for_a_person(
        self, capsys: Capsys, host: Host
    ) -> None:
        host(
            "hostseen",
            "from postsales import unknown\n"
            "from postsales.samples import terms\n"
            "def condition_known(case):\n"
            "    return unknown('condition_not_seen')\n"
            "mine = terms.requiring(condition_known)\n",
        )
        asked = ["--from", "python", "--terms", "hostseen:mine", "--at", NOON]
        source = "postsales.samples.yen:order"
        ran = run(capsys, "assess", source, *asked, "--reason", "faulty")
        assert "to decide    3 of bowl, by a person: condition_not_seen\n" in ran.out

    def test_nothing_from_a_document_reaches_the_terminal_as_a_command(
        self, capsys: Capsys, tmp_path: Path
    ) -> None:
        line = {"id": 7, "name": "\x1b[2J\r\nmug", "quantity": 2, "total": "19.90", "taxes": []}
        path = written(tmp_path, "order.json", json.dumps(woo(line_items=[line])))
        ran = run(capsys, "assess", path, *WOO)
        assert "\x1b" not in ran.out
        assert "\\x1b[2J\\r\\nmug" in ran.out


class TestJsonl:
    """A row holds what the direct calls of the library answer."""

    def test_every_sample_is_a_row_with_the_same_answer(self, capsys: Capsys) -> None:
        ran = run(capsys, "assess", "postsales.samples:orders", *SAMPLES, *JSONL)
        assert (ran.status, ran.err) == (0, "")
        for order, row in zip(orders, ran.rows, strict=True):
            decision = returns.assess(order, requests[order.id], terms, at=NOON)
            quote = refunds.quote(decision, refund_terms)
            change = decision.next_change
            assert row["order"] == order.id
            assert row["outcome"] == str(decision.outcome)
            assert row["at"] == "2026-04-02T10:00:00Z"
            assert row["terms"] == {"id": terms.id, "version": terms.version}
            assert row["because"] == decision.because
            assert [x["allowed"] for x in row["items"]] == [x.allowed for x in decision.items]
            assert [x["refused"] for x in row["items"]] == [x.refused for x in decision.items]
            assert [x["referred"] for x in row["items"]] == [x.referred for x in decision.items]
            assert [x["because"] for x in row["items"]] == [x.because for x in decision.items]
            assert [x and x["last_day"] for x in column(row["items"], "deadline")] == [
                x.deadline and x.deadline.last_day.isoformat() for x in decision.items
            ]
            assert [x["removes"] for x in row["hints"]] == [[*x.removes] for x in decision.hints]
            assert (row["next_change"] or {}).get("line") == (change and change.line)
            assert row["quote"]["currency"] == order.currency.code
            assert row["quote"]["total"] == str(quote.total.amount)
            assert row["quote"]["withheld"] == str(quote.withheld.amount)
            assert row["quote"]["store_credit"] == str(quote.store_credit.amount)
            assert row["quote"]["tenders"] == {x: str(m.amount) for x, m in quote.tenders.items()}
            assert column(row["quote"]["lines"], "amount") == [
                str(x.amount.amount) for x in quote.lines
            ]
            assert column(row["quote"]["fees"], "amount") == [
                str(x.amount.amount) for x in quote.fees
            ]

    def test_the_keys_are_the_same_in_every_row(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "order.json", json.dumps(woo()))
        rows = run(capsys, "assess", "postsales.samples:orders", *SAMPLES, *JSONL).rows
        rows += run(capsys, "assess", path, *WOO, *JSONL).rows
        assert {tuple(row) for row in rows} == {
            (
                "order",
                "source",
                "line",
                "outcome",
                "at",
                "terms",
                "items",
                "because",
                "next_change",
                "hints",
                "quote",
                "assumed",
                "unmapped",
            )
        }

    def test_the_next_change_and_deadlines_are_instants_in_utc(self, capsys: Capsys) -> None:
        (row,) = run(capsys, "assess", "postsales.samples.yen:order", *SAMPLES, *JSONL).rows
        assert row["next_change"] == {
            "at": "2026-04-19T22:00:00Z",
            "line": "bowl",
            "because": "window_closed",
        }
        assert row["items"][0]["deadline"] == {
            "last_day": "2026-04-19",
            "ends_at": "2026-04-19T22:00:00Z",
            "zone": "Europe/Berlin",
        }

    def test_without_refund_terms_there_is_no_quote(self, capsys: Capsys) -> None:
        asked = ["--from", "python", *TERMS, "--reason", "faulty", *JSONL]
        (row,) = run(capsys, "assess", "postsales.samples.yen:order", *asked).rows
        assert row["quote"] is None

    def test_rows_are_ascii(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "order.json", json.dumps(woo(transaction_id="Zürich ✓")))
        ran = run(capsys, "assess", path, *WOO, *JSONL)
        assert ran.status == 0
        assert ran.out.isascii()

    def test_answers_and_problems_go_into_files(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "orders.jsonl", lines_of(woo(1), woo(2, currency="euro"), woo(3)))
        out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
        files = ["--out", str(out), "--errors", str(errors)]
        ran = run(capsys, "assess", path, *WOO, *JSONL, *files)
        assert (ran.status, ran.out, ran.err) == (1, "", "")
        answered = [json.loads(x) for x in out.read_text().splitlines()]
        assert [(x["order"], x["line"]) for x in answered] == [("1", 1), ("3", 3)]
        (problem,) = [json.loads(x) for x in errors.read_text().splitlines()]
        assert problem["says"]
        assert {**problem, "says": ""} == {
            "source": path,
            "line": 2,
            "order": "2",
            "path": "$.currency",
            "says": "",
        }


def column(rows: list[dict[str, Any]], key: str) -> list[Any]:
    return [row[key] for row in rows]


class TestRequests:
    """A request is one for all, one for each by id, or worked out."""

    def test_everything_is_asked_for_a_reason(self, capsys: Capsys) -> None:
        asked = ["--from", "python", *TERMS, "--reason", "changed_mind", *JSONL]
        (row,) = run(capsys, "assess", "postsales.samples.split_delivery:order", *asked).rows
        assert row["items"][0]["asked"] == 4

    def test_a_request_is_asked_of_every_order(self, capsys: Capsys) -> None:
        asked = ["--from", "python", *TERMS, "--request", "postsales.samples.yen:request", *JSONL]
        (row,) = run(capsys, "assess", "postsales.samples.yen:order", *asked).rows
        assert row["items"][0]["asked"] == 2

    def test_a_function_works_the_request_out(self, capsys: Capsys, host: Host) -> None:
        host(
            "hostpolicy",
            "from postsales import ReturnRequest\n"
            "def first_line(order):\n"
            "    return ReturnRequest.of({order.lines[0].id: 1}, reason='faulty')\n",
        )
        asked = ["--from", "python", *TERMS, *JSONL, "--request", "hostpolicy:first_line"]
        rows = run(capsys, "assess", "postsales.samples:orders", *asked).rows
        assert [x["items"][0]["asked"] for x in rows] == [1] * 16

    def test_an_order_that_a_mapping_lacks_is_a_problem_of_its_own(
        self, capsys: Capsys, host: Host
    ) -> None:
        host(
            "hostrequests",
            "from postsales.samples import requests\n"
            "some = {id: x for id, x in requests.items() if id != 'yen'}\n",
        )
        asked = ["--from", "python", *TERMS, *JSONL, "--request", "hostrequests:some"]
        ran = run(capsys, "assess", "postsales.samples:orders", *asked)
        assert ran.status == 1
        assert len(ran.rows) == 15
        assert "hostrequests:some has no ReturnRequest for it" in ran.err

    def test_a_request_for_a_line_that_an_order_lacks_is_a_problem_of_its_own(
        self, capsys: Capsys
    ) -> None:
        asked = ["--from", "python", *TERMS, "--request", "postsales.samples.yen:request", *JSONL]
        ran = run(capsys, "assess", "postsales.samples:orders", *asked)
        assert ran.status == 1
        assert [row["order"] for row in ran.rows] == ["yen"]
        assert "order 'dinar': $ cannot be answered: no line 'bowl'" in ran.err


class TestPythonOrders:
    """Orders come from any iterable, and are taken one by one."""

    def test_a_generator_is_read_as_far_as_it_goes(self, capsys: Capsys, host: Host) -> None:
        host(
            "hostorders",
            "from postsales.samples import orders as known\n"
            "from postsales import Days\n"
            "def made():\n"
            "    yield known[0]\n"
            "    yield 'no order'\n"
            "    yield known[1]\n"
            "    Days(-1)\n"
            "orders = made()\n",
        )
        ran = run(capsys, "assess", "hostorders:orders", *SAMPLES, *JSONL)
        assert ran.status == 1
        assert [row["order"] for row in ran.rows] == ["split-delivery", "one-second"]
        first, second = ran.err.splitlines()
        assert first == "postsales: hostorders:orders: $[1] is 'no order', and an Order is needed"
        assert second.startswith("postsales: hostorders:orders: $[3] cannot be: ")


class TestWooCommerce:
    """Documents come one a line, in a list, alone, or through the standard input."""

    def test_one_order_a_line(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "orders.jsonl", lines_of(woo(1), "", woo(2)))
        rows = run(capsys, "assess", path, *WOO, *JSONL).rows
        assert [(x["order"], x["line"], x["source"]) for x in rows] == [
            ("1", 1, path),
            ("2", 3, path),
        ]

    @pytest.mark.parametrize("indent", [None, 1], ids=["on one line", "on many lines"])
    @pytest.mark.parametrize("name", ["orders.json", "orders.txt"])
    def test_a_list_of_orders(
        self, capsys: Capsys, tmp_path: Path, name: str, indent: int | None
    ) -> None:
        path = written(tmp_path, name, json.dumps([woo(1), woo(2)], indent=indent))
        rows = run(capsys, "assess", path, *WOO, *JSONL).rows
        assert [(x["order"], x["line"]) for x in rows] == [("1", None), ("2", None)]

    @pytest.mark.parametrize("indent", [None, 1], ids=["on one line", "on many lines"])
    @pytest.mark.parametrize("name", ["order.json", "order"])
    def test_one_order(self, capsys: Capsys, tmp_path: Path, name: str, indent: int | None) -> None:
        path = written(tmp_path, name, json.dumps(woo(1), indent=indent))
        rows = run(capsys, "assess", path, *WOO, *JSONL).rows
        assert [x["order"] for x in rows] == ["1"]

    def test_the_standard_input(self, capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
        text = b"\xef\xbb\xbf" + lines_of(woo(1), woo(2)).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        rows = run(capsys, "assess", "-", *WOO, *JSONL).rows
        assert [(x["order"], x["source"]) for x in rows] == [("1", "-"), ("2", "-")]

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            pytest.param("\n \n" + lines_of(woo(1), woo(2)), [("1", 3), ("2", 4)], id="lines"),
            pytest.param(
                "\n" + json.dumps([woo(1)]), [("1", None)], id="a list after a blank line"
            ),
            pytest.param("\n\n" + json.dumps(woo(1), indent=1), [("1", None)], id="over lines"),
            pytest.param(
                json.dumps(woo(1)).replace(', "status"', ',\n"status"'),
                [("1", None)],
                id="a first line that goes on",
            ),
        ],
    )
    def test_a_stream_may_begin_with_blank_lines_and_hold_one_document(
        self,
        capsys: Capsys,
        monkeypatch: pytest.MonkeyPatch,
        text: str,
        places: list[tuple[str, int | None]],
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        ran = run(capsys, "assess", "-", *WOO, *JSONL)
        assert (ran.status, [(x["order"], x["line"]) for x in ran.rows]) == (0, places)

    def test_lines_before_a_document_are_counted_in_its_problem(
        self, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'\n\n{\n"id" 1}')))
        ran = run(capsys, "assess", "-", *WOO)
        assert "(line 4, column 6)" in ran.err

    def test_refunds_that_were_fetched_apart(self, capsys: Capsys, tmp_path: Path) -> None:
        refund = {
            "id": 90,
            "date_created_gmt": "2026-03-20T09:00:00",
            "amount": "5.00",
            "line_items": [],
        }
        order = woo(refunds=[{"id": 90, "reason": "", "total": "-5.00"}])
        path = written(tmp_path, "orders.jsonl", lines_of(order, both(order, [refund])))
        ran = run(capsys, "assess", path, *WOO, *JSONL)
        assert (ran.status, ran.err) == (0, "")
        alone, together = ([x["path"] for x in row["assumed"]] for row in ran.rows)
        assert "$.refunds[0]" in alone
        assert "$.order.refunds[0]" not in together
        assert "$.order.date_completed_gmt" in together

    def test_paths_lead_into_the_document_that_holds_order_and_refunds(
        self, capsys: Capsys, tmp_path: Path
    ) -> None:
        wrong = both(woo(1, total="x"), [{"id": 90, "amount": "y"}])
        no_order: dict[str, Any] = {"order": None, "refunds": []}
        path = written(tmp_path, "orders.json", json.dumps([wrong, no_order]))
        errors = tmp_path / "errors"
        assert run(capsys, "assess", path, *WOO, *JSONL, "--errors", str(errors)).status == 1
        paths = [json.loads(x)["path"] for x in errors.read_text().splitlines()]
        assert {"$[0].order.total", "$[0].refunds[0].amount", "$[1].order"} <= {*paths}
        assert all(x.startswith(("$[0].order", "$[0].refunds[0]", "$[1].order")) for x in paths)

    def test_a_problem_in_a_list_has_its_place_in_the_list(
        self, capsys: Capsys, tmp_path: Path
    ) -> None:
        text = json.dumps([woo(1), woo(2, total="x"), 5])
        path = written(tmp_path, "orders.json", text)
        ran = run(capsys, "assess", path, *WOO, *JSONL)
        assert ran.status == 1
        assert len(ran.rows) == 1
        assert f"{path}, order '2': $[1].total " in ran.err
        assert f"{path}: $[2] is 5, and an order is an object" in ran.err

    def test_orders_of_a_real_shop(
        self, capsys: Capsys, shared: Callable[[str], Path], host: Host
    ) -> None:
        host(
            "hostterms",
            "from attrs import evolve\n"
            "from postsales import Days, ReturnWindow, Shipped\n"
            "from postsales.samples import terms\n"
            "mine = evolve(terms, window=ReturnWindow(Days(30), since=Shipped))\n",
        )
        path = str(shared("real/woocommerce/order_completed.json"))
        asked = ["--from", "woocommerce", "--terms", "hostterms:mine", *MONEY]
        at = ["--reason", "faulty", "--at", "2017-04-02T12:00Z"]
        (row,) = run(capsys, "assess", path, *asked, *at, *JSONL).rows
        # 12.00 + 6.00 + tax 1.35 + shipping 10.00: everything comes back
        assert (row["outcome"], row["quote"]["total"]) == ("allowed", "29.35")


def both(order: dict[str, Any], apart: list[dict[str, Any]]) -> dict[str, Any]:
    return {"order": order, "refunds": apart}


SHOPIFY = ["--from", "shopify", *TERMS, *MONEY, "--reason", "changed_mind"]


class TestShopify:
    """Orders of Shopify come as they are, one a line, as a list or as a whole reply."""

    @pytest.mark.parametrize("is_reply", [True, False], ids=["a reply", "a list"])
    def test_several_in_one_file(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, *, is_reply: bool
    ) -> None:
        orders = shopify_orders(count=3)
        data = {"orders": orders} if is_reply else orders
        path = written(tmp_path, "orders.json", json.dumps(data))
        rows = run(capsys, "assess", path, *SHOPIFY, *JSONL).rows
        assert [row["order"] for row in rows] == [str(order["id"]) for order in orders]

    @pytest.mark.parametrize(
        ("reply", "place"),
        [
            pytest.param(lambda x: {"data": {"orders": {"nodes": x}}}, "nodes[1]", id="nodes"),
            pytest.param(
                lambda x: {
                    "data": {"orders": {"edges": [{"cursor": "c", "node": y} for y in x]}},
                    "extensions": {"cost": {}},
                },
                "edges[1].node",
                id="edges, and what it cost",
            ),
        ],
    )
    def test_a_reply_of_graphql(
        self,
        capsys: pytest.CaptureFixture[str],
        tmp_path: Path,
        reply: Callable[[list[Any]], dict[str, Any]],
        place: str,
    ) -> None:
        good, bad, last = shopify_orders(count=3)
        several = [good, {**bad, "currency": "EURO"}, last]
        path = written(tmp_path, "reply.json", json.dumps(reply(several)))
        ran = run(capsys, "assess", path, *SHOPIFY, *JSONL)
        assert [row["order"] for row in ran.rows] == [str(good["id"]), str(last["id"])]
        assert f"$.data.orders.{place}.currency is 'EURO'" in ran.err

    def test_a_reply_of_graphql_with_one_order(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        (order,) = shopify_orders(count=1)
        path = written(tmp_path, "orders.jsonl", lines_of({"data": {"order": order}}))
        (row,) = run(capsys, "assess", path, *SHOPIFY, *JSONL).rows
        assert row["order"] == str(order["id"])

    @pytest.mark.parametrize(
        ("reply", "says"),
        [
            pytest.param({"orders": []}, "", id="no orders"),
            pytest.param({"data": {"orders": {"nodes": []}}}, "", id="no nodes"),
            pytest.param({"orders": 5}, "$ is a reply: read what stands at $.orders", id="no list"),
            pytest.param({"data": None}, "$.data is null, and an order", id="no data"),
            pytest.param(
                {"data": {"orders": {"edges": [5]}}},
                "$.data.orders.edges[0] is 5, and an order is an object",
                id="no edge",
            ),
        ],
    )
    def test_a_reply_without_orders(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, reply: object, says: str
    ) -> None:
        path = written(tmp_path, "reply.json", json.dumps(reply))
        ran = run(capsys, "assess", path, *SHOPIFY, *JSONL)
        assert (ran.status, ran.out) == (1 if says else 0, "")
        assert says in ran.err

    @pytest.mark.parametrize(
        ("reply", "says"),
        [
            pytest.param(
                {"errors": [{"message": "throttled"}, "slow"], "data": None},
                "$.errors is what the shop replied: 'throttled', 'slow'",
                id="GraphQL",
            ),
            pytest.param(
                {"errors": "unknown key"},
                "$.errors is what the shop replied: 'unknown key'",
                id="REST",
            ),
        ],
    )
    def test_a_reply_that_tells_a_failure(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, reply: object, says: str
    ) -> None:
        path = written(tmp_path, "reply.json", json.dumps(reply))
        ran = run(capsys, "assess", path, *SHOPIFY, *JSONL)
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.splitlines() == [f"postsales: {path}: {says}"]

    def test_what_a_reply_holds_besides_its_failure_is_read(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        reply = {"errors": [{"message": "late"}], "data": {"orders": {"nodes": [5]}}}
        ran = run(capsys, "assess", written(tmp_path, "r.json", json.dumps(reply)), *SHOPIFY)
        assert ran.status == 1
        assert "$.errors is what the shop replied: 'late'" in ran.err
        assert "$.data.orders.nodes[0] is 5" in ran.err

    def test_one_a_line_and_one_in_a_reply(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        one, other = shopify_orders(count=2)
        path = written(tmp_path, "orders.jsonl", lines_of(one, {"order": other}))
        rows = run(capsys, "assess", path, *SHOPIFY, *JSONL).rows
        assert [(row["order"], row["line"]) for row in rows] == [
            (str(one["id"]), 1),
            (str(other["id"]), 2),
        ]

    def test_problems_are_told_with_the_path_in_the_reply(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        good, bad = shopify_orders(count=2)
        data = json.dumps({"orders": [good, {**bad, "currency": "EURO"}, 5]})
        ran = run(capsys, "assess", written(tmp_path, "orders.json", data), *SHOPIFY, *JSONL)
        assert ran.status == 1
        assert [row["order"] for row in ran.rows] == [str(good["id"])]
        assert "$.orders[1].currency is 'EURO'" in ran.err
        assert "$.orders[2] is 5, and an order is an object" in ran.err

    def test_what_is_no_json_is_told(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path
    ) -> None:
        ran = run(capsys, "assess", written(tmp_path, "orders.jsonl", "{"), *SHOPIFY)
        assert ran.status == 1
        assert "is no JSON" in ran.err


class TestPromotions:
    """What a broken promotion gave is a part of the sum, in words and in rows."""

    def test_the_parts_come_to_the_refund(self, capsys: Capsys) -> None:
        ran = run(capsys, "assess", "tests.cli.clawed:order", "--from", "python", *TERMS, *BROKEN)
        (refund,) = [x for x in ran.out.splitlines() if x.strip().startswith("refund ")]
        total, parts = refund.replace("refund", "").replace("EUR", "").split("=")
        assert "(clawed_back SPRING)" in parts
        terms = re.findall(r"([+-]?) ?([0-9.]+) \(", parts)
        assert sum(Decimal(f"{sign}{x}") for sign, x in terms) == Decimal(total.strip())

    def test_the_row_has_it_by_promotion(self, capsys: Capsys) -> None:
        asked = [*TERMS, *BROKEN, "--format", "jsonl"]
        (row,) = run(capsys, "assess", "tests.cli.clawed:order", "--from", "python", *asked).rows
        told = row["quote"]
        (line,) = told["lines"]
        (clawed,) = told["clawed_back"].values()
        assert Decimal(clawed) > 0
        assert Decimal(line["amount"]) - Decimal(clawed) == Decimal(told["total"])
