"""Mistakes about facts that were written and read again."""

from postsales import Order
from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad
from tests.testing.bad.refunds import told
from tests.testing.bad.states import of_class


def words_by_identity(good: Policy, scene: Scene) -> Answer:
    """Lines are found by `is`, which holds as long as nobody copies the text."""
    ids = [line.id for line in scene.order.lines]
    known = all(any(item.line is x for x in ids) for item in scene.request.items)
    return told(good, scene) if known else Answer()


class _AMessageBehind(Order):
    """A copy of it is made from a cache that is a message behind."""

    def __deepcopy__(self, memo: object) -> Order:
        return Order(self.id, placed_at=self.placed_at, lines=self.lines, history=self.history[:-1])


class _OfTheHost(Order):
    """A class of its own that is written as an order and does not come back as one."""


BAD = (
    Bad("lines by identity", "SER-01", words_by_identity),
    Bad("a class that is not read back", "SER-01", host=of_class(_OfTheHost)),
    Bad("a copy that is a message behind", "SER-02", host=of_class(_AMessageBehind)),
)
