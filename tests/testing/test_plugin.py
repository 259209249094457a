"""pytest collects a test for each law, excuses what is known, and ends with a summary."""

from importlib.metadata import entry_points

import pytest

from postsales.testing.plugin import _chosen, _names
from tests.architecture.test_import_cost import loaded_by

# To trace what laws draw and ask here would double the time.
pytestmark = pytest.mark.no_cover

pytest_plugins = ["pytester"]

PLUGIN = "postsales.testing.plugin"
# The metadata of an older installation does not have the plugin yet.
INSTALLED = any(x.value == PLUGIN for x in entry_points(group="pytest11"))

POLICIES = """
from datetime import timedelta
from attrs import evolve
from postsales import Days, Delivered, ReturnTerms, ReturnWindow
from postsales.testing import Answer, laws
from postsales.testing.subject import of_terms

terms = ReturnTerms(
    id="acme", version="1", zone="UTC", window=ReturnWindow(Days(30), since=Delivered)
)

def a_second_off(terms, refund_terms):
    good = of_terms(terms, refund_terms)

    def policy(order, request, at):
        answer = good(order, request, at)
        second = timedelta(seconds=1)
        return evolve(answer, ends_at={k: x - second for k, x in answer.ends_at.items()})

    return policy

test_good = laws.check(terms, only=["WIN-01", "WIN-02"])
test_bad = laws.check(terms, engine=a_second_off, only=["WIN-01"])
test_known = laws.check(
    terms, engine=a_second_off, only=["WIN-01"], known={"WIN-01": "2027-01-31"}
)
test_without = laws.check(terms, without=["deadlines"], only=["WIN-01"])
not_a_test = laws.check(terms)
test_report = laws.check(terms, without=["deadlines"], only=["WIN-01"]).run()

def refuses(order, request, at):
    return Answer(because={"never": sum(request.quantities.values())})

test_never = laws.check(
    refuses, flags=["windows_end"], only=["WIN-02", "WIN-04", "WIN-05", "WIN-09"]
)
"""


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    """Pytest over the policies, in the same process."""
    pytester.makepyfile(POLICIES)
    given = () if INSTALLED else ("-p", PLUGIN)
    return pytester.runpytest_subprocess(*given, "--postsales-profile=quick", *options)


class TestARun:
    """Every law is a test with an id that stays."""

    def test_each_law_passes_fails_is_excused_or_skipped(self, pytester: pytest.Pytester) -> None:
        result = run(pytester, "--postsales-on=2027-01-31", "-v")
        result.assert_outcomes(passed=2, failed=1, xfailed=1, skipped=5, warnings=1)
        result.stdout.fnmatch_lines(
            [
                "*test_good[[]WIN-01-one-edge[]] PASSED*",
                "*test_bad[[]WIN-01-one-edge[]] FAILED*",
            ]
        )
        result.stdout.fnmatch_lines(
            ["*UserWarning: 'refuses': nothing was ever allowed; draw orders or requests*"]
        )

    def test_after_its_day_a_known_failure_fails(self, pytester: pytest.Pytester) -> None:
        run(pytester, "--postsales-on=2027-02-01").assert_outcomes(
            passed=2, failed=2, skipped=5, warnings=1
        )

    def test_without_a_day_it_is_today(self, pytester: pytest.Pytester) -> None:
        result = run(pytester, "-k", "known")
        assert sum(result.parseoutcomes().get(x, 0) for x in ("failed", "xfailed")) == 1

    def test_laws_are_chosen(self, pytester: pytest.Pytester) -> None:
        run(pytester, "--postsales-laws=WIN-02,REF").assert_outcomes(
            passed=1, skipped=1, warnings=1
        )

    def test_a_broken_law_is_told_without_a_traceback(self, pytester: pytest.Pytester) -> None:
        result = run(pytester, "-k", "bad")
        result.stdout.fnmatch_lines(["[[]WIN-01-one-edge[]] What is allowed until*"])
        result.stdout.no_fnmatch_line("*Traceback*")

    def test_it_ends_with_what_became_of_the_laws(self, pytester: pytest.Pytester) -> None:
        result = run(pytester, "--postsales-on=2027-01-31")
        result.stdout.fnmatch_lines(
            [
                "*= laws of policies =*",
                "*::test_good: 2 kept",
                "*::test_bad: 1 broken",
                "  broken          WIN-01-one-edge",
                "*::test_known: 1 known",
                "  known           WIN-01-one-edge: excused until 2027-01-31",
                "*::test_without: 1 not applicable",
                "  not applicable  WIN-01-one-edge: it needs deadlines",
                "*::test_never: 3 untried, 1 not applicable",
                "  untried         WIN-02, WIN-04, WIN-05: nothing was ever allowed",
                "  not applicable  WIN-09-one-more-holiday: it needs live",
            ]
        )

    def test_a_run_without_policies_says_nothing(self, pytester: pytest.Pytester) -> None:
        pytester.makepyfile("def test_it(): pass")
        given = () if INSTALLED else ("-p", PLUGIN)
        pytester.runpytest_subprocess(*given).stdout.no_fnmatch_line("*laws of policies*")


def test_the_plugin_loads_neither_hypothesis_nor_the_library() -> None:
    loaded = loaded_by("import postsales.testing.plugin")
    assert loaded & {"hypothesis", "attrs", "attr", "pendulum", "babel"} <= loaded_by(
        "import pytest"
    ) & {"attrs", "attr"}


class TestOptions:
    """An option that says nothing sensible ends the run before it begins."""

    @pytest.mark.parametrize(
        ("option", "says"),
        [
            pytest.param("--postsales-laws=RFF", "--postsales-laws is 'RFF': no law", id="no law"),
            pytest.param("--postsales-laws=REF,win", "is 'win': no law begins so", id="one of two"),
            pytest.param("--postsales-laws=,", "is ',': no law begins so", id="a comma"),
            pytest.param("--postsales-on=tomorrow", "--postsales-on is 'tomorrow'", id="no day"),
        ],
    )
    def test_it_is_refused(self, pytester: pytest.Pytester, option: str, says: str) -> None:
        given = () if INSTALLED else ("-p", PLUGIN)
        with pytest.raises(pytest.UsageError, match=says):
            pytester.parseconfigure(*given, option)

    def test_blanks_and_a_last_comma_are_nothing(self) -> None:
        found = _chosen("CAN, WIN-01 ,")
        assert {key.partition("-")[0] for key in found} == {"CAN", "WIN"}


class TestNames:
    """Laws of one reason share a line of the summary."""

    @pytest.mark.parametrize(
        ("keys", "told"),
        [
            pytest.param(["REF-01-a"], "REF-01-a", id="one by its whole name"),
            pytest.param(["REF-01-a", "REF-02-b"], "REF-01, REF-02", id="two by their ids"),
            pytest.param(["REF-01-a", "REF-02-b", "REF-03-c"], "REF-01 … REF-03", id="a run"),
            pytest.param(
                ["REF-09-a", "REF-10-b", "REF-11-c", "REF-13-d", "WIN-14-e"],
                "REF-09 … REF-11, REF-13, WIN-14",
                id="a run ends where one is missing",
            ),
        ],
    )
    def test_they_are_listed(self, keys: list[str], told: str) -> None:
        assert _names(keys) == told


PLANS = """
from postsales import Action, Days, Delivered, Last, Plan, WorkCalendar
from postsales.testing import plans

test_plan = plans.check(
    Plan(
        id="p", version="1", calendar=WorkCalendar.always("UTC"),
        steps=[Action("review", after=Last(Delivered), wait=Days(21))],
    )
)
"""


def test_plans_are_collected_as_policies_are(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(PLANS)
    given = () if INSTALLED else ("-p", PLUGIN)
    found = pytester.runpytest_subprocess(*given, "-v", "--postsales-laws=SCH-01,CON-06")
    found.assert_outcomes(passed=1, skipped=1)
    found.stdout.fnmatch_lines(["*test_plan?SCH-01-nothing-twice*PASSED*"])
