"""The extra ``testing`` brings everything that the kit loads."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT, SRC

ASKED = """
import json, sys
from pkgutil import iter_modules
from importlib import import_module
import postsales.testing
for found in iter_modules(postsales.testing.__path__, "postsales.testing."):
    import_module(found.name)
from postsales import Days, Delivered, ReturnTerms, ReturnWindow
from postsales.testing import laws
window = ReturnWindow(Days(30), since=Delivered)
terms = ReturnTerms(id="acme", version="1", zone="UTC", window=window)
assert laws.check(terms, only=["SER", "ELI-14"]).run().broken == ()
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def declared() -> dict[str, list[str]]:
    """What the project itself and each of its extras ask for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": project["dependencies"], **project["optional-dependencies"]}


def brought(wanted: Iterable[str], found: set[str]) -> set[str]:
    """The distributions that come with requirements, and those that they bring in turn."""
    for told in wanted:
        needed = Requirement(told)
        if needed.marker is not None and not needed.marker.evaluate({"extra": ""}):
            continue
        for extra in needed.extras if needed.name == "postsales" else ():
            brought(declared()[extra], found)
        name = canonicalize_name(needed.name)
        if name not in found and name != "postsales":
            found.add(name)
            brought(_needs(needed.name), found)
    return found


def _needs(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:  # it is for another system
        return []


def loaded() -> Iterator[tuple[str, list[str]]]:
    """The packages that laws load, each with the distributions that have it."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SRC)},
    )
    having = packages_distributions()
    for name in json.loads(done.stdout):
        # Environments start some packages in every program, such as coverage.
        if name in having and name not in _started():
            yield name, having[name]


def _started() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


def test_what_laws_load_comes_with_the_extra() -> None:
    comes = brought([*declared()[""], *declared()["testing"]], set())
    used = dict(loaded())
    assert {"attr", "cattrs", "hypothesis", "pytest"} <= {*used}
    missing = [
        name
        for name, owners in used.items()
        if name != "postsales" and not comes & {canonicalize_name(x) for x in owners}
    ]
    assert missing == []


def test_what_is_left_out_is_seen() -> None:
    assert "cattrs" not in brought(["hypothesis>=6.108", "pytest>=9"], set())
