"""Support: by when an inquiry is answered and solved, how it stands, and whether it is over.

A ``SupportPolicy`` promises; a history of events tells what happened to one inquiry; ``status``
says how it stands at an instant. Nothing is stored, and no clock is kept running.

======================= ==========================================================================
word                    meaning
======================= ==========================================================================
clock                   a promise: the first answer, every later one, the solution
level of service        how long each clock has, by priority, channel and hours
pause                   while we wait for the customer the solution waits, too; answers do not
end                     a solution stops its clock, closing and merging stop every clock
stage                   how far it is: new, open, waiting, solved, confirmed, reopened, closed
confirmation            the customer says that it is solved; we only say that we think so
======================= ==========================================================================

Who writes after the solution, or the closing, opens the inquiry again, and its clocks go on where
they stopped; what is merged is never opened again. A promise that was stopped before its time was
over is neither kept nor broken.

Another priority, or another version of the policy, counts what is open anew from the first message,
with every pause. It breaks a promise only when the time runs out while it holds: a time that was
over before it began counts as broken as long as it holds, and no longer. What was broken while it
held stays broken, and what was over before it began it does not judge.

At one instant what holds comes first, then what the customer does, then what we do.

Example:
    See ``status``.
"""

from postsales.support.levels import ServiceLevel, SupportClock
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
    "plans",
    "status",
    "worked",
]
