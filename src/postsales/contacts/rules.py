"""The rules by which one customer is contacted: what spans all plans.

Rules of this file: a rule that names no channels and no purposes is about all of them.
"""

from collections.abc import Iterable
from typing import TypeVar

from attrs import field, frozen

from postsales.basics._checks import count, instance, several, texts
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.durations import Days, Hours, Length, Months, Weeks, Years
from postsales.basics.moments import zone_key
from postsales.basics.rolls import Holidays
from postsales.basics.selectors import During
from postsales.contacts._scopes import Scoped, channels_of
from postsales.contacts.hours import PreferredHours, QuietDays, QuietHours
from postsales.schedules.channels import Channel

__all__ = [
    "ContactRules",
    "FrequencyCap",
    "NeedsConsent",
    "RecordedCalls",
    "Spacing",
    "SuppressWhile",
    "Suppressed",
    "Unrecorded",
]

T = TypeVar("T")
_LENGTHS = (Days, Weeks, Months, Years, Hours)
_A_LENGTH = "a length is Days, Weeks, Months, Years or Hours"


@frozen(weakref_slot=False)
class NeedsConsent(Scoped):
    """Contacts for these purposes go out only to those who agreed. Without it opt-outs count alone.

    Example:
        >>> NeedsConsent(purposes="marketing", channels=["email", "sms"]).purposes
        (Purpose.MARKETING,)
    """

    def __attrs_post_init__(self) -> None:
        Scoped.__attrs_post_init__(self)
        if not self.purposes:
            raise InvalidValue("purposes", (), "name the purposes that need a consent")


class Unrecorded(Word):
    """What becomes of a call that may not be recorded?"""

    CALL = "call"
    """It is made and not recorded."""
    DROP = "drop"
    """It is not made."""


def _unrecorded(value: Unrecorded | str) -> Unrecorded:
    return Unrecorded.read("otherwise", value)


@frozen(weakref_slot=False)
class RecordedCalls(Scoped):
    """Calls that are recorded where the customer has allowed it, and what becomes of the others.

    Example:
        >>> RecordedCalls(purposes="collection", otherwise="drop").channels
        (Channel.CALL,)
    """

    channels: tuple[Channel, ...] = field(
        default=(Channel.CALL,), converter=channels_of, kw_only=True
    )
    otherwise: Unrecorded = field(default=Unrecorded.CALL, converter=_unrecorded, kw_only=True)


@frozen(weakref_slot=False)
class FrequencyCap(Scoped):
    """At most so many contacts in a time that ends with each of them.

    Counting: a step counts once, however often its ``StepDone`` was recorded, from the first on.
    What was sent exactly one period ago counts no more. Days, weeks and months are those
    of the customer's calendar and keep the time of day; hours are elapsed.

    Example:
        >>> FrequencyCap(2, per=Days(7), purposes=["marketing", "feedback"]).most
        2
    """

    most: int
    per: Length = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        Scoped.__attrs_post_init__(self)
        count("most", self.most, least=1, most=100_000)
        _length("per", self.per)


@frozen(weakref_slot=False)
class Spacing(Scoped):
    """So long after one contact no other one follows.

    Counting: exactly so long afterwards it may; days are those of the customer's calendar.

    Example:
        >>> Spacing(Hours(16), channels="email").apart
        Hours(16)
    """

    apart: Length

    def __attrs_post_init__(self) -> None:
        Scoped.__attrs_post_init__(self)
        _length("apart", self.apart)


def _length(name: str, value: Length) -> None:
    instance(name, value, _LENGTHS, _A_LENGTH)
    if not value.count:
        raise InvalidValue(name, value, "contacts lie apart, so a length above 0")


class Suppressed(Word):
    """What becomes of a contact that is held back?"""

    DEFER = "defer"
    """It waits until the time is over."""
    DROP = "drop"
    """It is not sent at all: what is due in that time does not come after it."""


def _suppressed(value: Suppressed | str) -> Suppressed:
    return Suppressed.read("otherwise", value)


def _during(value: During | Iterable[During]) -> tuple[During, ...]:
    return _some("during", value, During, "say During(begins, ends), one or several")


def _steps(value: str | Iterable[str]) -> tuple[str, ...]:
    return texts("steps", (value,) if isinstance(value, str) else value)


def _plans(value: str | Iterable[str]) -> tuple[str, ...]:
    return texts("plans", (value,) if isinstance(value, str) else value)


@frozen(weakref_slot=False)
class SuppressWhile(Scoped):
    """No such contact while something is going on: no offer while a complaint is open.

    It is about the steps, plans, purposes and channels that it names, and names some of them. A
    step that reaches no customer is held back where it is named, and purposes and channels are not.
    ``lag`` is how long it lasts once everything is over.

    Example:
        >>> from postsales import ReturnClosed, ReturnRequested
        >>> rule = SuppressWhile(
        ...     During(ReturnRequested, ReturnClosed), steps="review", lag=Days(2)
        ... )
        >>> rule.steps, rule.otherwise
        (('review',), Suppressed.DEFER)
    """

    during: tuple[During, ...] = field(converter=_during)
    steps: tuple[str, ...] = field(default=(), converter=_steps, kw_only=True)
    plans: tuple[str, ...] = field(default=(), converter=_plans, kw_only=True)
    lag: Length = field(default=Hours(0), kw_only=True)
    otherwise: Suppressed = field(default=Suppressed.DEFER, converter=_suppressed, kw_only=True)

    def __attrs_post_init__(self) -> None:
        Scoped.__attrs_post_init__(self)
        if not self.during:
            raise InvalidValue("during", (), "say During(begins, ends), one or several")
        if not (self.steps or self.plans or self.purposes or self.channels):
            allowed = "steps, plans, purposes or channels: say what is held back"
            raise InvalidValue("steps", (), allowed)
        instance("lag", self.lag, _LENGTHS, _A_LENGTH)


def _some(name: str, value: object, kind: type[T], allowed: str) -> tuple[T, ...]:
    """One of a kind, or several."""
    return several(name, (value,) if isinstance(value, kind) else value, kind, allowed)


def _quiet(value: QuietHours | Iterable[QuietHours]) -> tuple[QuietHours, ...]:
    return _some("quiet", value, QuietHours, "say QuietHours('20:00-08:00'), one or several")


def _preferred(value: PreferredHours | Iterable[PreferredHours]) -> tuple[PreferredHours, ...]:
    allowed = "say PreferredHours('17:00-20:00'), one or several"
    return _some("preferred", value, PreferredHours, allowed)


def _holidays(
    value: Holidays | QuietDays | Iterable[Holidays | QuietDays],
) -> tuple[QuietDays, ...]:
    allowed = "say Holidays(...), or QuietDays(Holidays(...), ...), one or several"
    kinds: tuple[type[Holidays | QuietDays], ...] = (Holidays, QuietDays)
    some = several("holidays", (value,) if isinstance(value, kinds) else value, kinds, allowed)
    return tuple(QuietDays(x) if isinstance(x, Holidays) else x for x in some)


def _consents(value: NeedsConsent | Iterable[NeedsConsent]) -> tuple[NeedsConsent, ...]:
    allowed = "say NeedsConsent(purposes=...), one or several"
    return _some("consents", value, NeedsConsent, allowed)


def _recorded(value: RecordedCalls | Iterable[RecordedCalls]) -> tuple[RecordedCalls, ...]:
    return _some("recorded", value, RecordedCalls, "say RecordedCalls(), one or several")


def _caps(value: FrequencyCap | Iterable[FrequencyCap]) -> tuple[FrequencyCap, ...]:
    return _some("caps", value, FrequencyCap, "say FrequencyCap(2, per=Days(7)), one or several")


def _spacing(value: Spacing | Iterable[Spacing]) -> tuple[Spacing, ...]:
    return _some("spacing", value, Spacing, "say Spacing(Hours(16)), one or several")


def _suppress(value: SuppressWhile | Iterable[SuppressWhile]) -> tuple[SuppressWhile, ...]:
    allowed = "say SuppressWhile(During(begins, ends), ...), one or several"
    return _some("suppress", value, SuppressWhile, allowed)


@frozen(weakref_slot=False, kw_only=True)
class ContactRules:
    """When and for what one customer is contacted, whatever plan wants it. None of it by default.

    ``zone`` is where the customer is: all clock times and days are those there, unless a rule names
    a zone of its own. Rules are the same for many customers: ``evolve(rules, zone=...)`` is what
    differs. Each rule may be one or several.

    Raises:
        InvalidValue: no zone where days or clock times need one.

    Example:
        >>> rules = ContactRules(
        ...     zone="Europe/Berlin",
        ...     quiet=QuietHours("20:00-08:00", except_for="statutory"),
        ...     caps=FrequencyCap(2, per=Days(7), purposes="marketing"),
        ... )
        >>> rules.quiet[0].hours
        '20:00-08:00'
    """

    zone: str | None = None
    consents: tuple[NeedsConsent, ...] = field(default=(), converter=_consents)
    recorded: tuple[RecordedCalls, ...] = field(default=(), converter=_recorded)
    suppress: tuple[SuppressWhile, ...] = field(default=(), converter=_suppress)
    spacing: tuple[Spacing, ...] = field(default=(), converter=_spacing)
    caps: tuple[FrequencyCap, ...] = field(default=(), converter=_caps)
    quiet: tuple[QuietHours, ...] = field(default=(), converter=_quiet)
    preferred: tuple[PreferredHours, ...] = field(default=(), converter=_preferred)
    holidays: tuple[QuietDays, ...] = field(default=(), converter=_holidays)

    def __attrs_post_init__(self) -> None:
        if self.zone is not None:
            zone_key(self.zone)
            return
        local = [*self._of_the_zone]
        if local:
            allowed = f"{' and '.join(local)} need a zone"
            raise InvalidValue("zone", None, allowed, "say where the customer is")

    @property
    def _of_the_zone(self) -> Iterable[str]:
        """What cannot be read without the zone of the customer."""
        if any(x.zone is None for x in (*self.quiet, *self.preferred, *self.holidays)):
            yield "clock times and days"
        lengths = [
            *(x.lag for x in self.suppress),
            *(x.apart for x in self.spacing),
            *(x.per for x in self.caps),
        ]
        if any(not isinstance(x, Hours) for x in lengths):
            yield "lengths in days, weeks and months"
