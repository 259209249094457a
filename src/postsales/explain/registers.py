"""To whom an explanation speaks."""

from postsales.basics._words import Word

__all__ = ["Register"]


class Register(Word):
    """To whom are the words said?"""

    AGENT = "agent"
    """To whoever answers for the shop: the words are about the customer, and say whom to ask."""
    CUSTOMER = "customer"
    """To the customer: the words speak to them, and ask them for what they can tell."""
