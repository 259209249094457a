"""Which answers a scale allows, and how raw answers are read."""

import math
from decimal import Decimal

import pytest

from postsales import (
    CES_1_7,
    CES_V1_1_5,
    CSAT_1_5,
    LTR_0_10,
    SHOP_1_10,
    STARS_1_5,
    THUMBS,
    InvalidScore,
    InvalidValue,
    RatingScale,
    feedback,
)


@pytest.mark.parametrize(
    ("scale", "lowest", "highest", "best"),
    [
        (LTR_0_10, 0, 10, 10),
        (CSAT_1_5, 1, 5, 5),
        (CES_V1_1_5, 1, 5, 1),
        (CES_1_7, 1, 7, 7),
        (STARS_1_5, 1, 5, 5),
        (SHOP_1_10, 1, 10, 10),
        (THUMBS, 0, 1, 1),
    ],
)
def test_a_scale_has_its_ends_and_nothing_beyond(
    scale: RatingScale, lowest: int, highest: int, best: int
) -> None:
    assert (scale.score(lowest), scale.score(highest), scale.best) == (lowest, highest, best)
    for beyond in (lowest - 1, highest + 1):
        with pytest.raises(InvalidScore, match=f"{lowest} to {highest}"):
            scale.score(beyond)


@pytest.mark.parametrize("value", [True, False, "9", 8.5, 9.0, math.nan, None, [9], b"10"])
def test_nothing_is_turned_into_a_score(value: object) -> None:
    with pytest.raises(InvalidScore):
        LTR_0_10.score(value)


@pytest.mark.parametrize(
    ("raw", "score"),
    [
        ("9", 9),
        (" 10 ", 10),
        ("7.0", 7),
        ("7.000", 7),
        (6.0, 6),
        (Decimal("6.0"), 6),
        (7, 7),
        ("10 - Extremely likely", 10),
        ("0 - Not at all likely", 0),
        ("  3   -   so-so", 3),
        ("\t8\n", 8),
        ("+4", 4),
        ("007", 7),
    ],
)
def test_what_a_form_holds_is_read(raw: object, score: int) -> None:
    assert feedback.parse_score(raw, LTR_0_10) == score


@pytest.mark.parametrize(
    "raw",
    [
        *("", "  ", "ten", "11", "-1", "8.5", "9/10", "9,0", "1e1", "9 10", "9-", "9 -", "9 -  "),
        *("10-Extremely likely", "7.0 - good", "９", "9 – good", "0x9", "9" * 30),
        *(True, False, None, 3.5, math.nan, math.inf, b"8", [9]),
        *(Decimal("8.5"), Decimal(11), Decimal("1e999999"), Decimal("sNaN")),
    ],
)
def test_nothing_is_guessed(raw: object) -> None:
    with pytest.raises(InvalidScore):
        feedback.parse_score(raw, LTR_0_10)


@pytest.mark.parametrize(
    ("ends", "allowed"),
    [((5, 5), "two points"), ((5, 1), "two points"), ((0, 10**6), "-1000 to 1000")],
)
def test_a_scale_needs_two_points(ends: tuple[int, int], allowed: str) -> None:
    with pytest.raises(InvalidValue, match=allowed):
        RatingScale(*ends, kind="stars")


def test_the_same_place_on_two_scales_is_shown_side_by_side() -> None:
    assert [STARS_1_5.rescaled(stars) for stars in range(1, 6)] == [0, 25, 50, 75, 100]
    assert SHOP_1_10.rescaled(10) == LTR_0_10.rescaled(10) == 100
