"""Which laws find which bad inviters: ``python -m tests.testing.invitations.matrix``.

It writes the table of ``docs/reference/bad-inviters.md``, over ten seeds, in about two minutes on
two cores, as ``tests.testing.matrix`` does for policies.
"""

from tests.architecture.source import ROOT
from tests.testing.invitations.bad import BAD
from tests.testing.matrix import Row, row, written

FILE = ROOT / "docs" / "reference" / "bad-inviters.md"


def row_at(k: int) -> Row:
    """The row of one bad inviter."""
    return row(BAD[k])


if __name__ == "__main__":
    raise SystemExit(bool(written(FILE, row_at, BAD, what="history")))
