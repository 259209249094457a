"""What cosmic-ray knows: where an operator of it can change a text, and the text that it makes.

Rules of this file: nothing else imports cosmic-ray, and only functions do, so that the rest can be
tested without the extra `mutation`.
"""

from collections.abc import Iterator
from typing import Any

from tests.mutation.places import Place

CORE = "core/"
"""Its own operators; those of plugins that somebody has installed would change the draw."""


def changes(text: str) -> Iterator[tuple[str, int, Place]]:
    """Every operator, its how manieth change of the text, and where that begins."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.plugins import get_operator, operator_names

    nodes = list(ast_nodes(get_ast(text)))
    for name in operator_names():
        operator: Any = get_operator(name)
        if operator.arguments() or not name.startswith(CORE):
            continue
        made = operator()
        places = (start for node in nodes for start, _ in made.mutation_positions(node))
        for occurrence, place in enumerate(places):
            yield name.removeprefix(CORE), occurrence, place


def changed(text: str, operator: str, occurrence: int) -> str:
    """The text after one change."""
    from cosmic_ray.mutating import mutate_code
    from cosmic_ray.plugins import get_operator

    found: str | None = mutate_code(text, get_operator(CORE + operator)(), occurrence)
    assert found is not None, f"{operator} cannot change this text {occurrence + 1} times"
    return found
