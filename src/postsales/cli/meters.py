"""How much of the files was read: what a share of the work is told by."""

import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from attrs import define

from postsales.basics._errors import short
from postsales.cli.endings import Broken

__all__ = ["STDIN", "Meter"]

STDIN = "-"


@define(weakref_slot=False, eq=False)
class Meter:
    """Opens the sources one after the other and knows how many bytes of them were read.

    ``total`` are the bytes of all files together; None where a source is a stream, of which nobody
    knows how long it will be.
    """

    total: int | None = None
    _before: int = 0
    _here: int = 0

    @property
    def read(self) -> int:
        """The bytes that were read by now."""
        return self._before + self._here

    def expect(self, paths: Sequence[str]) -> None:
        """These will be read."""
        files = [Path(x) for x in paths if x != STDIN]
        known = len(files) == len(paths) and all(x.is_file() for x in files)
        self.total = sum(x.stat().st_size for x in files) if known else None

    @contextmanager
    def opened(self, path: str) -> Generator[BinaryIO]:
        """A source, to be read from its start.

        Raises:
            Broken: it cannot be opened any more, or a part of it cannot be read.
        """
        try:
            if path == STDIN:
                yield sys.stdin.buffer
                return
            with Path(path).open("rb") as stream:
                yield stream
                self.follow(stream)
        except OSError as error:
            # Whoever uses the stream writes elsewhere, so that an error here is one of reading.
            says = f"the source {short(path)} cannot be read further: {error.strerror}"
            raise Broken(says) from None
        self._before, self._here = self.read, 0

    def follow(self, stream: BinaryIO) -> None:
        """The stream was read up to where it stands."""
        if self.total is not None:
            self._here = stream.tell()
