"""Which terms are meant: those of a document, or one of them alone."""

from postsales.basics._errors import WrongType
from postsales.wire._sections import AnyTerms, section_of
from postsales.wire.terms import TermsBundle

__all__ = ["AnyTerms", "bundled"]


def bundled(terms: AnyTerms) -> TermsBundle:
    """The terms as those of a document.

    Raises:
        WrongType: no terms.

    Example:
        >>> from postsales import CancellationTerms
        >>> bundled(CancellationTerms(id="acme", version="1")).sections
        ('cancellations',)
    """
    if isinstance(terms, TermsBundle):
        return terms
    found = section_of(terms)
    if not found:
        raise WrongType("terms", terms, "terms, or a TermsBundle, are needed")
    return TermsBundle(**found)
