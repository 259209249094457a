"""A plugin of pytest that runs chosen tests in their order, each for a limited time.

``python -m pytest -p tests.mutation.chosen --chosen=FILE.json``, where the file maps each test to
its seconds. A test that takes ten times as long and ten seconds more ends the process with SIGALRM.
The first test that fails, or the first file that cannot be read, is written beside that file, with
the ending ``.failed``.
"""

import json
import signal
from pathlib import Path

import pytest

MEMORY = 4 << 30
"""A mutant that asks for more than four gibibytes is broken, and would take the machine along."""


def seconds_for(measured: float) -> float:
    """How long a test may take that took so long without a mutation."""
    return 10 * measured + 10


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of this plugin."""
    parser.addoption("--chosen", type=Path, required=True, help="the tests and their seconds")


def pytest_configure(config: pytest.Config) -> None:
    """Read what was chosen."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    config.pluginmanager.register(Chosen(config.getoption("--chosen")))


class Chosen:
    """The tests of one run."""

    def __init__(self, file: Path) -> None:
        self.failed = file.with_suffix(".failed")
        self.running = file.with_suffix(".running")
        self.seconds: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
        self.rank = {test: rank for rank, test in enumerate(self.seconds)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep what was chosen, in its order."""
        kept = (item for item in items if item.nodeid in self.rank)
        items[:] = sorted(kept, key=lambda item: self.rank[item.nodeid])

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> None:
        """Set the alarm for one test."""
        self.running.write_text(item.nodeid, encoding="utf-8")
        signal.setitimer(signal.ITIMER_REAL, seconds_for(self.seconds[item.nodeid]))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Write down who noticed."""
        self._heard(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file of tests that cannot even be read has noticed, too."""
        self._heard(report)

    def _heard(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.failed and not self.failed.exists():
            self.failed.write_text(report.nodeid, encoding="utf-8")

    def pytest_sessionfinish(self) -> None:
        """Nothing is waited for any more."""
        signal.setitimer(signal.ITIMER_REAL, 0)
