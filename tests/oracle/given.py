"""What is compared, and where other libraries are known to be wrong.

======================================= ======================================= ================
asked of statsmodels 0.15, scipy 1.17   says                                    here
======================================= ======================================= ================
``proportion_confint(5, 4)``            nan; ``agresti_coull``: 0.657 to 1      ``InvalidValue``
``proportion_confint(0, 0)``            nan; ``agresti_coull``: 0 to 1;         ``None``
                                        ``jeffreys``: 0.002 to 0.998
``proportions_ztest`` of 0 and 0        nan, with a warning                     ``None``, and why
``beta.ppf(0.75, 2, 999_999_999)``      wrong from the eighth digit on          all digits
``wilson`` of 10**9 of 10**9            ends a digit below 1                    1
======================================= ======================================= ================
"""

from collections.abc import Iterator

ORACLE = "scipy and statsmodels come with the extra 'oracle'"
CONFIDENCES = (0.5, 0.8, 0.95, 0.99, 0.9999)
MANY = (10**6, 10**9)


def counts() -> Iterator[tuple[int, int]]:
    """So many of so many: everything up to 60, and the ends and middle of many."""
    for n in (*range(1, 13), 29, 30, 60):
        yield from ((k, n) for k in range(n + 1))
    for n in MANY:
        yield from ((k, n) for k in (0, 1, 2, n // 10, n // 2, n - 2, n - 1, n))
