"""What is left out cannot change what happens, and nothing else is left out."""

from textwrap import dedent

import pytest

from tests.mutation.places import CODE, SRC, Source, files


def left_out(text: str) -> str:
    """The lines of a text with an `_` wherever nothing is changed."""
    source = Source.of(text)
    spans = source.left_out()
    rows = [
        "".join("_" if any((n, x) in s for s in spans) else c for x, c in enumerate(line))
        for n, line in enumerate(text.split("\n"), start=1)
    ]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param(
            "def f(x: int | None = 3) -> int | None:\n    return x or 2",
            "def f(x: __________ = 3) -> __________:\n    return x or 2",
            id="annotations of a function, and not its default",
        ),
        pytest.param("a: int | str = 1 + 2", "a: _________ = 1 + 2", id="that of a value"),
        pytest.param(
            "a: 'é' = cast('é', 1 + 2)", "a: ___ = cast(___, 1 + 2)", id="what cast is told"
        ),
        pytest.param("__all__ = ['a'] + ['b']", "_" * 23, id="the list of public names"),
        pytest.param("__all__: list[str] = ['a']", "_" * 26, id="the same with its type"),
        pytest.param(
            "if TYPE_CHECKING:\n    A = 1 | 2\nelse:\n    A = 3",
            "if TYPE_CHECKING:\n    _________\nelse:\n    A = 3",
            id="what only checkers see",
        ),
        pytest.param(
            "@frozen(weakref_slot=False, eq=False)\nclass A: ...",
            "@frozen(weakref_slot=_____, eq=False)\nclass A: ...",
            id="what only saves memory",
        ),
        pytest.param("@overload\ndef f(): ...", "_________\n____________", id="an overload"),
        pytest.param(
            "class A(B, Protocol[C]):\n    x = 1",
            "________________________\n_________",
            id="a protocol",
        ),
        pytest.param(
            "class A(B):\n    @property\n    def f(self): return 1",
            "class A(B):\n    @property\n    def f(self): return 1",
            id="and nothing else",
        ),
    ],
)
def test_only_what_is_never_looked_at_is_left_out(text: str, seen: str) -> None:
    assert left_out(text) == seen


TEXT = dedent(
    """\
    @frozen(
        kw_only=True,
    )
    class A:
        limit: int = (
            3 +
            4
        )

        def f(self, x=1,
              y=2):
            if (
                x
                > y
            ):
                return [
                    x,
                    y,
                ]
            return y
    """
)


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        pytest.param(2, range(1, 5), id="a decorator belongs to its class"),
        pytest.param(6, range(5, 9), id="a statement over four lines"),
        pytest.param(11, range(10, 12), id="the head of a function, without its body"),
        pytest.param(14, range(12, 16), id="a condition, without what depends on it"),
        pytest.param(17, range(16, 20), id="the innermost one"),
        pytest.param(9, range(9, 10), id="an empty line belongs to none"),
    ],
)
def test_a_line_is_reached_by_whoever_reaches_its_statement(line: int, lines: range) -> None:
    assert Source.of(TEXT).statement(line) == lines


@pytest.mark.parametrize("line", [2, 4, 6, 11])
def test_what_runs_once_when_the_module_is_loaded(line: int) -> None:
    assert Source.of(TEXT).is_run_at_import(line)


@pytest.mark.parametrize("line", [12, 14, 20])
def test_what_runs_with_each_call(line: int) -> None:
    assert not Source.of(TEXT).is_run_at_import(line)


def test_every_package_that_is_changed_is_there() -> None:
    found = files()
    assert found == sorted(found)
    assert {path.relative_to(SRC).parts[0] for path in found} == {*CODE}
