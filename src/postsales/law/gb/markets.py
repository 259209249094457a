"""How shops call the market of the United Kingdom besides its code."""

from collections.abc import Mapping

__all__ = ["CALLED"]

CALLED: Mapping[str, str] = {"UK": "GB"}
"""The code that is meant by what is none."""
