"""The law of Ireland: the directive of the Union, as the Consumer Rights Act 2022 has it."""

from postsales.law.ie.consumer_rights_act import IE, withdrawal

__all__ = ["IE", "withdrawal"]
