"""How a run ends before its end. None of these leaves the command, so none is in the error tree."""

__all__ = ["Broken", "Stopped", "Usage"]


class Usage(Exception):
    """The command line asks for something that cannot be; its sentence says what can."""


class Stopped(Exception):
    """A document has no answer and was to have one: with ``--strict`` any, with ``--order`` that.

    Its problems are told; what was answered before it is no result.
    """


class Broken(Exception):
    """The run began and cannot go on, whatever the documents say; its sentence says why."""
