"""Denominators: of what a score or a rate is a share. Every result names its own."""

from postsales.basics._words import Word

__all__ = ["Denominator"]


class Denominator(Word):
    """Of what a number is a share."""

    ANSWERED = "answered"
    """Of the answers that counted. Who dismissed or ignored the question is not among them."""
    VOICES = "voices"
    """Of those who answered, each counted once."""
    INVITED = "invited"
    """Of all who were asked."""
    DELIVERED = "delivered"
    """Of all whom the question reached: invited less bounced."""
    DISPLAYED = "displayed"
    """Of all who saw the question."""
    STARTED = "started"
    """Of all who began to answer."""
    AT_START = "at_start"
    """Of all customers at the start of the time."""
    ELIGIBLE = "eligible"
    """Of all who should have been asked, as far as the definition of the rate counts them."""
    COMMENTED = "commented"
    """Of the comments that say something."""
