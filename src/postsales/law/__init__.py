"""The law: what customers have by statute, as ordinary terms with citations.

A right is a value of the same type as a merchant's terms, so the same verbs run it. Packs hold
values and citations only: how a last day is counted, what a unit is and when a notice is in time
belongs to the subdomains, which know no country. What nobody has read in the text itself says
*unverified*.

This is no legal advice.

Example:
    See ``rights``.
"""

from postsales.law.at import AT
from postsales.law.de import DE
from postsales.law.dk import DK
from postsales.law.duties import Duty, DutyState, DutyStatus, Party
from postsales.law.es import ES
from postsales.law.eu import EU
from postsales.law.floor import Floor, FloorCase, FloorItem, assess
from postsales.law.fr import FR
from postsales.law.ie import IE
from postsales.law.it import IT
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.money import FloorQuote, quote
from postsales.law.penalties import Band, LatePenalty, LateRefund
from postsales.law.pl import PL
from postsales.law.register import COVERED, Coverage, coverage, pack, unchecked
from postsales.law.rights import Right, duties, rights
from postsales.law.se import SE
from postsales.law.services import ProRata, ServiceOwed, WhyOwed
from postsales.law.sums import late_refund, service_owed

__all__ = [
    "AT",
    "COVERED",
    "DE",
    "DK",
    "ES",
    "EU",
    "FR",
    "IE",
    "IT",
    "PL",
    "SE",
    "Band",
    "Coverage",
    "Duty",
    "DutyState",
    "DutyStatus",
    "Floor",
    "FloorCase",
    "FloorItem",
    "FloorQuote",
    "Jurisdiction",
    "LatePenalty",
    "LateRefund",
    "Party",
    "ProRata",
    "Right",
    "ServiceOwed",
    "WhyOwed",
    "assess",
    "coverage",
    "duties",
    "late_refund",
    "pack",
    "quote",
    "rights",
    "service_owed",
    "unchecked",
]
