"""The law of Japan: sales at the door and by calls, and mail order without terms of return."""

from postsales.law.jp.commercial_transactions import JP, mail_order, withdrawal

__all__ = ["JP", "mail_order", "withdrawal"]
