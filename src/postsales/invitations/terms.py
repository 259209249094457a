"""Invitation terms: after what a customer is asked, and how much they are left in peace."""

from collections.abc import Iterable
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import count, instance, several, text, texts
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.decisions import TermsRef
from postsales.basics.digests import reference
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.events import Event
from postsales.basics.moments import zone_key
from postsales.basics.selectors import During, First, Last, class_names, class_of_events
from postsales.invitations.sampling import Sampling, Stagger
from postsales.schedules.channels import Channel

__all__ = ["AskedScope", "InvitationTerms", "SurveyCap"]

_LENGTHS = (Days, Weeks, Months, Years, Hours)
_AT_ONCE = Days(0)
_A_LENGTH = "a length is Days, Weeks, Months, Years or Hours"


class AskedScope(Word):
    """Which invitations count when it is asked whether somebody was asked lately."""

    ANY_SURVEY = "any_survey"
    """All: nobody is asked again too soon, whatever it is about."""
    THIS_SURVEY = "this_survey"
    """Those to the same survey."""
    GROUP = "group"
    """Those to this survey and to the ones named in ``group``."""


@frozen(weakref_slot=False)
class SurveyCap:
    """At most so many invitations in a time that ends with each of them.

    Counting: what was asked exactly one period ago counts no more; days are those of the calendar
    and keep the time of day, hours are elapsed.

    Example:
        >>> SurveyCap(3, per=Days(365)).most
        3
    """

    most: int
    per: Length = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        count("most", self.most, least=1, most=1000)
        _length("per", self.per)
        if not self.per.count:
            raise InvalidValue("per", self.per, "a length above 0 is needed")


def _length(name: str, value: object) -> None:
    instance(name, value, _LENGTHS, _A_LENGTH)


def _scope(value: AskedScope | str) -> AskedScope:
    return AskedScope.read("scope", value)


def _channel(value: Channel | str) -> Channel:
    return Channel.read("channel", value)


def _group(value: str | Iterable[str]) -> tuple[str, ...]:
    return texts("group", (value,) if isinstance(value, str) else value)


def _caps(value: SurveyCap | Iterable[SurveyCap]) -> tuple[SurveyCap, ...]:
    given = (value,) if isinstance(value, SurveyCap) else value
    return several("caps", given, SurveyCap, "say SurveyCap(3, per=Days(365)), one or several")


def _during(value: During | Iterable[During]) -> tuple[During, ...]:
    given = (value,) if isinstance(value, During) else value
    return several("unless", given, During, "say During(begins, ends), one or several")


def _classes(value: type[Event] | Iterable[type[Event]]) -> tuple[type[Event], ...]:
    given = (value,) if isinstance(value, type) else value
    found = several("called_off_by", given, type, "classes of events are needed")
    for one in found:
        class_of_events("called_off_by", one)
    return cast("tuple[type[Event], ...]", found)


@frozen(weakref_slot=False, kw_only=True)
class InvitationTerms:
    """When a customer is asked, run by ``invitations.assess``.

    ``after`` is the occasion, and without one the survey is about the shop as a whole. It is due
    ``wait`` after it, and too late ``expires`` after that. What is of a kind in ``called_off_by``
    since the occasion calls it off; during ``unless`` nobody is asked.

    ``quarantine`` is how long after an invitation nobody is asked again, counting those of
    ``scope``; ``account_gap`` is the same for others of one account, and ``after_dismissal`` after
    one was waved away. After ``max_dismissals`` in a row it is over. ``caps`` and ``sampling``
    limit how many are asked, and ``stagger`` says from which day on. ``remind_after`` allows one
    reminder, and ``open_for`` is how long an answer is waited for.

    Counting: ``Days`` are local days of ``zone`` and keep the time of day; ``Hours`` are elapsed.
    Exactly so long afterwards is long enough; ``expires`` and ``open_for`` end exactly so long
    afterwards.

    Raises:
        InvalidValue: a group without names, or names without that scope; expiry without an
            occasion.

    Example:
        >>> from postsales import Delivered
        >>> terms = InvitationTerms(
        ...     id="after-delivery", version="1", zone="Europe/Berlin",
        ...     after=Last(Delivered), wait=Days(7), quarantine=Days(90),
        ... )
        >>> terms.scope
        AskedScope.ANY_SURVEY
    """

    id: str
    version: str
    zone: str
    channel: Channel = field(default=Channel.EMAIL, converter=_channel)
    after: First | Last | None = None
    wait: Length = _AT_ONCE
    expires: Length | None = None
    called_off_by: tuple[type[Event], ...] = field(default=(), converter=_classes, repr=class_names)
    unless: tuple[During, ...] = field(default=(), converter=_during)
    quarantine: Length | None = None
    scope: AskedScope = field(default=AskedScope.ANY_SURVEY, converter=_scope)
    group: tuple[str, ...] = field(default=(), converter=_group)
    account_gap: Length | None = None
    after_dismissal: Length | None = None
    max_dismissals: int | None = None
    caps: tuple[SurveyCap, ...] = field(default=(), converter=_caps)
    sampling: Sampling | None = None
    stagger: Stagger | None = None
    remind_after: Length | None = None
    open_for: Length | None = None
    ref: TermsRef = field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        text("id", self.id)
        text("version", self.version)
        zone_key(self.zone)
        _length("wait", self.wait)
        for name in _OPTIONAL_LENGTHS:
            value = getattr(self, name)
            if value is not None:
                _length(name, value)
        self._check_kinds()
        self._check_together()
        object.__setattr__(self, "ref", reference(self))

    def _check_kinds(self) -> None:
        if self.after is not None:
            instance("after", self.after, (First, Last), "say Last(Delivered) or First(Placed)")
        if self.max_dismissals is not None:
            count("max_dismissals", self.max_dismissals, most=1000)
        if self.sampling is not None:
            instance("sampling", self.sampling, Sampling, "say Sampling(Percent('20'))")
        if self.stagger is not None:
            instance("stagger", self.stagger, Stagger, "say Stagger('2026-01-01', days=90)")

    def _check_together(self) -> None:
        if (self.scope is AskedScope.GROUP) != bool(self.group):
            allowed = "the scope group and the names of its surveys go together"
            raise InvalidValue("group", self.group, allowed, "say scope='group', group=['nps']")
        if self.after is None and (self.expires is not None or self.called_off_by):
            allowed = "without an occasion nothing gets too late and nothing calls it off"
            raise InvalidValue("after", None, allowed, "say after=Last(Delivered)")


_OPTIONAL_LENGTHS = (
    "expires",
    "quarantine",
    "account_gap",
    "after_dismissal",
    "remind_after",
    "open_for",
)
