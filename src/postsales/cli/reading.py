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
        return Reading(
            self.orders + 1,
            self.assuming + bool(found.assumed),
            self.assumed + len(found.assumed),
            self.leaving + bool(found.unmapped),
            self.unmapped + len(found.unmapped),
        )

    @property
    def says(self) -> str:
        """The counts in a sentence; empty when there is nothing to count."""
        told = "; ".join(self._counted())
        return f"{told}; --format jsonl tells where" if told else ""

    def _counted(self) -> Iterator[str]:
        for orders, count, what in (
            (self.assuming, self.assumed, "reading took something for granted"),
            (self.leaving, self.unmapped, "fields were not mapped"),
        ):
            if count:
                yield f"{what} in {orders} of {self.orders} orders, {count} times together"
