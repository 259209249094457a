"""Documents that are kept: ``python -m tests.wire.keep NAME`` writes a folder of them, once.

What is kept says how documents were written on a day, and is read for ever: no folder is written
again. A new one holds what no earlier one says; it is due with a release, and when a test says so.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from postsales import DocumentErrors, Event, TermsBundle, refunds, returns, samples, wire
from postsales.samples.engraved import EngravingBegun
from postsales.wire._versions import VERSION
from postsales.wire._written import ENDINGS, REQUESTS, SERVICES
from postsales.wire.plans import PlanBundle
from tests.testing import gallery
from tests.wire.drawn import VALUES, named
from tests.wire.native_given import EVENTS, KINDS, RULES
from tests.wire.plans_given import RULES as PLAN_RULES

KEPT = Path(__file__).parent / "kept"
LIST = "SHA256"
AT = "2026-04-02T12:00+02:00"
HOSTS: tuple[type[Event], ...] = (*EVENTS, EngravingBegun)
_DRAWN = 400
_KINDS = {
    "Order": "order",
    "QuoteRecord": "quote",
    "ExchangeRecord": "exchange",
    "RmaStatus": "rma_status",
    **dict.fromkeys(REQUESTS, "request"),
    **dict.fromkeys([*SERVICES, *ENDINGS], "service"),
}

_BY_KEY = {
    "request": "record",
    "subject": "history",
    "plan": "plan",
    "contact_rules": "plan",
}


def kind_of(tree: Any) -> str:
    """Which kind of document is it?"""
    if "kind" in tree:
        return _KINDS[tree["kind"]]
    return next((kind for key, kind in _BY_KEY.items() if key in tree), "terms")


def read(tree: Any) -> Any:
    """The value that a kept document tells."""
    kind, text = kind_of(tree), json.dumps(tree)
    if kind == "order":
        return wire.read_order(text, events=HOSTS)
    if kind == "terms":
        return wire.read_terms(text, events=HOSTS, rules=RULES)
    if kind == "plan":
        return wire.read_plan(text, events=HOSTS, rules=PLAN_RULES)
    return getattr(wire, f"read_{kind}")(text)


def written(value: Any) -> Any:
    """The tree of a value."""
    rules = RULES if isinstance(value, TermsBundle) else {}
    rules = PLAN_RULES if isinstance(value, PlanBundle) else rules
    return json.loads(wire.write_json(value, rules=rules))


def answers(value: Any) -> list[str]:
    """The digests of a value by which records name it, where no code of ours is in it."""
    if isinstance(value, TermsBundle):
        terms = [getattr(value, name) for name in value.sections]
        return [] if named(value) else [x.ref.digest for x in terms if hasattr(x, "ref")]
    return [value.ref(at="2999-01-01T00:00Z").digest] if hasattr(value, "placed_at") else []


def said(tree: Any, above: str = "", key: str = "") -> Iterator[tuple[str, str, object]]:
    """What a document says besides names and figures: keys, kinds of values, and words."""
    is_word = isinstance(tree, str) and tree.replace("_", "").isalpha() and tree.islower()
    is_told = is_word or isinstance(tree, bool) or (key == "kind" and isinstance(tree, str))
    yield above, key, tree if is_told else type(tree).__name__
    if isinstance(tree, dict):
        for name, one in tree.items():
            yield from said(one, key, name)
    elif isinstance(tree, list):
        for one in tree:
            yield from said(one, above, key)


def trees() -> Iterator[tuple[str, Any]]:
    """What can be kept, by the file in which it stands."""
    for kind in KINDS:
        yield "every-field", written(kind.value)
    for kind in KINDS:
        yield from (("every-word", tree) for tree in reworded(written(kind.value)))
    for name in gallery.NAMES:
        yield "gallery", written(gallery.bundle(name))
    for order in (*samples.orders, *samples.called_off):
        yield "samples", written(order)
    for order in samples.orders:
        decision = returns.assess(order, samples.requests[order.id], samples.terms, at=AT)
        quote = refunds.quote(decision, samples.refund_terms)
        yield "samples", written(decision.record(quote=quote))
    for name in wire.DOCUMENTS:
        yield from (("drawn", tree) for tree in drawn(name))


def reworded(tree: Any) -> Iterator[Any]:
    """The document with other words, as many at once as are read together."""
    lists = words(kind_of(tree))
    tried = {*said(tree)}
    while True:
        other = deepcopy(tree)
        before = len(tried)
        for holder, key, above, name in leaves(other):
            was = holder[key]
            fresh = (x for one in lists if was in one for x in one if (above, name, x) not in tried)
            for word in fresh:
                tried.add((above, name, word))
                holder[key] = word
                if is_read(other):
                    break
                holder[key] = was
        if len(tried) == before:
            return
        yield written(read(other))


def words(kind: str) -> list[list[str]]:
    """The lists of words that stand in documents of a kind; events are kept as they happen."""
    definitions = wire.schema(kind)["$defs"].items()
    return [x["enum"] for name, x in definitions if "enum" in x and name != "EventName"]


def leaves(tree: Any, above: str = "", name: str = "") -> Iterator[tuple[Any, Any, str, str]]:
    """Every text in a document: what holds it, its key there, and how its place is told."""
    for key, one in [*(tree.items() if isinstance(tree, dict) else enumerate(tree))]:
        place = (name, key) if isinstance(tree, dict) else (above, name)
        if isinstance(one, dict | list):
            yield from leaves(one, *place)
        elif isinstance(one, str):
            yield tree, key, *place


def is_read(tree: Any) -> bool:
    """Can it be read?"""
    with suppress(DocumentErrors):
        read(tree)
        return True
    return False


def drawn(kind: str) -> list[Any]:
    """Documents of some values of a kind; rules of the strategies come and go, and are not kept."""
    found: list[Any] = []

    @given(VALUES[kind])
    @settings(
        max_examples=_DRAWN,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    def look(value: Any) -> None:
        if not isinstance(value, TermsBundle) or not named(value):
            found.append(written(value))

    look()
    return found


def telling(found: Iterable[tuple[str, Any]], known: set[object]) -> Iterator[tuple[str, Any]]:
    """The documents that say something which none before them does."""
    for file, tree in found:
        says = {(kind_of(tree), *one) for one in said(tree)}
        if says - known:
            known.update(says)
            yield file, tree


def kept() -> list[Any]:
    """All documents that are kept."""
    return [one["document"] for file in sorted(KEPT.glob("v*/*/*.jsonl")) for one in lines(file)]


def lines(file: Path) -> list[Any]:
    """The documents of a file, each with its digests."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def keep(name: str) -> Path:
    """Write a folder; it is an error when there is one."""
    known: set[object] = {(kind_of(tree), *one) for tree in kept() for one in said(tree)}
    files: dict[str, list[str]] = {}
    for file, tree in telling(trees(), known):
        told = {"document": tree, "digests": answers(read(tree))}
        files.setdefault(file, []).append(json.dumps(told, ensure_ascii=False))
    folder = KEPT / f"v{VERSION}" / name
    folder.mkdir(parents=True)
    for file, found in files.items():
        text = "".join(f"{line}\n" for line in found)
        (folder / f"{file}.jsonl").write_text(text, encoding="utf-8", newline="\n")
    (folder / LIST).write_text("".join(listed(folder)), encoding="utf-8", newline="\n")
    return folder


def listed(folder: Path) -> list[str]:
    """What is in a folder, file by file, with digests."""
    return [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(folder.glob("*.jsonl"))
    ]


if __name__ == "__main__":
    print(f"kept in {keep(sys.argv[1]).name}")
