"""Whoever declares a law is held against it, with terms or without."""

from datetime import datetime
from typing import Any

import pytest
from attrs import evolve

from postsales import InvalidValue, Order, ReturnRequest, WrongType
from postsales.basics.dated import Dated, Row
from postsales.testing import Answer, laws
from postsales.testing.law import LawBroken
from tests.testing import floors
from tests.testing.bad.floors import BAD
from tests.testing.good import STANDARD, by_hand, suite

pytestmark = pytest.mark.usefixtures("unshrunk")

PLACE: Any = "DE"


def everything(order: Order, request: ReturnRequest, _: datetime) -> Answer:
    """All that is asked for may come back, whether it was bought or not."""
    return Answer(allowed=request.quantities)


class Moody:
    """Every second answer is another one."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, order: Order, request: ReturnRequest, at: datetime) -> Answer:
        """All of it, and now and then with a word."""
        self.asked += 1
        return evolve(everything(order, request, at), because={"no": 1} if self.asked % 2 else {})


class TestAFunction:
    """A function without terms is held against the statute alone."""

    def test_more_than_the_statute_is_well(self) -> None:
        laws.check(everything, place=floors.DE, only=["ELI-06"])()

    @pytest.mark.parametrize(
        ("policy", "says"),
        [
            pytest.param(by_hand, "less than its units have", id="less than the statute"),
            pytest.param(Moody(), "asked again", id="another answer when it is asked again"),
        ],
    )
    def test_less_is_told(self, policy: Any, says: str) -> None:
        with pytest.raises(LawBroken, match=says):
            laws.check(policy, place=floors.DE, only=["ELI-06"])()

    def test_a_law_of_later_days_says_nothing(self) -> None:
        (row,) = floors.BY_PARCELS.rights["withdrawal"].rows
        later = Dated([Row(row.value, "2040-01-01", by=row.by)], name="later")
        place = evolve(floors.BY_PARCELS, rights={"withdrawal": later})
        laws.check(by_hand, place=place, only=["ELI-06"])()


class TestTermsWithAnEngine:
    """Terms are a side, and the statute as terms gives nothing on top of itself."""

    def test_the_better_of_both(self) -> None:
        suite("a floor by parcels", only=["ELI-06"])()

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("the more of each line", "less than its units have"),
            ("doubt is a no", "a side leaves to a person"),
            ("the sum of both", "something else than the statute"),
        ],
    )
    def test_what_is_told(self, name: str, says: str) -> None:
        (bad,) = [x for x in BAD if x.name == name]
        with pytest.raises(LawBroken, match=says):
            bad.suite(only=["ELI-06"], profile="ci")()


class TestAsking:
    """Without a place there is no such law, and a place is a law."""

    def test_it_is_not_applicable(self) -> None:
        ((_, why),) = laws.check(STANDARD, only=["ELI-06"]).run().not_applicable
        assert why == "it needs floor"

    def test_it_is_given_and_not_said(self) -> None:
        with pytest.raises(InvalidValue, match="place=, which are not given"):
            laws.check(STANDARD, declares=["floor"])

    def test_a_place_is_a_law(self) -> None:
        with pytest.raises(WrongType, match=r"such as law\.DE"):
            laws.check(STANDARD, place=PLACE)
