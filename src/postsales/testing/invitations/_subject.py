"""What is tested: terms of invitations, with whatever says who may be asked."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from attrs import field, frozen

from postsales.basics._checks import texts
from postsales.basics._errors import short
from postsales.basics.decisions import Outcome
from postsales.basics.events import Event
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.invitations.deciding import assess
from postsales.invitations.terms import InvitationTerms
from postsales.testing.asking import given_by
from postsales.testing.invitations._flags import InvitationFlag
from postsales.testing.law import Law, LawBroken

__all__ = ["CUSTOMER", "SURVEY", "InvitationScene", "InvitationSubject", "Invited", "Inviter"]

CUSTOMER, SURVEY = "C-7", "nps"


def _changes_at(value: Moment | None) -> datetime | None:
    return None if value is None else instant(value, "changes_at")


def _because(value: Iterable[str]) -> tuple[str, ...]:
    return texts("because", value)


@frozen(weakref_slot=False)
class Invited:
    """May a customer be asked now; why not; and when the answer becomes another by itself.

    Example:
        >>> Invited(False, because=["asked_recently"], changes_at="2026-05-04T07:00Z").because
        ('asked_recently',)
    """

    may_ask: bool
    because: tuple[str, ...] = field(default=(), converter=_because, kw_only=True)
    changes_at: datetime | None = field(
        default=None, converter=_changes_at, kw_only=True, repr=iso_repr
    )


Inviter = Callable[[InvitationTerms, Sequence[Event], str, str, datetime], Invited]
"""Who says whether a customer may be asked: terms, history, survey, customer, and the instant."""


def invite(
    terms: InvitationTerms, history: Sequence[Event], survey: str, customer: str, at: datetime
) -> Invited:
    """What a host does that follows terms as they are meant: it asks ``invitations.assess``.

    Example:
        >>> terms = InvitationTerms(id="nps", version="1", zone="UTC")
        >>> invite(terms, [], "nps", "C-7", instant("2026-03-02T09:00Z"))
        Invited(may_ask=True, because=(), changes_at=None)
    """
    found = assess(history, terms, survey=survey, at=at, customer=customer)
    change = found.next_change
    return Invited(
        found.outcome is Outcome.ALLOWED,
        because=found.because,
        changes_at=None if change is None else change.at,
    )


@frozen(weakref_slot=False)
class InvitationScene:
    """What happened to a customer, and the instant at which somebody wants to ask them."""

    history: tuple[Event, ...]
    at: datetime = field(repr=iso_repr)


@frozen(weakref_slot=False, eq=False)
class InvitationSubject:
    """Terms with what says who may be asked by them."""

    terms: InvitationTerms
    inviter: Inviter
    flags: frozenset[InvitationFlag]

    @property
    def name(self) -> str:
        """The terms by their id."""
        return self.terms.id

    def counted(self) -> "InvitationSubject":
        """The same: nothing is counted, since a refusal is an answer that laws are about."""
        return self

    def untried(self, law: Law) -> str:  # noqa: ARG002 - others look at it
        """Why a law that was not broken was not tried either; always empty."""
        return ""

    def report(self, law: Law, scene: InvitationScene, error: LawBroken) -> str:
        """Everything about a broken law."""
        from postsales.testing.invitations._messages import report

        return report(law, self, scene, error)

    def ask(self, history: Sequence[Event], at: datetime) -> Invited:
        """May the customer be asked?

        Raises:
            LawBroken: the inviter raises an error, or gives something else than ``Invited``.
        """
        asked = partial(self.inviter, self.terms, tuple(history), SURVEY, CUSTOMER, at)
        found = given_by("the inviter", asked)
        if not isinstance(found, Invited):
            raise LawBroken("the inviter gives no Invited", {"it_gives": short(found)})
        return found
