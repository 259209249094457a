"""The options of invitations: what each decides, and values told apart."""

from collections.abc import Iterable, Iterator
from itertools import product

from attrs import evolve

from postsales import (
    AskedScope,
    Bounced,
    CalendarPeriod,
    Cancelled,
    CaseClosed,
    CaseOpened,
    Channel,
    Days,
    Delivered,
    During,
    Event,
    First,
    Hours,
    InvitationTerms,
    Last,
    Months,
    Percent,
    Sampling,
    Stagger,
    SurveyAsked,
    SurveyCap,
    SurveyDismissed,
    Weeks,
    Years,
    invitations,
)
from tests.terms.corpus import BERLIN
from tests.terms.option import Answer, Options, decides, members, names

PLAIN = InvitationTerms(id="nps", version="1", zone=BERLIN)
AFTER = evolve(PLAIN, after=Last(Delivered), wait=Days(2), expires=Days(30))
CAME = Delivered({"tee": 1}, at="2026-03-02T15:00Z")
CAME_LATER = Delivered({"mug": 1}, at="2026-03-05T15:00Z")
ASKED = SurveyAsked("csat", at="2026-03-04T09:00Z")
HISTORIES: tuple[tuple[Event, ...], ...] = (
    (),
    (ASKED,),
    (SurveyAsked("nps", at="2026-03-04T09:00Z"),),
    (SurveyAsked("ces", at="2026-03-04T09:00Z"),),
    (ASKED, SurveyDismissed("csat", at="2026-03-05T09:00Z")),
    (SurveyAsked("csat", at="2026-03-01T09:00Z"), ASKED),
    (CAME, CAME_LATER),
    (CAME, Cancelled({"tee": 1}, at="2026-03-06T09:00Z")),
    (CAME, CaseOpened(ref="a", at="2026-03-06T09:00Z")),
    *((Bounced(channel, at="2026-03-03T09:00Z"),) for channel in Channel),
)
INSTANTS = ("2026-03-06T23:30Z", "2026-03-10T12:00Z", "2026-04-08T12:00Z", "2026-12-01T12:00Z")
CUSTOMERS = ("C-1", "C-2", "C-3", "C-5", "C-8")
OTHERS = (SurveyAsked("csat", at="2026-03-05T09:00Z", account="acme"),)
LENGTHS = (Days(30), Weeks(6), Months(3), Years(1), Hours(100))


def asked(terms: InvitationTerms) -> Iterable[Answer]:
    """Who may be asked, who reminded, and how invitations stand."""
    named = (terms.id, terms.version)
    for history, at in product(HISTORIES, INSTANTS):
        found = [
            invitations.assess(
                history, terms, survey="csat", at=at, customer="C-1", account=OTHERS
            ),
            invitations.remind(history, terms, survey="csat", at=at),
        ]
        told = tuple((x.outcome, tuple(x.because), x.next_change) for x in found)
        status = invitations.status(history, terms, survey="csat", at=at)
        yield Answer((told, status), told=(), named=named)


def drawn(terms: InvitationTerms) -> Iterator[Answer]:
    """Who of several customers may be asked, and from when on."""
    for customer, at in product(CUSTOMERS, INSTANTS):
        found = invitations.assess((), terms, survey="csat", at=at, customer=customer)
        yield Answer((found.outcome, found.next_change), told=(), named=())


def capped(cap: SurveyCap) -> Iterable[Answer]:
    """What comes of a cap."""
    return asked(evolve(PLAIN, caps=cap))


def sampled(sampling: Sampling) -> Iterable[Answer]:
    """What comes of a sample."""
    return drawn(evolve(PLAIN, sampling=sampling))


def staggered(stagger: Stagger) -> Iterable[Answer]:
    """What comes of a stagger."""
    return drawn(evolve(PLAIN, stagger=stagger))


FIFTH = Sampling(Percent("20"))
OPTIONS = (
    Options(
        InvitationTerms,
        PLAIN,
        asked,
        (
            names("id", "what the terms are called in answers", "other"),
            names("version", "which version of them gave an answer", "2"),
            decides("zone", "where days begin and end", "Asia/Tokyo", base=AFTER),
            decides(
                "channel",
                f"by what customers are asked, and so which opt-out and which bounce counts: "
                f"{members(Channel)}",
                *(x for x in Channel if x is not Channel.EMAIL),
            ),
            decides(
                "after",
                "the occasion; without one the shop as a whole",
                First(Delivered),
                None,
                base=evolve(AFTER, expires=None),
            ),
            decides("wait", "how long after the occasion it is due", *LENGTHS, base=AFTER),
            decides(
                "expires", "how long after that it is too late", *LENGTHS[1:], None, base=AFTER
            ),
            decides(
                "called_off_by",
                "events that call it off, from the occasion on",
                Cancelled,
                base=AFTER,
            ),
            decides("unless", "during what nobody is asked", During(CaseOpened, CaseClosed)),
            decides("quarantine", "how long nobody is asked again", *LENGTHS),
            decides(
                "scope",
                f"which invitations the quarantine counts: {members(AskedScope)}",
                AskedScope.THIS_SURVEY,
                AskedScope.GROUP,
                base=evolve(PLAIN, quarantine=Days(30)),
                change=lambda terms, scope: evolve(
                    terms, scope=scope, group=["nps"] if scope is AskedScope.GROUP else []
                ),
            ),
            decides(
                "group",
                "which surveys belong together, with the scope `GROUP`",
                ["ces"],
                base=evolve(PLAIN, quarantine=Days(30), scope="group", group=["nps"]),
            ),
            decides("account_gap", "how long others of one account are not asked", *LENGTHS),
            decides("after_dismissal", "how long after one was waved away", *LENGTHS),
            decides("max_dismissals", "after how many in a row it is over", 1, 0),
            decides(
                "caps",
                "how many in a rolling time",
                SurveyCap(2, per=Days(30)),
                (SurveyCap(1, per=Days(30)), SurveyCap(2, per=Days(60))),
            ),
            decides(
                "sampling",
                "which share of customers is asked",
                FIFTH,
            ),
            decides(
                "stagger",
                "from which day on, customer by customer",
                Stagger("2026-03-01", days=90),
            ),
            decides("remind_after", "when one reminder is due; none without it", *LENGTHS),
            decides("open_for", "how long an answer is waited for", *LENGTHS),
        ),
    ),
    Options(
        SurveyCap,
        SurveyCap(1, per=Days(30)),
        capped,
        (
            decides("most", "how many", 2),
            decides("per", "in which time, ending with each of them", *LENGTHS[1:]),
        ),
    ),
    Options(
        Sampling,
        FIFTH,
        sampled,
        (
            decides("share", "the share of customers that is drawn", Percent("60")),
            decides(
                "per",
                f"how long a draw holds: {members(CalendarPeriod)}",
                *(x for x in CalendarPeriod if x is not CalendarPeriod.MONTH),
            ),
        ),
    ),
    Options(
        Stagger,
        Stagger("2026-03-01", days=90),
        staggered,
        (
            decides("begins_on", "the first of the days", "2026-06-01"),
            decides("days", "over how many days customers are spread", 30),
        ),
    ),
)
