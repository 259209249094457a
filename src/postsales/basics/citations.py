"""Citations: where a rule stands, in which version it was read, and whether anybody has."""

from datetime import date

from attrs import field, frozen

from postsales.basics import _checks
from postsales.basics.moments import iso_repr

__all__ = ["Citation", "check_source"]


def _read_on(value: date | str | None) -> date | None:
    return None if value is None else _checks.day("checked_on", value)


@frozen(weakref_slot=False)
class Citation:
    """Where does it say so? An instrument and a place in it.

    ``text`` names the version that was read, ``checked_on`` the day on which it was; without a day
    the citation is unverified, and says so.

    Example:
        >>> rule = Citation("Directive 2011/83/EU", "Art. 9(1)", checked_on="2026-02-11")
        >>> print(rule)
        Directive 2011/83/EU, Art. 9(1)
        >>> print(Citation("Directive 2011/83/EU"))
        Directive 2011/83/EU (unverified)
    """

    instrument: str
    article: str = ""
    text: str = field(default="", kw_only=True)
    checked_on: date | None = field(default=None, kw_only=True, converter=_read_on, repr=iso_repr)

    def __attrs_post_init__(self) -> None:
        _checks.text("instrument", self.instrument)
        _checks.optional_text("article", self.article)
        _checks.optional_text("text", self.text)

    @property
    def is_verified(self) -> bool:
        """Has somebody read the text, and said on which day?"""
        return self.checked_on is not None

    def __str__(self) -> str:
        place = f"{self.instrument}, {self.article}" if self.article else self.instrument
        return place if self.is_verified else f"{place} (unverified)"


def check_source(by: Citation | None) -> None:
    """A source is a Citation, or there is none."""
    if by is not None:
        _checks.instance("by", by, Citation, "a source is a Citation")
