"""The options of plans and of rules of contact: what each decides, and how it is told in TOML.

Rules of this file: a value of TOML is another than the default, so that reading it shows that it
arrived. What a plan does by an option is tested beside the plans, in ``tests/schedules`` and
``tests/contacts``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from attrs import field, frozen

from postsales import (
    Action,
    CatchUp,
    Channel,
    Contact,
    ContactRules,
    CountedFrom,
    Every,
    FrequencyCap,
    IfTooLate,
    Landing,
    NeedsConsent,
    NewRound,
    Plan,
    PlanBundle,
    PreferredHours,
    Purpose,
    QuietDays,
    QuietHours,
    RecordedCalls,
    Spacing,
    Suppressed,
    SuppressWhile,
    Target,
    Unrecorded,
)
from tests.terms.option import members


@frozen
class Told:
    """An option, what it decides, and a value for it in TOML.

    ``besides`` are keys that it needs beside it, and None for those that it cannot stand beside.
    """

    name: str
    decides: str
    toml: str
    besides: Mapping[str, str | None] = field(factory=dict[str, str | None], kw_only=True)


@frozen
class Parts:
    """A class, what it is told by at least, where that stands in a document, and its options."""

    of: type[Any]
    least: Mapping[str, str]
    stands: Callable[[str], str]
    found: Callable[[PlanBundle], Any]
    fields: tuple[Told, ...]

    def document(self, changes: Mapping[str, str | None]) -> str:
        """The text of a document in which some keys are told otherwise."""
        told = {key: value for key, value in {**self.least, **changes}.items() if value is not None}
        return self.stands(", ".join(f"{key} = {value}" for key, value in told.items()))


_CALENDAR = '{ zone = "Europe/Berlin", hours = { Mon-Fri = "09:00-17:00" } }'
_STEP = '{ key = "review", after = { last = "delivered" } }'
_DONE = '{ key = "done", after = { last = "delivered" } }'
_DAYS = '{ days = ["2026-04-03"], since = "2026-01-01", until = "2026-12-31" }'
_PAUSE = '{ begins = "return_requested", ends = "return_closed" }'


def _plan(told: str) -> str:
    return f"plan = {{ {told} }}"


def _step(told: str) -> str:
    head = f'id = "shop", version = "1", calendar = {_CALENDAR}'
    return f"plan = {{ {head}, steps = [{_DONE}, {{ {told} }}] }}"


def _every(told: str) -> str:
    return _step(f'key = "visit", after = {{ first = "delivered" }}, every = {{ {told} }}')


def _contact(told: str) -> str:
    return _step(f'key = "visit", after = {{ first = "delivered" }}, contact = {{ {told} }}')


def _rules(told: str) -> str:
    return f"contact_rules = {{ {told} }}"


def _rule(name: str) -> Callable[[str], str]:
    return lambda told: _rules(f'zone = "Europe/Berlin", {name} = {{ {told} }}')


def _one(name: str) -> Callable[[PlanBundle], Any]:
    return lambda bundle: getattr(bundle.contact_rules, name)[0]


def _last(bundle: PlanBundle) -> Any:
    return bundle.plan.steps[-1]


def _scoped(*but: str) -> Iterable[Told]:
    """What every rule about contacts has: those that it is about."""
    some = (
        Told(
            "channels",
            f"by which channels they come, any unless some are named: {members(Channel)}",
            '["sms", "call"]',
        ),
        Told(
            "purposes",
            f"what they are for, anything unless some are named: {members(Purpose)}",
            '"feedback"',
        ),
        Told("except_for", "what they are for where the rule is not about them", '"statutory"'),
    )
    return (x for x in some if x.name not in but)


_CHANNELS, _PURPOSES, _EXCEPT = _scoped()
_ZONE = Told("zone", "whose clocks and days count, in place of the customer's", '"Europe/Vienna"')
_TOO_LATE = Told(
    "if_too_late",
    "what becomes of a message that would have expired by the time that it may go out: "
    f"{members(IfTooLate)}",
    '"early"',
)
_EARLY_BY = Told(
    "early_by",
    "how long before that time the first moment is at which it goes out early; three hours where "
    "nothing is said",
    '"2 hours"',
    besides={"if_too_late": '"early"'},
)
_WEEKDAYS = Told("weekdays", "on which days of the week the hours begin", '"Mon-Fri"')

PLANS: tuple[Parts, ...] = (
    Parts(
        Plan,
        {"id": '"shop"', "version": '"1"', "calendar": _CALENDAR, "steps": _STEP},
        _plan,
        lambda bundle: bundle.plan,
        (
            Told("id", "what the plan is called; keys of what is due begin with it", '"care"'),
            Told("version", "which edition of it it is; keys do not name it", '"2026-03"'),
            Told(
                "calendar",
                "whose clocks and days count, and working time, as a `WorkCalendar`",
                '{ zone = "Europe/Vienna", hours = { Mon-Sat = "08:00-18:00" } }',
            ),
            Told("steps", "what is due after what, as `Action`s and `Target`s", f"[{_DONE}]"),
            Told(
                "catch_up",
                f"what is done of actions that are overdue together: {members(CatchUp)}",
                '"latest"',
            ),
            Told(
                "stops",
                "which events end what counts from before them",
                '["refunded", "return_closed"]',
            ),
            Told(
                "pauses", "while what lasts nothing is due and no clock runs, as `During`", _PAUSE
            ),
            Told(
                "resets", "which events begin a new round, from which every step counts", '"paid"'
            ),
            Told(
                "new_round",
                f"from what the steps of a new round count: {members(NewRound)}",
                '"fresh"',
            ),
        ),
    ),
    Parts(
        Action,
        {"key": '"visit"', "after": '{ first = "delivered" }'},
        _step,
        _last,
        (
            Told("key", "what the action is called", '"review"'),
            Told(
                "after",
                "from which event it counts, and it comes after that; this or `before` must be "
                "given",
                '{ each = "delivered" }',
            ),
            Told(
                "before",
                "from which event it counts, and it comes before that",
                '{ last = "delivered" }',
                besides={"after": None},
            ),
            Told(
                "wait",
                "how long after or before it: in any length, `minutes` and working time among them",
                '"21 days"',
            ),
            Told("month_end", "whether the day goes on to the end of its month", "true"),
            Told(
                "landing",
                "where a day goes that nobody works on, and it stays unless that is told: "
                f"{members(Landing)}",
                '"following"',
            ),
            Told("at_time", "at which time of that day; else at that of its event", '"10:00"'),
            Told("every", "whether it comes again and again, as `Every`", '{ length = "90 days" }'),
            Told("expires", "how long it may be late, for ever unless told", '"14 days"'),
            Told("unless", "which events make it needless", '["return_shipped", "received"]'),
            Told("when", "which rule about facts has to hold, by the name of a rule", '"owes"'),
            Told(
                "contact",
                'how the customer is reached and what for, as a `Contact`; `"nobody"` where it is '
                "a task of your own",
                '"nobody"',
            ),
        ),
    ),
    Parts(
        Every,
        {"length": '"90 days"'},
        _every,
        lambda bundle: _last(bundle).every,
        (
            Told("length", "how long the times lie apart", '"6 months"'),
            Told("times", "how often it comes in all, with the first time", "4"),
            Told("until", "up to which local day it comes, with that day", '"2027-03-31"'),
            Told("counted", f"from what each next time counts: {members(CountedFrom)}", '"done"'),
        ),
    ),
    Parts(
        Target,
        {
            "key": '"answer"',
            "after": '{ first = "received" }',
            "within": '"2 days"',
            "met_by": '"refunded"',
        },
        _step,
        _last,
        (
            Told("key", "what the target is called", '"refund"'),
            Told(
                "after",
                "from which event it counts",
                '{ oldest = "return_requested", until = "return_closed" }',
            ),
            Told("within", "how long somebody has", '"5 working days"'),
            Told("met_by", "which events meet it", '["refunded", "return_closed"]'),
        ),
    ),
    Parts(
        Contact,
        {"channel": '"email"'},
        _contact,
        lambda bundle: _last(bundle).contact,
        (
            Told("channel", f"how the customer is reached: {members(Channel)}", '"sms"'),
            Told("purpose", f"what for: {members(Purpose)}", '"marketing"'),
            Told("priority", "who goes first where not all may go: 1 to 9, and 1 is first", "8"),
            Told("minutes", "how long a call or a visit takes", "15"),
        ),
    ),
    Parts(
        ContactRules,
        {"zone": '"Europe/Berlin"'},
        _rules,
        lambda bundle: bundle.contact_rules,
        (
            Told("zone", "where the customer is, whose clocks and days count", '"Europe/Vienna"'),
            Told(
                "consents",
                "what goes out only to those who agreed, as `NeedsConsent`",
                '{ purposes = "marketing" }',
            ),
            Told(
                "recorded",
                "which calls are recorded, as `RecordedCalls`",
                '{ otherwise = "drop" }',
            ),
            Told(
                "suppress",
                "what is held back while something else goes on, as `SuppressWhile`",
                f'{{ during = {_PAUSE}, purposes = "feedback" }}',
            ),
            Told("spacing", "how far contacts lie apart, as `Spacing`", '{ apart = "16 hours" }'),
            Told(
                "caps",
                "how many there are at most, as `FrequencyCap`",
                '{ most = 2, per = "7 days" }',
            ),
            Told(
                "quiet",
                "in which hours nobody is contacted, as `QuietHours`",
                '{ hours = "20:00-08:00" }',
            ),
            Told(
                "preferred",
                "in which hours alone the customer is, as `PreferredHours`",
                '{ hours = "17:00-20:00" }',
            ),
            Told(
                "holidays",
                "on which holidays nobody is, as `QuietDays`",
                f"{{ holidays = {_DAYS} }}",
            ),
        ),
    ),
    Parts(
        NeedsConsent,
        {"purposes": '"marketing"'},
        _rule("consents"),
        _one("consents"),
        (
            _CHANNELS,
            Told(
                "purposes",
                f"what they are for; some must be named: {members(Purpose)}",
                '["marketing", "feedback"]',
            ),
            _EXCEPT,
        ),
    ),
    Parts(
        RecordedCalls,
        {},
        _rule("recorded"),
        _one("recorded"),
        (
            _PURPOSES,
            _EXCEPT,
            Told("channels", "by which channels they come", '["call", "visit"]'),
            Told(
                "otherwise",
                f"what becomes of a call that may not be recorded: {members(Unrecorded)}",
                '"drop"',
            ),
        ),
    ),
    Parts(
        SuppressWhile,
        {"during": _PAUSE, "plans": '"care"'},
        _rule("suppress"),
        _one("suppress"),
        (
            Told(
                "during",
                "while what lasts, as `During`, one or several",
                '{ begins = "received", ends = "refunded" }',
            ),
            *_scoped(),
            Told("steps", "of which steps the contacts are, by their keys", '["review", "offer"]'),
            Told("plans", "of which plans they are, by their ids", '"first-month"'),
            Told("lag", "how much longer it lasts once all is over", '"2 days"'),
            Told(
                "otherwise",
                f"what becomes of a contact that is held back: {members(Suppressed)}",
                '"drop"',
            ),
        ),
    ),
    Parts(
        Spacing,
        {"apart": '"12 hours"'},
        _rule("spacing"),
        _one("spacing"),
        (Told("apart", "how long after one contact no other follows", '"16 hours"'), *_scoped()),
    ),
    Parts(
        FrequencyCap,
        {"most": "1", "per": '"1 day"'},
        _rule("caps"),
        _one("caps"),
        (
            Told("most", "how many contacts there are at most", "2"),
            *_scoped(),
            Told("per", "in which time, which ends with each of them", '"7 days"'),
        ),
    ),
    Parts(
        QuietHours,
        {"hours": '"22:00-06:00"'},
        _rule("quiet"),
        _one("quiet"),
        (
            Told("hours", "in which hours nobody is contacted", '"20:00-08:00"'),
            *_scoped(),
            _ZONE,
            _TOO_LATE,
            _EARLY_BY,
            _WEEKDAYS,
        ),
    ),
    Parts(
        PreferredHours,
        {"hours": '"09:00-10:00"'},
        _rule("preferred"),
        _one("preferred"),
        (
            Told(
                "hours", "in which hours alone the customer wants to be contacted", '"17:00-20:00"'
            ),
            *_scoped(),
            _ZONE,
            _TOO_LATE,
            _EARLY_BY,
            _WEEKDAYS,
        ),
    ),
    Parts(
        QuietDays,
        {"holidays": _DAYS},
        _rule("holidays"),
        _one("holidays"),
        (
            Told(
                "holidays",
                "on which days nobody is contacted, as `Holidays`",
                '{ days = ["2026-12-25"], since = "2026-01-01", until = "2026-12-31" }',
            ),
            *_scoped(),
            _ZONE,
            _TOO_LATE,
            _EARLY_BY,
        ),
    ),
)

ANCHORS: tuple[Told, ...] = (
    Told("First", "the first event of a kind", '{ first = "delivered" }'),
    Told("Last", "the last event of a kind", '{ last = "delivered" }'),
    Told("Each", "every event of a kind for itself, by its `ref`", '{ each = "received" }'),
    Told(
        "Oldest",
        "the oldest event of a kind that no event of another kind has ended yet; a third kind may "
        "open it again",
        '{ oldest = "placed", until = "paid", reopened_by = "chargeback" }',
    ),
    Told(
        "AfterStep",
        "every time that another action of the plan was done",
        '{ after_step = "done" }',
    ),
)
"""From what a step counts: its class, and what stands at ``after`` or ``before``."""
