"""A plugin of pytest that writes down which tests passed and how long each took.

``python -m pytest -p tests.mutation.recorder --tests-to=FILE.json``
"""

import json
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one option of this plugin."""
    parser.addoption("--tests-to", type=Path, required=True, help="where the tests are written")


def pytest_configure(config: pytest.Config) -> None:
    """Only the process that hears of all tests writes, which is none of xdist's workers."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(config.getoption("--tests-to")))


class Recorder:
    """The tests of one run: the seconds of each that passed, and the names of the others."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.seconds: dict[str, float] = {}
        self.others: set[str] = set()
        self.ended: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """One of the three phases of one test."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration
        if not report.passed:
            self.others.add(report.nodeid)
        if report.when == "teardown":
            self.ended.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write down what was heard."""
        whole = self.ended - self.others
        passed = {test: round(took, 4) for test, took in self.seconds.items() if test in whole}
        told = {"passed": passed, "others": sorted(self.seconds.keys() - whole)}
        self.file.write_text(json.dumps(told, indent=0), encoding="utf-8")
