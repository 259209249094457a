"""Every field of the terms matters: flip one, and a decision, an amount or its source changes."""

from enum import Enum

import pytest
from attrs import evolve, field, frozen

from postsales import MET, Order, Rule
from tests.terms.option import Answer, Option, Options, decides, names, unlisted, unseen
from tests.terms.options import OPTIONS, TERMS

# To trace what is drawn and asked here would double the time.
pytestmark = pytest.mark.no_cover

FIELDS = [
    pytest.param(options, option, id=f"{options.of.__name__}.{option.name}")
    for options in OPTIONS
    for option in options.fields
]


class TestEveryField:
    """No option of a merchant is there for nothing, and none is missing in the list."""

    def test_is_in_the_list(self) -> None:
        complaints = [*unlisted(TERMS, OPTIONS)]
        assert not complaints, "\n".join(complaints)

    @pytest.mark.parametrize(("options", "option"), FIELDS)
    def test_decides_something(self, options: Options, option: Option) -> None:
        complaints = [*unseen(options, option)]
        assert not complaints, "\n".join(complaints)


@frozen
class Stamp:
    """A value of a host's own that stands in terms."""

    colour: str


class Mood(Enum):
    """Words of a host's own, two of which mean the same."""

    GOOD = "good"
    FINE = "fine"
    BAD = "bad"


@frozen
class Promise:
    """Terms of a host's own, with a field that nobody reads."""

    days: int
    mood: Mood = Mood.GOOD
    gift: Stamp | None = None
    ignored: str = ""
    rule: Rule[Stamp] | None = None
    digest: str = field(init=False, default="")


def kept(promise: Promise) -> list[Answer]:
    """What comes of a promise: two moods are told apart, and a stamp only by being there."""
    bad = promise.mood is Mood.BAD
    return [Answer((promise.days, bad, promise.gift is None, promise.rule), (), ())]


DAYS = decides("days", "how many days", 4)
MOOD = decides("mood", "how it is said", Mood.FINE, Mood.BAD)
GIFT = decides("gift", "what comes with it", Stamp("red"))
IGNORED = decides("ignored", "nothing at all", "something")
RULE = decides("rule", "what must be met", lambda _: MET)
COLOUR = decides("colour", "which colour", "blue")


def promised(*fields: Option) -> Options:
    return Options(Promise, Promise(3), kept, fields)


def stamped(stamp: Stamp) -> list[Answer]:
    return kept(Promise(3, gift=stamp))


STAMPS = Options(Stamp, Stamp("red"), stamped, (COLOUR,))
ALL = promised(DAYS, MOOD, GIFT, IGNORED, RULE)


class TestComplaints:
    """Whoever adds a field that nobody reads, or that is not in the list, is told so."""

    def test_a_field_that_nobody_reads(self) -> None:
        (complaint,) = unseen(ALL, IGNORED)
        assert complaint.startswith("Promise.ignored: no answer tells '' from 'something'")
        assert "tests/terms/corpus.py" in complaint

    def test_a_field_of_a_value_that_nobody_reads(self) -> None:
        (complaint,) = unseen(STAMPS, COLOUR)
        assert complaint.startswith("Stamp.colour: no answer tells 'red' from 'blue'")

    @pytest.mark.parametrize("option", [DAYS, GIFT, RULE], ids=lambda x: x.name)
    def test_a_field_that_decides_is_well(self, option: Option) -> None:
        assert [*unseen(ALL, option)] == []

    def test_a_field_that_decides_and_is_said_to_be_a_name_only(self) -> None:
        (complaint,) = unseen(ALL, names("days", "what it is called", 4))
        assert complaint.startswith("Promise.days: no answer tells 3 from 4")

    def test_two_words_that_mean_the_same(self) -> None:
        (complaint,) = unseen(ALL, MOOD)
        assert "no answer tells <Mood.GOOD: 'good'> from <Mood.FINE: 'fine'>" in complaint

    def test_two_words_that_mean_the_same_on_purpose(self) -> None:
        alike = ((Mood.GOOD, Mood.FINE),)
        assert [*unseen(ALL, evolve(MOOD, alike=alike))] == []

    def test_two_words_that_are_said_to_mean_the_same_and_do_not(self) -> None:
        alike = ((Mood.GOOD, Mood.FINE), (Mood.FINE, Mood.BAD))
        (complaint,) = unseen(ALL, evolve(MOOD, alike=alike))
        assert "<Mood.FINE: 'fine'> and <Mood.BAD: 'bad'> are not alike" in complaint

    def test_a_word_that_is_not_tried(self) -> None:
        (complaint,) = unseen(ALL, decides("mood", "how it is said", Mood.BAD))
        assert complaint.startswith("Promise.mood is never <Mood.FINE: 'fine'>: add such a value")

    def test_a_word_that_is_said_to_be_refused_and_is_not(self) -> None:
        mood = decides("mood", "how it is said", Mood.BAD, refused=(Mood.FINE,))
        (complaint,) = unseen(ALL, mood)
        assert complaint.startswith("Promise.mood takes <Mood.FINE: 'fine'>: see tests/terms")

    def test_a_kind_of_value_that_is_not_tried(self) -> None:
        complaints = [*unseen(ALL, decides("gift", "what comes with it"))]
        assert complaints == ["Promise.gift is never Stamp: add such a value to it in tests/terms"]

    @pytest.mark.parametrize(
        ("listed", "expected"),
        [
            pytest.param([ALL, STAMPS], [], id="all are there"),
            pytest.param(
                [promised(DAYS, MOOD, GIFT, RULE), STAMPS],
                ["Promise.ignored is no option: add"],
                id="a field is missing",
            ),
            pytest.param([ALL], ["Stamp has no Options: add"], id="a class is missing"),
            pytest.param([STAMPS], ["Promise has no Options: add"], id="terms are missing"),
            pytest.param(
                [promised(*ALL.fields, COLOUR), STAMPS],
                ["Promise.colour is no field"],
                id="a field is gone",
            ),
            pytest.param(
                [ALL, STAMPS, evolve(STAMPS, of=Order)],
                ["Order stands in no terms"],
                id="a class is gone",
            ),
        ],
    )
    def test_the_list(self, listed: list[Options], expected: list[str]) -> None:
        complaints = [*unlisted([Promise], listed)]
        assert [x[: len(y)] for x, y in zip(complaints, expected, strict=True)] == expected
