"""What every test may ask for: other people's data where it lies, and how hard hypothesis tries.

What hypothesis draws is not traced, nor what documents show, nor all rows of a long table:
what is covered is covered by examples that somebody wrote to test it, and tracing would double the
time of the rest.
"""

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

# The same examples on every run, so that a red run repeats; `--hypothesis-profile=deep` hunts.
settings.register_profile(
    "ci",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "deep", max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci")


_TRACED_ROWS = 20
# Each row of these goes through code of its own.
_TRACED_TABLES = ("test_a_bad_policy_is_killed_by_its_law", "test_six_of_each_are_drawn")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    rows: Counter[str] = Counter()
    for item in items:
        table = item.nodeid.partition("[")[0]
        rows[table] += 1
        is_more = rows[table] > _TRACED_ROWS and not table.endswith(_TRACED_TABLES)
        is_drawn = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if is_drawn or is_more or item.path.suffix == ".md":
            item.add_marker(pytest.mark.no_cover)


def pytest_configure() -> None:
    """A worker is traced once, by what pytest-cov starts later: the rest would not stop with it."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        while (begun := Coverage.current()) is not None:
            begun.stop()


def pytest_collection_finish() -> None:
    """The tests themselves are no rubbish: nobody looks through them again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """What is not traced starts no process that is."""
    with pytest.MonkeyPatch.context() as patch:
        if item.get_closest_marker("no_cover"):
            patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Programs that tests start compile the library once, also where nobody writes beside it."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.dont_write_bytecode:
            patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
            patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("compiled")))
        yield


BESIDE = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """The path of a file or folder of the shared data; the test is skipped where there is none.

    The data lies beside the repository, or where POSTSALES_SHARED says. It is other people's, so it
    is read and never copied.
    """
    folder = Path(os.environ.get("POSTSALES_SHARED", BESIDE))

    def find(name: str) -> Path:
        path = folder / name
        if not path.exists():
            pytest.skip(
                f"no shared data: {name} is neither beside the repository nor in POSTSALES_SHARED"
            )
        return path

    return find
