"""The table of what drawing costs can be made."""

from benchmarks import drawing
from postsales import EUR
from postsales.samples import terms


def test_a_row_tells_what_was_rejected() -> None:
    assert drawing.row("money", drawing.CASES["money"]).startswith("| money | 0.0% |")


def test_a_value_is_constructed_again_by_its_fields() -> None:
    assert drawing.again(EUR("5.00")) == EUR("5.00")
    assert drawing.again(terms) == terms
    assert drawing.again("text") == "text"
