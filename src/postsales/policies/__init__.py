"""Policies: a merchant's terms as text, compared between versions, and looked over for slips.

``text``, ``markdown`` and ``html`` say what terms say, in plain sentences for customers; ``table``
is the same as a value, line by line. ``diff`` says what differs between two versions, and for whom
that is better. ``lint`` finds what can never matter in them, and what was published as more.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
line                    what the terms say in one place, named as in a document of terms
asked of you            what a customer has to do, to show or to pay: one list, whoever asks for it
a person decides        where the terms alone give no answer, and refer
======================= ==========================================================================

Example:
    See ``text``.
"""

from postsales.policies.changes import diff
from postsales.policies.lint import lint
from postsales.policies.show import html, markdown, table, text

__all__ = ["diff", "html", "lint", "markdown", "table", "text"]
