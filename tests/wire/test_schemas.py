"""The schemas of our documents: what is written passes, and what they refuse no reader takes."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache, reduce
from importlib.resources import files
from typing import Any

import pytest
from attrs import frozen
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import postsales
from postsales import (
    EUR,
    CancellationRequest,
    DocumentErrors,
    Event,
    InvalidValue,
    Order,
    ReturnRequest,
    WrongType,
    cancellations,
    refunds,
    returns,
    samples,
    wire,
)
from postsales.samples.engraved import EngravingBegun
from postsales.wire import _leaves
from postsales.wire._shapes import SHAPES
from tests.testing import gallery
from tests.wire.drawn import Document, documents
from tests.wire.mutants import Place, kinds_of_place, places
from tests.wire.native_given import EVENTS, KINDS, Kind
from tests.wire.schemas import FOLDER, text

AT = "2026-04-02T12:00+02:00"


@cache
def checked(kind: str) -> Draft202012Validator:
    """What checks documents of a kind; the events of the tests are known."""
    events = EVENTS if kind in ("order", "terms", "plan", "history") else ()
    return Draft202012Validator(wire.schema(kind, events=events))


def wrong(kind: str, tree: object) -> list[str]:
    """What a schema has against a document, with its places."""
    return [f"{error.json_path} {error.message}" for error in checked(kind).iter_errors(tree)]


def kind_of(value: object) -> str:
    """The kind of document as which a value is written."""
    written = type(value).__name__
    told = {
        "Order": "order",
        "DecisionRecord": "record",
        "QuoteRecord": "quote",
        "ExchangeRecord": "exchange",
        "RmaStatus": "rma_status",
        "TermsBundle": "terms",
        "PlanBundle": "plan",
        "History": "history",
    }
    return told.get(written) or ("request" if written.endswith("Request") else "service")


class TestShipped:
    """The schemas that lie in the package are those that the code makes."""

    @pytest.mark.parametrize("kind", wire.DOCUMENTS)
    def test_each_is_made_of_the_annotations(self, kind: str) -> None:
        shipped = files("postsales.wire") / "schemas" / "v1" / f"{kind}.json"
        advice = "python3 dev.py schemas writes it anew"
        assert shipped.read_text(encoding="utf-8") == text(kind), advice

    def test_there_are_no_others(self) -> None:
        assert {x.name for x in FOLDER.iterdir()} == {f"{kind}.json" for kind in wire.DOCUMENTS}

    @pytest.mark.parametrize("kind", wire.DOCUMENTS)
    def test_each_is_a_schema_of_the_draft_that_it_names(self, kind: str) -> None:
        made = wire.schema(kind)
        Draft202012Validator.check_schema(made)
        assert made["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
        assert made["$id"] == f"urn:postsales:schema:v1:{kind}"

    @pytest.mark.parametrize("kind", wire.DOCUMENTS)
    def test_each_refers_to_nothing_else_and_leaves_nothing_unused(self, kind: str) -> None:
        made = wire.schema(kind)
        named = {ref.removeprefix("#/$defs/") for ref in refs(made)}
        assert named == {*made["$defs"]}

    def test_a_reader_stands_beside_each(self) -> None:
        assert {f"read_{kind}" for kind in wire.DOCUMENTS} == {
            name for name in wire.__all__ if name.startswith("read_")
        }

    def test_a_kind_that_there_is_not(self) -> None:
        with pytest.raises(InvalidValue, match="say order, request, service, terms, record"):
            wire.schema("invoice")

    def test_it_needs_no_package_besides(self) -> None:
        code = (
            "import sys; sys.modules['cattrs'] = None\n"
            "from postsales import wire; wire.schema('terms'); print(wire.schema('order')['$id'])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
        assert done.stdout == "urn:postsales:schema:v1:order\n"

    def test_it_belongs_to_the_caller(self) -> None:
        wire.schema("order")["$defs"]["Line"].clear()
        assert wire.schema("order")["$defs"]["Line"]

    @pytest.mark.parametrize("kind", wire.DOCUMENTS)
    def test_nothing_in_a_schema_is_shared_with_the_next(self, kind: str) -> None:
        def emptied(value: Any) -> None:
            for one in [*(value.values() if isinstance(value, dict) else value)]:
                if isinstance(one, dict | list):
                    emptied(one)
            value.clear()

        told = json.dumps(wire.schema(kind))
        emptied(wire.schema(kind))
        assert json.dumps(wire.schema(kind)) == told


def shortened(tree: Any, place: Place) -> Any:
    """The document with no other event than that of the place: each is checked by itself."""
    if place[0] == "history" and place[1:]:
        return {**tree, "history": [tree["history"][place[1]]]}
    return tree


def refs(tree: Any) -> Iterator[str]:
    """Everything that is referred to."""
    if isinstance(tree, dict) and isinstance(tree.get("$ref"), str):
        yield tree["$ref"]
    for one in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from refs(one)


class TestWritten:
    """Whatever is written passes, and reads back equal."""

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
    def test_a_value_in_which_every_field_says_something(self, kind: Kind) -> None:
        assert wrong(kind_of(kind.value), json.loads(kind.text)) == []

    @given(documents())
    @settings(max_examples=100)
    def test_any_value(self, drawn: tuple[Document, Any]) -> None:
        document, value = drawn
        assert wrong(document.kind, json.loads(document.text)) == []
        assert document.read(document.text) == value

    @pytest.mark.parametrize("order", [*samples.orders, *samples.called_off], ids=lambda x: x.id)
    def test_sample_orders(self, order: Order) -> None:
        check = Draft202012Validator(wire.schema("order", events=[EngravingBegun]))
        assert [*check.iter_errors(json.loads(wire.write_json(order)))] == []

    @pytest.mark.parametrize("order", samples.orders, ids=lambda x: x.id)
    def test_what_is_decided_of_the_samples(self, order: Order) -> None:
        request = samples.requests[order.id]
        decision = returns.assess(order, request, samples.terms, at=AT)
        record = decision.record(quote=refunds.quote(decision, samples.refund_terms))
        for value in (request, record, record.quote):
            assert value is not None
            assert wrong(kind_of(value), json.loads(wire.write_json(value))) == []

    @pytest.mark.parametrize("order", samples.called_off, ids=lambda x: x.id)
    def test_what_is_called_off_of_the_samples(self, order: Order) -> None:
        request: CancellationRequest = samples.cancellation_requests[order.id]
        decision = cancellations.assess(order, request, samples.cancellation_terms, at=AT)
        for value in (request, decision.record()):
            assert wrong(kind_of(value), json.loads(wire.write_json(value))) == []

    @pytest.mark.parametrize("name", gallery.NAMES)
    def test_terms_of_the_gallery_in_json_and_in_toml(self, name: str) -> None:
        assert wrong("terms", json.loads(wire.write_json(gallery.bundle(name)))) == []
        told = (files("postsales.samples") / "gallery" / f"{name}.toml").read_text("utf-8")
        in_toml = {"version": 1, **tomllib.loads(told)}
        # Days of TOML are no text, and checkers see them as the text that they are written with.
        assert wrong("terms", json.loads(json.dumps(in_toml, default=str))) == []


# One of each kind of plain data, and what comes close to something that is meant.
PUT: tuple[object, ...] = (
    None,
    True,
    0,
    -1,
    10**12,
    10**40,
    1.5,
    "",
    " ",
    "no such word",
    "x" * 1001,
    "2026-02-28",
    "4.95 EUR",
    "15 %",
    "3 days",
    [],
    [[]],
    {},
    {"x": 1},
    {"amount": 1, "currency": "EUR"},
    {"amount": "1.00", "currency": "EUR", "more": 1},
)
# What a shape is refused for; the rest is said of values of the right shape.
OF_SHAPE = (
    "is missing",
    "is not known",
    "no such ",
    ": text is needed",
    ": an object is needed",
    ": a list is needed",
    ": a list of text is needed",
    ": a whole number is needed",
    ": a number is needed",
    ": true or false is needed",
    ": 0 to 1000000000 are allowed",
    ": a day is a date or text",
    ": an instant is ",
    ": an amount of money is text",
    ": a share is text",
    ": a length is text",
    ": a length in ",
    ": text such as ",
    ": a fact is ",
)


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[Document, Any]:
    """A document, and its tree after something was dropped, put in place or added."""
    document, _ = draw(documents())
    tree: Any = json.loads(document.text)
    *inside, last = draw(st.sampled_from([*places(tree)]))
    place = tree
    for key in inside:
        place = place[key]
    change = draw(st.sampled_from(["drop", "add", "put", "put"]))
    if change == "drop":
        del place[last]
    elif change == "add" and isinstance(place, dict):
        place["no_such_key"] = draw(st.sampled_from(PUT))
    elif change == "add":
        place.append(draw(st.sampled_from(PUT)))
    else:
        place[last] = draw(st.sampled_from(PUT))
    return document, tree


@pytest.mark.no_cover
class TestRefused:
    """What a schema refuses no reader takes, and what has the wrong shape both refuse."""

    @given(spoilt())
    @settings(max_examples=150)
    def test_what_the_schema_refuses_is_read_by_nobody(self, drawn: tuple[Document, Any]) -> None:
        document, tree = drawn
        told = document.problems(tree)
        if wrong(document.kind, tree):
            assert told
        assert all(problem.path.startswith("$") for problem in told)

    @given(spoilt())
    @settings(max_examples=150)
    def test_what_has_the_wrong_shape_is_refused_by_the_schema(
        self, drawn: tuple[Document, Any]
    ) -> None:
        document, tree = drawn
        told = [str(problem) for problem in document.problems(tree)]
        if any(sign in one for one in told for sign in OF_SHAPE):
            assert wrong(document.kind, tree), told

    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
    def test_a_key_that_is_misspelt_is_told_at_its_object_and_not_at_the_list_of_it(
        self, kind: Kind
    ) -> None:
        tree = json.loads(kind.text)
        checker = checked(kind_of(kind.value))
        for place in kinds_of_place(tree):
            whole = reduce(lambda part, key: part[key], place, tree)
            if isinstance(whole, dict):
                small = shortened(tree, place)
                whole["zzz"] = 1
                assert not [x for x in checker.iter_errors(small) if isinstance(x.instance, list)]
                del whole["zzz"]

    @pytest.mark.parametrize("kind", wire.DOCUMENTS)
    def test_no_object_takes_any_key(self, kind: str) -> None:
        for shape in objects(wire.schema(kind)):
            if "allOf" in shape:
                # It only says which of several objects it is.
                continue
            names = {*shape.get("properties", ())}
            assert {*shape.get("required", ())} <= names
            # Either its keys are ours, or they are names of the merchant's and all values alike.
            assert (shape["additionalProperties"] is False) == bool(names)

    @pytest.mark.parametrize(
        ("kind", "change", "path"),
        [
            ("order", lambda x: x["lines"][0].pop("id"), "$.lines[0].id"),
            ("order", lambda x: x["lines"][0].update(quantity=-1), "$.lines[0].quantity"),
            ("order", lambda x: x["lines"][0].update(quantity=10**40), "$.lines[0].quantity"),
            ("order", lambda x: x["lines"][0].update(total=19.9), "$.lines[0].total"),
            ("order", lambda x: x["lines"][0].update(total="19,90 EUR"), "$.lines[0].total"),
            ("order", lambda x: x["lines"][0].update(kind="cheese"), "$.lines[0].kind"),
            ("order", lambda x: x["history"][0].update(event="eaten"), "$.history[0].event"),
            ("order", lambda x: x.update(placed_at="2026-03-02"), "$.placed_at"),
            ("order", lambda x: x.update(placed_at="2026-03-02T10:15"), "$.placed_at"),
            ("order", lambda x: x.update(version=2), "$.version"),
            ("order", lambda x: x.update(kind="Invoice"), "$.kind"),
            ("request", lambda x: x.update(items=None), "$.items"),
            ("record", lambda x: x["request"].update(kind="Wish"), "$.request.kind"),
            ("record", lambda x: x["findings"][0].update(facts={"x": 0.5}), "$.findings[0].facts"),
            ("record", lambda x: x["terms"].pop("digest"), "$.terms.digest"),
            ("terms", lambda x: x["returns"].update(exclusions=[{}]), "$.returns.exclusions[0]"),
            ("terms", lambda x: x["returns"]["window"].update(length="soon"), "$.returns.window"),
            ("terms", lambda x: x["returns"].update(excepted=[["a"]]), "$.returns.excepted[0]"),
            ("terms", lambda x: x.update(refund={}), "$.refund"),
            ("terms", lambda x: x.clear(), "$"),
        ],
        ids=[
            "a line without an id",
            "less than nothing",
            "more than anybody sells",
            "a float for money",
            "a comma in money",
            "a word that there is not",
            "an event that there is not",
            "a day for an instant",
            "a time of no zone",
            "another version",
            "another kind",
            "null for a list",
            "a request of another kind",
            "a fraction for a fact",
            "a part of a record that was lost",
            "an exclusion that says nothing",
            "a length that is none",
            "half a pair",
            "a section that there is not",
            "nothing at all",
        ],
    )
    def test_with_a_path(self, kind: str, change: Any, path: str) -> None:
        given_ = next(x for x in KINDS if kind_of(x.value) == kind)
        tree = json.loads(given_.text)
        change(tree)
        assert wrong(kind, tree)
        document = Document(kind, given_.text, given_.read)
        assert any(problem.path.startswith(path) for problem in document.problems(tree))


def objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Everything in a schema that speaks of objects."""
    if isinstance(tree, dict) and tree.get("type") == "object":
        yield tree
    for one in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from objects(one)


class TestWhatNoSchemaSays:
    """Where reading looks closer: each passes the schema, and is refused with its path."""

    @pytest.mark.parametrize(
        ("kind", "change", "path"),
        [
            ("order", lambda x: x["lines"][0].update(quantity=2.0), "$.lines[0].quantity"),
            ("order", lambda x: x.update(placed_at="2026-02-30T10:15Z"), "$.placed_at"),
            ("order", lambda x: x["lines"][0]["total"].update(currency="QQQ"), "$.lines[0].total"),
            ("order", lambda x: x["lines"][0]["total"].update(amount="1.234"), "$.lines[0].total"),
            ("order", lambda x: x["lines"].append(x["lines"][0]), "$"),
            ("record", lambda x: x["items"][0].update(asked=9), "$.items[0]"),
            ("terms", lambda x: x["returns"].update(zone="Europe/Atlantis"), "$.returns.zone"),
            ("terms", lambda x: x["returns"].update(required=["nobody"]), "$.returns.required[0]"),
        ],
        ids=[
            "a whole number with a point",
            "a day that no calendar has",
            "a currency that there is not",
            "more decimals than the currency has",
            "a line that stands twice",
            "units that do not add up",
            "a zone that there is not",
            "a rule that nobody gave",
        ],
    )
    def test_is_said_by_the_reader(self, kind: str, change: Any, path: str) -> None:
        given_ = next(x for x in KINDS if kind_of(x.value) == kind)
        tree = json.loads(given_.text)
        change(tree)
        assert wrong(kind, tree) == []
        document = Document(kind, given_.text, given_.read)
        assert any(problem.path.startswith(path) for problem in document.problems(tree))

    def test_a_key_that_stands_twice_is_gone_before_a_schema_sees_it(self) -> None:
        told = wire.write_json(ReturnRequest.of({"tee": 1}, reason="remorse"))
        twice = told.replace('"form"', '"asker": "buyer", "form"')
        assert wrong("request", json.loads(twice)) == []
        with pytest.raises(DocumentErrors, match="has the key 'asker' twice"):
            wire.read_request(twice)


LEAVES = [*SHAPES]


class TestLeaves:
    """Every kind of leaf has a shape, which lets pass whatever is read as one."""

    def test_each_has_one(self) -> None:
        assert {*SHAPES} == {*_leaves.LEAVES}

    @pytest.mark.parametrize("leaf", LEAVES, ids=str)
    def test_what_is_read_passes(self, leaf: Any) -> None:
        check = Draft202012Validator(SHAPES[leaf])

        @given(TOLD)
        @settings(max_examples=150)
        @example("2026-W10-1 10:15:00,5+01")
        @example("20260302T10Z")
        @example("T0915")
        @example("09:15:00.5+01:00")
        def passes(told: Any) -> None:
            if is_read(leaf, told):
                assert check.is_valid(told)

        passes()

    @pytest.mark.parametrize("leaf", LEAVES, ids=str)
    def test_its_examples_are_read(self, leaf: Any) -> None:
        shapes = SHAPES[leaf].get("anyOf", [SHAPES[leaf]])
        for told in [one for shape in shapes for one in shape.get("examples", ())]:
            assert is_read(leaf, told)


def is_read(leaf: Any, told: object) -> bool:
    """Is this read as such a leaf?"""
    try:
        _leaves.LEAVES[leaf](told, leaf)
    except (InvalidValue, WrongType):
        return False
    return True


# Text that is nearly a time, an amount or a length.
TOLD = st.one_of(
    st.sampled_from(PUT),
    st.from_regex(r"[0-9]{4}-?(W[0-5][0-9](-?[1-7])?|[01][0-9]-?[0-2][0-9])", fullmatch=True),
    st.from_regex(
        r"2026(-03-02|0302|-W10-1|W101)[T ü][012][0-9]"
        r"(:?[0-5][0-9](:?[0-5][0-9]([.,][0-9]{1,9})?)?)?"
        r" ?(Z|[+-][01][0-9](:?[0-5][0-9](:?[0-5][0-9](\.[0-9]{1,6})?)?)?)?",
        fullmatch=True,
    ),
    st.from_regex(r"T?[012][0-9](:?[0-5][0-9](:?[0-5][0-9]([.,][0-9]{1,9})?)?)?Z?", fullmatch=True),
    st.from_regex(r"[+-]?[0-9]{1,5}(\.[0-9]{1,4})? ?(EUR|JPY|%|XYZ)", fullmatch=True),
    st.from_regex(r"[0-9.]{1,6} (working )?(day|week|month|year|hour)s?", fullmatch=True),
    st.from_regex(r"P-?[0-9]{1,4}DT[0-9]{1,5}\.[0-9]{6}S", fullmatch=True),
    st.floats(),
)


@frozen
class Fitted(Event):
    """A tailor has measured the customer."""

    inches: int
    by: tuple[str, ...] = ()


@frozen
class Line(Event):
    """A host's event that is called as something of ours."""

    wait: int = 0


class TestEventsOfAHost:
    """Events of a host's own are told to the schema as they are told to the reader."""

    ORDER = Order(
        "1001",
        placed_at="2026-03-02T10:15Z",
        lines=[postsales.Line("tee", quantity=1, total=EUR("5.00"))],
        history=[
            Fitted(-40, by=("",), at="2026-03-05T10:15Z"),
            Line(-3, at="2026-03-05T10:15Z"),
        ],
    )

    def test_they_pass_where_they_are_known_and_nowhere_else(self) -> None:
        tree = json.loads(wire.write_json(self.ORDER))
        known = Draft202012Validator(wire.schema("order", events=[Fitted, Line]))
        assert [*known.iter_errors(tree)] == []
        assert not Draft202012Validator(wire.schema("order")).is_valid(tree)

    def test_they_are_held_to_their_fields(self) -> None:
        known = Draft202012Validator(wire.schema("order", events=[Fitted, Line]))
        for change in ({"inches": "40"}, {"feet": 3}, {"by": "me"}):
            tree = json.loads(wire.write_json(self.ORDER))
            tree["history"][0].update(change)
            assert not known.is_valid(tree)

    def test_terms_can_wait_for_them(self) -> None:
        made = wire.schema("terms", events=[Fitted])
        assert "fitted" in made["$defs"]["EventName"]["anyOf"][0]["enum"]

    def test_where_no_event_stands_none_is_named(self) -> None:
        with pytest.raises(InvalidValue, match="stand in order, terms, plan and history alone"):
            wire.schema("record", events=[Fitted])

    def test_what_is_no_event_is_refused(self) -> None:
        with pytest.raises(WrongType, match="classes below Event"):
            wire.schema("order", events=as_any([str]))

    def test_a_field_that_nothing_reads_is_told(self) -> None:
        @frozen
        class Sung(Event):
            song: object = None

        with pytest.raises(InvalidValue, match="fields that are read are annotated with text"):
            wire.schema("order", events=[Sung])


def as_any(value: object) -> Any:
    """The value, unseen by the type checker."""
    return value
