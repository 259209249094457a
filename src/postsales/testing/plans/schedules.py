"""Laws of schedules: what is due goes out once, at its time, and not when it is over."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from attrs import evolve

from postsales.contacts.hours import IfTooLate
from postsales.contacts.rules import ContactRules
from postsales.contacts.verdicts import Send
from postsales.schedules.anchors import AfterStep
from postsales.schedules.standing import Occurrence
from postsales.testing.law import Law, broken
from postsales.testing.plans._catching_up import (
    loses_nothing,
    one_by_one,
    only_latest,
    only_of_today,
)
from postsales.testing.plans._drawn import anchors_only, ended, expiring, paused, scenes, settled
from postsales.testing.plans._flags import PlanFlag
from postsales.testing.plans._judge import (
    NEVER,
    is_too_late,
    what_ended,
)
from postsales.testing.plans._played import Who, judged_runs, sent, who
from postsales.testing.plans._scene import PlanScene
from postsales.testing.plans._subject import PlanSubject, rules_of

__all__ = ["SCHEDULES"]


def _once(subject: PlanSubject, scene: PlanScene) -> None:
    seen: dict[tuple[object, ...], datetime] = {}
    for ran, verdict, before in sent(subject.play(scene)):
        item = verdict.item
        # By step and event: what comes of a step that was done twice may come twice.
        chained = sum(x.step == getattr(item.action.anchor, "step", None) for _, x in before)
        told = item.plan, item.step, item.ref, item.n, item.round, max(1, chained)
        if told in seen:
            broken(
                "a step is done a second time",
                step=item.step,
                event=item.ref,
                first_at=seen[told],
                again_at=ran.at,
            )
        seen[told] = ran.at


def _keys(subject: PlanSubject, scene: PlanScene) -> None:
    keys: dict[str, tuple[object, ...]] = {}
    for ran in subject.play(scene):
        other = subject.run(ran.told, ran.at, rules=ran.rules, subject="C-8", facts=ran.facts)
        for verdict in (*ran.verdicts, *other):
            item = verdict.item
            customer = "C-8" if any(verdict is x for x in other) else "C-7"
            told: tuple[object, ...] = customer, item.plan, item.step, item.ref, item.n, item.round
            if isinstance(verdict.item.action.anchor, AfterStep):
                told = (*told, item.anchor)
            if keys.setdefault(item.key, told) != told:
                broken("two occurrences have one key", key=item.key, one=keys[item.key], other=told)


def _in_time(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, verdict, found in judged_runs(subject, scene):
        if found.due is None or _may_be_early(ran.rules, verdict):
            continue
        if ran.at < found.due:
            due = "not as long as time stands still" if found.due == NEVER else found.due
            broken(
                "a step is done before its time",
                step=verdict.item.step,
                counted_from=found.begun,
                due_at=due,
                done_at=ran.at,
            )


def _may_be_early(rules: ContactRules, verdict: Send) -> bool:
    """Is it wanted before quiet hours in which it would become too late?"""
    timed = (*rules.quiet, *rules.preferred, *rules.holidays)
    is_early = any(x.if_too_late is IfTooLate.EARLY for x in timed)
    return is_early and verdict.item.action.expires is not None


def _not_after_its_end(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, verdict, found in judged_runs(subject, scene):
        over = what_ended(found, ran.told, ran.at)
        if over is not None:
            broken(
                "a step is done though something ended it",
                step=verdict.item.step,
                ended_by=type(over).__name__,
                ended_at=over.at,
                done_at=ran.at,
            )


def _not_too_late(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, verdict, found in judged_runs(subject, scene):
        if is_too_late(found, ran.at):
            broken(
                "a step is done too late",
                step=verdict.item.step,
                due_at=found.due,
                may_be_late=str(found.action.expires),
                done_at=ran.at,
            )


def _not_while_paused(subject: PlanSubject, scene: PlanScene) -> None:
    for ran, verdict, found in judged_runs(subject, scene):
        for since, until in found.spans:
            if since <= ran.at and (until is None or ran.at < until):
                broken(
                    "a step is done while time stands still",
                    step=verdict.item.step,
                    stands_still_since=since,
                    done_at=ran.at,
                )


# ------------------------------------------------------------------------- telling, keeping, asking


def _told_in_any_order(subject: PlanSubject, scene: PlanScene) -> None:
    rules = rules_of(subject, scene)
    for ran in subject.play(scene):
        other = subject.run(ran.told[::-1], ran.at, rules=rules, facts=ran.facts)
        first, second = ({who(x.item): type(x) for x in some} for some in (ran.verdicts, other))
        if first != second:
            broken(
                "another order of telling gives other verdicts",
                run_at=ran.at,
                in_one_order=_named(first),
                in_the_other=_named(second),
            )


def _named(found: dict[Who, type]) -> dict[str, str]:
    return {x[1]: kind.__name__ for x, kind in found.items()}


def _stays_done(subject: PlanSubject, scene: PlanScene) -> None:
    runs = subject.play(scene)
    last = runs[-1]
    before = {_named_so(x.item): ran.at for ran, x, _ in sent(runs)}
    later = [evolve(x, version=f"{x.version}+") for x in subject.plans]
    earlier = [evolve(x, at=x.at - timedelta(hours=30)) for x in scene.history[:1]]
    for why, plans, told in (
        ("under a new version", later, last.recorded),
        ("because an event was told late", subject.plans, (*earlier, *last.recorded)),
    ):
        again = subject.run(told, last.at, rules=last.rules, plans=plans, facts=last.facts)
        for verdict in again:
            item = verdict.item
            is_chained = isinstance(item.action.anchor, AfterStep)
            if isinstance(verdict, Send) and not is_chained and _named_so(item) in before:
                broken(
                    f"what was done is done again {why}",
                    step=item.step,
                    event=item.ref,
                    first_at=before[_named_so(item)],
                    again_at=last.at,
                )


def _named_so(item: Occurrence) -> tuple[object, ...]:
    """Who an occurrence is, without what a host may have put into its key."""
    return item.plan, item.step, item.ref, item.n, item.round


def _asked_again(subject: PlanSubject, scene: PlanScene) -> None:
    asked_at: datetime | None = None
    wakes_at: datetime | None = None
    for ran in subject.play(scene):
        news = [x for x in ran.told if asked_at is not None and asked_at < x.at <= ran.at]
        too_soon = asked_at is not None and (wakes_at is None or ran.at < wakes_at)
        if too_soon and not news and ran.sent:
            broken(
                "something is to be done before the host runs again",
                step=ran.sent[0].item.step,
                asked_at=asked_at,
                runs_again_at=wakes_at or "never",
                due_by=ran.at,
            )
        wakes_at = subject.wakes_at(ran)
        asked_at = ran.at


def _wherever(subject: PlanSubject, scene: PlanScene) -> None:
    for ran in subject.play(scene):
        for zone in ("Asia/Tokyo", "America/Los_Angeles"):
            shown = ran.at.astimezone(ZoneInfo(zone))
            other = subject.run(ran.told, shown, rules=ran.rules, facts=ran.facts)
            first, second = ({who(x.item): type(x) for x in some} for some in (ran.verdicts, other))
            if first != second:
                broken(
                    "the same instant, written in another zone, gives other verdicts",
                    run_at=ran.at,
                    zone=zone,
                    one=_named(first),
                    other=_named(second),
                )


SCHEDULES: tuple[Law, ...] = (
    Law(
        "SCH-01",
        "nothing-twice",
        statement="No step is done a second time for the same event, however often plans are run.",
        because="a customer who is told twice, or is charged twice, sees a machine that forgot",
        catches="a key with the time, the version or the run in it, or nothing recorded at all",
        scenes=scenes,
        check=_once,
        needs=(PlanFlag.ACTIONS,),
    ),
    Law(
        "SCH-02",
        "not-before-its-time",
        statement="Nothing is done before the whole wait is over, in the zone of its plan.",
        because="fourteen days that end a day too soon are thirteen",
        catches="days of UTC, the offset of today for another day, 24 hours for a day",
        scenes=scenes,
        check=_in_time,
        needs=(PlanFlag.ACTIONS,),
    ),
    Law(
        "SCH-03",
        "nothing-after-its-end",
        statement="What was stopped, or made needless, by an event since its anchor is not done.",
        because="who has paid is not dunned, and who has sent it back is not asked how it fits",
        catches="a list that is made in the morning, or a stop that is looked up by its day",
        scenes=ended,
        check=_not_after_its_end,
        needs=(PlanFlag.ENDS,),
    ),
    Law(
        "SCH-04",
        "nothing-too-late",
        statement="What has expired is not done, and an expiry in days lasts to the end of a day.",
        because="a welcome after two months is worse than none",
        catches="an expiry that is counted from the run, or none after an outage",
        scenes=expiring,
        check=_not_too_late,
        needs=(PlanFlag.EXPIRES,),
    ),
    Law(
        "SCH-05",
        "nothing-while-paused",
        statement="While time stands still for a plan, nothing of it is done.",
        because="a dispute is open, and the next level of dunning would answer it",
        catches="a pause that only moves dates, or one that ends with the first of two disputes",
        scenes=paused,
        check=_not_while_paused,
        needs=(PlanFlag.ACTIONS, PlanFlag.PAUSES),
    ),
    Law(
        "SCH-06",
        "time-that-stood-still",
        statement="Time that stood still is made up for: hours by hours, and days by whole days.",
        because="a customer who waits for an answer must not lose days by waiting",
        catches="the last pause only, pauses that are added up twice, or none",
        scenes=paused,
        check=_in_time,
        needs=(PlanFlag.ACTIONS, PlanFlag.PAUSES),
    ),
    Law(
        "SCH-07",
        "an-outage-loses-nothing",
        statement="Where each is caught up with, one late run does what runs in time do.",
        because="a server that was down for a week is no reason why a customer hears nothing",
        catches="equality with today, or a look at what became due since the last run",
        scenes=settled,
        check=loses_nothing,
        needs=(PlanFlag.EACH,),
    ),
    Law(
        "SCH-08",
        "only-the-latest",
        statement="Where the latest counts, a run does one step of an event, the last to come.",
        because="three reminders on one morning are two too many",
        catches="a catch-up that is written into the code, or the first level after an outage",
        scenes=anchors_only,
        check=only_latest,
        needs=(PlanFlag.LATEST,),
    ),
    Law(
        "SCH-09",
        "one-after-the-other",
        statement="Where one goes after the other, none is skipped, and a day sees one of them.",
        because="the last level is only fair after those before it, with time between them",
        catches="two levels in one run, one a run instead of one a day, or a day of UTC",
        scenes=anchors_only,
        check=one_by_one,
        needs=(PlanFlag.NEXT,),
    ),
    Law(
        "SCH-10",
        "nothing-of-yesterday",
        statement="Where overdue actions are dropped, nothing is done after its local day.",
        because="an offer for the weekend is none on Monday",
        catches="24 hours for a day, or a catch-up that is written into the code",
        scenes=anchors_only,
        check=only_of_today,
        needs=(PlanFlag.DROP,),
    ),
    Law(
        "SCH-11",
        "told-in-any-order",
        statement="In which order a history is told changes nothing, not even at one instant.",
        because="databases give rows back as they please, and messages overtake each other",
        catches="the last event that was told, where the last that happened is meant",
        scenes=scenes,
        check=_told_in_any_order,
        needs=(PlanFlag.ACTIONS,),
    ),
    Law(
        "SCH-12",
        "done-stays-done",
        statement="What was done stays done under a new version, and when an event is told late.",
        because="an edit of a plan would send everything again",
        catches="the version in the key, or a time in the key that is worked out anew",
        scenes=scenes,
        check=_stays_done,
        needs=(PlanFlag.ACTIONS,),
    ),
    Law(
        "SCH-13",
        "asked-in-time",
        statement="Until the host runs again by itself nothing is to be done, if nothing happens.",
        because="whoever sleeps until a wrong time is late, and nobody notices",
        catches="the next due date alone, without midnight, quiet hours and caps that end",
        scenes=scenes,
        check=_asked_again,
        needs=(PlanFlag.ACTIONS, PlanFlag.WAKES),
    ),
    Law(
        "SCH-14",
        "own-keys",
        statement="No two occurrences have one key: by customer, step, event, time and round.",
        because="by its key a run knows what another one did",
        catches="a key without the event, the customer or the number",
        scenes=scenes,
        check=_keys,
        needs=(PlanFlag.ACTIONS,),
    ),
    Law(
        "SCH-15",
        "one-instant",
        statement="The same instant gives the same verdicts, in whatever zone it is written.",
        because="the clock of a server is no part of a plan",
        catches="the day of the server, or a wall clock without its zone",
        scenes=scenes,
        check=_wherever,
        needs=(PlanFlag.ACTIONS,),
    ),
)
"""The laws of schedules, in the order of their ids."""
