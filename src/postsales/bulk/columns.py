"""Columns: what each row of a table of lines must tell, and what is answered about it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import frozen

from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.money import Money
from postsales.basics.rolls import Place
from postsales.orders.events import Placed
from postsales.orders.scope import Everything, Scope
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms

if TYPE_CHECKING:
    from postsales.returns.windows import Applying

__all__ = ["Column", "ColumnKind", "given", "needed", "scopes"]


class ColumnKind(Word):
    """What stands in a column?"""

    UNITS = "units"
    """Whole numbers of units; in Arrow any integer in, int32 out."""
    MINOR = "minor"
    """Whole minor units of a currency; in Arrow any integer in, int64 out."""
    MOMENT = "moment"
    """Instants; in Arrow timestamps with a zone in, ``timestamp("us", tz="UTC")`` out."""
    DAY = "day"
    """Local days; in Arrow ``date32``."""
    WORD = "word"
    """Text; in Arrow strings, dictionary-coded or plain."""
    WORDS = "words"
    """Several words; in Arrow a list of strings."""


@frozen(weakref_slot=False)
class Column:
    """A column of a table of lines: its name, what stands in it, and what that says.

    ``null`` says what a null means; it is empty where a row without a value is refused.

    Example:
        >>> Column("asked", ColumnKind.UNITS, says="units that the customer asks to return").null
        ''
    """

    name: str
    kind: ColumnKind
    says: str
    null: str = ""


UNITS, MINOR, MOMENT = ColumnKind.UNITS, ColumnKind.MINOR, ColumnKind.MOMENT
DAY, WORD, WORDS = ColumnKind.DAY, ColumnKind.WORD, ColumnKind.WORDS
_NOT_TOLD = "nobody said"

_ALWAYS = (
    Column("quantity", UNITS, "units of the line as sold"),
    Column("asked", UNITS, "units that the customer asks to return"),
    Column("returned", UNITS, "units that came back before"),
    Column("refunded", UNITS, "units whose money was given back before, returned or not"),
    Column("reason", WORD, "the customer's word for why", "the customer gave none"),
    Column("shipped_at", MOMENT, "when the line was shipped", "not shipped, or nobody knows"),
    Column("delivered_at", MOMENT, "when it was delivered", "not delivered, or nobody knows"),
)
_AT = Column("at", MOMENT, "the instant that is asked about")
_PLACED = Column("placed_at", MOMENT, "when the order was placed")
_ZONE = Column("zone", WORD, "the zone of the customer", "nobody knows it")
_ASKER = Column("asker", WORD, "who asks: buyer or gift_recipient")
_FORM = Column("form", WORD, "how the customer said so: statement or goods_alone")
_MONEY = (
    Column("total", MINOR, "what the customer owed for the line, all tax in"),
    Column("tax_included", MINOR, "tax inside the price that the customer saw"),
    Column("tax_added", MINOR, "tax on top of it; the total holds it, too"),
)
_CURRENCY = Column("currency", WORD, "the currency of the amounts")
SCOPED = {
    "category": Column("category", WORD, "the category of the line", _NOT_TOLD),
    "sku": Column("sku", WORD, "the number of the article", _NOT_TOLD),
    "tag": Column("tags", WORDS, "the tags of the line", "none"),
    "trait": Column("traits", WORDS, "the traits of the line", "none"),
    "kind": Column("kind", WORD, "the kind of the line"),
    "market": Column("market", WORD, "the market of the order", _NOT_TOLD),
    "channel": Column("channel", WORD, "the channel of the order", _NOT_TOLD),
    "tier": Column("tier", WORD, "the tier of the customer", _NOT_TOLD),
}
"""The attribute of a scope, and the column that it looks at."""

_DECIDED = (
    Column("outcome", WORD, "allowed, partly, refused or refer"),
    Column("allowed", UNITS, "units that may be returned"),
    Column("refused", UNITS, "units that may not"),
    Column("referred", UNITS, "units on which a person decides"),
    Column("because", WORD, "the codes of what stands in the way, a space between them"),
    Column("ends_at", MOMENT, "the first instant after the window", "no end is known"),
    Column("last_day", DAY, "the last day of the window", "no end is known"),
)
_PAID = (
    Column("goods", MINOR, "what goes back for the units that are allowed, all tax in"),
    Column("tax", MINOR, "tax in it"),
    Column("fees", MINOR, "what is kept of it as fees"),
    Column("fees_tax", MINOR, "tax inside the fees"),
    Column("refund", MINOR, "goods less fees"),
)


def scopes(terms: ReturnTerms, refund_terms: RefundTerms | None) -> Iterator[Scope]:
    """All scopes that an answer can depend on."""
    windows: tuple[Applying, ...] = (terms.window, *terms.special_windows, *terms.extensions)
    found: list[Scope | Everything] = [terms.applies_to]
    found += [x.applies_to for x in windows]
    found += [x.applies_to for x in terms.exclusions]
    found += [x.applies_to for x in refund_terms.fees] if refund_terms is not None else []
    yield from (x for x in found if isinstance(x, Scope))


def needed(
    terms: ReturnTerms, refund_terms: RefundTerms | None, *, told: frozenset[str]
) -> tuple[Column, ...]:
    """The columns that these terms look at, without those that are ``told`` for all rows."""
    found = [*_ALWAYS]
    if looks_at_sale(terms):
        found.append(_PLACED)
    found.append(_AT)
    if terms.zone is Place.CUSTOMER:
        found.append(_ZONE)
    windows: tuple[Applying, ...] = (terms.window, *terms.special_windows, *terms.extensions)
    if any(x.for_askers for x in windows):
        found.append(_ASKER)
    if terms.forms:
        found.append(_FORM)
    some = [*scopes(terms, refund_terms)]
    found += [column for name, column in SCOPED.items() if any(getattr(x, name) for x in some)]
    if refund_terms is not None:
        found += _MONEY
        if any(isinstance(fee.amount, Money) for fee in refund_terms.fees):
            found.append(_CURRENCY)
    return tuple(x for x in found if x.name not in told)


def without(name: str, header: list[str]) -> InvalidValue:
    """What is said of a table that lacks a column, or has it more than once."""
    count = header.count(name)
    has = f"has {count} columns" if count else "has no column"
    advice = "needs lists the columns that these terms look at, keep those that are handed through"
    return InvalidValue("header", header, f"the table {has} {name!r}", advice)


def looks_at_sale(terms: ReturnTerms) -> bool:
    """Does any answer depend on when the order was placed?"""
    windows = (terms.window, *terms.special_windows)
    applying: tuple[Applying, ...] = (*windows, *terms.extensions)
    seasons = [x.season for x in applying]
    by_start = any(since.kind is Placed for x in windows for since in x.since)
    return by_start or any(season is not None and season.of is Placed for season in seasons)


def given(refund_terms: RefundTerms | None) -> tuple[Column, ...]:
    """The columns that are answered."""
    return (*_DECIDED, *_PAID) if refund_terms is not None else _DECIDED
