"""The law of Austria: the directive of the Union, as the FAGG has it."""

from postsales.law.at.distance_selling_act import AT, withdrawal

__all__ = ["AT", "withdrawal"]
