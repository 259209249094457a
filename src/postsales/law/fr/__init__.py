"""The law of France: the directive of the Union, as the Code de la consommation has it."""

from postsales.law.fr.consumer_code import FR, withdrawal

__all__ = ["FR", "withdrawal"]
