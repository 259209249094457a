"""Terms print as they evaluate, whatever option of theirs is told."""

import datetime as dt
from typing import Any

import pytest

import postsales
from postsales import Delivered, PublishedPolicy, Shipped
from tests.cancellations.given import Packed, Stopped
from tests.terms.corpus import Opened
from tests.terms.option import Options, made
from tests.terms.options import OPTIONS

NAMES = {
    **{name: getattr(postsales, name) for name in vars(postsales)["__all__"]},
    "datetime": dt,
    "Opened": Opened,
    "Packed": Packed,
    "Stopped": Stopped,
}
# Rules are functions, or hold some, and print as those do.
OF_RULES = ("required", "excepted")


def evaluated(value: object) -> Any:
    """What the text of a value means."""
    return eval(repr(value), {**NAMES})  # noqa: S307 - our own text


@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: options.of.__name__)
def test_every_option_of_terms_prints_as_it_evaluates(options: Options) -> None:
    for option in options.fields:
        for value in made(options, option):
            if not any(getattr(value, name, ()) for name in OF_RULES):
                assert evaluated(value) == value, option.name


@pytest.mark.parametrize("since", [Shipped, Delivered])
def test_what_is_published_prints_as_it_evaluates(since: Any) -> None:
    published = PublishedPolicy(returns_within=postsales.Days(30), since=since)
    assert evaluated(published) == published
