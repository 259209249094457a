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

======================= ==========================================================================
to                      ask
======================= ==========================================================================
score answers           ``nps``, ``csat``, ``ces``, ``ratings``, ``net_score``
compare two scores      ``compare_nps``, ``compare_shares``, ``compare_periods``
plan a survey           ``nps_sample_size``, ``burden``, ``check_questionnaire``
show products           ``bayesian_average``, ``decayed_average``, ``half_stars``, ``rank``
stand for all customers ``rake``, ``post_stratify``, ``weighted_nps``, ``design_effect``
be fair                 ``check_incentive``, ``publish``, ``suppress``, ``may_show``
act on what was said    ``low_answers``, ``replies_due``, ``recovery``, ``count_themes``
see what changes, why   ``trend``, ``key_drivers``, ``health_score``, ``retention_rate``
======================= ==========================================================================

Example:
    >>> from postsales import NpsCounts, feedback
    >>> str(feedback.nps(NpsCounts(promoters=60, passives=25, detractors=15)))
    '45 (n = 100; 29.26 to 58.13 (95 %, score))'
"""

from postsales.feedback.associations import association
from postsales.feedback.averages import (
    bayesian_average,
    dirichlet_lower_bound,
    dirichlet_mean,
    half_stars,
)
from postsales.feedback.decay import decayed_average, decayed_responses
from postsales.feedback.dispositions import aapor_rate
from postsales.feedback.drivers import key_drivers
from postsales.feedback.effort import ces
from postsales.feedback.health import health_score, normalise_indicator
from postsales.feedback.incentives import check_incentive
from postsales.feedback.keeping import kept
from postsales.feedback.low_scores import low_answers
from postsales.feedback.net_promoter import nps
from postsales.feedback.net_scores import net_score
from postsales.feedback.nps_comparison import compare_nps
from postsales.feedback.nps_counts import nps_category
from postsales.feedback.nps_intervals import nps_interval
from postsales.feedback.parsing import parse_score
from postsales.feedback.period_tests import compare_periods, holm
from postsales.feedback.periods import by_period
from postsales.feedback.proportions import compare_shares, proportion_interval
from postsales.feedback.publishing import publish
from postsales.feedback.question_checks import check_questionnaire
from postsales.feedback.questionnaires import burden
from postsales.feedback.raking import rake, rake_table
from postsales.feedback.ranking import rank
from postsales.feedback.ranks import percentiles
from postsales.feedback.ratings import ratings
from postsales.feedback.recoveries import recovery
from postsales.feedback.replies import replies_due, reply_duty
from postsales.feedback.reporting import may_show, suppress
from postsales.feedback.response_rates import completion_rate, response_rate
from postsales.feedback.retention import annual_churn, annual_retention, retention_rate
from postsales.feedback.review_updates import may_ask_for_update
from postsales.feedback.sample_sizes import nps_sample_size, nps_sample_size_to_compare
from postsales.feedback.satisfaction import csat
from postsales.feedback.sentiments import sentiment
from postsales.feedback.silence import estimate_unhappy
from postsales.feedback.strata import post_stratify
from postsales.feedback.themes import count_codes, count_themes
from postsales.feedback.trends import trend
from postsales.feedback.weights import design_effect, weighted_nps

__all__ = [
    "aapor_rate",
    "annual_churn",
    "annual_retention",
    "association",
    "bayesian_average",
    "burden",
    "by_period",
    "ces",
    "check_incentive",
    "check_questionnaire",
    "compare_nps",
    "compare_periods",
    "compare_shares",
    "completion_rate",
    "count_codes",
    "count_themes",
    "csat",
    "decayed_average",
    "decayed_responses",
    "design_effect",
    "dirichlet_lower_bound",
    "dirichlet_mean",
    "estimate_unhappy",
    "half_stars",
    "health_score",
    "holm",
    "kept",
    "key_drivers",
    "low_answers",
    "may_ask_for_update",
    "may_show",
    "net_score",
    "normalise_indicator",
    "nps",
    "nps_category",
    "nps_interval",
    "nps_sample_size",
    "nps_sample_size_to_compare",
    "parse_score",
    "percentiles",
    "post_stratify",
    "proportion_interval",
    "publish",
    "rake",
    "rake_table",
    "rank",
    "ratings",
    "recovery",
    "replies_due",
    "reply_duty",
    "response_rate",
    "retention_rate",
    "sentiment",
    "suppress",
    "trend",
    "weighted_nps",
]
