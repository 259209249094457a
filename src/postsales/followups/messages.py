"""What is said of the time after a sale, in English.

Rules of this file: plain mappings from a word to a sentence; no logic and no figures. Nobody is
blamed, and the customer hears what they said themselves, not what was seen of them.
"""

from collections.abc import Mapping

from postsales.followups.phases import Phase, PhaseReason
from postsales.followups.preferences import Matter
from postsales.followups.remorse import RemorseLevel
from postsales.orders.messages import Sentence

__all__ = [
    "CASES",
    "GROUNDS",
    "LEVELS",
    "MATTERS",
    "NAMES",
    "OWNERS",
    "PHASES",
    "REASONS",
    "SIGNS",
    "STEPS",
    "TELL",
    "TO_CUSTOMER",
]

NAMES: Mapping[str, str] = {
    "since": "It has been so since {moment}.",
    "until": "If nothing happens, it stays so {until}.",
    "remorse": "Signs of remorse",
    "unknown": "What is not known",
    "cases": "Answers that nobody has taken up",
    "no_cases": "No answer waits to be taken up.",
    "proof": "{proof}: {matter}",
}
"""What stands around it."""

PHASES: Mapping[Phase, str] = {
    Phase.EXCITEMENT: "The customer looks forward to it, or has just got it.",
    Phase.LEARNING: "The customer learns to use it, and is most likely to change their mind now.",
    Phase.SETTLED: "It is part of the customer's days.",
}
"""Where a customer stands after buying."""

GROUNDS: Mapping[PhaseReason, str] = {
    PhaseReason.NOT_DELIVERED: "Nothing has been delivered yet.",
    PhaseReason.JUST_DELIVERED: (
        "It was delivered a few days ago, and not used as far as is known."
    ),
    PhaseReason.IN_USE: "It is used, and has not been for long.",
    PhaseReason.DAYS_GONE_BY: "Days enough have gone by.",
    PhaseReason.SOMETHING_OPEN: ("A return or a case is open, however much time has gone by."),
}
"""Why it is that phase."""

LEVELS: Mapping[RemorseLevel, str] = {
    RemorseLevel.NONE: "Nothing speaks for remorse, and all that is looked at is known.",
    RemorseLevel.UNKNOWN: "Nothing speaks for remorse so far, and something is not known.",
    RemorseLevel.POSSIBLE: "Remorse is possible: one thing speaks for it.",
    RemorseLevel.LIKELY: (
        "Remorse is likely: the customer said so, or several things speak for it."
    ),
}
"""How likely a customer regrets the purchase."""

SIGNS: Mapping[str, Sentence] = {
    "doubt_voiced": (
        "The customer spoke of doubts {n} time, on {since}.",
        "The customer spoke of doubts {n} times, first on {since}.",
    ),
    "page_visited": (
        "The page “{page}” was looked at {n} time, on {since}.",
        "The page “{page}” was looked at {n} times, first on {since}.",
    ),
    "wrote_often": (
        "The customer wrote {n} time soon after the purchase.",
        "The customer wrote {n} times soon after the purchase.",
    ),
    "price_dropped": "It has been sold for less since {since}.",
    "not_used": (
        "It was delivered on {since}, and has not been used for {n} day.",
        "It was delivered on {since}, and has not been used for {n} days.",
    ),
}
"""What speaks for remorse, by the code of the finding."""

OWNERS: Mapping[str, str] = {
    "since": "{name} has looked after the customer since {moment}.",
    "named": "{name} looks after the customer.",
    "nobody": "Nobody is known to look after the customer.",
}
"""Who looks after a customer."""

CASES: Mapping[str, str] = {
    "unhappy_answer": "{score} on a scale from {worst} to {best}, on {moment}.",
    "other": "{score}, on {moment}: {because}.",
}
"""Answers that nobody may overlook, by the code of the finding."""

REASONS: Mapping[str, str] = {
    "owner_not_known": "nobody knows who closed the sale",
    "remorse_not_known": "nobody has looked for signs of remorse",
    "use_not_known": "nobody knows whether it is used",
    "no_remorse": "nothing speaks for remorse",
}
"""Why somebody has to find out more, or why nothing is done."""

TELL: Mapping[str, str] = {
    "sale_closed_by": "Find out who closed the sale: the order or the offer says it.",
    "remorse": "Look for signs of remorse, with what is known of its use.",
    "uses": "Find out how often it has been used: the app or the customer can say.",
}
"""What would settle it."""

STEPS: Mapping[str, str] = {
    "welcome": "welcome",
    "thank_you": "thanks",
    "teething_check": "check for teething problems",
    "training": "training",
    "satisfaction": "question about satisfaction",
    "proof": "why it was a good choice",
    "success_in_writing": "what went well, in writing",
    "good_choice": "that it was a good choice",
    "help_offered": "offer of help",
    "personal_call": "personal call",
    "all_well": "question whether all is well",
    "confirm": "question whether it is solved",
    "review": "request for a review",
    "review_reminder": "reminder of the review",
    "how_are_you": "question after a long silence",
    "last_word": "last question",
}
"""What the steps of the ready-made plans are called."""

MATTERS: Mapping[Matter, str] = {
    Matter.PRICE: "its price",
    Matter.QUALITY: "its quality",
    Matter.SPEED: "its speed",
    Matter.EASE: "its ease of use",
    Matter.SUPPORT: "its support",
}
"""What matters to a customer, where a step tells of it."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "name.remorse": "How you are getting on",
    "name.unknown": "What we would like to know",
    "name.cases": "What you answered us",
    "phase.excitement": "You look forward to it, or have just got it.",
    "phase.learning": "You are getting to know it.",
    "phase.settled": "You have had it for a while.",
    "ground.just_delivered": "It was delivered to you a few days ago.",
    "ground.in_use": "You use it, and have not for long.",
    "ground.days_gone_by": "Some time has gone by since you got it.",
    "ground.something_open": "Something that you asked us for is still open.",
    "level.none": "All is well with it, as far as we know.",
    "level.unknown": "All is well with it, as far as we know.",
    "level.possible": "We would like to hear how you are getting on with it.",
    "level.likely": "We would like to talk with you about how you are getting on with it.",
    "sign.doubt_voiced": (
        "You told us {n} time that you are not sure about it, on {since}.",
        "You told us {n} times that you are not sure about it, first on {since}.",
    ),
    "sign.wrote_often": (
        "You wrote to us {n} time soon after the purchase.",
        "You wrote to us {n} times soon after the purchase.",
    ),
    "owner.since": "{name} has looked after you since {moment}.",
    "owner.named": "{name} looks after you.",
    "owner.nobody": "It is not known yet who looks after you.",
    "case.unhappy_answer": "You gave {score} on a scale from {worst} to {best}, on {moment}.",
    "case.other": "You gave {score}, on {moment}.",
    "name.no_cases": "None of your answers waits for us.",
    "tell.sale_closed_by": "The shop looks up who sold it to you.",
    "tell.remorse": "The shop asks how you are getting on with it.",
    "tell.uses": "Tell us how you are getting on with it.",
}
"""What is said otherwise to the customer, under the kind and the word."""
