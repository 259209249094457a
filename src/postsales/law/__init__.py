"""The law: what customers have by statute, as ordinary terms with citations.

A right is a value of the same type as a merchant's terms, so the same verbs run it. Packs hold
values and citations only: how a last day is counted, what a unit is and when a notice is in time
belongs to the subdomains, which know no country. What nobody has read in the text itself says
*unverified*.

This is no legal advice.

Example:
    See ``rights``.
"""

from postsales.law.de import DE
from postsales.law.duties import Duty, DutyState, DutyStatus, Party
from postsales.law.eu import EU
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.register import COVERED, Coverage, coverage, pack, unchecked
from postsales.law.rights import Right, duties, rights

__all__ = [
    "COVERED",
    "DE",
    "EU",
    "Coverage",
    "Duty",
    "DutyState",
    "DutyStatus",
    "Jurisdiction",
    "Party",
    "Right",
    "coverage",
    "duties",
    "pack",
    "rights",
    "unchecked",
]
