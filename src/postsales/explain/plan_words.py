"""What is said in the picture of a plan, in English.

Rules of this file: plain mappings from a word to a phrase; no logic and no figures. What happens is
said as a noun without an article, so that it can stand alone, in a list and after *last*.
"""

from collections.abc import Mapping

from postsales.orders.messages import Sentence
from postsales.schedules.channels import Channel, Purpose
from postsales.schedules.plans import CatchUp, NewRound
from postsales.schedules.steps import Landing

__all__ = [
    "AIMS",
    "ANCHORS",
    "CATCH_UPS",
    "CHANNELS",
    "EVENTS",
    "INTERVALS",
    "LANDINGS",
    "NAMES",
    "NOTES",
    "ROUNDS",
    "RULES",
    "WAITS",
]

NAMES: Mapping[str, Sentence] = {
    "title": "{plan}, version {version}",
    "stops": "Ends with: {events}.",
    "pause": "Stands still from {begins} until {ends}.",
    "own_hours": (
        "{n} day has hours of its own, or is closed.",
        "{n} days have hours of their own, or are closed.",
    ),
    "holidays": (
        "We do not work on {n} holiday, known from {since} to {until}.",
        "We do not work on {n} holidays, known from {since} to {until}.",
    ),
    "zone": "Days and times are those of {zone}.",
}
"""What stands around the steps."""

ANCHORS: Mapping[str, str] = {
    "First": "first {event}",
    "Last": "last {event}",
    "Each": "each {event}",
    "Oldest": "oldest {event}, open until {until}",
    "reopened": "{anchor}, and again after {reopened_by}",
}
"""From which event steps count."""

WAITS: Mapping[str, str] = {
    "after": "+{length}",
    "after_at": "+{length} at {time}",
    "before": "-{length}",
    "before_at": "-{length} at {time}",
    "at_once": "at once",
    "same_day": "the same day",
    "at": "at {time}",
    "within": "within {length}",
}
"""How long after its anchor, or before it, a step is due."""

NOTES: Mapping[str, Sentence] = {
    "contact": "{channel} ({more})",
    "minutes": ("{n} minute", "{n} minutes"),
    "priority": "priority {n}",
    "nobody": "a task of our own",
    "month_end": "at the end of the month",
    "times": ("{n} time in all", "{n} times in all"),
    "up_to": "up to {day}",
    "from_done": "each from when the last was done",
    "expires": "too late after {length}",
    "unless": "unless: {events}",
    "when": "only if: {rule}",
    "combined": "{rule} ({parts})",
    "excepted": "{rule}, except for: {exception}",
    "met_by": "met by: {events}",
}
"""What else is told of a step."""

INTERVALS: Mapping[str, Sentence] = {
    "Minutes": ("every minute", "every {n} minutes"),
    "Hours": ("every hour", "every {n} hours"),
    "Days": ("every day", "every {n} days"),
    "Weeks": ("every week", "every {n} weeks"),
    "Months": ("every month", "every {n} months"),
    "Years": ("every year", "every {n} years"),
    "WorkingDays": ("every working day", "every {n} working days"),
    "WorkingHours": ("every working hour", "every {n} working hours"),
    "WorkingMinutes": ("every working minute", "every {n} working minutes"),
}
"""How far the times of a step lie apart."""

LANDINGS: Mapping[Landing, str] = {
    Landing.FOLLOWING: "moved to the next working day",
    Landing.PRECEDING: "moved to the working day before",
    Landing.MODIFIED: "moved to the next working day of the month, else to the one before",
}
"""Where a day goes that nobody works on."""

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: "email",
    Channel.SMS: "text message",
    Channel.PUSH: "message in the app",
    Channel.CHAT: "chat",
    Channel.LETTER: "letter",
    Channel.CALL: "call",
    Channel.VISIT: "visit",
}
"""How a customer is reached."""

AIMS: Mapping[Purpose, str] = {
    Purpose.FEEDBACK: "asks for an opinion",
    Purpose.MARKETING: "offers something",
    Purpose.COLLECTION: "asks for money",
    Purpose.STATUTORY: "a notice that has to be given",
}
"""What for, where it is not about what was bought."""

ROUNDS: Mapping[NewRound, str] = {
    NewRound.CARRIED: "Begins anew with: {events}. What had begun counts from there.",
    NewRound.FRESH: "Begins anew with: {events}. Only what happens from then on counts.",
}
"""What begins it anew, and from what its steps count then."""

CATCH_UPS: Mapping[CatchUp, str] = {
    CatchUp.EACH: "What is overdue is done, each step, until it is too late.",
    CatchUp.LATEST: "What is overdue is overtaken by the latest step that counts from the same.",
    CatchUp.NEXT: "What is overdue is done one after the other, at most one step on a day.",
    CatchUp.DROP: "What is overdue is not done any more from the next day on.",
}
"""What becomes of steps that nobody did in time."""

RULES: Mapping[str, str] = {
    "all_of": "all of these",
    "any_of": "any of these",
    "first_match": "the first of these that applies",
    "remorse_seen": "signs of remorse",
}
"""Rules that are ours."""

EVENTS: Mapping[str, str] = {
    "Event": "anything at all",
    # An order and its money.
    "Placed": "order",
    "Authorised": "authorised payment",
    "Paid": "payment",
    "Chargeback": "chargeback",
    "ChargebackReversed": "reversed chargeback",
    "Shipped": "shipping",
    "Delivered": "delivery",
    "Lost": "loss on the way",
    "Cancelled": "cancellation",
    "Changed": "change of the order",
    "Refunded": "refund",
    "Compensated": "compensation",
    "BonusGranted": "bonus",
    "Overridden": "exception by staff",
    # Sales and the law.
    "CustomerInformed": "information about a right",
    "InformationMissing": "missing information",
    "NoticeSent": "notice that was sent",
    "EarlyStartAsked": "wish for an early start",
    "SealBroken": "broken seal",
    "RepairAsked": "request for a repair",
    "RepairEnded": "end of a repair",
    "Installed": "installation",
    "RefundAgreed": "promise of a refund",
    "PolicyMissing": "terms that were not shown",
    "CallRulesBroken": "broken rules of calls",
    "CreditAsked": "request for credit",
    # What comes back.
    "ReturnRequested": "request for a return",
    "ReturnApproved": "permission for a return",
    "ReturnLabelIssued": "label for a return",
    "ReturnShipped": "goods sent back to us",
    "ReturnLost": "loss on the way back",
    "Received": "arrival with us",
    "ReturnInspected": "check of a return",
    "ReturnSentBack": "goods sent back by us",
    "ReturnCancelled": "called-off return",
    "ReturnClosed": "end of a return",
    "Exchanged": "exchange",
    "ExchangeCharged": "charge for an exchange",
    "RemedyFailed": "failed remedy",
    # Invoices.
    "InvoiceDue": "due date of an invoice",
    "InvoicePaid": "payment of an invoice",
    "PaymentReversed": "reversed payment",
    "DisputeOpened": "dispute",
    "DisputeClosed": "end of a dispute",
    # Plans and contacts.
    "StepDone": "step that was done",
    "PlanBound": "version that was bound",
    "ConsentGiven": "consent",
    "ConsentWithdrawn": "withdrawn consent",
    "RecordingAllowed": "permission to record",
    "RecordingRefused": "no to a recording",
    "Bounced": "message that did not arrive",
    "AddressGiven": "new address",
    "Contacted": "contact",
    # Inquiries.
    "CustomerWrote": "message that came in",
    "CustomerAnswered": "answer that came in",
    "WeReplied": "our answer",
    "AskedCustomer": "our question",
    "Solved": "solution",
    "SolutionConfirmed": "confirmed solution",
    "InquiryReopened": "reopened inquiry",
    "InquiryClosed": "closed inquiry",
    "InquiryMerged": "joined inquiry",
    "PriorityChanged": "change of priority",
    "ClockStopped": "stop of the clocks",
    "ClockStarted": "start of the clocks",
    # After a sale.
    "SaleClosed": "closed sale",
    "OwnerAssigned": "new owner",
    "Enrolled": "enrolment",
    "Unenrolled": "end of the enrolment",
    "FollowUpPaused": "pause of the follow-up",
    "FollowUpResumed": "end of the pause",
    "Answered": "answer to a question",
    "UnhappyAnswer": "unhappy answer",
    "CaseOpened": "case",
    "CaseClosed": "closed case",
    "ReviewGiven": "review",
    "DoubtVoiced": "doubt",
    "ProductUsed": "use",
    "PageVisited": "visit to a page",
    "PriceDropped": "lower price",
    "SurveyAsked": "survey invitation",
    "SurveyReminded": "survey reminder",
    "SurveyAnswered": "survey answer",
    "SurveyDismissed": "dismissed survey",
}
"""What happens, by the name of its class."""
