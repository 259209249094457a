"""Rows about notices: which instant counts, and in which form they are given."""

from collections.abc import Iterator

from attrs import field, frozen

from postsales import NoticeForm, ReturnRequest, Verdict, returns
from postsales.law import Jurisdiction
from tests.law.tables.given import Sold, Where, known
from tests.law.tables.rows import observing

__all__ = ["Noticed"]


@frozen
class Noticed:
    """What becomes of a notice that was ``sent`` on a day and came on another.

    The question is asked ``on`` a day, by default when it came; goods that come back do so then.
    Without a ``reason`` it is any that the right is about.
    """

    case: str
    sold: Sold
    sent: str
    came: str
    verdict: Verdict
    on: str = field(default="", kw_only=True)
    form: NoticeForm = field(default=NoticeForm.STATEMENT, kw_only=True)
    reason: str = field(default="", kw_only=True)
    right: str = field(default="withdrawal", kw_only=True)

    def wrong(self, place: Jurisdiction, where: Where) -> Iterator[str]:
        """Another verdict."""
        order = self.sold.order(where)
        terms = observing(place, where).right(self.right, on=self.sold.on)
        request = ReturnRequest(
            ReturnRequest.everything(order, reason=self.reason or next(iter(terms.reasons))).items,
            sent_at=where.at(self.sent),
            received_at=where.at(self.came),
            form=self.form,
        )
        at = max(known(order), where.at(self.on or self.came))
        found = {*returns.assess(order, request, terms, at=at).verdicts}
        if found != {self.verdict}:
            yield f"{sorted(map(str, found))}, and not {self.verdict}"
