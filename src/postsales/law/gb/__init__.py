"""The law of the United Kingdom: cancelling, rejecting what is faulty, and late debts."""

from postsales.law.gb.consumer_contracts import withdrawal
from postsales.law.gb.consumer_rights_act import reject
from postsales.law.gb.jurisdiction import GB

__all__ = ["GB", "reject", "withdrawal"]
