"""What a refusal says, and what it carries."""

import copy
import pickle
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from postsales.basics._checks import count, day, instance, numeral, optional_text, ratio, text
from postsales.basics._errors import (
    Contradictions,
    InvalidValue,
    MissingExtra,
    PostsalesError,
    WrongType,
    short,
)
from postsales.basics._words import Word
from postsales.basics.citations import Citation
from postsales.basics.currencies import EUR, USD
from postsales.basics.dated import NoLawInForce
from postsales.basics.money import CurrencyMismatch
from tests.basics.given import Rude, named, refused_shortly

ERRORS: dict[str, PostsalesError] = {
    "a value": InvalidValue("units", 0, "at least 1 is needed", "leave the line out"),
    "a type": WrongType("amount", 19.9, "an amount is text"),
    "contradictions": Contradictions("order '1001'", ["line 'tee' occurs twice", "it is unpaid"]),
    "an extra": MissingExtra("cli", "rich"),
    "two currencies": CurrencyMismatch(EUR("19.90"), USD("5")),
    "no law": NoLawInForce("law", date(1987, 3, 2), "covered from 2014-06-13", Citation("An Act")),
}


class TestTree:
    """Every refusal is a PostsalesError, and the builtin that callers already catch."""

    @pytest.mark.parametrize(
        ("name", "builtin"),
        [
            ("a value", ValueError),
            ("a type", TypeError),
            ("contradictions", InvalidValue),
            ("an extra", ImportError),
            ("two currencies", ValueError),
            ("no law", LookupError),
        ],
    )
    def test_two_ways_to_catch(self, name: str, builtin: type[Exception]) -> None:
        with pytest.raises(builtin):
            raise ERRORS[name]
        with pytest.raises(PostsalesError):
            raise ERRORS[name]

    def test_the_root_is_not_raised_itself(self) -> None:
        with pytest.raises(TypeError, match="only caught"):
            PostsalesError("something")

    @pytest.mark.parametrize("error", named(ERRORS))
    def test_pickles_and_copies_with_its_attributes(self, error: PostsalesError) -> None:
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301
            assert type(again) is type(error)
            assert str(again) == str(error)
            assert vars(again) == vars(error)

    @pytest.mark.parametrize("error", named(ERRORS))
    def test_one_short_sentence(self, error: PostsalesError) -> None:
        assert refused_shortly(error)


class TestSentences:
    """The field, the value, what is allowed, and how to go on."""

    def test_with_and_without_advice(self) -> None:
        assert str(InvalidValue("units", 0, "1 is the least")) == "units is 0: 1 is the least"
        assert str(WrongType("a", 1, "b", "c")) == "a is 1: b; c"

    def test_the_parts_are_attributes(self) -> None:
        error = InvalidValue("units", 0, "1 is the least", "leave it out")
        assert (error.field, error.value, error.allowed, error.advice) == (
            "units",
            0,
            "1 is the least",
            "leave it out",
        )

    def test_contradictions_are_all_kept(self) -> None:
        problems = [f"line {n} is wrong" for n in range(10_000)]
        error = Contradictions("order", (problem for problem in problems))
        assert error.problems == tuple(problems)
        assert error.subject == error.field == "order"
        assert str(error).endswith("line 19 is wrong; and 9980 more")

    def test_twenty_contradictions_are_all_said(self) -> None:
        error = Contradictions("order", ["wrong"] * 20)
        assert str(error) == "order: " + "; ".join(["wrong"] * 20)

    @pytest.mark.parametrize(
        ("value", "said"),
        [
            ("tee", "'tee'"),
            ("x" * 78, "'" + "x" * 78 + "'"),
            ("x" * 79, "'" + "x" * 76 + "..."),
            ("x" * 10_000_000, "'" + "x" * 76 + "..."),
            (b"x" * 10_000_000, "b'" + "x" * 75 + "..."),
            (10**10_000, "<int>"),
            ([10**10_000], "<list>"),
            (Rude(), "<Rude>"),
            ("a\nb", "'a\\nb'"),
            (Decimal("1E+999999999"), "Decimal('1E+999999999')"),
        ],
        ids=[
            "short", "just short enough", "just too long", "far too long", "bytes",
            "a number too long to print", "a list of such", "a rude object", "two lines",
            "a decimal",
        ],
    )  # fmt: skip
    def test_long_values_are_cut(self, value: object, said: str) -> None:
        assert short(value) == said
        assert len(said) <= 80


class Mood(Word):
    """A list of words to try."""

    GLAD = "glad"
    CROSS = "cross"


class TestWords:
    """A word is itself, prints as it evaluates, and is read from what data say."""

    def test_read(self) -> None:
        assert Mood.read("mood", "glad") is Mood.GLAD
        assert Mood.read("mood", Mood.CROSS) is Mood.CROSS

    @pytest.mark.parametrize("word", ["", "GLAD", "Glad", " glad", "sad", "x" * 1_000_000])
    def test_no_such_word(self, word: str) -> None:
        with pytest.raises(InvalidValue) as caught:
            Mood.read("mood", word)
        assert str(caught.value).endswith("no such Mood; say 'glad', 'cross'")
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("word", [None, 1, True, b"glad", ["glad"], Rude()])
    def test_no_word_at_all(self, word: Any) -> None:
        with pytest.raises(WrongType) as caught:
            Mood.read("mood", word)
        assert refused_shortly(caught.value)

    @pytest.mark.parametrize("word", list(Mood), ids=str)
    def test_written_hashed_and_pickled(self, word: Mood) -> None:
        assert eval(repr(word)) is word  # noqa: S307
        assert str(word) == f"{word}" == word.value
        assert {word: 1}[word] == 1
        assert word != word.value
        assert copy.deepcopy(word) is pickle.loads(pickle.dumps(word)) is word  # noqa: S301


class Tag(str):
    """Text of another library, as frameworks make it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Tag(...)"


class TestChecks:
    """A check gives the value back, plain, or refuses it."""

    def test_counts_on_their_edges(self) -> None:
        assert count("units", 0) == 0
        assert count("units", 10**9) == 10**9
        assert count("units", -5, -5, -5) == -5
        for value in (-1, 10**9 + 1):
            with pytest.raises(InvalidValue, match="0 to 1000000000 are allowed"):
                count("units", value)

    def test_text_on_its_edges(self) -> None:
        assert text("id", "x") == "x"
        assert text("id", "x" * 1000) == "x" * 1000
        assert text("id", "xy", 2) == "xy"
        for value in ("", " \t\n", "\u00a0", "x" * 1001, "tee\udc00"):
            with pytest.raises(InvalidValue):
                text("id", value)

    def test_text_that_may_be_empty(self) -> None:
        assert optional_text("ref", "") == ""
        assert optional_text("ref", "rf-1") == "rf-1"
        assert optional_text("ref", "snö ☃ 𝄞") == "snö ☃ 𝄞"
        with pytest.raises(WrongType):
            optional_text("ref", None)

    def test_text_of_other_libraries_becomes_plain(self) -> None:
        assert type(text("id", Tag("tee"))) is str
        assert text("id", Tag("tee")) == "tee"

    def test_instances(self) -> None:
        assert instance("value", True, int, "an int") is True
        with pytest.raises(WrongType, match="value is 'x': an int"):
            instance("value", "x", int, "an int")

    def test_days(self) -> None:
        assert day("on", "2028-02-29") == day("on", date(2028, 2, 29)) == date(2028, 2, 29)

    def test_numerals(self) -> None:
        assert numeral("n", "5") == ("5", "")
        assert numeral("n", "-05.50") == ("-05", "50")
        assert numeral("n", "1" * 24) == ("1" * 24, "")
        with pytest.raises(InvalidValue):
            numeral("n", "1" * 25)

    def test_ratios_on_their_edges(self) -> None:
        assert ratio("n", Decimal("-0.15")) == (-3, 20)
        assert ratio("n", Decimal("1E+60")) == (10**60, 1)
        assert ratio("n", Decimal("1E-60")) == (1, 10**60)
        assert ratio("n", Decimal("1" * 60))[1] == 1
        for value in ("1E+61", "1E-61", "1" * 61, "1." + "1" * 60):
            with pytest.raises(InvalidValue, match="at most 60 digits"):
                ratio("n", Decimal(value))
