"""Terms looked over: what can never matter, what contradicts, and what is promised beyond them."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from postsales.basics._checks import day, instance
from postsales.explain.speech import Speech
from postsales.policies._faults import Fault, dead_starts, fault
from postsales.policies._of_published import more_than_refunds, more_than_returns
from postsales.policies._of_refunds import faults_of_exchanges, faults_of_refunds
from postsales.policies._of_returns import faults_of_returns
from postsales.policies._said import filled_in, written
from postsales.policies.published import PublishedPolicy
from postsales.policies.sections import AnyTerms, bundled
from postsales.policies.show import spoken
from postsales.returns.terms import ReturnTerms
from postsales.wire.terms import TermsBundle

__all__ = ["TermsProblem", "lint"]


@frozen(weakref_slot=False)
class TermsProblem:
    """Something in terms that is hardly meant: where, of which kind, and in a sentence."""

    where: str
    code: str
    says: str


def lint(
    terms: AnyTerms,
    *,
    published: PublishedPolicy | None = None,
    on: date | str | None = None,
    locale: str = "en",
) -> tuple[TermsProblem, ...]:
    """What in these terms can never matter, contradicts the rest, or was published as more?

    That something never matters is only said where no order can make it matter, unless staff allow
    by name what the terms do not. Terms that stand together are read together. ``published`` is
    what the shop says of them elsewhere; ``on`` is a day from which on orders are thought of, so
    that what is over by then is told. ``locale`` is in which language it is said.

    Raises:
        InvalidValue: a language without words, or an unknown country.
        WrongType: no terms.

    Example:
        >>> from postsales import Days, Delivered, ReturnTerms, ReturnWindow, Scope
        >>> shoes = ReturnWindow(Days(60), since=Delivered, applies_to=Scope(category="shoes"))
        >>> red = ReturnWindow(
        ...     Days(14), since=Delivered, applies_to=Scope(category="shoes", tag="red")
        ... )
        >>> terms = ReturnTerms(
        ...     id="acme", version="1", zone="Europe/Berlin",
        ...     window=ReturnWindow(Days(30), since=Delivered), special_windows=[shoes, red],
        ... )
        >>> for problem in lint(terms):
        ...     print(problem.where, problem.code)
        returns.special_windows[1] window_never_counts
    """
    bundle = bundled(terms)
    if published is not None:
        instance("published", published, PublishedPolicy, "say PublishedPolicy(...)")
    known = spoken(locale)
    looked_at = None if on is None else day("on", on)
    found = dict.fromkeys(_found(bundle, published, looked_at))
    return tuple(_problem(one, known) for one in found)


def _problem(one: Fault, known: Speech) -> TermsProblem:
    words = filled_in(f"policies.problem.{one.code}", one.facts, known)
    return TermsProblem(one.where, one.code, written(words))


def _found(
    bundle: TermsBundle, published: PublishedPolicy | None, on: date | None
) -> Iterator[Fault]:
    there = bundle.sections
    if "returns" in there:
        yield from faults_of_returns(bundle.returns, on)
    if "refunds" in there:
        yield from faults_of_refunds(bundle.refunds, _beside(bundle))
    if "exchanges" in there:
        yield from faults_of_exchanges(bundle.exchanges, _beside(bundle))
    if "guarantees" in there:
        yield from dead_starts("guarantees", bundle.guarantees.since)
        until = bundle.guarantees.until_on
        if on is not None and until is not None and until <= on:
            yield fault("guarantees.until_on", "promise_over", day=until)
    if published is not None:
        yield from _published(bundle, published)


def _beside(bundle: TermsBundle) -> ReturnTerms | None:
    """The terms for returns, where nothing else decides about goods that come back."""
    alone = "returns" in bundle.sections and "guarantees" not in bundle.sections
    return bundle.returns if alone else None


def _published(bundle: TermsBundle, published: PublishedPolicy) -> Iterator[Fault]:
    if "returns" in bundle.sections:
        yield from more_than_returns(published, bundle.returns)
    if "refunds" in bundle.sections:
        yield from more_than_refunds(published, bundle.refunds)
