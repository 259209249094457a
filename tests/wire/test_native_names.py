"""What a document names: events and rules of a host's own, its version and its kind."""

import json
import re
import sys
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum, StrEnum
from typing import Any, Literal

import attrs
import pytest
from attrs import frozen

from postsales import (
    EUR,
    DocumentErrors,
    Event,
    FrozenMap,
    Hours,
    InvalidValue,
    Line,
    MissingExtra,
    Money,
    Order,
    Percent,
    ReasonKind,
    Tax,
    Tender,
    WrongType,
    wire,
)
from postsales.testing.strategies.clocks import PLACED
from postsales.wire import toml
from tests.wire.native_given import BUNDLE, EVENTS, RULES


class Colour(Enum):
    """A host's words."""

    RED = "red"


class Size(StrEnum):
    """A host's words that are text as well."""

    LARGE = "large"


@frozen
class Delivered(Event):
    """A host's own event that has the name of one of the library's."""


@frozen
class Tagged(Event):
    """A host's event whose field is called as documents call its name."""

    event: str


@frozen
class Blob(Event):
    """A host's event with something that documents cannot hold."""

    data: bytearray


@frozen
class Either(Event):
    """A host's event with an object of which nothing says what it is."""

    what: Tax | Tender


@frozen
class Scores(Event):
    """A host's event with fields of kinds that only hosts use."""

    exact: bool
    pair: tuple[int, str]
    by_reason: FrozenMap[ReasonKind, float]
    colour: Colour | None
    size: Size
    told: str | int
    opens: time
    waited: Hours | None = None


def choice(kind: Any) -> type[Event]:
    """A host's event of which one value could be of two kinds."""
    return attrs.make_class("Choice", {"what": attrs.field(type=kind)}, bases=(Event,), frozen=True)


class TestChoices:
    """What a host's event holds is of the kind that it was, where there are several."""

    @pytest.mark.parametrize(
        ("kind", "value"),
        [
            (date | datetime, date(2026, 3, 2)),
            (datetime | date, date(2026, 3, 2)),
            (date | datetime, datetime(2026, 3, 2, tzinfo=UTC)),
            (Money | Percent | Hours | None, EUR("4.95")),
            (Money | Percent | Hours | None, Percent("4.95")),
            (Money | Percent | Hours | None, Hours(4)),
            (Money | Percent | Hours | None, None),
            (int | float | bool | str, 1),
            (int | float | bool | str, 1.0),
            (int | float | bool | str, True),
            (int | float | bool | str, "1"),
            (tuple[int, ...] | Size | int, (1,)),
            (tuple[int, ...] | Size | int, Size.LARGE),
        ],
    )
    def test_what_tells_its_kind(self, kind: Any, value: Any) -> None:
        made: Any = choice(kind)
        order = attrs.evolve(scored(), history=[made(value, at=PLACED)])
        event: Any = wire.read_order(wire.write_json(order), events=[made]).history[0]
        assert (event.what, type(event.what)) == (value, type(value))


def scored(**given: Any) -> Order:
    """An order with an event of a host's own."""
    fields: dict[str, Any] = {
        "exact": True,
        "pair": (1, "one"),
        "by_reason": FrozenMap({ReasonKind.LATE: 0.5}),
        "colour": Colour.RED,
        "size": Size.LARGE,
        "told": "said",
        "opens": time(9, 30),
        "waited": Hours(36),
    }
    event = Scores(**fields | given, at=PLACED)
    line = Line("tee", quantity=1, total=EUR("5.00"))
    return Order("1", placed_at=PLACED, lines=[line], history=[event])


class TestEventsOfAHost:
    """Events of a host's own travel under their names, and are read when the caller knows them."""

    def test_fields_of_every_kind(self) -> None:
        written = wire.write_json(scored())
        again = wire.read_order(written, events=[Scores])
        assert again == scored()
        event: Any = again.history[0]
        assert type(event.size) is Size

    @pytest.mark.parametrize("size", [10**99, -(10**99), 10**100 - 1, 1 - 10**100])
    def test_the_longest_numbers(self, size: int) -> None:
        order = scored(pair=(size, "x"))
        assert wire.read_order(wire.write_json(order), events=[Scores]) == order

    def test_a_whole_number_for_a_fraction_keeps_the_digest(self) -> None:
        order = scored(by_reason=FrozenMap({ReasonKind.LATE: 3}))
        again = wire.read_order(wire.write_json(order), events=[Scores])
        assert again.ref(at=PLACED) == order.ref(at=PLACED)

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            pytest.param({"exact": 1}, ".exact is 1: true or false is needed", id="a number"),
            pytest.param({"pair": [1]}, ".pair is [1]: a list of 2 is needed", id="half a pair"),
            pytest.param(
                {"pair": ["one", "two"]}, ".pair[0] is 'one': a whole", id="the other way"
            ),
            pytest.param(
                {"by_reason": {"rain": 1}}, ".by_reason.rain is 'rain': no such", id="key"
            ),
            pytest.param(
                {"by_reason": {"late": "x"}}, ".by_reason.late is 'x': a number", id="value"
            ),
            pytest.param(
                {"colour": "blue"}, ".colour is 'blue': no such Colour; say 'red'", id="word"
            ),
            pytest.param({"told": 0.5}, ".told is 0.5: ", id="neither"),
            pytest.param({"opens": "9"}, ".opens is '9': a time of day is text", id="a time"),
            pytest.param({"waited": "2 days"}, ".waited is '2 days': a length in", id="no hours"),
            pytest.param({"waited": "long"}, ".waited is 'long': a length is text", id="no length"),
            pytest.param({"event": "scored"}, ".event is 'scored': no such event", id="another"),
            pytest.param({"event": None}, ".event is missing, and says which", id="no name"),
            pytest.param({"event": 5}, ".event is 5: no such event", id="no text"),
        ],
    )
    def test_what_is_wrong_with_them(self, change: dict[str, Any], says: str) -> None:
        data = json.loads(wire.write_json(scored()))
        data["history"][0] |= change
        with pytest.raises(DocumentErrors) as caught:
            wire.read_order(json.dumps(data), events=[Scores])
        assert [str(x)[: len("$.history[0]" + says)] for x in caught.value] == [
            "$.history[0]" + says
        ]

    def test_a_wrong_key_hides_no_wrong_value(self) -> None:
        data = json.loads(wire.write_json(scored()))
        data["history"][0]["by_reason"] = {"rain": "x", "late": "y"}
        with pytest.raises(DocumentErrors) as caught:
            wire.read_order(json.dumps(data), events=[Scores])
        assert [x.value for x in caught.value] == ["rain", "x", "y"]

    def test_without_the_class_the_name_means_nothing(self) -> None:
        with pytest.raises(DocumentErrors, match=r"\$\.history\[0\]\.event is 'scores': no such"):
            wire.read_order(wire.write_json(scored()))

    @pytest.mark.parametrize(
        ("events", "says"),
        [
            pytest.param([Delivered], "another event is called 'delivered'", id="a taken name"),
            pytest.param([Tagged], "call the field otherwise", id="a taken key"),
            pytest.param([Either], "fields that are read are annotated", id="a choice of classes"),
            *(
                pytest.param([choice(kind)], "fields that are read are annotated", id=str(kind))
                for kind in (
                    str | date,
                    str | Size,
                    Decimal | time,
                    Decimal | str,
                    FrozenMap | Tax,
                    Literal["x"] | int,
                )
            ),
            pytest.param([Blob], "fields that are read are annotated with", id="an odd kind"),
        ],
    )
    def test_a_class_that_cannot_stand_in_documents(self, events: Any, says: str) -> None:
        with pytest.raises(InvalidValue, match=says):
            wire.read_order('{"version": 1, "kind": "Order"}', events=events)

    @pytest.mark.parametrize("events", [[Order], ["Scores"], Scores, "names", [5]])
    def test_what_is_no_class_of_events(self, events: Any) -> None:
        with pytest.raises(WrongType, match="further events are classes below Event"):
            wire.read_order('{"version": 1, "kind": "Order"}', events=events)

    @pytest.mark.parametrize(
        ("event", "says"),
        [
            pytest.param(Delivered(at=PLACED), "another event is called", id="a taken name"),
            pytest.param(
                scored(by_reason=FrozenMap({ReasonKind.LATE: float("nan")})).history[0],
                "finite numbers",
                id="no number",
            ),
            pytest.param(scored(pair=(10**100, "x")).history[0], "at most 100 digits", id="long"),
            pytest.param(scored(told="\ud800").history[0], "valid Unicode", id="half a letter"),
        ],
    )
    def test_what_is_not_written(self, event: Event, says: str) -> None:
        order = attrs.evolve(scored(), history=[event])
        with pytest.raises(InvalidValue, match=says):
            wire.write_json(order)


class TestRulesByName:
    """A rule of the merchant's own is told by a name, and the caller says what it stands for."""

    TERMS = BUNDLE.cancellations

    def test_a_rule_without_a_name_is_not_written(self) -> None:
        with pytest.raises(InvalidValue, match=re.escape("rules={'unhurried': ...}")):
            wire.write_json(self.TERMS)

    def test_a_name_that_the_terms_use_themselves(self) -> None:
        with pytest.raises(InvalidValue, match="rules is 'within_window': the terms have rules of"):
            wire.write_json(self.TERMS, rules=RULES | {"within_window": RULES["box"]})

    @pytest.mark.parametrize(
        ("rules", "error"),
        [({"x": 5}, WrongType), ({"": RULES["box"]}, InvalidValue), (5, WrongType)],
    )
    def test_what_are_no_rules(self, rules: Any, error: type[Exception]) -> None:
        with pytest.raises(error):
            wire.read_terms('{"version": 1}', rules=rules)

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            pytest.param(
                {"required": "hurried"},
                ".required is 'hurried': no such rule "
                "among either, neither, grace, receipt, box, unhurried, unchanging; rules of",
                id="unknown",
            ),
            pytest.param({"required": [5]}, ".required[0] is 5: no such", id="no text"),
            pytest.param({"required": ["within_window"]}, ".required[0] is", id="ours"),
            pytest.param({"excepted": "x"}, ".excepted is 'x': a list of", id="no list"),
            pytest.param({"excepted": [["x"]]}, ".excepted[0] is ['x']: a pair", id="one"),
            pytest.param(
                {"excepted": [["box", "box"]]},
                " cannot be: cancellation terms "
                "'acme-cancel': it has no rule box_shown that could have",
                id="not asked",
            ),
        ],
    )
    def test_what_is_wrong_with_them(self, change: dict[str, Any], says: str) -> None:
        data = json.loads(wire.write_json(self.TERMS, rules=RULES))
        data["cancellations"] |= change
        with pytest.raises(DocumentErrors) as caught:
            wire.read_terms(json.dumps(data), events=EVENTS, rules=RULES)
        says = f"$.cancellations{says}"
        assert [str(x)[: len(says)] for x in caught.value] == [says]

    def test_they_are_looked_at_even_when_the_terms_are_not_sound(self) -> None:
        data = json.loads(wire.write_json(self.TERMS, rules=RULES))
        del data["cancellations"]["id"]
        data["cancellations"]["excepted"] = [["within_window", "nobody"]]
        with pytest.raises(DocumentErrors) as caught:
            wire.read_terms(json.dumps(data), events=EVENTS)
        assert [str(x)[:45] for x in caught.value] == [
            "$.cancellations.id is missing",
            "$.cancellations.required[0] is 'unhurried': n",
            "$.cancellations.excepted[0][1] is 'nobody': n",
        ]


class TestWhatIsNeeded:
    """A document says its version and, where its fields do not, what it is; extras are named."""

    @pytest.mark.parametrize(
        ("read", "document", "says"),
        [
            (
                wire.read_request,
                "{}",
                ["$.version is missing", "$.kind is null; say 'ReturnRequest'"],
            ),
            (
                wire.read_order,
                '{"kind": "Wish"}',
                ["$.version is missing", "$.kind is 'Wish'; say 'Order'"],
            ),
            (wire.read_quote, "[]", ["$ is []: an object is needed"]),
            (wire.read_terms, "[]", ["$ is []: an object is needed"]),
            (wire.read_terms, "{}", ["$.version is missing", "$ has no terms: "]),
            (
                wire.read_terms,
                '{"version": true, "x": 1}',
                ["$ has no terms", "$.x is not", "$.version is"],
            ),
        ],
    )
    def test_a_document_that_does_not_say_it(
        self, read: Any, document: str, says: list[str]
    ) -> None:
        with pytest.raises(DocumentErrors) as caught:
            read(document)
        for problem, start in zip(caught.value, says, strict=True):
            assert str(problem).startswith(start)

    def test_other_values_are_not_written(self) -> None:
        some: Any = {"id": "1001"}
        with pytest.raises(WrongType, match="orders, requests, services and when they end, terms"):
            wire.write_json(some)
        with pytest.raises(WrongType, match="terms, or a TermsBundle, are written"):
            toml.write_terms(some)

    def test_endless_terms_are_not_written(self) -> None:
        reasons = {f"{'x' * 900}{n}": ReasonKind.LATE for n in range(1200)}
        terms = attrs.evolve(BUNDLE.returns, reasons=reasons, required=(), excepted=())
        with pytest.raises(InvalidValue, match="at most 1000000 characters are written"):
            toml.write_terms(terms)

    @pytest.mark.parametrize(
        ("package", "extra", "call"),
        [
            ("cattrs", "json", lambda: wire.read_record("{}")),
            ("cattrs", "json", lambda: wire.read_terms("{}")),
            ("cattrs", "json", lambda: toml.read_terms("")),
            ("tomli_w", "toml", lambda: toml.write_terms(BUNDLE)),
        ],
        ids=["a record", "terms in JSON", "terms in TOML", "terms to TOML"],
    )
    def test_a_missing_package_is_named_with_its_extra(
        self, package: str, extra: str, call: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(MissingExtra, match=rf"install postsales\[{extra}\]"):
            call()
