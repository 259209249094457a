"""The end of what names no end: it is looked for, and what is found is a true change.

Rules of this file: it knows nothing of rules and cases, only what is allowed at an instant.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

__all__ = ["lapse"]

_DOUBLED = 12
_MOMENT = timedelta(microseconds=1)


def lapse(is_allowed: Callable[[datetime], bool], allowed_at: datetime) -> datetime | None:
    """When is it no longer allowed? None where it is not even now, or still after eleven years.

    Counting: it is asked again 1, 2, 4 and so on up to 4096 days after an instant at which it is
    allowed, and then half-way between; what ends and begins again before that is not seen.

    Example:
        >>> from datetime import UTC
        >>> may = datetime(2026, 5, 1, tzinfo=UTC)
        >>> lapse(lambda at: at < may, datetime(2026, 3, 2, tzinfo=UTC)) == may
        True
    """
    if not is_allowed(allowed_at):
        return None
    allowed = allowed_at
    for doubled in range(_DOUBLED + 1):
        over = allowed_at + timedelta(days=2**doubled)
        if not is_allowed(over):
            break
        allowed = over
    else:
        return None
    while over - allowed > _MOMENT:
        middle = allowed + (over - allowed) // 2
        allowed, over = (middle, over) if is_allowed(middle) else (allowed, middle)
    return over
