"""What is said of a broken law, word for word: a developer of a shop has to understand it.

After a change that is meant: ``python -m tests.testing.test_messages``.
"""

from pathlib import Path

import pytest
from attrs import evolve

from postsales import EUR, Delivered, Line, Order, Paid, ReturnRequest, Tender
from postsales.testing import laws
from postsales.testing.law import LawBroken
from tests.architecture.source import ROOT
from tests.testing.bad import BAD, Bad
from tests.testing.good import ACME

FOLDER = ROOT / "tests" / "testing" / "snapshots"
ORDER = Order(
    id="1001",
    placed_at="2026-03-02T10:15+01:00",
    lines=[Line("tee", quantity=2, total=EUR("40.00"))],
    history=[
        Paid(EUR("40.00"), tender=Tender.card("card"), at="2026-03-02T10:15+01:00"),
        Delivered({"tee": 2}, at="2026-03-05T12:30+01:00"),
    ],
)
LAMP = Line("lamp", quantity=1, total=EUR("89.00"))
# The mistake, and the question in which it shows.
Question = tuple[Order, dict[str, int], str, tuple[str, ...]]
SHOWN: dict[str, Question] = {
    "a second off": (ORDER, {"tee": 2}, "changed_mind", ()),
    "the first reason only": (
        evolve(ORDER, lines=[*ORDER.lines, LAMP]),
        {"tee": 3, "lamp": 1},
        "changed_mind",
        (),
    ),
    "a fee on defects": (ORDER, {"tee": 2}, "faulty", ("faulty", "changed_mind")),
}


def bad(name: str) -> Bad:
    """The bad policy of that name."""
    return next(x for x in BAD if x.name == name)


def message(name: str) -> str:
    """What is said when the mistake shows in one order."""
    found, (order, units, reason, others) = bad(name), SHOWN[name]
    with pytest.raises(LawBroken) as caught:
        laws.again(
            found.law,
            ACME[0],
            order,
            ReturnRequest.of(units, reason=reason),
            at="2026-03-20T09:00Z",
            refund_terms=ACME[1],
            engine=found.engine,
            others=others,
        )
    return f"{caught.value}\n"


def file(name: str) -> Path:
    """Where the message is written down."""
    return FOLDER / f"{name.replace(' ', '-')}.txt"


@pytest.mark.parametrize("name", SHOWN)
def test_a_message_is_as_written_down(name: str) -> None:
    assert message(name) == file(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHOWN)
def test_a_message_has_all_its_parts(name: str) -> None:
    said = message(name)
    (law,) = (x for x in laws.ALL if x.id == bad(name).law)
    assert said.startswith(f"[{law.key}] {law.statement}\n")
    for part in (f"This is usually: {law.catches}.", f"Because: {law.because}.", "laws.again("):
        assert part in said


if __name__ == "__main__":
    for name in SHOWN:
        file(name).write_text(message(name), encoding="utf-8")
