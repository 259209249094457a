"""How a sale was made: whether the two sides met, where, and who came to whom."""

from postsales.basics._words import Word

__all__ = ["SaleMade"]


class SaleMade(Word):
    """How did the customer and the merchant agree?"""

    ONLINE = "online"
    """On a website or in an app."""
    BY_PHONE = "by_phone"
    """In a call that the customer made or asked for."""
    COLD_CALL = "cold_call"
    """In a call that the customer had not asked for."""
    BY_MAIL = "by_mail"
    """By letter or e-mail, as from a catalogue."""
    IN_SHOP = "in_shop"
    """On the premises of the merchant."""
    INVITED_VISIT = "invited_visit"
    """At the customer's home, where they had asked the merchant to come."""
    HOME_VISIT = "home_visit"
    """At the customer's home, where nobody had asked the merchant to come."""
    EXCURSION = "excursion"
    """On a trip that the merchant arranged in order to sell."""
    AWAY = "away"
    """Anywhere else that is no business premises of the merchant: a street, a hotel, a fair."""
