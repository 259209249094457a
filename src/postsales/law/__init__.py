"""The law: what customers have by statute, as ordinary terms with citations.

A right is a value of the same type as a merchant's terms, so the same verbs run it. Packs hold
values and citations only: how a last day is counted, what a unit is and when a notice is in time
belongs to the subdomains, which know no country. What nobody has read in the text itself says
*unverified*.

This is no legal advice.

Example:
    See ``rights``.
"""

from postsales.law.au import AU
from postsales.law.bands import Band, FixedSums
from postsales.law.br import BR
from postsales.law.de import DE
from postsales.law.duties import Duty, DutyState, DutyStatus, Party
from postsales.law.eu import EU
from postsales.law.faults import DeductionForUse, FaultRules
from postsales.law.faulty_goods import FinalRefund, final_refund, presumed_until
from postsales.law.fixed_sums import FixedSum, fixed_sum
from postsales.law.gb import GB
from postsales.law.jp import JP
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.rights import Right, duties, rights
from postsales.law.us import US
from postsales.law.us_ca import US_CA
from postsales.law.us_ny import US_NY

__all__ = [
    "AU",
    "BR",
    "DE",
    "EU",
    "GB",
    "JP",
    "US",
    "US_CA",
    "US_NY",
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
