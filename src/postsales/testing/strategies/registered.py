"""Which strategy draws a public type: what ``st.from_type`` is told.

Rules of this file: one entry for each class of values, and nothing else.
"""

from collections.abc import Callable
from typing import Any, get_args, get_origin

from hypothesis import strategies as st

from postsales.appointments import AppointmentAnswer, AppointmentTerms, LateFee
from postsales.basics.calendars import WorkCalendar
from postsales.basics.citations import Citation
from postsales.basics.currencies import Currency
from postsales.basics.dated import Dated, Row
from postsales.basics.decisions import Change, Decision, Item, TermsRef
from postsales.basics.discrepancies import Discrepancy
from postsales.basics.durations import (
    Days,
    Hours,
    Minutes,
    Months,
    Weeks,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    Years,
)
from postsales.basics.events import Event, Happened
from postsales.basics.findings import Finding
from postsales.basics.hints import Hint
from postsales.basics.known_facts import OrderRef
from postsales.basics.lifecycles import Lifecycle, Transition
from postsales.basics.money import Money
from postsales.basics.percent import Percent
from postsales.basics.quantities import FrozenMap, Quantities
from postsales.basics.quoted import ChargeRecord, FeeRecord, LateRecord, LineRecord, QuoteRecord
from postsales.basics.records import DecisionRecord, Difference
from postsales.basics.rolls import Holidays, NonDays, Roll
from postsales.basics.rules import AllOf, AnyOf, FirstMatch, Unless
from postsales.basics.selectors import During, First, Last
from postsales.basics.windows import Counted, Deadline, Window
from postsales.cancellations.case import CancellationCase
from postsales.cancellations.request import CancellationItem, CancellationRequest
from postsales.cancellations.terms import CancellationTerms
from postsales.changes.case import ChangeCase
from postsales.changes.quote import ChangeQuote
from postsales.changes.request import ChangeItem, ChangeRequest
from postsales.changes.terms import Changeable, ChangeTerms
from postsales.exchanges.quote import ExchangeQuote
from postsales.exchanges.record import ExchangeRecord
from postsales.exchanges.status import ExchangeStatus
from postsales.exchanges.terms import Advance, ExchangeTerms
from postsales.explain.own import Catalogue
from postsales.guarantees.case import GuaranteeCase
from postsales.guarantees.request import GuaranteeItem, GuaranteeRequest
from postsales.guarantees.terms import GuaranteeTerms, Rung
from postsales.offers import BesideOffers, SaveOffer
from postsales.orders.allocation import Discounted
from postsales.orders.balance import Balance
from postsales.orders.besides import BonusGranted, Compensated
from postsales.orders.changed import Changed
from postsales.orders.charges import Charge
from postsales.orders.conditions import InspectedUnits
from postsales.orders.events import (
    Authorised,
    Cancelled,
    Chargeback,
    ChargebackReversed,
    ChargeRefund,
    Delivered,
    FeeCharged,
    LineRefund,
    Lost,
    Paid,
    Placed,
    Received,
    Refunded,
    ReturnApproved,
    ReturnClosed,
    ReturnRequested,
    Shipped,
)
from postsales.orders.exchanged import Exchange, ExchangeCharged, Exchanged
from postsales.orders.lines import Line, NewLine, Tax
from postsales.orders.order import Order
from postsales.orders.overrides import Overridden
from postsales.orders.parties import Customer, PurchaseRecord
from postsales.orders.payments import Tender
from postsales.orders.position import OpenReturn, Position
from postsales.orders.promotions import Promotion
from postsales.orders.remedied import RemedyFailed
from postsales.orders.return_events import (
    ReturnCancelled,
    ReturnInspected,
    ReturnLabelIssued,
    ReturnLost,
    ReturnSentBack,
    ReturnShipped,
)
from postsales.orders.scope import Scope
from postsales.orders.seasons import Season
from postsales.orders.services import Appointment, ServicePeriod, Subscription
from postsales.orders.shared import SharedPayment
from postsales.orders.starts import Since
from postsales.orders.units import Lot, Units
from postsales.policies.changes import TermsChange
from postsales.policies.lint import TermsProblem
from postsales.policies.published import PublishedPolicy
from postsales.policies.table import PolicyLine, PolicySentence, PolicyTable
from postsales.refunds.credit import CreditQuote
from postsales.refunds.postage import PostageQuote
from postsales.refunds.quote import RefundQuote
from postsales.refunds.rates import Converted, DayRate, SaleRate
from postsales.refunds.shares import QuoteCharge, QuoteLine
from postsales.refunds.terms import CreditOffer, Fee, Postage, PromotionRule, RefundTerms
from postsales.refunds.windows import QuoteLate, RefundWindow
from postsales.refunds.worth import DiminishedValue
from postsales.remedies import Remedy, RemedyCosts, RemedyOffer
from postsales.returns.bundles import WholeBundle
from postsales.returns.case import ReturnCase
from postsales.returns.clocks import RmaClock
from postsales.returns.conditions import AcceptedConditions
from postsales.returns.due import RmaDue
from postsales.returns.guards import ReturnerGuard
from postsales.returns.notes import RmaNote
from postsales.returns.proofs import Proof
from postsales.returns.request import ReturnItem, ReturnRequest
from postsales.returns.returnless import Returnless
from postsales.returns.status import RmaStatus
from postsales.returns.terms import Exclusion, ReturnTerms
from postsales.returns.units_back import UnitsBack
from postsales.returns.windows import Extension, ReturnWindow
from postsales.subscriptions import SubscriptionEnd, SubscriptionTerms
from postsales.testing.strategies import (
    altered,
    amounts,
    besides,
    clocks,
    parts,
    policies,
    rma,
    scoped,
    settled,
    shown,
    sold,
    taken_back,
    worded,
    worked,
)
from postsales.testing.strategies._dice import Dice, thrown
from postsales.testing.strategies.answered import (
    cancellation_decisions,
    decision_of,
    quote_of,
    record_of,
)
from postsales.testing.strategies.asked import ASKED
from postsales.testing.strategies.contacted import CONTACTED
from postsales.testing.strategies.followed import FOLLOWED
from postsales.testing.strategies.orders import events
from postsales.testing.strategies.planned import PLANNED
from postsales.testing.strategies.stated import STATED
from postsales.testing.strategies.steps import overridden
from postsales.testing.strategies.surveyed import SURVEYED
from postsales.testing.strategies.worlds import ANYTHING
from postsales.wire.documents import EventsReading, OrderReading, Problem
from postsales.wire.terms import TermsBundle

__all__ = ["strategy_for"]

_MADE: dict[type[Any], Callable[[Dice], Any]] = {
    AllOf: lambda dice: AllOf(parts.rules_of(dice)),
    AnyOf: lambda dice: AnyOf(parts.rules_of(dice)),
    FirstMatch: lambda dice: FirstMatch(parts.rules_of(dice)),
    Unless: lambda dice: Unless(parts.rules_of(dice)[0], parts.rules_of(dice)[0]),
    Authorised: parts.moved(Authorised),
    Paid: parts.moved(Paid),
    Chargeback: parts.moved(Chargeback),
    ChargebackReversed: parts.moved(ChargebackReversed),
    Placed: lambda dice: Placed(at=parts.moment_of(dice)),
    Happened: lambda dice: Happened(dice.of(("registered", "opened")), at=parts.moment_of(dice)),
    Refunded: parts.refund_of,
    BonusGranted: besides.bonus_of,
    Compensated: besides.compensated_of,
    Converted: besides.converted_of,
    DayRate: besides.day_rate_of,
    SaleRate: besides.sale_rate_of,
    CreditOffer: besides.credit_offer_of,
    CreditQuote: besides.credit_quote_of,
    Postage: besides.postage_of,
    PostageQuote: besides.postage_quote_of,
    Shipped: parts.of_units(Shipped),
    Delivered: parts.of_units(Delivered),
    Lost: parts.of_units(Lost),
    Cancelled: parts.of_units(Cancelled),
    Received: parts.of_units(Received),
    ReturnRequested: parts.of_units(ReturnRequested),
    ReturnApproved: parts.of_return(ReturnApproved),
    ReturnClosed: parts.of_return(ReturnClosed),
    ReturnLabelIssued: parts.of_return(ReturnLabelIssued),
    ReturnCancelled: parts.of_return(ReturnCancelled),
    ReturnShipped: rma.of_return(ReturnShipped),
    ReturnLost: rma.of_return(ReturnLost),
    ReturnInspected: rma.inspection_of,
    ReturnSentBack: rma.sent_back_of,
    InspectedUnits: rma.inspected_units_of,
    Lifecycle: rma.lifecycle_of,
    Transition: rma.transition_of,
    RmaClock: rma.clock_of,
    RmaDue: rma.due_of,
    RmaNote: rma.note_of,
    RmaStatus: rma.status_of,
    DiminishedValue: rma.diminished_of,
    Balance: parts.balance_of,
    Change: parts.change_of,
    ChargeRecord: parts.charge_record_of,
    ChargeRefund: parts.charge_refund_of,
    Catalogue: worded.catalogue_of,
    PolicyLine: shown.line_of,
    PolicySentence: shown.sentence_of,
    PolicyTable: shown.table_of,
    PublishedPolicy: shown.published_of,
    TermsChange: shown.change_of,
    TermsProblem: shown.problem_of,
    Citation: parts.citation_of,
    Counted: parts.counted_of,
    Customer: parts.customer_of,
    Dated: lambda dice: Dated([parts.row_of(dice)], name="a notice"),
    Deadline: parts.deadline_of,
    Difference: lambda dice: Difference(dice.of(("at", "request")), here="1", there="2"),
    Discrepancy: besides.discrepancy_of,
    Discounted: parts.discounted_of,
    Decision: decision_of,
    DecisionRecord: record_of,
    FeeCharged: parts.fee_charged_of,
    FeeRecord: parts.fee_record_of,
    Finding: parts.finding_of,
    During: lambda dice: policies.tolling_of(dice, ANYTHING),
    First: lambda dice: First(dice.of((Delivered, Shipped))),
    Last: lambda dice: Last(dice.of((Delivered, Shipped))),
    FrozenMap: lambda dice: FrozenMap(dict(parts.units_of(dice))),
    Hint: parts.hint_of,
    Holidays: worked.holidays_of,
    Item: parts.item_of,
    LateRecord: parts.late_record_of,
    LineRecord: parts.line_record_of,
    LineRefund: parts.line_refund_of,
    Lot: parts.lot_of,
    NonDays: parts.non_days_of,
    OpenReturn: parts.open_return_of,
    Order: parts.any_order_of,
    EventsReading: parts.events_reading_of,
    OrderReading: parts.reading_of,
    OrderRef: parts.order_ref_of,
    Overridden: lambda dice: overridden(parts.any_order_of(dice), dice, parts.moment_of(dice)),
    PurchaseRecord: parts.purchase_record_of,
    Position: parts.position_of,
    Problem: lambda dice: Problem("$.total", dice.of(("is missing", "is no amount"))),
    Promotion: besides.promotion_of,
    PromotionRule: besides.promotion_rule_of,
    QuoteCharge: parts.quote_charge_of,
    QuoteLate: parts.late_of,
    QuoteLine: parts.quote_line_of,
    QuoteRecord: lambda dice: record_of(dice).quote,
    RefundQuote: quote_of,
    ReturnCase: lambda dice: dice.of(decision_of(dice).cases),
    ReturnItem: lambda dice: dice.of(parts.return_request_of(dice).items),
    ReturnRequest: parts.return_request_of,
    CancellationItem: parts.cancellation_item_of,
    CancellationRequest: parts.any_cancellation_request_of,
    Roll: lambda dice: Roll(parts.non_days_of(dice), by=dice.of((None, parts.citation_of(dice)))),
    Row: parts.row_of,
    SharedPayment: besides.shared_payment_of,
    Tender: parts.tender_of,
    TermsBundle: parts.bundle_of,
    TermsRef: parts.terms_ref_of,
    Units: parts.line_units_of,
    SaveOffer: altered.save_offer_of,
    BesideOffers: lambda dice: BesideOffers(decision_of(dice), [altered.save_offer_of(dice)]),
    Appointment: altered.appointment_of,
    AppointmentAnswer: altered.appointment_answer_of,
    AppointmentTerms: altered.appointment_terms_of,
    LateFee: altered.late_fee_of,
    ServicePeriod: altered.service_period_of,
    Subscription: altered.subscription_of,
    SubscriptionEnd: altered.subscription_end_of,
    SubscriptionTerms: altered.subscription_terms_of,
    ChangeCase: altered.change_case_of,
    ChangeItem: altered.change_item_of,
    ChangeQuote: altered.change_quote_of,
    ChangeRequest: altered.change_request_of,
    ChangeTerms: altered.change_terms_of,
    Changeable: altered.changeable_of,
    Changed: altered.changed_of,
    Advance: settled.advance_of,
    Exchange: settled.exchange_of,
    ExchangeCharged: settled.exchange_charged_of,
    ExchangeQuote: settled.exchange_quote_of,
    ExchangeRecord: lambda dice: settled.exchange_quote_of(dice).record(),
    ExchangeStatus: settled.exchange_status_of,
    ExchangeTerms: settled.exchange_terms_of,
    Exchanged: settled.exchanged_of,
    GuaranteeCase: settled.guarantee_case_of,
    GuaranteeItem: settled.guarantee_item_of,
    GuaranteeRequest: settled.guarantee_request_of,
    GuaranteeTerms: settled.guarantee_terms_of,
    NewLine: settled.new_line_of,
    Remedy: settled.remedy_of,
    RemedyCosts: settled.remedy_costs_of,
    RemedyFailed: settled.remedy_failed_of,
    RemedyOffer: settled.remedy_offer_of,
    Rung: settled.rung_of,
    Days: lambda dice: Days(dice.of((30, 14, 0, 1, 365))),
    Weeks: lambda dice: Weeks(dice.of((2, 0, 1, 52))),
    Months: lambda dice: Months(dice.of((1, 0, 6, 24))),
    Years: lambda dice: Years(dice.of((1, 0, 2, 10))),
    Hours: lambda dice: Hours(dice.of((24, 0, 1, 336))),
    WorkingDays: lambda dice: WorkingDays(dice.of((5, 0, 1, 10))),
    WorkingHours: lambda dice: WorkingHours(dice.of(("12", "0", "0.5", "40"))),
    Minutes: lambda dice: Minutes(dice.of((20, 0, 1, 90))),
    WorkingMinutes: lambda dice: WorkingMinutes(dice.of((20, 0, 1, 60))),
    WorkCalendar: worked.calendar_of,
    **ASKED,
    **FOLLOWED,
    **PLANNED,
    **CONTACTED,
    **STATED,
    **SURVEYED,
}

_DRAWN: dict[type[Any], Callable[[], st.SearchStrategy[Any]]] = {
    Charge: sold.charges,
    Currency: amounts.currencies,
    Event: events,
    Exclusion: policies.exclusions,
    Fee: policies.fees,
    Line: sold.lines,
    Money: amounts.money,
    Percent: amounts.percents,
    Quantities: amounts.quantities,
    RefundTerms: policies.refund_terms,
    RefundWindow: policies.refund_windows,
    ReturnTerms: policies.return_terms,
    ReturnWindow: policies.return_windows,
    Extension: policies.extensions,
    Proof: policies.proofs,
    AcceptedConditions: taken_back.accepted_conditions,
    Returnless: taken_back.returnless,
    UnitsBack: taken_back.units_back,
    WholeBundle: taken_back.bundle_rules,
    ReturnerGuard: policies.guards,
    Season: policies.seasons,
    CancellationTerms: policies.cancellation_terms,
    CancellationCase: lambda: cancellation_decisions().map(parts.case_of),
    Scope: scoped.scopes,
    Since: policies.starts,
    Tax: sold.taxes,
    Window: clocks.windows,
}


def strategy_for(kind: Any) -> st.SearchStrategy[Any] | None:
    """What draws this public class; None where it is not known here.

    A ``Decision`` is one about a return, unless it is named as one of a ``CancellationCase``.

    Example:
        >>> from hypothesis import find
        >>> from postsales import Money
        >>> find(strategy_for(Money), lambda money: True)
        Money.of('10.00', 'EUR')
    """
    of = get_origin(kind) or kind
    if of is Decision and CancellationCase in get_args(kind):
        return cancellation_decisions()
    if of in _MADE:
        return thrown(_MADE[of])
    return _DRAWN[of]() if of in _DRAWN else None
