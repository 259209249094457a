"""A plain backend over SQLite: orders as rows, decisions as records, refunds once.

The tables stand in ``schema``, the way from rows to an order and back in ``rows``, transactions and
what is read in them in ``store``, everything that the shop does in ``shop``, and what it answers in
``answers``.
"""

from sqlite_shop.answers import (
    Announced,
    AskAgain,
    KeyTaken,
    NothingToPay,
    PaidTwice,
    Repaid,
    Sale,
    UnknownSale,
    shown_by,
)
from sqlite_shop.shop import Shop

__all__ = [
    "Announced",
    "AskAgain",
    "KeyTaken",
    "NothingToPay",
    "PaidTwice",
    "Repaid",
    "Sale",
    "Shop",
    "UnknownSale",
    "shown_by",
]
