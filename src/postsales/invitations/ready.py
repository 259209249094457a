"""Ready-made invitations: one for each occasion on which shops ask.

Rules of this file: terms are data, to be read and to be changed with ``attrs.evolve``. Nobody is
asked while a case or a return of theirs is open, and nobody twice about one occasion. The waits are
what is usual in the trade; no source measures them.
"""

from postsales.basics.durations import Days, Hours
from postsales.basics.events import Happened
from postsales.basics.selectors import During, Last
from postsales.followups.events import CaseClosed, CaseOpened
from postsales.invitations.sampling import Stagger
from postsales.invitations.terms import AskedScope, InvitationTerms
from postsales.orders.events import (
    Cancelled,
    Delivered,
    Placed,
    Refunded,
    ReturnClosed,
    ReturnRequested,
)
from postsales.schedules.channels import Channel
from postsales.support.events import InquiryReopened, Solved

__all__ = [
    "CART_LEFT",
    "after_cart_left",
    "after_complaint",
    "after_delivery",
    "after_order",
    "after_refund",
    "after_solution",
    "product_review",
    "relational",
]

CART_LEFT = Happened.of("cart_left")
"""A cart was left: the event of the host's own that ``after_cart_left`` counts from."""

_HALF_A_YEAR = Days(180)
_TROUBLE = (During(CaseOpened, CaseClosed), During(ReturnRequested, ReturnClosed))


def after_order(*, version: str, zone: str) -> InvitationTerms:
    """One question on the page that confirms the order, in the hour after it.

    Example:
        >>> after_order(version="1", zone="UTC").expires
        Hours(1)
    """
    return InvitationTerms(
        id="after-order",
        version=version,
        zone=zone,
        channel=Channel.PUSH,
        after=Last(Placed),
        expires=Hours(1),
        called_off_by=Cancelled,
        max_dismissals=3,
    )


def after_delivery(*, version: str, zone: str) -> InvitationTerms:
    """How was it? Three days after the delivery, within two weeks, unless it goes back.

    Example:
        >>> after_delivery(version="1", zone="UTC").wait
        Days(3)
    """
    return InvitationTerms(
        id="after-delivery",
        version=version,
        zone=zone,
        after=Last(Delivered),
        wait=Days(3),
        expires=Days(14),
        called_off_by=[Cancelled, ReturnRequested],
        unless=_TROUBLE,
        quarantine=Days(30),
        max_dismissals=3,
        remind_after=Days(4),
        open_for=Days(14),
    )


def product_review(*, version: str, zone: str) -> InvitationTerms:
    """A review of what was bought: two weeks after the delivery, unless it goes back.

    Everybody is asked, content or not: asking only the content ones is gating, and forbidden.

    Example:
        >>> product_review(version="1", zone="UTC").wait
        Days(14)
    """
    return InvitationTerms(
        id="product-review",
        version=version,
        zone=zone,
        after=Last(Delivered),
        wait=Days(14),
        expires=Days(30),
        called_off_by=[Cancelled, ReturnRequested],
        unless=_TROUBLE,
        quarantine=Days(7),
        max_dismissals=3,
        remind_after=Days(7),
        open_for=Days(30),
    )


def after_solution(*, version: str, zone: str) -> InvitationTerms:
    """How did we help? A day after an inquiry was solved, unless it is opened again.

    Example:
        >>> after_solution(version="1", zone="UTC").wait
        Hours(24)
    """
    return InvitationTerms(
        id="after-solution",
        version=version,
        zone=zone,
        after=Last(Solved),
        wait=Hours(24),
        expires=Days(7),
        called_off_by=InquiryReopened,
        unless=_TROUBLE,
        quarantine=Days(7),
        max_dismissals=3,
        open_for=Days(7),
    )


def after_complaint(*, version: str, zone: str) -> InvitationTerms:
    """Did we put it right? Five days after a case was closed, unless another one is open.

    Example:
        >>> after_complaint(version="1", zone="UTC").wait
        Days(5)
    """
    return InvitationTerms(
        id="after-complaint",
        version=version,
        zone=zone,
        after=Last(CaseClosed),
        wait=Days(5),
        expires=Days(14),
        unless=_TROUBLE,
        max_dismissals=3,
        open_for=Days(14),
    )


def after_refund(*, version: str, zone: str) -> InvitationTerms:
    """How easy was it to give back? A day after the money was paid back.

    Example:
        >>> after_refund(version="1", zone="UTC").wait
        Days(1)
    """
    return InvitationTerms(
        id="after-refund",
        version=version,
        zone=zone,
        after=Last(Refunded),
        wait=Days(1),
        expires=Days(7),
        unless=_TROUBLE,
        quarantine=Days(7),
        max_dismissals=3,
        open_for=Days(14),
    )


def after_cart_left(*, version: str, zone: str) -> InvitationTerms:
    """Why not? An hour after a cart was left, within a day, unless it was bought after all.

    Example:
        >>> after_cart_left(version="1", zone="UTC").wait
        Hours(1)
    """
    return InvitationTerms(
        id="after-cart-left",
        version=version,
        zone=zone,
        after=Last(CART_LEFT),
        wait=Hours(1),
        expires=Hours(23),
        called_off_by=Placed,
        unless=_TROUBLE,
        quarantine=Days(30),
        max_dismissals=2,
        open_for=Days(3),
    )


def relational(
    *, version: str, zone: str, every: Days = _HALF_A_YEAR, stagger: Stagger | None = None
) -> InvitationTerms:
    """Would you recommend us? At regular times, whatever was bought, and never more often.

    With ``stagger`` every day has its share of customers.

    Example:
        >>> relational(version="1", zone="UTC").scope
        AskedScope.THIS_SURVEY
    """
    return InvitationTerms(
        id="relational",
        version=version,
        zone=zone,
        unless=_TROUBLE,
        quarantine=every,
        scope=AskedScope.THIS_SURVEY,
        max_dismissals=3,
        stagger=stagger,
        remind_after=Days(7),
        open_for=Days(30),
    )
