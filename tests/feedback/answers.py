"""Answers to a question of satisfaction, for the tests of what is made of them."""

from typing import Any

from postsales import CSAT_1_5, Origin, Response

MONDAY, TUESDAY, FRIDAY = "2026-03-02T10:00Z", "2026-03-03T10:00Z", "2026-03-06T10:00Z"


def rated(score: int | None, customer: str = "", **facts: Any) -> Response:
    """How satisfied a customer was after a purchase."""
    facts.setdefault("at", MONDAY)
    return Response("csat", score, CSAT_1_5, customer=customer, **facts)


def reviewed(score: int, ref: str = "", author: str = "", **facts: Any) -> Response:
    """A review that was fetched from a site."""
    return rated(score, origin=Origin("review_site", ref=ref, author=author), **facts)
