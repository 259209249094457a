"""Which laws find which bad scorers: ``python -m tests.testing.scores.matrix``.

It writes the table of ``docs/reference/bad-scorers.md``, over ten seeds, in about two minutes on
two cores, as ``tests.testing.matrix`` does for policies.
"""

from tests.architecture.source import ROOT
from tests.testing.matrix import Row, row, written
from tests.testing.scores.bad import BAD

FILE = ROOT / "docs" / "reference" / "bad-scorers.md"


def row_at(k: int) -> Row:
    """The row of one bad scorer."""
    return row(BAD[k])


if __name__ == "__main__":
    raise SystemExit(bool(written(FILE, row_at, BAD, what="answers")))
