"""What the codes of exchanges mean, as English clauses.

Rules of this file: plain mappings from a code to a clause that follows "2 of tee: "; no logic.
"""

from collections.abc import Mapping

__all__ = ["REASONS"]

REASONS: Mapping[str, str] = {
    "price_differs": "exchanged only for goods of the same price",
    "new_goods_cheaper": "exchanged only for goods that cost as much or more",
    "another_category": "exchanged only for goods of the same category",
    "another_article": "exchanged only for the same article",
}
"""Why an exchange is refused although the units may come back."""
