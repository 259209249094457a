"""Support: by when an inquiry is answered and solved, how it stands, and whether it is over.

A ``SupportPolicy`` promises; a history of events tells what happened to one inquiry; ``status``
says how it stands at an instant. Nothing is stored, and no clock is kept running.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
clock                   a promise: the first answer, every later one, the solution
level of service        how long each clock has, by priority, channel and hours
pause                   while we wait for the customer the solution waits, too; answers do not
stage                   how far it is: new, open, waiting, solved, confirmed, reopened, closed
confirmation            the customer says that it is solved; we only say that we think so
======================= ==========================================================================

Who writes after the solution opens the inquiry again, and the clock of the solution goes on where
it stopped. A change of the priority, or of the version of the policy, leaves what was kept or
broken, and counts what is open anew from the first message.

Example:
    See ``status``.
"""

from postsales.support.levels import ServiceLevel, SupportClock, WorkingMinutes
from postsales.support.lifecycles import (
    INQUIRY,
    InquiryNote,
    InquiryRemark,
    InquiryStage,
    InquiryStep,
)
from postsales.support.policies import SupportPolicy, plans
from postsales.support.status import SupportState, SupportStatus, status, worked

__all__ = [
    "INQUIRY",
    "InquiryNote",
    "InquiryRemark",
    "InquiryStage",
    "InquiryStep",
    "ServiceLevel",
    "SupportClock",
    "SupportPolicy",
    "SupportState",
    "SupportStatus",
    "WorkingMinutes",
    "plans",
    "status",
    "worked",
]
