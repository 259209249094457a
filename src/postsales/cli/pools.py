"""Several processes at one run: chunks of documents go out, what is said comes back in order.

Rules of this file: a worker is handed the words of the command line and makes its own desk of them,
so that nothing needs to be copied but documents; as many chunks are on their way as keep the
workers busy, never more; whatever ends the run ends the workers.
"""

import multiprocessing
import os
import signal
from argparse import Namespace
from collections import deque
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection
from threading import Thread, current_thread, main_thread
from typing import Any, NoReturn, cast

from attrs import define, frozen

from postsales.cli.answers import Bads
from postsales.cli.desks import AnyDesk, any_desk_of
from postsales.cli.documents import Text
from postsales.cli.endings import Broken
from postsales.cli.formats import Told
from postsales.cli.sources import Piece

__all__ = ["told_by_several"]

_MOST = 64
"""How many documents a chunk has."""
_LARGEST = 500_000
"""After how many bytes a chunk is full; it has one document more at most."""


def told_by_several(
    asked: Namespace, desk: AnyDesk, pieces: Iterator[Piece], tally: Any
) -> Iterator[Told | Bads]:
    """What is said about each document, in the order of the documents, counted in ``tally``.

    Raises:
        Broken: a worker ended, or found other terms than the ones that the run began with.
    """
    with _workers(asked, desk) as submit:
        waiting: deque[Future[_Said]] = deque()
        for chunk in _chunks(pieces):
            waiting.append(submit(chunk))
            # What is done is given out, so that a stream that pauses holds little back.
            while waiting and (waiting[0].done() or len(waiting) > 2 * asked.jobs):
                yield from _taken(waiting.popleft(), tally)
        while waiting:
            yield from _taken(waiting.popleft(), tally)


def _taken(said: "Future[_Said]", tally: Any) -> Iterator[Told | Bads]:
    found = said.result()
    tally.add(found.tally)
    yield from found.told


def _chunks(pieces: Iterator[Piece]) -> Iterator[tuple[Piece, ...]]:
    chunk: list[Piece] = []
    size = 0
    for piece in pieces:
        chunk.append(piece)
        size += len(piece.raw) if isinstance(piece, Text) else 0
        if len(chunk) == _MOST or size > _LARGEST:
            yield tuple(chunk)
            chunk, size = [], 0
    if chunk:
        yield tuple(chunk)


# In the process that reads and writes


@contextmanager
def _workers(
    asked: Namespace, desk: AnyDesk
) -> "Generator[Callable[[tuple[Piece, ...]], Future[_Said]]]":
    before = {*multiprocessing.active_children()}
    pool = ProcessPoolExecutor(
        asked.jobs,
        # The same on every system, and safe where the host has threads.
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(asked, desk.digests()),
    )

    def submit(chunk: tuple[Piece, ...]) -> Future[_Said]:
        with _keyboard_is_ours():
            return pool.submit(_work, chunk)

    try:
        with _told_to_end():
            yield submit
    except BrokenProcessPool:
        says = "a worker ended before its work was done: killed, or out of memory"
        raise Broken(f"{says}; try it with fewer --jobs") from None
    except BaseException:
        for worker in {*multiprocessing.active_children()} - before:
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _told_to_end() -> Generator[None]:
    """Whoever tells this process to end gets an end that tidies up, as the keyboard does."""
    ours = current_thread() is main_thread() and signal.getsignal(signal.SIGTERM) == signal.SIG_DFL
    if not ours:
        # The host has plans of its own, or does not listen here.
        yield
        return
    signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _end(number: int, _: object) -> NoReturn:
    # What shells say of a process that a signal has ended.
    raise SystemExit(128 + number)


@contextmanager
def _keyboard_is_ours() -> Generator[None]:
    """Processes that are started here hear nothing of the keyboard: whoever started them does."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In a worker


@frozen(weakref_slot=False)
class _Said:
    """What came of a chunk."""

    told: tuple[Told | Bads, ...]
    tally: Any


@define(weakref_slot=False, eq=False)
class _Worker:
    """What a worker knows from its start, and the desk that it makes of it."""

    asked: Namespace
    digests: tuple[str | None, ...]
    _desk: AnyDesk | None = None

    @property
    def desk(self) -> AnyDesk:
        """The desk, made for the first chunk.

        Raises:
            Broken: the terms are no longer those of the run.
        """
        if self._desk is None:
            made = any_desk_of(self.asked)
            if made.digests() != self.digests:
                raise Broken("the terms were changed while the run was on")
            self._desk = made
        return self._desk


@define(weakref_slot=False, eq=False)
class _Process:
    """The worker that this process is, where it is one: chunks come without it."""

    worker: _Worker | None = None


_PROCESS = _Process()


def _begin(asked: Namespace, digests: tuple[str | None, ...]) -> None:
    _PROCESS.worker = _Worker(asked, digests)
    # Where signals cannot be blocked beforehand.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Nobody reads what is said once the process that asked was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _work(chunk: tuple[Piece, ...]) -> _Said:
    desk = cast("_Worker", _PROCESS.worker).desk
    tally = desk.new_tally()
    return _Said(tuple(x for piece in chunk for x in desk.told(piece, tally)), tally)
