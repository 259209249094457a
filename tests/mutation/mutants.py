"""What cosmic-ray can make of the code, and which of it is drawn."""

import difflib
import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from random import Random

from attrs import frozen

from tests.mutation import cosmic
from tests.mutation.places import ROOT, Place, Source

SEED = 20261122
NUMBER = 400


@frozen(order=True)
class Mutant:
    """One change at one place: the file below the root, where, and what cosmic-ray does there."""

    file: str
    place: Place
    operator: str
    occurrence: int

    @property
    def line(self) -> int:
        """The line that is changed."""
        return self.place[0]

    @property
    def name(self) -> str:
        """What tells it from all others, and where a person finds it."""
        line, column = self.place
        return f"{self.file}:{line}:{column} {self.operator}/{self.occurrence}"

    def text(self, root: Path = ROOT) -> str:
        """The changed module."""
        text = (root / self.file).read_text(encoding="utf-8")
        return cosmic.changed(text, self.operator, self.occurrence)

    def difference(self, root: Path = ROOT) -> str:
        """The changed lines, as a unified diff without context."""
        old = (root / self.file).read_text(encoding="utf-8").splitlines()
        diff = difflib.unified_diff(old, self.text(root).splitlines(), n=0, lineterm="")
        return "\n".join(line for line in list(diff)[2:] if not line.startswith("@@"))

    def key(self, root: Path = ROOT) -> str:
        """A name that changes when the module does: what was judged before then is judged anew."""
        digest = hashlib.sha256((root / self.file).read_bytes()).hexdigest()[:12]
        return f"{self.name} {digest}"


def mutants(paths: Iterable[Path], root: Path = ROOT) -> list[Mutant]:
    """Everything that can be changed and might be noticed, in an order that does not change."""
    return sorted(found for path in paths for found in _of_file(path, root))


def drawn(found: list[Mutant], seed: int = SEED) -> Iterator[Mutant]:
    """One mutant of each place, place after place in an order that the seed decides."""
    chance = Random(seed)
    places = [list(same) for _, same in groupby(found, key=lambda one: (one.file, one.place))]
    chance.shuffle(places)
    return (chance.choice(same) for same in places)


def _of_file(path: Path, root: Path) -> Iterator[Mutant]:
    text = path.read_text(encoding="utf-8")
    file = path.relative_to(root).as_posix()
    left_out = Source.of(text).left_out()
    for operator, occurrence, place in cosmic.changes(text):
        if not any(place in span for span in left_out):
            yield Mutant(file, place, operator, occurrence)
