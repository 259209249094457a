"""A plain backend over SQLite: orders as rows, decisions as records, refunds once.

The tables stand in ``schema``, the way from rows to an order and back in ``rows``, and everything
that the shop does in ``shop``.
"""

from sqlite_shop.shop import Announced, AskAgain, KeyTaken, NothingToPay, Repaid, Shop, UnknownSale

__all__ = ["Announced", "AskAgain", "KeyTaken", "NothingToPay", "Repaid", "Shop", "UnknownSale"]
