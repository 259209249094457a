"""The options of merchants as the tables of the documentation, class by class.

``python3 dev.py options`` writes them into ``docs/reference/terms.md``, between a comment that
names the class, or several, and one that ends the table; a test compares. Everything else on that
page is written by hand.
"""

import inspect
import re
from collections.abc import Iterator, Mapping

from attrs import NOTHING

from tests.architecture.source import ROOT
from tests.terms.option import Options
from tests.terms.options import OPTIONS

FILE = ROOT / "docs" / "reference" / "terms.md"
BLOCK = re.compile(r"<!-- options of (?P<names>[\w, ]+) -->\n.*?<!-- end of options -->", re.DOTALL)
LISTED = {options.of.__name__: options for options in OPTIONS}


def page(text: str) -> str:
    """A page with the tables as they have to be."""
    return BLOCK.sub(lambda found: _block(found["names"]), text)


def told(text: str) -> list[str]:
    """The classes whose tables stand on a page."""
    return [name for found in BLOCK.finditer(text) for name in found["names"].split(", ")]


def _block(names: str) -> str:
    rows = [row for name in names.split(", ") for row in _rows(LISTED[name], names)]
    head = ["| option | decides | default |", "| --- | --- | --- |"]
    beginning, end = f"<!-- options of {names} -->", "<!-- end of options -->"
    return "\n".join([beginning, "", *head, *rows, "", end])


def _rows(options: Options, names: str) -> Iterator[str]:
    """The fields of a class in its own order; of several classes each is named."""
    prefix = "" if names == options.of.__name__ else f"{options.of.__name__}."
    for name, default in defaults(options.of).items():
        yield f"| `{prefix}{name}` | {options.option(name).decides} | {default} |"


def defaults(cls: type) -> dict[str, str]:
    """What stands in each field of a class when nothing is said, in words for merchants."""
    given = inspect.signature(cls).parameters.values()
    return {x.name: _default(x.default) for x in given}


def _default(value: object) -> str:
    if value in (inspect.Parameter.empty, NOTHING):
        return "must be given"
    if isinstance(value, Mapping):
        value = tuple(str(x) for x in value)
    some = value if isinstance(value, tuple) else () if value in (None, "") else (value,)
    return ", ".join(f"`{x}`" if isinstance(x, str) else f"`{x!r}`" for x in some) or "none"


if __name__ == "__main__":
    FILE.write_text(page(FILE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{len(told(FILE.read_text(encoding='utf-8')))} classes in {FILE.name}")
