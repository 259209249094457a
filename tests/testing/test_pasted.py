"""What is said of a scene: facts in one form, and code that gives the same when it is pasted."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attrs import field, frozen

from postsales import (
    EUR,
    Line,
    ReasonKind,
    ReturnRequest,
)
from postsales.basics.quantities import FrozenMap
from postsales.testing.facts import fact
from postsales.testing.law import Scene
from postsales.testing.pasted import imports_of, pasted
from tests.testing.test_messages import ORDER

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class TestFacts:
    """One form for each kind of value, wherever it stands."""

    @pytest.mark.parametrize(
        ("value", "told"),
        [
            pytest.param(EUR("9.90"), "EUR 9.90", id="money"),
            pytest.param({"fee": EUR("9.90")}, "{'fee': EUR 9.90}", id="money in a map"),
            pytest.param(FrozenMap({"tee": 2}), "{'tee': 2}", id="a map that is frozen"),
            pytest.param({"tee": (EUR("1.00"),)}, "{'tee': [EUR 1.00]}", id="money in a row"),
            pytest.param(NOON, "2026-03-02T12:00:00+00:00", id="an instant"),
            pytest.param({"tee": NOON}, "{'tee': 2026-03-02T12:00:00+00:00}", id="in a map"),
            pytest.param(date(2026, 3, 2), "2026-03-02", id="a day"),
            pytest.param(timedelta(days=2), "2 days, 0:00:00", id="a time"),
            pytest.param(ReasonKind.DEFECT, "defect", id="a word"),
            pytest.param("in words", "in words", id="text"),
            pytest.param(None, "None", id="nothing"),
        ],
    )
    def test_it_is_read(self, value: object, told: str) -> None:
        assert fact(value) == told


@frozen
class Parcel:
    """A class of a shop's own."""

    id: str
    weight: int = 1
    tags: tuple[str, ...] = field(factory=tuple)
    first: str = field(init=False, default="x")


SCENE = Scene(ORDER, ReturnRequest.of({"tee": 1}, reason="late"), NOON, others=(1, "a"))


class TestCode:
    """Pasted, it is the same value."""

    @pytest.mark.parametrize(
        "value",
        [
            pytest.param(ORDER, id="an order"),
            pytest.param(SCENE, id="a scene"),
            pytest.param((), id="nothing"),
            pytest.param(("one",), id="one"),
            pytest.param({"tee": EUR("1.00")}, id="a map"),
            pytest.param(Parcel("1", tags=("a",)), id="a class of a shop's own"),
        ],
    )
    def test_it_gives_the_same(self, value: object) -> None:
        names: dict[str, Any] = {"Parcel": Parcel}
        code = "\n".join([*imports_of((value,)), f"value = {pasted(value)}"])
        exec(code, names)  # noqa: S102 - that is what people do with it
        assert names["value"] == value

    def test_what_is_as_always_is_left_out(self) -> None:
        assert pasted(Parcel("1")) == "Parcel(id='1')"
        assert pasted(Line("tee", quantity=1, total=EUR("1.00"))) == (
            "Line(id='tee', quantity=1, total=Money.of('1.00', 'EUR'))"
        )

    def test_an_event_has_a_line(self) -> None:
        at = "2026-03-02T09:15:00+00:00"
        card = "tender=Tender('card', kind=TenderKind.CARD)"
        assert pasted(ORDER).splitlines()[4:8] == [
            "    history=(",
            f"        Paid(at='{at}', amount=Money.of('40.00', 'EUR'), {card}),",
            "        Delivered(at='2026-03-05T11:30:00+00:00', units={'tee': 2}),",
            "    ),",
        ]

    def test_a_class_of_a_shops_own_has_to_be_imported(self) -> None:
        assert imports_of((Parcel("1"), SCENE)) == [
            "import datetime",
            "from postsales import *",
            "from postsales.testing.law import Scene",
            "# import your class Parcel",
        ]
