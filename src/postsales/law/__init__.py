"""The law: what customers have by statute, as ordinary terms with citations.

A right is a value of the same type as a merchant's terms, so the same verbs run it. Packs hold
values and citations only: how a last day is counted, what a unit is and when a notice is in time
belongs to the subdomains, which know no country. What nobody has read in the text itself says
*unverified*.

This is no legal advice.

Example:
    See ``rights``.
"""

from postsales.law.additional_periods import AdditionalPeriod, DeliveryState, LateDelivery
from postsales.law.at import AT
from postsales.law.au import AU
from postsales.law.bands import Band, FixedSums
from postsales.law.br import BR
from postsales.law.comparable import Comparable, LeftOut, comparable
from postsales.law.de import DE
from postsales.law.delay_notices import (
    DelayedShipping,
    DelayNotice,
    DelayNotices,
    ShippingState,
)
from postsales.law.delayed_shipping import delayed_shipping
from postsales.law.dk import DK
from postsales.law.duties import Duty, DutyState, DutyStatus, Party
from postsales.law.es import ES
from postsales.law.eu import EU
from postsales.law.faults import DeductionForUse, FaultRules
from postsales.law.faulty_goods import FinalRefund, final_refund, presumed_until
from postsales.law.fixed_sums import FixedSum, fixed_sum
from postsales.law.floor import Floor, FloorCase, FloorItem, assess
from postsales.law.fr import FR
from postsales.law.gb import GB
from postsales.law.handling import HandlingLoss, ValueLost, WhyBorne
from postsales.law.ie import IE
from postsales.law.it import IT
from postsales.law.jp import JP
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.late_delivery import late_delivery
from postsales.law.lint import lint
from postsales.law.money import FloorQuote, quote
from postsales.law.owing import duties
from postsales.law.penalties import LateBand, LatePenalty, LateRefund
from postsales.law.pl import PL
from postsales.law.register import COVERED, Coverage, coverage, pack, unchecked
from postsales.law.rights import Right, rights
from postsales.law.se import SE
from postsales.law.services import ProRata, ServiceOwed, WhyOwed
from postsales.law.shortfalls import Shortfall, WorseDays
from postsales.law.sums import late_refund, service_owed, value_lost
from postsales.law.us import US
from postsales.law.us_ca import US_CA
from postsales.law.us_ny import US_NY

__all__ = [
    "AT",
    "AU",
    "BR",
    "COVERED",
    "DE",
    "DK",
    "ES",
    "EU",
    "FR",
    "GB",
    "IE",
    "IT",
    "JP",
    "PL",
    "SE",
    "US",
    "US_CA",
    "US_NY",
    "AdditionalPeriod",
    "Band",
    "Comparable",
    "Coverage",
    "DeductionForUse",
    "DelayNotice",
    "DelayNotices",
    "DelayedShipping",
    "DeliveryState",
    "Duty",
    "DutyState",
    "DutyStatus",
    "FaultRules",
    "FinalRefund",
    "FixedSum",
    "FixedSums",
    "Floor",
    "FloorCase",
    "FloorItem",
    "FloorQuote",
    "HandlingLoss",
    "Jurisdiction",
    "LateBand",
    "LateDelivery",
    "LatePenalty",
    "LateRefund",
    "LeftOut",
    "Party",
    "ProRata",
    "Right",
    "ServiceOwed",
    "ShippingState",
    "Shortfall",
    "ValueLost",
    "WhyBorne",
    "WhyOwed",
    "WorseDays",
    "assess",
    "comparable",
    "coverage",
    "delayed_shipping",
    "duties",
    "final_refund",
    "fixed_sum",
    "late_delivery",
    "late_refund",
    "lint",
    "pack",
    "presumed_until",
    "quote",
    "rights",
    "service_owed",
    "unchecked",
    "value_lost",
]
