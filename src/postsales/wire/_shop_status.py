"""What a Shopify order says of its money as a whole, held against its payments and refunds.

Rules of this file: nothing is mended. What Shopify's own words rule out is a problem, which names
both sides; what they leave open is assumed, and names both sides as well.

Source: Shopify's descriptions of ``OrderDisplayFinancialStatus`` (what each status says of captured
and refunded money) and of the order (an app may create it with any status and no transaction).
"""

from collections.abc import Callable, Iterable, Mapping

from attrs import frozen

from postsales.wire._reader import Reader
from postsales.wire._shop_money import written
from postsales.wire._shop_moved import ToldBack, ToldMove, ToldRefund
from postsales.wire._shop_paid import Payments, loose
from postsales.wire._shop_told import ToldOrder


def compare_money(reader: Reader, order: ToldOrder, paid: Payments) -> None:
    """Note every disagreement between the money of an order and what it says of it as a whole."""
    money = _Money.of(reader, order, paid)
    check = _CHECKS.get(order.financial)
    if check is not None:
        check(money)
    elif order.financial:
        money.leaves_open("is not one of Shopify's own and says nothing")
    money.total()
    money.outstanding()
    money.current()


@frozen(weakref_slot=False, eq=False)
class _Money:
    """The money of an order, in minor units.

    ``owed`` is the total as it is paid in coins, ``given`` went back, ``coming`` is on its way
    back; ``worth`` is what refunds tell of lines and charges, and ``off`` the part of it that has
    no transactions: units that were taken off before they were paid.
    """

    reader: Reader
    order: ToldOrder
    paid: Payments
    owed: int
    given: int
    coming: int
    has_moves: bool
    worth: int
    off: int

    @classmethod
    def of(cls, reader: Reader, order: ToldOrder, paid: Payments) -> "_Money":
        """All sums of an order."""
        moves = [*loose(order), *(x for refund in order.refunds for x in refund.moves)]
        worth = [(_worth(order, refund), bool(refund.moves)) for refund in order.refunds]
        return cls(
            reader,
            order,
            paid,
            owed=order.total + order.rounded,
            given=_sum(moves, "success"),
            coming=_sum(moves, "pending"),
            has_moves=bool(moves),
            worth=sum(minor for minor, _ in worth),
            off=sum(minor for minor, has_moves in worth if not has_moves),
        )

    def w(self, minor: int) -> str:
        """An amount in words."""
        return written(self.order.currencies.paid, minor)

    # Sentences

    def differs(self, says: str) -> None:
        """The status is not what happened."""
        self.reader.wrong(_STATUS, f"is {self.order.financial!r}, and {says}")

    def leaves_open(self, says: str) -> None:
        """The status can mean what happened, and something else."""
        self.reader.assume(_STATUS, says)

    def also(self, says: str) -> None:
        """The status does not rule out what happened."""
        self.leaves_open(f"is {self.order.financial!r}, and {says}; it is read as the latter says")

    @property
    def taken(self) -> str:
        """What was taken, and where that stands."""
        where = "the sales and captures of $.transactions come to"
        if not self.order.moves:
            where = "$.total_price less $.total_outstanding comes to"
        return f"{where} {self.w(self.paid.captured)}"

    @property
    def gives_back(self) -> str:
        """What was given back, and where that stands."""
        all = self.given + self.coming
        return f"$.refunds gives back {self.w(all)} of {self.w(self.paid.captured)}"

    @property
    def of_total(self) -> str:
        """What was taken, and the total."""
        return f"{self.taken}, and $.total_price is {self.w(self.order.total)}"

    # Statuses

    def settled(self) -> None:
        """Paid: all of it was taken, and not all of it given back."""
        captured = self.paid.captured
        if captured < min(self.owed - self.off, self._now()):
            self.differs(self.of_total)
        elif captured and self.given >= captured:
            self.differs(self.gives_back)
        elif self.given:
            self.also(self.gives_back)

    def part_paid(self) -> None:
        """Some of it was taken, and not all."""
        left = self.order.outstanding
        if not self.order.moves and (left is None or left > self.owed):
            return  # Which is a problem by itself.
        if not self.paid.captured or self.paid.captured >= max(self.owed, self.order.current or 0):
            self.differs(self.of_total)

    def part_given(self) -> None:
        """Some of what was taken was given back, and not all."""
        captured = self.paid.captured
        if not self._was_taken_and_given():
            return
        if not self.given + self.coming:
            self.also(self.gives_back)
        elif self.given >= captured >= self.owed:
            self.differs(self.gives_back)
        elif self.given >= captured:
            self.also(f"{self.gives_back}, and $.total_price is {self.w(self.order.total)}")
        elif captured < self.owed:
            self.also(self.of_total)

    def given_back(self) -> None:
        """All that was taken was given back."""
        if not self._was_taken_and_given():
            return
        left = self.paid.captured - self.given - self.coming
        if left <= abs(self.order.rounded_back):
            return
        is_more = self.given + self.coming >= self.owed
        is_open = not self.order.moves and (self.off or self._now() < self.owed)
        say = self.also if is_more or is_open else self.differs
        say(self.gives_back)

    def _was_taken_and_given(self) -> bool:
        if not self.owed:
            return False
        if not self.paid.captured:
            self.differs(self.of_total)
        elif not self.has_moves:
            self.differs(f"$.refunds gives back {self.w(0)}")
        return bool(self.paid.captured and self.has_moves)

    def open(self) -> None:
        """Pending, authorised or expired: the rest is still to be taken, or can no longer be."""
        captured, rest = self.paid.captured, self.paid.held + self.paid.waiting
        if captured and not (rest and captured < self.owed):
            self.differs(self.taken)
        elif captured:
            self.also(f"{self.taken}, with {self.w(rest)} on hold or pending")

    def authorised(self) -> None:
        """Something is on hold."""
        if self.order.moves and not self.paid.held and not self.paid.captured:
            self.differs(f"$.transactions hold {self.w(0)}")
        self.open()

    def voided(self) -> None:
        """Nothing was taken, or all of it given back again, and nothing is on hold."""
        if self.paid.captured > self.given + self.coming:
            self.differs(self.taken)
        elif self.paid.captured:
            self.also(self.gives_back)
        if self.paid.held:
            self.also(f"$.transactions hold {self.w(self.paid.held)}")

    # Totals

    def total(self) -> None:
        """More can be taken than the total: by mistake, or before the order was changed."""
        if self.paid.captured > self.owed:
            says = f"{self.taken}, and $.total_price is {self.w(self.order.total)}"
            rest = self.w(self.paid.captured - self.owed)
            self.reader.assume(
                "$.transactions", f"{says}: {rest} was paid for nothing that is told"
            )

    def outstanding(self) -> None:
        """What is still owed is what was not taken, of the total as it was or as it is now."""
        left = self.order.outstanding
        if left is None:
            return
        if left > max(self.owed, self._now()):
            self._owes(left, f"$.total_price is {self.w(self.order.total)}")
            return
        fine = self._still_owed()
        if not fine or left in fine:
            return
        says = f"$.total_price less what was taken comes to {self.w(min(fine))}"
        if min(fine) < left < max(fine):
            says = f"is {self.w(left)}, and {says}, or {self.w(max(fine))} after refunds"
            self.reader.assume("$.total_outstanding", says)
        else:
            self._owes(left, says)

    def _owes(self, left: int, says: str) -> None:
        self.reader.wrong("$.total_outstanding", f"is {self.w(left)}, and {says}")

    def _still_owed(self) -> set[int]:
        """All that it can be, below zero where more was paid."""
        if not self.order.moves and self.order.financial not in _TAKEN:
            return set()
        captured = self.paid.captured
        totals = {self.order.total, self.owed, self.owed - self.off, self._now()}
        moved = {captured, captured - self.given, captured - self.given - self.coming}
        moved |= {x + self.paid.held for x in moved} | {x + self.paid.waiting for x in moved}
        found = {total - x for total in totals for x in moved}
        return found | {max(0, x) for x in found}

    def current(self) -> None:
        """The total as it is now is the total less refunds."""
        now, total = self.order.current, self.order.total
        given = self.given + self.coming
        if now is None or now in (total - self.worth, total - given, total - self.given):
            return
        if not self.worth and not given:
            says = "is another total than the order was placed with; it was read as it was placed"
            self.reader.assume("$.current_total_price", says)
            return
        less = f"$.total_price less $.refunds comes to {self.w(total - self.worth)}"
        if given != self.worth:
            less += f", or {self.w(total - given)} by their transactions"
        self.reader.assume("$.current_total_price", f"is {self.w(now)}, and {less}; so it was read")

    def _now(self) -> int:
        """The total as it is now, where that is told."""
        return self.owed if self.order.current is None else self.order.current


def _worth(order: ToldOrder, refund: ToldRefund) -> int:
    """What a refund tells of lines and charges, all in."""
    added = 0 if order.included else 1
    parts: tuple[ToldBack, ...] = (*refund.lines, *refund.charges)
    found = sum(part.price + added * part.tax for part in parts)
    return found if refund.charges else found + refund.legacy


def _sum(moves: Iterable[ToldMove], status: str) -> int:
    return sum(x.minor for x in moves if x.kind == "refund" and x.status == status)


_STATUS = "$.financial_status"
_TAKEN = ("paid", "partially_paid", "partially_refunded", "refunded")
_CHECKS: Mapping[str, Callable[[_Money], None]] = {
    "paid": _Money.settled,
    "partially_paid": _Money.part_paid,
    "partially_refunded": _Money.part_given,
    "refunded": _Money.given_back,
    "pending": _Money.open,
    "authorized": _Money.authorised,
    "expired": _Money.open,
    "voided": _Money.voided,
}
