"""The law of Poland: the directive of the Union, as the act of 30 May 2014 has it."""

from postsales.law.pl.consumer_rights_act import PL, withdrawal

__all__ = ["PL", "withdrawal"]
