"""What keeps a customer from being asked now, and until when.

Rules of this file: each is told with the instant at which it ends by itself, or with none where
only an event ends it. All of them are told, in the order in which they weigh.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attrs import frozen

from postsales.basics.durations import Length
from postsales.basics.findings import Finding, not_met
from postsales.basics.moments import day_start, local_day
from postsales.basics.pauses import stood_still
from postsales.basics.percent import Percent
from postsales.basics.periods import shifted
from postsales.invitations._known import Known
from postsales.invitations.events import SurveyAsked
from postsales.invitations.sampling import Sampling
from postsales.schedules.channels import Contact, Purpose

__all__ = ["Hold", "barred", "called_off", "drawn_from", "drawn_until", "expires_at", "holds"]

_ALL = Percent("100")
_MOST_PERIODS = 1200


@frozen(weakref_slot=False)
class Hold:
    """What stands in the way, and until when; ``None`` where only an event ends it."""

    finding: Finding
    until: datetime | None


def holds(known: Known, customer: str, account: Iterable[SurveyAsked]) -> tuple[Hold, ...]:
    """Everything that stands in the way, what weighs most first."""
    return (
        *barred(known),
        *_occasion(known),
        *_dismissals(known),
        *_quarantine(known),
        *_caps(known),
        *_account(known, account),
        *_drawn(known, customer),
    )


def barred(known: Known) -> Iterator[Hold]:
    """What forbids a reminder as well: a refusal, no address, a case that is open."""
    contact = Contact(known.terms.channel, purpose=Purpose.FEEDBACK)
    for withdrawn, lifted in known.told.withdrawn(contact):
        if lifted is None:
            yield Hold(not_met("opted_out", since=withdrawn.at), None)
            break
    since = known.told.bounced(contact.channel)
    if since is not None:
        yield Hold(not_met("address_bounced", channel=str(contact.channel), since=since), None)
    for begun, ended in stood_still(known.terms.unless, known.told.known):
        if ended is None:
            yield Hold(not_met("held_back", since=begun), None)


def expires_at(known: Known) -> datetime | None:
    """The first instant at which it is too late for the occasion."""
    occasion, terms = known.occasion, known.terms
    if occasion is None or terms.expires is None:
        return None
    due = shifted(occasion, terms.wait, terms.zone)
    return shifted(due, terms.expires, terms.zone)


def _occasion(known: Known) -> Iterator[Hold]:
    terms, occasion = known.terms, known.occasion
    if terms.after is None:
        return
    if occasion is None:
        yield Hold(not_met("no_occasion", event=terms.after.event.__name__), None)
        return
    due, too_late = shifted(occasion, terms.wait, terms.zone), expires_at(known)
    if known.at < due:
        yield Hold(not_met("too_early", until=due), due)
    if too_late is not None and known.at >= too_late:
        yield Hold(not_met("too_late", since=too_late), None)
    yield from called_off(known)
    for event in known.of_this_survey(occasion):
        if isinstance(event, SurveyAsked):
            yield Hold(not_met("asked_already", since=event.at), None)
            break


def called_off(known: Known) -> Iterator[Hold]:
    """What has made the occasion needless since."""
    occasion = known.occasion
    if occasion is None:
        return
    for event in known.told.known:
        if event.at >= occasion and isinstance(event, known.terms.called_off_by):
            yield Hold(not_met("called_off", since=event.at), None)
            break


def _dismissals(known: Known) -> Iterator[Hold]:
    waved, terms = known.dismissals(), known.terms
    if terms.max_dismissals is not None and len(waved) >= terms.max_dismissals:
        yield Hold(not_met("dismissal_limit", dismissals=len(waved)), None)
    if waved and terms.after_dismissal is not None:
        yield from _gap(known, waved, terms.after_dismissal, "dismissed_recently")


def _quarantine(known: Known) -> Iterator[Hold]:
    asked, terms = known.asked(), known.terms
    if asked and terms.quarantine is not None:
        yield from _gap(known, asked, terms.quarantine, "asked_recently")


def _gap(known: Known, times: Iterable[datetime], length: Length, code: str) -> Iterator[Hold]:
    # A month after the 30th of January can be later than one after the 31st: what ends last counts.
    until, since = max((shifted(one, length, known.terms.zone), one) for one in times)
    if known.at < until:
        yield Hold(not_met(code, since=since, until=until), until)


def _caps(known: Known) -> Iterator[Hold]:
    for cap in known.terms.caps:
        ends = sorted(shifted(x, cap.per, known.terms.zone) for x in known.asked())
        counting = [end for end in ends if end > known.at]
        if len(counting) >= cap.most:
            until = counting[len(counting) - cap.most]
            found = not_met("cap_reached", most=cap.most, per=str(cap.per), until=until)
            yield Hold(found, until)


def _account(known: Known, others: Iterable[SurveyAsked]) -> Iterator[Hold]:
    if known.terms.account_gap is None:
        return
    asked = [x.at for x in others if known.in_scope(x)]
    if asked:
        yield from _gap(known, asked, known.terms.account_gap, "account_asked_recently")


def _drawn(known: Known, customer: str) -> Iterator[Hold]:
    terms, zone = known.terms, known.terms.zone
    if terms.stagger is not None:
        until = day_start(zone, terms.stagger.first_day(customer, known.survey))
        if known.at < until:
            yield Hold(not_met("not_their_day", until=until), until)
    # An occasion is drawn once and for all; without one everybody is drawn anew.
    on = local_day(known.occasion or known.at, zone)
    sampling = terms.sampling if terms.after is None or known.occasion else None
    if sampling is not None and not sampling.draws(customer, known.survey, on):
        next_on = None if terms.after else _next_draw(sampling, customer, known.survey, on)
        then = None if next_on is None else day_start(zone, next_on)
        yield Hold(not_met("not_sampled", share=sampling.share.value, until=then), then)


def drawn_from(known: Known, customer: str, at: datetime) -> datetime | None:
    """The first instant, from one on, at which the customer is in the sample; never for None."""
    sampling = _redrawn(known, customer)
    on = local_day(at, known.terms.zone)
    if sampling is None or sampling.draws(customer, known.survey, on):
        return at
    found = _next_draw(sampling, customer, known.survey, on)
    return None if found is None else day_start(known.terms.zone, found)


def drawn_until(known: Known, customer: str) -> datetime | None:
    """When a customer who is in the sample is no longer in it; never for None."""
    sampling = _redrawn(known, customer)
    if sampling is None:
        return None
    on = local_day(known.at, known.terms.zone)
    found = _next_draw(sampling, customer, known.survey, on, is_drawn=False)
    return None if found is None else day_start(known.terms.zone, found)


def _redrawn(known: Known, customer: str) -> Sampling | None:
    """The sample, where some are drawn anew; an occasion is drawn once and for all."""
    sampling = known.terms.sampling
    if sampling is None or not customer or known.terms.after is not None:
        return None
    return sampling if sampling.share < _ALL else None


def _next_draw(
    sampling: Sampling, customer: str, survey: str, on: date, *, is_drawn: bool = True
) -> date | None:
    for _ in range(_MOST_PERIODS):
        on = sampling.per.next_begins_on(on)
        if sampling.draws(customer, survey, on) is is_drawn:
            return on
    return None
