"""A service that is called off, in words: when a subscription ends, what an appointment costs.

Rules of this file: the sentences stand beside the facts (``orders/service_messages.py``); here they
are filled and put in order.
"""

from collections.abc import Iterator

from postsales.appointments import AppointmentAnswer
from postsales.basics._checks import instance
from postsales.basics.decisions import Outcome
from postsales.basics.findings import Verdict
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.explain.codes import until
from postsales.explain.document import Block, Paragraph, Point, Points, Said, Title, Words
from postsales.explain.languages import speech
from postsales.explain.marked import marked
from postsales.explain.own import Catalogue
from postsales.explain.plain import printed
from postsales.explain.registers import Register
from postsales.explain.speech import Speech
from postsales.refunds.quote import RefundQuote
from postsales.subscriptions import SubscriptionEnd

__all__ = ["service", "service_markdown"]

Ending = SubscriptionEnd | AppointmentAnswer


def service(
    answer: Ending,
    *,
    quote: RefundQuote | None = None,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """When does a subscription end, or what does calling an appointment off cost, in words?

    ``quote`` is what goes back, where that was worked out: ``refunds.unused`` or ``less_fee``. Days
    and times are written for the locale, times in the zone; ``register`` says to whom.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import Months, Subscription, SubscriptionTerms, subscriptions
        >>> terms = SubscriptionTerms(
        ...     id="gym", version="1", zone="Europe/Berlin", notice=Months(1), to="period_end",
        ... )
        >>> monthly = Subscription("2026-01-02", renews=Months(1))
        >>> end = subscriptions.assess(monthly, terms, at="2026-04-20T10:00+02:00")
        >>> print(service(end, locale="en", zone="Europe/Berlin"))
        Subscription
        ============
        <BLANKLINE>
        If it is cancelled now, it ends at the end of Monday, 1 June 2026.
        <BLANKLINE>
        - Notice that is given now runs to the end of Wednesday, 20 May 2026.
        - Notice until the end of Friday, 1 May 2026 leads to this end; after that, it ends later.
        - It is to be paid for up to the end of Monday, 1 June 2026.
        <BLANKLINE>
        Asked on Monday, 20 April 2026 at 10:00. Days and times are those of Europe/Berlin.
        <BLANKLINE>
        Terms: gym, version 1.
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(printed(x) for x in _document(answer, quote, told))


def service_markdown(
    answer: Ending,
    *,
    quote: RefundQuote | None = None,
    locale: str,
    zone: str,
    register: Register | str = Register.AGENT,
    words: Catalogue | None = None,
) -> str:
    """The same as ``service``, as Markdown. Text from the order never becomes markup.

    Raises:
        InvalidValue: a language without words, an unknown country or zone.

    Example:
        >>> from postsales import Appointment, AppointmentTerms, appointments
        >>> terms = AppointmentTerms(id="salon", version="1")
        >>> cut = Appointment("haircut", starts_at="2026-03-13T14:00+01:00")
        >>> answer = appointments.assess(cut, terms, at="2026-03-12T14:00+01:00")
        >>> print(service_markdown(answer, locale="en", zone="UTC").splitlines()[0])
        ## Appointment haircut
    """
    told = speech(locale, zone, register, words)
    return "\n\n".join(marked(x) for x in _document(answer, quote, told))


def _document(answer: Ending, quote: RefundQuote | None, told: Speech) -> Iterator[Block]:
    says = "what subscriptions.assess or appointments.assess gives is explained"
    instance("answer", answer, (SubscriptionEnd, AppointmentAnswer), says)
    if quote is not None:
        instance("quote", quote, RefundQuote, "what refunds.unused or refunds.less_fee gives")
    if isinstance(answer, SubscriptionEnd):
        yield Title(told.say("services.title.subscription"))
        yield Paragraph(_end(answer, told))
        points = [*_notice(answer, told), *_money(quote, told)]
    else:
        yield Title(told.say("services.title.appointment", line=Said(answer.line)))
        yield Paragraph(_may_be_called_off(answer, told))
        points = [*_beside(answer, told), *_money(quote, told)]
    if points:
        yield Points(tuple(Point(x) for x in points))
    figures, ref = told.figures, answer.terms
    moment = figures.moment(answer.at)
    yield Paragraph(told.say("explain.frame.asked_on", moment=moment, zone=Said(figures.zone)))
    yield Paragraph(told.say("explain.frame.terms", id=Said(ref.id), version=Said(ref.version)))


def _end(end: SubscriptionEnd, told: Speech) -> Words:
    name = end.because or ("ends" if end.notice_by is None else "would_end")
    return told.say(f"services.subscription.{name}", day=told.figures.day(end.ends_on))


def _notice(end: SubscriptionEnd, told: Speech) -> Iterator[Words]:
    """Until when notice leads to this end, and what has to be paid; nothing once it is over."""
    if end.outcome is Outcome.REFUSED:
        return
    if end.notice_by is None:
        yield told.say("services.subscription.agreed")
    else:
        runs_to = told.figures.day(end.notice_runs_to)
        yield told.say("services.subscription.runs_to", day=runs_to)
        by = until(end.notice_by.ends_at, told)
        yield told.say("services.subscription.notice_by", until=by)
    yield told.say("services.subscription.paid_until", day=told.figures.day(end.paid_until))


def _may_be_called_off(answer: AppointmentAnswer, told: Speech) -> Words:
    if answer.finding.verdict is not Verdict.MET:
        return told.say(f"services.appointment.{answer.finding.code}")
    return _fee("late", "free", answer, told)


def _beside(answer: AppointmentAnswer, told: Speech) -> Iterator[Words]:
    """For how long that is so, the fee of a no-show, or what has to be found out."""
    if answer.outcome is Outcome.REFUSED:
        yield _fee("no_show", "no_show_free", answer, told)
    if answer.finding.tell:
        subject = (Said(answer.line),)
        yield told.say(f"orders.tell.{answer.finding.tell}", subject=subject)
    if answer.changes_at is not None:
        yield told.say("services.appointment.changes", until=until(answer.changes_at, told))


_FREE = Percent("0")


def _fee(some: str, none: str, answer: AppointmentAnswer, told: Speech) -> Words:
    fee = answer.fee
    if isinstance(fee, Money):
        if not fee.minor:
            return told.say(f"services.appointment.{none}")
        said = told.say("services.fee.amount", amount=told.figures.money(fee))
    elif fee is None or fee == _FREE:
        return told.say(f"services.appointment.{none}")
    else:
        said = told.say("services.fee.share", share=told.figures.percent(fee.value))
    return told.say(f"services.appointment.{some}", fee=said)


def _money(quote: RefundQuote | None, told: Speech) -> Iterator[Words]:
    """What goes back, and what is kept of it."""
    if quote is None:
        return
    money = told.figures.money
    kept = sum((fee.amount for fee in quote.fees), quote.currency.zero)
    if kept:
        yield told.say("services.money.kept", amount=money(kept))
    if quote.total.minor:
        yield told.say("services.money.back", amount=money(quote.total))
    else:
        yield told.say("services.money.nothing")
