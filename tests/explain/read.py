"""Reading an explanation back: amounts, rows and reasons, as a person would find them."""

import re

from attrs import frozen

AMOUNT = re.compile(r"-?[^\d\s-]+ ?[\d,]+(?:\.\d+)?")


def read_minor(written: str) -> int:
    """The minor units of an amount as plain `en` writes it."""
    digits = written.rsplit(" ", 1)[-1] if " " in written else re.sub(r"^-?[^\d-]+", "", written)
    sign = -1 if written.startswith("-") else 1
    return sign * int(re.sub(r"[.,]", "", digits))


@frozen
class Read:
    """One table of a statement: its rows and its total, in minor units."""

    rows: tuple[tuple[str, int], ...]
    total: int


def tables(text: str) -> list[Read]:
    """The tables of a plain text, in order."""
    if "\nThe money\n" not in text:
        return []
    blocks = text.split("\nThe money\n", 1)[1].split("\n\n")[1:]
    return [_table(block) for block in blocks if re.search(r"^-+$", block, re.MULTILINE)]


def _table(block: str) -> Read:
    rows = [re.split(r" {2,}", line) for line in block.splitlines() if not set(line) <= {"-"}]
    read = [(row[0], read_minor(row[1])) for row in rows]
    return Read(tuple(read[:-1]), read[-1][1])


_IN_VAIN = " allowed what does not stand in the way: "


def reasons(text: str) -> list[tuple[int, str]]:
    """Every reason with its units, in order."""
    found = re.findall(r"^  - ([\d,]+) of (.+)$", text, re.MULTILINE)
    said = [(int(units.replace(",", "")), why) for units, why in found]
    return [(units, why) for units, why in said if _IN_VAIN not in why]
