"""Which terms are meant: those of a document, or one of them alone."""

from postsales.basics._errors import WrongType
from postsales.cancellations.terms import CancellationTerms
from postsales.exchanges.terms import ExchangeTerms
from postsales.guarantees.terms import GuaranteeTerms
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms
from postsales.wire.terms import TermsBundle

__all__ = ["AnyTerms", "bundled"]

AnyTerms = (
    TermsBundle | ReturnTerms | RefundTerms | CancellationTerms | ExchangeTerms | GuaranteeTerms
)
"""The terms of a document, or one of them."""


def bundled(terms: AnyTerms) -> TermsBundle:
    """The terms as those of a document.

    Raises:
        WrongType: no terms.

    Example:
        >>> bundled(CancellationTerms(id="acme", version="1")).sections
        ('cancellations',)
    """
    match terms:
        case TermsBundle():
            return terms
        case ReturnTerms():
            return TermsBundle(returns=terms)
        case RefundTerms():
            return TermsBundle(refunds=terms)
        case CancellationTerms():
            return TermsBundle(cancellations=terms)
        case ExchangeTerms():
            return TermsBundle(exchanges=terms)
        case GuaranteeTerms():
            return TermsBundle(guarantees=terms)
        case _:
            raise WrongType("terms", terms, "terms, or a TermsBundle, are needed")
