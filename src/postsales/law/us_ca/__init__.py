"""The law of California: the federal law, and shops that do not post their policy of returns."""

from postsales.law.us_ca.civil_code import US_CA, unposted_policy

__all__ = ["US_CA", "unposted_policy"]
