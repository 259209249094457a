"""What of the money is kept although a right gives it back.

Rules of this file: what is better is what the floor pays by (``law.quote``); who pays for the way
back is said by the statute's own refund terms.
"""

from collections.abc import Iterator

from postsales.basics.citations import Citation
from postsales.basics.money import Money
from postsales.law._less import Less
from postsales.law._probes import Trial
from postsales.law.money import better_of, is_postage
from postsales.orders.scope import EVERYTHING
from postsales.refunds.terms import BrokenPromotion, Fee, GiftRefund, Postage, RefundTerms

__all__ = ["is_for_the_way_back", "kept"]


def kept(
    trial: Trial, statute: RefundTerms, by: Citation | None, *, is_lost: bool
) -> Iterator[Less]:
    """All that is kept of the money; ``is_lost`` says that the shop bears what goods lost."""
    money, reason = trial.money, trial.probe.reason
    better = better_of(money, statute)
    for place, fee in enumerate(money.fees):
        if reason in fee.for_reasons and _is_less(trial, fee, statute):
            yield Less(f"refunds.fees[{place}]", "fee_kept", by, what=fee.code)
    for place, rule in enumerate(money.promotions):
        is_taken = rule.when_broken is not BrokenPromotion.KEEP and reason in rule.for_reasons
        if is_taken and rule not in better.promotions:
            yield Less(f"refunds.promotions[{place}]", "promotion_taken_back", by)
    if better.shipping is not money.shipping:
        yield Less("refunds.shipping", "delivery_kept", by)
    if better.other_charges is not money.other_charges:
        yield Less("refunds.other_charges", "charge_kept", by)
    if money.gifts is not statute.gifts is GiftRefund.TENDERS:
        yield Less("refunds.gifts", "gift_as_credit", by)
    if is_lost:
        yield from _lost(trial, by)
    if money.postage is not None and not _pays(trial, statute):
        yield from _way_back(trial, money.postage, by)


def _lost(trial: Trial, by: Citation | None) -> Iterator[Less]:
    """What is taken off for used goods."""
    for place, lost in enumerate(trial.money.diminished):
        is_meant = trial.probe.reason in lost.for_reasons and any(trial.given(lost.applies_to))
        if is_meant and lost.loses.value:
            yield Less(f"refunds.diminished[{place}]", "value_lost_kept", by)


def _way_back(trial: Trial, postage: Postage, by: Citation | None) -> Iterator[Less]:
    """What the customer pays for it although the shop has to."""
    is_theirs = trial.probe.reason in postage.for_reasons
    if is_theirs and any(trial.given(postage.applies_to)):
        yield Less("refunds.postage", "customer_pays_postage", by)
    if is_theirs and postage.applies_to == EVERYTHING:
        return
    if postage.at_most is not None and trial.customers.pay_in(postage.at_most):
        yield Less("refunds.postage", "postage_capped", by, what=str(postage.at_most))


def _is_less(trial: Trial, fee: Fee, statute: RefundTerms) -> bool:
    amount = fee.amount.minor if isinstance(fee.amount, Money) else fee.amount.value
    is_known = fee in statute.fees or is_for_the_way_back(trial, fee, statute)
    is_theirs = trial.customers.pay_in(fee.amount)
    return bool(amount) and is_theirs and not is_known and any(trial.given(fee.applies_to))


def is_for_the_way_back(trial: Trial, fee: Fee, statute: RefundTerms) -> bool:
    """Is a fee for what the customer pays by the statute as well? How high it may be, no law says.

    Example:
        See ``comparable``, which tells of it.
    """
    return is_postage(fee) and _pays(trial, statute)


def _pays(trial: Trial, statute: RefundTerms) -> bool:
    """Does the customer pay for the way back, by the statute as well?"""
    return statute.postage is not None and trial.probe.reason in statute.postage.for_reasons
