"""What was written once is read for ever: documents, folder by folder, that nobody rewrites."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from postsales import DocumentErrors, wire
from postsales.wire._events import EVENTS as OURS
from postsales.wire._written import ENDINGS, REQUESTS, SERVICES
from tests.wire.keep import HOSTS, KEPT, LIST, answers, kept, kind_of, lines, listed, read, written

FOLDERS = sorted(x for x in KEPT.glob("v*/*") if x.is_dir())
FILES = [file for folder in FOLDERS for file in sorted(folder.glob("*.jsonl"))]

WITH_EVENTS = ("order", "terms", "plan", "history")
ADVICE = "keep what is new: python -m tests.wire.keep <year-month-day>"
# What the terms say without being told.
NEVER_SAID = {"Condition good", "Authorisation not_needed"}


@cache
def checked(kind: str) -> Draft202012Validator:
    """What checks documents of a kind."""
    return Draft202012Validator(wire.schema(kind, events=HOSTS if kind in WITH_EVENTS else ()))


def lost(kept: Any, told: Any, path: str = "$") -> Iterator[str]:
    """What a document said and is not said any more, or otherwise; more may be said."""
    if isinstance(kept, dict) and isinstance(told, dict):
        yield from (f"{path}.{key}" for key in kept.keys() - told.keys())
        for key in kept.keys() & told.keys():
            yield from lost(kept[key], told[key], f"{path}.{key}")
    elif isinstance(kept, list) and isinstance(told, list) and len(kept) == len(told):
        for place, (one, other) in enumerate(zip(kept, told, strict=True)):
            yield from lost(one, other, f"{path}[{place}]")
    elif kept != told or type(kept) is not type(told):
        yield path


@pytest.mark.parametrize("file", FILES, ids=lambda x: f"{x.parent.name}-{x.stem}")
class TestKept:
    """A document that was written earlier says today what it said then."""

    def test_nothing_of_it_is_lost(self, file: Path) -> None:
        for number, one in enumerate(lines(file)):
            tree = one["document"]
            told = written(read(tree))
            assert [*lost(tree, told)] == [], number

    def test_it_has_the_digests_by_which_records_know_it(self, file: Path) -> None:
        for number, one in enumerate(lines(file)):
            assert answers(read(one["document"])) == one["digests"], number

    def test_it_passes_the_schema(self, file: Path) -> None:
        for number, one in enumerate(lines(file)):
            found = [*checked(kind_of(one["document"])).iter_errors(one["document"])]
            assert [error.json_path for error in found] == [], number


class TestFolders:
    """A folder that was kept stays as it is."""

    @pytest.mark.parametrize("folder", FOLDERS, ids=lambda x: x.name)
    def test_no_file_is_changed_added_or_taken_away(self, folder: Path) -> None:
        kept = (folder / LIST).read_text(encoding="utf-8").splitlines(keepends=True)
        assert listed(folder) == kept

    def test_every_kind_of_document_and_every_event_is_kept(self) -> None:
        events = {x["event"] for tree in kept() for x in tree.get("history", ())}
        missing = {
            *({*wire.DOCUMENTS} - {kind_of(tree) for tree in kept()}),
            *({*REQUESTS, *SERVICES, *ENDINGS} - {tree.get("kind") for tree in kept()}),
            *(OURS.keys() - events),
        }
        assert missing == set(), ADVICE

    @pytest.mark.parametrize("kind", ["order", "terms", "plan"])
    def test_every_field_and_every_word_is_kept(self, kind: str) -> None:
        said = {*strings([tree for tree in kept() if kind_of(tree) == kind])}
        parts = wire.schema(kind)["$defs"].items()
        fields = {f"{part} {x}" for part, one in parts for x in one.get("properties", ())}
        words = {f"{part} {x}" for part, one in parts for x in one.get("enum", ())}
        wanted = {x for x in fields | words if not x.startswith("EventName ")} - NEVER_SAID
        assert {x for x in wanted if x.partition(" ")[2] not in said} == set(), ADVICE

    def test_a_change_would_be_seen(self) -> None:
        tree = {"id": "1", "lines": [{"id": "tee", "quantity": 1}]}
        assert [*lost(tree, {**tree, "market": "DE"})] == []
        assert [*lost(tree, {"id": "1", "lines": []})] == ["$.lines"]
        assert [*lost(tree, {"id": "1", "lines": [{"id": "tee", "quantity": True}]})] == [
            "$.lines[0].quantity"
        ]


class TestFieldsThatCameLater:
    """Records that were stored before a field came are read; a part that was lost is missed."""

    RECORDS = tuple(tree for tree in kept() if kind_of(tree) == "record")

    def test_hints_that_added_nothing(self) -> None:
        tree = next(x for x in self.RECORDS if x["hints"])
        old = json.loads(json.dumps(tree))
        for hint in old["hints"]:
            hint["adds"] = {}
        whole = read(old)
        for hint in old["hints"]:
            del hint["adds"]
        assert read(old) == whole

    def test_quotes_that_clawed_nothing_back(self) -> None:
        tree = next(x for x in self.RECORDS if x["quote"] and x["quote"].get("clawed_back") == {})
        old = json.loads(json.dumps(tree))
        assert old["quote"].pop("clawed_back") == {}
        assert read(old) == read(tree)

    def test_what_was_there_from_the_first_is_missed(self) -> None:
        for name in ("terms", "order", "items", "findings", "hints", "next_change", "quote"):
            old = dict(self.RECORDS[0])
            del old[name]
            with pytest.raises(DocumentErrors, match=rf"\$\.{name} is missing"):
                read(old)

    def test_a_version_that_is_still_to_come_is_said_first(self) -> None:
        with pytest.raises(DocumentErrors) as caught:
            read({**self.RECORDS[0], "version": 2, "more": []})
        assert str(next(iter(caught.value))) == "$.version is 2: only 1 is known"


def strings(tree: Any) -> Iterator[str]:
    """All keys and texts."""
    if isinstance(tree, str):
        yield tree
    if isinstance(tree, dict):
        yield from tree
    for one in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from strings(one)
