"""The options of plans and rules of contact as the tables of ``docs/reference/plans.md``."""

import re
from collections.abc import Iterable

from tests.architecture.source import ROOT
from tests.terms.defaults import defaults
from tests.terms.plans import ANCHORS, PLANS, Parts

FILE = ROOT / "docs" / "reference" / "plans.md"
_BLOCK = re.compile(r"<!-- options of (?P<name>\w+) -->\n.*?<!-- end of options -->", re.DOTALL)
_ANCHORS = "anchors"
_LISTED = {parts.of.__name__: parts for parts in PLANS}


def page(text: str) -> str:
    """The page with the tables as they have to be."""
    return _BLOCK.sub(lambda found: _block(found["name"]), text)


def told(text: str) -> list[str]:
    """The classes whose tables stand on the page."""
    return [name for name in _BLOCK.findall(text) if name != _ANCHORS]


def _block(name: str) -> str:
    rows = _of_anchors() if name == _ANCHORS else _of_class(_LISTED[name])
    return "\n".join([f"<!-- options of {name} -->", "", *rows, "", "<!-- end of options -->"])


def _of_anchors() -> Iterable[str]:
    yield "| it counts from | which is | in TOML |"
    yield "| --- | --- | --- |"
    for one in ANCHORS:
        yield f"| `{one.name}` | {one.decides} | `after = {one.toml}` |"


def _of_class(parts: Parts) -> Iterable[str]:
    """The fields of a class in its own order."""
    listed = {x.name: x for x in parts.fields}
    yield "| option | decides | in TOML | default |"
    yield "| --- | --- | --- | --- |"
    for name, default in defaults(parts.of).items():
        one = listed[name]
        yield f"| `{name}` | {one.decides} | `{name} = {one.toml}` | {default} |"
