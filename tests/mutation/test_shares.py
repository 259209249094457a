"""A share is told with what chance allows."""

import pytest

from tests.mutation.shares import Z, wilson

SOME = [(0, 1), (1, 1), (0, 400), (1, 7), (200, 400), (361, 400), (400, 400)]


class TestTheInterval:
    """Its ends are the shares from which what was found is just as far as chance goes at 95 %."""

    @pytest.mark.parametrize(("killed", "judged"), SOME)
    def test_each_end_solves_the_equation(self, killed: int, judged: int) -> None:
        found = killed / judged
        for end in wilson(killed, judged):
            assert (found - end) ** 2 == pytest.approx(Z * Z * end * (1 - end) / judged)

    @pytest.mark.parametrize(("killed", "judged"), SOME)
    def test_it_holds_the_share_and_stays_a_share(self, killed: int, judged: int) -> None:
        low, high = wilson(killed, judged)
        assert 0 <= low <= killed / judged + 1e-12
        assert killed / judged - 1e-12 <= high <= 1
        assert low < high

    @pytest.mark.parametrize(("killed", "judged"), SOME)
    def test_survivors_are_the_rest(self, killed: int, judged: int) -> None:
        low, high = wilson(killed, judged)
        assert wilson(judged - killed, judged) == pytest.approx((1 - high, 1 - low))

    @pytest.mark.parametrize(
        ("killed", "judged", "interval"),
        [
            pytest.param(50, 100, (0.4038, 0.5962), id="half of a hundred"),
            pytest.param(0, 10, (0.0, 0.2775), id="none of ten: 3.8415 / 13.8415"),
            pytest.param(360, 400, (0.8667, 0.9257), id="nine in ten of four hundred"),
        ],
    )
    def test_it_is_the_known_one(
        self, killed: int, judged: int, interval: tuple[float, float]
    ) -> None:
        assert wilson(killed, judged) == pytest.approx(interval, abs=0.00005)


@pytest.mark.parametrize(
    ("killed", "judged"), [(0, 0), (-1, 5), (6, 5)], ids=["of none", "less than none", "too many"]
)
def test_what_is_no_share_is_refused(killed: int, judged: int) -> None:
    with pytest.raises(ValueError, match=f"{killed} of {judged} is no share"):
        wilson(killed, judged)
