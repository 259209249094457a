"""What is seen of terms, so that nobody has to declare it."""

from postsales.orders.events import Placed
from postsales.refunds.terms import Per, RefundTerms
from postsales.refunds.windows import Afterwards
from postsales.returns.terms import ReturnTerms
from postsales.testing.flags import Flag

__all__ = ["BY_MONEY", "flags_of"]

_BY_TERMS = frozenset({Flag.REASONS, Flag.DEADLINES, Flag.WINDOWS_END, Flag.LIVE})
BY_MONEY = frozenset({Flag.MONEY, Flag.TENDERS, Flag.TAXES})
"""What terms can do that come with refund terms."""


def flags_of(returns: ReturnTerms, terms: RefundTerms | None) -> frozenset[Flag]:
    """What can terms do?

    Example:
        >>> from postsales import Days, Delivered, ReturnWindow
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="UTC",
        ...     window=ReturnWindow(Days(30), since=Delivered),
        ... )
        >>> Flag.LIVE in flags_of(terms, None)
        True
    """
    by_terms = _BY_TERMS | (
        {Flag.LINES_TOGETHER} if returns.selects or returns.bundles else frozenset[Flag]()
    )
    seasons = [x.season for x in returns.special_windows]
    seasons += [x.season for x in returns.extensions]
    if any(x is not None and x.of is not Placed for x in seasons):
        by_terms |= {Flag.SEASONS}
    if terms is None:
        return by_terms
    fees = {Flag.FEES} if terms.fees else set[Flag]()
    if any(fee.per is not Per.UNIT for fee in terms.fees):
        fees.add(Flag.FEES_PER_RETURN)
    if any(window.afterwards is Afterwards.NOTHING for window in terms.windows):
        fees.add(Flag.FORFEITS)
    return by_terms | BY_MONEY | fees
