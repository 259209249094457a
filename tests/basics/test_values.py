"""What every value here does: it copies, pickles, hashes, prints as it evaluates, and stays."""

import copy
import datetime  # noqa: ICN001 - by this name dates print themselves
import pickle
from decimal import Decimal
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

from postsales.basics.citations import Citation
from postsales.basics.currencies import EUR, JPY, Currency
from postsales.basics.dated import Dated, Gap, Row
from postsales.basics.durations import Days, Hours, Months, Weeks, Years
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.rounding import Rounding
from tests.basics.given import named

NAMES = {
    value.__name__: value
    for value in (
        Citation, Currency, Dated, Days, Decimal, FrozenMap, Gap, Hours, Money, Months, Percent,
        Quantities, Rounding, Row, Weeks, Years, datetime,
    )
}  # fmt: skip

ACT = Citation("An Act", "s. 4", text="as of 2025", checked_on="2026-02-11")
VALUES = {
    "a currency": EUR,
    "a currency of one's own": Currency("POINTS", exponent=0),
    "money": EUR("19.90"),
    "a debt": JPY("-500"),
    "a percentage": Percent("7.7"),
    "days": Days(30),
    "weeks": Weeks(2),
    "months": Months(1),
    "years": Years(2),
    "hours": Hours(24),
    "a citation": ACT,
    "a row": Row(14, "2014-06-13", "2020-01-01", by=ACT),
    "a repeal": Row.repealed("2020-01-01", by=ACT),
    "a dated value": Dated([Row(EUR("5"), "2014-06-13", by=None)], name="fee"),
    "a frozen map": FrozenMap({"paid": EUR("5"), "kind": "fee"}),
    "an empty map": FrozenMap[str, int]({}),
    "quantities": Quantities({"tee": 2, "mug": 1}),
    "a rounding": Rounding.HALF_EVEN,
}

everyone = pytest.mark.parametrize("value", named(VALUES))
attrs_made = pytest.mark.parametrize(
    "value",
    named({k: v for k, v in VALUES.items() if not isinstance(v, FrozenMap | Rounding)}),
)


@everyone
def test_pickles(value: object) -> None:
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301
        assert again == value
        assert type(again) is type(value)
        assert repr(again) == repr(value)


@everyone
def test_copies(value: object) -> None:
    for again in (copy.copy(value), copy.deepcopy(value)):
        assert again == value
        assert type(again) is type(value)
        assert hash(again) == hash(value)


@everyone
def test_hashes(value: object) -> None:
    assert hash(value) == hash(pickle.loads(pickle.dumps(value)))  # noqa: S301
    assert len({value, copy.deepcopy(value)}) == 1


@everyone
def test_prints_as_it_evaluates(value: object) -> None:
    assert eval(repr(value), {**NAMES}) == value  # noqa: S307
    assert len(repr(value)) < 400


@attrs_made
def test_stays(value: Any) -> None:
    for name in type(value).__attrs_attrs__:
        with pytest.raises(FrozenInstanceError):
            setattr(value, name.name, None)
    with pytest.raises(AttributeError):
        value.something_else = 1


def test_what_is_derived_travels_along() -> None:
    fee, rate = Percent("7.7"), Dated([Row(14, "2014-06-13", by=ACT)])
    assert pickle.loads(pickle.dumps(fee)).of(EUR("10")) == fee.of(EUR("10"))  # noqa: S301
    assert pickle.loads(pickle.dumps(rate)).on("2020-01-01") == 14  # noqa: S301
