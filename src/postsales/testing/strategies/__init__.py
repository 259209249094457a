"""Strategies: what hypothesis draws, for the values of the library."""

from postsales.testing.strategies.orders import agreements, delivered, orders
from postsales.testing.strategies.requests import requests
from postsales.testing.strategies.scenes import scenes

__all__ = ["agreements", "delivered", "orders", "requests", "scenes"]
