"""Nothing is loaded before it is used."""

import json
import subprocess
import sys
import sysconfig

import pytest

from tests.architecture.source import PUBLIC, SRC

HEAVY = {
    "attr",
    "attrs",
    "babel",
    "enum",
    "pendulum",
    "typing",
    "datetime",
    "decimal",
    "dataclasses",
}
TIME_AND_WORDS = {"babel", "pendulum"}


def loaded_by(statement: str) -> set[str]:
    """The packages that a bare interpreter has loaded after one statement.

    Without `site`, so that what an environment starts by itself (coverage, for one) is left out.
    """
    paths = [str(SRC), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    program = (
        f"import sys; sys.path[:0] = {paths!r}\n{statement}\n"
        "print('[' + ','.join('\"' + name + '\"' for name in sys.modules) + ']')"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in json.loads(done.stdout)}


def test_the_top_level_loads_nothing() -> None:
    assert loaded_by("import postsales") & HEAVY == set()


def test_the_measure_sees_what_is_loaded() -> None:
    assert {"attr", "enum", "typing"} <= loaded_by("import attrs")
    assert "pendulum" in loaded_by("import pendulum")


def test_every_noun_comes_without_pendulum_and_babel() -> None:
    assert loaded_by("from postsales import *") & TIME_AND_WORDS == set()


@pytest.mark.parametrize("name", [m.name for m in PUBLIC if m.name.count(".") == 1])
def test_a_subdomain_is_imported_first_and_without_pendulum_and_babel(name: str) -> None:
    assert loaded_by(f"import {name}") & TIME_AND_WORDS == set()


def test_no_module_loads_pendulum_or_babel() -> None:
    everything = "; ".join(f"import {module.name}" for module in PUBLIC)
    assert loaded_by(everything) & TIME_AND_WORDS == set()
