"""What reading took for granted or left out, counted over many orders."""

from collections.abc import Iterator

from attrs import frozen

from postsales.cli.answers import Found

__all__ = ["Reading"]


@frozen(weakref_slot=False)
class Reading:
    """How many orders were read, and in how many of them something was assumed or not mapped.

    Only counts are kept: a stranger's documents can have as many fields as they like.
    """

    orders: int = 0
    assuming: int = 0
    assumed: int = 0
    leaving: int = 0
    unmapped: int = 0

    def after(self, found: Found) -> "Reading":
        """With one order more."""
        return self.plus(
            Reading(
                1,
                int(bool(found.assumed)),
                len(found.assumed),
                int(bool(found.unmapped)),
                len(found.unmapped),
            )
        )

    def plus(self, other: "Reading") -> "Reading":
        """With all that was read elsewhere."""
        return Reading(
            self.orders + other.orders,
            self.assuming + other.assuming,
            self.assumed + other.assumed,
            self.leaving + other.leaving,
            self.unmapped + other.unmapped,
        )

    def notes(self) -> Iterator[tuple[str, str]]:
        """The counts in words, each with its label; none where there is nothing to count."""
        for label, orders, count in (
            ("assumed", self.assuming, self.assumed),
            ("not mapped", self.leaving, self.unmapped),
        ):
            if count:
                what = "assumption" if label == "assumed" else "field"
                told = f"{count} {what}" if count == 1 else f"{count} {what}s"
                yield (
                    label,
                    f"{told} in {orders} of {self.orders} orders; --format jsonl tells where",
                )
