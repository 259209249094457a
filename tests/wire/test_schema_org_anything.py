"""Whatever stands in a document, it is read or refused with its problems, and nothing else."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postsales import DocumentErrors
from postsales.wire import schema_org

SCHEMA = "https://schema.org/"
MONEY = {"@type": "MonetaryAmount", "value": "4.95", "currency": "EUR"}
WHOLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "MerchantReturnPolicy",
    "applicableCountry": ["DE", "AT"],
    "returnPolicyCountry": "IE",
    "returnPolicyCategory": f"{SCHEMA}MerchantReturnFiniteReturnWindow",
    "merchantReturnDays": 30,
    "merchantReturnLink": "https://shop.example/returns",
    "itemCondition": f"{SCHEMA}NewCondition",
    "returnMethod": f"{SCHEMA}ReturnByMail",
    "returnFees": f"{SCHEMA}ReturnShippingFees",
    "returnShippingFeesAmount": MONEY,
    "returnLabelSource": f"{SCHEMA}ReturnLabelInBox",
    "customerRemorseReturnFees": f"{SCHEMA}ReturnShippingFees",
    "customerRemorseReturnShippingFeesAmount": MONEY,
    "itemDefectReturnFees": f"{SCHEMA}FreeReturn",
    "restockingFee": Decimal("12.5"),
    "refundType": [f"{SCHEMA}FullRefund"],
    "inStoreReturnsOffered": True,
    "returnPolicySeasonalOverride": {
        "@type": "MerchantReturnPolicySeasonalOverride",
        "startDate": "2026-11-15",
        "endDate": "2026-12-24",
        "returnPolicyCategory": f"{SCHEMA}MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": "2027-01-31",
    },
}
SCALARS: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**40, 1.5, float("nan"), float("inf")),
    *(Decimal("NaN"), Decimal("Infinity"), Decimal("1E+999999"), Decimal("-1E-999999")),
    *("", " ", "x", "\ud800", "2026-13-45", "9" * 5000, "2026-11-15T25:00"),
    *([], {}, [[]], ["DE", None], {"@value": None}, {"@id": 3}, {"name": 7}, {"@type": 3}),
)
ANYTHING = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*WHOLE, "@id", "@graph", "value", "@value"]), inner)
    ),
    max_leaves=6,
)
PLACES = [(key,) for key in WHOLE] + [
    (key, inner) for key, one in WHOLE.items() if isinstance(one, dict) for inner in one
]


def tried(document: Any) -> None:
    """It is read, or refused with problems that each have a path and a sentence."""
    refused: DocumentErrors | None = None
    try:
        found = schema_org.read_policy(document, id="acme", version="1", zone="UTC")
        written = schema_org.write_policy(found.terms, found.refund_terms, countries=["DE"])
        assert written.lost
    except DocumentErrors as errors:
        refused = errors
    if refused is not None:
        assert len(refused)
        assert all(problem.path.startswith("$") and problem.says for problem in refused)


class TestAnything:
    """No document breaks the reader, however it was changed."""

    def test_the_whole_one_is_read(self) -> None:
        found = schema_org.read_policy(WHOLE, id="acme", version="1", zone="UTC")
        assert found.unmapped == ()

    @pytest.mark.parametrize("place", PLACES, ids=".".join)
    def test_one_value_is_another(self, place: tuple[str, ...]) -> None:
        for value in SCALARS:
            *outer, last = place
            document = {**WHOLE}
            part = document
            for key in outer:
                part[key] = {**part[key]}
                part = part[key]
            part[last] = value
            tried(document)
            del part[last]
            tried(document)

    @given(st.dictionaries(st.sampled_from([*WHOLE]), ANYTHING, max_size=4))
    def test_some_values_are_others(self, changes: dict[str, Any]) -> None:
        tried({**WHOLE, **changes})

    @given(ANYTHING)
    def test_anything_at_all(self, document: object) -> None:
        tried(document)
