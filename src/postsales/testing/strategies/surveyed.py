"""All of feedback: what draws each of its classes, by subject."""

from collections.abc import Callable, Mapping
from typing import Any

from postsales.testing.strategies._dice import Dice
from postsales.testing.strategies.commented import COMMENTED
from postsales.testing.strategies.driven import DRIVEN
from postsales.testing.strategies.heard import HEARD
from postsales.testing.strategies.moved import MOVED
from postsales.testing.strategies.questioned import QUESTIONED
from postsales.testing.strategies.rated import RATED
from postsales.testing.strategies.reached import REACHED
from postsales.testing.strategies.replied import REPLIED
from postsales.testing.strategies.reported import REPORTED
from postsales.testing.strategies.weighed import WEIGHED

__all__ = ["SURVEYED"]

SURVEYED: Mapping[type[Any], Callable[[Dice], Any]] = {
    **COMMENTED,
    **DRIVEN,
    **HEARD,
    **MOVED,
    **QUESTIONED,
    **RATED,
    **REACHED,
    **REPLIED,
    **REPORTED,
    **WEIGHED,
}
"""What draws each class of these."""
