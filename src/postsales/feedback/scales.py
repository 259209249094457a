"""Scales: which answers a question allows, and which end of them is good.

Rules of this file: a scale is a type and no convention. Whoever scores an answer names its scale,
and two scales never meet in one score.
"""

from fractions import Fraction

from attrs import field, frozen

from postsales.basics._checks import count, instance
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word

__all__ = [
    "CES_1_7",
    "CES_V1_1_5",
    "CSAT_1_5",
    "LTR_0_10",
    "SHOP_1_10",
    "STARS_1_5",
    "THUMBS",
    "InvalidScore",
    "RatingScale",
    "ScaleKind",
    "ScaleMismatch",
]

_FURTHEST = 1000


class InvalidScore(InvalidValue):
    """An answer that is not on its scale: 11 of 10, 8.5, ``True``, ``"9"``, none at all.

    Nothing is turned into a number here; ``feedback.parse_score`` reads text.

    Example:
        >>> LTR_0_10.score(True)
        Traceback (most recent call last):
        ...
        postsales.feedback.scales.InvalidScore: score is True: whole numbers from 0 to 10 are on ...
    """


class ScaleMismatch(InvalidValue):
    """Answers on one scale were given to a score of another one.

    A mark of 1 to 10 is no likelihood of 0 to 10, and low effort on one scale is high on the next.
    """


class ScaleKind(Word):
    """What a scale asks for."""

    RECOMMENDATION = "recommendation"
    """How likely somebody is to recommend us: the question of the net promoter score."""
    SATISFACTION = "satisfaction"
    """How satisfied somebody is."""
    EFFORT = "effort"
    """How hard or how easy something was."""
    STARS = "stars"
    """How good something is."""
    MARK = "mark"
    """A mark for the shop, from 1 to 10, beside an open question."""
    THUMBS = "thumbs"
    """Good or bad."""


def _kind(value: ScaleKind | str) -> ScaleKind:
    return ScaleKind.read("kind", value)


@frozen(weakref_slot=False)
class RatingScale:
    """The whole numbers from ``minimum`` to ``maximum``, both included.

    Scales are equal when all of their fields are: the direction and the kind belong to them.

    Raises:
        InvalidValue: fewer than two points, or further than 1,000 from zero.

    Example:
        >>> RatingScale(1, 5, kind="satisfaction").points
        range(1, 6)
    """

    minimum: int
    maximum: int
    kind: ScaleKind = field(converter=_kind, kw_only=True)
    higher_is_better: bool = field(default=True, kw_only=True)

    def __attrs_post_init__(self) -> None:
        count("minimum", self.minimum, -_FURTHEST, _FURTHEST)
        count("maximum", self.maximum, -_FURTHEST, _FURTHEST)
        instance("higher_is_better", self.higher_is_better, bool, "True or False is needed")
        if self.maximum <= self.minimum:
            allowed = f"a scale has two points at least: more than {self.minimum} is needed"
            advice = "name the lower end first, and say higher_is_better=False"
            raise InvalidValue("maximum", self.maximum, allowed, advice)

    @property
    def points(self) -> range:
        """Every answer that the scale allows, the lowest first.

        Example:
            >>> list(THUMBS.points)
            [0, 1]
        """
        return range(self.minimum, self.maximum + 1)

    @property
    def best(self) -> int:
        """The best answer.

        Example:
            >>> CSAT_1_5.best, CES_V1_1_5.best
            (5, 1)
        """
        return self.maximum if self.higher_is_better else self.minimum

    def best_points(self, boxes: int) -> tuple[int, ...]:
        """So many of the best answers, the lowest number first.

        Example:
            >>> CSAT_1_5.best_points(2), CES_V1_1_5.best_points(2)
            ((4, 5), (1, 2))
        """
        count("boxes", boxes, 1, len(self.points))
        points = tuple(self.points)
        return points[-boxes:] if self.higher_is_better else points[:boxes]

    def score(self, value: object) -> int:
        """The answer, when it is a whole number on this scale.

        Raises:
            InvalidScore: anything else: other numbers, fractions, text, ``True``, ``None``.

        Example:
            >>> LTR_0_10.score(9)
            9
        """
        if type(value) is int and self.minimum <= value <= self.maximum:
            return value
        allowed = f"whole numbers from {self.minimum} to {self.maximum} are on this scale"
        advice = "read text with feedback.parse_score" if isinstance(value, str) else ""
        raise InvalidScore("score", value, allowed, advice)

    def rescaled(self, value: int) -> Fraction:
        """Where does an answer stand from 0, the lowest of the scale, to 100, its highest?

        For pictures side by side only: the same place on two scales is not the same answer.

        Rounding: none.

        Example:
            >>> [str(STARS_1_5.rescaled(stars)) for stars in (1, 2, 5)]
            ['0', '25', '100']
        """
        share = Fraction(self.score(value) - self.minimum, self.maximum - self.minimum)
        return 100 * share


LTR_0_10 = RatingScale(0, 10, kind=ScaleKind.RECOMMENDATION)
"""How likely are you to recommend us? From not at all, 0, to extremely, 10."""
CSAT_1_5 = RatingScale(1, 5, kind=ScaleKind.SATISFACTION)
"""How satisfied are you? From very dissatisfied, 1, to very satisfied, 5."""
CES_V1_1_5 = RatingScale(1, 5, kind=ScaleKind.EFFORT, higher_is_better=False)
"""How much effort was it? From very low, 1, to very high, 5: low is good."""
CES_1_7 = RatingScale(1, 7, kind=ScaleKind.EFFORT)
"""They made it easy for me. From strongly disagree, 1, to strongly agree, 7: high is good."""
STARS_1_5 = RatingScale(1, 5, kind=ScaleKind.STARS)
"""One to five stars."""
SHOP_1_10 = RatingScale(1, 10, kind=ScaleKind.MARK)
"""A mark for the shop, from 1 to 10."""
THUMBS = RatingScale(0, 1, kind=ScaleKind.THUMBS)
"""Bad, 0, or good, 1."""
