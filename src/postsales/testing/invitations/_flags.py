"""Flags of invitations: what their terms have, so that some laws are not applicable."""

from collections.abc import Iterator

from postsales.basics._words import Word
from postsales.invitations.terms import InvitationTerms

__all__ = ["InvitationFlag", "flags_of"]


class InvitationFlag(Word):
    """Something that terms of invitations have."""

    QUARANTINE = "quarantine"
    """After an invitation nobody is asked for a while."""
    OCCASION = "occasion"
    """Something happened that the customer is asked about."""
    DISMISSALS = "dismissals"
    """After so many that were waved away it is over."""
    CAPS = "caps"
    """At most so many invitations in a time."""


def flags_of(terms: InvitationTerms) -> Iterator[InvitationFlag]:
    """What do terms have?

    Example:
        >>> terms = InvitationTerms(id="nps", version="1", zone="UTC", max_dismissals=3)
        >>> [*flags_of(terms)]
        [InvitationFlag.DISMISSALS]
    """
    if terms.quarantine is not None:
        yield InvitationFlag.QUARANTINE
    if terms.after is not None:
        yield InvitationFlag.OCCASION
    if terms.max_dismissals is not None:
        yield InvitationFlag.DISMISSALS
    if terms.caps:
        yield InvitationFlag.CAPS
