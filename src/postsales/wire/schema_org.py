"""schema.org: terms as a MerchantReturnPolicy in JSON-LD, and a policy read as terms.

Read of schema.org: release 30.0, its properties, enumerations and examples. Read of Google: the
page "Merchant return policy structured data" as of 10 December 2025, and what the Merchant API says
of seasonal overrides.

What is written:

- One policy for the standard window, and one for the markets and tiers that are given something
  else, or of which a change of mind is excluded. A country has one of them for each tier, and it
  tells what counts there of all windows by their precedence.
- ``merchantReturnDays`` counts whole days from delivery. Weeks are told in days; of months, years,
  hours and working time the fewest days are, and of hours in which no whole day after that of
  delivery is sure, fewer than 49, nothing is. A window of a hundred years is
  ``MerchantReturnUnlimitedWindow``, and an exclusion of everything ``MerchantReturnNotPermitted``.
- Windows and extensions for sales of a season are overrides, of which one is for each day.
- With terms for refunds: who pays for the way back by ``postage``; fees with the code
  ``return_shipping`` as ``ReturnShippingFees``, for a change of mind and for defects apart where
  they differ; the first other fee on everything as ``restockingFee``; and ``refundType``. A fee for
  all of the countries counts as one on everything, and one for none of them as none.
- How goods go back, labels and places are no part of terms; whoever publishes them says so.

All else is in ``lost``, found by reading back what was written.

What is read:

- Policies anywhere in a document, by type or under ``hasMerchantReturnPolicy``; what only names one
  needs it in the document. The standard is the first without a tier by which something comes back,
  the others are special windows or exclusions for their countries and tiers, of which the first
  listed counts where it is not the longest. Two for the same orders are refused.
- ``MerchantReturnNotPermitted`` excludes a change of mind and not what is faulty. It is for all of
  its countries and tiers: a policy that takes back from some of them is refused, and members of no
  named country are those of the others. Without an end is a hundred years. A last day in place of
  days is an extension until then.
- An override is for what was ordered on its days: with days a special window, with a date an
  extension.
- Costs of the way back are ``postage`` or fees, for a change of mind and for defects by their own
  properties; any other reason costs what ``returnFees`` says, and else what a defect does.
- Numbers are exact: whole, text, or parsed as ``Decimal``; text of JSON-LD is read so.

What schema.org does not say is given, or is in ``assumed``.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from attrs import evolve, field, frozen

from postsales.basics._checks import instance, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics.moments import zone_key
from postsales.orders.starts import Start, starts
from postsales.refunds.terms import RefundTerms, ShippingRefund, TenderOrder
from postsales.returns.terms import ReturnTerms
from postsales.wire._bounds import json_tree
from postsales.wire._countries import COUNTRIES
from postsales.wire._reader import Reader
from postsales.wire._schema_org_found import POLICY, policy_nodes
from postsales.wire._schema_org_given import Given
from postsales.wire._schema_org_json import document_of, json_text
from postsales.wire._schema_org_lost import Lost, lost_between, lost_rules, without_rules
from postsales.wire._schema_org_markets import told_there
from postsales.wire._schema_org_meant import Meant, meant
from postsales.wire._schema_org_read import told_policy
from postsales.wire._schema_org_said import policies_of
from postsales.wire._schema_org_told import (
    Category,
    LabelSource,
    RefundKind,
    ReturnMethod,
    ToldPolicy,
    standard_first,
)
from postsales.wire.documents import DocumentErrors, Problem
from postsales.wire.terms import TermsBundle

__all__ = [
    "LabelSource",
    "Lost",
    "PolicyReading",
    "PolicyWritten",
    "ReturnMethod",
    "read_policy",
    "write_policy",
]


@frozen(weakref_slot=False)
class PolicyWritten:
    """A policy as it is published, and what of the terms it does not say.

    ``json`` is the document as text, safe inside a page; ``lost`` says by path what is missing.
    """

    json: str
    lost: tuple[Lost, ...] = field(kw_only=True)

    @property
    def document(self) -> dict[str, Any]:
        """The document as plain data, to put into one of your own; numbers are exact."""
        return cast("dict[str, Any]", json.loads(self.json, parse_float=Decimal))

    @property
    def script(self) -> str:
        """The element that stands in a page."""
        return f'<script type="application/ld+json">{self.json}</script>'


@frozen(weakref_slot=False, kw_only=True)
class PolicyReading:
    """Terms as they were read from published policies, and what those say besides.

    ``refund_terms`` is None where nothing is said of money. ``unmapped`` are the paths of what no
    part of terms stands for, and ``assumed`` are paths, each with what schema.org does not say
    there and was taken for granted. The rest is what ``write_policy`` takes besides terms.
    """

    terms: ReturnTerms
    refund_terms: RefundTerms | None
    unmapped: tuple[str, ...]
    assumed: tuple[tuple[str, str], ...]
    countries: tuple[str, ...] = ()
    link: str | None = None
    returns_to: tuple[str, ...] = ()
    methods: tuple[ReturnMethod, ...] = ()
    label: LabelSource | None = None
    remorse_label: LabelSource | None = None
    defect_label: LabelSource | None = None


def write_policy(
    terms: ReturnTerms | TermsBundle,
    refunds: RefundTerms | None = None,
    *,
    countries: Iterable[str],
    link: str | None = None,
    returns_to: Iterable[str] = (),
    methods: ReturnMethod | str | Iterable[ReturnMethod | str] = (),
    label: LabelSource | str | None = None,
    remorse_label: LabelSource | str | None = None,
    defect_label: LabelSource | str | None = None,
    organization: str | None = None,
) -> PolicyWritten:
    """Which MerchantReturnPolicy says what the terms say, and what does it leave out?

    ``countries`` are where the goods are sold, by ISO 3166-1; ``link`` is the page with the terms
    in words, ``returns_to`` where goods are sent to, and ``methods`` how. A label is for any
    reason, or for a change of mind or a defect. With the name of an ``organization`` it is the
    policy of that shop.

    Raises:
        InvalidValue: something that is no country, method or label; an event of your own with the
            name of another.
        MissingSection: several terms without those for returns.

    Example:
        >>> from postsales import Days, Delivered, ReturnWindow
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> written = write_policy(terms, countries=["DE", "AT"], methods="by_mail")
        >>> written.document["merchantReturnDays"], written.document["returnMethod"]
        (30, 'https://schema.org/ReturnByMail')
        >>> [str(lost) for lost in written.lost][-1]
        '$.returns.zone says where days end, for which there is no word'
    """
    bundle = _bundle(terms, refunds)
    facts = ToldPolicy(
        countries=_countries("countries", countries),
        returns_to=_countries("returns_to", returns_to),
        link=None if link is None else text("link", link),
        methods=_methods(methods),
        label=_label("label", label),
        remorse_label=_label("remorse_label", remorse_label),
        defect_label=_label("defect_label", defect_label),
    )
    plain = _there(without_rules(bundle), facts.countries)
    kinds = (RefundKind.EXCHANGE,) if "exchanges" in bundle.sections else ()
    policies = policies_of(plain.returns, _refunds(plain), facts, *kinds)
    lost = [*lost_between(plain, _back(policies, plain.returns)), *lost_rules(bundle)]
    return PolicyWritten(json_text(document_of(policies, organization)), lost=tuple(lost))


def read_policy(
    document: str | Mapping[str, object] | Sequence[object],
    *,
    id: str,
    version: str,
    zone: str,
    since: Start | Iterable[Start] | None = None,
    shipping: ShippingRefund | str | None = None,
    tenders: TenderOrder | str | None = None,
) -> PolicyReading:
    """Which terms do the policies in a document tell of?

    ``document`` is the text of JSON-LD or what a parser gives. ``zone`` is where days end,
    ``since`` what starts a window, ``shipping`` what goes back of the delivery, and ``tenders``
    where money goes: schema.org has no words for them.

    Raises:
        DocumentErrors: no policy in it, or policies that cannot be; with every problem.

    Example:
        >>> reading = read_policy(
        ...     {
        ...         "@context": "https://schema.org",
        ...         "@type": "MerchantReturnPolicy",
        ...         "applicableCountry": "DE",
        ...         "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
        ...         "merchantReturnDays": 30,
        ...     },
        ...     id="acme", version="2026-11", zone="Europe/Berlin",
        ... )
        >>> reading.terms.window.length, reading.countries
        (Days(30), ('DE',))
        >>> reading.assumed[0]
        ('$', 'days count from delivery, as schema.org says of them')
    """
    given = Given(
        id=text("id", id),
        version=text("version", version),
        zone=zone,
        since=None if since is None else starts(since),
        shipping=None if shipping is None else ShippingRefund.read("shipping", shipping),
        tenders=None if tenders is None else TenderOrder.read("tenders", tenders),
    )
    zone_key(zone)
    tree = _tree(document) if isinstance(document, str) else document
    reader = Reader(POLICY)
    nodes, named = policy_nodes(tree, reader)
    policies = [told_policy(node, zone, reader, named) for node in nodes]
    reader.finish()
    policies = standard_first(policies)
    found = meant(policies, given, reader)
    reader.finish()
    return _reading(policies, found, reader)


def _tree(text: str) -> object:
    if text.lstrip().startswith("<"):
        says = (
            "is markup, and JSON is needed: what stands between <script ...> and </script>, which "
            "of a policy that was written here is its json"
        )
        raise DocumentErrors(POLICY, [Problem("$", says)])
    return json_tree(POLICY, text, fractions=Decimal)


def _reading(policies: Sequence[ToldPolicy], found: Meant, reader: Reader) -> PolicyReading:
    standard = policies[0]
    countries = dict.fromkeys(x for one in policies for x in one.countries)
    return PolicyReading(
        terms=found.returns,
        refund_terms=found.refunds,
        unmapped=reader.unmapped,
        assumed=reader.assumed,
        countries=tuple(countries),
        link=standard.link,
        returns_to=standard.returns_to,
        methods=standard.methods,
        label=standard.label,
        remorse_label=standard.remorse_label,
        defect_label=standard.defect_label,
    )


def _bundle(terms: ReturnTerms | TermsBundle, refunds: RefundTerms | None) -> TermsBundle:
    if refunds is not None:
        instance("refunds", refunds, RefundTerms, "terms for refunds are RefundTerms")
    if isinstance(terms, TermsBundle):
        if refunds is not None:
            allowed = "several terms hold those for refunds themselves"
            raise InvalidValue("refunds", refunds.id, allowed, "hand in either of them")
        return terms
    told = instance("terms", terms, ReturnTerms, "say ReturnTerms or a TermsBundle")
    return _both(told, refunds)


def _both(terms: ReturnTerms, refunds: RefundTerms | None) -> TermsBundle:
    sections: dict[str, Any] = {"returns": terms, "refunds": refunds}
    return TermsBundle(**sections)


def _back(policies: Sequence[ToldPolicy], terms: ReturnTerms) -> TermsBundle:
    """The terms that somebody would read who was told no more than the policies say."""
    told = [
        evolve(x, category=Category.FINITE, days=0) if x.category is None else x for x in policies
    ]
    given = Given(id=terms.id, version=terms.version, zone="UTC")
    found = meant(told, given, Reader(POLICY))
    return _both(found.returns, found.refunds)


def _there(bundle: TermsBundle, countries: tuple[str, ...]) -> TermsBundle:
    """The same terms, with what is for all of the countries told of everything."""
    if "refunds" not in bundle.sections:
        return bundle
    return evolve(bundle, refunds=told_there(bundle.refunds, countries))


def _refunds(bundle: TermsBundle) -> RefundTerms | None:
    return bundle.refunds if "refunds" in bundle.sections else None


def _countries(field: str, value: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(several(field, value, str, "countries are text such as 'DE'")))
    for code in found:
        if code not in COUNTRIES:
            allowed = "a country is told by the two letters of ISO 3166-1, such as 'DE'"
            raise InvalidValue(field, code, allowed)
    return found


def _methods(value: ReturnMethod | str | Iterable[ReturnMethod | str]) -> tuple[ReturnMethod, ...]:
    return ReturnMethod.read_all("methods", value)


def _label(field: str, value: LabelSource | str | None) -> LabelSource | None:
    return None if value is None else LabelSource.read(field, value)
