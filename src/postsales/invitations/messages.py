"""What is said of who may be asked and who may not, in English.

Rules of this file: plain mappings from a word to a sentence; no logic and no figures.
"""

from collections.abc import Mapping

__all__ = ["ANSWERS", "WHYS"]

ANSWERS: Mapping[str, str] = {
    "allowed": "{survey}: yes, now",
    "refused": "{survey}: not now",
    "eligible": "If nothing happens, it is possible from {moment} on.",
    "until": "From {moment} on it is too late.",
    "for_good": "Time alone does not change it.",
}
"""Whether somebody may be asked, or reminded, and until when it stays so."""

WHYS: Mapping[str, str] = {
    "opted_out": "not wanted, as was said on {since}",
    "address_bounced": "the address has not worked since {since}",
    "held_back": "held back because of what began on {since}",
    "no_occasion": "there was no occasion yet",
    "too_early": "too early before {until}",
    "too_late": "too late since {since}",
    "called_off": "needless since {since}",
    "asked_already": "asked about the same occasion on {since}",
    "dismissal_limit": "waved away too often in a row: {dismissals}",
    "dismissed_recently": "waved away on {since}, and left in peace until {until}",
    "asked_recently": "asked on {since}, and left in peace until {until}",
    "cap_reached": "the most invitations at a time have gone out, until {until}",
    "account_asked_recently": "somebody else of the account was asked on {since}; until {until}",
    "not_their_day": "their day is still to come: {until}",
    "not_sampled": "not drawn for the sample",
    "not_asked": "not asked yet",
    "no_reminders": "the terms have no reminders",
    "answered_already": "answered already",
    "dismissed_already": "waved away already",
    "reminded_already": "reminded already",
}
"""Why not, by the code of the finding."""
