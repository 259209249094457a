"""Laws of asking: who may be asked, why not, and from when on."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from postsales.basics.periods import shifted
from postsales.contacts.events import ConsentWithdrawn
from postsales.invitations.events import SurveyAsked, SurveyDismissed
from postsales.schedules.channels import Purpose
from postsales.testing.invitations._drawn import scenes, thresholds
from postsales.testing.invitations._flags import InvitationFlag
from postsales.testing.invitations._subject import (
    CUSTOMER,
    SURVEY,
    InvitationScene,
    InvitationSubject,
)
from postsales.testing.law import Law, broken

__all__ = ["ASKING"]

_TICK = timedelta(microseconds=1)


def _with_reasons(subject: InvitationSubject, scene: InvitationScene) -> None:
    found = subject.ask(scene.history, scene.at)
    if found.may_ask == bool(found.because):
        says = "for no reason" if not found.because else "though reasons are told"
        broken(f"it is {'allowed' if found.may_ask else 'refused'} {says}", because=found.because)


def _changes_when_it_says(subject: InvitationSubject, scene: InvitationScene) -> None:
    found = subject.ask(scene.history, scene.at)
    then = found.changes_at
    if then is None:
        return
    if then <= scene.at:
        broken("an answer changes before it is given", asked_at=scene.at, changes_at=then)
    before, after = subject.ask(scene.history, then - _TICK), subject.ask(scene.history, then)
    if before.may_ask != found.may_ask or after.may_ask == found.may_ask:
        broken(
            "an answer does not change when it says",
            may_ask=found.may_ask,
            changes_at=then,
            a_tick_before=before.may_ask,
            then=after.may_ask,
            because=after.because or before.because,
        )


def _until_it_says(subject: InvitationSubject, scene: InvitationScene) -> None:
    found = subject.ask(scene.history, scene.at)
    until = found.changes_at
    for at in sorted(thresholds(subject.terms, scene.history, scene.at)):
        if at <= scene.at or (until is not None and at >= until):
            continue
        other = subject.ask(scene.history, at)
        if other.may_ask != found.may_ask:
            broken(
                "an answer changes by itself before it says so, or without saying so",
                may_ask=found.may_ask,
                changes_at=until or "never",
                and_yet_at=at,
            )


def _asked_again(subject: InvitationSubject, scene: InvitationScene) -> None:
    first = subject.ask(scene.history, scene.at)
    shown = scene.at.astimezone(ZoneInfo("Asia/Tokyo"))
    for how, history, at in (
        ("asked again", scene.history, scene.at),
        ("told in another order", scene.history[::-1], scene.at),
        ("at the same instant in another zone", scene.history, shown),
    ):
        other = subject.ask(history, at)
        if other != first and not _ties(scene):
            broken(f"{how}, the answer is another", first=repr(first), other=repr(other))


def _ties(scene: InvitationScene) -> bool:
    """Did several things happen at one instant, of which the list tells which came first?"""
    return len({x.at for x in scene.history}) < len(scene.history)


def _opted_out(subject: InvitationSubject, scene: InvitationScene) -> None:
    refusal = ConsentWithdrawn(Purpose.FEEDBACK, at=scene.at)
    found = subject.ask((*scene.history, refusal), scene.at + _TICK)
    if found.may_ask or found.changes_at is not None:
        broken(
            "who wants no questions is asked, now or later",
            withdrawn_at=scene.at,
            may_ask=found.may_ask,
            changes_at=found.changes_at,
        )


def _in_the_future(subject: InvitationSubject, scene: InvitationScene) -> None:
    later = SurveyAsked(SURVEY, at=scene.at + timedelta(days=2))
    told = (*scene.history, later)
    try:
        found = subject.inviter(subject.terms, told, SURVEY, CUSTOMER, scene.at)
    except Exception:  # noqa: BLE001 - any error refuses
        return
    broken("an invitation after the instant passes", asked_at=later.at, it_gives=repr(found))


def _left_in_peace(subject: InvitationSubject, scene: InvitationScene) -> None:
    terms = subject.terms
    if terms.quarantine is None or not subject.ask(scene.history, scene.at).may_ask:
        return
    until = shifted(scene.at, terms.quarantine, terms.zone)
    told = (*scene.history, SurveyAsked(SURVEY, at=scene.at))
    for at in (scene.at, until - _TICK):
        if subject.ask(told, at).may_ask:
            _too_soon(scene.at, at, until)


def _too_soon(asked_at: datetime, again_at: datetime, until: datetime) -> None:
    broken("a customer is asked again too soon", asked_at=asked_at, again_at=again_at, until=until)


def _once_an_occasion(subject: InvitationSubject, scene: InvitationScene) -> None:
    if not subject.ask(scene.history, scene.at).may_ask:
        return
    told = (*scene.history, SurveyAsked(SURVEY, at=scene.at))
    for days in (0, 1, 400):
        at = scene.at + timedelta(days=days, microseconds=1)
        if subject.ask(told, at).may_ask:
            broken("a customer is asked twice about one occasion", asked_at=scene.at, again_at=at)


def _one_more(subject: InvitationSubject, scene: InvitationScene) -> None:
    before = subject.ask(scene.history, scene.at)
    more = SurveyAsked(SURVEY, at=scene.at)
    if not before.may_ask and subject.ask((*scene.history, more), scene.at).may_ask:
        broken("who was asked once more may be asked now", because=before.because)


def _limit(subject: InvitationSubject, scene: InvitationScene) -> None:
    times = subject.terms.max_dismissals or 0
    waved = [SurveyDismissed(SURVEY, at=scene.at + n * _TICK) for n in range(times)]
    at = scene.at + timedelta(days=3650)
    if subject.ask((*scene.history, *waved), at).may_ask:
        broken("who waved away so many in a row is asked again", times=times, again_at=at)


ASKING: tuple[Law, ...] = (
    Law(
        "INV-01",
        "refused-for-reasons",
        statement="Who may not be asked is told why, and who may be asked has no reason not to be.",
        because="whoever plans a survey asks where the customers went",
        catches="a bare no, or a warning beside a yes",
        scenes=scenes,
        check=_with_reasons,
    ),
    Law(
        "INV-02",
        "changes-when-it-says",
        statement="An answer changes at the instant that it names, and not a microsecond before.",
        because="a host sleeps until then, and asks then",
        catches="a day too many, midnight for an instant, or one of two reasons looked at",
        scenes=scenes,
        check=_changes_when_it_says,
    ),
    Law(
        "INV-03",
        "stays-until-then",
        statement="Until the instant that it names, or for ever, an answer stays.",
        because="who is told that nothing will change does not look again",
        catches="a gap without its end, or an expiry that is not told",
        scenes=scenes,
        check=_until_it_says,
    ),
    Law(
        "INV-04",
        "invited-alike",
        statement="The same question gives the same answer: again, in any order, in any zone.",
        because="whoever draws by chance asks the same customer until it hits",
        catches="a random sample, the day of the server, or the last that was told",
        scenes=scenes,
        check=_asked_again,
    ),
    Law(
        "INV-05",
        "no-is-no",
        statement="Who withdrew their consent to be asked is not asked, now or later.",
        because="a survey after an opt-out is a complaint",
        catches="surveys that are no advertising, or a list that is made in the morning",
        scenes=scenes,
        check=_opted_out,
    ),
    Law(
        "INV-06",
        "no-future-contact",
        statement="An invitation that lies after the instant asked about is refused as an error.",
        because="a clock is wrong, and any gap that is counted from it is none",
        catches="an absolute difference, or a gap below 0 that is no gap",
        scenes=scenes,
        check=_in_the_future,
    ),
    Law(
        "INV-07",
        "left-in-peace",
        statement="Who was asked is not asked again before the quarantine is over.",
        because="whoever is asked all the time answers no more",
        catches="a quarantine of answers alone, of midnights, or of 24 hours for a day",
        scenes=scenes,
        check=_left_in_peace,
        needs=(InvitationFlag.QUARANTINE,),
    ),
    Law(
        "INV-08",
        "once-an-occasion",
        statement="About one occasion a customer is asked once.",
        because="a parcel came once",
        catches="an occasion that is looked up by its day",
        scenes=scenes,
        check=_once_an_occasion,
        needs=(InvitationFlag.OCCASION,),
    ),
    Law(
        "INV-09",
        "one-more-frees-nobody",
        statement="One more invitation never makes it allowed to ask.",
        because="a gap begins with each of them",
        catches="the first invitation for the last",
        scenes=scenes,
        check=_one_more,
    ),
    Law(
        "INV-10",
        "waved-away",
        statement="After so many dismissals in a row nobody is asked any more.",
        because="whoever waves it away three times has answered",
        catches="dismissals that are not recorded, or that grow old",
        scenes=scenes,
        check=_limit,
        needs=(InvitationFlag.DISMISSALS,),
    ),
)
"""The laws of asking, in the order of their ids."""
