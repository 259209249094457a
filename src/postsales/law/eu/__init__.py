"""The law of the European Union itself, before any member state has added to it."""

from postsales.law.eu.consumer_rights import withdrawal

__all__ = ["withdrawal"]
