"""Two versions of a policy beside each other: the first question on which they disagree."""

from typing import TYPE_CHECKING

from attrs import frozen

from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.profiles import Profile, settings_of
from postsales.testing.strategies.scenes import scenes

if TYPE_CHECKING:
    from postsales.testing.subject import Subject

__all__ = ["Disagreement", "disagreement"]


@frozen(weakref_slot=False)
class Disagreement:
    """A scene on which two policies say something else, and what each of them says.

    Its text tells what differs, both explanations, and the scene as code that can be pasted.
    """

    scene: Scene
    old: Answer
    new: Answer
    told: str

    @property
    def differences(self) -> dict[str, tuple[object, object]]:
        """What differs: each part of the answers with what the old and the new one say."""
        return differences(self.old, self.new)

    def __str__(self) -> str:
        return self.told


_PARTS = (
    "allowed",
    "referred",
    "because",
    "ends_at",
    "refund",
    "lines",
    "charges",
    "fees",
    "withheld",
    "tenders",
)


def differences(old: Answer, new: Answer) -> dict[str, tuple[object, object]]:
    """The parts in which two answers differ."""
    pairs = {name: (getattr(old, name), getattr(new, name)) for name in _PARTS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def disagreement(old: "Subject", new: "Subject", profile: Profile) -> Disagreement | None:
    """The simplest scene that was found on which two policies disagree; None where none was."""
    from hypothesis import given

    from postsales.testing.messages import beside

    found: list[tuple[Scene, Answer, Answer]] = []

    @settings_of(profile)
    @given(scenes(old) | scenes(new))
    def tried(scene: Scene) -> None:
        first, second = old.ask(scene), new.ask(scene)
        if differences(first, second):
            found.append((scene, first, second))
            raise _Differs

    try:
        tried()
    except _Differs:
        scene, first, second = found[-1]
        told = beside(scene, differences(first, second), old, new)
        return Disagreement(scene, first, second, told)
    return None


class _Differs(Exception):
    """The two said something else."""
