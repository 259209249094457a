"""Late Payment of Commercial Debts (Interest) Act 1998: the fixed sums of section 5A.

Whom it concerns: two businesses, one of which pays the other late for goods or services.

What it says: besides interest and reasonable costs above it, a fixed sum is owed for each debt: 40
pounds below a thousand, 70 below ten thousand, 100 from there on.

What is left out: from when interest runs and at which rate.
"""

from postsales.basics.citations import Citation
from postsales.basics.currencies import GBP
from postsales.law.bands import Band, FixedSums

__all__ = ["FIXED_SUMS"]

_SUMS = Citation(
    "Late Payment of Commercial Debts (Interest) Act 1998",
    "s. 5A(2)",
    text="as amended to 24 February 2025",
    checked_on="2026-11-21",
)

FIXED_SUMS = FixedSums(
    [
        Band(GBP("40.00"), below=GBP("1000.00"), by=_SUMS),
        Band(GBP("70.00"), below=GBP("10000.00"), by=_SUMS),
    ],
    otherwise=GBP("100.00"),
    by=_SUMS,
)
"""The fixed sum for a debt, by how large it is."""
