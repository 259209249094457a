"""Bad inviters: each a small mistake in who is asked, and the law that finds it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from attrs import evolve, field, frozen

from postsales import (
    ConsentWithdrawn,
    Event,
    InvitationTerms,
    SurveyAnswered,
    SurveyAsked,
    SurveyDismissed,
)
from postsales.basics.moments import day_start, days_later, local_day
from postsales.testing.invitations import InvitationSuite, Invited, Inviter, check, invite
from tests.testing.invitations.good import GOOD

DAY = timedelta(days=1)


@frozen
class Bad:
    """A mistake in who is asked, and the law that has to find it."""

    name: str
    law: str
    inviter: Inviter
    of: str = field(default="every limit", kw_only=True)

    def suite(self, **given: Any) -> InvitationSuite:
        """The laws for terms that are followed with the mistake."""
        return check(GOOD[self.of], inviter=self.inviter, **given)


def said_as(change: Callable[[Invited], Invited]) -> Inviter:
    """The right answer, handed on otherwise."""
    return lambda *asked: change(invite(*asked))


def told_as(read: Callable[[Sequence[Event], datetime], Iterable[Event]]) -> Inviter:
    """Something that was told is left out."""

    def inviter(terms: InvitationTerms, told: Sequence[Event], *asked: Any) -> Invited:
        return invite(terms, tuple(read(told, asked[-1])), *asked)

    return inviter


def without(kind: type[Event]) -> Inviter:
    """What happened of a kind is left out."""
    return told_as(lambda told, _: [x for x in told if not isinstance(x, kind)])


def _later(found: Invited) -> Invited:
    then = found.changes_at
    return evolve(found, changes_at=then and then + DAY)


def _midnight(found: Invited) -> Invited:
    then = found.changes_at
    return evolve(found, changes_at=then and days_later(_day_of(then), 1, "Europe/Berlin"))


def _day_of(at: datetime) -> datetime:
    return day_start("Europe/Berlin", local_day(at, "Europe/Berlin"))


def _no_expiry(found: Invited) -> Invited:
    return evolve(found, changes_at=None) if found.may_ask else found


def _by_turns() -> Inviter:
    calls: list[datetime] = []

    def inviter(*asked: Any) -> Invited:
        found = invite(*asked)
        calls.append(asked[-1])
        return Invited(False, because=["not_drawn"]) if len(calls) % 2 else found

    return inviter


def _on_the_server(*asked: Any) -> Invited:
    """Nobody is asked before noon, by the clock that the instant shows."""
    found, at = invite(*asked), asked[-1]
    return found if at.hour >= 12 else Invited(False, because=["too_early"])


def _answered(told: Sequence[Event], _: datetime) -> Iterable[Event]:
    has_answer = any(isinstance(x, SurveyAnswered) for x in told)
    return [x for x in told if has_answer or not isinstance(x, SurveyAsked)]


def _by_calendar(terms: InvitationTerms, told: Sequence[Event], *asked: Any) -> Invited:
    """So many days of the calendar since, whatever the time of day."""
    quarantine: Any = terms.quarantine
    today = local_day(asked[-1], terms.zone)
    fresh = [
        x
        for x in told
        if not isinstance(x, SurveyAsked)
        or x.at > asked[-1]
        or (today - local_day(x.at, terms.zone)).days < quarantine.count
    ]
    return invite(terms, fresh, *asked)


def _since_the_last(told: Sequence[Event], _: datetime) -> Iterable[Event]:
    """An invitation wipes the slate."""
    asked = [x.at for x in told if isinstance(x, SurveyAsked)]
    return [x for x in told if not asked or x.at > max(asked)]


BAD: tuple[Bad, ...] = (
    Bad("a bare no", "INV-01", said_as(lambda x: evolve(x, because=()))),
    Bad("a warning beside a yes", "INV-01", said_as(lambda x: evolve(x, because=["low_n"]))),
    Bad("a day too many", "INV-02", said_as(_later)),
    Bad("midnight for an instant", "INV-02", said_as(_midnight)),
    Bad("no end is told", "INV-03", said_as(lambda x: evolve(x, changes_at=None))),
    Bad("an expiry that is not told", "INV-03", said_as(_no_expiry)),
    Bad("drawn by turns", "INV-04", _by_turns(), of="hours"),
    Bad("the clock of the server", "INV-04", _on_the_server, of="hours"),
    Bad("an opt-out is for advertising", "INV-05", without(ConsentWithdrawn)),
    Bad(
        "the list of yesterday",
        "INV-05",
        told_as(
            lambda told, at: [
                x for x in told if not isinstance(x, ConsentWithdrawn) or x.at < at - DAY
            ]
        ),
    ),
    Bad(
        "what lies ahead is left out",
        "INV-06",
        told_as(lambda told, at: [x for x in told if x.at <= at]),
    ),
    Bad("invitations are not recorded", "INV-06", without(SurveyAsked)),
    Bad("answers alone count", "INV-07", told_as(_answered), of="relational"),
    Bad("days of the calendar", "INV-07", _by_calendar, of="relational"),
    Bad(
        "an occasion by its day",
        "INV-08",
        told_as(
            lambda told, at: [x for x in told if not isinstance(x, SurveyAsked) or x.at > at - DAY]
        ),
        of="after a refund",
    ),
    Bad("asked, and not recorded", "INV-08", without(SurveyAsked), of="after a refund"),
    Bad("an invitation wipes the slate", "INV-09", told_as(_since_the_last), of="relational"),
    Bad("dismissals are not recorded", "INV-10", without(SurveyDismissed), of="relational"),
    Bad(
        "dismissals grow old",
        "INV-10",
        told_as(
            lambda told, at: [
                x for x in told if not isinstance(x, SurveyDismissed) or x.at > at - 365 * DAY
            ]
        ),
        of="relational",
    ),
)
