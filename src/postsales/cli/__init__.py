"""The command line ``postsales``: orders in, answers out.

This package is the only place that opens files, reads the environment and knows a terminal. It
holds no rules: a command reads (``documents``, ``named``, ``terms``), asks the library
(``answers``) and writes (``report``, ``rows``, or records as the library writes them).

======================= ==========================================================================
exit status             meaning
======================= ==========================================================================
0                       all documents were answered
1                       some documents could not be read or answered; the others were
2                       the command line asks for something that cannot be
130                     interrupted
======================= ==========================================================================
"""

from collections.abc import Sequence
from contextlib import suppress

__all__ = ["main"]

INTERRUPTED = 130
USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks and give the exit status.

    Example:
        >>> main(["assess", "postsales.samples:orders", "--from", "python",
        ...       "--terms", "postsales.samples:terms", "--reason", "faulty",
        ...       "--at", "2026-04-02T12:00+02:00", "--format", "jsonl"])
        ... # doctest: +ELLIPSIS
        {"order": "split-delivery", ...
        0
    """
    # The library is loaded when a command runs: --help answers at once.
    from postsales.cli.arguments import Usage, parsed
    from postsales.cli.sentences import say

    try:
        asked = parsed(arguments)
        from postsales.cli.commands import run

        return run(asked)
    except Usage as problem:
        # Where this cannot be told either, the status still says it.
        with suppress(OSError):
            say(str(problem))
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
