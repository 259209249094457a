"""The command of the twelfth story gives the bytes that its script gives."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from postsales import samples, wire
from postsales.cli import main

ACME = (files("postsales.samples") / "acme.toml").read_text(encoding="utf-8")
SCRIPT = """
import json, sys
from pathlib import Path
from postsales import DocumentErrors, ReturnRequest, refunds, returns, wire
from postsales.wire import shopify, toml

bundle = toml.read_terms(Path("acme.toml").read_text())
for row in sys.stdin:
    try:
        found = shopify.read_order(json.loads(row))
    except DocumentErrors as problems:
        for problem in problems:
            print(problem.path, problem.says, file=sys.stderr)
        continue
    everything = ReturnRequest.everything(found.order, reason="changed_mind")
    answer = returns.assess(found.order, everything, bundle.returns, at="2026-11-21T12:00Z")
    print(wire.write_json(answer.record(quote=refunds.quote(answer, bundle.refunds))))
"""
COMMAND = (
    "assess shopify.jsonl --from shopify --terms acme.toml --reason changed_mind "
    "--at {at} --out decisions.jsonl --errors errors.jsonl"
)


def shopify_rows() -> str:
    """Orders of a shop that sells in euro alone, as the fixed fee of the terms is in euro."""
    told = (x for x in samples.shopify_orders() if x["presentment_currency"] == "EUR")
    return "".join(json.dumps(x) + "\n" for x in told)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the story, in the current directory."""
    (tmp_path / "acme.toml").write_text(ACME, encoding="utf-8")
    (tmp_path / "shopify.jsonl").write_text(shopify_rows(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("at", "outcomes"),
    [
        pytest.param("2026-11-21T12:00Z", {"refused"}, id="as in the story"),
        pytest.param("2026-04-02T12:00Z", {"allowed", "partly", "refused"}, id="in the window"),
    ],
)
def test_the_script_and_the_command_give_the_same_bytes(
    capsys: pytest.CaptureFixture[str], folder: Path, at: str, outcomes: set[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("2026-11-21T12:00Z", at)],
        input=shopify_rows().encode(),
        capture_output=True,
        check=True,
    )
    status = main(COMMAND.format(at=at).split())
    decisions = (folder / "decisions.jsonl").read_bytes()
    assert decisions == done.stdout
    records = [wire.read_record(x) for x in decisions.decode().splitlines()]
    assert {str(x.outcome) for x in records} >= outcomes
    errors = [json.loads(x) for x in (folder / "errors.jsonl").read_text().splitlines()]
    assert [f"{x['path']} {x['says']}" for x in errors] == done.stderr.decode().splitlines()
    assert errors
    told = capsys.readouterr()
    assert (status, told.out) == (1, "")
    first, *_ = told.err.splitlines()
    assert first.startswith(f"{len(records)} orders  asked at {at[:10]} ")
    assert f"in {len(records)} of {len(records)} orders; --format jsonl tells" in told.err


def test_the_command_of_the_story_word_for_word(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    asked = COMMAND.format(at="2026-11-21T12:00Z")
    main(asked.split())
    decisions = (folder / "decisions.jsonl").read_bytes()
    capsys.readouterr()
    assert main(asked.replace("--reason changed_mind ", "").split()) == 1
    assert (folder / "decisions.jsonl").read_bytes() == decisions
    first, *_ = capsys.readouterr().err.splitlines()
    assert first == (
        "postsales: neither --reason nor --request is told: "
        "everything is asked back for 'changed_mind'"
    )
