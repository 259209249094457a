"""What the codes of changes mean, as English clauses.

Rules of this file: plain mappings from a code to a template over the facts of its finding; no
logic. A clause follows "1 of mug: ", so it names no units, and it blames nobody. A key that ends in
``*`` serves all codes that begin so.
"""

from collections.abc import Mapping

__all__ = ["DEED", "REASONS"]

DEED: str = "changed"
"""What is asked for: units can be *changed*."""

REASONS: Mapping[str, str] = {
    "not_changeable": "not among what can be changed after the sale ({change})",
    "rest_of_line_stays": "more of it is still to be sent, and all of a line goes to one place",
    # A cut-off of the host's own; other codes that begin so lack the fact and are said in words.
    "too_late_*": "too far along to be changed (“{cut_off}”)",
}
"""Why units cannot be changed."""
