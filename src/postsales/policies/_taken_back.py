"""What terms for returns say of how goods come back: in which condition, and how many."""

from collections.abc import Iterator

from postsales.policies._parts import ASKED, PERSON, own_reasons, readable, say, sources
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTopic
from postsales.returns.bundles import WholeBundle
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.returnless import Returnless
from postsales.returns.says import Authorisation, Incomplete
from postsales.returns.terms import ReturnTerms
from postsales.returns.units_back import UnitsBack

__all__ = ["taken_back"]

_TOPIC = PolicyTopic.RETURNS


def _line(
    place: str, *says: PolicySentence, about: object, topic: PolicyTopic = _TOPIC
) -> PolicyLine:
    return PolicyLine(f"returns.{place}", topic=topic, about=about, says=says)


def taken_back(terms: ReturnTerms) -> Iterator[PolicyLine]:
    """In which condition, how many together, after which number, and what stays."""
    for place, one in enumerate(terms.conditions):
        yield _line(f"conditions[{place}]", *_conditions(one), about=one.applies_to)
    for place, bundle in enumerate(terms.bundles):
        topic = PERSON if bundle.otherwise is Incomplete.REFER else ASKED
        says = _bundle(bundle)
        yield _line(f"bundles[{place}]", *says, about=bundle.applies_to, topic=topic)
    for place, units in enumerate(terms.units_back):
        says = _units(units)
        yield _line(f"units_back[{place}]", *says, about=units.applies_to, topic=ASKED)
    for place, kept in enumerate(terms.returnless):
        yield _line(f"returnless[{place}]", *_returnless(kept), about=kept.applies_to)
    yield _authorisation(terms.authorisation)


def _conditions(one: AcceptedConditions) -> Iterator[PolicySentence]:
    yield say("accepted", conditions=tuple(readable(x) for x in one.conditions))
    yield say("accepted_good")
    yield say("accepted_unsaid")
    yield from own_reasons(one.for_reasons)
    yield from sources(one.by)


def _bundle(one: WholeBundle) -> Iterator[PolicySentence]:
    yield say(f"set_{one.otherwise.value}")
    yield from own_reasons(one.for_reasons)
    yield from sources(one.by)


def _units(one: UnitsBack) -> Iterator[PolicySentence]:
    if one.least > 1:
        yield say("back_least", n=one.least)
    if one.packs_of > 1:
        yield say("back_packs", n=one.packs_of)
    if one.keeping:
        yield say("back_keeping", n=one.keeping)
    yield say("back_all")
    yield say(f"other_number_{one.otherwise.value}")
    yield from own_reasons(one.for_reasons)
    yield from sources(one.by)


def _returnless(one: Returnless) -> Iterator[PolicySentence]:
    yield say(f"stays_{one.per.value}", amount=one.up_to)
    yield from own_reasons(one.for_reasons)


def _authorisation(value: Authorisation) -> PolicyLine:
    told = say(f"authorisation_{value.value}")
    if value is Authorisation.NOT_NEEDED:
        return _line("authorisation", told, about="all")
    return _line("authorisation", told, say("without_number"), about="all", topic=ASKED)
