"""What terms for cancellations, exchanges and guarantees say, line by line."""

from collections.abc import Iterator

from postsales.basics.money import Money
from postsales.cancellations.terms import CancellationTerms
from postsales.exchanges.terms import Advance, ExchangeTerms
from postsales.guarantees.case import GoodsBack
from postsales.guarantees.terms import GuaranteeTerms
from postsales.orders.events import Delivered
from postsales.orders.reasons import ReasonKind, reason_kinds
from postsales.orders.terms import OWN_WORDS
from postsales.policies._parts import (
    ASKED,
    PERSON,
    counted,
    fee,
    own_rules,
    readable,
    rounded,
    say,
    share,
    started,
    titled,
    words,
    zoned,
)
from postsales.policies._worked import working
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTopic

__all__ = ["of_cancellations", "of_exchanges", "of_guarantees"]

_ANY_REASON = reason_kinds(ReasonKind)


# --------------------------------------------------------------------------------- cancellations


def of_cancellations(terms: CancellationTerms) -> Iterator[PolicyLine]:
    """All that terms for cancellations say."""
    where, topic = "cancellations", PolicyTopic.CANCELLATIONS
    says = tuple(_cut_offs(terms))
    yield PolicyLine(f"{where}.until", topic=topic, about="order", says=says)
    within = tuple(_within(terms))
    yield PolicyLine(f"{where}.within", topic=topic, about="order", says=within)
    if terms.reasons:
        yield from words(where, terms.reasons, ASKED)
        told = (say("other_words"),)
        yield PolicyLine(f"{where}.reasons", topic=PERSON, about="order", says=told)
    yield from own_rules(where, terms.required, terms.excepted)
    yield titled(where, terms.id, terms.version)
    yield from zoned(where, terms.zone)
    yield from working(where, terms.calendar)


def _cut_offs(terms: CancellationTerms) -> Iterator[PolicySentence]:
    if not terms.until:
        yield say("cancel")
    for place, event in enumerate(terms.until):
        yield say("cancel_or_until" if place else "cancel_until", event=event)
    if terms.until and Delivered not in terms.until:
        yield say("cancel_or_until", event=Delivered)


def _within(terms: CancellationTerms) -> Iterator[PolicySentence]:
    if terms.within is None:
        yield say("cancel_any_time")
    else:
        yield say("cancel_within", length=terms.within)
        yield counted(terms.within)


# ------------------------------------------------------------------------------------- exchanges


def of_exchanges(terms: ExchangeTerms) -> Iterator[PolicyLine]:
    """All that terms for exchanges say."""
    where, topic = "exchanges", PolicyTopic.EXCHANGES

    def line(place: str, about: str, *says: PolicySentence) -> PolicyLine:
        return PolicyLine(f"{where}.{place}", topic=topic, about=about, says=says)

    yield line("credit", "price", say(f"worth_{terms.credit.value}"))
    yield line("bonus", "price", _bonus(terms))
    yield line("uneven", "price", say(f"uneven_{terms.uneven.value}"))
    yield line("leftover", "price", say(f"leftover_{terms.leftover.value}"))
    yield line("alike", "goods", say(f"alike_{terms.alike.value}"))
    for place, one in enumerate(terms.fees):
        yield fee(f"{where}.fees[{place}]", one, topic)
    if terms.advance is None:
        yield line("advance", "goods", say("goods_back_first"))
    else:
        yield line("advance", "advance", say("advance_first"))
        yield from _advance(f"{where}.advance", terms.advance)
    yield titled(where, terms.id, terms.version)
    yield from zoned(where, terms.zone)
    yield rounded(where, terms.rounding)


def _bonus(terms: ExchangeTerms) -> PolicySentence:
    nothing = not isinstance(terms.bonus, Money) and not terms.bonus.value
    return say("exchange_no_bonus") if nothing else share("exchange_bonus", terms.bonus, "bonus")


def _advance(where: str, advance: Advance) -> Iterator[PolicyLine]:
    within = say("advance_within", length=advance.within)
    nothing = not isinstance(advance.hold, Money) and not advance.hold.value
    hold = say("hold_nothing") if nothing else share("hold", advance.hold, "hold")
    says = (within, counted(advance.within), hold)
    yield PolicyLine(where, topic=ASKED, about="advance", says=says)


# ------------------------------------------------------------------------------------ guarantees


def of_guarantees(terms: GuaranteeTerms) -> Iterator[PolicyLine]:
    """All that terms of a guarantee say."""
    where, topic, goods = "guarantees", PolicyTopic.GUARANTEES, terms.applies_to

    def line(place: str, *says: PolicySentence) -> PolicyLine:
        return PolicyLine(f"{where}.{place}", topic=topic, about=goods, says=says)

    yield line("length", say("guaranteed_for", length=terms.length), counted(terms.length))
    yield line("since", *started(terms.since))
    yield line("for_reasons", say("guarantee_reasons", reasons=terms.for_reasons))
    if terms.from_on is not None:
        yield line("from_on", say("guarantee_from", day=terms.from_on))
    if terms.until_on is not None:
        yield line("until_on", say("guarantee_until", day=terms.until_on))
    yield from _rungs(terms)
    yield from _asked(terms)
    if terms.reasons != OWN_WORDS:
        yield from words(where, terms.reasons, ASKED)
    if terms.for_reasons != _ANY_REASON:
        told = (say("other_words"),)
        yield PolicyLine(f"{where}.reasons", topic=PERSON, about=goods, says=told)
    yield titled(where, terms.id, terms.version)
    yield from zoned(where, terms.zone)


def _rungs(terms: GuaranteeTerms) -> Iterator[PolicyLine]:
    for place, rung in enumerate(terms.rungs):
        says = [say("rung", remedies=rung.remedies)]
        if place < len(terms.rungs) - 1:
            says.append(say("tries", n=rung.tries))
        where = f"guarantees.rungs[{place}]"
        yield PolicyLine(where, topic=PolicyTopic.GUARANTEES, about="remedies", says=tuple(says))


def _asked(terms: GuaranteeTerms) -> Iterator[PolicyLine]:
    for place, evidence in enumerate(terms.evidence):
        told = say("guarantee_evidence", evidence=readable(evidence))
        where = f"guarantees.evidence[{place}]"
        yield PolicyLine(where, topic=ASKED, about=terms.applies_to, says=(told,))
    keeps = terms.goods_back is GoodsBack.NOTHING
    told = say("guarantee_nothing_back" if keeps else "guarantee_goods_back")
    topic = PolicyTopic.GUARANTEES if keeps else ASKED
    where = "guarantees.goods_back"
    yield PolicyLine(where, topic=topic, about=terms.applies_to, says=(told,))
