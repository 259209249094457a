"""The law of the European Union itself, before any member state has added to it."""

from postsales.law.eu.consumer_rights import EU, withdrawal

__all__ = ["EU", "withdrawal"]
