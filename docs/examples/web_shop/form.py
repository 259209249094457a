"""What a form asks for. Nothing in it is money, and nothing in it is believed."""

import re
from collections.abc import Mapping
from typing import Any

FIELD = "units."
_NUMBER = re.compile(r"-?[0-9]{1,12}")


def units_of(form: Mapping[str, str]) -> dict[str, Any]:
    """Units by line, as typed: lines with none are left out, and what is no number stays text.

    The library refuses what cannot be, with a sentence that says what is allowed.
    """
    typed = {x.removeprefix(FIELD): _number(y) for x, y in form.items() if x.startswith(FIELD)}
    return {line: units for line, units in typed.items() if units not in {0, ""}}


def _number(text: str) -> int | str:
    told = text.strip()
    return int(told) if _NUMBER.fullmatch(told) else told
