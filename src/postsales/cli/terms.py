"""The terms that the command line names: in a file, which runs no code, or in the host's modules.

A file brings terms for returns and for money together; other terms for money can be named beside.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from postsales.basics._errors import short
from postsales.cli.endings import Usage
from postsales.cli.named import one_of, typed
from postsales.cli.named_files import read_by
from postsales.refunds.terms import RefundTerms
from postsales.returns.terms import ReturnTerms

if TYPE_CHECKING:
    from postsales.policies.sections import AnyTerms
    from postsales.wire.terms import TermsBundle

__all__ = ["any_terms_of", "is_file", "terms_of"]

T = TypeVar("T")
_OPTION = "--terms"
_REFUNDS = "--refund-terms"
_ANY = "ReturnTerms or another class of terms"


def is_file(spec: str | None) -> bool:
    """Does it name a file of terms, and not a module?"""
    return spec is not None and spec.endswith((".toml", ".json"))


def terms_of(spec: str, refunds: str | None) -> tuple[ReturnTerms, RefundTerms | None]:
    """The terms for returns and for money; a file brings both, as far as it has them.

    Raises:
        Usage: there are no such terms, or a file of them cannot be read.
    """
    if not is_file(spec):
        return typed(spec, _OPTION, ReturnTerms), _money(refunds)
    bundle = _bundle(spec, _OPTION)
    returns = _section(spec, _OPTION, lambda: bundle.returns)
    if refunds is None and "refunds" in bundle.sections:
        return returns, bundle.refunds
    return returns, _money(refunds)


def any_terms_of(spec: str, option: str) -> "AnyTerms":
    """All terms of a file together, or those of any kind that a module has.

    Raises:
        Usage: there are no such terms, or a file of them cannot be read.
    """
    from postsales.policies.sections import AnyTerms

    if is_file(spec):
        return _bundle(spec, option)
    return cast("AnyTerms", one_of(spec, option, AnyTerms.__args__, _ANY))


def _money(spec: str | None) -> RefundTerms | None:
    if spec is None:
        return None
    if not is_file(spec):
        return typed(spec, _REFUNDS, RefundTerms)
    bundle = _bundle(spec, _REFUNDS)
    return _section(spec, _REFUNDS, lambda: bundle.refunds)


def _section(spec: str, option: str, asked: Callable[[], T]) -> T:
    from postsales.wire.terms import MissingSection

    try:
        return asked()
    except MissingSection as error:
        raise Usage(f"{option} is {short(spec)}: {error}") from None


def _bundle(spec: str, option: str) -> "TermsBundle":
    from postsales import wire
    from postsales.wire import toml

    read_terms = wire.read_terms if spec.endswith(".json") else toml.read_terms
    return read_by(spec, option, read_terms, unless="asked")
