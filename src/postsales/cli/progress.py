"""How far a long run is, on one line of a terminal that is wiped when it is over."""

import sys
from argparse import Namespace
from time import monotonic  # noqa: TID251 - how fast it is, and nothing else
from typing import Self, TextIO

from attrs import define

from postsales.cli.meters import Meter

__all__ = ["Progress", "progress_of"]

_FIRST_AFTER = 1.0
_THEN_EVERY = 0.2
_MB = 1_000_000


@define(weakref_slot=False, eq=False)
class Progress:
    """Tells rows, rows a second and the share of the files, now and then; never in a log."""

    stream: TextIO | None
    meter: Meter
    _began: float
    _next: float
    _rows: int = 0
    _shown: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.wipe()

    def row(self) -> None:
        """One document more is done."""
        self._rows += 1
        if self.stream is None:
            return
        now = monotonic()
        if now >= self._next:
            self._next = now + _THEN_EVERY
            self._show(self.stream, self.says(now - self._began))

    def says(self, seconds: float) -> str:
        """How far it is after some seconds.

        Example:
            >>> meter = Meter(total=2_000_000)
            >>> Progress(None, meter, 0.0, 0.0, rows=3_000).says(2.0)
            '3,000 rows, 1,500 rows/s, 0 % of 2.0 MB'
        """
        told = f"{self._rows:,} rows, {self._rows / max(seconds, 1e-9):,.0f} rows/s"
        if not self.meter.total:
            return told
        share = 100 * self.meter.read // self.meter.total
        return f"{told}, {share} % of {self.meter.total / _MB:,.1f} MB"

    def wipe(self) -> None:
        """Make room for something else to be told."""
        if self.stream is not None and self._shown:
            self._show(self.stream, "")
            self.stream.write("\r")
            self.stream.flush()

    def _show(self, stream: TextIO, text: str) -> None:
        stream.write("\r" + text.ljust(self._shown))
        stream.flush()
        self._shown = len(text)


def progress_of(meter: Meter, out: TextIO, asked: Namespace) -> Progress:
    """The progress of a run: shown on a terminal, unless the answers scroll by there, too."""
    err = sys.stderr
    shown = err is not None and err.isatty() and not out.isatty() and not asked.quiet
    now = monotonic()
    return Progress(err if shown else None, meter, now, now + _FIRST_AFTER)
