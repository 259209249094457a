"""What the tests of plans ask about: the samples, and histories written for one test."""

import json
from importlib.resources import files
from typing import Any

from tests.cli.asking import NOON, lines_of

SAMPLES = files("postsales.samples")
PLAN = str(SAMPLES / "after_sales.toml")
HISTORIES = str(SAMPLES / "histories.jsonl")
PLANS = ["--plan", PLAN, "--at", NOON]
DUE = ["due", HISTORIES, *PLANS]
MONTH = ["--since", "2026-04-01T09:00+02:00", "--until", "2026-04-30T09:00+02:00"]
SIMULATE = ["simulate", HISTORIES, "--plan", PLAN, *MONTH, "--every", "1d"]

SMALL = """
[plan]
id = "small"
version = "1"
calendar = { zone = "UTC", hours = { Mon-Fri = "09:00-17:00" } }

[[plan.steps]]
key = "review"
after = { last = "delivered" }
wait = "21 days"
"""
"""A plan that asks for a review, by e-mail, three weeks after the last delivery."""


def delivered(subject: str = "C-7", at: str = "2026-03-12T10:00+00:00", **more: Any) -> str:
    """A history of one delivery, as a line."""
    event = {"event": "delivered", "units": {"tee": 1}, "at": at}
    return json.dumps({"subject": subject, "events": [event], **more})


def histories(*subjects: str) -> str:
    """A file of them."""
    return lines_of(*map(delivered, subjects))
