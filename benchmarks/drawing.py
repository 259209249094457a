"""What drawing costs: rejected draws, and time beside constructing the same value by hand.

``python -m benchmarks.drawing`` prints the table. A draw and a construction take turns value by
value, so that both meet the same machine; what hypothesis itself takes for one draw of four bytes
stands in the first row.
"""

import time
from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.statistics import collector

from postsales.testing import strategies

__all__ = ["CASES", "again", "row"]

_MANY = 500

CASES: dict[str, st.SearchStrategy[Any]] = {
    "four bytes": st.binary(min_size=4, max_size=4),
    "money": strategies.money(),
    "an agreement": strategies.agreements(),
    "an order": strategies.orders(),
    "an order that was delivered": strategies.delivered(),
    "terms for returns": strategies.return_terms(),
    "terms for refunds": strategies.refund_terms(),
    "a decision, with all that it is about": strategies.decisions(),
}


def again(value: Any) -> Any:
    """The same value, constructed by its class from its fields."""
    if not attrs.has(type(value)):
        return value
    fields = [x for x in attrs.fields(type(value)) if x.init]
    return type(value)(**{x.alias: getattr(value, x.name) for x in fields})


def row(name: str, strategy: st.SearchStrategy[Any]) -> str:
    """One line of the table."""
    spent = {"drawn": 0, "by hand": 0, "times": 0}

    def timed(kind: str, run: Callable[[], Any]) -> Any:
        started = time.process_time_ns()
        found = run()
        spent[kind] += time.process_time_ns() - started
        return found

    @settings(
        max_examples=_MANY,
        database=None,
        deadline=None,
        derandomize=True,
        suppress_health_check=[*HealthCheck],
    )
    @given(st.data())
    def draw(data: st.DataObject) -> None:
        value = timed("drawn", lambda: data.draw(strategy))
        timed("by hand", lambda: again(value))
        spent["times"] += 1

    told: list[dict[str, Any]] = []
    collect: Any = collector
    with collect.with_value(told.append):
        draw()
    cases = told[0]["generate-phase"]["test-cases"]
    rejected = sum(x["status"] == "invalid" for x in cases) / len(cases)
    each = spent["drawn"] / spent["times"] / 1000
    ratio = spent["drawn"] / max(1, spent["by hand"])
    return f"| {name} | {rejected:.1%} | {each:.0f} | {ratio:.1f} |"


def main() -> None:
    """Print the table."""
    print("| drawn | rejected | microseconds | of constructing it by hand |\n|---|---|---|---|")
    for name, strategy in CASES.items():
        print(row(name, strategy), flush=True)


if __name__ == "__main__":
    main()
