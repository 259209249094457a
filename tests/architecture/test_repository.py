"""What the files of the repository must not say, and what README and the changes must."""

import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

import dev
from tests.architecture.source import ROOT

# Written in halves, so that this file does not name them itself.
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:work|root|home|tmp|Users|opt)/\w")
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.(?:org|com)"])
)


def files() -> list[Path]:
    """Every text file that is or could be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    # Compiled catalogues are no text; what they say stands beside them.
    named = [ROOT / name for name in listed.split("\0") if name and not name.endswith(".mo")]
    return [path for path in named if path.is_file()]


def offences(text: str) -> list[str]:
    """The places of one machine and the names of registries in a text."""
    return [
        f"line {number}: {line.strip()[:80]}"
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE_PATH.search(line) or REGISTRIES.search(line)
    ]


def test_no_file_names_a_path_of_a_machine_or_a_registry() -> None:
    found = {
        str(path.relative_to(ROOT)): offences(path.read_text(encoding="utf-8")) for path in files()
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "text",
    ["see /" + "root/x", "open('/" + "tmp/x')", "--index https://py" + "pi.org/simple"],
)
def test_a_path_or_registry_is_seen(text: str) -> None:
    assert len(offences(text)) == 1


@pytest.mark.parametrize("text", ["orders/work/x", "a/root/b", "https://example.org/home/page"])
def test_an_innocent_path_is_not(text: str) -> None:
    assert offences(text) == []


@pytest.mark.parametrize("heading", ["Run it", "Test it"])
def test_the_readme_has_one_command_line_for_each(heading: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    blocks = re.findall(r"^```sh\n(.*?)^```$", section, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == 1
    (line,) = blocks[0].splitlines()
    python, script, command = shlex.split(line)
    assert (python, script) == ("python3", "dev.py")
    assert command in dev.COMMANDS


def test_every_change_is_of_a_known_kind() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    kinds = {kind["directory"] for kind in config["tool"]["towncrier"]["type"]}
    fragments = [p for p in (ROOT / "changelog.d").iterdir() if p.name != "README.md"]
    assert {
        p.name for p in fragments if p.name.split(".")[1:] not in [[k, "md"] for k in kinds]
    } == set()
    assert {p.name for p in fragments if not p.read_text(encoding="utf-8").strip()} == set()
