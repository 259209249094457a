"""The law of Denmark: the directive of the Union, as the forbrugeraftalelov has it."""

from postsales.law.dk.consumer_contracts_act import DK, withdrawal

__all__ = ["DK", "withdrawal"]
