"""Both strict type checkers agree with what `custom_rules.py` claims of them."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.typing import custom_rules

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FILE = HERE / "custom_rules.py"


def test_what_is_claimed_also_runs() -> None:
    assert len(custom_rules.RULES) + len(custom_rules.COMBINED) == 9
    assert all(callable(rule) for rule in (*custom_rules.RULES, *custom_rules.COMBINED))


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["mypy", "--strict"], id="mypy"),
        pytest.param(["pyright", "--warnings"], id="pyright"),
    ],
)
def test_a_checker_agrees(command: list[str], tmp_path: Path) -> None:
    if importlib.util.find_spec(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed: it comes with the extra 'dev'")
    if command[0] == "pyright":
        settings = tmp_path / "pyrightconfig.json"
        settings.write_text(
            '{"typeCheckingMode": "strict", "pythonVersion": "3.11", '
            f'"include": ["{FILE.as_posix()}"], '
            f'"extraPaths": ["{(ROOT / "src").as_posix()}", "{ROOT.as_posix()}"], '
            '"reportUnnecessaryTypeIgnoreComment": true, "enableTypeIgnoreComments": false}',
            encoding="utf-8",
        )
        command = [*command, "--project", str(settings)]
    else:
        command = [*command, "--warn-unused-ignores", str(FILE)]
    found = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        # pyright would ask the network whether there is a newer one.
        env={**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"},
    )
    assert found.returncode == 0, found.stdout + found.stderr
