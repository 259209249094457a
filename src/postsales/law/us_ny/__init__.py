"""The law of New York: the federal law, and shops that do not post their refund policy."""

from postsales.law.us_ny.general_business_law import US_NY, unposted_policy

__all__ = ["US_NY", "unposted_policy"]
