"""The federal law of the United States: sales made at homes, and orders that are not shipped."""

from postsales.law.us.cooling_off import withdrawal
from postsales.law.us.jurisdiction import US

__all__ = ["US", "withdrawal"]
