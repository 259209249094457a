"""Which groups may be shown, so that nobody's answer can be told from what is published.

Rules of this file: whoever is suppressed is told apart from nobody at all, and nothing that is
suppressed leaves a count behind. What can be found by subtraction is not hidden.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import count, instance, named, pairs
from postsales.basics._errors import WrongType
from postsales.basics._words import Word
from postsales.basics.quantities import FrozenMap, trusted

__all__ = [
    "NoData",
    "ReportingPolicy",
    "Shown",
    "SuppressedGroup",
    "Suppression",
    "Withheld",
    "may_show",
    "suppress",
]


@frozen(weakref_slot=False, kw_only=True)
class ReportingPolicy:
    """From how many answers on something is shown, and from how many without a warning.

    Fewer than ``privacy_k`` answers are suppressed: no score, no comments, no counts. From there to
    fewer than ``minimum_n`` a score is shown with a warning. The two are independent: one protects
    those who answered, the other those who read. 1 suppresses nothing.

    Example:
        >>> ReportingPolicy().privacy_k, ReportingPolicy().minimum_n
        (5, 30)
    """

    privacy_k: int = 5
    minimum_n: int = 30

    def __attrs_post_init__(self) -> None:
        count("privacy_k", self.privacy_k, least=1)
        count("minimum_n", self.minimum_n)


USUAL = ReportingPolicy()


class Withheld(Word):
    """Why something is suppressed: for whoever publishes, never for those who read."""

    TOO_FEW = "too_few"
    """Fewer answers than the policy asks for."""
    REMAINDER = "remainder"
    """It would give another group away: the total less all that is shown."""
    DIFFERENCE = "difference"
    """It would give a few answers away: the difference to what was published already."""


@frozen(weakref_slot=False)
class Shown:
    """It may be shown. ``is_low_n`` asks for a warning beside the score."""

    n: int
    is_low_n: bool = field(kw_only=True)


@frozen(weakref_slot=False)
class SuppressedGroup:
    """It may not be shown, and neither may how many there are."""

    because: Withheld = field(repr=False)

    def __str__(self) -> str:
        return "suppressed"


@frozen(weakref_slot=False)
class NoData:
    """Nobody answered: nothing is hidden."""

    def __str__(self) -> str:
        return "no data"


@frozen(weakref_slot=False)
class Suppression:
    """What may be shown of every group, and of all of them together."""

    groups: FrozenMap[str, Shown | SuppressedGroup | NoData]
    total: Shown | SuppressedGroup | NoData

    @property
    def hidden(self) -> tuple[str, ...]:
        """The groups that are not shown, those without answers included, in the order given.

        Example:
            >>> suppress({"north": 0, "south": 12}).hidden
            ('north',)
        """
        return tuple(name for name, told in self.groups.items() if not isinstance(told, Shown))


def suppress(groups: Mapping[str, int], policy: ReportingPolicy = USUAL) -> Suppression:
    """Which groups may be shown, when their total is shown as well?

    Counting: a group of fewer than ``privacy_k`` is suppressed. While those that are suppressed are
    exactly one, or have fewer than ``privacy_k`` together, the smallest group that is shown is
    suppressed, too, of two alike the first: else it could be subtracted. Groups of nobody hide
    nothing and count no further. The total is shown from ``privacy_k`` answers on.

    Raises:
        InvalidValue: a group of fewer than nobody.
        WrongType: no mapping of names to whole numbers.

    Example:
        >>> found = suppress({"north": 3, "south": 12, "west": 7})
        >>> found.hidden, found.groups["south"], str(found.groups["west"])
        (('north', 'west'), Shown(n=12, is_low_n=True), 'suppressed')
    """
    sizes = {named("groups", name): count("groups", n) for name, n in pairs("groups", groups)}
    return decide(sizes, lambda names: sum(sizes[name] for name in names), policy)


def decide(
    sizes: Mapping[str, int], people: Callable[[Iterable[str]], int], policy: ReportingPolicy
) -> Suppression:
    """What may be shown, where ``people`` counts those in several groups together."""
    instance("policy", policy, ReportingPolicy, "a ReportingPolicy is needed")
    hidden = _hidden(sizes, people, policy.privacy_k)
    told = {name: _told(n, hidden.get(name), policy) for name, n in sizes.items()}
    everybody = people(sizes)
    few = Withheld.TOO_FEW if everybody < policy.privacy_k else None
    return Suppression(trusted(told), _told(everybody, few, policy))


def _hidden(
    sizes: Mapping[str, int], people: Callable[[Iterable[str]], int], k: int
) -> dict[str, Withheld]:
    hidden = {name: Withheld.TOO_FEW for name, n in sizes.items() if 0 < n < k}
    shown = sorted((name for name, n in sizes.items() if n >= k), key=lambda name: sizes[name])
    for smallest in shown:
        if not hidden or (len(hidden) > 1 and people(hidden) >= k):
            break
        hidden[smallest] = Withheld.REMAINDER
    return hidden


def _told(
    n: int, because: Withheld | None, policy: ReportingPolicy
) -> Shown | SuppressedGroup | NoData:
    if not n:
        return NoData()
    return SuppressedGroup(because) if because else Shown(n, is_low_n=n < policy.minimum_n)


def may_show(
    asked: Iterable[Hashable],
    published: Iterable[Iterable[Hashable]] = (),
    *,
    policy: ReportingPolicy = USUAL,
) -> Shown | SuppressedGroup | NoData:
    """May the answers that a filter finds be shown, beside what was published already?

    Answers are told apart by ids of them, or by the responses themselves; but two of nobody in
    particular that are equal in every field are then one.

    Counting: fewer than ``privacy_k`` answers are suppressed; so are those that differ from
    something published by 1 to ``privacy_k`` - 1 answers, which stand in one and not in the other.
    Each published result is compared alone: what two of them together give away is not seen.

    Example:
        >>> everybody = [f"A-{n}" for n in range(20)]
        >>> may_show(everybody[:-1], [everybody]).because
        Withheld.DIFFERENCE
        >>> may_show(everybody[:15], [everybody])
        Shown(n=15, is_low_n=True)
    """
    instance("policy", policy, ReportingPolicy, "a ReportingPolicy is needed")
    now = _answers("asked", asked)
    if isinstance(published, str) or not isinstance(published, Iterable):
        raise WrongType("published", published, "a collection of published results is needed")
    if len(now) < policy.privacy_k:
        return _told(len(now), Withheld.TOO_FEW, policy)
    apart = (len(now ^ _answers("published", one)) for one in published)
    told = any(0 < n < policy.privacy_k for n in apart)
    return _told(len(now), Withheld.DIFFERENCE if told else None, policy)


def _answers(name: str, value: object) -> frozenset[Hashable]:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise WrongType(name, value, "a collection of answers, or of their ids, is needed")
    return frozenset(_hashable(name, cast("Iterable[object]", value)))


def _hashable(name: str, value: Iterable[object]) -> Iterator[Hashable]:
    for one in value:
        try:
            hash(one)
        except TypeError as problem:
            allowed = "answers are responses, or ids of them"
            raise WrongType(name, one, allowed, "name them by their refs") from problem
        yield one
