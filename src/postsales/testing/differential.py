"""Two versions of a policy beside each other: the first question on which they disagree."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics._errors import InvalidValue
from postsales.basics.quantities import FrozenMap
from postsales.testing.answers import PARTS, Answer, beside, parts_of
from postsales.testing.law import Scene
from postsales.testing.profiles import Profile, settings_of
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["Disagreement", "about_of", "disagreement"]

_CALLED_OFF = "cancellation_"
_OF_MONEY = frozenset({"refund", "lines", "charges", "fees", "withheld", "tenders"})
_WORDS = "because"
_Differing = dict[str, tuple[object, object]]


@frozen(weakref_slot=False)
class Disagreement:
    """A scene on which two policies say something else, and what each of them says.

    ``differences`` are the parts of the answers that were compared and differ, each with what the
    old and the new one say; those about calling off begin with ``cancellation_``. Its text tells
    what differs, both explanations, and the scene as code that can be pasted.
    """

    scene: Scene
    old: Answer
    new: Answer
    differences: FrozenMap[str, tuple[object, object]]
    told: str

    def __str__(self) -> str:
        return self.told


def about_of(names: Iterable[str]) -> frozenset[str]:
    """The parts of an answer that these words name.

    Raises:
        InvalidValue: an answer has no such part.
    """
    found = (names,) if isinstance(names, str) else tuple(names)
    for name in found:
        if name not in PARTS:
            raise InvalidValue("about", name, "an answer has no such part", f"of {PARTS}")
    return frozenset(found)


def disagreement(
    old: "Subject", new: "Subject", profile: Profile, about: frozenset[str]
) -> Disagreement | None:
    """The simplest scene that was found on which two policies disagree; None where none was.

    Without ``about``, what one of them never tells is not compared.
    """
    from hypothesis import given

    from postsales.testing.messages import disagreeing

    compared = about or _told_by_both(old, new)
    found: list[tuple[Scene, _Differing]] = []

    @settings_of(profile)
    @given(scenes(old) | scenes(new))
    def tried(scene: Scene) -> None:
        differing = _differences(old, new, scene, compared)
        if differing:
            found.append((scene, differing))
            raise _Differs

    try:
        tried()
    except _Differs:
        scene, differing = found[-1]
        answers = old.ask(scene), new.ask(scene)
        explained = answers
        if all(name.startswith(_CALLED_OFF) for name in differing):
            explained = _called_off(old, scene), _called_off(new, scene)
        told = disagreeing(scene, differing, old, new, explained)
        return Disagreement(scene, *answers, FrozenMap(differing), told)
    return None


class _Differs(Exception):
    """The two said something else."""


def _differences(
    old: "Subject", new: "Subject", scene: Scene, compared: frozenset[str]
) -> _Differing:
    found = _of(beside(old.ask(scene), new.ask(scene)), compared)
    if old.cancels is None or new.cancels is None:
        return found
    called_off = beside(_called_off(old, scene), _called_off(new, scene))
    return found | {f"{_CALLED_OFF}{x}": told for x, told in _of(called_off, compared).items()}


def _called_off(subject: "Subject", scene: Scene) -> Answer:
    return subject.call_off(scene, scene.request.quantities)


def _of(differing: _Differing, compared: frozenset[str]) -> _Differing:
    return {name: told for name, told in differing.items() if name in compared}


def _told_by_both(old: "Subject", new: "Subject") -> frozenset[str]:
    """What both tell; the words of reasons only where both take theirs from terms, or neither."""
    found = _told_by(old) & _told_by(new)
    same_words = (old.terms is None) == (new.terms is None)
    return found if same_words else found - {_WORDS}


def _told_by(subject: "Subject") -> frozenset[str]:
    """What a policy tells: of terms that is known, and of a function it is seen."""
    if subject.terms is not None and subject.engine is None:
        without = frozenset[str]() if subject.refund_terms is not None else _OF_MONEY
        return frozenset(PARTS) - without
    from hypothesis import given

    seen: set[str] = set()

    @settings_of(Profile.QUICK)
    @given(scenes(subject))
    def asked(scene: Scene) -> None:
        seen.update(parts_of(subject.ask(scene)))

    asked()
    return frozenset(seen)
