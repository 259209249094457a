"""What terms for changes say, line by line."""

from collections.abc import Iterator

from postsales.changes.terms import Changeable, ChangeTerms
from postsales.policies._parts import counted, own_rules, rounded, say, titled, zoned
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTopic

__all__ = ["of_changes"]

_WHERE = "changes"


def _line(*says: PolicySentence, place: str = "changeable", about: object = "order") -> PolicyLine:
    return PolicyLine(f"{_WHERE}.{place}", topic=PolicyTopic.CHANGES, about=about, says=says)


def of_changes(terms: ChangeTerms) -> Iterator[PolicyLine]:
    """All that terms for changes say."""
    for place, one in enumerate(terms.changeable):
        yield _line(*_changeable(one), place=f"changeable[{place}]", about=one.applies_to)
    yield _line(*_all_of_them(terms))
    yield from own_rules(_WHERE, terms.required, terms.excepted)
    yield titled(_WHERE, terms.id, terms.version)
    yield from zoned(_WHERE, terms.zone)
    yield rounded(_WHERE, terms.rounding)


def _changeable(one: Changeable) -> Iterator[PolicySentence]:
    yield say("change_kinds", kinds=one.kinds)
    for place, event in enumerate(one.until):
        yield say("change_or_until" if place else "change_until", event=event)
    if one.within is None:
        yield say("change_any_time")
    else:
        yield say("change_within", length=one.within)
        yield counted(one.within)
    yield say("change_free") if one.fee is None else say("change_fee", amount=one.fee)


def _all_of_them(terms: ChangeTerms) -> Iterator[PolicySentence]:
    if not terms.changeable:
        yield say("change_anything")
        yield say("change_any_time")
        yield say("change_free")
        return
    yield say("change_until_left")
    if len(terms.changeable) > 1:
        yield say("change_first")
    yield say("change_nothing_else")
