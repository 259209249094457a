"""Laws for invitations: who may be asked, why not, and from when on.

Example:
    See ``check``.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from postsales.basics._checks import instance, pairs
from postsales.basics._errors import InvalidValue, WrongType
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant
from postsales.basics.quantities import FrozenMap
from postsales.invitations.terms import InvitationTerms
from postsales.testing.invitations._flags import InvitationFlag, flags_of
from postsales.testing.invitations._subject import (
    InvitationScene,
    InvitationSubject,
    Invited,
    Inviter,
    invite,
)
from postsales.testing.invitations.asking import ASKING
from postsales.testing.law import Law, LawBroken
from postsales.testing.profiles import Profile
from postsales.testing.suite import Laws, chosen

__all__ = [
    "ALL",
    "InvitationFlag",
    "InvitationSuite",
    "Invited",
    "Inviter",
    "again",
    "check",
    "invite",
]

ALL: tuple[Law, ...] = ASKING
"""Every law of invitations, in the order of their ids."""

_NONE_KNOWN: FrozenMap[str, date | str] = FrozenMap({})


@frozen(weakref_slot=False, eq=False, repr=False)
class InvitationSuite(Laws):
    """The laws for terms of invitations, as whatever follows them does."""

    subject: InvitationSubject
    laws: tuple[Law, ...]


def check(
    terms: InvitationTerms,
    *,
    inviter: Inviter = invite,
    only: str | Iterable[str] = (),
    profile: Profile | str = Profile.QUICK,
    seed: int | None = None,
    known: Mapping[str, date | str] = _NONE_KNOWN,
) -> InvitationSuite:
    """The laws for terms of invitations, as tests.

    Assigned to a name that begins with ``test``, pytest collects one test for each law; called, it
    asks them all and raises. ``inviter`` is the host's own program that follows the terms, a
    function of terms, history, survey, customer and instant that gives ``Invited``; without one it
    is ``invitations.assess``. Invitations to others of an account are not asked about.

    ``only``, ``profile``, ``seed`` and ``known`` are those of ``laws.check``.

    Raises:
        WrongType: no terms, or something else of a wrong kind.
        InvalidValue: ``known`` or ``only`` names something that is no law.

    Example:
        >>> from postsales import Days
        >>> terms = InvitationTerms(id="nps", version="1", zone="UTC", quarantine=Days(90))
        >>> test_invitations = check(terms, only=["INV-01", "INV-07"])
        >>> test_invitations()
    """
    return InvitationSuite(
        _subject(terms, inviter),
        chosen("only", ALL, only),
        profile=Profile.read("profile", profile),
        known=_that_are_laws(known),
        seed=seed,
    )


def _subject(terms: InvitationTerms, inviter: Inviter) -> InvitationSubject:
    instance("terms", terms, InvitationTerms, "InvitationTerms are needed")
    if not callable(inviter):
        allowed = "a function of terms, history, survey, customer and instant"
        raise WrongType("inviter", inviter, allowed)
    return InvitationSubject(terms, inviter, frozenset(flags_of(terms)))


def _that_are_laws(known: Mapping[str, date | str]) -> Mapping[str, date | str]:
    names = {name for law in ALL for name in (law.id, law.key)}
    for law, _ in pairs("known", known):
        if law not in names:
            raise InvalidValue("known", law, "no such law", "say an id such as 'INV-01'")
    return known


def again(
    law: str,
    terms: InvitationTerms,
    *,
    history: Iterable[Event],
    at: Moment,
    inviter: Inviter = invite,
) -> None:
    """Ask one law of one history: how a broken law is looked at again.

    Raises:
        LawBroken: it breaks the law.
        InvalidValue: there is no such law.
    """
    found = chosen("law", ALL, law)
    if len(found) != 1:
        raise InvalidValue("law", law, f"{len(found)} laws begin so", "say one, such as 'INV-01'")
    subject = _subject(terms, inviter)
    scene = InvitationScene(tuple(history), instant(at))
    try:
        found[0].check(subject, scene)
    except LawBroken as error:
        says = subject.report(found[0], scene, error)
        raise type(error)(says, error.facts) from error.__cause__
