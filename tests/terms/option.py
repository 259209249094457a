"""What an option is, and what there is to complain about one.

An option is a field of terms, or of a value that stands in them, with values that must all be
answered differently. A complaint is a sentence that says what to do where.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from itertools import combinations, zip_longest
from typing import Any

from attrs import evolve, field, frozen

from postsales import InvalidValue
from tests.terms.annotations import below, given, kinds, standing

HERE = "tests/terms"


@frozen
class Answer:
    """What came out of one question: what was decided, what was told of it, in whose name.

    Nothing here is a digest or a copy of the terms: those differ with every field, read or not.
    """

    decided: object
    told: object
    named: object


Asked = Callable[[Any], Iterable[Answer]]
"""The answers to all questions of the corpus, of a value that is put into whole terms.

They come one by one, so that no more is asked than tells two values apart.
"""


@frozen(eq=False)
class Option:
    """A field, what it decides, and values for it that must all be answered differently.

    ``seen`` is the part of the answers in which they differ. ``base`` is what the field is changed
    of, where not the base of its class. ``change`` puts a value into it. ``alike`` are values that
    are answered alike on purpose, and ``refused`` are words that cannot stand in the field.
    """

    name: str
    decides: str
    others: tuple[object, ...]
    seen: str = field(kw_only=True)
    base: object = field(default=None, kw_only=True)
    change: Callable[[Any, Any], object] | None = field(default=None, kw_only=True)
    alike: tuple[tuple[object, object], ...] = field(default=(), kw_only=True)
    refused: tuple[object, ...] = field(default=(), kw_only=True)


def decides(name: str, sentence: str, *others: object, **more: Any) -> Option:
    """A field that changes a decision or an amount."""
    return Option(name, sentence, others, seen="decided", **more)


def tells(name: str, sentence: str, *others: object, **more: Any) -> Option:
    """A field that changes nothing but which source is told."""
    return Option(name, sentence, others, seen="told", **more)


def names(name: str, sentence: str, *others: object, **more: Any) -> Option:
    """A field that changes nothing but what the terms are called."""
    return Option(name, sentence, others, seen="named", **more)


def members(words: type[Enum]) -> str:
    """All words that there are, for a sentence."""
    return ", ".join(f"`{word.name}`" for word in words)


@frozen(eq=False)
class Options:
    """All fields of one class: what they are changed of, how it is asked, and field by field."""

    of: type
    base: object
    asked: Asked
    fields: tuple[Option, ...]
    where: str = HERE

    def option(self, name: str) -> Option:
        """The option for a field."""
        return next(x for x in self.fields if x.name == name)


def unlisted(roots: Iterable[type], listed: Sequence[Options]) -> Iterator[str]:
    """Classes and fields that can stand in the terms and are not in the list, or not any more."""
    known = {x.of: x for x in listed}
    found = [x for x in below(roots) if given(x)]
    for cls in found:
        if cls not in known:
            yield f"{cls.__name__} has no Options: add them to a module of {HERE}, field by field"
    for cls, options in known.items():
        if cls not in found:
            yield f"{cls.__name__} stands in no terms: take it out of {options.where}"
            continue
        names = [x.name for x in options.fields]
        for name in given(cls):
            if name not in names:
                line = f'decides("{name}", "<what it decides>", <another value>)'
                yield f"{cls.__name__}.{name} is no option: add {line} in {options.where}"
        for name in names:
            if name not in given(cls) or names.count(name) > 1:
                yield f"{cls.__name__}.{name} is no field, or twice one: see {options.where}"


def unseen(options: Options, option: Option) -> Iterator[str]:
    """Values of a field that are not tried, or that no answer tells from one another."""
    where = f"{options.of.__name__}.{option.name}"
    found = made(options, option)
    values = [getattr(x, option.name) for x in found]
    tried = {x for value in values for x in standing(value)}
    for kind in kinds(options.of, option.name):
        members = [*kind] if issubclass(kind, Enum) else [kind]
        for one in members:
            if one in option.refused:
                yield from _taken(options, option, one)
            elif one not in tried:
                yield f"{where} is never {_said(one)}: add such a value to it in {options.where}"
    apart = _told_apart([options.asked(x) for x in found], option.seen)
    for pair in combinations(range(len(values)), 2):
        one, other = (values[place] for place in pair)
        meant = any({one, other} == {*words} for words in option.alike)
        if pair not in apart and not meant:
            yield (
                f"{where}: no answer tells {_said(one)} from {_said(other)}; either nothing reads "
                f"the field, or {HERE}/corpus.py asks no question that it decides"
            )
        if pair in apart and meant:
            yield f"{where}: {_said(one)} and {_said(other)} are not alike: see {options.where}"


def _told_apart(asked: Sequence[Iterable[Answer]], seen: str) -> set[tuple[int, int]]:
    """Which values are answered otherwise than which, by their places."""
    pairs = {*combinations(range(len(asked)), 2)}
    apart: set[tuple[int, int]] = set()
    for answers in zip_longest(*asked):
        said = [getattr(x, seen, None) for x in answers]
        apart |= {(one, other) for one, other in pairs - apart if said[one] != said[other]}
        if apart == pairs:
            break
    return apart


def _taken(options: Options, option: Option, one: object) -> Iterator[str]:
    """A word that is said to be refused, and is not."""
    try:
        made(options, evolve(option, others=([one],)))
    except InvalidValue:
        return
    yield f"{options.of.__name__}.{option.name} takes {_said(one)}: see {options.where}"


def made(options: Options, option: Option) -> list[Any]:
    base: Any = options.base if option.base is None else option.base
    change = option.change
    if change is None:
        return [base, *(evolve(base, **{option.name: x}) for x in option.others)]
    return [base, *(change(base, x) for x in option.others)]


def _said(value: object) -> str:
    return value.__name__ if isinstance(value, type) else repr(value)
