"""The law of Italy: the directive of the Union, as the Codice del consumo has it."""

from postsales.law.it.consumer_code import IT, withdrawal

__all__ = ["IT", "withdrawal"]
