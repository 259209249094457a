"""What terms say and a policy of schema.org does not: found by reading back what was said.

Rules of this file: whatever does not come back as it is in the terms is lost, and so is what a
reader has to take for granted, even where that happens to be true. The sentences say why; a field
that is not named here is lost with the words of what it stands in.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from attrs import evolve, frozen

from postsales.basics.rules import rule_name
from postsales.wire._data import below, is_list, is_object
from postsales.wire._rules import RULE_FIELDS
from postsales.wire._schema_org_json import json_text
from postsales.wire._told_terms import told_terms
from postsales.wire.terms import TermsBundle

__all__ = ["Lost", "lost_between", "lost_rules", "without_rules"]


@frozen(weakref_slot=False)
class Lost:
    """Something that terms say and a published policy does not: path, sentence, and what it was.

    ``value`` is what stands at the path, as in a document of the terms.

    Example:
        >>> print(Lost("$.returns.zone", "is not said", '"Europe/Berlin"'))
        $.returns.zone is not said
    """

    path: str
    says: str
    value: str

    def __str__(self) -> str:
        return f"{self.path} {self.says}"


_WINDOW = {
    "length": "is told in whole days only, the fewest that it can have, and not at all where "
    "nothing may be returned",
    "since": "starts otherwise; readers of schema.org count from the delivery",
    "roll": "lets a last day move on; readers count plain days",
    "by": "cites its source, for which there is no word",
}
_FEE = {
    "code": "calls the fee otherwise; the policy tells what it is for, and not its name",
    "per": "says how often it is charged, for which there is no word",
    "for_reasons": "charges for kinds of reason; of a change of mind, and for the way back of "
    "defects, there are words, and for nothing else",
    "tax_rate": "tells the tax inside the fee, for which there is no word",
}
_SAYS: dict[str, str] = {
    "returns.id": "names the terms, which the policy does not",
    "returns.version": "names the edition of the terms, which the policy does not",
    "returns.zone": "says where days end, for which there is no word",
    "returns.window": "cannot be told in days",
    **{f"returns.window.{name}": says for name, says in _WINDOW.items()},
    "returns.special_windows": "is for lines, reasons, askers or days that no policy of its own "
    "can be about, or is told together with others that count for the same orders",
    **{f"returns.special_windows.{name}": says for name, says in _WINDOW.items()},
    "returns.precedence": "says which of several windows counts; policies do not",
    "returns.extensions": "is told as another length for the sales of its season, or not at all",
    "returns.extensions.until": "is a last day at the earliest: windows that end later are left as "
    "they are, for which there is no word",
    "returns.tolled_by": "lets the count stand still, for which there is no word",
    "returns.exclusions": "keeps some lines from coming back; a policy is for all, and goods with "
    "another need one at their offer",
    "returns.exclusions.code": "calls the exclusion otherwise",
    "returns.exclusions.for_reasons": "excludes by kind of reason; the policy says that nothing "
    "comes back",
    "returns.exclusions.by": "cites its source, for which there is no word",
    "returns.proofs": "asks for something to be shown, for which there is no word",
    "returns.conditions": "names conditions for which there is no word",
    "returns.conditions.conditions": "names conditions for some of which there is no word",
    "returns.conditions.for_reasons": "asks by kind of reason; the policy does for all",
    "returns.conditions.by": "cites its source, for which there is no word",
    "returns.bundles": "says what comes back together, for which there is no word",
    "returns.units_back": "says how many come back at once, for which there is no word",
    "returns.returnless": "lets goods stay below a price, for which there is no word",
    "returns.guards": "lets a person look at some returns, for which there is no word",
    "returns.reasons": "says whose doing the customer's words are, for which there is no word",
    "returns.applies_to": "is about some lines only; publish the policy at their offers",
    "returns.covers": "says which units can come back, for which there is no word",
    "returns.not_started": "says what holds before the window starts, for which there is no word",
    "returns.judged_by": "says which instant has to lie in the window, for which there is no word",
    "returns.forms": "names the forms of a notice, for which there is no word",
    "returns.authorisation": "asks for a number before sending, for which there is no word",
    "returns.holidays": "tells the holidays that last days move over; readers count plain days",
    "returns.calendar": "tells when somebody is at work; readers count plain days",
    "returns.ship_by": "is a clock of a return under way, for which there is no word",
    "returns.inspect_by": "is a clock of a return under way, for which there is no word",
    "returns.refund_by": "is a clock of a return under way, for which there is no word",
    "returns.required": "is a rule of your own, for which there is no word",
    "returns.excepted": "is an exception to a rule, for which there is no word",
    "refunds": "says what goes back; the policy says that nothing comes back, or nothing of money",
    "refunds.id": "names the terms, which the policy does not",
    "refunds.version": "names the edition of the terms, which the policy does not",
    "refunds.zone": "says where days end, for which there is no word",
    "refunds.shipping": "says what goes back of the delivery; the one word for it would stand in "
    "place of who pays for the way back",
    "refunds.tenders": "says which tender gets the money, for which there is no word",
    "refunds.chosen": "says which tender gets the money, for which there is no word",
    "refunds.gifts": "says who gets the money for a gift, for which there is no word",
    "refunds.other_charges": "says what goes back of other charges, for which there is no word",
    "refunds.fees": "is for some lines, markets or reasons, or stands beside another fee of "
    "its kind; a policy has one for each",
    **{f"refunds.fees.{name}": says for name, says in _FEE.items()},
    "refunds.diminished": "takes off what units lost in value, for which there is no word",
    "refunds.rounding": "says how shares are rounded, for which there is no word",
    "refunds.window": "ends money before the window for returns ends; only what is given is told",
    "refunds.special_windows": "ends money earlier for some lines, for which there is no word",
    "refunds.promotions": "says what becomes of promotions, for which there is no word",
    "refunds.credit": "adds to store credit; the policy tells only that there is such credit",
    "refunds.postage": "says when the customer pays for the way back, of lines, reasons or amounts "
    "for which there is no word",
}
_OTHER = "has no place in a policy about returns"
_ALWAYS = (
    "returns.id",
    "returns.version",
    "returns.zone",
    "returns.extensions.until",
    "refunds.id",
    "refunds.version",
    "refunds.zone",
    "refunds.shipping",
    "refunds.tenders",
    "refunds.fees.per",
    "refunds.fees.for_reasons",
)
"""What a reader has to be told, or takes for granted."""

_LIKE: dict[str, tuple[tuple[str, ...], ...]] = {
    "returns.special_windows": (("applies_to", "season", "for_reasons", "for_askers"),),
    "returns.extensions": (("until", "plus", "applies_to", "season", "for_reasons", "for_askers"),),
    "returns.exclusions": (("applies_to",),),
    "returns.conditions": (("applies_to",),),
    "refunds.fees": (("code", "amount", "applies_to"), ("amount", "applies_to")),
}
"""By which fields two items of a list are the same one; tried in this order."""

_INSIDE = ("returns.window", "refunds.postage")
"""Values of which a part can be lost."""

_Tree = Mapping[str, object]


def without_rules(bundle: TermsBundle) -> TermsBundle:
    """The same terms without rules of a host's own, which have no plain form."""
    found: dict[str, Any] = {}
    for name in bundle.sections:
        terms: Any = getattr(bundle, name)
        has = [x for x in RULE_FIELDS if getattr(terms, x, None)]
        found[name] = evolve(terms, **dict.fromkeys(has, ())) if has else terms
    return TermsBundle(**found)


def lost_rules(bundle: TermsBundle) -> Iterator[Lost]:
    """The rules of a host's own that the terms have."""
    for name in bundle.sections:
        for field in RULE_FIELDS:
            for place, rule in enumerate(getattr(getattr(bundle, name), field, ())):
                path = below(below(below("$", name), field), place)
                pair = rule if isinstance(rule, tuple) else (rule,)
                told = ", ".join(rule_name(x) for x in cast("tuple[object, ...]", pair))
                yield Lost(path, _says(f"returns.{field}"), json_text(told))


def lost_between(terms: TermsBundle, back: TermsBundle) -> Iterator[Lost]:
    """What differs between terms and those that come back; the sections in their order."""
    told, again = told_terms(terms, {}), told_terms(back, {})
    for name in terms.sections:
        path = below("$", name)
        if name not in back.sections:
            yield Lost(path, _says(name), json_text(told[name]))
        else:
            yield from _differing(cast("_Tree", told[name]), cast("_Tree", again[name]), path, name)


def _differing(told: _Tree, again: _Tree, path: str, place: str) -> Iterator[Lost]:
    for key, value in told.items():
        yield from _lost(value, again.get(key), below(path, key), f"{place}.{key}")


def _lost(value: object, again: object, path: str, place: str) -> Iterator[Lost]:
    if is_list(value) and is_object(value[0]):
        items = cast("list[_Tree]", again) if is_list(again) else []
        yield from _items(cast("list[_Tree]", value), items, path, place)
    elif is_object(value) and is_object(again) and place in _INSIDE:
        yield from _differing(value, again, path, place)
    elif value != again or place in _ALWAYS:
        yield Lost(path, _says(place), json_text(value))


def _items(told: list[_Tree], again: list[_Tree], path: str, place: str) -> Iterator[Lost]:
    """Items of a list, each beside the one that came back for it, if any did."""
    left = [*again]
    pairs: dict[int, _Tree] = {}
    for names in _LIKE.get(place, ()):
        for n, one in enumerate(told):
            twin = next((x for x in left if n not in pairs and _is_like(one, x, names)), None)
            if twin is not None:
                pairs[n] = twin
                left = [x for x in left if x is not twin]
    for n, one in enumerate(told):
        if n in pairs:
            yield from _differing(one, pairs[n], below(path, n), place)
        else:
            yield Lost(below(path, n), _says(place), json_text(one))


def _is_like(one: _Tree, other: _Tree, names: tuple[str, ...]) -> bool:
    return all(one.get(name) == other.get(name) for name in names)


def _says(place: str) -> str:
    """Why it is lost: in the words of its place, or of what that stands in."""
    while place not in _SAYS and "." in place:
        place = place.rpartition(".")[0]
    return _SAYS.get(place, _OTHER)
