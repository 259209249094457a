"""The law of Brazil: the right of regret."""

from postsales.law.br.consumer_code import BR, withdrawal

__all__ = ["BR", "withdrawal"]
