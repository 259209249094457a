"""Who looks after a customer, and who is asked next when nothing happens.

Rules of this file: somebody always does, or it is said that nobody is known; by default it is the
person who closed the sale.
"""

from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from postsales.basics._checks import instance, several
from postsales.basics._errors import InvalidValue
from postsales.basics.calendars import WorkCalendar
from postsales.basics.durations import Hours
from postsales.basics.events import Event, known_by
from postsales.basics.findings import MET, Finding, unknown
from postsales.basics.moments import Moment, instant, iso_repr
from postsales.basics.selectors import First
from postsales.followups.events import OwnerAssigned, SaleClosed
from postsales.schedules.anchors import Anchor
from postsales.schedules.plans import Plan
from postsales.schedules.steps import Action, Wait

__all__ = ["Escalation", "EscalationDirectory", "Owner", "escalation", "owner"]

_AT_ONCE = Hours(0)
_OWNER = "owner"
_SALE = First(SaleClosed)


@frozen(weakref_slot=False, kw_only=True)
class Owner:
    """Who looks after a customer at an instant, and since when; made by ``followups.owner``.

    ``name`` is None where nobody is known, and ``because`` then says who can tell.
    """

    name: str | None
    since: datetime | None = field(default=None, repr=iso_repr)
    because: Finding = MET


def owner(history: Iterable[Event], *, at: Moment) -> Owner:
    """Who looks after a customer at an instant?

    The person who closed the last sale, or who was assigned since then; at one instant the latter.

    Raises:
        InvalidValue: the last sale was closed by two at one instant, or two were assigned at one.

    Example:
        >>> told = [SaleClosed("anna", at="2026-03-02T10:15+01:00"),
        ...         OwnerAssigned("ben", at="2026-03-20T09:00+01:00")]
        >>> [owner(told, at=f"2026-03-{day}T08:00Z").name for day in ("01", "19", "20")]
        [None, 'anna', 'ben']
    """
    now = instant(at)
    known = known_by(history, now)
    sales = [(x.at, x.by) for x in known if isinstance(x, SaleClosed)]
    assigned = [(x.at, x.owner) for x in known if isinstance(x, OwnerAssigned)]
    if assigned and (not sales or assigned[-1][0] >= sales[-1][0]):
        return _last(assigned, OwnerAssigned)
    if sales:
        return _last(sales, SaleClosed)
    return Owner(name=None, because=unknown("owner_not_known", tell="sale_closed_by"))


def _last(told: list[tuple[datetime, str]], kind: type[Event]) -> Owner:
    """Who was named last; nobody knows who holds of several at one instant."""
    since = told[-1][0]
    names = sorted({name for at, name in told if at == since})
    if len(names) > 1:
        allowed = f"at {since.isoformat()} several {kind.__name__} name different people"
        raise InvalidValue("history", names, allowed, "tell the one that holds, and that alone")
    return Owner(name=names[0], since=since)


@frozen(weakref_slot=False)
class Escalation:
    """Who is asked when nothing has happened for so long.

    Example:
        >>> from postsales import WorkingHours
        >>> Escalation("team_lead", after=WorkingHours(4)).to
        'team_lead'
    """

    to: str
    after: Wait = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        Action(self.to, after=_SALE, wait=self.after)


def _steps(value: Iterable[Escalation]) -> tuple[Escalation, ...]:
    return several("steps", value, Escalation, "a directory is made of Escalation")


@frozen(weakref_slot=False, kw_only=True)
class EscalationDirectory:
    """Who is asked, one after the other, when nothing happens: the owner first, at once.

    Raises:
        InvalidPlan: somebody is named twice.

    Example:
        >>> from postsales import WorkingHours
        >>> EscalationDirectory(
        ...     id="care", version="1", calendar=WorkCalendar.always("Europe/Berlin"),
        ...     steps=[Escalation("team_lead", after=WorkingHours(4))],
        ... ).steps
        (Escalation(to='team_lead', after=WorkingHours(4)),)
    """

    id: str
    version: str
    calendar: WorkCalendar
    steps: tuple[Escalation, ...] = field(converter=_steps)

    def __attrs_post_init__(self) -> None:
        escalation(self, after=_SALE, until=(OwnerAssigned,))


def escalation(
    directory: EscalationDirectory, *, after: Anchor, until: Iterable[type[Event]]
) -> Plan:
    """Who is asked when, after something happened, until it is taken care of?

    The plan has a step for each of the directory, by the name, and ``owner`` at once: who that is
    says ``followups.owner``. They are tasks and no messages to the customer.

    Example:
        >>> from postsales import CaseClosed, CaseOpened, Each, WorkingHours, schedules
        >>> directory = EscalationDirectory(
        ...     id="care", version="1", calendar=WorkCalendar.always("Europe/Berlin"),
        ...     steps=[Escalation("team_lead", after=WorkingHours(4))],
        ... )
        >>> plan = escalation(directory, after=Each(CaseOpened), until=[CaseClosed])
        >>> told = [CaseOpened(ref="A-1", at="2026-03-20T10:00Z")]
        >>> some = schedules.due(plan, told, subject="C-7", at="2026-03-20T14:00Z")
        >>> [x.step for x in some]
        ['owner', 'team_lead']
    """
    instance("directory", directory, EscalationDirectory, "an EscalationDirectory is needed")
    ends = several("until", until, type, "classes of events end it")
    named = ((_OWNER, _AT_ONCE), *((x.to, x.after) for x in directory.steps))
    return Plan(
        id=directory.id,
        version=directory.version,
        calendar=directory.calendar,
        steps=[Action(to, after=after, wait=wait, unless=ends, contact=None) for to, wait in named],
    )
