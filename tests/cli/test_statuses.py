"""Exit statuses, and sentences for what cannot be asked."""

import json
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

from postsales.cli import commands, main
from postsales.samples import terms
from tests.cli.asking import MONEY, NOON, SAMPLES, TERMS, WOO, lines_of, run, woo, written

Capsys = pytest.CaptureFixture[str]
Host = Callable[[str, str], None]

ORDERS = "postsales.samples:orders"
PYTHON = ["--from", "python"]
REASON = ["--reason", "faulty"]

USAGE = [
    ("no command", [], "COMMAND"),
    ("an unknown command", ["ship"], "invalid choice: 'ship'"),
    ("no source", ["assess", *SAMPLES], "SOURCE"),
    ("no origin", ["assess", ORDERS, *TERMS, *REASON], "--from"),
    (
        "an unknown platform",
        ["assess", ORDERS, "--from", "magento", *TERMS, *REASON],
        "choose from 'csv', 'json', 'python', 'shopify', 'woocommerce'",
    ),
    ("an unknown option", ["assess", ORDERS, *SAMPLES, "--fast"], "unrecognized arguments: --fast"),
    ("an option cut short", ["assess", ORDERS, *SAMPLES, "--form", "jsonl"], "--form"),
    ("two things asked", ["assess", ORDERS, *SAMPLES, *REASON], "not allowed with argument"),
    ("a blank reason", ["assess", ORDERS, *PYTHON, *TERMS, "--reason", " "], "--reason is ' '"),
    (
        "no instant",
        ["assess", ORDERS, *PYTHON, *REASON, "--terms", "postsales.samples:terms"],
        "--at is missing: postsales has no clock, so say when it is asked",
    ),
    (
        "a day as an instant",
        ["assess", ORDERS, *SAMPLES, "--at", "2026-04-02"],
        "--at is '2026-04-02': a moment is an aware datetime or ISO 8601 text with an offset",
    ),
    (
        "a naive instant",
        ["assess", ORDERS, *SAMPLES, "--at", "2026-04-02T12:00"],
        "a naive time names no instant",
    ),
    (
        "an offset of one digit",
        ["assess", ORDERS, *SAMPLES, "--at", "2026-04-02T12:00+1"],
        "ISO 8601 text with an offset; write it like 2026-03-02T10:15+01:00",
    ),
    ("an unknown zone", ["assess", ORDERS, *SAMPLES, "--zone", "Mars"], "--zone is 'Mars'"),
    ("no module in terms", ["assess", ORDERS, *SAMPLES, "--terms", "terms"], "say MODULE:NAME"),
    ("no name in terms", ["assess", ORDERS, *SAMPLES, "--terms", "postsales:"], "say MODULE:NAME"),
    (
        "an unknown module",
        ["assess", ORDERS, *SAMPLES, "--terms", "acme_of_nowhere:terms"],
        "--terms: there is no module 'acme_of_nowhere'",
    ),
    (
        "an unknown module below a known one",
        ["assess", ORDERS, *SAMPLES, "--terms", "postsales.samples.nowhere:terms"],
        "there is no module 'postsales.samples.nowhere'",
    ),
    (
        "an unknown name",
        ["assess", ORDERS, *SAMPLES, "--terms", "postsales.samples:policy_of_nobody"],
        "postsales.samples has no 'policy_of_nobody'; ReturnTerms there: terms",
    ),
    (
        "an unknown name among refund terms",
        ["assess", ORDERS, *SAMPLES, "--refund-terms", "postsales.samples:terms_of_nobody"],
        "has no 'terms_of_nobody'; RefundTerms there: refund_terms",
    ),
    (
        "an unknown name among requests",
        ["assess", ORDERS, *PYTHON, *TERMS, "--request", "postsales.samples.yen:everything"],
        "has no 'everything'; requests there: request",
    ),
    (
        "an unknown name among titles",
        ["assess", ORDERS, *SAMPLES, "--titles", "postsales.samples:names"],
        "has no 'names'; titles there: titles",
    ),
    (
        "an unknown name among sources",
        ["assess", "postsales.samples:sales", *SAMPLES],
        "has no 'sales'; orders there: called_off, orders",
    ),
    (
        "a module without any terms",
        ["assess", ORDERS, *SAMPLES, "--terms", "json:terms"],
        "json has no 'terms'; no name there stands for ReturnTerms",
    ),
    (
        "terms that are none",
        ["assess", ORDERS, *SAMPLES, "--terms", "postsales.samples:refund_terms"],
        "of the class RefundTerms: ReturnTerms is needed",
    ),
    (
        "refund terms that are none",
        ["assess", ORDERS, *SAMPLES, "--refund-terms", "postsales:RefundTerms"],
        "the class RefundTerms: RefundTerms is needed",
    ),
    (
        "a request that is none",
        ["assess", ORDERS, *PYTHON, *TERMS, "--request", "postsales.samples:orders"],
        "a ReturnRequest, a mapping from order id to one or a function is needed",
    ),
    (
        "titles that are none",
        ["assess", ORDERS, *SAMPLES, "--titles", "postsales.samples:orders"],
        "a mapping from order id to text is needed",
    ),
    (
        "orders that are none",
        ["assess", "postsales:EUR", *SAMPLES],
        "the source 'postsales:EUR' is a Currency: an Order or an iterable of orders is needed",
    ),
    (
        "a mapping of orders",
        ["assess", "postsales.samples:titles", *SAMPLES],
        "an Order or an iterable of orders is needed",
    ),
    (
        "a file that is not there",
        ["assess", "nowhere.json", *WOO],
        "the source 'nowhere.json' does not exist: name a file, or - for the standard input",
    ),
    ("a folder", ["assess", ".", *WOO], "the source '.' is a folder"),
    (
        "a folder to write into",
        ["assess", ORDERS, *SAMPLES, "--out", "."],
        "--out is '.': it cannot be written: Is a directory",
    ),
    (
        "a file in a folder that is not there",
        ["assess", ORDERS, *SAMPLES, "--errors", "nowhere/errors.jsonl"],
        "No such file or directory",
    ),
    (
        "one file for two outputs",
        ["assess", ORDERS, *SAMPLES, "--out", "a.jsonl", "--errors", "./a.jsonl"],
        "--errors is './a.jsonl': it is used already",
    ),
    ("no order to explain", ["explain", ORDERS, *SAMPLES], "--order"),
    (
        "an option that only other commands have",
        ["explain", ORDERS, *SAMPLES, "--order", "yen", "--jobs", "2"],
        "unrecognized arguments: --jobs 2; see postsales explain --help",
    ),
    (
        "an option that no verb has",
        ["terms", "show", "acme.toml", "--jobs", "2"],
        "unrecognized arguments: --jobs 2; see postsales terms show --help",
    ),
    (
        "an option that showing a plan does not have",
        ["plan", "show", "after-sales.toml", "--jobs", "2"],
        "unrecognized arguments: --jobs 2; see postsales plan show --help",
    ),
    (
        "a plan where there is none",
        ["plan", "show", "postsales.samples:terms"],
        "PLAN is postsales.samples:terms, of the class ReturnTerms: a Plan or a PlanBundle",
    ),
    (
        "an order that is not there",
        ["explain", ORDERS, *SAMPLES, "--order", "1001"],
        "--order is '1001': postsales.samples:orders has no such order",
    ),
    (
        "a file of a spreadsheet for something else",
        ["assess", ORDERS, *SAMPLES, "--out", "answers.csv", "--format", "jsonl"],
        "--out is 'answers.csv': what is called so is CSV, and not jsonl",
    ),
    *(
        (
            f"a file of data for a report, {name}",
            ["assess", ORDERS, *SAMPLES, "--out", name],
            (
                f"--out is {name!r}: nothing is written like that; call it .jsonl, .csv or .txt "
                "for a report, or say --format"
            ),
        )
        for name in ("answers.json", "x.parquet", "answers.csv.gz", "Answers.XLSX", "page.html")
    ),
    (
        "a quote without terms for refunds",
        ["quote", ORDERS, *PYTHON, *TERMS, *REASON],
        "quote needs terms for refunds: name them with --refund-terms",
    ),
    ("no job", ["assess", ORDERS, *SAMPLES, "--jobs", "0"], "'0' is no number from 1 to 64"),
    ("half a job", ["assess", ORDERS, *SAMPLES, "--jobs", "1.5"], "'1.5' is no number from 1"),
    (
        "several jobs at a module",
        ["assess", ORDERS, *SAMPLES, "--jobs", "2"],
        "--jobs is 2: orders of Python modules are answered in the process that makes them",
    ),
    (
        "a locale that we have no words in",
        ["explain", ORDERS, *SAMPLES, "--order", "yen", "--locale", "tlh"],
        "locale is 'tlh'",
    ),
]


@pytest.mark.parametrize(
    ("arguments", "says"), [x[1:] for x in USAGE], ids=[f"{x[0]} is no use" for x in USAGE]
)
def test_what_cannot_be_asked_is_one_sentence(
    capsys: Capsys,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    ran = run(capsys, *arguments)
    assert (ran.status, ran.out) == (2, "")
    (sentence,) = ran.err.splitlines()
    assert sentence.startswith("postsales: ")
    assert says in sentence


@pytest.mark.parametrize("name", ["report", "report.txt", "Report.MD", ".report"])
def test_a_report_is_written_into_what_promises_no_data(
    capsys: Capsys, tmp_path: Path, name: str
) -> None:
    ran = run(capsys, "assess", ORDERS, *SAMPLES, "--out", str(tmp_path / name))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert "split-delivery  partly" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_report_is_written_anywhere_where_it_is_said(capsys: Capsys, tmp_path: Path) -> None:
    out = tmp_path / "report.2026-04"
    assert run(capsys, "assess", ORDERS, *SAMPLES, "--out", str(out)).status == 2
    asked = ["--out", str(out), "--format", "report"]
    assert run(capsys, "assess", ORDERS, *SAMPLES, *asked).status == 0


@pytest.mark.parametrize("name", ["orders.csv", "ORDERS.CSV"])
def test_a_table_is_no_file_of_orders(capsys: Capsys, tmp_path: Path, name: str) -> None:
    ran = run(capsys, "assess", written(tmp_path, name, "Name,Total\n#1001,19.90\n"), *WOO)
    assert ran.status == 2
    assert "is a table: tables are read with --from csv and a --mapping" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_the_order_to_explain_is_there_and_could_not_be_read(
    capsys: Capsys, tmp_path: Path
) -> None:
    orders = lines_of(woo(1, currency="yen"), woo(2, currency="euro"), woo(3, currency="yen"))
    path = written(tmp_path, "orders.jsonl", orders)
    ran = run(capsys, "explain", path, *WOO, "--order", "2")
    *problems, last = ran.err.splitlines()
    assert (ran.status, ran.out) == (1, "")
    assert {x.partition(": ")[2].partition(": ")[0] for x in problems} == {
        f"{path}, line 2, order '2'"
    }
    told = f"--order is '2': in {path} it is there, and could not be read or answered"
    assert last == f"postsales: {told}"


@pytest.mark.parametrize(
    ("documents", "says"),
    [
        pytest.param(
            [woo(1, currency="euro")],
            "has no such order",
            id="others are told as little as if they were fine",
        ),
        pytest.param(
            ["{", woo(1)],
            "has no such order; documents that could not be read, and tell no id: 1",
            id="what tells no id might be it",
        ),
    ],
)
def test_an_order_to_explain_that_is_not_there(
    capsys: Capsys, tmp_path: Path, documents: list[object], says: str
) -> None:
    path = written(tmp_path, "orders.jsonl", lines_of(*documents))
    ran = run(capsys, "explain", path, *WOO, "--order", "2")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == f"postsales: --order is '2': {path} {says}"
    assert len(ran.err.splitlines()) == 1 + documents.count("{")


def test_the_order_to_explain_is_read_from_a_later_document(capsys: Capsys, tmp_path: Path) -> None:
    path = written(tmp_path, "orders.jsonl", lines_of(woo(2, currency="euro"), woo(2)))
    ran = run(capsys, "explain", path, *WOO, "--order", "2")
    assert ran.status == 1
    assert ran.out.startswith("Order 2\n")


def test_the_order_to_explain_is_in_one_of_several_sources(capsys: Capsys, tmp_path: Path) -> None:
    first = written(tmp_path, "one.jsonl", lines_of(woo(1)))
    second = written(tmp_path, "two.jsonl", lines_of(woo(2), woo(2, total="x")))
    ran = run(capsys, "explain", first, second, *WOO, "--order", "2")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Order 2\n")


def test_the_order_to_explain_is_known_by_the_number_in_its_global_id(
    capsys: Capsys, tmp_path: Path
) -> None:
    document = {"data": {"order": {"id": "gid://shopify/Order/1001"}}}
    path = written(tmp_path, "orders.jsonl", lines_of(document))
    asked = ["--from", "shopify", *WOO[2:], "--order", "1001"]
    ran = run(capsys, "explain", path, *asked)
    assert ran.status == 1
    assert "line 1, order '1001': " in ran.err


def test_help_is_asked_for(capsys: Capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["assess", "--help"])
    assert caught.value.code == 0
    assert "--refund-terms" in capsys.readouterr().out


def test_fine(capsys: Capsys) -> None:
    assert run(capsys, "assess", ORDERS, *SAMPLES).status == 0


def test_some_documents_were_bad(capsys: Capsys, tmp_path: Path) -> None:
    ran = run(capsys, "assess", written(tmp_path, "orders.jsonl", lines_of(woo(1), "{")), *WOO)
    assert ran.status == 1
    assert "not answered  1 of 2 documents, with 1 problem\n" in ran.out


def test_documents_and_their_problems_are_counted_apart(capsys: Capsys, tmp_path: Path) -> None:
    bad = woo(2, currency="euro", status=None)
    path = written(tmp_path, "orders.jsonl", lines_of(woo(1), bad, "{"))
    ran = run(capsys, "assess", path, *WOO)
    assert len(ran.err.splitlines()) == 3
    assert "1 order  asked at" in ran.out
    assert "not answered  2 of 3 documents, with 3 problems\n" in ran.out


def test_a_reason_that_the_terms_do_not_know_is_told_once(capsys: Capsys) -> None:
    ran = run(capsys, "assess", ORDERS, *PYTHON, *TERMS, "--reason", "Faulty")
    assert ran.status == 0
    (sentence,) = ran.err.splitlines()
    assert sentence.startswith(
        "postsales: --reason is 'Faulty': the terms do not know the word, so no unit is allowed, "
        "but referred or refused; they know "
    )
    assert "allowed" not in next(x for x in ran.out.splitlines() if x.startswith("  units "))
    assert all(word in sentence for word in terms.reasons)
    assert "outcomes  16 refer" not in ran.out
    assert "reason_unknown" in ran.out


def test_the_version_is_told(capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"postsales {metadata.version('postsales')}\n"

    def unknown(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", unknown)
    ran = run(capsys, "--version")
    assert ran.status == 2
    assert ran.err == "postsales: --version: postsales runs without being installed\n"


def test_terms_that_do_not_fit_are_told_for_each_order(capsys: Capsys, host: Host) -> None:
    host(
        "hostfees",
        "from postsales import *\n"
        "dollars = RefundTerms(id='a', version='1', shipping=ShippingRefund.NEVER,\n"
        "    tenders=TenderOrder.AS_PAID, fees=[Fee('label', USD('5.00'), per=Per.RETURN)])\n",
    )
    ran = run(capsys, "assess", ORDERS, *SAMPLES, "--refund-terms", "hostfees:dollars")
    assert ran.status == 1
    assert "order 'yen': $ cannot be answered: " in ran.err
    assert "USD 5.00" in ran.err
    assert "sales-tax" in ran.out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("import module_of_nowhere", "No module named", id="a missing import"),
        pytest.param("x = 1 / 0", "ZeroDivisionError: division by zero", id="an error"),
        pytest.param("x = = 1", "SyntaxError", id="a slip"),
        pytest.param(
            "raise ValueError('a\\n\\x1b[2Jb')",
            "ValueError: a\\n\\x1b[2Jb",
            id="a message of lines",
        ),
    ],
)
def test_a_module_that_fails_is_told_in_one_line(
    capsys: Capsys, host: Host, text: str, says: str
) -> None:
    host("hostbroken", text)
    ran = run(capsys, "assess", ORDERS, *SAMPLES, "--terms", "hostbroken:terms")
    assert ran.status == 2
    (sentence,) = ran.err.splitlines()
    assert sentence.startswith("postsales: --terms: importing hostbroken failed with ")
    assert says in sentence


@pytest.mark.parametrize("option", ["--out", "--errors"])
def test_what_is_read_is_never_overwritten(capsys: Capsys, tmp_path: Path, option: str) -> None:
    text = lines_of(woo(1))
    path = written(tmp_path, "orders.jsonl", text)
    again = str(tmp_path / "." / "orders.jsonl")
    ran = run(capsys, "assess", path, *WOO, option, again)
    assert ran.status == 2
    assert Path(path).read_text() == text


def test_a_second_name_of_what_is_read_is_never_overwritten(capsys: Capsys, tmp_path: Path) -> None:
    text = lines_of(woo(1))
    path = written(tmp_path, "orders.jsonl", text)
    again = tmp_path / "again.jsonl"
    again.hardlink_to(path)
    ran = run(capsys, "assess", path, *WOO, "--out", str(again))
    assert ran.status == 2
    assert Path(path).read_text() == text


def test_nothing_is_written_when_the_question_cannot_be(capsys: Capsys, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("kept")
    ran = run(capsys, "assess", "nowhere.json", *WOO, "--out", str(out))
    assert ran.status == 2
    assert out.read_text() == "kept"


def test_the_default_streams_can_be_named(capsys: Capsys) -> None:
    ran = run(capsys, "assess", ORDERS, *SAMPLES, "--out", "-", "--errors", "-")
    assert ran.status == 0
    assert "split-delivery" in ran.out
    assert not Path("-").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("option", ["--out", "--errors"])
def test_a_full_disk_is_one_sentence(capsys: Capsys, tmp_path: Path, option: str) -> None:
    path = written(tmp_path, "orders.jsonl", lines_of(woo(1), "{"))
    ran = run(capsys, "assess", path, *WOO, option, "/dev/full")
    assert ran.status == 3
    told = f"postsales: {option} '/dev/full' cannot be written: No space left on device"
    assert ran.err.splitlines()[-1] == told


def test_interrupted(capsys: Capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupt)
    ran = run(capsys, "assess", ORDERS, *SAMPLES)
    assert (ran.status, ran.out, ran.err) == (130, "", "")


class TestExplain:
    """One order, told in full."""

    def test_text(self, capsys: Capsys) -> None:
        ran = run(capsys, "explain", ORDERS, *SAMPLES, "--order", "split-delivery")
        assert (ran.status, ran.err) == (0, "")
        assert "2 of 3" in ran.out
        assert "10.00" in ran.out
        assert ran.out.endswith("\n")
        assert "**" not in ran.out

    def test_markdown_in_another_zone(self, capsys: Capsys) -> None:
        asked = [*SAMPLES, "--order", "split-delivery", "--zone", "Asia/Tokyo", "--markdown"]
        ran = run(capsys, "explain", ORDERS, *asked)
        assert ran.status == 0
        assert ran.out.startswith("#")
        assert "07:00" in ran.out

    def test_a_page_for_the_customer_in_german(self, capsys: Capsys) -> None:
        asked = [*SAMPLES, "--order", "split-delivery", "--locale", "de", "--html"]
        ran = run(capsys, "explain", ORDERS, *asked, "--register", "customer")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith("<h2>Bestellung split-delivery</h2>\n")
        assert "Sie können" in ran.out
        assert "10,00 €" in ran.out

    def test_one_format_at_a_time(self, capsys: Capsys) -> None:
        asked = [*SAMPLES, "--order", "yen", "--html", "--markdown"]
        ran = run(capsys, "explain", ORDERS, *asked)
        assert ran.status == 2
        assert "not allowed with" in ran.err

    def test_bad_documents_before_the_order_are_told(self, capsys: Capsys, tmp_path: Path) -> None:
        path = written(tmp_path, "orders.jsonl", lines_of("{", woo(2), "{"))
        ran = run(capsys, "explain", path, *WOO, "--order", "2")
        assert ran.status == 1
        assert "line 1" in ran.err
        assert "line 3" not in ran.err

    def test_a_request_that_does_not_fit_is_told(self, capsys: Capsys) -> None:
        asked = [*PYTHON, *TERMS, *MONEY, "--request", "postsales.samples.yen:request"]
        ran = run(capsys, "explain", ORDERS, *asked, "--order", "dinar")
        assert (ran.status, ran.out) == (1, "")
        assert "no line 'bowl'" in ran.err

    @pytest.mark.parametrize("errors", [[], ["--errors", "errors"]], ids=["told", "in a file"])
    def test_without_an_answer_an_older_explanation_stays(
        self, capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, errors: list[str]
    ) -> None:
        monkeypatch.chdir(tmp_path)
        out = tmp_path / "told.txt"
        out.write_text("of yesterday", encoding="utf-8")
        asked = [*PYTHON, *TERMS, *MONEY, "--request", "postsales.samples.yen:request", *errors]
        ran = run(capsys, "explain", ORDERS, *asked, "--order", "dinar", "--out", str(out))
        assert ran.status == 1
        assert ran.err.splitlines()[-1] == (
            "postsales: --order is 'dinar': in postsales.samples:orders it is there, "
            "and could not be read or answered"
        )
        assert out.read_text(encoding="utf-8") == "of yesterday"
        assert Path("errors").exists() == bool(errors)

    def test_into_a_file(self, capsys: Capsys, tmp_path: Path) -> None:
        out = tmp_path / "told.md"
        asked = [*SAMPLES, "--order", "yen", "--markdown", "--out", str(out)]
        ran = run(capsys, "explain", ORDERS, *asked)
        assert (ran.status, ran.out) == (0, "")
        assert "6,667" in out.read_text(encoding="utf-8")


def test_the_first_command_of_the_readme_shows_the_samples(capsys: Capsys) -> None:
    import dev

    ran = run(capsys, *dev.DEMO)
    assert (ran.status, ran.err) == (0, "")
    assert f"16 orders  asked at {NOON[:10]} 12:00 (Europe/Berlin)" in ran.out


def test_errors_of_documents_hold_no_values_of_customers(capsys: Capsys, tmp_path: Path) -> None:
    path = written(
        tmp_path, "orders.jsonl", lines_of(woo(1, total=None, billing={"email": "a@b.c"}))
    )
    errors = tmp_path / "errors.jsonl"
    run(capsys, "assess", path, *WOO, "--errors", str(errors))
    rows = [json.loads(x) for x in errors.read_text().splitlines()]
    assert rows
    assert "a@b.c" not in errors.read_text()
