"""The law: what customers have by statute, as ordinary terms with citations.

A right is a value of the same type as a merchant's terms, so the same verbs run it. Packs hold
values and citations only: how a last day is counted, what a unit is and when a notice is in time
belongs to the subdomains, which know no country. What nobody has read in the text itself says
*unverified*.

This is no legal advice.

Example:
    See ``rights``.
"""

from postsales.law.bands import Band, FixedSums
from postsales.law.de import DE
from postsales.law.duties import Duty, DutyState, DutyStatus, Party
from postsales.law.eu import EU
from postsales.law.faults import DeductionForUse, FaultRules
from postsales.law.faulty_goods import FinalRefund, final_refund, presumed_until
from postsales.law.fixed_sums import FixedSum, fixed_sum
from postsales.law.gb import GB
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.rights import Right, duties, rights

__all__ = [
    "DE",
    "EU",
    "GB",
    "Band",
    "DeductionForUse",
    "Duty",
    "DutyState",
    "DutyStatus",
    "FaultRules",
    "FinalRefund",
    "FixedSum",
    "FixedSums",
    "Jurisdiction",
    "Party",
    "Right",
    "duties",
    "final_refund",
    "fixed_sum",
    "presumed_until",
    "rights",
]
