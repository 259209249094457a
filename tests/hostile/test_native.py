"""Documents of our own that mean harm: each is refused with its paths, or says something else.

For a sound document of each kind, at every place: every wrong kind of value is put there, the key
is dropped, a key that nobody knows is added. No traceback, and never silently the same.
"""

import json
from copy import deepcopy
from functools import reduce
from typing import Any

import pytest
from attrs import evolve, fields

from postsales import DocumentErrors, InvalidValue, ReturnRequest, TermsBundle, WrongType, wire
from postsales.wire import toml
from postsales.wire._anchors import ANCHORS
from postsales.wire._data import below
from tests.wire.mutants import in_turn, kinds_of_place
from tests.wire.native_given import BUNDLE, EVENTS, KINDS, RULES, Kind

DEEP: Any = []
for _ in range(120):
    DEEP = [DEEP]
INFINITE = "@infinite@"
WRONG: list[Any] = [
    None, True, 0, -1, 0.5, INFINITE, 10**30, "", " ", "text", "\ud800", [], [[]], {}, {"a": 1},
    DEEP,
]  # fmt: skip

# What these keys hold in the documents is also what is read where they are left out.
SAID_BY_DEFAULT = (
    "by",
    "kind",
    "applies_to",
    "rounding",
    "other_charges",
    "for_reasons",
    "share",
    "status",
    "of",
)
# One more or less in these is no question of keys.
OF_MANY = [(name,) for name in ("units", "by_line", "tenders", "reasons", "because", "facts")]

# What is wrong with a value of these is told of all of them, as the class that holds them says it.
READ_WHOLE = ("addresses", "hours", "exceptions")

# Where one of two is gone, it is told at the other what is missing.
EITHER: dict[str | int, str] = {"before": "after", "if_too_late": "early_by"}

Path = tuple[str | int, ...]


def told(path: Path) -> str:
    """A place as problems tell it."""
    return reduce(below, path, "$")


def inside(data: Any, path: Path) -> Any:
    """What holds the value at a path."""
    for key in path[:-1]:
        data = data[key]
    return data


def written(data: Any) -> str:
    """The data as JSON, with a number in it that no float can hold."""
    return json.dumps(data).replace(json.dumps(INFINITE), "1e400")


def check(kind: Kind, data: Any, path: Path) -> None:
    """The document is refused for what stands at the path, or says something else."""
    try:
        found = kind.read(written(data))
    except DocumentErrors as errors:
        place = told(path)
        for problem in errors:
            assert len(str(problem)) < 2000
            is_said = "cannot be" in problem.says or {*path[:-1]} & {*READ_WHOLE}
            contradiction = place.startswith(problem.path) and is_said
            # An exception to a rule that is gone is told where the exception stands.
            gone = "no such rule among" in problem.says
            other = told((*path[:-1], EITHER.get(path[-1], path[-1]))) if path else place
            if problem.path.startswith((place, other)) or contradiction or gone:
                return
        raise AssertionError(f"{place}: {errors}") from errors
    assert found != kind.value, told(path)


def by_section(kind: Kind) -> list[Kind]:
    """Terms section by section: what is wrong with one is found without reading the others."""
    if not isinstance(kind.value, TermsBundle):
        return [kind]
    told = {x.name.lstrip("_"): getattr(kind.value, x.name) for x in fields(TermsBundle)}
    return [
        evolve(kind, name=f"terms: {name}", value=TermsBundle(**{name: terms}))
        for name, terms in told.items()
        if terms is not None
    ]


PARTS = [part for kind in KINDS for part in by_section(kind)]


@pytest.mark.no_cover
class TestEveryPlace:
    """Whatever stands at a place of a document, its reader knows what it is or says that not."""

    @pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.name)
    def test_a_wrong_kind_of_value(self, kind: Kind) -> None:
        sound = json.loads(kind.text)
        for turn, path in enumerate(kinds_of_place(sound)):
            was = inside(sound, path)[path[-1]]
            for wrong in in_turn(WRONG, turn, 8):
                if wrong != was or type(wrong) is not type(was):
                    inside(sound, path)[path[-1]] = wrong
                    check(kind, sound, path)
            inside(sound, path)[path[-1]] = was

    @pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.name)
    def test_a_key_that_is_gone(self, kind: Kind) -> None:
        sound = json.loads(kind.text)
        for path in kinds_of_place(sound):
            data = deepcopy(sound)
            was = inside(data, path).pop(path[-1])
            of_many = isinstance(path[-1], int) or path[-2:-1] in OF_MANY or path[-1] in ANCHORS
            # Without the only section there are no terms at all.
            of_many |= kind.name.startswith("terms: ") and len(path) == 1
            if path == ("version",) and kind.name == "history":
                continue  # a line among many need not say it
            if was is not None and was not in ("", [], {}) and path[-1] not in SAID_BY_DEFAULT:
                check(kind, data, path[:-1] if of_many else path)

    @pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.name)
    def test_a_key_that_nobody_knows(self, kind: Kind) -> None:
        sound = json.loads(kind.text)
        for path in [(), *kinds_of_place(sound)]:
            data = deepcopy(sound)
            place = inside(data, (*path, ""))
            if isinstance(place, dict):
                place["strange"] = 1
                check(kind, data, path if path[-1:] in OF_MANY else (*path, "strange"))


class TestBounds:
    """Size and depth are bounded, in reading and in writing, and a text that is none is told so."""

    SMALL = wire.write_json(ReturnRequest.of({"tee": 2}, reason="too_small", ref="r-1"))

    def refused(self, text: str) -> str:
        with pytest.raises(DocumentErrors) as caught:
            wire.read_request(text)
        return str(next(iter(caught.value)))

    def test_a_document_that_ends_anywhere(self) -> None:
        for end in range(len(self.SMALL)):
            assert self.refused(self.SMALL[:end]).startswith("$ is no JSON")

    def test_every_character_of_a_document_gone(self) -> None:
        for place in range(len(self.SMALL)):
            text = self.SMALL[:place] + self.SMALL[place + 1 :]
            try:
                found = wire.read_request(text)
            except DocumentErrors:
                continue
            assert (found == wire.read_request(self.SMALL)) == (self.SMALL[place] == " ")

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            pytest.param("[" * 100_000, "$ is nested too deep", id="endless brackets"),
            pytest.param('{"a":' * 100_000, "$ is nested too deep", id="endless objects"),
            pytest.param("[" * 101 + "]" * 101, "goes deeper than 100 levels", id="one too deep"),
            pytest.param("[" * 100 + "]" * 100, "an object is needed", id="just not too deep"),
            pytest.param("1" * 101, "more than 100 digits", id="a long number"),
            pytest.param("0." + "1" * 99, "more than 100 digits", id="a long fraction"),
            pytest.param("NaN", "NaN is no number", id="not a number"),
            pytest.param("[-Infinity]", "-Infinity is no number", id="an infinite number"),
            pytest.param(" " * 20_000_001, "more than 20000000 characters", id="endless space"),
            pytest.param('{"a": {"b": 1, "b": 1}}', "$.a has the key 'b' twice", id="a key twice"),
            pytest.param('[[{"b": 1, "b": {"b": 1, "b": 2}}]]', "$[0][0] has", id="twice, twice"),
            pytest.param("\ufeff{}", "$ is no JSON", id="a mark of byte order"),
        ],
    )  # fmt: skip
    def test_what_is_no_document(self, text: str, says: str) -> None:
        assert says in self.refused(text)

    def test_bytes_are_the_callers_to_decode(self) -> None:
        data: Any = self.SMALL.encode()
        with pytest.raises(WrongType, match="is read from text"):
            wire.read_request(data)

    def test_a_value_that_says_something_endless(self) -> None:
        endless = ReturnRequest.of({"x" * 990 + str(n): 1 for n in range(20_000)}, reason="x")
        with pytest.raises(InvalidValue, match="at most 20000000 characters are written"):
            wire.write_json(endless)


class TestToml:
    """The same for TOML, which has traps of its own."""

    def refused(self, text: str) -> str:
        with pytest.raises(DocumentErrors) as caught:
            toml.read_terms(text)
        return str(next(iter(caught.value)))

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            pytest.param("", "$ has no terms: it has sections returns, refunds", id="nothing"),
            pytest.param("x = [" * 10_000, "$ is no TOML", id="an open list"),
            pytest.param("x = " + "[" * 100_000, "$ is nested too deep", id="endless brackets"),
            pytest.param(
                "x = " + "[" * 101 + "]" * 101, "goes deeper than 100 levels", id="one too deep"
            ),
            pytest.param(".".join("a" * 21) + " = 1", "more than 20 parts", id="a long key"),
            pytest.param("['='" + ".'='" * 20 + "]", "more than 20 parts", id="a long quoted key"),
            pytest.param(
                "[returns]\nid = 0x" + "f" * 200_000,
                "$.returns.version is",
                id="a long hexadecimal",
            ),
            pytest.param("x = " + "1_1" * 50, "more than 100 digits", id="a long number"),
            pytest.param("[returns]\n[returns]", "$ is no TOML", id="a section twice"),
            pytest.param("returns = 1\nreturns = 2", "$ is no TOML", id="a key twice"),
            pytest.param(
                "id = acme",
                "(at line 1, column 6); text stands in quotes",
                id="text without quotes",
            ),
            pytest.param("returns = 1", "$.returns is 1: an object is needed", id="no section"),
            pytest.param("[returns]\nx = nan", "$.returns.id is missing", id="not a number"),
            pytest.param(" " * 1_000_001, "more than 1000000 characters", id="endless space"),
            pytest.param("x = '''" + "'" * 2, "$ is no TOML", id="an open string"),
            pytest.param("[warranties]", "$ has no terms", id="an unknown section"),
            pytest.param("version = 2\n[returns]", "$.version is 2: only 1 is known", id="version"),
        ],
    )
    def test_what_is_no_terms(self, text: str, says: str) -> None:
        assert says in self.refused(text)

    def test_slips_among_many_rules_are_told_with_some_of_their_names(self) -> None:
        exclusions = ", ".join(
            f'{{ code = "c{n}", applies_to = {{ category = "c" }} }}' for n in range(200)
        )
        text = (
            '[returns]\nid = "a"\nversion = "1"\nzone = "Europe/Berlin"\n'
            'window = { length = "30 days", since = "delivered" }\n'
            f'exclusions = [{exclusions}]\nexcepted = [["c200", "x"]]\n'
        )
        says = self.refused(text)
        assert "no such rule among available, reason_known, within_window, c0, c1" in says
        assert "c16 and 183 more; rules of your own" in says

    def test_dots_and_digits_in_strings_and_comments_are_nobodys_keys(self) -> None:
        text = toml.write_terms(BUNDLE, rules=RULES)
        dots = ".".join("a" * 300) + "1" * 300
        more = f"# {dots}\n" + text.replace('"acme-money"', f'"{dots}"')
        found = toml.read_terms(more, events=EVENTS, rules=RULES)
        assert found.refunds.id == dots

    def test_terms_that_end_anywhere(self) -> None:
        text = toml.write_terms(BUNDLE.cancellations, rules=RULES)
        for end in range(len(text)):
            try:
                found = toml.read_terms(text[:end], events=EVENTS, rules=RULES)
            except DocumentErrors:
                continue
            assert text[end:] == "\n" or found.cancellations != BUNDLE.cancellations
