"""Where a mapping says that one fact stands: its column, what words mean, and when it counts."""

from collections.abc import Iterator, Mapping
from typing import cast

from attrs import frozen

from postsales.basics._errors import short
from postsales.basics.quantities import FrozenMap
from postsales.wire._csv_mapping import DOWNWARDS, MOMENTS, Cell
from postsales.wire._reader import Part, Reader

_CELL = (
    'a column is named by its header, or told as { column = "…", words = { … } }, '
    '{ always = "…" } or { same_as = "…" }'
)
_WHEN = 'when is told as { column = "word" } or { column = ["word", "other"] }'


@frozen(weakref_slot=False, eq=False)
class CellsTold:
    """Reads the cells of a mapping; ``parts`` are those in which an unread key is a slip."""

    reader: Reader
    parts: list[Part]

    def cell(self, value: object, path: str, name: str) -> Cell | None:
        """The cell of a fact with a name; None with a problem noted."""
        if isinstance(value, str) and value.strip():
            return Cell(column=value.strip())
        if not isinstance(value, Mapping):
            self.reader.wrong(path, f"is {short(value)}: {_CELL}", value)
            return None
        part = self.reader.part(cast("object", value), path)
        self.parts.append(part)
        column = part.optional_text("column")
        always = part.optional_text("always")
        same_as = part.optional_text("same_as")
        if sum(x is not None for x in (column, always, same_as)) != 1:
            self.reader.wrong(path, f"tells not one of column, always and same_as: {_CELL}")
            return None
        if same_as is not None:
            self._check_same(path, name, same_as)
        cell = Cell(
            column=None if column is None else column.strip(),
            always=always,
            same_as=same_as,
            words=_words_of(part),
            other=_other(part),
            when=self._when(part, name),
            sign=_sign(part, name),
        )
        self._check_words(path, cell)
        return cell

    def _check_words(self, path: str, cell: Cell) -> None:
        words, other = cell.words, cell.other
        if cell.column is None and (words is not None or other is not None):
            self.reader.wrong(path, "has words, and they are for the cells of a column")
        if other is not None and words is None:
            self.reader.wrong(path, "has other, and no words beside which it could mean the rest")
        if cell.sign != "plus" and (cell.column is None or words is not None):
            self.reader.wrong(path, "has a sign, and that is for a column of numbers without words")

    def _check_same(self, path: str, name: str, same_as: str) -> None:
        before = MOMENTS[: MOMENTS.index(name)] if name in MOMENTS else ()
        if same_as not in before:
            said = f"it can be one of {', '.join(before)}" if before else "it is no such time"
            self.reader.wrong(path, f"is the same as {short(same_as)}, and {said}")

    def _when(self, part: Part, name: str) -> FrozenMap[str, tuple[str, ...]]:
        """The columns on whose words it hangs whether a time is told, with these words."""
        if not part.has("when"):
            return FrozenMap({})
        if name not in MOMENTS[1:]:
            says = f"is for times other than placed_at: {', '.join(MOMENTS[1:])}"
            part.wrong("when", says)
        conditions = part.part("when")
        if isinstance(part.values["when"], Mapping) and not conditions.values:
            part.wrong("when", f"names no column: {_WHEN}")
        return FrozenMap({column: words for column, words in _conditions(conditions) if words})


def _conditions(told: Part) -> Iterator[tuple[str, tuple[str, ...]]]:
    for column, value in told.values.items():
        several = _listed(value)
        words = tuple(word.strip() for word in several if isinstance(word, str) and word.strip())
        if not words or len(words) != len(several):
            told.wrong(cast("str", column), f"is {short(value)}: {_WHEN}")
        yield str(column).strip(), words


def _listed(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else [value]


def _words_of(part: Part) -> FrozenMap[str, str] | None:
    if not part.has("words"):
        return None
    told = part.part("words")
    for word, means in told.values.items():
        if not isinstance(means, str):
            told.wrong(cast("str", word), f"is {short(means)}, and text is needed")
    return FrozenMap(
        {str(word): means for word, means in told.values.items() if isinstance(means, str)}
    )


def _other(part: Part) -> str | None:
    """What all other words mean; empty text means that they say nothing."""
    value = part.values["other"] if part.has("other") else None
    if value is not None and not isinstance(value, str):
        part.wrong("other", f"is {short(value)}, and text is needed")
        return None
    return value


def _sign(part: Part, name: str) -> str:
    """With which sign the numbers of a column are written; plus where nothing is said."""
    if not part.has("sign"):
        return "plus"
    value = part.values["sign"]
    if name not in DOWNWARDS:
        part.wrong("sign", f"is for what is taken off or comes back: {', '.join(DOWNWARDS)}")
    if value not in ("plus", "minus"):
        part.wrong("sign", f"is {short(value)}, and it is one of 'plus', 'minus'")
        return "plus"
    return value
