"""The terms of the gallery, as what ``laws.check`` takes."""

from importlib.resources import files
from typing import Any

from postsales import TermsBundle
from postsales.wire import toml

NAMES = (
    "strict",
    "generous",
    "fashion",
    "electronics",
    "digital",
    "made_to_order",
    "marketplace",
    "business",
)


def text(name: str) -> str:
    """The terms of a merchant, as they lie in the package."""
    path = files("postsales.samples") / "gallery" / f"{name}.toml"
    return path.read_text(encoding="utf-8")


def bundle(name: str) -> TermsBundle:
    """All sections of a merchant's terms."""
    return toml.read_terms(text(name))


def asked(name: str) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """What the laws ask: terms of returns and refunds, and by name those that there are besides."""
    terms = bundle(name)
    besides: dict[str, Any] = {}
    for section in ("cancellations", "guarantees"):
        if section in terms.sections:
            besides[section] = getattr(terms, section)
    return (terms.returns, terms.refunds), besides
