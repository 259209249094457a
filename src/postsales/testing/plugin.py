"""The plugin for pytest: collects what ``laws.check`` gives, one test for each law.

Rules of this file: pytest loads it at every start, so it imports nothing that it can do without.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from postsales.testing.law import Law
    from postsales.testing.suite import Suite

__all__: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say which laws are asked, and for how long."""
    group = parser.getgroup("postsales")
    group.addoption(
        "--postsales-laws", default="", help="only laws that begin so, such as REF,WIN-01"
    )
    group.addoption(
        "--postsales-profile", choices=["quick", "ci", "deep"], help="how long laws are tried"
    )


def pytest_pycollect_makeitem(
    collector: pytest.Module | pytest.Class, name: str, obj: object
) -> "list[pytest.Item] | None":
    """A suite under the name of a test is a test for each of its laws."""
    kind = type(obj)
    if kind.__module__ != "postsales.testing.suite" or not name.startswith("test"):
        return None
    suite: Any = obj
    return list(_items(collector, name, suite))


def _items(
    collector: pytest.Module | pytest.Class, name: str, suite: "Suite"
) -> Iterator[pytest.Item]:
    wanted = tuple(x for x in collector.config.getoption("--postsales-laws").split(",") if x)
    for law in suite:
        if not wanted or law.key.startswith(wanted):
            yield LawItem.from_parent(collector, name=f"{name}[{law.key}]", suite=suite, law=law)


class LawItem(pytest.Item):
    """One law of one policy."""

    def __init__(self, *, suite: "Suite", law: "Law", **given: Any) -> None:
        super().__init__(**given)
        self.suite = suite
        self.law = law

    def runtest(self) -> None:
        """Ask the law."""
        why = self.law.not_applicable(self.suite.subject.flags)
        if why:
            pytest.skip(f"not applicable: {why}")
        from postsales.testing.profiles import Profile

        told = self.config.getoption("--postsales-profile")
        self.suite.ask(self.law, None if told is None else Profile.read("profile", told))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The message alone where a law is broken; everything else as ever."""
        from postsales.testing.law import LawBroken

        if isinstance(excinfo.value, LawBroken):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Any, int | None, str]:
        """Where the test stands."""
        return self.path, None, self.name
