"""Where answers and problems go. A file under its own name is a whole one.

Rules of this file: what is written grows in a neighbour, ``NAME.part``, and gets its name when the
run is over; until then an older file of that name is untouched. A run that ends otherwise, killed
or on a full disk, leaves at most the neighbour, which the next run writes anew. Devices and pipes
have no neighbours: they are written as it goes, and so is a file that a shell has opened for us
already.
"""

import os
import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO, cast

from attrs import frozen

from postsales.basics._errors import short
from postsales.cli.endings import Broken, Usage
from postsales.cli.meters import STDIN

__all__ = ["Output", "check_targets", "forget_stdout", "opened", "put", "stdout"]

_PART = ".part"


@frozen(weakref_slot=False, eq=False)
class Output:
    """A stream that is written to; ``whole`` is the file that it becomes, where it becomes one.

    ``name`` is what people call it.
    """

    stream: TextIO
    name: str
    whole: Path | None = None

    @contextmanager
    def writing(self) -> Generator[None]:
        """Where something is written to it.

        Raises:
            Broken: it takes no more.
            BrokenPipeError: nobody reads it any more.
        """
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Broken(f"{self.name} cannot be written: {error.strerror}") from None

    def keep(self) -> None:
        """All is written: give it its name, and make sure that it stays.

        Raises:
            Broken: another run has begun to write the same file, there is no room, or the folder
                is gone.
            BrokenPipeError: nobody reads it any more.
        """
        with self.writing():
            self._keep()

    def _keep(self) -> None:
        self.stream.flush()
        if self.whole is None:
            self._let_go()
            return
        part = _part(self.whole)
        os.fsync(self.stream.fileno())
        if not _is_still(part, self.stream.fileno()):
            raise Broken(f"{short(str(self.whole))} is written by another run, too")
        if self.whole.exists():
            shutil.copymode(self.whole, part)
        self.stream.close()
        part.replace(self.whole)
        _settle(self.whole.parent)

    def _let_go(self) -> None:
        if self.stream is not sys.stdout:
            # What is still buffered may find no room.
            with suppress(OSError):
                self.stream.close()

    def drop(self) -> None:
        """It is no result: only a file that has its name already stays."""
        if self.whole is None or self.stream.closed:
            self._let_go()
            return
        part = _part(self.whole)
        with suppress(OSError):
            ours = _is_still(part, self.stream.fileno())
            self._let_go()
            if ours:
                part.unlink()


def _part(whole: Path) -> Path:
    return whole.with_name(whole.name + _PART)


def _is_still(part: Path, descriptor: int) -> bool:
    """Is the file that we write the one that is found under its name?"""
    with suppress(OSError):
        return os.path.samestat(part.stat(), os.fstat(descriptor))
    return False


def _settle(folder: Path) -> None:
    """Make the name itself last, where a folder can be asked to."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def opened(option: str, path: str | None) -> Output | None:
    """The output that an option names; None where it names none, or the default stream.

    Raises:
        Usage: it cannot be written.
    """
    if path is None or path == STDIN:
        return None
    target, name = Path(path), f"{option} {short(path)}"
    try:
        descriptor = _standard(target)
        if descriptor is not None:
            return Output(_stream(os.dup(descriptor)), name)
        if target.exists() and not target.is_file():
            return Output(_stream(target), name)
        # The file behind a link gets the answers, and the link stays one.
        whole = target.resolve()
        if whole.exists() and not os.access(whole, os.W_OK):
            raise Usage(f"{option} is {short(path)}: it may not be written")
        part = _part(whole)
        # Whatever lies there may be a link to something else, or another run's.
        part.unlink(missing_ok=True)
        stream = _stream(part, _private if whole.exists() else None)
        return Output(stream, name, whole)
    except OSError as error:
        beside = None if target.is_dir() else _part(target)
        at = f"{short(beside.name)} beside it" if beside and beside.exists() else "it"
        says = f"{at} cannot be written: {error.strerror}"
        raise Usage(f"{option} is {short(path)}: {says}") from None


def _standard(target: Path) -> int | None:
    """The stream that a shell has opened and that the file is; it may hold more than is ours."""
    for descriptor in (1, 2):
        # Streams can be closed, and targets not be there.
        with suppress(OSError):
            if target.is_file() and os.path.samestat(target.stat(), os.fstat(descriptor)):
                return descriptor
    return None


def _stream(file: Path | int, opener: Callable[[str, int], int] | None = None) -> TextIO:
    # Line ends are what the formats say, on every system.
    return open(file, "w", encoding="utf-8", errors="backslashreplace", newline="", opener=opener)


def _private(path: str, flags: int) -> int:
    """A file for nobody else, until it gets the rights of the one that it replaces."""
    return os.open(path, flags, 0o600)


def stdout() -> Output:
    """The standard output.

    Raises:
        Usage: there is none.
    """
    out: Any = sys.stdout
    if out is None:
        raise Usage("the standard output is closed: name a file with --out")
    # A narrow encoding must not end a run over orders with letters of all kinds.
    if isinstance(out, TextIOWrapper):
        out.reconfigure(errors="backslashreplace")
    return Output(cast("TextIO", out), "the standard output")


def put(text: str, path: str | None) -> None:
    """Write a text whole, to what ``--out`` names.

    Raises:
        Usage: it cannot be written to.
        Broken: it could not be written.
    """
    out = opened("--out", path) or stdout()
    try:
        with out.writing():
            out.stream.write(text)
        out.keep()
    except BrokenPipeError:
        forget_stdout()
    except BaseException:
        out.drop()
        raise


def forget_stdout() -> None:
    """Whoever reads has seen enough; what is still buffered must not be written at exit."""
    # Where no file stands behind it, nothing is written at exit.
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check_targets(read: list[str], targets: dict[str, str | None]) -> None:
    """What is written must not be what is read, and the outputs are as many as they are named.

    Raises:
        Usage: an option names what is used already.
    """
    used = [*read]
    for option, target in targets.items():
        if target is None or target == STDIN:
            continue
        parts = _names(target)
        if any(_same(x, y) for x in parts for y in used):
            raise Usage(
                f"{option} is {short(target)}: it is used already, so it cannot be written to"
            )
        used += parts


def _names(target: str) -> list[str]:
    """What is written for an output: itself and what it grows in; a device grows nowhere."""
    path = Path(target)
    direct = _standard(path) is not None or (path.exists() and not path.is_file())
    return [target] if direct else [target, target + _PART]


def _same(left: str, right: str) -> bool:
    one, other = Path(left), Path(right)
    if one.is_file() and other.is_file():
        # A file can have several names, and none of them is a link to another.
        return one.samefile(other)
    # Devices such as the null device can be named twice.
    return not one.exists() and not other.exists() and one.resolve() == other.resolve()
