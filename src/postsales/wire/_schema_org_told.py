"""What a MerchantReturnPolicy says, in our values: between its JSON-LD and terms.

Rules of this file: one field for each property of schema.org that terms, or whoever publishes them,
can fill; the words are those of its enumerations, release 30.0. Nothing here knows JSON or terms.
"""

from collections.abc import Mapping
from datetime import date

from attrs import frozen

from postsales.basics._words import Word
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap

__all__ = [
    "CONDITIONS",
    "IRIS",
    "Category",
    "Cost",
    "LabelSource",
    "RefundKind",
    "ReturnMethod",
    "ToldOverride",
    "ToldPolicy",
    "Who",
]


class Category(Word):
    """Until when does a policy take goods back at all?"""

    FINITE = "finite"
    NOT_PERMITTED = "not_permitted"
    UNLIMITED = "unlimited"


class ReturnMethod(Word):
    """How do goods go back?"""

    AT_KIOSK = "at_kiosk"
    """They are handed in at a kiosk."""
    BY_MAIL = "by_mail"
    """They are sent."""
    IN_STORE = "in_store"
    """They are brought to a store."""
    KEEP_PRODUCT = "keep_product"
    """Not at all: the customer keeps them."""


class LabelSource(Word):
    """Where does the label for the parcel come from?"""

    CUSTOMER = "customer"
    """The customer makes it."""
    DOWNLOAD = "download"
    """The customer downloads and prints it."""
    IN_BOX = "in_box"
    """It lies in the box that was sent."""


class RefundKind(Word):
    """What does the customer get for what comes back?"""

    EXCHANGE = "exchange"
    FULL = "full"
    STORE_CREDIT = "store_credit"


class Who(Word):
    """Who pays for bringing goods back?"""

    FREE = "free"
    CUSTOMER = "customer"
    FEE = "fee"


CONDITIONS = {
    "new": "NewCondition",
    "used": "UsedCondition",
    "damaged": "DamagedCondition",
    "refurbished": "RefurbishedCondition",
}
"""The words of terms for which schema.org has one, with it."""


IRIS: Mapping[Word, str] = FrozenMap(
    {
        Category.FINITE: "MerchantReturnFiniteReturnWindow",
        Category.NOT_PERMITTED: "MerchantReturnNotPermitted",
        Category.UNLIMITED: "MerchantReturnUnlimitedWindow",
        ReturnMethod.AT_KIOSK: "ReturnAtKiosk",
        ReturnMethod.BY_MAIL: "ReturnByMail",
        ReturnMethod.IN_STORE: "ReturnInStore",
        ReturnMethod.KEEP_PRODUCT: "KeepProduct",
        LabelSource.CUSTOMER: "ReturnLabelCustomerResponsibility",
        LabelSource.DOWNLOAD: "ReturnLabelDownloadAndPrint",
        LabelSource.IN_BOX: "ReturnLabelInBox",
        RefundKind.EXCHANGE: "ExchangeRefund",
        RefundKind.FULL: "FullRefund",
        RefundKind.STORE_CREDIT: "StoreCreditRefund",
        Who.FREE: "FreeReturn",
        Who.CUSTOMER: "ReturnFeesCustomerResponsibility",
        Who.FEE: "ReturnShippingFees",
    }
)
"""What schema.org calls each of them."""


@frozen(weakref_slot=False)
class Cost:
    """What bringing goods back costs the customer; with an amount where it is a fee."""

    who: Who
    amount: Money | None = None


@frozen(weakref_slot=False, kw_only=True)
class ToldOverride:
    """Another length for sales of some days."""

    first_day: date
    last_day: date
    category: Category
    days: int | date | None = None
    path: str = ""


@frozen(weakref_slot=False, kw_only=True)
class ToldPolicy:
    """One policy. Costs without a reason are for any that has none of its own.

    ``category`` is None where nothing can be said of the length; ``keeps_delivery`` says that what
    was paid for delivery does not go back.
    """

    category: Category | None = None
    days: int | date | None = None
    countries: tuple[str, ...] = ()
    returns_to: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    link: str | None = None
    methods: tuple[ReturnMethod, ...] = ()
    label: LabelSource | None = None
    remorse_label: LabelSource | None = None
    defect_label: LabelSource | None = None
    conditions: tuple[str, ...] = ()
    cost: Cost | None = None
    remorse_cost: Cost | None = None
    defect_cost: Cost | None = None
    keeps_delivery: bool = False
    restocking: Money | Percent | None = None
    refunds: tuple[RefundKind, ...] = ()
    overrides: tuple[ToldOverride, ...] = ()
    path: str = "$"
