"""Strategies: what hypothesis draws, for the values of the library.

Each draws one primitive or two and works the rest out from it, so that drawing is cheap, nothing is
rejected, and what is left of a failing example is what a person would write.
"""

from postsales.testing.strategies.amounts import currencies, money, percents, quantities
from postsales.testing.strategies.answered import (
    cancellation_decisions,
    decision_records,
    decisions,
    refund_quotes,
)
from postsales.testing.strategies.clocks import days, instants, windows, zones
from postsales.testing.strategies.orders import delivered, events, histories, orders
from postsales.testing.strategies.policies import (
    cancellation_terms,
    exclusions,
    extensions,
    fees,
    guards,
    lengths,
    proofs,
    refund_terms,
    refund_windows,
    return_terms,
    return_windows,
    seasons,
    starts,
)
from postsales.testing.strategies.requests import cancellation_requests, notices, requests
from postsales.testing.strategies.scenes import scenes
from postsales.testing.strategies.scoped import scopes
from postsales.testing.strategies.sold import agreements, charges, lines, taxes
from postsales.testing.strategies.taken_back import (
    accepted_conditions,
    bundle_rules,
    returnless,
    units_back,
)
from postsales.testing.strategies.worlds import ANYTHING, World, world_of

__all__ = [
    "ANYTHING",
    "World",
    "accepted_conditions",
    "agreements",
    "bundle_rules",
    "cancellation_decisions",
    "cancellation_requests",
    "cancellation_terms",
    "charges",
    "currencies",
    "days",
    "decision_records",
    "decisions",
    "delivered",
    "events",
    "exclusions",
    "extensions",
    "fees",
    "guards",
    "histories",
    "instants",
    "lengths",
    "lines",
    "money",
    "notices",
    "orders",
    "percents",
    "proofs",
    "quantities",
    "refund_quotes",
    "refund_terms",
    "refund_windows",
    "requests",
    "return_terms",
    "return_windows",
    "returnless",
    "scenes",
    "scopes",
    "seasons",
    "starts",
    "taxes",
    "units_back",
    "windows",
    "world_of",
    "zones",
]
