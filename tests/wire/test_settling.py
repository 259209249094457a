"""Figures finer than a currency: each goes to a neighbour, and together they are the total."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales.wire._settling import is_whole, nearest, settled

STEP = 1000
figures = st.lists(st.integers(-(10**9), 10**9), max_size=30)


@pytest.mark.parametrize(
    ("told", "total", "expected"),
    [
        pytest.param([1500, 1500], 3, (2, 1), id="of equal fractions the first is rounded up"),
        pytest.param([1400, 1600], 3, (1, 2), id="the largest fraction is rounded up"),
        pytest.param([1400, 1600], 2, (1, 1), id="as few are rounded up as the total asks for"),
        pytest.param([1400, 1600], 4, (2, 2), id="or all of them"),
        pytest.param([1400, 1600], 5, None, id="one more is out of reach"),
        pytest.param([1400, 1600], 1, None, id="and so is one less"),
        pytest.param([1000, 2000], 3, (1, 2), id="what is whole stays"),
        pytest.param([1000, 2000], 4, None, id="whatever the total says"),
        pytest.param([-1500, 2500], 1, (-1, 2), id="below zero, up is towards zero"),
        pytest.param([], 0, (), id="nothing adds up to nothing"),
        pytest.param([], 1, None, id="and to nothing else"),
    ],
)
def test_settled(told: list[int], total: int, expected: tuple[int, ...] | None) -> None:
    assert settled(told, total, STEP) == expected


class TestSettled:
    """What is settled adds up, and moves by less than one step."""

    @given(figures, st.integers(0, 30))
    def test_it_adds_up_and_stays_near(self, told: list[int], more: int) -> None:
        total = sum(figure // STEP for figure in told) + more
        found = settled(told, total, STEP)
        if found is None:
            assert more > sum(figure % STEP > 0 for figure in told)
            return
        assert sum(found) == total
        assert all(abs(x * STEP - figure) < STEP for x, figure in zip(found, told, strict=True))

    @given(st.lists(st.integers(0, 10**9), max_size=30))
    def test_a_platform_that_rounds_each_by_itself_is_followed(self, told: list[int]) -> None:
        assert settled(told, sum(nearest(told, STEP)), STEP) is not None
        if not any(figure % STEP * 2 == STEP for figure in told):
            assert settled(told, sum(nearest(told, STEP)), STEP) == nearest(told, STEP)

    @given(figures)
    def test_whole_figures_are_their_own_answer(self, told: list[int]) -> None:
        whole = [figure * STEP for figure in told]
        assert is_whole(whole, STEP)
        assert settled(whole, sum(told), STEP) == tuple(told) == nearest(whole, STEP)
