"""What was found to be less than a right gives, and how it is said.

Rules of this file: one sentence for each kind, in plain words, with the figures that show it.
"""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from postsales.basics.citations import Citation
from postsales.law.shortfalls import Shortfall, WorseDays

__all__ = ["WORDS", "Less", "said"]


@frozen(weakref_slot=False)
class Less:
    """Something that is less: where, of which kind, and the source of what is better.

    ``what`` is how the terms call it, ``behind`` how many days later a second parcel came.
    """

    where: str
    code: str
    by: Citation | None
    days: WorseDays | None = None
    what: str = ""
    behind: int = 0


WORDS: Mapping[str, str] = {
    "window_shorter": (
        "what comes on {first} has until {last}, and by statute until {statute}; {share}"
    ),
    "window_before_last_parcel": (
        "what comes on {first} has until {last}, and by statute, where a second parcel comes"
        " {behind} days later, until {statute}; {share}"
    ),
    "window_without_information": (
        "what comes on {first} has until {last}, and by statute, where nobody told the customer of"
        " the right, until {statute}; {share}"
    ),
    "money_shorter": (
        "what comes on {first} is paid for in money until {last}, and by statute until {statute};"
        " {share}"
    ),
    "money_before_last_parcel": (
        "what comes on {first} is paid for in money until {last}, and by statute, where a second"
        " parcel comes {behind} days later, until {statute}; {share}"
    ),
    "money_without_information": (
        "what comes on {first} is paid for in money until {last}, and by statute, where nobody told"
        " the customer of the right, until {statute}; {share}"
    ),
    "notice_judged_later": (
        "a notice in time by statute is judged when this is over: what comes on {first} has until"
        " {last}, and by statute it is enough to send the notice on {statute}; {share}"
    ),
    "refund_later": (
        "what is asked for on {first} is to be paid by {last}, and by statute by {statute}; {share}"
    ),
    "sent_back_sooner": (
        "what is asked for on {first} is to be sent back by {last}, and by statute by {statute};"
        " {share}"
    ),
    "reason_not_taken": "the terms have no word for {what!r}, for which there is the right",
    "not_here_refused": (
        "units that have not left, or were lost, are refused, and by statute money goes back"
    ),
    "not_started_referred": (
        "while nothing has started the time a person decides, and by statute it is open"
    ),
    "goods_excluded": "{what!r} excludes goods that the right has no exception for",
    "proof_wanted": "{what!r} has to be shown, and the right asks for none",
    "condition_wanted": "units are refused for their condition, and the right asks for none",
    "whole_bundle_wanted": "a part comes back with its bundle only, and the right is for each",
    "numbers_wanted": "units come back by numbers only, and the right is for each of them",
    "customer_looked_at": "{what!r} lets a person decide, and the right is for every customer",
    "rule_in_the_way": "{what!r} stands in the way, and the right has no such rule",
    "authorisation_wanted": "goods need a number before they are sent, and the right asks for none",
    "form_refused": "a notice in another form will not do, and by statute it does",
    "fee_kept": "the fee {what!r} is kept of what the right gives back whole",
    "promotion_taken_back": "what a promotion gave is taken off what the right gives back whole",
    "delivery_kept": "less of the delivery goes back than by statute",
    "charge_kept": "less of other charges goes back than by statute",
    "value_lost_kept": "what used goods lost is kept, and by statute nothing may be taken off",
    "gift_as_credit": (
        "a gift that comes back gives store credit, and by statute the money goes to who paid"
    ),
    "postage_capped": "the shop pays the way back up to {what}, and by statute all of it",
    "customer_pays_postage": "the customer pays for the way back, and by statute the shop does",
}


def said(less: Less, right: str) -> Shortfall:
    """The same in a sentence, about the right of a name."""
    words = WORDS[less.code].format(what=less.what, behind=less.behind, **_figures(less.days))
    says = f"{words[:1].upper()}{words[1:]}."
    return Shortfall(less.where, less.code, says, right=right, citation=less.by, days=less.days)


def _figures(days: WorseDays | None) -> dict[str, str]:
    if days is None:
        return {}
    return {
        "first": days.first_on.isoformat(),
        "last": days.last_day.isoformat(),
        "statute": _day(days.by_statute),
        "share": f"so on {days.worse} of {days.tried} days",
    }


def _day(day: date | None) -> str:
    return "an open end" if day is None else day.isoformat()
