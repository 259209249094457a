"""The law of Sweden: the directive of the Union, as the act 2005:59 has it."""

from postsales.law.se.distance_contracts_act import SE, withdrawal

__all__ = ["SE", "withdrawal"]
