"""Refunds of a Shopify order: what they give back of lines, charges and tenders.

Rules of this file: money stays as it is told. What is given back is at most what is left of a line
or charge, or a problem says both figures; what the transactions differ by from lines and charges is
withheld, or tied to nothing.
"""

from collections.abc import Iterable

from attrs import define

from postsales.basics.events import Event
from postsales.basics.money import Money
from postsales.basics.rounding import divide, largest_remainder
from postsales.orders.events import (
    ChargeRefund,
    LineRefund,
    Refunded,
    RefundStatus,
)
from postsales.wire._reader import Reader
from postsales.wire._shop_money import written
from postsales.wire._shop_moved import ToldBack, ToldMove, ToldRefund
from postsales.wire._shop_paid import Payments, loose
from postsales.wire._shop_sent import Sent
from postsales.wire._shop_stock import Stock
from postsales.wire._shop_told import ToldItem, ToldOrder


@define(weakref_slot=False, eq=False)
class Back:
    """What is left of every line and charge, while refunds are taken off it.

    ``before`` is what was left of what the refund at hand gives back, should it have failed.
    """

    reader: Reader
    order: ToldOrder
    paid: Payments
    shipping: frozenset[str]
    sold: dict[str, ToldItem]
    prices: dict[str, int]
    taxes: dict[str, list[int]]
    units: dict[str, int]
    stock: Stock
    before: dict[str, tuple[int, list[int], int]]

    @classmethod
    def of(cls, reader: Reader, order: ToldOrder, paid: Payments, sent: Sent) -> "Back":
        """All of an order, of which some units were sent."""
        items: tuple[ToldItem, ...] = (*order.lines, *order.shipping, *order.others)
        return cls(
            reader,
            order,
            paid,
            frozenset(item.id for item in order.shipping),
            {line.id: line for line in order.lines},
            {item.id: item.price for item in items},
            {item.id: [tax.minor for tax in item.taxes] for item in items},
            {line.id: line.quantity for line in order.lines},
            Stock.of(reader, order, sent),
            {},
        )

    def events(self) -> Iterable[Event]:
        """Every refund in the order of time, and where its units went."""
        self._told_alike()
        for refund in sorted(self.order.refunds, key=lambda x: (x.at, x.id)):
            yield from self.stock.events(refund)
            yield from self._money(refund)
        for move in loose(self.order):
            if move.status in ALIVE:
                self.reader.assume(move.path, "is in no refund, and so is tied to no line")
                yield self.tied_to_nothing(move)

    def tied_to_nothing(self, move: ToldMove) -> Refunded:
        """A transaction that gave money back, by itself."""
        return self._refunded(move, [move])

    def _told_alike(self) -> None:
        listed = {move.id: move for move in self.order.moves or ()}
        for refund in self.order.refunds:
            for move in refund.moves:
                other = listed.get(move.id)
                if other is not None and other.tells() != move.tells():
                    says = f"is {self._said(move)}, and {other.path} is {self._said(other)}"
                    self.reader.wrong(move.path, says)
                if other is not None and None not in (move.parent, other.parent):
                    self._same_parent(move, other)

    def _same_parent(self, move: ToldMove, other: ToldMove) -> None:
        if move.parent != other.parent:
            says = f"is {move.parent}, and {other.path}.parent_id is {other.parent}"
            self.reader.wrong(f"{move.path}.parent_id", says)

    def _said(self, move: ToldMove) -> str:
        return f"a {move.kind} of {self._w(move.minor)} ({move.status})"

    def _m(self, minor: int) -> Money:
        return self.order.currencies.paid.minor(minor)

    def _w(self, minor: int) -> str:
        return written(self.order.currencies.paid, minor)

    # Money

    def _money(self, refund: ToldRefund) -> Iterable[Event]:
        moves = self._moves(refund)
        self.before = {}
        lines = self._lines(refund)
        charges = [*self._charges(refund)]
        added = 0 if self.order.included else 1
        parts: tuple[LineRefund | ChargeRefund, ...] = (*lines, *charges)
        assigned = sum(x.price.minor + added * sum(y.minor for y in x.taxes) for x in parts)
        amount = sum(move.minor for move in moves)
        self._adds_up(refund, assigned, amount)
        if moves and not any(move.status in ALIVE for move in moves):
            # Nothing was given back, so nothing less is left.
            for of, (price, taxes, units) in self.before.items():
                self.prices[of], self.taxes[of] = price, taxes
                if of in self.units:
                    self.units[of] = units
        if not (parts or amount):
            return
        yield self._refunded(refund, moves, assigned, lines, charges)

    def _moves(self, refund: ToldRefund) -> list[ToldMove]:
        """The transactions that count: those that failed only when there are no others."""
        found = [move for move in refund.moves if move.kind == "refund"]
        return [move for move in found if move.status in ALIVE] or found

    def _adds_up(self, refund: ToldRefund, assigned: int, amount: int) -> None:
        """What Shopify says a refund differs by from its parts is what it differs by."""
        difference = assigned - amount
        if refund.adjusted is not None and difference != refund.adjusted:
            both = f"come to {self._w(assigned)}, and {refund.path}.transactions to"
            says = (
                f"tell a difference of {self._w(refund.adjusted)}, and "
                f"{refund.path}.refund_line_items with shipping {both} {self._w(amount)}"
            )
            self.reader.wrong(f"{refund.path}.order_adjustments", says)
        if refund.adjusted is None and difference:
            less = "less than its lines and shipping was given back, and is withheld"
            more = "more than its lines and shipping was given back, tied to nothing"
            says = f"{self._w(abs(difference))} {less if difference > 0 else more}"
            self.reader.assume(f"{refund.path}.transactions", says)

    def _refunded(
        self,
        refund: ToldRefund | ToldMove,
        moves: list[ToldMove],
        assigned: int = 0,
        lines: Iterable[LineRefund] = (),
        charges: Iterable[ChargeRefund] = (),
    ) -> Refunded:
        amount = sum(move.minor for move in moves)
        return Refunded(
            self._m(amount),
            lines=tuple(lines),
            charges=tuple(charges),
            withheld=self._m(assigned - amount) if assigned > amount else None,
            tenders=self._tenders(moves),
            status=self._status(moves),
            reason=refund.note if isinstance(refund, ToldRefund) else "",
            return_ref=(refund.back or "") if isinstance(refund, ToldRefund) else "",
            ref=refund.id,
            at=refund.at,
        )

    def _status(self, moves: list[ToldMove]) -> RefundStatus:
        states = {move.status for move in moves}
        if states and not states & {*ALIVE}:
            return RefundStatus.FAILED
        if "pending" in states and "success" in states:
            says = "one of its transactions is pending, so all of it counts as pending"
            self.reader.assume(moves[0].path, says)
        return RefundStatus.PENDING if "pending" in states else RefundStatus.SETTLED

    def _tenders(self, moves: list[ToldMove]) -> dict[str, Money]:
        """What each tender gets; nothing when it is not told of one."""
        found: dict[str, int] = {}
        for move in moves:
            tender = self.paid.tender_of(move)
            if tender is None:
                if self.order.moves is not None:
                    says = "names no payment of the order that it goes back to"
                    self.reader.assume(move.path, says)
                return {}
            found[tender] = found.get(tender, 0) + move.minor
        return {tender: self._m(minor) for tender, minor in found.items()}

    # Lines and charges

    def _lines(self, refund: ToldRefund) -> list[LineRefund]:
        pieces: dict[str, list[ToldBack]] = {}
        for piece in refund.lines:
            line = piece.of or ""
            if line not in self.units:
                self.reader.wrong(f"{piece.path}.line_item_id", f"is {line}, which was not sold")
                continue
            self._remember(line)
            left = self.units[line]
            if piece.units > left:
                says = f"is {piece.units}, and {left} of line {line} are left"
                self.reader.wrong(f"{piece.path}.quantity", says)
            self.units[line] -= piece.units
            self._compare_share(piece, self.sold[line])
            pieces.setdefault(line, []).append(piece)
        found: list[LineRefund] = []
        for line, own in pieces.items():
            price, taxes = self._take(own, line)
            units = sum(piece.units for piece in own)
            found.append(LineRefund(line, units=units, price=price, taxes=taxes))
        return found

    def _compare_share(self, piece: ToldBack, item: ToldItem) -> None:
        """Units are worth their share of the line; nobody says how each unit was rounded."""
        for key, told, whole, taxes in (
            ("subtotal", piece.price, item.price, 1),
            ("total_tax", piece.tax, item.tax, len(item.taxes)),
        ):
            share = divide(whole * piece.units, item.quantity)
            if abs(told - share) > piece.units * taxes:
                says = f"is {self._w(told)} of line {item.id}, and {piece.units} of its"
                says = f"{says} {item.quantity} units come to {self._w(share)}; so it was read"
                self.reader.assume(f"{piece.path}.{key}", says)

    def _charges(self, refund: ToldRefund) -> Iterable[ChargeRefund]:
        pieces: dict[str, list[ToldBack]] = {}
        for piece in (*refund.charges, *self._legacy(refund)):
            of = piece.of or self._only_shipping()
            if of is None:
                self.reader.assume(piece.path, "names no shipping line: the money is tied to none")
            elif of not in self.prices or of in self.units:
                self.reader.wrong(piece.path, f"gives back charge {of}, which was not charged")
            else:
                self._remember(of)
                pieces.setdefault(of, []).append(piece)
        for of, own in pieces.items():
            price, taxes = self._take(own, of)
            yield ChargeRefund(of, price=price, taxes=taxes)

    def _remember(self, of: str) -> None:
        if of not in self.before:
            self.before[of] = (self.prices[of], self.taxes[of], self.units.get(of, 0))

    def _only_shipping(self) -> str | None:
        return self.order.shipping[0].id if len(self.order.shipping) == 1 else None

    def _legacy(self, refund: ToldRefund) -> list[ToldBack]:
        """Shipping that is told as an adjustment, unless it is told as lines as well."""
        added = 0 if self.order.included else 1
        lines = [x for x in refund.charges if x.of is None or x.of in self.shipping]
        told = sum(x.price + added * x.tax for x in lines)
        path = f"{refund.path}.order_adjustments"
        if not refund.legacy:
            return []
        if lines:
            if told != refund.legacy:
                there = f"{refund.path}.refund_shipping_lines come to {self._w(told)}"
                says = f"give back {self._w(refund.legacy)} of shipping, and {there}"
                self.reader.wrong(path, says)
            return []
        return [self._split(path, refund.legacy)]

    def _split(self, path: str, whole: int) -> ToldBack:
        """An amount with its tax in it, by what is left of price and tax of the shipping."""
        of = self._only_shipping()
        if of is None or self.order.included:
            return ToldBack(path, of, whole, self._inside(of, whole))
        price, tax = self.prices[of], sum(self.taxes[of])
        if whole > price + tax:
            says = f"give back {self._w(whole)} of shipping: {self._w(price + tax)} is left"
            self.reader.wrong(path, says)
            return ToldBack(path, of, 0, 0)
        net, on_top = largest_remainder(whole, (price, tax)) if whole else (0, 0)
        return ToldBack(path, of, net, on_top)

    def _inside(self, of: str | None, whole: int) -> int:
        if of is None or not self.prices[of] or whole > self.prices[of]:
            return 0
        tax = sum(self.taxes[of])
        return largest_remainder(whole, (self.prices[of] - tax, tax))[1]

    def _take(self, pieces: list[ToldBack], of: str) -> tuple[Money, tuple[Money, ...]]:
        """Price and taxes that pieces give back, taken off what is left."""
        left, rest = self.prices[of], self.taxes[of]
        price, tax, most = 0, 0, sum(rest)
        for piece in pieces:
            price += self._at_most(piece, "price", piece.price, left - price)
            tax += self._at_most(piece, "tax", piece.tax, most - tax)
        shares = largest_remainder(tax, rest) if tax else (0,) * len(rest)
        if tax and sum(x > 0 for x in rest) > 1:
            first = next(piece for piece in pieces if piece.tax)
            says = "is shared over the taxes of the line by what is left of them"
            self.reader.assume(f"{first.path}.total_tax", says)
        self.prices[of] = left - price
        self.taxes[of] = [a - b for a, b in zip(rest, shares, strict=True)]
        return self._m(price), tuple(self._m(share) for share in shares)

    def _at_most(self, piece: ToldBack, what: str, minor: int, left: int) -> int:
        if minor <= left:
            return minor
        says = f"gives back {self._w(minor)} of the {what}: {self._w(left)} is left"
        self.reader.wrong(piece.path, says)
        return left


ALIVE = ("success", "pending")
"""Transactions that moved money, or may yet."""
