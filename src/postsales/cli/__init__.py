"""The command line ``postsales``: orders and histories in, answers out; terms shown and compared.

This package is the only place that opens files, reads the environment and knows a terminal. It
holds no rules: a command reads (``sources``, ``named``, ``terms``), asks the library (``desks``,
in one process or with ``pools`` in several) and writes (``formats``, ``outputs``).

======================= ==========================================================================
exit status             meaning
======================= ==========================================================================
0                       all documents were answered
1                       some documents could not be read or answered; the others were, unless
                        ``--strict`` was told; or ``terms lint`` found something, or ``terms diff``
                        a difference
2                       the command line asks for something that cannot be
3                       the run broke off: a full disk, a source that cannot be read further, a
                        worker that ended, an error in a module of the host
130                     interrupted
143                     told to end, by SIGTERM
======================= ==========================================================================
"""

from collections.abc import Sequence
from contextlib import suppress

__all__ = ["main"]

STOPPED = 1
USAGE = 2
BROKEN = 3
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks and give the exit status.

    Example:
        >>> main(["assess", "postsales.samples:orders", "--from", "python",
        ...       "--terms", "postsales.samples:terms", "--reason", "faulty",
        ...       "--at", "2026-04-02T12:00+02:00", "--format", "jsonl", "--quiet"])
        ... # doctest: +ELLIPSIS
        {"order": "split-delivery", ...
        0
    """
    # The library is loaded when a command runs: --help answers at once.
    from postsales.cli.arguments import parsed
    from postsales.cli.endings import Broken, Stopped, Usage

    try:
        asked = parsed(arguments)
        from postsales.cli.commands import run

        return run(asked)
    except Usage as problem:
        return _told(problem, USAGE)
    except Stopped as problem:
        return _told(problem, STOPPED)
    except Broken as problem:
        return _told(problem, BROKEN)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - told in full, see below
        # Somebody has to find the slip, and a script must not take it for some bad documents.
        from traceback import print_exc

        with suppress(OSError):
            print_exc()
        return BROKEN


def _told(problem: Exception, status: int) -> int:
    from postsales.cli.sentences import say

    # Where this cannot be told either, the status still says it.
    with suppress(OSError):
        say(str(problem))
    return status
