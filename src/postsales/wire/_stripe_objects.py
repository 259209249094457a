"""Objects of Stripe: which one it is, what it names, and by which tender was paid.

Rules of this file: an object that is not read is refused with what to read instead. What can be
told by its id or whole ("expanded") is understood both ways.

Source: Stripe's interface of version 2026-06-24, as version 15.3.1 of its Python library describes
it (stripe/stripe-python at 6c6e3736d1: charges, refunds, disputes, events, balance transactions),
and the fixtures of stripe/openapi at f6c2a48fba.
"""

from collections.abc import Collection, Mapping

from attrs import evolve, field, frozen

from postsales.basics._checks import instance
from postsales.basics._errors import short
from postsales.orders.events import Paid
from postsales.orders.order import Order, told_once
from postsales.orders.payments import Tender, TenderKind
from postsales.wire._reader import Part, Reader

__all__ = ["Asked", "Object", "one_of", "opened", "order_of", "paid_by", "with_charge"]

_INSTEAD = {
    "balance_transaction": "an entry of the shop's balance; read the charge, refund or dispute "
    "that its source names",
    "charge": "a charge; stripe.read_charge reads it",
    "credit_note": "a paper about an invoice; read the refunds that it names",
    "customer_balance_transaction": "credit towards later invoices, by which no tender is paid; "
    "read the charges and refunds themselves",
    "dispute": "a dispute; stripe.read_dispute reads it",
    "event": "a message about an object; stripe.read_event reads it",
    "invoice": "a bill; read the charges that paid it",
    "invoiceitem": "a line of a bill; read the charges that paid it",
    "list": "a list of objects; stripe.read_list reads it",
    "payment_intent": "the wish to be paid, with any number of attempts; read the charges that "
    "name it, such as its latest_charge",
    "refund": "a refund; stripe.read_refund reads it",
    "review": "a look at a payment by people against fraud, and moves no money; read the charge "
    "that it names",
    "subscription": "an agreement about payments to come; read the charges of its invoices",
}
_KINDS = {
    TenderKind.CARD: "card card_present interac_present link",
    TenderKind.BANK_TRANSFER: """
        ach_credit_transfer ach_debit acss_debit au_becs_debit bacs_debit customer_balance eps fpx
        giropay ideal multibanco nz_bank_account p24 pay_by_bank sepa_credit_transfer sepa_debit
        sofort us_bank_account
    """,
}
_KIND = {word: kind for kind, words in _KINDS.items() for word in words.split()}


@frozen(weakref_slot=False, kw_only=True)
class Asked:
    """What the host says about an object: its order, or where that stands, and its tender.

    ``orders`` are the orders as the host has them, one or several by their ids, and ``known`` is
    the one that the object is about. ``listed`` are the payments of charges that stand before it in
    the same list.
    """

    order: str | None = None
    order_key: str | None = None
    tender: Tender | None = None
    orders: Order | Mapping[str, Order] | None = None
    known: Order | None = None
    listed: Mapping[str, tuple[Paid, ...]] = field(factory=dict[str, tuple[Paid, ...]])

    def about(self, order: str | None, part: Part) -> "Asked":
        """The same of an object that is about this order."""
        found = self.orders
        if isinstance(found, Mapping):
            found = None if order is None else found.get(order)
        if found is None:
            return self
        instance("known", found, Order, "the order as you have it is an Order")
        if order not in (None, found.id):
            says = f"names the order {short(order)}, and the one at hand is {short(found.id)}"
            part.wrong("metadata", says)
        return evolve(self, known=found)

    def paid(self, charge: str) -> list[Paid]:
        """The payments of a charge that are known already, each once."""
        history = () if self.known is None else self.known.history
        found = (x for x in history if isinstance(x, Paid) and x.ref == charge)
        told = told_once([*found, *self.listed.get(charge, ())])
        return [x for x in told if isinstance(x, Paid)]


@frozen(weakref_slot=False)
class Object:
    """A charge, refund or dispute; of the charge that it names the id, and itself if expanded."""

    part: Part
    charge: str | None
    whole: Part | None = None


def opened(reader: Reader, document: object, path: str, wanted: Collection[str]) -> Part:
    """The object at a path, which is one of those that are wanted.

    Raises:
        DocumentErrors: it is another one; no other problem of it is looked for.
    """
    root = reader.part(document, path)
    found = root.text("object")
    if found not in wanted:
        if root.values.get("object") == found:
            allowed = " or ".join(repr(x) for x in wanted)
            told = _INSTEAD.get(found, f"and {allowed} is needed")
            is_known = "which is " if found in _INSTEAD else ""
            root.wrong("object", f"is {short(found)}, {is_known}{told}")
        raise reader.errors()
    root.knows_again("object")
    if root.has("livemode") and not root.flag("livemode"):
        reader.assume(root.path_of("livemode"), "is false: in test mode no money moves")
    return root


def order_of(found: Object, asked: Asked) -> str | None:
    """The order that an object is about: what the host says, or what metadata do.

    Those of a refund or dispute come before those of its charge, which are read where the charge
    was expanded.
    """
    if asked.order_key is None:
        return asked.order
    order = _in_metadata(found.part, asked.order_key, asked.order)
    if order is None and found.whole is not None:
        order = _in_metadata(found.whole, asked.order_key, asked.order)
    return asked.order if order is None else order


def _in_metadata(part: Part, key: str, order: str | None) -> str | None:
    if not part.has("metadata"):
        return None
    metadata = part.part("metadata")
    told = metadata.optional_text(key)
    if None not in (told, order) and told != order:
        metadata.wrong(key, f"is {short(told)}, and the order was said to be {short(order)}")
    return told


def with_charge(part: Part) -> Object:
    """An object with the charge that it names, if it names one."""
    if not part.has("charge"):
        return Object(part, None)
    if isinstance(part.values["charge"], str):
        return Object(part, part.text("charge"))
    whole = part.part("charge")
    return Object(part, whole.text("id"), whole)


def paid_by(id: str, asked: Asked, *parts: Part | None) -> Tender:
    """The tender that a charge is: the host's, or one of its own by its means of payment."""
    if asked.tender is not None:
        return asked.tender
    for part in parts:
        if part is not None and part.has("payment_method_details"):
            details = part.part("payment_method_details")
            word = details.text("type")
            if word not in _KIND:
                says = f"is {short(word)}, which is neither a card nor a transfer known here"
                part.reader.assume(details.path_of("type"), f"{says}: it was read as another means")
            return Tender(id, kind=_KIND.get(word, TenderKind.OTHER))
    first = next(part for part in parts if part is not None)
    says = "is not told: it was read as paid by card; name the tender where it was not"
    first.reader.assume(first.path_of("payment_method_details"), says)
    return Tender.card(id)


def one_of(part: Part, key: str, words: Collection[str]) -> str:
    """A word that is one of those known; the first of them, with a problem noted, if it is not."""
    found = part.text(key)
    if found in words:
        return found
    if part.values.get(key) == found:
        part.wrong(key, f"is {short(found)}, and one of {', '.join(words)} is needed")
    return next(iter(words))
