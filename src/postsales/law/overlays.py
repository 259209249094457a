"""Overlays: what the law of a place changes in terms that another law has.

Rules of this file: rules are named by their codes, and a code that the terms do not have is a
mistake; what a pack replaces as a whole it says with ``evolve``.
"""

from collections.abc import Collection, Mapping

from attrs import evolve

from postsales.basics._checks import instance, pairs, text, texts
from postsales.basics._errors import InvalidValue
from postsales.basics.citations import Citation
from postsales.basics.last_days import Count, LastDay, Later, parts
from postsales.basics.rolls import Roll
from postsales.law.duties import Duty
from postsales.returns.barred import BarredWhen, LiftedWhen, OutsideWhen
from postsales.returns.terms import ReturnTerms

__all__ = ["cited", "lifted", "recounted"]

_OfCode = BarredWhen | OutsideWhen


def cited(terms: ReturnTerms, places: Mapping[str, Citation]) -> ReturnTerms:
    """The same terms, where the rules of these codes stand in another text.

    Raises:
        InvalidValue: the terms have no such rule.

    Example:
        >>> from postsales.law.eu import withdrawal
        >>> read = Citation("Code de la consommation", "L221-28 4°", checked_on="2026-11-21")
        >>> [str(x.by) for x in cited(withdrawal, {"perishable": read}).required][4]
        'Code de la consommation, L221-28 4°'
    """
    allowed = "say where it stands by a Citation"
    found = {
        text("code", code): instance("by", by, Citation, allowed)
        for code, by in pairs("places", places)
    }
    _by_code(terms, found)
    return evolve(
        terms,
        required=[
            evolve(x, by=found[x.code]) if isinstance(x, _OfCode) and x.code in found else x
            for x in terms.required
        ],
    )


def lifted(
    terms: ReturnTerms, codes: Collection[str], *, when: object, by: Citation | None = None
) -> ReturnTerms:
    """The same terms, where the rules of these codes bar nothing if a condition is met.

    Raises:
        InvalidValue: the terms have no such rule.

    Example:
        >>> from postsales.law.eu import withdrawal
        >>> from postsales.orders.circumstances import Made
        >>> len(lifted(withdrawal, ["made_to_order"], when=Made("home_visit")).excepted)
        1
    """
    exception = LiftedWhen("lifted", when, by=by)
    more = tuple((rule, exception) for rule in _by_code(terms, texts("codes", codes)))
    return evolve(terms, excepted=(*terms.excepted, *more))


def recounted(duty: Duty, roll: Roll | None, *, by: Citation | None = None) -> Duty:
    """The same duty, whose last day moves as a roll says, or not at all.

    With ``by`` it stands in another text.

    Raises:
        InvalidValue: nothing in it is counted.

    Example:
        >>> from postsales.law.eu.consumer_rights import DELIVER
        >>> recounted(DELIVER, None).due.roll is None
        True
    """
    if next(parts(duty.due, Count), None) is None:
        raise InvalidValue("duty", duty.name, "a duty whose last day is counted")
    return evolve(duty, due=_again(duty.due, roll, by), by=by or duty.by)


def _again(due: LastDay, roll: Roll | None, by: Citation | None) -> LastDay:
    if isinstance(due, Count):
        return evolve(due, roll=roll, by=by or due.by)
    if isinstance(due, Later):
        return evolve(due, days=[_again(x, roll, by) for x in due.days])
    return due


def _by_code(terms: ReturnTerms, codes: Collection[str]) -> list[_OfCode]:
    known = {x.code: x for x in terms.required if isinstance(x, _OfCode)}
    for code in codes:
        if code not in known:
            raise InvalidValue("code", code, f"the rules of {terms.id} are {', '.join(known)}")
    return [known[code] for code in codes]
