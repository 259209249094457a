"""What terms for returns say, line by line."""

from collections.abc import Iterator

from postsales.basics.quantities import FrozenMap
from postsales.basics.rolls import Holidays, Place
from postsales.orders.scope import EVERYTHING
from postsales.orders.terms import OWN_WORDS
from postsales.policies._parts import (
    ASKED,
    PERSON,
    counted,
    limits,
    own_rules,
    readable,
    rolled,
    say,
    sources,
    started,
    titled,
    words,
    zoned,
)
from postsales.policies._taken_back import taken_back
from postsales.policies._worked import working
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTopic
from postsales.returns.clocks import RmaClock
from postsales.returns.guards import ReturnerGuard
from postsales.returns.says import NoticeForm
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import Extension, ReturnWindow, StatedWindow

__all__ = ["of_returns"]

_TOPIC = PolicyTopic.RETURNS
_WHERE = "returns"


def _at(place: str) -> str:
    return f"{_WHERE}.{place}"


def _line(place: str, *says: PolicySentence, about: object = "all") -> PolicyLine:
    return PolicyLine(_at(place), topic=_TOPIC, about=about, says=says)


def of_returns(terms: ReturnTerms) -> Iterator[PolicyLine]:
    """All that terms for returns say."""
    yield from _goods(terms)
    yield from _times(terms)
    yield from _excluded(terms)
    yield from taken_back(terms)
    yield from _asked(terms)
    yield from _clocks(terms)
    yield from _by_a_person(terms)
    yield from own_rules(_WHERE, terms.required, terms.excepted)
    yield titled(_WHERE, terms.id, terms.version)
    yield from zoned(_WHERE, terms.zone)
    yield from _holidays(terms.holidays)
    yield from working(_WHERE, terms.calendar)


def _goods(terms: ReturnTerms) -> Iterator[PolicyLine]:
    if terms.applies_to != EVERYTHING:
        yield _line("applies_to", say("about_some"), about=terms.applies_to)
    yield _line("covers", say(f"covers_{terms.covers.value}"))


# ------------------------------------------------------------------------------------- how long


def _times(terms: ReturnTerms) -> Iterator[PolicyLine]:
    special = terms.special_windows
    for place, window in enumerate(special):
        yield _window(f"special_windows[{place}]", window, window.applies_to)
    yield _window("window", terms.window, "all_others" if special else "all")
    if len(special) > 1:
        code = "longest_counts" if terms.precedence.value == "longest" else "first_counts"
        yield _line("precedence", say(code), about="time")
    for place, one in enumerate(terms.extensions):
        yield _extension(f"extensions[{place}]", one)
    for place, during in enumerate(terms.tolled_by):
        told = say("stands_still", begins=during.begins, ends=during.ends)
        yield _line(f"tolled_by[{place}]", told, about="time")


def _window(place: str, window: ReturnWindow, about: object) -> PolicyLine:
    return _line(
        place,
        say("return_within", length=window.length),
        *(_stated(window) if isinstance(window, StatedWindow) else _counted(window)),
        *rolled(window.roll),
        *limits(window),
        about=about,
    )


def _counted(window: ReturnWindow) -> Iterator[PolicySentence]:
    yield from started(window.since)
    yield counted(window.length)


def _stated(window: StatedWindow) -> Iterator[PolicySentence]:
    """Length and start of the usual case are not all that a statute says."""
    if len(window.since) == 1:
        yield from started(window.since)
    yield say("stated")


def _extension(place: str, one: Extension) -> PolicyLine:
    if one.plus is None:
        told = say("extended_until", until=one.until)
    else:
        told = say("extended_by", plus=one.plus)
    return _line(place, told, *limits(one), about=one.applies_to)


def _excluded(terms: ReturnTerms) -> Iterator[PolicyLine]:
    for place, one in enumerate(terms.exclusions):
        told = say("excluded", reasons=one.for_reasons)
        named = say("called", code=readable(one.code))
        says = (told, named, *sources(one.by))
        yield _line(f"exclusions[{place}]", *says, about=one.applies_to)


# ------------------------------------------------------------------------- what the customer does


def _asked(terms: ReturnTerms) -> Iterator[PolicyLine]:
    about: object = "all"
    why = (say("tell_why"),)
    yield PolicyLine(_at("reasons"), topic=ASKED, about=about, says=why)
    told = say(f"judged_{terms.judged_by.value}")
    yield PolicyLine(_at("judged_by"), topic=ASKED, about=about, says=(told,))
    if terms.forms:
        form = say(_form(terms.forms))
        yield PolicyLine(_at("forms"), topic=ASKED, about=about, says=(form,))
    for place, proof in enumerate(terms.proofs):
        told = say("proof", reasons=proof.for_reasons, evidence=readable(proof.evidence))
        where = _at(f"proofs[{place}]")
        yield PolicyLine(where, topic=ASKED, about=proof.applies_to, says=(told,))
    if terms.reasons != OWN_WORDS:
        yield from words(_WHERE, terms.reasons, ASKED)


def _form(forms: tuple[NoticeForm, ...]) -> str:
    return "form_both" if len(forms) == len(NoticeForm) else f"form_{forms[0].value}"


def _clocks(terms: ReturnTerms) -> Iterator[PolicyLine]:
    clocks = (
        ("ship", terms.ship_by, ASKED),
        ("inspect", terms.inspect_by, _TOPIC),
        ("refund", terms.refund_by, _TOPIC),
    )
    for name, clock, topic in clocks:
        if clock is not None:
            says = tuple(_clock(name, clock))
            yield PolicyLine(_at(f"{name}_by"), topic=topic, about="all", says=says)


def _clock(name: str, clock: RmaClock) -> Iterator[PolicySentence]:
    yield say(f"{name}_within", length=clock.length)
    yield from started(clock.since)
    yield counted(clock.length)
    yield from rolled(clock.roll)
    yield from sources(clock.by)


# --------------------------------------------------------------------------- what a person decides


def _by_a_person(terms: ReturnTerms) -> Iterator[PolicyLine]:
    for place, guard in enumerate(terms.guards):
        says = tuple(_guard(guard))
        where = _at(f"guards[{place}]")
        yield PolicyLine(where, topic=PERSON, about="all", says=says)
    yield _person("reasons", say("other_words"))
    if terms.applies_to != EVERYTHING:
        yield _person("applies_to", say("others_refer"), about="all_others")
    told = say(f"not_started_{terms.not_started.value}")
    topic = PERSON if terms.not_started.value == "refer" else _TOPIC
    yield PolicyLine(_at("not_started"), topic=topic, about="time", says=(told,))


def _person(place: str, told: PolicySentence, about: object = "all") -> PolicyLine:
    return PolicyLine(_at(place), topic=PERSON, about=about, says=(told,))


def _guard(guard: ReturnerGuard) -> Iterator[PolicySentence]:
    if guard.most_units is not None:
        yield say("guard_units", n=guard.most_units)
    if guard.most_share is not None:
        yield say("guard_share", share=guard.most_share)
    if guard.most_money is not None:
        yield say("guard_money", money=guard.most_money)
    if guard.least_bought > 1:
        yield say("guard_least", n=guard.least_bought)
    yield say("guard_reasons", reasons=guard.for_reasons)
    yield say("called", code=readable(guard.code))


def _holidays(holidays: FrozenMap[Place, Holidays]) -> Iterator[PolicyLine]:
    for place, known in holidays.items():
        code = "holidays" if known.days else "no_holidays"
        told = say(f"{code}_{place.value}", since=known.since, until=known.until)
        where = _at(f"holidays.{place.value}")
        about: object = known.days or "all"
        yield PolicyLine(where, topic=PolicyTopic.THESE_TERMS, about=about, says=(told,))
