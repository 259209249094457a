"""Every law of scores finds a bad scorer, good scorers live, and what is broken is told."""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from postsales import CSAT_1_5, STARS_1_5, InvalidScore, InvalidValue, WrongType
from postsales.testing import scores
from postsales.testing.law import LawBroken
from postsales.testing.scores import Scored, ScoreFlag
from tests.testing.matrix import asks, finds, told
from tests.testing.scores.bad import BAD, Bad
from tests.testing.scores.good import GOOD, nps, whole_points
from tests.testing.scores.matrix import FILE

# Ours of responses reaches nearly all that any of them reaches.
LIVING = [
    pytest.param(x, id=x, marks=() if x == "ours, of responses" else pytest.mark.no_cover)
    for x in GOOD
]


class TestLaws:
    """Each law finds the mistakes that it is for, and nothing in good scorers."""

    def test_each_is_for_two_mistakes_or_more(self) -> None:
        mistakes = Counter(bad.law for bad in BAD)
        assert [law.key for law in scores.ALL if mistakes[law.id] < 2] == []

    @pytest.mark.parametrize("bad", BAD, ids=lambda bad: f"{bad.law} {bad.name}")
    def test_a_bad_scorer_is_found(self, bad: Bad) -> None:
        found = bad.suite(only=[bad.law])
        (law,) = found.laws
        assert not law.not_applicable(found.subject.flags)
        assert finds(law, found.subject, 0, scenes=300)

    @pytest.mark.parametrize("name", LIVING)
    def test_good_scorers_live(self, name: str) -> None:
        good = GOOD[name].suite()
        for law in good:
            if not law.not_applicable(good.subject.flags):
                asks(law, good.subject, 0, scenes=8)

    def test_the_page_tells_every_bad_scorer(self) -> None:
        page = FILE.read_text(encoding="utf-8")
        assert told(page) == [(x.name, x.law) for x in BAD], "python -m tests.testing.scores.matrix"
        assert f"{len(BAD)} of {len(BAD)} are found by their law with each of 10 seeds." in page


class TestMessages:
    """A broken law is told with its facts, and with the answers as code."""

    def test_all_of_it(self) -> None:
        with pytest.raises(LawBroken) as caught:
            scores.again("SCO-01", lambda _: 0, [], declares=["weights"], without=["refuses"])
        says = str(caught.value)
        for part in (
            "[SCO-01-nobody-no-score] Where nobody answered there is no score",
            "nobody answered, and there is a score",
            "This is usually: a division that is guarded by 0",
            'scores.again("SCO-01", my_scorer, answers,',
            "scale=RatingScale(minimum=0, maximum=10",
            "top=(9, 10),",
            "declares=['weights'],",
            "without=['refuses'],",
        ):
            assert part in says

    def test_a_rounded_score_says_so(self) -> None:
        with pytest.raises(LawBroken, match=r"within=0\.5,"):
            scores.again("SCO-02", lambda _: 2, [7], within=0.5)

    def test_a_good_scorer_keeps_it(self) -> None:
        scores.again("SCO-05", whole_points, [10, 3, 8], others=(9,), within=Fraction(1, 2))

    def test_a_scorer_that_raises(self) -> None:
        with pytest.raises(LawBroken, match="the scorer raises an error") as caught:
            scores.again("SCO-01", lambda answers: 1 / len(answers), [])
        assert "This is usually" not in str(caught.value)

    @pytest.mark.parametrize("gives", ["45", True, float("nan"), float("inf"), [45]])
    def test_a_scorer_that_gives_no_number(self, gives: Any) -> None:
        with pytest.raises(LawBroken, match="gives no number"):
            scores.again("SCO-03", lambda _: gives, [9])

    @pytest.mark.parametrize("ends", [(1.0,), (None, 1.0), (0.0, float("nan"))])
    def test_a_scorer_that_gives_no_ends(self, ends: Any) -> None:
        with pytest.raises(LawBroken, match="gives no two ends"):
            scores.again("SCO-03", lambda _: Scored(100, interval=ends), [9])

    @pytest.mark.parametrize("law", ["SCO-03", "SCO-13"])
    def test_a_scorer_without_a_score(self, law: str) -> None:
        with pytest.raises(LawBroken, match="there are answers and no score"):
            scores.again(law, lambda _: None, [9], declares=["responses"])


class TestIntervals:
    """An interval may be missing, and may say that it has no width for want of variance."""

    def test_wald_that_says_so(self) -> None:
        scores.again("INT-07", lambda x: nps(x, method="wald"), [10, 10], declares=["interval"])

    @pytest.mark.parametrize("law", ["INT-01", "INT-04", "INT-06"])
    def test_none_at_all(self, law: str) -> None:
        scores.again(law, lambda x: len(x) and 0, [7], declares=["interval"])

    def test_one_for_mirrored_answers_alone(self) -> None:
        def of_promoters(answers: Any) -> Scored:
            return Scored(0, interval=(0.0, 9.0) if 9 in answers else None)

        with pytest.raises(LawBroken, match="mirrored answers alone"):
            scores.again("INT-04", of_promoters, [9, 9])


class TestSuites:
    """A suite of scores runs, reports and excuses as that of a policy does."""

    def test_its_report(self) -> None:
        found = scores.check(whole_points, within=0.5, only=["SCO-01", "INT-07"]).run()
        assert found.kept == ("SCO-01-nobody-no-score",)
        assert found.not_applicable == (("INT-07-never-certain", "it needs interval"),)

    def test_it_may_be_excused(self) -> None:
        mine = scores.check(lambda _: 0, only="SCO-01", known={"SCO-01": "2026-12-31"})
        assert mine.run(on="2026-12-31").known
        assert repr(mine) == "<ScoreSuite of 1 laws for '<lambda>'>"

    def test_what_a_scorer_counts_as(self) -> None:
        assert scores.check(nps).subject.flags == {ScoreFlag.ADDITIVE, ScoreFlag.REFUSES}

    @pytest.mark.parametrize(
        ("asked", "error", "says"),
        [
            pytest.param({"scorer": 1}, WrongType, "a function from", id="no scorer"),
            pytest.param({"scale": 10}, WrongType, "RatingScale", id="no scale"),
            pytest.param({"scale": CSAT_1_5}, InvalidValue, "names these answers", id="no top"),
            pytest.param({"kind": "mean", "top": [9]}, InvalidValue, "none of these", id="a mean"),
            pytest.param({"top": [11]}, InvalidScore, "0 to 10", id="off the scale"),
            pytest.param({"top": [9], "bottom": [9]}, InvalidValue, "not both", id="both"),
            pytest.param(
                {"scale": STARS_1_5, "kind": "share", "top": range(1, 6)},
                InvalidValue,
                "some answer is not top",
                id="the whole scale",
            ),
            pytest.param({"within": 2}, InvalidValue, "0 to 1", id="far off"),
            pytest.param({"within": "0.5"}, WrongType, "such as 0.5", id="text"),
            pytest.param({"least": 0}, InvalidValue, "least", id="none"),
            pytest.param({"declares": ["money"]}, InvalidValue, "declares", id="no flag"),
            pytest.param({"only": "REF"}, InvalidValue, "no law begins so", id="no law"),
            pytest.param(
                {"known": {"REF-01": "2026-12-31"}}, InvalidValue, "no such law", id="none known"
            ),
        ],
    )
    def test_what_is_refused(
        self, asked: dict[str, Any], error: type[Exception], says: str
    ) -> None:
        wish: dict[str, Any] = {"scorer": nps, **asked}
        with pytest.raises(error, match=says):
            scores.check(**wish)

    def test_one_law_is_looked_at_again(self) -> None:
        with pytest.raises(InvalidValue, match="18 laws begin so"):
            scores.again("SCO", nps, [9])
