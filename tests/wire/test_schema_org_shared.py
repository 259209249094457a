"""Examples of schema.org's own release: policies are read, and all else is named and refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from postsales import EVERYTHING, DocumentErrors, Exclusion
from postsales.wire import schema_org
from postsales.wire.schema_org import PolicyReading

FOUND = "eg-4505.jsonld"
REFUSED = {
    "4660.jsonld": "a Product with PropertyValue, AggregateRating",
    "eg-0010.jsonld": "a Product with AggregateRating, Offer, Review, Rating",
    "eg-0052.jsonld": "a ReviewAction with",
    "eg-0248.jsonld": "a Review with Restaurant, Rating",
    "eg-0374.jsonld": "an Invoice with",
    "eg-0375.jsonld": "an Invoice with",
    "eg-0376.jsonld": "an Order with Organization, Person, OrderItem, Product, ParcelDelivery",
    "eg-0392.jsonld": "an OfferShippingDetails with ShippingDeliveryTime",
    "eg-0468.jsonld": "a Review with",
    "eg-3617a.jsonld": "a Product with Offer, OfferShippingDetails, ShippingService",
    "eg-3617b.jsonld": "an Organization with ShippingService",
    "eg-3617c.jsonld": "a Product with Offer, OfferShippingDetails, ShippingService",
}
Shared = Callable[[str], Path]


def read(path: Path) -> PolicyReading:
    text = path.read_text(encoding="utf-8")
    return schema_org.read_policy(text, id="theirs", version="30.0", zone="Europe/Paris")


def test_every_example_is_known(shared: Shared) -> None:
    there = {path.name for path in shared("real/schema_org").iterdir()}
    assert there == {FOUND, *REFUSED}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_policy_is_named(shared: Shared, name: str) -> None:
    with pytest.raises(DocumentErrors) as caught:
        read(shared(f"real/schema_org/{name}"))
    (problem,) = caught.value
    assert problem.path == "$"
    assert problem.says.startswith(f"is {REFUSED[name]}")
    assert problem.says.endswith("and no MerchantReturnPolicy is in it")


def test_a_policy_of_an_offer_is_for_no_country_that_is_known(shared: Shared) -> None:
    with pytest.raises(DocumentErrors) as caught:
        read(shared(f"real/schema_org/{FOUND}"))
    (problem,) = caught.value
    where = "$['@graph'][6].offers.hasMerchantReturnPolicy"
    assert problem.path == f"{where}.applicableCountry"
    assert problem.says.startswith("is 'EU': no country of ISO 3166-1")


def test_the_same_for_a_country_is_read(shared: Shared) -> None:
    text = shared(f"real/schema_org/{FOUND}").read_text(encoding="utf-8")
    found = schema_org.read_policy(
        text.replace('"EU"', '"FR"'), id="theirs", version="30.0", zone="Europe/Paris"
    )
    assert found.terms.exclusions == (Exclusion("not_permitted", applies_to=EVERYTHING),)
    assert (found.refund_terms, found.countries, found.unmapped) == (None, ("FR",), ())
    where = "$['@graph'][6].offers.hasMerchantReturnPolicy"
    assert (where, "stands at some goods; it is read as one for all goods") in found.assumed
