"""16 CFR Part 465: consumer reviews and testimonials.

What it says of asking for reviews: nothing may be given in exchange for a review of a particular
sentiment, whether positive or negative, expressly or by implication. So a reward that depends on
praise is forbidden; one for any review, good or bad, is not by this section.

What is left out: false reviews, reviews by insiders, sites of reviews that a business controls, and
threats against those who review. Whether a reward for a change buys a sentiment by implication, and
asking only the content ones, is read into it by nobody here: the library finds both unfair without
a source.
"""

from postsales.basics.citations import Citation
from postsales.basics.quantities import FrozenMap
from postsales.feedback.incentives import AskingFault

__all__ = ["REVIEWS"]

REVIEWS = FrozenMap(
    {
        AskingFault.REWARD_FOR_PRAISE: Citation(
            "16 CFR Part 465",
            "§ 465.4",
            text="89 FR 68077, as of 24 March 2026",
            checked_on="2026-11-23",
        )
    }
)
