"""Themes: what comments are about, by words of the host's or by codes that a person gave.

Rules of this file: one comment counts once for a theme, however often it says so. No theme is
guessed, and a comment may have several or none.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import cast

from attrs import frozen

from postsales.basics._checks import named, several, texts
from postsales.basics._errors import InvalidValue, WrongType
from postsales.feedback._comments import said_in
from postsales.feedback._normal import checked_confidence
from postsales.feedback._whole_words import says, words
from postsales.feedback.absent import Absent
from postsales.feedback.denominators import Denominator
from postsales.feedback.intervals import Interval
from postsales.feedback.proportions import proportion_interval
from postsales.feedback.responses import Response

__all__ = ["Theme", "ThemeCount", "ThemeCounts", "count_codes", "count_themes"]


@frozen(init=False, weakref_slot=False)
class Theme:
    """A theme, and the words and phrases by which it is found: whole words, whatever their case.

    Every form that is meant is named: "late" does not find "later".

    Example:
        >>> Theme("delivery", "late", "too slow", "courier").keywords
        ('courier', 'late', 'too slow')
    """

    name: str
    keywords: tuple[str, ...]

    def __init__(self, name: str, *keywords: str) -> None:
        named("name", name)
        for one in texts("keywords", keywords):
            if not words(one):
                raise InvalidValue("keywords", one, "a keyword has letters or digits")
        if not keywords:
            allowed = "one keyword at least is needed"
            raise InvalidValue("keywords", keywords, allowed, "count codes with count_codes")
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "keywords", texts("keywords", keywords))


@frozen(weakref_slot=False)
class ThemeCount:
    """How many comments are about a theme, of all; ``None`` where there is no comment."""

    name: str
    count: int
    share: Fraction | None
    interval: Interval | None


@frozen(weakref_slot=False)
class ThemeCounts:
    """How many comments are about which theme: the most frequent first, then by name.

    Shares are of all ``n`` comments that say something, those without a theme included, and add up
    to anything, since a comment may have several themes.
    """

    themes: tuple[ThemeCount, ...]
    without: int
    n: int
    denominator: Denominator = Denominator.COMMENTED
    reason: Absent | None = None


def count_themes(
    comments: Iterable[Response] | Iterable[str],
    themes: Iterable[Theme],
    *,
    confidence: float = 0.95,
) -> ThemeCounts:
    """How many comments are about each theme, by its keywords?

    Units: shares from 0 to 1, exactly, with Wilson's intervals.

    Raises:
        InvalidValue: two themes of one name; a confidence outside 0 and 1.

    Example:
        >>> delivery, size = Theme("delivery", "late", "courier"), Theme("size", "small")
        >>> told = ["Late, late, late!", "Too small, and the courier was rude.", "", "Fine."]
        >>> found = count_themes(told, [delivery, size])
        >>> [(x.name, x.count, str(x.share)) for x in found.themes], found.without, found.n
        ([('delivery', 2, '2/3'), ('size', 1, '1/3')], 1, 3)
    """
    wanted = several("themes", themes, Theme, "themes are Theme objects")
    names = _names([one.name for one in wanted])
    coded = [_about(words(one), wanted) for one in said_in(comments)]
    return _counted(coded, names, confidence)


def count_codes(
    codes: Iterable[Iterable[str]], themes: Iterable[str], *, confidence: float = 0.95
) -> ThemeCounts:
    """How many comments are about each theme, by the codes that a person gave each comment?

    Units: shares from 0 to 1, exactly, with Wilson's intervals.

    Raises:
        InvalidValue: a code that is none of the themes; two themes of one name; a confidence
            outside 0 and 1.

    Example:
        >>> found = count_codes([["delivery"], ["delivery", "size"], []], ["delivery", "size"])
        >>> [(x.name, x.count) for x in found.themes], found.without
        ([('delivery', 2), ('size', 1)], 1)
    """
    names = _names(several("themes", themes, str, "themes are names"))
    allowed = "a collection of the names of themes is needed for each comment"
    if isinstance(codes, str) or not isinstance(codes, Iterable):
        raise WrongType("codes", codes, allowed)
    coded = [frozenset(several("codes", cast("object", one), str, allowed)) for one in codes]
    for one in coded:
        for code in sorted(one - set(names)):
            raise InvalidValue("codes", code, f"the themes are {', '.join(names)}")
    return _counted(coded, names, confidence)


def _names(given: Sequence[str]) -> tuple[str, ...]:
    for name, times in Counter(given).items():
        if times > 1:
            raise InvalidValue("themes", name, "each theme is named once", "join their keywords")
    return tuple(named("themes", name) for name in given)


def _about(said: tuple[str, ...], themes: Sequence[Theme]) -> frozenset[str]:
    return frozenset(x.name for x in themes if any(says(said, word) for word in x.keywords))


def _counted(
    coded: Sequence[frozenset[str]], names: Sequence[str], confidence: float
) -> ThemeCounts:
    checked_confidence(confidence)
    n = len(coded)
    times = {name: sum(name in one for one in coded) for name in names}
    found = [
        ThemeCount(
            name,
            k,
            Fraction(k, n) if n else None,
            proportion_interval(k, n, confidence=confidence),
        )
        for name, k in times.items()
    ]
    return ThemeCounts(
        tuple(sorted(found, key=lambda one: (-one.count, one.name))),
        without=sum(not one for one in coded),
        n=n,
        reason=None if n else Absent.NO_RESPONSES,
    )
