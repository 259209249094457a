"""Sentences that several terms share: what starts a time, what limits it, where it stands."""

from collections.abc import Iterable, Iterator, Mapping

from postsales.basics.citations import Citation
from postsales.basics.durations import Hours, Length, WorkingDays, WorkingHours, WorkingLength
from postsales.basics.money import Money
from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import Place, Roll
from postsales.basics.rounding import Rounding
from postsales.basics.rules import rule_name
from postsales.basics.selectors import First, Last
from postsales.orders.parties import Asker
from postsales.orders.reasons import ReasonKind
from postsales.orders.seasons import Season
from postsales.orders.starts import Since
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTopic
from postsales.refunds.terms import Fee
from postsales.returns.windows import Applying

__all__ = [
    "ASKED",
    "PERSON",
    "counted",
    "fee",
    "limits",
    "own_reasons",
    "own_rules",
    "readable",
    "rolled",
    "rounded",
    "say",
    "share",
    "sources",
    "started",
    "titled",
    "words",
    "zoned",
]

ASKED, PERSON = PolicyTopic.ASKED_OF_YOU, PolicyTopic.A_PERSON_DECIDES


def say(code: str, /, **facts: object) -> PolicySentence:
    """A sentence with its facts."""
    return PolicySentence(code, facts)


def share(code: str, amount: object, name: str, **facts: object) -> PolicySentence:
    """A sentence about an amount, or about a share of one."""
    kind = "money" if isinstance(amount, Money) else "share"
    return say(f"{code}_{kind}", **{name: amount}, **facts)


def titled(where: str, id: str, version: str) -> PolicyLine:
    """Which terms they are."""
    named = say("terms_called", id=id, version=version)
    return PolicyLine(f"{where}.id", topic=PolicyTopic.THESE_TERMS, about=where, says=(named,))


def zoned(where: str, zone: str | Place | None) -> Iterator[PolicyLine]:
    """Where days begin and end; terms without a zone count none."""
    if zone is None:
        return
    told = say("zone_customer") if isinstance(zone, Place) else say("zone", zone=zone)
    yield PolicyLine(f"{where}.zone", topic=PolicyTopic.THESE_TERMS, about=where, says=(told,))


def readable(code: str) -> str:
    """A code or word of the merchant as words: *return shipping*."""
    return code.replace("_", " ").strip() or code


_ENDS: Mapping[type, str] = {
    Hours: "ends_to_the_minute",
    WorkingDays: "ends_with_the_working_day",
    WorkingHours: "ends_in_working_time",
}


def counted(length: Length | WorkingLength) -> PolicySentence:
    """How a length ends."""
    return say(_ENDS.get(type(length), "ends_with_the_day"))


def started(chain: Iterable[Since]) -> Iterator[PolicySentence]:
    """What starts a time, and what does if that has not happened."""
    for place, since in enumerate(chain):
        first = "else" if place else "start"
        which = _which(since)
        if since.plus.count:
            yield say(f"{first}_{which}_plus", event=since.kind, plus=since.plus)
        else:
            yield say(f"{first}_{which}", event=since.kind)
        if isinstance(since.event, First | Last):
            yield from sources(since.event.by, code="start_source")


def _which(since: Since) -> str:
    if isinstance(since.event, First):
        return "first"
    return "last" if isinstance(since.event, Last) else "each"


def sources(by: Citation | None, *, code: str = "source") -> Iterator[PolicySentence]:
    """Where it stands, in which version, and when somebody read it."""
    if by is None:
        return
    yield say(code, source=by)
    if by.text:
        yield say("read_as", version=by.text)
    if by.checked_on is not None:
        yield say("read_on", day=by.checked_on)


def limits(one: Applying) -> Iterator[PolicySentence]:
    """For which reasons, whom and which days a time is, and where it stands."""
    yield from own_reasons(one.for_reasons)
    if one.for_askers:
        both = len(one.for_askers) == len(Asker)
        yield say("for_both" if both else f"for_{one.for_askers[0].value}")
    if one.season is not None:
        yield _season(one.season)
    yield from sources(one.by)


def own_reasons(reasons: tuple[ReasonKind, ...]) -> Iterator[PolicySentence]:
    """For which reasons it is, where some are named."""
    if reasons:
        yield say("for_reasons", reasons=reasons)


def _season(season: Season) -> PolicySentence:
    code = f"season_{season.of.__name__.lower()}"
    return say(code, first=season.first_day, last=season.last_day)


def rolled(roll: Roll | None) -> Iterator[PolicySentence]:
    """How a last day moves on."""
    if roll is None:
        return
    days, place = roll.over.weekdays, roll.over.holidays
    if place is not None:
        both = {"weekdays": days} if days else {}
        yield say("roll_both" if days else "roll_holidays", place=place, **both)
    elif days:
        yield say("roll_weekdays", weekdays=days)
    if roll.over.extra:
        yield say("roll_extra", days=roll.over.extra)
    yield from sources(roll.by, code="roll_source")


def fee(where: str, one: Fee, topic: PolicyTopic) -> PolicyLine:
    """What is kept, for what, and what it is called."""
    code = f"fee_{one.per.value}"
    told = say(code if isinstance(one.amount, Money) else f"{code}_share", amount=one.amount)
    tax = () if one.tax_rate is None else (say("fee_tax", rate=one.tax_rate),)
    for_reasons, called = (
        say("for_reasons", reasons=one.for_reasons),
        say("called", code=readable(one.code)),
    )
    says = (told, *tax, for_reasons, called)
    return PolicyLine(where, topic=topic, about=one.applies_to, says=says)


def rounded(where: str, rounding: Rounding) -> PolicyLine:
    """How parts of the smallest coin are rounded."""
    told = (say(f"rounding_{rounding.value}"),)
    return PolicyLine(f"{where}.rounding", topic=PolicyTopic.THESE_TERMS, about=where, says=told)


def words(
    where: str, reasons: FrozenMap[str, ReasonKind], topic: PolicyTopic
) -> Iterator[PolicyLine]:
    """Which words of the customer mean what."""
    for kind in ReasonKind:
        named = tuple(readable(word) for word, meant in reasons.items() if meant is kind)
        if named:
            told = (say("word", kind=kind),)
            yield PolicyLine(f"{where}.reasons", topic=topic, about=named, says=told)


def own_rules(
    where: str, required: Iterable[object], excepted: Iterable[tuple[object, object]]
) -> Iterator[PolicyLine]:
    """Rules of the merchant's own, and what defeats which rule."""
    for place, rule in enumerate(required):
        told = say("required", rule=_named(rule))
        yield PolicyLine(f"{where}.required[{place}]", topic=ASKED, about="all", says=(told,))
    for place, (rule, exception) in enumerate(excepted):
        told = say("excepted", rule=_named(rule), exception=_named(exception))
        yield PolicyLine(f"{where}.excepted[{place}]", topic=PERSON, about="all", says=(told,))


def _named(rule: object) -> str:
    return readable(rule_name(rule))
