"""What is said of what reaches the customer and what does not, in English.

Rules of this file: plain mappings from a word to a sentence; no logic and no figures.
"""

from collections.abc import Mapping

__all__ = ["VERDICTS", "WHYS"]

VERDICTS: Mapping[str, str] = {
    "send": "{step}: now",
    "send_noted": "{step}: now ({because})",
    "defer": "{step}: not before {moment} ({because})",
    "wait": "{step}: waits ({because})",
    "drop": "{step}: not at all ({because})",
    "nothing": "Nothing is ready.",
}
"""What becomes of what is ready."""

WHYS: Mapping[str, str] = {
    "already_done": "done already",
    "opted_out": "not wanted, as was said on {since}",
    "consent_missing": "no consent by the time it is due",
    "recording_allowed": "recording is allowed",
    "recording_not_allowed": "recording is not allowed",
    "address_bounced": "the address has not worked since {since}",
    "held_back": "held back because of what began on {since}",
    "too_soon": "too soon after another contact",
    "cap_reached": "the most contacts at a time have been made",
    "quiet_hours": "quiet hours: {hours}",
    "outside_preferred_hours": "preferred hours: {hours}",
    "holiday": "{day} is a holiday",
    "holidays_unknown": "nobody knows whether {day} is a holiday",
    "not_due_yet": "not due before {due_at}",
    "too_late": "too late from {expires_at} on",
    "never_open": "no open hours are long enough",
    "sent_anyway": "too late afterwards, so it does not wait",
    "sent_early": "too late afterwards, so it goes before",
}
"""Why, by the code of the finding."""
