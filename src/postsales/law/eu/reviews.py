"""Directive 2005/29/EC, as changed by Directive (EU) 2019/2161: reviews of consumers.

Annex I, points 23b and 23c, is about reviews that are said to be of customers without a check, and
about those that are false or misrepresented to promote goods. Nobody here has read the text, so
both are unverified; that rewards and gating misrepresent what customers think is a reading.
"""

from postsales.basics.citations import Citation
from postsales.basics.quantities import FrozenMap
from postsales.feedback.incentives import AskingFault

__all__ = ["REVIEWS"]

_MISREPRESENTED = Citation("Directive 2005/29/EC", "Annex I, point 23c")

REVIEWS = FrozenMap(
    {
        AskingFault.REWARD_FOR_PRAISE: _MISREPRESENTED,
        AskingFault.REVIEW_GATING: _MISREPRESENTED,
    }
)
