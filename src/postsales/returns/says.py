"""What return terms can say in one word."""

from postsales.basics._words import Word

__all__ = [
    "Authorisation",
    "Coverage",
    "Incomplete",
    "JudgedBy",
    "NotStarted",
    "NoticeForm",
    "Precedence",
]


class Coverage(Word):
    """Which units of an order can be returned?"""

    IN_HAND = "in_hand"
    """Those that left for the customer; the others are cancelled instead."""
    ORDERED = "ordered"
    """All that were ordered and are not settled, shipped or not, lost ones as well."""


class NotStarted(Word):
    """What holds while a window has not started?"""

    REFER = "refer"
    """Nobody can say: a fact is missing."""
    OPEN = "open"
    """It is open: what has not begun cannot be over."""


class Authorisation(Word):
    """Do goods need a number of the shop before they travel back?"""

    NOT_NEEDED = "not_needed"
    """They may come back as they are."""
    BEFORE_SENDING = "before_sending"
    """They do: a person looks at what was sent without one, and nobody refuses it for that."""


class Incomplete(Word):
    """What becomes of units that come back without those that they belong to?"""

    REFER = "refer"
    """A person looks at it."""
    REFUSE = "refuse"
    """They do not come back; the decision says what to add."""


class JudgedBy(Word):
    """Which instant has to lie within the window?"""

    RECEIVED = "received"
    """When the customer's notice was received; without it, when the question is asked."""
    SENT = "sent"
    """When the notice was sent; without it, when it was received, which refers where that is late
    since it was sent before; else when it is asked."""
    GOODS_BACK = "goods_back"
    """When the goods come back: the instant that is asked about, whatever notice went before."""


class NoticeForm(Word):
    """How did the customer say so?"""

    STATEMENT = "statement"
    """In words, on any channel."""
    GOODS_ALONE = "goods_alone"
    """Not at all: the goods came back without a word."""


class Precedence(Word):
    """Which of several special windows counts?"""

    LONGEST = "longest"
    """The one that closes last."""
    FIRST_LISTED = "first_listed"
    """The one that stands first in the terms."""
