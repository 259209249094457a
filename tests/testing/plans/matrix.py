"""Which laws find which bad runners of plans: ``python -m tests.testing.plans.matrix``.

It writes the table of ``docs/reference/bad-plans.md``, over ten seeds, in about ten minutes on two
cores, as ``tests.testing.matrix`` does for policies.
"""

from tests.architecture.source import ROOT
from tests.testing.matrix import Row, row, written
from tests.testing.plans.bad import BAD

FILE = ROOT / "docs" / "reference" / "bad-plans.md"


def row_at(k: int) -> Row:
    """The row of one bad runner."""
    return row(BAD[k])


if __name__ == "__main__":
    raise SystemExit(bool(written(FILE, row_at, BAD, what="history")))
