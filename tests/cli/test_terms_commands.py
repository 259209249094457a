"""`postsales terms`: shown, looked over, compared, and written in another form."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from postsales import law, policies, samples, wire
from postsales.wire import toml
from postsales.wire.holidays import read_holidays
from postsales.wire.schema_org import write_policy
from tests.cli.asking import Ran, run

Capsys = pytest.CaptureFixture[str]
Ask = Callable[..., Ran]
ACME = (files("postsales.samples") / "acme.toml").read_text(encoding="utf-8")
BUNDLE = toml.read_terms(ACME)
NEVER_COUNTS = """
[returns]
id = "acme"
version = "1"
zone = "Europe/Berlin"
window = { length = "30 days", since = "delivered" }
special_windows = [
    { length = "60 days", since = "delivered", applies_to = { category = "shoes" } },
    { length = "14 days", since = "delivered", applies_to = { category = "shoes", tag = "red" } },
]
"""


@pytest.fixture
def ask(capsys: Capsys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks about terms that lie in the current folder, in two versions."""
    monkeypatch.chdir(tmp_path)
    Path("acme.toml").write_text(ACME, encoding="utf-8")
    newer = ACME.replace('length = "30 days"', 'length = "45 days"')
    assert newer != ACME
    Path("newer.toml").write_text(newer, encoding="utf-8")
    return lambda *arguments: run(capsys, "terms", *arguments)


class TestShow:
    """What terms say, in words, as the library says it."""

    def test_in_plain_words(self, ask: Ask) -> None:
        ran = ask("show", "acme.toml")
        assert (ran.status, ran.err) == (0, "")
        assert ran.out == policies.text(BUNDLE, locale="en") + "\n"

    @pytest.mark.parametrize(("option", "told"), [("--markdown", "markdown"), ("--html", "html")])
    def test_for_a_page_in_german(self, ask: Ask, option: str, told: str) -> None:
        ran = ask("show", "acme.toml", option, "--locale", "de", "--out", "page")
        assert (ran.status, ran.out, ran.err) == (0, "", "")
        words = getattr(policies, told)(BUNDLE, locale="de")
        assert Path("page").read_text(encoding="utf-8") == words + "\n"
        assert not Path("page.part").exists()

    def test_terms_of_a_module(self, ask: Ask) -> None:
        ran = ask("show", "postsales.samples:refund_terms")
        assert ran.out == policies.text(samples.refund_terms, locale="en") + "\n"


class TestLint:
    """What is hardly meant is told, and the status says that there is something."""

    def test_terms_without_a_fault_say_nothing(self, ask: Ask) -> None:
        ran = ask("lint", "acme.toml")
        assert (ran.status, ran.out, ran.err) == (0, "", "")

    def test_a_fault_is_a_line_and_a_status(self, ask: Ask) -> None:
        Path("bad.toml").write_text(NEVER_COUNTS, encoding="utf-8")
        (problem,) = policies.lint(toml.read_terms(NEVER_COUNTS))
        ran = ask("lint", "bad.toml")
        assert ran.status == 1
        assert ran.out == f"{problem.where}: {problem.code}: {problem.says}\n"
        (row,) = ask("lint", "bad.toml", "--format", "jsonl").rows
        assert row == {"where": problem.where, "code": problem.code, "says": problem.says}
        in_german = ask("lint", "bad.toml", "--locale", "de")
        assert in_german.out.startswith(f"{problem.where}: {problem.code}: ")
        assert in_german.out != ran.out


class TestLintByLaw:
    """With the law of a place, where terms give less is told as by the library."""

    def test_shortfalls_are_lines_with_their_sources(self, ask: Ask) -> None:
        holidays = read_holidays("DE", "BY", since="2025-12-01", until="2030-12-31")
        place = law.DE.observing(holidays)
        found = law.lint(BUNDLE.returns, BUNDLE.refunds, place)
        ran = ask("lint", "acme.toml", "--law", "DE", "--holidays", "DE-BY")
        fee = (
            "left out is refunds.fees[0]: it is fine up to what the way back costs, and nobody told"
            " how much that is"
        )
        assert (ran.status, ran.err) == (
            1,
            f"postsales: --law DE: compared with withdrawal\npostsales: --law DE: {fee}\n",
        )
        assert ran.out.splitlines() == [
            f"{x.where}: {x.code}: {x.says} [DE {x.right}, {x.citation}]" for x in found
        ]

    def test_a_row_for_each(self, ask: Ask) -> None:
        row = ask("lint", "acme.toml", "--law", "DE", "--format", "jsonl").rows[0]
        assert [*row] == [
            *("where", "code", "says", "place", "right", "citation"),
            *("first_on", "worse", "tried"),
        ]

    def test_several_laws_and_one_with_nothing_to_compare(self, ask: Ask) -> None:
        both = ["--law", "AU", "--law", "US", "--made", "home_visit", "--format", "jsonl"]
        assert {x["place"] for x in ask("lint", "acme.toml", *both).rows} == {"AU", "US"}
        left_out = "left out is refunds.fees[0]: it is in other money than AUD"
        assert left_out in ask("lint", "acme.toml", "--law", "AU").err
        ran = ask("lint", "acme.toml", "--law", "JP")
        assert (ran.status, ran.out) == (0, "")
        assert ran.err.splitlines() == [
            "postsales: --law JP: there is nothing to compare",
            *(
                f"postsales: --law JP: {x} is not about such goods, or not about sales that are"
                " made online"
                for x in ("withdrawal", "mail_order")
            ),
        ]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--law", "XX"], "--law is 'XX': covered are EU, "),
            (["--holidays", "DE"], "--holidays go with --law"),
            (["--made", "in_shop"], "--made goes with --law"),
            (["--law", "DE", "--law", "FR", "--holidays", "IT"], "one place for each --law"),
            (["--law", "DE", "--holidays", "DE", "--holidays", "DE-BY"], "one place for each"),
            (["--law", "DE", "--holidays", "BE"], "in the country whose law it is"),
            (["--law", "EU", "--holidays", "GB"], "in the country whose law it is"),
            (["--law", "uk"], "--law is 'uk': say 'GB'; covered are EU, "),
            (["--law", "DE-BY"], "say 'DE', and observe the holidays of the place"),
            (["--law", "DE", "--holidays", "DE-QQ"], "a place that the package holidays knows"),
            (["--law", "DE", "--on", "1990-01-01"], "no DE withdrawal on 1990-01-01"),
        ],
    )
    def test_what_cannot_be(self, ask: Ask, arguments: list[str], says: str) -> None:
        ran = ask("lint", "acme.toml", *arguments)
        assert ran.status == 2
        assert says in ran.err

    def test_a_law_that_is_asked_without_holidays(self, ask: Ask) -> None:
        """Those of a state of the Union are those of its own law, or else of the Union's."""
        lacks = "no holidays are named for it: days of the week alone move a last day"
        # A way of sale that no right is about: what is said is asked here, and not what is found.
        made = ["--made", "in_shop", "--holidays", "DE"]
        both = ask("lint", "acme.toml", "--law", "DE", "--law", "FR", *made).err
        assert [x for x in both.splitlines() if lacks in x] == [f"postsales: --law FR: {lacks}"]
        assert lacks not in ask("lint", "acme.toml", "--law", "EU", *made).err

    def test_terms_without_money(self, ask: Ask) -> None:
        Path("bad.toml").write_text(NEVER_COUNTS, encoding="utf-8")
        ran = ask("lint", "bad.toml", "--law", "DE")
        assert ran.status == 2
        assert "TERMS need both" in ran.err


class TestDiff:
    """What differs is told as by the library, and the status says that something does."""

    def test_two_versions(self, ask: Ask) -> None:
        ran = ask("diff", "acme.toml", "newer.toml")
        assert (ran.status, ran.err) == (1, "")
        assert ran.out == "returns.window.length: better: 30 days → 45 days\n"
        (row,) = ask("diff", "newer.toml", "acme.toml", "--format", "jsonl").rows
        assert row["for_customer"] == "worse"

    def test_the_same_terms_differ_in_nothing(self, ask: Ask) -> None:
        assert ask("diff", "acme.toml", "acme.toml") == Ran(0, "", "")


class TestExport:
    """Another form is read back as the same terms; what a form has no words for is told."""

    @pytest.mark.parametrize("form", ["json", "toml"])
    def test_forms_of_our_own(self, ask: Ask, form: str) -> None:
        name = f"again.{form}"
        assert ask("export", "acme.toml", "--to", form, "--out", name) == Ran(0, "", "")
        assert ask("diff", "acme.toml", name) == Ran(0, "", "")
        read = {"json": wire.read_terms, "toml": toml.read_terms}[form]
        assert read(Path(name).read_text(encoding="utf-8")) == BUNDLE

    def test_what_schema_org_does_not_say_is_lost_aloud(self, ask: Ask) -> None:
        asked = ["--country", "DE", "--country", "AT", "--method", "by_mail", "--link", LINK]
        ran = ask("export", "acme.toml", "--to", "schema_org", *asked, "--organization", "Acme")
        policy = write_policy(
            BUNDLE, countries=["DE", "AT"], methods="by_mail", link=LINK, organization="Acme"
        )
        assert ran.status == 0
        assert json.loads(ran.out) == json.loads(policy.json)
        assert ran.err.splitlines() == [f"postsales: lost in schema_org: {x}" for x in policy.lost]


LINK = "https://acme.example/returns"


USAGE = [
    ("no verb", [], "VERB"),
    ("an unknown verb", ["publish", "acme.toml"], "invalid choice: 'publish'"),
    ("no terms", ["show"], "TERMS"),
    ("one version alone", ["diff", "acme.toml"], "NEW"),
    ("an unknown form", ["export", "acme.toml", "--to", "xml"], "invalid choice: 'xml'"),
    ("a file that is not there", ["lint", "nowhere.toml"], "TERMS is 'nowhere.toml': it cannot be"),
    (
        "another file that is not there",
        ["diff", "acme.toml", "nowhere.toml"],
        "NEW is 'nowhere.toml': it cannot be read",
    ),
    (
        "something else",
        ["show", "postsales.samples:orders"],
        "of the class tuple: ReturnTerms or another class of terms is needed",
    ),
    (
        "an unknown name",
        ["show", "postsales.samples:mine"],
        "another class of terms there: cancellation_terms, refund_terms, terms",
    ),
    ("a day that is none", ["lint", "acme.toml", "--on", "soon"], "--on is 'soon'"),
    ("a language without words", ["show", "acme.toml", "--locale", "tlh"], "locale is 'tlh'"),
    (
        "a country that is none",
        ["export", "acme.toml", "--to", "schema_org", "--country", "Acme"],
        "--to schema_org: ",
    ),
    (
        "no terms for returns",
        ["export", "postsales.samples:refund_terms", "--to", "schema_org", "--country", "DE"],
        "there are no terms for 'returns'",
    ),
    ("what is read", ["export", "acme.toml", "--to", "toml", "--out", "acme.toml"], "used already"),
]


@pytest.mark.parametrize(
    ("arguments", "says"), [x[1:] for x in USAGE], ids=[f"{x[0]} is no use" for x in USAGE]
)
def test_what_cannot_be_asked_is_one_sentence(ask: Ask, arguments: list[str], says: str) -> None:
    ran = ask(*arguments)
    assert (ran.status, ran.out) == (2, "")
    (sentence,) = ran.err.splitlines()
    assert says in sentence


def test_rules_of_your_own_have_no_name_in_a_document(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "hostruled.py").write_text(
        "from postsales import MET\nfrom postsales.samples import terms\n"
        "def seen(case):\n    return MET\nmine = terms.requiring(seen)\n"
    )
    ran = ask("export", "hostruled:mine", "--to", "json")
    assert ran.status == 2
    assert "TERMS is 'hostruled:mine': --to json: " in ran.err
    sys.modules.pop("hostruled", None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_breaks_off(ask: Ask) -> None:
    ran = ask("show", "acme.toml", "--out", "/dev/full")
    told = "postsales: --out '/dev/full' cannot be written: No space left on device\n"
    assert (ran.status, ran.err) == (3, told)
