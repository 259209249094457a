"""The law of Spain: the directive of the Union, as the consumer act of 2007 has it."""

from postsales.law.es.consumer_act import ES, withdrawal

__all__ = ["ES", "withdrawal"]
