"""The plugin for pytest: collects what a ``check`` of laws gives, one test for each law.

Rules of this file: pytest loads it at every start, so it imports nothing that it can do without.
And it alone reads today's date, for failures that are excused until a day.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from postsales.testing.law import Law
    from postsales.testing.suite import Laws

__all__ = [
    "pytest_addoption",
    "pytest_configure",
    "pytest_pycollect_makeitem",
    "pytest_terminal_summary",
]

_TOLD = "postsales_law"
_SUITES = (
    ("postsales.testing.suite", "Suite"),
    ("postsales.testing.plans", "PlanSuite"),
    ("postsales.testing.scores", "ScoreSuite"),
    ("postsales.testing.invitations", "InvitationSuite"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say which laws are asked, for how long, and as if on which day."""
    group = parser.getgroup("postsales")
    group.addoption(
        "--postsales-laws", default="", help="only laws that begin so, such as REF,WIN-01"
    )
    group.addoption(
        "--postsales-profile", choices=["quick", "ci", "deep"], help="how long laws are tried"
    )
    group.addoption(
        "--postsales-on",
        default="",
        metavar="DAY",
        help="the day on which failures are excused or no longer; today, if none is said",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a law that is none, and a day that is none; without options, nothing is loaded."""
    laws, on = (config.getoption(f"--postsales-{name}") for name in ("laws", "on"))
    if not laws and not on:
        return
    from postsales.basics._checks import day
    from postsales.basics._errors import InvalidValue

    try:
        if on:
            day("--postsales-on", on)
        if laws:
            _chosen(laws)
    except InvalidValue as error:
        raise pytest.UsageError(str(error)) from None


def _chosen(told: str) -> set[str]:
    """The keys of the laws that an option names: ``REF, WIN-01``."""
    from postsales.testing import invitations, laws, plans, scores
    from postsales.testing.suite import chosen

    every = (*laws.ALL, *plans.ALL, *scores.ALL, *invitations.ALL)
    words = [word for word in told.split(",") if word.strip()] or told
    return {law.key for law in chosen("--postsales-laws", every, words)}


def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> "list[pytest.Item] | None":
    """A suite under the name of a test is a test for each of its laws."""
    kind = type(obj)
    told = (kind.__module__, kind.__name__)
    if told not in _SUITES or not name.startswith("test"):
        return None
    suite: Any = obj
    return list(_items(collector, name, suite))


def _items(
    collector: pytest.Module | pytest.Class, name: str, suite: "Laws"
) -> Iterator[pytest.Item]:
    told: str = collector.config.getoption("--postsales-laws") or ""
    wanted = _chosen(told) if told else {law.key for law in suite}
    kind: Any = _LawItem
    for law in suite:
        if law.key in wanted:
            item: _LawItem = kind.from_parent(collector, name=f"{name}[{law.key}]")
            item.suite, item.law = suite, law
            yield item


class _LawItem(pytest.Item):
    """One law of one policy."""

    suite: "Laws"
    law: "Law"

    def runtest(self) -> None:
        """Ask the law."""
        from postsales.testing.profiles import Profile

        told = self.config.getoption("--postsales-profile")
        found = self.suite.fate(
            self.law,
            on=self.config.getoption("--postsales-on") or date.today(),  # noqa: DTZ011, TID251
            profile=None if told is None else Profile.read("profile", told),
        )
        fate = str(found.fate)
        policy = f"{self.parent.nodeid if self.parent else ''}::{self.name.partition('[')[0]}"
        why = "" if fate == "broken" else found.why
        self.user_properties.append((_TOLD, [policy, found.key, fate, why]))
        found.check()
        if fate == "known":
            pytest.xfail(found.why)
        if fate != "kept":
            pytest.skip(f"{fate}: {found.why}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The message alone where a law is broken; everything else as ever."""
        from postsales.testing.law import LawBroken

        if isinstance(excinfo.value, LawBroken):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """Where the test stands."""
        return self.path, None, self.name


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What became of the laws of each policy, at the end of the run."""
    policies: dict[str, list[list[str]]] = {}
    for report in (x for found in terminalreporter.stats.values() for x in found):
        # Only the report of the call has all that was told; setup and teardown pass in silence.
        if getattr(report, "when", "") == "call":
            for name, told in report.user_properties:
                if name == _TOLD:
                    policies.setdefault(told[0], []).append(told[1:])
    if policies:
        terminalreporter.write_sep("=", "laws of policies")
        for policy, laws in policies.items():
            for line in _summary(policy, laws):
                terminalreporter.write_line(line)


def _summary(policy: str, laws: list[list[str]]) -> Iterator[str]:
    fates = ("kept", "broken", "error", "known", "untried", "not applicable")
    counts = {fate: sum(law[1] == fate for law in laws) for fate in fates}
    yield f"{policy}: {', '.join(f'{k} {fate}' for fate, k in counts.items() if k)}"
    together: dict[tuple[str, str], list[str]] = {}
    for key, fate, why in sorted(laws):
        together.setdefault((fate, why or key), []).append(key)
    for (fate, why), keys in together.items():
        if fate != "kept":
            yield f"  {fate:15} {_names(keys)}{f': {why}' if why not in keys else ''}"


def _names(keys: list[str]) -> str:
    """One law by its whole name, several by their ids: ``REF-01 … REF-05, REF-07``."""
    if len(keys) == 1:
        return keys[0]
    runs: list[list[str]] = []
    for key in keys:
        family, number = key.split("-")[:2]
        follows = runs and runs[-1][-1] == f"{family}-{int(number) - 1:02}"
        if not follows:
            runs.append([])
        runs[-1].append(f"{family}-{number}")
    return ", ".join(f"{x[0]} … {x[-1]}" if len(x) > _PAIR else ", ".join(x) for x in runs)


_PAIR = 2
