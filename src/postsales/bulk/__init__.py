"""Whole tables: the answers that ``returns`` and ``refunds`` give, for millions of lines by column.

``Lines`` holds terms and is called with a record batch or a table of Arrow. Each row is one line
with the facts that the terms look at; the answer about it is the one that ``returns.assess`` and
``refunds.quote`` give about an order of that line. What terms say and a row cannot tell is refused
by name when ``Lines`` is made, so that no answer is an approximation.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
row                     one line, its facts, and what the customer asks for
column                  one fact of all rows, or one part of all answers
batch                   some rows of a table, as engines hand them over
======================= ==========================================================================

Example:
    See ``Lines.columns``.
"""

from postsales.bulk.columns import Column, ColumnKind
from postsales.bulk.lines import Lines

__all__ = ["Column", "ColumnKind", "Lines"]
