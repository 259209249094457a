"""What a customer may do after a sale, what we owe them next, and how we are doing.

Nouns come from here (``from postsales import Order, ReturnTerms``); verbs are called on the module
of their subdomain (``from postsales import returns``, then ``returns.assess``).

Importing this module loads nothing else. A name is fetched from its home when it is first asked
for, and kept. A new noun is one line in each of two places: in the typing block, where checkers
and editors read it, and in ``_HOMES``, where Python does. A test holds the two together.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from postsales import appointments as appointments
    from postsales import bulk as bulk
    from postsales import cancellations as cancellations
    from postsales import changes as changes
    from postsales import contacts as contacts
    from postsales import exchanges as exchanges
    from postsales import explain as explain
    from postsales import feedback as feedback
    from postsales import followups as followups
    from postsales import guarantees as guarantees
    from postsales import invitations as invitations
    from postsales import law as law
    from postsales import offers as offers
    from postsales import orders as orders
    from postsales import policies as policies
    from postsales import refunds as refunds
    from postsales import remedies as remedies
    from postsales import returns as returns
    from postsales import schedules as schedules
    from postsales import subscriptions as subscriptions
    from postsales import support as support
    from postsales import wire as wire
    from postsales.appointments import AppointmentAnswer as AppointmentAnswer
    from postsales.appointments import AppointmentTerms as AppointmentTerms
    from postsales.appointments import LateFee as LateFee
    from postsales.basics._errors import Contradictions as Contradictions
    from postsales.basics._errors import InvalidValue as InvalidValue
    from postsales.basics._errors import MissingExtra as MissingExtra
    from postsales.basics._errors import PostsalesError as PostsalesError
    from postsales.basics._errors import WrongType as WrongType
    from postsales.basics.calendar_periods import CalendarPeriod as CalendarPeriod
    from postsales.basics.calendars import Edge as Edge
    from postsales.basics.calendars import WorkCalendar as WorkCalendar
    from postsales.basics.cases import Case as Case
    from postsales.basics.cases import Request as Request
    from postsales.basics.choices import ByCase as ByCase
    from postsales.basics.choices import InCase as InCase
    from postsales.basics.choices import Readings as Readings
    from postsales.basics.citations import Citation as Citation
    from postsales.basics.currencies import AUD as AUD
    from postsales.basics.currencies import BRL as BRL
    from postsales.basics.currencies import CAD as CAD
    from postsales.basics.currencies import CHF as CHF
    from postsales.basics.currencies import CNY as CNY
    from postsales.basics.currencies import DKK as DKK
    from postsales.basics.currencies import EUR as EUR
    from postsales.basics.currencies import GBP as GBP
    from postsales.basics.currencies import JPY as JPY
    from postsales.basics.currencies import PLN as PLN
    from postsales.basics.currencies import SEK as SEK
    from postsales.basics.currencies import USD as USD
    from postsales.basics.currencies import Currency as Currency
    from postsales.basics.dated import Dated as Dated
    from postsales.basics.dated import Gap as Gap
    from postsales.basics.dated import NoLawInForce as NoLawInForce
    from postsales.basics.dated import Row as Row
    from postsales.basics.dates import Dates as Dates
    from postsales.basics.decisions import Change as Change
    from postsales.basics.decisions import Decision as Decision
    from postsales.basics.decisions import Item as Item
    from postsales.basics.decisions import Outcome as Outcome
    from postsales.basics.decisions import TermsRef as TermsRef
    from postsales.basics.discrepancies import Discrepancy as Discrepancy
    from postsales.basics.discrepancies import DiscrepancyReason as DiscrepancyReason
    from postsales.basics.durations import Days as Days
    from postsales.basics.durations import Hours as Hours
    from postsales.basics.durations import Length as Length
    from postsales.basics.durations import Minutes as Minutes
    from postsales.basics.durations import Months as Months
    from postsales.basics.durations import Weeks as Weeks
    from postsales.basics.durations import WorkingDays as WorkingDays
    from postsales.basics.durations import WorkingHours as WorkingHours
    from postsales.basics.durations import WorkingLength as WorkingLength
    from postsales.basics.durations import WorkingMinutes as WorkingMinutes
    from postsales.basics.durations import Years as Years
    from postsales.basics.events import Event as Event
    from postsales.basics.events import Happened as Happened
    from postsales.basics.extra_days import ExtraDay as ExtraDay
    from postsales.basics.findings import MET as MET
    from postsales.basics.findings import NOT_APPLICABLE as NOT_APPLICABLE
    from postsales.basics.findings import Fact as Fact
    from postsales.basics.findings import Finding as Finding
    from postsales.basics.findings import Verdict as Verdict
    from postsales.basics.findings import fact as fact
    from postsales.basics.findings import not_met as not_met
    from postsales.basics.findings import unknown as unknown
    from postsales.basics.hints import Hint as Hint
    from postsales.basics.known_facts import KnownFacts as KnownFacts
    from postsales.basics.known_facts import OrderRef as OrderRef
    from postsales.basics.last_days import AtLeast as AtLeast
    from postsales.basics.last_days import Base as Base
    from postsales.basics.last_days import Count as Count
    from postsales.basics.last_days import Earlier as Earlier
    from postsales.basics.last_days import Extended as Extended
    from postsales.basics.last_days import FirstDay as FirstDay
    from postsales.basics.last_days import Later as Later
    from postsales.basics.last_days import Own as Own
    from postsales.basics.last_days import Paused as Paused
    from postsales.basics.lifecycles import InvalidLifecycle as InvalidLifecycle
    from postsales.basics.lifecycles import Lifecycle as Lifecycle
    from postsales.basics.lifecycles import RefusedStep as RefusedStep
    from postsales.basics.lifecycles import Transition as Transition
    from postsales.basics.moments import Moment as Moment
    from postsales.basics.moments import as_pendulum as as_pendulum
    from postsales.basics.money import CurrencyMismatch as CurrencyMismatch
    from postsales.basics.money import Money as Money
    from postsales.basics.percent import Percent as Percent
    from postsales.basics.quantities import FrozenMap as FrozenMap
    from postsales.basics.quantities import Quantities as Quantities
    from postsales.basics.quoted import ChargeRecord as ChargeRecord
    from postsales.basics.quoted import FeeRecord as FeeRecord
    from postsales.basics.quoted import LateRecord as LateRecord
    from postsales.basics.quoted import LineRecord as LineRecord
    from postsales.basics.quoted import QuotedRefund as QuotedRefund
    from postsales.basics.quoted import QuoteRecord as QuoteRecord
    from postsales.basics.reckoning import Owed as Owed
    from postsales.basics.reckoning import Reckoned as Reckoned
    from postsales.basics.records import DecisionRecord as DecisionRecord
    from postsales.basics.records import Difference as Difference
    from postsales.basics.rolls import Holidays as Holidays
    from postsales.basics.rolls import KnowsHolidays as KnowsHolidays
    from postsales.basics.rolls import NonDays as NonDays
    from postsales.basics.rolls import Place as Place
    from postsales.basics.rolls import Roll as Roll
    from postsales.basics.rounding import Rounding as Rounding
    from postsales.basics.rules import AllOf as AllOf
    from postsales.basics.rules import AnyOf as AnyOf
    from postsales.basics.rules import Changes as Changes
    from postsales.basics.rules import Explains as Explains
    from postsales.basics.rules import FirstMatch as FirstMatch
    from postsales.basics.rules import Rule as Rule
    from postsales.basics.rules import Unless as Unless
    from postsales.basics.rules import all_of as all_of
    from postsales.basics.rules import any_of as any_of
    from postsales.basics.rules import first_match as first_match
    from postsales.basics.rules import unless as unless
    from postsales.basics.selectors import During as During
    from postsales.basics.selectors import First as First
    from postsales.basics.selectors import Last as Last
    from postsales.basics.weekdays import Weekday as Weekday
    from postsales.basics.windows import Counted as Counted
    from postsales.basics.windows import Deadline as Deadline
    from postsales.basics.windows import LegalDeadline as LegalDeadline
    from postsales.basics.windows import Window as Window
    from postsales.billing.events import DisputeClosed as DisputeClosed
    from postsales.billing.events import DisputeOpened as DisputeOpened
    from postsales.billing.events import InvoiceDue as InvoiceDue
    from postsales.billing.events import InvoicePaid as InvoicePaid
    from postsales.billing.events import PaymentReversed as PaymentReversed
    from postsales.cancellations.case import CancellationCase as CancellationCase
    from postsales.cancellations.request import CancellationItem as CancellationItem
    from postsales.cancellations.request import CancellationRequest as CancellationRequest
    from postsales.cancellations.terms import CancellationTerms as CancellationTerms
    from postsales.changes.case import ChangeCase as ChangeCase
    from postsales.changes.quote import ChangeQuote as ChangeQuote
    from postsales.changes.request import ChangeItem as ChangeItem
    from postsales.changes.request import ChangeKind as ChangeKind
    from postsales.changes.request import ChangeRequest as ChangeRequest
    from postsales.changes.terms import Changeable as Changeable
    from postsales.changes.terms import ChangeTerms as ChangeTerms
    from postsales.contacts.events import AddressGiven as AddressGiven
    from postsales.contacts.events import Bounced as Bounced
    from postsales.contacts.events import ConsentGiven as ConsentGiven
    from postsales.contacts.events import ConsentWithdrawn as ConsentWithdrawn
    from postsales.contacts.events import Contacted as Contacted
    from postsales.contacts.events import RecordingAllowed as RecordingAllowed
    from postsales.contacts.events import RecordingRefused as RecordingRefused
    from postsales.contacts.hours import IfTooLate as IfTooLate
    from postsales.contacts.hours import PreferredHours as PreferredHours
    from postsales.contacts.hours import QuietDays as QuietDays
    from postsales.contacts.hours import QuietHours as QuietHours
    from postsales.contacts.rules import ContactRules as ContactRules
    from postsales.contacts.rules import FrequencyCap as FrequencyCap
    from postsales.contacts.rules import NeedsConsent as NeedsConsent
    from postsales.contacts.rules import RecordedCalls as RecordedCalls
    from postsales.contacts.rules import Spacing as Spacing
    from postsales.contacts.rules import Suppressed as Suppressed
    from postsales.contacts.rules import SuppressWhile as SuppressWhile
    from postsales.contacts.rules import Unrecorded as Unrecorded
    from postsales.contacts.simulation import Fate as Fate
    from postsales.contacts.simulation import PutOff as PutOff
    from postsales.contacts.simulation import Simulated as Simulated
    from postsales.contacts.simulation import Simulation as Simulation
    from postsales.contacts.verdicts import Defer as Defer
    from postsales.contacts.verdicts import Drop as Drop
    from postsales.contacts.verdicts import Send as Send
    from postsales.exchanges.quote import ExchangeQuote as ExchangeQuote
    from postsales.exchanges.record import ExchangeRecord as ExchangeRecord
    from postsales.exchanges.status import ExchangeState as ExchangeState
    from postsales.exchanges.status import ExchangeStatus as ExchangeStatus
    from postsales.exchanges.terms import Advance as Advance
    from postsales.exchanges.terms import Alike as Alike
    from postsales.exchanges.terms import ExchangeCredit as ExchangeCredit
    from postsales.exchanges.terms import ExchangeTerms as ExchangeTerms
    from postsales.exchanges.terms import Leftover as Leftover
    from postsales.exchanges.terms import Uneven as Uneven
    from postsales.explain.own import Catalogue as Catalogue
    from postsales.explain.registers import Register as Register
    from postsales.feedback.absent import Absent as Absent
    from postsales.feedback.associations import Association as Association
    from postsales.feedback.averages import DirichletBound as DirichletBound
    from postsales.feedback.averages import PriorAverage as PriorAverage
    from postsales.feedback.chart_sides import ChartSide as ChartSide
    from postsales.feedback.chart_sides import CusumSide as CusumSide
    from postsales.feedback.control_charts import CusumState as CusumState
    from postsales.feedback.control_charts import EwmaState as EwmaState
    from postsales.feedback.control_charts import ShewhartState as ShewhartState
    from postsales.feedback.decay import DecayedAverage as DecayedAverage
    from postsales.feedback.denominators import Denominator as Denominator
    from postsales.feedback.dispositions import AaporDefinition as AaporDefinition
    from postsales.feedback.dispositions import AaporRate as AaporRate
    from postsales.feedback.dispositions import Dispositions as Dispositions
    from postsales.feedback.drivers import CollinearPair as CollinearPair
    from postsales.feedback.drivers import Driver as Driver
    from postsales.feedback.drivers import DriverReport as DriverReport
    from postsales.feedback.drivers import Quadrant as Quadrant
    from postsales.feedback.effort import CesScore as CesScore
    from postsales.feedback.fitting import DidNotConverge as DidNotConverge
    from postsales.feedback.fitting import EmptyCategory as EmptyCategory
    from postsales.feedback.fitting import InconsistentMargins as InconsistentMargins
    from postsales.feedback.health import Contribution as Contribution
    from postsales.feedback.health import HealthScore as HealthScore
    from postsales.feedback.health import Indicator as Indicator
    from postsales.feedback.histograms import RatingHistogram as RatingHistogram
    from postsales.feedback.incentives import AskedWhom as AskedWhom
    from postsales.feedback.incentives import AskingFault as AskingFault
    from postsales.feedback.incentives import AskingProblem as AskingProblem
    from postsales.feedback.incentives import WayOfAsking as WayOfAsking
    from postsales.feedback.intervals import Interval as Interval
    from postsales.feedback.intervals import IntervalMethod as IntervalMethod
    from postsales.feedback.keeping import Dedupe as Dedupe
    from postsales.feedback.low_scores import LowAnswer as LowAnswer
    from postsales.feedback.measures import Baseline as Baseline
    from postsales.feedback.measures import ScoreSums as ScoreSums
    from postsales.feedback.net_promoter import NpsScore as NpsScore
    from postsales.feedback.net_scores import NetScore as NetScore
    from postsales.feedback.nps_comparison import NpsComparison as NpsComparison
    from postsales.feedback.nps_counts import NpsCategory as NpsCategory
    from postsales.feedback.nps_counts import NpsCounts as NpsCounts
    from postsales.feedback.nps_intervals import PseudoAnswers as PseudoAnswers
    from postsales.feedback.period_tests import PeriodComparison as PeriodComparison
    from postsales.feedback.period_tests import PeriodTest as PeriodTest
    from postsales.feedback.priors import Prior as Prior
    from postsales.feedback.priors import PriorCounts as PriorCounts
    from postsales.feedback.proportions import ShareComparison as ShareComparison
    from postsales.feedback.publishing import PublishedScores as PublishedScores
    from postsales.feedback.question_checks import QuestionFault as QuestionFault
    from postsales.feedback.question_checks import QuestionFinding as QuestionFinding
    from postsales.feedback.question_checks import QuestionWords as QuestionWords
    from postsales.feedback.questionnaires import Burden as Burden
    from postsales.feedback.questionnaires import Pace as Pace
    from postsales.feedback.questionnaires import Question as Question
    from postsales.feedback.questionnaires import Questionnaire as Questionnaire
    from postsales.feedback.questionnaires import QuestionRole as QuestionRole
    from postsales.feedback.raking import RakedTable as RakedTable
    from postsales.feedback.raking import RakedWeights as RakedWeights
    from postsales.feedback.ranking import ByBayesianAverage as ByBayesianAverage
    from postsales.feedback.ranking import ByDirichletBound as ByDirichletBound
    from postsales.feedback.ranking import ByWilsonBound as ByWilsonBound
    from postsales.feedback.ranking import Ranked as Ranked
    from postsales.feedback.ranking import RankingKey as RankingKey
    from postsales.feedback.ranks import PercentileMethod as PercentileMethod
    from postsales.feedback.ranks import Percentiles as Percentiles
    from postsales.feedback.ratings import RatingSummary as RatingSummary
    from postsales.feedback.recoveries import Recovery as Recovery
    from postsales.feedback.recoveries import RecoveryCaveat as RecoveryCaveat
    from postsales.feedback.recoveries import UnpairedRatings as UnpairedRatings
    from postsales.feedback.replies import ReplyCause as ReplyCause
    from postsales.feedback.replies import ReplyDuty as ReplyDuty
    from postsales.feedback.replies import ReplyPolicy as ReplyPolicy
    from postsales.feedback.replies import ReplyState as ReplyState
    from postsales.feedback.replies import ReplyStep as ReplyStep
    from postsales.feedback.reporting import NoData as NoData
    from postsales.feedback.reporting import ReportingPolicy as ReportingPolicy
    from postsales.feedback.reporting import Shown as Shown
    from postsales.feedback.reporting import SuppressedGroup as SuppressedGroup
    from postsales.feedback.reporting import Suppression as Suppression
    from postsales.feedback.reporting import Withheld as Withheld
    from postsales.feedback.response_rates import ResponseRate as ResponseRate
    from postsales.feedback.response_rates import SurveyFunnel as SurveyFunnel
    from postsales.feedback.responses import Incentive as Incentive
    from postsales.feedback.responses import Origin as Origin
    from postsales.feedback.responses import Response as Response
    from postsales.feedback.responses import ResponseState as ResponseState
    from postsales.feedback.responses import Source as Source
    from postsales.feedback.responses import SurveyKind as SurveyKind
    from postsales.feedback.retention import Retention as Retention
    from postsales.feedback.review_updates import UpdateFault as UpdateFault
    from postsales.feedback.review_updates import UpdateRequest as UpdateRequest
    from postsales.feedback.satisfaction import CsatScore as CsatScore
    from postsales.feedback.satisfaction import TopBox as TopBox
    from postsales.feedback.scales import CES_1_7 as CES_1_7
    from postsales.feedback.scales import CES_V1_1_5 as CES_V1_1_5
    from postsales.feedback.scales import CSAT_1_5 as CSAT_1_5
    from postsales.feedback.scales import LTR_0_10 as LTR_0_10
    from postsales.feedback.scales import SHOP_1_10 as SHOP_1_10
    from postsales.feedback.scales import STARS_1_5 as STARS_1_5
    from postsales.feedback.scales import THUMBS as THUMBS
    from postsales.feedback.scales import InvalidScore as InvalidScore
    from postsales.feedback.scales import RatingScale as RatingScale
    from postsales.feedback.scales import ScaleKind as ScaleKind
    from postsales.feedback.scales import ScaleMismatch as ScaleMismatch
    from postsales.feedback.sentiments import SentimentScorer as SentimentScorer
    from postsales.feedback.sentiments import SentimentSummary as SentimentSummary
    from postsales.feedback.signals import Direction as Direction
    from postsales.feedback.signals import Signal as Signal
    from postsales.feedback.signals import SignalReason as SignalReason
    from postsales.feedback.silence import ComplaintPropensity as ComplaintPropensity
    from postsales.feedback.silence import MeasuredPropensity as MeasuredPropensity
    from postsales.feedback.silence import SilentPerComplaint as SilentPerComplaint
    from postsales.feedback.silence import UnhappyEstimate as UnhappyEstimate
    from postsales.feedback.strata import EmptyStratum as EmptyStratum
    from postsales.feedback.strata import PostStratified as PostStratified
    from postsales.feedback.tallies import Missing as Missing
    from postsales.feedback.tallies import MixedPrograms as MixedPrograms
    from postsales.feedback.tallies import ResponseTally as ResponseTally
    from postsales.feedback.themes import Theme as Theme
    from postsales.feedback.themes import ThemeCount as ThemeCount
    from postsales.feedback.themes import ThemeCounts as ThemeCounts
    from postsales.feedback.trends import PeriodChange as PeriodChange
    from postsales.feedback.trends import Trend as Trend
    from postsales.feedback.trends import TrendPoint as TrendPoint
    from postsales.feedback.weights import DesignEffect as DesignEffect
    from postsales.feedback.weights import WeightedNps as WeightedNps
    from postsales.followups.care import FirstDays as FirstDays
    from postsales.followups.cases import CaseToOpen as CaseToOpen
    from postsales.followups.events import Answered as Answered
    from postsales.followups.events import CaseClosed as CaseClosed
    from postsales.followups.events import CaseOpened as CaseOpened
    from postsales.followups.events import DoubtVoiced as DoubtVoiced
    from postsales.followups.events import Enrolled as Enrolled
    from postsales.followups.events import FollowUpPaused as FollowUpPaused
    from postsales.followups.events import FollowUpResumed as FollowUpResumed
    from postsales.followups.events import OwnerAssigned as OwnerAssigned
    from postsales.followups.events import PageVisited as PageVisited
    from postsales.followups.events import PriceDropped as PriceDropped
    from postsales.followups.events import ProductUsed as ProductUsed
    from postsales.followups.events import ReviewGiven as ReviewGiven
    from postsales.followups.events import SaleClosed as SaleClosed
    from postsales.followups.events import Unenrolled as Unenrolled
    from postsales.followups.owners import Escalation as Escalation
    from postsales.followups.owners import EscalationDirectory as EscalationDirectory
    from postsales.followups.owners import Owner as Owner
    from postsales.followups.phases import Phase as Phase
    from postsales.followups.phases import PhaseDays as PhaseDays
    from postsales.followups.phases import PhaseFound as PhaseFound
    from postsales.followups.phases import PhaseReason as PhaseReason
    from postsales.followups.preferences import Matter as Matter
    from postsales.followups.preferences import Preferences as Preferences
    from postsales.followups.ready import RemorseSeen as RemorseSeen
    from postsales.followups.remorse import RemorseLevel as RemorseLevel
    from postsales.followups.remorse import RemorseSignal as RemorseSignal
    from postsales.followups.remorse import RemorseWatch as RemorseWatch
    from postsales.followups.unhappy import UnhappyAnswer as UnhappyAnswer
    from postsales.guarantees.case import GoodsBack as GoodsBack
    from postsales.guarantees.case import GuaranteeCase as GuaranteeCase
    from postsales.guarantees.case import Possession as Possession
    from postsales.guarantees.request import GuaranteeItem as GuaranteeItem
    from postsales.guarantees.request import GuaranteeRequest as GuaranteeRequest
    from postsales.guarantees.terms import GuaranteeTerms as GuaranteeTerms
    from postsales.guarantees.terms import Rung as Rung
    from postsales.invitations.deciding import InvitationAnswer as InvitationAnswer
    from postsales.invitations.events import FutureContact as FutureContact
    from postsales.invitations.events import SurveyAnswered as SurveyAnswered
    from postsales.invitations.events import SurveyAsked as SurveyAsked
    from postsales.invitations.events import SurveyDismissed as SurveyDismissed
    from postsales.invitations.events import SurveyReminded as SurveyReminded
    from postsales.invitations.sampling import Sampling as Sampling
    from postsales.invitations.sampling import Stagger as Stagger
    from postsales.invitations.status import InvitationState as InvitationState
    from postsales.invitations.status import InvitationStatus as InvitationStatus
    from postsales.invitations.terms import AskedScope as AskedScope
    from postsales.invitations.terms import InvitationTerms as InvitationTerms
    from postsales.invitations.terms import SurveyCap as SurveyCap
    from postsales.offers import BesideOffers as BesideOffers
    from postsales.offers import SaveOffer as SaveOffer
    from postsales.orders.allocation import Discounted as Discounted
    from postsales.orders.balance import Balance as Balance
    from postsales.orders.balance import OverRefund as OverRefund
    from postsales.orders.besides import BonusGranted as BonusGranted
    from postsales.orders.besides import Compensated as Compensated
    from postsales.orders.besides import CompensationKind as CompensationKind
    from postsales.orders.cases import UnitCase as UnitCase
    from postsales.orders.changed import Changed as Changed
    from postsales.orders.charges import Charge as Charge
    from postsales.orders.charges import ChargeKind as ChargeKind
    from postsales.orders.circumstances import AllMet as AllMet
    from postsales.orders.circumstances import AnyMet as AnyMet
    from postsales.orders.circumstances import EarlyStart as EarlyStart
    from postsales.orders.circumstances import Free as Free
    from postsales.orders.circumstances import HasHappened as HasHappened
    from postsales.orders.circumstances import Made as Made
    from postsales.orders.circumstances import NotMet as NotMet
    from postsales.orders.circumstances import Priced as Priced
    from postsales.orders.conditions import Condition as Condition
    from postsales.orders.conditions import InspectedUnits as InspectedUnits
    from postsales.orders.events import Authorised as Authorised
    from postsales.orders.events import Cancelled as Cancelled
    from postsales.orders.events import Chargeback as Chargeback
    from postsales.orders.events import ChargebackReversed as ChargebackReversed
    from postsales.orders.events import ChargeRefund as ChargeRefund
    from postsales.orders.events import Delivered as Delivered
    from postsales.orders.events import FeeCharged as FeeCharged
    from postsales.orders.events import LineRefund as LineRefund
    from postsales.orders.events import Lost as Lost
    from postsales.orders.events import Paid as Paid
    from postsales.orders.events import Placed as Placed
    from postsales.orders.events import Received as Received
    from postsales.orders.events import Refunded as Refunded
    from postsales.orders.events import RefundStatus as RefundStatus
    from postsales.orders.events import ReturnApproved as ReturnApproved
    from postsales.orders.events import ReturnClosed as ReturnClosed
    from postsales.orders.events import ReturnRequested as ReturnRequested
    from postsales.orders.events import Shipped as Shipped
    from postsales.orders.exchanged import Exchange as Exchange
    from postsales.orders.exchanged import ExchangeCharged as ExchangeCharged
    from postsales.orders.exchanged import Exchanged as Exchanged
    from postsales.orders.known import OrderDiffers as OrderDiffers
    from postsales.orders.lines import Line as Line
    from postsales.orders.lines import LineKind as LineKind
    from postsales.orders.lines import NewLine as NewLine
    from postsales.orders.lines import Tax as Tax
    from postsales.orders.lines import TaxKind as TaxKind
    from postsales.orders.lines import Trait as Trait
    from postsales.orders.order import Order as Order
    from postsales.orders.overrides import Overridden as Overridden
    from postsales.orders.parties import Asker as Asker
    from postsales.orders.parties import Customer as Customer
    from postsales.orders.parties import PurchaseRecord as PurchaseRecord
    from postsales.orders.payments import Tender as Tender
    from postsales.orders.payments import TenderKind as TenderKind
    from postsales.orders.position import InvalidOrder as InvalidOrder
    from postsales.orders.position import OpenReturn as OpenReturn
    from postsales.orders.position import Position as Position
    from postsales.orders.position import UnknownLine as UnknownLine
    from postsales.orders.promotions import Promotion as Promotion
    from postsales.orders.reasons import ReasonKind as ReasonKind
    from postsales.orders.remedied import RemedyFailed as RemedyFailed
    from postsales.orders.remedied import RemedyKind as RemedyKind
    from postsales.orders.requests import InvalidRequest as InvalidRequest
    from postsales.orders.return_events import HandIn as HandIn
    from postsales.orders.return_events import ReturnCancelled as ReturnCancelled
    from postsales.orders.return_events import ReturnInspected as ReturnInspected
    from postsales.orders.return_events import ReturnLabelIssued as ReturnLabelIssued
    from postsales.orders.return_events import ReturnLost as ReturnLost
    from postsales.orders.return_events import ReturnSentBack as ReturnSentBack
    from postsales.orders.return_events import ReturnShipped as ReturnShipped
    from postsales.orders.sale_events import CallRulesBroken as CallRulesBroken
    from postsales.orders.sale_events import CreditAsked as CreditAsked
    from postsales.orders.sale_events import CustomerInformed as CustomerInformed
    from postsales.orders.sale_events import EarlyStartAsked as EarlyStartAsked
    from postsales.orders.sale_events import InformationMissing as InformationMissing
    from postsales.orders.sale_events import Installed as Installed
    from postsales.orders.sale_events import NoticeSent as NoticeSent
    from postsales.orders.sale_events import PolicyMissing as PolicyMissing
    from postsales.orders.sale_events import RefundAgreed as RefundAgreed
    from postsales.orders.sale_events import RepairAsked as RepairAsked
    from postsales.orders.sale_events import RepairEnded as RepairEnded
    from postsales.orders.sale_events import SealBroken as SealBroken
    from postsales.orders.sales import SaleMade as SaleMade
    from postsales.orders.scope import EVERYTHING as EVERYTHING
    from postsales.orders.scope import Scope as Scope
    from postsales.orders.seasons import Season as Season
    from postsales.orders.services import Appointment as Appointment
    from postsales.orders.services import ServicePeriod as ServicePeriod
    from postsales.orders.services import Subscription as Subscription
    from postsales.orders.shared import SharedPayment as SharedPayment
    from postsales.orders.starts import Since as Since
    from postsales.orders.terms import InvalidTerms as InvalidTerms
    from postsales.orders.units import Lot as Lot
    from postsales.orders.units import Units as Units
    from postsales.orders.whereabouts import Whereabouts as Whereabouts
    from postsales.policies.changes import TermsChange as TermsChange
    from postsales.policies.effect import ForCustomer as ForCustomer
    from postsales.policies.lint import TermsProblem as TermsProblem
    from postsales.policies.published import PublishedPolicy as PublishedPolicy
    from postsales.policies.table import PolicyLine as PolicyLine
    from postsales.policies.table import PolicySentence as PolicySentence
    from postsales.policies.table import PolicyTable as PolicyTable
    from postsales.policies.table import PolicyTopic as PolicyTopic
    from postsales.refunds.credit import CreditQuote as CreditQuote
    from postsales.refunds.postage import Payer as Payer
    from postsales.refunds.postage import PostageQuote as PostageQuote
    from postsales.refunds.quote import RefundQuote as RefundQuote
    from postsales.refunds.rates import Converted as Converted
    from postsales.refunds.rates import DayRate as DayRate
    from postsales.refunds.rates import SaleRate as SaleRate
    from postsales.refunds.shares import QuoteCharge as QuoteCharge
    from postsales.refunds.shares import QuoteLine as QuoteLine
    from postsales.refunds.terms import BrokenPromotion as BrokenPromotion
    from postsales.refunds.terms import CreditOffer as CreditOffer
    from postsales.refunds.terms import Fee as Fee
    from postsales.refunds.terms import GiftRefund as GiftRefund
    from postsales.refunds.terms import Per as Per
    from postsales.refunds.terms import Postage as Postage
    from postsales.refunds.terms import PromotionRule as PromotionRule
    from postsales.refunds.terms import RefundTerms as RefundTerms
    from postsales.refunds.terms import ShippingRefund as ShippingRefund
    from postsales.refunds.terms import TenderOrder as TenderOrder
    from postsales.refunds.windows import Afterwards as Afterwards
    from postsales.refunds.windows import QuoteLate as QuoteLate
    from postsales.refunds.windows import RefundWindow as RefundWindow
    from postsales.refunds.worth import DiminishedValue as DiminishedValue
    from postsales.refunds.worth import DismissedGoods as DismissedGoods
    from postsales.remedies import Remedy as Remedy
    from postsales.remedies import RemedyCosts as RemedyCosts
    from postsales.remedies import RemedyOffer as RemedyOffer
    from postsales.returns.barred import BarredWhen as BarredWhen
    from postsales.returns.barred import LiftedWhen as LiftedWhen
    from postsales.returns.barred import OutsideWhen as OutsideWhen
    from postsales.returns.bundles import WholeBundle as WholeBundle
    from postsales.returns.case import Availability as Availability
    from postsales.returns.case import ReturnCase as ReturnCase
    from postsales.returns.clocks import RmaClock as RmaClock
    from postsales.returns.clocks import RmaDuty as RmaDuty
    from postsales.returns.conditions import AcceptedConditions as AcceptedConditions
    from postsales.returns.due import RmaDue as RmaDue
    from postsales.returns.guards import ReturnerGuard as ReturnerGuard
    from postsales.returns.notes import RmaNote as RmaNote
    from postsales.returns.proofs import Proof as Proof
    from postsales.returns.request import ReturnItem as ReturnItem
    from postsales.returns.request import ReturnRequest as ReturnRequest
    from postsales.returns.returnless import KeptFor as KeptFor
    from postsales.returns.returnless import Returnless as Returnless
    from postsales.returns.rma import RMA as RMA
    from postsales.returns.rma import RmaRemark as RmaRemark
    from postsales.returns.rma import RmaState as RmaState
    from postsales.returns.rma import RmaStep as RmaStep
    from postsales.returns.says import Authorisation as Authorisation
    from postsales.returns.says import Coverage as Coverage
    from postsales.returns.says import Incomplete as Incomplete
    from postsales.returns.says import JudgedBy as JudgedBy
    from postsales.returns.says import NoticeForm as NoticeForm
    from postsales.returns.says import NotStarted as NotStarted
    from postsales.returns.says import Precedence as Precedence
    from postsales.returns.status import RmaStatus as RmaStatus
    from postsales.returns.terms import Exclusion as Exclusion
    from postsales.returns.terms import ReturnTerms as ReturnTerms
    from postsales.returns.units_back import UnitsBack as UnitsBack
    from postsales.returns.unknown import UnknownReturn as UnknownReturn
    from postsales.returns.windows import Extension as Extension
    from postsales.returns.windows import ReturnWindow as ReturnWindow
    from postsales.returns.windows import StatedWindow as StatedWindow
    from postsales.schedules.anchors import AfterStep as AfterStep
    from postsales.schedules.anchors import Each as Each
    from postsales.schedules.anchors import Oldest as Oldest
    from postsales.schedules.channels import Channel as Channel
    from postsales.schedules.channels import Contact as Contact
    from postsales.schedules.channels import Purpose as Purpose
    from postsales.schedules.plans import CatchUp as CatchUp
    from postsales.schedules.plans import InvalidPlan as InvalidPlan
    from postsales.schedules.plans import NewRound as NewRound
    from postsales.schedules.plans import Plan as Plan
    from postsales.schedules.plans import PlanBound as PlanBound
    from postsales.schedules.plans import StepDone as StepDone
    from postsales.schedules.standing import Occurrence as Occurrence
    from postsales.schedules.standing import OccurrenceState as OccurrenceState
    from postsales.schedules.steps import Action as Action
    from postsales.schedules.steps import CountedFrom as CountedFrom
    from postsales.schedules.steps import Every as Every
    from postsales.schedules.steps import Landing as Landing
    from postsales.schedules.steps import Target as Target
    from postsales.schedules.targets import TargetState as TargetState
    from postsales.schedules.targets import TargetStatus as TargetStatus
    from postsales.subscriptions import NoticeTo as NoticeTo
    from postsales.subscriptions import SubscriptionEnd as SubscriptionEnd
    from postsales.subscriptions import SubscriptionTerms as SubscriptionTerms
    from postsales.subscriptions import Unused as Unused
    from postsales.support.events import AskedCustomer as AskedCustomer
    from postsales.support.events import ClockStarted as ClockStarted
    from postsales.support.events import ClockStopped as ClockStopped
    from postsales.support.events import CustomerAnswered as CustomerAnswered
    from postsales.support.events import CustomerWrote as CustomerWrote
    from postsales.support.events import InquiryClosed as InquiryClosed
    from postsales.support.events import InquiryMerged as InquiryMerged
    from postsales.support.events import InquiryReopened as InquiryReopened
    from postsales.support.events import PriorityChanged as PriorityChanged
    from postsales.support.events import SolutionConfirmed as SolutionConfirmed
    from postsales.support.events import Solved as Solved
    from postsales.support.events import WeReplied as WeReplied
    from postsales.support.levels import ServiceLevel as ServiceLevel
    from postsales.support.levels import SupportClock as SupportClock
    from postsales.support.lifecycles import INQUIRY as INQUIRY
    from postsales.support.lifecycles import InquiryNote as InquiryNote
    from postsales.support.lifecycles import InquiryRemark as InquiryRemark
    from postsales.support.lifecycles import InquiryStage as InquiryStage
    from postsales.support.lifecycles import InquiryStep as InquiryStep
    from postsales.support.policies import SupportPolicy as SupportPolicy
    from postsales.support.status import SupportState as SupportState
    from postsales.support.status import SupportStatus as SupportStatus
    from postsales.wire.documents import DocumentErrors as DocumentErrors
    from postsales.wire.documents import EventsReading as EventsReading
    from postsales.wire.documents import OrderReading as OrderReading
    from postsales.wire.documents import Problem as Problem
    from postsales.wire.histories import History as History
    from postsales.wire.plans import PlanBundle as PlanBundle
    from postsales.wire.responses import AnswerColumns as AnswerColumns
    from postsales.wire.responses import ResponsesReading as ResponsesReading
    from postsales.wire.terms import MissingSection as MissingSection
    from postsales.wire.terms import TermsBundle as TermsBundle
else:
    # Each noun and the module that defines it.
    _HOMES = {
        "AUD": "basics.currencies",
        "AaporDefinition": "feedback.dispositions",
        "AaporRate": "feedback.dispositions",
        "Absent": "feedback.absent",
        "AcceptedConditions": "returns.conditions",
        "Action": "schedules.steps",
        "AddressGiven": "contacts.events",
        "Advance": "exchanges.terms",
        "AfterStep": "schedules.anchors",
        "Afterwards": "refunds.windows",
        "Alike": "exchanges.terms",
        "AllMet": "orders.circumstances",
        "AllOf": "basics.rules",
        "AnswerColumns": "wire.responses",
        "Answered": "followups.events",
        "AnyMet": "orders.circumstances",
        "AnyOf": "basics.rules",
        "Appointment": "orders.services",
        "AppointmentAnswer": "appointments",
        "AppointmentTerms": "appointments",
        "AskedCustomer": "support.events",
        "AskedScope": "invitations.terms",
        "AskedWhom": "feedback.incentives",
        "Asker": "orders.parties",
        "AskingFault": "feedback.incentives",
        "AskingProblem": "feedback.incentives",
        "Association": "feedback.associations",
        "AtLeast": "basics.last_days",
        "Authorisation": "returns.says",
        "Authorised": "orders.events",
        "Availability": "returns.case",
        "BRL": "basics.currencies",
        "Balance": "orders.balance",
        "BarredWhen": "returns.barred",
        "Base": "basics.last_days",
        "Baseline": "feedback.measures",
        "BesideOffers": "offers",
        "BonusGranted": "orders.besides",
        "Bounced": "contacts.events",
        "BrokenPromotion": "refunds.terms",
        "Burden": "feedback.questionnaires",
        "ByBayesianAverage": "feedback.ranking",
        "ByCase": "basics.choices",
        "ByDirichletBound": "feedback.ranking",
        "ByWilsonBound": "feedback.ranking",
        "CAD": "basics.currencies",
        "CES_1_7": "feedback.scales",
        "CES_V1_1_5": "feedback.scales",
        "CHF": "basics.currencies",
        "CNY": "basics.currencies",
        "CSAT_1_5": "feedback.scales",
        "CalendarPeriod": "basics.calendar_periods",
        "CallRulesBroken": "orders.sale_events",
        "CancellationCase": "cancellations.case",
        "CancellationItem": "cancellations.request",
        "CancellationRequest": "cancellations.request",
        "CancellationTerms": "cancellations.terms",
        "Cancelled": "orders.events",
        "Case": "basics.cases",
        "CaseClosed": "followups.events",
        "CaseOpened": "followups.events",
        "CaseToOpen": "followups.cases",
        "Catalogue": "explain.own",
        "CatchUp": "schedules.plans",
        "CesScore": "feedback.effort",
        "Change": "basics.decisions",
        "ChangeCase": "changes.case",
        "ChangeItem": "changes.request",
        "ChangeKind": "changes.request",
        "ChangeQuote": "changes.quote",
        "ChangeRequest": "changes.request",
        "ChangeTerms": "changes.terms",
        "Changeable": "changes.terms",
        "Changed": "orders.changed",
        "Changes": "basics.rules",
        "Channel": "schedules.channels",
        "Charge": "orders.charges",
        "ChargeKind": "orders.charges",
        "ChargeRecord": "basics.quoted",
        "ChargeRefund": "orders.events",
        "Chargeback": "orders.events",
        "ChargebackReversed": "orders.events",
        "ChartSide": "feedback.chart_sides",
        "Citation": "basics.citations",
        "ClockStarted": "support.events",
        "ClockStopped": "support.events",
        "CollinearPair": "feedback.drivers",
        "Compensated": "orders.besides",
        "CompensationKind": "orders.besides",
        "ComplaintPropensity": "feedback.silence",
        "Condition": "orders.conditions",
        "ConsentGiven": "contacts.events",
        "ConsentWithdrawn": "contacts.events",
        "Contact": "schedules.channels",
        "ContactRules": "contacts.rules",
        "Contacted": "contacts.events",
        "Contradictions": "basics._errors",
        "Contribution": "feedback.health",
        "Converted": "refunds.rates",
        "Count": "basics.last_days",
        "Counted": "basics.windows",
        "CountedFrom": "schedules.steps",
        "Coverage": "returns.says",
        "CreditAsked": "orders.sale_events",
        "CreditOffer": "refunds.terms",
        "CreditQuote": "refunds.credit",
        "CsatScore": "feedback.satisfaction",
        "Currency": "basics.currencies",
        "CurrencyMismatch": "basics.money",
        "Customer": "orders.parties",
        "CustomerAnswered": "support.events",
        "CustomerInformed": "orders.sale_events",
        "CustomerWrote": "support.events",
        "CusumSide": "feedback.chart_sides",
        "CusumState": "feedback.control_charts",
        "DKK": "basics.currencies",
        "Dated": "basics.dated",
        "Dates": "basics.dates",
        "DayRate": "refunds.rates",
        "Days": "basics.durations",
        "Deadline": "basics.windows",
        "DecayedAverage": "feedback.decay",
        "Decision": "basics.decisions",
        "DecisionRecord": "basics.records",
        "Dedupe": "feedback.keeping",
        "Defer": "contacts.verdicts",
        "Delivered": "orders.events",
        "Denominator": "feedback.denominators",
        "DesignEffect": "feedback.weights",
        "DidNotConverge": "feedback.fitting",
        "Difference": "basics.records",
        "DiminishedValue": "refunds.worth",
        "Direction": "feedback.signals",
        "DirichletBound": "feedback.averages",
        "Discounted": "orders.allocation",
        "Discrepancy": "basics.discrepancies",
        "DiscrepancyReason": "basics.discrepancies",
        "DismissedGoods": "refunds.worth",
        "Dispositions": "feedback.dispositions",
        "DisputeClosed": "billing.events",
        "DisputeOpened": "billing.events",
        "DocumentErrors": "wire.documents",
        "DoubtVoiced": "followups.events",
        "Driver": "feedback.drivers",
        "DriverReport": "feedback.drivers",
        "Drop": "contacts.verdicts",
        "During": "basics.selectors",
        "EUR": "basics.currencies",
        "EVERYTHING": "orders.scope",
        "Each": "schedules.anchors",
        "Earlier": "basics.last_days",
        "EarlyStart": "orders.circumstances",
        "EarlyStartAsked": "orders.sale_events",
        "Edge": "basics.calendars",
        "EmptyCategory": "feedback.fitting",
        "EmptyStratum": "feedback.strata",
        "Enrolled": "followups.events",
        "Escalation": "followups.owners",
        "EscalationDirectory": "followups.owners",
        "Event": "basics.events",
        "EventsReading": "wire.documents",
        "Every": "schedules.steps",
        "EwmaState": "feedback.control_charts",
        "Exchange": "orders.exchanged",
        "ExchangeCharged": "orders.exchanged",
        "ExchangeCredit": "exchanges.terms",
        "ExchangeQuote": "exchanges.quote",
        "ExchangeRecord": "exchanges.record",
        "ExchangeState": "exchanges.status",
        "ExchangeStatus": "exchanges.status",
        "ExchangeTerms": "exchanges.terms",
        "Exchanged": "orders.exchanged",
        "Exclusion": "returns.terms",
        "Explains": "basics.rules",
        "Extended": "basics.last_days",
        "Extension": "returns.windows",
        "ExtraDay": "basics.extra_days",
        "Fact": "basics.findings",
        "Fate": "contacts.simulation",
        "Fee": "refunds.terms",
        "FeeCharged": "orders.events",
        "FeeRecord": "basics.quoted",
        "Finding": "basics.findings",
        "First": "basics.selectors",
        "FirstDay": "basics.last_days",
        "FirstDays": "followups.care",
        "FirstMatch": "basics.rules",
        "FollowUpPaused": "followups.events",
        "FollowUpResumed": "followups.events",
        "ForCustomer": "policies.effect",
        "Free": "orders.circumstances",
        "FrequencyCap": "contacts.rules",
        "FrozenMap": "basics.quantities",
        "FutureContact": "invitations.events",
        "GBP": "basics.currencies",
        "Gap": "basics.dated",
        "GiftRefund": "refunds.terms",
        "GoodsBack": "guarantees.case",
        "GuaranteeCase": "guarantees.case",
        "GuaranteeItem": "guarantees.request",
        "GuaranteeRequest": "guarantees.request",
        "GuaranteeTerms": "guarantees.terms",
        "HandIn": "orders.return_events",
        "Happened": "basics.events",
        "HasHappened": "orders.circumstances",
        "HealthScore": "feedback.health",
        "Hint": "basics.hints",
        "History": "wire.histories",
        "Holidays": "basics.rolls",
        "Hours": "basics.durations",
        "INQUIRY": "support.lifecycles",
        "IfTooLate": "contacts.hours",
        "InCase": "basics.choices",
        "Incentive": "feedback.responses",
        "Incomplete": "returns.says",
        "InconsistentMargins": "feedback.fitting",
        "Indicator": "feedback.health",
        "InformationMissing": "orders.sale_events",
        "InquiryClosed": "support.events",
        "InquiryMerged": "support.events",
        "InquiryNote": "support.lifecycles",
        "InquiryRemark": "support.lifecycles",
        "InquiryReopened": "support.events",
        "InquiryStage": "support.lifecycles",
        "InquiryStep": "support.lifecycles",
        "InspectedUnits": "orders.conditions",
        "Installed": "orders.sale_events",
        "Interval": "feedback.intervals",
        "IntervalMethod": "feedback.intervals",
        "InvalidLifecycle": "basics.lifecycles",
        "InvalidOrder": "orders.position",
        "InvalidPlan": "schedules.plans",
        "InvalidRequest": "orders.requests",
        "InvalidScore": "feedback.scales",
        "InvalidTerms": "orders.terms",
        "InvalidValue": "basics._errors",
        "InvitationAnswer": "invitations.deciding",
        "InvitationState": "invitations.status",
        "InvitationStatus": "invitations.status",
        "InvitationTerms": "invitations.terms",
        "InvoiceDue": "billing.events",
        "InvoicePaid": "billing.events",
        "Item": "basics.decisions",
        "JPY": "basics.currencies",
        "JudgedBy": "returns.says",
        "KeptFor": "returns.returnless",
        "KnownFacts": "basics.known_facts",
        "KnowsHolidays": "basics.rolls",
        "LTR_0_10": "feedback.scales",
        "Landing": "schedules.steps",
        "Last": "basics.selectors",
        "LateFee": "appointments",
        "LateRecord": "basics.quoted",
        "Later": "basics.last_days",
        "Leftover": "exchanges.terms",
        "LegalDeadline": "basics.windows",
        "Length": "basics.durations",
        "Lifecycle": "basics.lifecycles",
        "LiftedWhen": "returns.barred",
        "Line": "orders.lines",
        "LineKind": "orders.lines",
        "LineRecord": "basics.quoted",
        "LineRefund": "orders.events",
        "Lost": "orders.events",
        "Lot": "orders.units",
        "LowAnswer": "feedback.low_scores",
        "MET": "basics.findings",
        "Made": "orders.circumstances",
        "Matter": "followups.preferences",
        "MeasuredPropensity": "feedback.silence",
        "Minutes": "basics.durations",
        "Missing": "feedback.tallies",
        "MissingExtra": "basics._errors",
        "MissingSection": "wire.terms",
        "MixedPrograms": "feedback.tallies",
        "Moment": "basics.moments",
        "Money": "basics.money",
        "Months": "basics.durations",
        "NOT_APPLICABLE": "basics.findings",
        "NeedsConsent": "contacts.rules",
        "NetScore": "feedback.net_scores",
        "NewLine": "orders.lines",
        "NewRound": "schedules.plans",
        "NoData": "feedback.reporting",
        "NoLawInForce": "basics.dated",
        "NonDays": "basics.rolls",
        "NotMet": "orders.circumstances",
        "NotStarted": "returns.says",
        "NoticeForm": "returns.says",
        "NoticeSent": "orders.sale_events",
        "NoticeTo": "subscriptions",
        "NpsCategory": "feedback.nps_counts",
        "NpsComparison": "feedback.nps_comparison",
        "NpsCounts": "feedback.nps_counts",
        "NpsScore": "feedback.net_promoter",
        "Occurrence": "schedules.standing",
        "OccurrenceState": "schedules.standing",
        "Oldest": "schedules.anchors",
        "OpenReturn": "orders.position",
        "Order": "orders.order",
        "OrderDiffers": "orders.known",
        "OrderReading": "wire.documents",
        "OrderRef": "basics.known_facts",
        "Origin": "feedback.responses",
        "Outcome": "basics.decisions",
        "OutsideWhen": "returns.barred",
        "OverRefund": "orders.balance",
        "Overridden": "orders.overrides",
        "Owed": "basics.reckoning",
        "Own": "basics.last_days",
        "Owner": "followups.owners",
        "OwnerAssigned": "followups.events",
        "PLN": "basics.currencies",
        "Pace": "feedback.questionnaires",
        "PageVisited": "followups.events",
        "Paid": "orders.events",
        "Paused": "basics.last_days",
        "Payer": "refunds.postage",
        "PaymentReversed": "billing.events",
        "Per": "refunds.terms",
        "Percent": "basics.percent",
        "PercentileMethod": "feedback.ranks",
        "Percentiles": "feedback.ranks",
        "PeriodChange": "feedback.trends",
        "PeriodComparison": "feedback.period_tests",
        "PeriodTest": "feedback.period_tests",
        "Phase": "followups.phases",
        "PhaseDays": "followups.phases",
        "PhaseFound": "followups.phases",
        "PhaseReason": "followups.phases",
        "Place": "basics.rolls",
        "Placed": "orders.events",
        "Plan": "schedules.plans",
        "PlanBound": "schedules.plans",
        "PlanBundle": "wire.plans",
        "PolicyLine": "policies.table",
        "PolicyMissing": "orders.sale_events",
        "PolicySentence": "policies.table",
        "PolicyTable": "policies.table",
        "PolicyTopic": "policies.table",
        "Position": "orders.position",
        "Possession": "guarantees.case",
        "PostStratified": "feedback.strata",
        "Postage": "refunds.terms",
        "PostageQuote": "refunds.postage",
        "PostsalesError": "basics._errors",
        "Precedence": "returns.says",
        "Preferences": "followups.preferences",
        "PreferredHours": "contacts.hours",
        "PriceDropped": "followups.events",
        "Priced": "orders.circumstances",
        "Prior": "feedback.priors",
        "PriorAverage": "feedback.averages",
        "PriorCounts": "feedback.priors",
        "PriorityChanged": "support.events",
        "Problem": "wire.documents",
        "ProductUsed": "followups.events",
        "Promotion": "orders.promotions",
        "PromotionRule": "refunds.terms",
        "Proof": "returns.proofs",
        "PseudoAnswers": "feedback.nps_intervals",
        "PublishedPolicy": "policies.published",
        "PublishedScores": "feedback.publishing",
        "PurchaseRecord": "orders.parties",
        "Purpose": "schedules.channels",
        "PutOff": "contacts.simulation",
        "Quadrant": "feedback.drivers",
        "Quantities": "basics.quantities",
        "Question": "feedback.questionnaires",
        "QuestionFault": "feedback.question_checks",
        "QuestionFinding": "feedback.question_checks",
        "QuestionRole": "feedback.questionnaires",
        "QuestionWords": "feedback.question_checks",
        "Questionnaire": "feedback.questionnaires",
        "QuietDays": "contacts.hours",
        "QuietHours": "contacts.hours",
        "QuoteCharge": "refunds.shares",
        "QuoteLate": "refunds.windows",
        "QuoteLine": "refunds.shares",
        "QuoteRecord": "basics.quoted",
        "QuotedRefund": "basics.quoted",
        "RMA": "returns.rma",
        "RakedTable": "feedback.raking",
        "RakedWeights": "feedback.raking",
        "Ranked": "feedback.ranking",
        "RankingKey": "feedback.ranking",
        "RatingHistogram": "feedback.histograms",
        "RatingScale": "feedback.scales",
        "RatingSummary": "feedback.ratings",
        "Readings": "basics.choices",
        "ReasonKind": "orders.reasons",
        "Received": "orders.events",
        "Reckoned": "basics.reckoning",
        "RecordedCalls": "contacts.rules",
        "RecordingAllowed": "contacts.events",
        "RecordingRefused": "contacts.events",
        "Recovery": "feedback.recoveries",
        "RecoveryCaveat": "feedback.recoveries",
        "RefundAgreed": "orders.sale_events",
        "RefundQuote": "refunds.quote",
        "RefundStatus": "orders.events",
        "RefundTerms": "refunds.terms",
        "RefundWindow": "refunds.windows",
        "Refunded": "orders.events",
        "RefusedStep": "basics.lifecycles",
        "Register": "explain.registers",
        "Remedy": "remedies",
        "RemedyCosts": "remedies",
        "RemedyFailed": "orders.remedied",
        "RemedyKind": "orders.remedied",
        "RemedyOffer": "remedies",
        "RemorseLevel": "followups.remorse",
        "RemorseSeen": "followups.ready",
        "RemorseSignal": "followups.remorse",
        "RemorseWatch": "followups.remorse",
        "RepairAsked": "orders.sale_events",
        "RepairEnded": "orders.sale_events",
        "ReplyCause": "feedback.replies",
        "ReplyDuty": "feedback.replies",
        "ReplyPolicy": "feedback.replies",
        "ReplyState": "feedback.replies",
        "ReplyStep": "feedback.replies",
        "ReportingPolicy": "feedback.reporting",
        "Request": "basics.cases",
        "Response": "feedback.responses",
        "ResponseRate": "feedback.response_rates",
        "ResponseState": "feedback.responses",
        "ResponseTally": "feedback.tallies",
        "ResponsesReading": "wire.responses",
        "Retention": "feedback.retention",
        "ReturnApproved": "orders.events",
        "ReturnCancelled": "orders.return_events",
        "ReturnCase": "returns.case",
        "ReturnClosed": "orders.events",
        "ReturnInspected": "orders.return_events",
        "ReturnItem": "returns.request",
        "ReturnLabelIssued": "orders.return_events",
        "ReturnLost": "orders.return_events",
        "ReturnRequest": "returns.request",
        "ReturnRequested": "orders.events",
        "ReturnSentBack": "orders.return_events",
        "ReturnShipped": "orders.return_events",
        "ReturnTerms": "returns.terms",
        "ReturnWindow": "returns.windows",
        "ReturnerGuard": "returns.guards",
        "Returnless": "returns.returnless",
        "ReviewGiven": "followups.events",
        "RmaClock": "returns.clocks",
        "RmaDue": "returns.due",
        "RmaDuty": "returns.clocks",
        "RmaNote": "returns.notes",
        "RmaRemark": "returns.rma",
        "RmaState": "returns.rma",
        "RmaStatus": "returns.status",
        "RmaStep": "returns.rma",
        "Roll": "basics.rolls",
        "Rounding": "basics.rounding",
        "Row": "basics.dated",
        "Rule": "basics.rules",
        "Rung": "guarantees.terms",
        "SEK": "basics.currencies",
        "SHOP_1_10": "feedback.scales",
        "STARS_1_5": "feedback.scales",
        "SaleClosed": "followups.events",
        "SaleMade": "orders.sales",
        "SaleRate": "refunds.rates",
        "Sampling": "invitations.sampling",
        "SaveOffer": "offers",
        "ScaleKind": "feedback.scales",
        "ScaleMismatch": "feedback.scales",
        "Scope": "orders.scope",
        "ScoreSums": "feedback.measures",
        "SealBroken": "orders.sale_events",
        "Season": "orders.seasons",
        "Send": "contacts.verdicts",
        "SentimentScorer": "feedback.sentiments",
        "SentimentSummary": "feedback.sentiments",
        "ServiceLevel": "support.levels",
        "ServicePeriod": "orders.services",
        "ShareComparison": "feedback.proportions",
        "SharedPayment": "orders.shared",
        "ShewhartState": "feedback.control_charts",
        "Shipped": "orders.events",
        "ShippingRefund": "refunds.terms",
        "Shown": "feedback.reporting",
        "Signal": "feedback.signals",
        "SignalReason": "feedback.signals",
        "SilentPerComplaint": "feedback.silence",
        "Simulated": "contacts.simulation",
        "Simulation": "contacts.simulation",
        "Since": "orders.starts",
        "SolutionConfirmed": "support.events",
        "Solved": "support.events",
        "Source": "feedback.responses",
        "Spacing": "contacts.rules",
        "Stagger": "invitations.sampling",
        "StatedWindow": "returns.windows",
        "StepDone": "schedules.plans",
        "Subscription": "orders.services",
        "SubscriptionEnd": "subscriptions",
        "SubscriptionTerms": "subscriptions",
        "SupportClock": "support.levels",
        "SupportPolicy": "support.policies",
        "SupportState": "support.status",
        "SupportStatus": "support.status",
        "SuppressWhile": "contacts.rules",
        "Suppressed": "contacts.rules",
        "SuppressedGroup": "feedback.reporting",
        "Suppression": "feedback.reporting",
        "SurveyAnswered": "invitations.events",
        "SurveyAsked": "invitations.events",
        "SurveyCap": "invitations.terms",
        "SurveyDismissed": "invitations.events",
        "SurveyFunnel": "feedback.response_rates",
        "SurveyKind": "feedback.responses",
        "SurveyReminded": "invitations.events",
        "THUMBS": "feedback.scales",
        "Target": "schedules.steps",
        "TargetState": "schedules.targets",
        "TargetStatus": "schedules.targets",
        "Tax": "orders.lines",
        "TaxKind": "orders.lines",
        "Tender": "orders.payments",
        "TenderKind": "orders.payments",
        "TenderOrder": "refunds.terms",
        "TermsBundle": "wire.terms",
        "TermsChange": "policies.changes",
        "TermsProblem": "policies.lint",
        "TermsRef": "basics.decisions",
        "Theme": "feedback.themes",
        "ThemeCount": "feedback.themes",
        "ThemeCounts": "feedback.themes",
        "TopBox": "feedback.satisfaction",
        "Trait": "orders.lines",
        "Transition": "basics.lifecycles",
        "Trend": "feedback.trends",
        "TrendPoint": "feedback.trends",
        "USD": "basics.currencies",
        "Unenrolled": "followups.events",
        "Uneven": "exchanges.terms",
        "UnhappyAnswer": "followups.unhappy",
        "UnhappyEstimate": "feedback.silence",
        "UnitCase": "orders.cases",
        "Units": "orders.units",
        "UnitsBack": "returns.units_back",
        "UnknownLine": "orders.position",
        "UnknownReturn": "returns.unknown",
        "Unless": "basics.rules",
        "UnpairedRatings": "feedback.recoveries",
        "Unrecorded": "contacts.rules",
        "Unused": "subscriptions",
        "UpdateFault": "feedback.review_updates",
        "UpdateRequest": "feedback.review_updates",
        "Verdict": "basics.findings",
        "WayOfAsking": "feedback.incentives",
        "WeReplied": "support.events",
        "Weekday": "basics.weekdays",
        "Weeks": "basics.durations",
        "WeightedNps": "feedback.weights",
        "Whereabouts": "orders.whereabouts",
        "WholeBundle": "returns.bundles",
        "Window": "basics.windows",
        "Withheld": "feedback.reporting",
        "WorkCalendar": "basics.calendars",
        "WorkingDays": "basics.durations",
        "WorkingHours": "basics.durations",
        "WorkingLength": "basics.durations",
        "WorkingMinutes": "basics.durations",
        "WrongType": "basics._errors",
        "Years": "basics.durations",
        "all_of": "basics.rules",
        "any_of": "basics.rules",
        "as_pendulum": "basics.moments",
        "fact": "basics.findings",
        "first_match": "basics.rules",
        "not_met": "basics.findings",
        "unknown": "basics.findings",
        "unless": "basics.rules",
    }

    # The modules that hold the verbs.
    _VERBS = (
        "appointments",
        "bulk",
        "cancellations",
        "changes",
        "contacts",
        "exchanges",
        "explain",
        "feedback",
        "followups",
        "guarantees",
        "invitations",
        "law",
        "offers",
        "orders",
        "policies",
        "refunds",
        "remedies",
        "returns",
        "schedules",
        "subscriptions",
        "support",
        "wire",
    )

    __all__ = list(_HOMES)

    def __getattr__(name: str) -> object:
        """The noun or module of that name, loaded now."""
        from importlib import import_module

        if name in _VERBS:
            return import_module(f"postsales.{name}")
        if name not in _HOMES:
            message = f"module 'postsales' has no attribute {name!r}"
            raise AttributeError(message)
        value = getattr(import_module(f"postsales.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        """The nouns and the modules of verbs."""
        return [*__all__, *_VERBS]
