"""The law of Australia: agreements that the consumer had not asked for."""

from postsales.law.au.consumer_law import AU, withdrawal

__all__ = ["AU", "withdrawal"]
