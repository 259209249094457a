"""Feedback: what customers say, counted so that it can be trusted.

Every score comes with its ``n``, with an interval, and with a tally of what became of the answers
that do not count. Without answers it is ``None`` and says why, never 0.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
scale                   which answers a question allows, and which end is good
response                what became of asking: answered, dismissed, ignored, bounced
voice                   who speaks: the customer, or the author at the source
dedupe                  which answers of one voice count
denominator             of what a score is a share
interval                between which values the true score lies, with a confidence
======================= ==========================================================================

Example:
    >>> from postsales import NpsCounts, feedback
    >>> str(feedback.nps(NpsCounts(promoters=60, passives=25, detractors=15)))
    '45 (n = 100; 29.26 to 58.13 (95 %, score))'
"""

from postsales.feedback.dispositions import aapor_rate
from postsales.feedback.effort import ces
from postsales.feedback.incentives import check_incentive
from postsales.feedback.keeping import kept
from postsales.feedback.low_scores import low_answers
from postsales.feedback.net_promoter import nps
from postsales.feedback.nps_comparison import compare_nps
from postsales.feedback.nps_counts import nps_category
from postsales.feedback.nps_intervals import nps_interval
from postsales.feedback.parsing import parse_score
from postsales.feedback.proportions import compare_shares, proportion_interval
from postsales.feedback.publishing import publish
from postsales.feedback.question_checks import check_questionnaire
from postsales.feedback.questionnaires import burden
from postsales.feedback.recoveries import recovery
from postsales.feedback.replies import replies_due, reply_duty
from postsales.feedback.reporting import may_show, suppress
from postsales.feedback.response_rates import completion_rate, response_rate
from postsales.feedback.review_updates import may_ask_for_update
from postsales.feedback.sample_sizes import nps_sample_size, nps_sample_size_to_compare
from postsales.feedback.satisfaction import csat
from postsales.feedback.sentiments import sentiment
from postsales.feedback.silence import estimate_unhappy
from postsales.feedback.themes import count_codes, count_themes
from postsales.feedback.weights import design_effect, weighted_nps

__all__ = [
    "aapor_rate",
    "burden",
    "ces",
    "check_incentive",
    "check_questionnaire",
    "compare_nps",
    "compare_shares",
    "completion_rate",
    "count_codes",
    "count_themes",
    "csat",
    "design_effect",
    "estimate_unhappy",
    "kept",
    "low_answers",
    "may_ask_for_update",
    "may_show",
    "nps",
    "nps_category",
    "nps_interval",
    "nps_sample_size",
    "nps_sample_size_to_compare",
    "parse_score",
    "proportion_interval",
    "publish",
    "recovery",
    "replies_due",
    "reply_duty",
    "response_rate",
    "sentiment",
    "suppress",
    "weighted_nps",
]
