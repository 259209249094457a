"""Pictures of plans: what counts from which event, in order of time, and nothing is left out."""

from typing import Any

import pytest
from attrs import evolve, fields, frozen
from hypothesis import given
from hypothesis import strategies as st

import postsales
from postsales import (
    AfterStep,
    Catalogue,
    Citation,
    Contact,
    Days,
    Delivered,
    During,
    Each,
    Event,
    First,
    Happened,
    Hours,
    InvoiceDue,
    Last,
    Minutes,
    Months,
    Oldest,
    Paid,
    PaymentReversed,
    Placed,
    Received,
    Refunded,
    ReviewGiven,
    SupportPolicy,
    Weeks,
    WorkCalendar,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    WrongType,
    Years,
    all_of,
    explain,
    followups,
    not_met,
    support,
    unless,
)
from postsales.basics.findings import Finding
from postsales.basics.rolls import Holidays
from postsales.explain.plan_words import EVENTS
from postsales.schedules import Action, Every, Plan, Step, Target, Wait

OFFICE = WorkCalendar(zone="Europe/Berlin", hours={"Mon-Fri": "09:00-17:00"})
ALWAYS = WorkCalendar.always("Europe/Berlin")
ARRIVED = Last(Delivered)


@frozen
class CustomerAsked(Event):
    """An event of a host's own."""


@frozen
class Own:
    """A rule of a host's own."""

    name: str

    def __call__(self, facts: object) -> Finding:
        """No."""
        return not_met(self.name)


NEW, OLD = Own("new"), Own("old")


def of(*steps: Step, calendar: WorkCalendar = ALWAYS) -> Plan:
    return Plan(id="care", version="1", calendar=calendar, steps=steps)


def tree(*steps: Step, locale: str = "en", calendar: WorkCalendar = ALWAYS) -> list[str]:
    """The lines of the trees alone."""
    told = explain.plan(of(*steps, calendar=calendar), locale=locale)
    return told.partition("\n\n")[2].rpartition("\n\n")[0].splitlines()


FIRST_MONTH = Plan(
    id="first-month",
    version="2",
    calendar=OFFICE,
    stops=[Refunded],
    steps=[
        Action(
            "review",
            after=ARRIVED,
            wait=Days(21),
            at_time="10:00",
            expires=Days(14),
            unless=ReviewGiven,
            contact=Contact("email", purpose="feedback"),
        ),
        Action("remind", after=AfterStep("review"), wait=Days(7), expires=Days(14)),
        Action("thanks", after=ARRIVED, wait=WorkingDays(2), contact=Contact("call", minutes=10)),
        Target("refund", after=First(Received), within=WorkingDays(5), met_by=Refunded),
        Action("pack", before=ARRIVED, wait=Hours(12), contact=None),
    ],
)
IN_ENGLISH = """\
first-month, version 2
======================

┌─ -12 hours          pack    a task of our own
last delivery
├─ +2 working days    thanks  call (10 minutes)
└─ +21 days at 10:00  review  email (asks for an opinion); too late after 14 days; unless: review
   └─ +7 days  remind  email; too late after 14 days

first arrival with us
└─ within 5 working days  refund  met by: refund

- Ends with: refund.
- What is overdue is done, each step, until it is too late.
- We work from Monday to Friday, 09:00-17:00.
- Days and times are those of Europe/Berlin.\
"""
IN_GERMAN = """\
zuletzt: Lieferung
├─ +2 Arbeitstage     thanks  Anruf (10 Minuten)
└─ +21 Tage um 10:00  review  E-Mail (fragt nach der Meinung); höchstens 14 Tage später;
   │                    außer nach: Bewertung
   └─ +7 Tage  remind  E-Mail; höchstens 14 Tage später

zuerst: Ankunft bei uns
└─ Frist 5 Arbeitstage  refund  erfüllt durch: Erstattung

- Endet mit: Erstattung.
- Was überfällig ist, wird Schritt für Schritt erledigt, bis es zu spät ist.
- Wir arbeiten von Montag bis Freitag, 09:00-17:00.
- Tage und Uhrzeiten gelten in Europe/Berlin.\
"""


class TestPictures:
    """Time reads from top to bottom, and what comes after a step hangs on it."""

    def test_in_english(self) -> None:
        assert explain.plan(FIRST_MONTH, locale="en") == IN_ENGLISH

    def test_in_german(self) -> None:
        assert explain.plan(FIRST_MONTH, locale="de").endswith(IN_GERMAN)

    def test_as_markdown(self) -> None:
        told = explain.plan_markdown(FIRST_MONTH, locale="en").split("\n\n")
        assert told[0] == "## first-month, version 2"
        assert told[1].splitlines()[0] == "```text"
        assert told[1].splitlines()[-1] == "```"
        assert told[3].splitlines()[0] == "- Ends with: refund."

    def test_as_html(self) -> None:
        thanks = Action("<b>", after=ARRIVED)
        told = explain.plan_html(of(thanks), locale="en")
        assert "<pre>last delivery\n└─ at once  &lt;b&gt;  email</pre>" in told

    def test_only_plans_are_drawn(self) -> None:
        with pytest.raises(WrongType, match="a plan is drawn"):
            explain.plan(FIRST_MONTH.steps, locale="en")  # type: ignore[arg-type]

    @pytest.mark.parametrize("locale", explain.LANGUAGES)
    def test_ready_made_plans(self, locale: str) -> None:
        policy = SupportPolicy(id="support", version="4", calendar=OFFICE)
        ready = [
            followups.first_thirty_days(OFFICE),
            followups.reassurance(OFFICE),
            followups.after_solved(OFFICE),
            followups.review_request(OFFICE),
            followups.win_back(OFFICE),
            *support.plans(policy).values(),
        ]
        for plan in ready:
            told = explain.plan(plan, locale=locale)
            assert told.count("─ ") == len(plan.steps)
            assert all(len(line) <= 100 for line in told.splitlines() if "─ " in line)


@pytest.mark.parametrize(
    ("anchor", "english", "german"),
    [
        (First(Paid), "first payment", "zuerst: Zahlung"),
        (Last(Delivered), "last delivery", "zuletzt: Lieferung"),
        (
            First(Paid, by=Citation("Code")),
            "first payment (Code (unverified))",
            "zuerst: Zahlung (Code (unverified))",
        ),
        (
            Each(InvoiceDue),
            "each due date of an invoice",
            "jedes Mal: Fälligkeit einer Rechnung",
        ),
        (
            Oldest(Placed, until=Received),
            "oldest order, open until arrival with us",
            "am längsten offen: Bestellung, bis: Ankunft bei uns",
        ),
        (
            Oldest(Placed, until=Paid, reopened_by=PaymentReversed),
            "oldest order, open until payment, and again after reversed payment",
            "am längsten offen: Bestellung, bis: Zahlung, und wieder nach: rückgängige Zahlung",
        ),
        (First(CustomerAsked), "first customer asked", "zuerst: customer asked"),
        (First(Happened.of("app_opened")), "first app opened", "zuerst: app opened"),
    ],
)
def test_anchors(anchor: Any, english: str, german: str) -> None:
    step = Action("step", after=anchor)
    assert tree(step)[0] == english
    assert tree(step, locale="de")[0] == german


@pytest.mark.parametrize(
    ("wait", "english", "german"),
    [
        (Minutes(90), "+90 minutes", "+90 Minuten"),
        (Hours(1), "+1 hour", "+1 Stunde"),
        (Days(21), "+21 days", "+21 Tage"),
        (Weeks(2), "+2 weeks", "+2 Wochen"),
        (Months(1), "+1 month", "+1 Monat"),
        (Years(2), "+2 years", "+2 Jahre"),
        (WorkingDays(5), "+5 working days", "+5 Arbeitstage"),
        (WorkingHours("0.5"), "+0.5 working hours", "+0,5 Arbeitsstunden"),
        (WorkingMinutes(20), "+20 working minutes", "+20 Arbeitsminuten"),
        (Hours(0), "at once", "sofort"),
        (Days(0), "the same day", "am selben Tag"),
        (WorkingDays(0), "+0 working days", "+0 Arbeitstage"),
    ],
    ids=str,
)
def test_waits(wait: Wait, english: str, german: str) -> None:
    step = Action("step", after=ARRIVED, wait=wait)
    assert tree(step)[1] == f"└─ {english}  step  email"
    assert tree(step, locale="de")[1] == f"└─ {german}  step  E-Mail"


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (Action("a", after=ARRIVED, wait=Days(0), at_time="10:00"), "└─ at 10:00  a  email"),
        (Action("a", after=ARRIVED, wait=Days(1), at_time="09:30"), "└─ +1 day at 09:30  a  email"),
        (
            Action("a", before=ARRIVED, wait=Days(3), at_time="09:30"),
            "┌─ -3 days at 09:30  a  email",
        ),
        (Action("a", before=ARRIVED), "┌─ at once  a  email"),
        (
            Target("a", after=ARRIVED, within=Hours(2), met_by=[Received, CustomerAsked]),
            "└─ within 2 hours  a  met by: arrival with us, customer asked",
        ),
        (
            Action("a", after=ARRIVED, every=Every(Days(1))),
            "└─ at once  a  email; every day",
        ),
        (
            Action("a", after=ARRIVED, every=Every(Days(1), times=2, counted="done")),
            "└─ at once  a  email; every day, 2 times in all, each from when the last was done",
        ),
        (
            Action(
                "a",
                after=ARRIVED,
                when=all_of(NEW, unless(followups.RemorseSeen(), OLD)),
            ),
            "└─ at once  a  email; only if: all of these (new, signs of remorse, except for: old)",
        ),
    ],
)
def test_steps(step: Step, told: str) -> None:
    assert [x for x in tree(step) if "─ " in x] == [told]


class TestOrder:
    """Steps of one event stand in the order of their waits, whatever these are counted in."""

    @pytest.mark.parametrize(
        ("calendar", "waits"),
        [
            (
                ALWAYS,
                [
                    Minutes(59),
                    WorkingHours(1),
                    WorkingMinutes(61),
                    Hours(2),
                    Days(6),
                    Weeks(1),
                    WorkingDays(8),
                    Months(1),
                    Days(31),
                    Years(1),
                ],
            ),
            (OFFICE, [Hours(4), WorkingHours(1), Hours(5), Days(6), WorkingDays(5), Days(8)]),
        ],
        ids=["always open", "in an office with 40 hours a week"],
    )
    @pytest.mark.parametrize("side", ["after", "before"])
    def test_of_waits(self, calendar: WorkCalendar, waits: list[Wait], side: str) -> None:
        placed = Action("s", after=ARRIVED) if side == "after" else Action("s", before=ARRIVED)
        some = [evolve(placed, key=f"s{n}", wait=wait) for n, wait in enumerate(waits)]
        told = tree(*some[::-1], calendar=calendar)
        keys = [line.split()[-2] for line in told if "─ " in line]
        expected = [x.key for x in some]
        assert keys == (expected if side == "after" else expected[::-1])

    def test_on_one_day_the_clock_counts(self) -> None:
        some = [Action(x, after=ARRIVED, wait=Days(1), at_time=x) for x in ("17:00", "09:00")]
        assert [x[-12:-7] for x in tree(*some)[1:]] == ["09:00", "17:00"]

    def test_alike_they_stand_as_in_the_plan(self) -> None:
        some = [Action(x, after=ARRIVED, wait=Days(1)) for x in "cab"]
        assert [x.split("  ")[1] for x in tree(*some)[1:]] == [*"cab"]

    def test_events_stand_as_in_the_plan(self) -> None:
        some = [Action("a", after=First(Placed)), Action("b", after=ARRIVED)]
        assert [x for x in tree(*some) if x and "─" not in x] == ["first order", "last delivery"]

    def test_a_chain_may_be_as_long_as_it_likes(self) -> None:
        first = Action("s0", after=ARRIVED)
        some = [Action(f"s{n}", after=AfterStep(f"s{n - 1}")) for n in range(1, 1200)]
        assert len(tree(first, *some)) == 1201


STEP = Action("step", after=ARRIVED, wait=Days(2), every=Every(Days(3)), contact=Contact("sms"))
GOAL = Target("goal", after=ARRIVED, within=Days(2), met_by=Received)
PLAN = evolve(of(STEP, GOAL), resets=[Refunded])
OTHER: dict[type[Any], dict[str, Any]] = {
    Plan: {
        "id": "other",
        "version": "2",
        "calendar": OFFICE,
        "steps": [STEP],
        "catch_up": "drop",
        "stops": [Paid],
        "pauses": [During(Paid, Received)],
        "resets": [Paid],
        "new_round": "fresh",
    },
    Action: {
        "key": "other",
        "after": First(Delivered),
        "before": ARRIVED,
        "wait": Days(3),
        "month_end": True,
        "landing": "modified",
        "at_time": "10:00",
        "every": Every(Days(4)),
        "expires": Days(1),
        "unless": [Paid],
        "when": NEW,
        "contact": None,
    },
    Target: {"key": "other", "after": First(Delivered), "within": Days(3), "met_by": [Paid]},
    Every: {"length": Weeks(3), "times": 2, "until": "2026-12-31", "counted": "done"},
    Contact: {"channel": "call", "purpose": "marketing", "priority": 1, "minutes": 15},
    WorkCalendar: {
        "zone": "UTC",
        "hours": {"Fri": "09:00-10:00"},
        "exceptions": {"2026-12-24": "closed"},
        "holidays": Holidays(["2026-12-25"], since="2026-01-01", until="2026-12-31"),
    },
}
BESIDES: dict[str, dict[str, Any]] = {"before": {"after": None, "every": None}}


def with_other(kind: type[Any], name: str) -> Plan:
    """The plan with one field of one of its parts changed."""
    other = {name: OTHER[kind][name], **BESIDES.get(name, {})}
    if kind is Plan:
        return evolve(PLAN, **other)
    if kind is WorkCalendar:
        return evolve(PLAN, calendar=evolve(ALWAYS, **other))
    if kind is Target:
        return evolve(PLAN, steps=[STEP, evolve(GOAL, **other)])
    if kind is Every:
        other = {"every": evolve(Every(Days(3)), **other)}
    if kind is Contact:
        other = {"contact": evolve(Contact("sms"), **other)}
    return evolve(PLAN, steps=[evolve(STEP, **other), GOAL])


class TestEveryField:
    """Whatever is changed in a plan changes its picture."""

    @pytest.mark.parametrize("kind", OTHER)
    def test_each_is_tried(self, kind: type[Any]) -> None:
        assert [*OTHER[kind]] == [x.name for x in fields(kind) if x.init]

    @pytest.mark.parametrize(("kind", "name"), [(k, name) for k in OTHER for name in OTHER[k]])
    @pytest.mark.parametrize("locale", explain.LANGUAGES)
    def test_it_is_told(self, kind: type[Any], name: str, locale: str) -> None:
        before, after = (explain.plan(x, locale=locale) for x in (PLAN, with_other(kind, name)))
        assert before != after


class TestWordsOfHosts:
    """What a host calls its own is shown, in its words where it has some, and breaks nothing."""

    def test_words_of_ones_own(self) -> None:
        own = {
            "own.label.customer_asked": "a question",
            "own.label.ask": "the big question",
            "plans.event.Delivered": "parcel",
        }
        ask = Action("ask", after=ARRIVED, unless=CustomerAsked)
        told = explain.plan(of(ask), locale="en", words=Catalogue("en", own))
        assert "last parcel\n└─ at once  the big question  email; unless: a question" in told

    @pytest.mark.parametrize("told", [explain.plan, explain.plan_markdown])
    def test_it_breaks_no_line(self, told: Any) -> None:
        strange = type("Evil\n```\x1b[31m", (Event,), {})
        lines = told(
            of(Action("``` a", after=First(strange), unless=strange)), locale="en"
        ).splitlines()
        assert "└─ at once  ``` a  email; unless: evil ```[31m" in lines
        assert "\x1b" not in "".join(lines)
        if told is explain.plan_markdown:
            assert lines[2] == "````text"
            assert lines.count("````") == 1

    def test_wide_letters_stay_in_columns(self) -> None:
        steps = [Action(x, after=ARRIVED) for x in ("感谢", "abcd")]
        assert tree(*steps)[1:] == ["├─ at once  感谢  email", "└─ at once  abcd  email"]


def test_every_event_of_the_library_has_words() -> None:
    named = (getattr(postsales, x) for x in dir(postsales))
    events = [x for x in named if isinstance(x, type) and issubclass(x, Event)]
    assert {x.__name__ for x in events} == {*EVENTS, Happened.__name__}


@given(plan=st.from_type(Plan))
def test_any_plan_has_a_picture(plan: Plan) -> None:
    told = explain.plan(plan, locale="de")
    assert sum(told.count(x) for x in ("├─ ", "└─ ", "┌─ ")) == len(plan.steps)
