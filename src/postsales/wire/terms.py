"""Terms that stand in one document, section by section."""

from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.basics._errors import PostsalesError

if TYPE_CHECKING:
    from postsales.appointments import AppointmentTerms
    from postsales.cancellations.terms import CancellationTerms
    from postsales.changes.terms import ChangeTerms
    from postsales.exchanges.terms import ExchangeTerms
    from postsales.guarantees.terms import GuaranteeTerms
    from postsales.refunds.terms import RefundTerms
    from postsales.returns.terms import ReturnTerms
    from postsales.subscriptions import SubscriptionTerms

__all__ = ["MissingSection", "TermsBundle"]


class MissingSection(PostsalesError, LookupError):
    """Terms were asked for that the document does not have; ``section`` names them.

    Example:
        >>> print(MissingSection("refunds", ["returns"]))
        there are no terms for 'refunds': the document has only the section 'returns'
    """

    section: str
    sections: tuple[str, ...]

    def __init__(self, section: str, sections: list[str]) -> None:
        self.section = section
        self.sections = tuple(sections)
        named = " and ".join(repr(x) for x in sections)
        several = "sections" if len(sections) > 1 else "section"
        has = f"the document has only the {several} {named}" if sections else "it has none"
        super().__init__(f"there are no terms for {section!r}: {has}")


@frozen(weakref_slot=False)
class TermsBundle:
    """The terms of a merchant that stand together: for returns, refunds and more.

    Each of them may be missing; asking for it then raises, and ``sections`` says which there are.

    Example:
        >>> from postsales import CancellationTerms
        >>> bundle = TermsBundle(cancellations=CancellationTerms(id="acme", version="1"))
        >>> bundle.sections, bundle.cancellations.id
        (('cancellations',), 'acme')
    """

    _returns: "ReturnTerms | None" = field(default=None, kw_only=True)
    _refunds: "RefundTerms | None" = field(default=None, kw_only=True)
    _cancellations: "CancellationTerms | None" = field(default=None, kw_only=True)
    _exchanges: "ExchangeTerms | None" = field(default=None, kw_only=True)
    _guarantees: "GuaranteeTerms | None" = field(default=None, kw_only=True)
    _changes: "ChangeTerms | None" = field(default=None, kw_only=True)
    _subscriptions: "SubscriptionTerms | None" = field(default=None, kw_only=True)
    _appointments: "AppointmentTerms | None" = field(default=None, kw_only=True)

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of the terms that there are."""
        told = {
            "returns": self._returns,
            "refunds": self._refunds,
            "cancellations": self._cancellations,
            "exchanges": self._exchanges,
            "guarantees": self._guarantees,
            "changes": self._changes,
            "subscriptions": self._subscriptions,
            "appointments": self._appointments,
        }
        return tuple(name for name, terms in told.items() if terms is not None)

    @property
    def returns(self) -> "ReturnTerms":
        """The terms for returns.

        Raises:
            MissingSection: there are none.
        """
        if self._returns is None:
            raise MissingSection("returns", [*self.sections])
        return self._returns

    @property
    def refunds(self) -> "RefundTerms":
        """The terms for refunds.

        Raises:
            MissingSection: there are none.
        """
        if self._refunds is None:
            raise MissingSection("refunds", [*self.sections])
        return self._refunds

    @property
    def cancellations(self) -> "CancellationTerms":
        """The terms for cancellations.

        Raises:
            MissingSection: there are none.
        """
        if self._cancellations is None:
            raise MissingSection("cancellations", [*self.sections])
        return self._cancellations

    @property
    def exchanges(self) -> "ExchangeTerms":
        """The terms for exchanges.

        Raises:
            MissingSection: there are none.
        """
        if self._exchanges is None:
            raise MissingSection("exchanges", [*self.sections])
        return self._exchanges

    @property
    def guarantees(self) -> "GuaranteeTerms":
        """The terms of a guarantee.

        Raises:
            MissingSection: there are none.
        """
        if self._guarantees is None:
            raise MissingSection("guarantees", [*self.sections])
        return self._guarantees

    @property
    def changes(self) -> "ChangeTerms":
        """The terms for changes before dispatch.

        Raises:
            MissingSection: there are none.
        """
        if self._changes is None:
            raise MissingSection("changes", [*self.sections])
        return self._changes

    @property
    def subscriptions(self) -> "SubscriptionTerms":
        """The terms for ending subscriptions.

        Raises:
            MissingSection: there are none.
        """
        if self._subscriptions is None:
            raise MissingSection("subscriptions", [*self.sections])
        return self._subscriptions

    @property
    def appointments(self) -> "AppointmentTerms":
        """The terms for calling appointments off.

        Raises:
            MissingSection: there are none.
        """
        if self._appointments is None:
            raise MissingSection("appointments", [*self.sections])
        return self._appointments
