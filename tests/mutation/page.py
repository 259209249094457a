"""The table of the documentation: what became of the mutants, between two comments.

The rest of that page, where each survivor is read, is written by hand.
"""

import re
from datetime import date

from tests.mutation.mutants import SEED
from tests.mutation.places import ROOT
from tests.mutation.results import Judged, stillborn, table

FILE = ROOT / "docs" / "explanation" / "mutation.md"
BLOCK = re.compile(r"<!-- mutants -->\n.*?<!-- end of mutants -->", re.DOTALL)


def page(text: str, judged: Judged, day: date) -> str:
    """A page with the table of what was judged."""
    said = (
        f"Seed {SEED}, {day.isoformat()}; {stillborn(judged)} more were drawn and could not be "
        "imported."
    )
    block = "\n".join(
        ["<!-- mutants -->", "", *table(judged), "", said, "", "<!-- end of mutants -->"]
    )
    return BLOCK.sub(lambda _: block, text)


def write(judged: Judged) -> None:
    """Write the table into the page."""
    text = FILE.read_text(encoding="utf-8")
    FILE.write_text(page(text, judged, date.today()), encoding="utf-8")
