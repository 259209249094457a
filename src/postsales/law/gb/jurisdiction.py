"""The law of the United Kingdom, as far as it is covered."""

from postsales.basics.dated import Dated, Row
from postsales.law.gb import consumer_contracts, consumer_rights_act
from postsales.law.gb.late_payment import FIXED_SUMS
from postsales.law.handling import HandlingLoss
from postsales.law.jurisdictions import Jurisdiction

__all__ = ["GB"]

GB: Jurisdiction = Jurisdiction(
    code="GB",
    name="United Kingdom",
    rights={
        "withdrawal": Dated(
            [
                Row(
                    consumer_contracts.withdrawal,
                    consumer_contracts.IN_FORCE,
                    by=consumer_contracts.WITHDRAWAL,
                )
            ],
            name="GB withdrawal",
        ),
        "reject": Dated(
            [
                Row(
                    consumer_rights_act.reject,
                    consumer_rights_act.IN_FORCE,
                    by=consumer_rights_act.REJECTION,
                )
            ],
            name="GB right to reject",
        ),
    },
    refunds={
        "withdrawal": Dated(
            [
                Row(
                    consumer_contracts.refund,
                    consumer_contracts.IN_FORCE,
                    by=consumer_contracts.REFUNDED,
                )
            ],
            name="GB refund",
        ),
        "reject": Dated(
            [
                Row(
                    consumer_rights_act.refund,
                    consumer_rights_act.IN_FORCE,
                    by=consumer_rights_act.REFUNDED,
                )
            ],
            name="GB refund of what is rejected",
        ),
    },
    duties=[
        consumer_rights_act.DELIVER,
        consumer_contracts.SEND_BACK,
        consumer_contracts.REFUND,
        consumer_rights_act.REFUND_REJECTED,
    ],
    handling={"withdrawal": HandlingLoss(by=consumer_contracts.HANDLED)},
    additional_period=consumer_rights_act.ADDITIONAL_PERIOD,
    faults=consumer_rights_act.FAULTS,
    fixed_sums=FIXED_SUMS,
    left_out=[
        "prescribed medicines, what a health service supplies, and transport (reg. 27(2))",
        "contracts of regulation 6 but for bets, such as financial services and package travel",
        "goods that the trader collects, which are paid back from the notice (reg. 34(6), 35(1))",
        "what is owed for a service that had begun before the cancellation (reg. 36(4)-(6))",
        "how long goods can be rejected that perish sooner than in 30 days (s. 22(4))",
        "repair, replacement and price reduction (ss. 23 and 24), severable contracts and hire",
        "vehicles made for one disabled person, which are no motor vehicles (s. 24(13))",
        "the refund of goods that came too late, without undue delay (s. 28(9))",
        "interest on late debts between businesses (1998 Act, ss. 1 to 6)",
        "subscriptions by the Digital Markets, Competition and Consumers Act 2024",
    ],
    checked_on="2026-11-21",
)
"""The law of the United Kingdom. No last day in it moves for a weekend or a holiday."""
