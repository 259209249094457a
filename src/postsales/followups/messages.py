"""What is said of follow-ups that wait for a fact, in English.

Rules of this file: plain mappings from a word to a sentence; no logic and no figures.
"""

from collections.abc import Mapping

from postsales.orders.messages import Sentence

__all__ = ["REASONS", "TELL", "TO_CUSTOMER"]

REASONS: Mapping[str, str] = {
    "owner_not_known": "nobody knows who closed the sale",
    "remorse_not_known": "nobody has looked for signs of remorse",
    "use_not_known": "nobody knows whether it is used",
}
"""Why somebody has to find out more."""

TELL: Mapping[str, str] = {
    "sale_closed_by": "Find out who closed the sale of {subject}: the order or the offer says it.",
    "remorse": "Look for signs of remorse about {subject}, with what is known of its use.",
    "uses": "Find out how often {subject} has been used: the app or the customer can say.",
}
"""What would settle it."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "tell.sale_closed_by": "The shop looks up who sold you {subject}.",
    "tell.remorse": "The shop asks how you are getting on with {subject}.",
    "tell.uses": "Tell us how you are getting on with {subject}.",
}
"""What is said otherwise to the customer."""
