"""The options of merchants as the tables of the documentation, class by class.

``python3 dev.py options`` writes them into ``docs/reference/terms.md``, and those of plans into
``plans.md``, between a comment that
names the class, or several, and one that ends the table; a test compares. Everything else on that
page is written by hand.
"""

import re
from collections.abc import Iterator

from tests.architecture.source import ROOT
from tests.terms import plan_table
from tests.terms.defaults import defaults
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


if __name__ == "__main__":
    FILE.write_text(page(FILE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{len(told(FILE.read_text(encoding='utf-8')))} classes in {FILE.name}")
    plans = plan_table.FILE
    plans.write_text(plan_table.page(plans.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{len(plan_table.told(plans.read_text(encoding='utf-8')))} classes in {plans.name}")
