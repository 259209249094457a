"""All options of plans stand in the documentation, and each can be told as it stands there."""

import inspect

import pytest

from postsales import MET, AfterStep, Each, First, Last, Oldest
from postsales.wire import toml
from tests.terms.plan_table import FILE, page, told
from tests.terms.plans import ANCHORS, PLANS, Parts, Told

PAGE = FILE.read_text(encoding="utf-8")
RULES = {"owes": lambda _: MET}
ENTRIES = [
    pytest.param(parts, one, id=f"{parts.of.__name__}.{one.name}")
    for parts in PLANS
    for one in parts.fields
]


class TestThePage:
    """Every class has its table, with every option, its form in TOML and its default."""

    def test_it_is_as_written_down(self) -> None:
        assert page(PAGE).splitlines() == PAGE.splitlines(), "then: python3 dev.py options"

    def test_it_tells_every_class_once(self) -> None:
        assert sorted(told(PAGE)) == sorted(parts.of.__name__ for parts in PLANS)

    @pytest.mark.parametrize("parts", PLANS, ids=lambda parts: parts.of.__name__)
    def test_the_options_are_those_of_the_class(self, parts: Parts) -> None:
        assert sorted(x.name for x in parts.fields) == sorted(
            inspect.signature(parts.of).parameters
        )


class TestInToml:
    """What stands in a table is read, and is another value than where it is left out."""

    @pytest.mark.parametrize(("parts", "one"), ENTRIES)
    def test_an_option(self, parts: Parts, one: Told) -> None:
        plain, changed = (
            parts.found(toml.read_plan(parts.document(changes), rules=RULES))
            for changes in ({}, {**one.besides, one.name: one.toml})
        )
        assert type(changed) is parts.of
        assert getattr(changed, one.name) != getattr(plain, one.name)

    @pytest.mark.parametrize("one", ANCHORS, ids=lambda one: one.name)
    def test_from_what_a_step_counts(self, one: Told) -> None:
        kinds = {x.__name__: x for x in (First, Last, Each, Oldest, AfterStep)}
        steps = next(x for x in PLANS if x.of.__name__ == "Action")
        read = toml.read_plan(steps.document({"after": one.toml}), rules=RULES)
        assert type(steps.found(read).after) is kinds[one.name]

    @pytest.mark.parametrize(("parts", "one"), ENTRIES)
    def test_it_is_one_sentence(self, parts: Parts, one: Told) -> None:
        del parts
        assert one.decides == one.decides.strip().removesuffix(".")
        assert "|" not in one.decides
        assert ". " not in one.decides
