"""Flags: what a policy can do, so that a law about something else is not applicable."""

from postsales.basics._words import Word

__all__ = ["Flag"]


class Flag(Word):
    """Something that a policy can do, or that it declares.

    Of terms it is seen; a function says it, ``laws.check(mine, flags=[Flag.REASONS])``. One that
    says nothing counts as REASONS, MONEY, TENDERS and WINDOWS_END.

    - REASONS: it says why units are not allowed, ``Answer.because``.
    - DEADLINES: it says until when, ``Answer.ends_at``.
    - MONEY: it works out what goes back, ``Answer.refund`` and its parts.
    - TENDERS: it says to which means of payment the money goes.
    - FEES: it keeps something of a refund.
    - FEES_PER_RETURN: a fee is kept once per return or line, so steps cost more than one return.
    - TAXES: it says how much tax goes back, ``Answer.taxes``.
    - FORFEITS: some of what it allows gives nothing, such as what comes back too late.
    - CANCELS: it says what may be called off, too.
    - CUT_OFF: what was shipped can no longer be called off.
    - PROMISES: it says what may be claimed by a guarantee, too.
    - CHANGES: it says what may be changed before it leaves, too.
    - FLOOR: it gives no less than a statute, which is told.
    - WINDOWS_END: what is not allowed now is not allowed later by itself.
    - SEASONS: it looks at the day of the delivery, so that goods that came later can have less.
    - LINES_TOGETHER: it looks at several lines at once, such as a bundle.
    - LIVE: it is made of terms of the library, and its answers have a decision.
    """

    REASONS = "reasons"
    """It says why units are not allowed: ``Answer.because``."""
    DEADLINES = "deadlines"
    """It says until when: ``Answer.ends_at``."""
    MONEY = "money"
    """It works out what goes back: ``Answer.refund`` and its parts."""
    TENDERS = "tenders"
    """It says to which means of payment the money goes."""
    FEES = "fees"
    """It keeps something of a refund."""
    FEES_PER_RETURN = "fees_per_return"
    """A fee is kept once per return or line, so steps cost more than one return: it is declared."""
    TAXES = "taxes"
    """It says how much tax goes back: ``Answer.taxes``."""
    FORFEITS = "forfeits"
    """Some of what it allows gives nothing, such as what comes back after a refund window."""
    CANCELS = "cancels"
    """It says what may be called off, too: ``laws.check(..., cancellations=...)``."""
    CUT_OFF = "cut_off"
    """What was shipped can no longer be called off."""
    PROMISES = "promises"
    """It says what may be claimed by a guarantee, too: ``laws.check(..., guarantees=...)``."""
    CHANGES = "changes"
    """It says what may be changed before it leaves, too: ``laws.check(..., changes=...)``."""
    FLOOR = "floor"
    """It gives no less than a statute, which is told: ``laws.check(..., place=...)``."""
    WINDOWS_END = "windows_end"
    """What is not allowed now is not allowed later by itself: no opening day, no closed season."""
    SEASONS = "seasons"
    """It looks at the day on which goods came: those that come later can have another window."""
    LINES_TOGETHER = "lines_together"
    """It looks at several lines at once, such as a bundle or the last parcel: it is declared."""
    LIVE = "live"
    """It is made of terms of the library: answers have a decision with hints and a record."""
