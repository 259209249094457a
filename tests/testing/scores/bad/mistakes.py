"""What a bad scorer is: a small mistake in how answers are counted, and the law that finds it."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from postsales import LTR_0_10, FrozenMap, NpsCounts
from postsales.testing.scores import Scorer, ScoreSuite, check


@frozen
class Bad:
    """A mistake in a scorer, and the law that has to find it."""

    name: str
    law: str
    scorer: Scorer
    given: Mapping[str, Any] = FrozenMap({})

    def suite(self, **given: Any) -> ScoreSuite:
        """The laws for a scorer with the mistake."""
        return check(self.scorer, **{**self.given, **given})


def counts(answers: Sequence[int]) -> NpsCounts:
    """Bare scores, counted well."""
    return NpsCounts.of([LTR_0_10.score(x) for x in answers])


def net(promoters: float, detractors: float, n: float) -> float | None:
    """A net score of counts, as it should be."""
    return 100 * (promoters - detractors) / n if n else None
