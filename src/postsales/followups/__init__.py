"""Follow-ups: what a customer hears after the sale, from whom, and when nobody should write.

Ready-made plans are data: take one, change it with ``attrs.evolve``, and run it with
``schedules.due``. They are for the three phases after buying, the excitement, the learning in which
a customer is most likely to change their mind, and the settled balance.

======================= ==========================================================================
verb                    answers
======================= ==========================================================================
``first_thirty_days``   the plan of the first month, from the delivery or the start
``reassurance``         the plan for the time in which a customer could change their mind
``after_solved``        the plan after an inquiry was solved: keep asking until it is confirmed
``review_request``      the plan that asks for a review
``win_back``            the plan for customers who did not come back
``phase``               in which phase is a customer, and why?
``remorse_signal``      does a customer seem to regret the purchase, and what speaks for it?
``support_policy``      which support policy holds: a better one in the first days
``owner``               who looks after a customer? By default who closed the sale
``escalation``          the plan of who is asked when nothing happens
``cases_to_open``       which unhappy answers has nobody taken up?
======================= ==========================================================================

``Unenrolled`` stops a plan, ``FollowUpPaused`` and ``FollowUpResumed`` pause it, and ``Enrolled``
begins a new round: record it at the instant of each further purchase. One that names a ``plan``
concerns that plan alone.
"""

from postsales.followups.care import FirstDays, support_policy
from postsales.followups.cases import CaseToOpen, cases_to_open
from postsales.followups.owners import Escalation, EscalationDirectory, Owner, escalation, owner
from postsales.followups.phases import Phase, PhaseDays, PhaseFound, PhaseReason, phase
from postsales.followups.preferences import Matter, Preferences
from postsales.followups.ready import (
    RemorseSeen,
    after_solved,
    first_thirty_days,
    reassurance,
    review_request,
    win_back,
)
from postsales.followups.remorse import (
    RemorseLevel,
    RemorseSignal,
    RemorseWatch,
    remorse_signal,
)
from postsales.followups.unhappy import UnhappyAnswer

__all__ = [
    "CaseToOpen",
    "Escalation",
    "EscalationDirectory",
    "FirstDays",
    "Matter",
    "Owner",
    "Phase",
    "PhaseDays",
    "PhaseFound",
    "PhaseReason",
    "Preferences",
    "RemorseLevel",
    "RemorseSeen",
    "RemorseSignal",
    "RemorseWatch",
    "UnhappyAnswer",
    "after_solved",
    "cases_to_open",
    "escalation",
    "first_thirty_days",
    "owner",
    "phase",
    "reassurance",
    "remorse_signal",
    "review_request",
    "support_policy",
    "win_back",
]
