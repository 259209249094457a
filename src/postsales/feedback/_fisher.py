"""Fisher's exact test of two shares.

Rules of this file: what comes in was checked. Tables are weighed against the one that was seen, so
that nothing gets too small for a float; the two sides are those tables that are no likelier.
"""

from collections.abc import Iterator

__all__ = ["fisher_p"]

# Two tables that are equally likely differ in the last digits of a float.
_ALIKE = 1 + 1e-7


def fisher_p(a: tuple[int, int], b: tuple[int, int]) -> float:
    """How likely is a table no likelier than this, when the margins are what they are?"""
    weights = [1.0, *_further(a, b), *_further(b, a)]
    return sum(weight for weight in weights if weight <= _ALIKE) / sum(weights)


def _further(a: tuple[int, int], b: tuple[int, int]) -> Iterator[float]:
    """How likely tables are beside the one that was seen, each with one success more in a."""
    successes, failures = a[0], a[1] - a[0]
    others, other_failures = b[0], b[1] - b[0]
    weight = 1.0
    while failures and others:
        weight *= failures * others / ((successes + 1) * (other_failures + 1))
        successes, failures = successes + 1, failures - 1
        others, other_failures = others - 1, other_failures + 1
        yield weight
