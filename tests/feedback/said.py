"""Short words for the answers of tests."""

from typing import Any

from postsales import LTR_0_10, Origin, Response, ResponseState

MONDAY, TUESDAY, FRIDAY = "2026-03-02T10:00Z", "2026-03-03T10:00Z", "2026-03-06T10:00Z"


def said(score: int | None, customer: str = "", **facts: Any) -> Response:
    """One answer to the question whether somebody would recommend us."""
    facts.setdefault("at", MONDAY)
    facts.setdefault("scale", LTR_0_10)
    facts.setdefault("state", ResponseState.ANSWERED if score is not None else "dismissed")
    return Response("nps", score, customer=customer, **facts)


def on_a_site(score: int, ref: str = "", author: str = "", **facts: Any) -> Response:
    """A review that was fetched from a site."""
    return said(score, origin=Origin("review_site", ref=ref, author=author), **facts)
