"""What is said of an inquiry and its promises, in English.

Rules of this file: plain mappings from a word to a sentence; no logic and no figures. Nobody is
blamed, and the customer hears what concerns them: refs, priorities and policies are ours.
"""

from collections.abc import Mapping

from postsales.orders.messages import Sentence
from postsales.schedules.channels import Channel
from postsales.schedules.targets import TargetState
from postsales.support.levels import SupportClock
from postsales.support.lifecycles import InquiryRemark, InquiryStage, InquiryStep
from postsales.support.status import SupportState

__all__ = [
    "CHANNELS",
    "CLOCKS",
    "NAMES",
    "PROMISES",
    "REMARKS",
    "STAGES",
    "STATES",
    "STEPS",
    "TO_CUSTOMER",
]

NAMES: Mapping[str, str] = {
    "title": "Inquiry {subject}",
    "promises": "What was promised",
    "odd": "Out of the ordinary",
    "clock_of": "{clock} to {ref}",
    "still": "{clock}: stands still",
    "stood_still": "The clocks that pause have stood still for {length} of service time.",
    "next": "If nothing happens, it changes next on {moment}.",
    "bound": "the shop bound a policy",
    "note": "On {moment}: {step}; {remark}",
    "policy": "Policy: {policy}, version {version}. Priority: {priority}. It came {channel}.",
}
"""What stands around it."""

STAGES: Mapping[InquiryStage, str] = {
    InquiryStage.NOT_BEGUN: "Nobody has written yet.",
    InquiryStage.NEW: "The customer wrote, and has no answer yet.",
    InquiryStage.OPEN: "It was answered, and is not solved yet.",
    InquiryStage.WAITING: "The customer was asked for something, and has not answered yet.",
    InquiryStage.SOLVED: "The shop takes it for solved, and the customer has not said so yet.",
    InquiryStage.CONFIRMED: "The customer said that it is solved.",
    InquiryStage.REOPENED: "It was not solved after all, and is open again.",
    InquiryStage.CLOSED: "It is closed; a message of the customer opens it again.",
    InquiryStage.MERGED: "It goes on as another inquiry.",
}
"""How far it is."""

STATES: Mapping[SupportState, str] = {
    SupportState.NOT_BEGUN: "Nothing is promised before somebody writes.",
    SupportState.FAILED: "At least one promise was not kept.",
    SupportState.PAUSED: "The shop waits for the customer, or has agreed to wait.",
    SupportState.FIRST_RESPONSE_DUE: "The first answer is due, and there is time left for it.",
    SupportState.NEXT_RESPONSE_DUE: "Another answer is due, and there is time left for it.",
    SupportState.RESOLUTION_DUE: "The solution is due, and there is time left for it.",
    SupportState.FULFILLED: "Nothing that was promised is still to come, and nothing was late.",
}
"""How its promises stand."""

CLOCKS: Mapping[SupportClock, str] = {
    SupportClock.FIRST_RESPONSE: "First answer",
    SupportClock.NEXT_RESPONSE: "Next answer",
    SupportClock.RESOLUTION: "Solution",
}
"""What is promised."""

PROMISES: Mapping[TargetState, str] = {
    TargetState.NOT_BEGUN: "{clock}: not begun",
    TargetState.RUNNING: "{clock}: {until}; {left} of service time left",
    TargetState.PAUSED: "{clock}: stands still; {left} of service time left",
    TargetState.MET: "{clock}: done on {moment}, in time",
    TargetState.MET_LATE: "{clock}: done on {moment}, {late} of service time late",
    TargetState.BREACHED: "{clock}: {until}, and not done; {late} of service time late",
    TargetState.STOPPED: "{clock}: no longer counted, for the inquiry is over",
}
"""How a promise stands."""

STEPS: Mapping[InquiryStep, str] = {
    InquiryStep.WROTE: "the customer wrote",
    InquiryStep.REPLIED: "the shop answered",
    InquiryStep.ASKED: "the shop asked for something",
    InquiryStep.SOLVED: "the shop said that it is solved",
    InquiryStep.CONFIRMED: "the customer said that it is solved",
    InquiryStep.REOPENED: "somebody said that it is not solved",
    InquiryStep.TIME_OVER: "If the customer stays silent, it is over {closed}.",
    InquiryStep.CLOSED: "the shop closed it",
    InquiryStep.MERGED: "it was joined with another inquiry",
}
"""What happened; that the time will be over is said beforehand, as a sentence of its own."""

REMARKS: Mapping[InquiryRemark, str] = {
    InquiryRemark.NOT_SOLVED: "nobody had said that it is solved",
    InquiryRemark.NOT_CONFIRMED: "the customer had not said yet whether it is solved",
    InquiryRemark.AFTER_CLOSING: "it had been closed before",
    InquiryRemark.OUT_OF_ORDER: "that was not to be expected then, and changes nothing",
    InquiryRemark.NEVER_STARTED: "the clocks had stood still by agreement, and this ends that",
    InquiryRemark.SAME_REF: (
        "an earlier message has the same reference: an answer to it is for those that wait"
    ),
    InquiryRemark.ANSWERS_NONE: "nobody had written the message that it names",
    InquiryRemark.NOT_GIVEN: "that policy is none of those that are given, and changes nothing",
}
"""What is out of the ordinary about it."""

CHANNELS: Mapping[Channel, str] = {
    Channel.EMAIL: "by e-mail",
    Channel.SMS: "by text message",
    Channel.PUSH: "through an app",
    Channel.CHAT: "by chat",
    Channel.LETTER: "by post",
    Channel.CALL: "by telephone",
    Channel.VISIT: "in person",
}
"""How the first message came."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "name.title": "Your inquiry {subject}",
    "stage.not_begun": "There is no message from you yet.",
    "stage.new": "Your message is here, and the answer is still to come.",
    "stage.open": "You were answered, and it is not solved yet.",
    "stage.waiting": "We asked you for something, and go on as soon as you answer.",
    "stage.solved": "We think that it is solved. If it is not, write to us.",
    "stage.confirmed": "You told us that it is solved.",
    "stage.closed": "It is closed. If you write again, it is open again.",
    "state.failed": "We have taken longer than we promised you.",
    "state.paused": "We wait for you, or agreed with you to wait.",
    "state.first_response_due": "We owe you a first answer, and there is time left for it.",
    "state.next_response_due": "We owe you another answer, and there is time left for it.",
    "state.resolution_due": "We owe you the solution, and there is time left for it.",
    "state.fulfilled": "Nothing that we promised you is still to come, and nothing was late.",
    "promise.running": "{clock}: {until}",
    "promise.paused": "{clock}: stands still",
    "promise.met_late": "{clock}: done on {moment}, later than we promised",
    "promise.breached": "{clock}: {until}, and we did not keep to it",
    "step.wrote": "you wrote",
    "step.replied": "we answered",
    "step.asked": "we asked you for something",
    "step.solved": "we said that it is solved",
    "step.confirmed": "you said that it is solved",
    "step.time_over": "If you write no more, it is over {closed}.",
    "step.closed": "we closed it",
    "remark.not_confirmed": "you had not told us yet whether it is solved",
}
"""What is said otherwise to the customer, under the kind and the word."""
