"""Why units come back, by the words of the customer: how many of each line for each of them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import cast

from postsales.basics._checks import pairs, text
from postsales.basics._errors import Contradictions, short
from postsales.basics.quantities import FrozenMap, Quantities

__all__ = ["NO_REASONS", "ReasonsGiven", "both_reasons", "check_reasons", "reasons_given"]

ReasonsGiven = FrozenMap[str, Quantities]
"""Units by line, under the customer's word for why."""

NO_REASONS: ReasonsGiven = FrozenMap({})


def reasons_given(value: Mapping[str, Mapping[str, int]]) -> ReasonsGiven:
    """The units of each word; a word without any is left out.

    Raises:
        WrongType, InvalidValue: no mapping, a blank word, or no units of lines.

    Example:
        >>> reasons_given({"too_small": {"tee": 2}, "faulty": {}})
        FrozenMap({'too_small': {'tee': 2}})
    """
    if isinstance(value, FrozenMap) and not value:
        return NO_REASONS
    told = {text("reasons", x): _units(units) for x, units in pairs("reasons", value)}
    return FrozenMap({x: units for x, units in told.items() if units})


def _units(value: object) -> Quantities:
    return Quantities.of(cast("Mapping[str, int]", value))


def both_reasons(some: ReasonsGiven, more: ReasonsGiven) -> ReasonsGiven:
    """Units by word and line, of two requests together.

    Example:
        >>> few, many = ({"worn": Quantities({"tee": k})} for k in (1, 2))
        >>> both_reasons(FrozenMap(few), FrozenMap(many))
        FrozenMap({'worn': {'tee': 3}})
    """
    if not (some and more):
        return some or more
    found = {word: Counter[str](units) for word, units in some.items()}
    for word, units in more.items():
        found.setdefault(word, Counter()).update(units)
    return FrozenMap({word: Quantities.trusted(dict(units)) for word, units in found.items()})


def check_reasons(units: Quantities, reasons: ReasonsGiven) -> None:
    """Reasons are of units that are asked for.

    Raises:
        Contradictions: more of a line have a reason than are asked for.
    """
    problems = [*_problems(units, reasons)]
    if problems:
        raise Contradictions("request for a return", problems)


def _problems(units: Quantities, reasons: ReasonsGiven) -> Iterator[str]:
    told: Counter[str] = Counter()
    for some in reasons.values():
        told.update(some)
    for line, k in told.items():
        asked = units.get(line, 0)
        if k > asked:
            yield f"it names reasons for {k} units of {short(line)}, and asks for {asked}"
