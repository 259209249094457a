"""`postsales plan show`: plans of files and modules, drawn as the library draws them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from postsales import explain
from postsales.wire import toml
from tests.cli.asking import run
from tests.cli.planning import PLAN, SMALL

Capsys = pytest.CaptureFixture[str]
PLANS = toml.read_plan(Path(PLAN).read_text(encoding="utf-8")).plans
OWN = SMALL.replace('"delivered"', '"engraving_begun"')
FORMS = {"--markdown": explain.plan_markdown, "--html": explain.plan_html}


def test_as_the_library_draws_them(capsys: Capsys) -> None:
    ran = run(capsys, "plan", "show", PLAN)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "\n\n".join(explain.plan(x, locale="en") for x in PLANS) + "\n"


@pytest.mark.parametrize(("option", "told"), FORMS.items())
def test_for_a_page_in_german(
    capsys: Capsys, tmp_path: Path, option: str, told: Callable[..., str]
) -> None:
    page = tmp_path / "page"
    ran = run(capsys, "plan", "show", PLAN, option, "--locale", "de", "--out", str(page))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    drawn = page.read_text(encoding="utf-8")
    assert drawn == "\n\n".join(told(x, locale="de") for x in PLANS) + "\n"


def test_events_of_ones_own(capsys: Capsys, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    own = ["--events", "postsales.samples.engraved:EngravingBegun"]
    assert "last engraving begun\n└─ +21 days" in run(capsys, "plan", "show", str(file), *own).out
    ran = run(capsys, "plan", "show", str(file))
    assert ran.status == 2
    assert "so nothing was drawn by it" in ran.err
