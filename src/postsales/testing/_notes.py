"""What one suite has said already, so that nobody reads it fifty times."""

import warnings

from postsales.testing._tally import ADVICE
from postsales.testing.law import Law, LawBroken, PolicyRaises

__all__ = ["Notes"]


class Notes:
    """What was said once: an error of the policy with the law that met it, and warnings."""

    __slots__ = ("_met", "_warned")

    def __init__(self) -> None:
        self._met: dict[tuple[object, object], Law] = {}
        self._warned: set[str] = set()

    def once(self, law: Law, error: LawBroken) -> str:
        """The whole message; for an error that another law has met, only which one that was."""
        cause = error.__cause__
        if not isinstance(error, PolicyRaises) or "raised_at" not in error.facts:
            return str(error)
        first = self._met.setdefault((type(cause), error.facts["raised_at"]), law)
        if first is law:
            return str(error)
        what = f"{error.facts['error']}, raised at {error.facts['raised_at']}"
        return f"[{law.key}] the same error as {first.id}: {what}"

    def warn(self, policy: str, why: str) -> None:
        """Warn once of laws that were not tried."""
        if why not in self._warned:
            self._warned.add(why)
            warnings.warn(f"{policy}: {why}; {ADVICE[why]}", stacklevel=3)
