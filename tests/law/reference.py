"""Which row asks each worked case of the law: by file, the case and what its row is called there.

A row is called by what it says of its case, or by the name of the test that it alone is.

What has no row is argued in the record of decisions; see ``test_reference``.
"""

from collections.abc import Mapping

__all__ = ["ROWS"]

ROWS: Mapping[str, Mapping[str, str]] = {
    "test_late_delivery.py": {
        "L03": "the last day of the additional period",
        "L04": "the thirtieth day",
        "L05": "it was essential",
    },
    "test_delayed_shipping.py": {
        "S23": "told of 19 days more, and silent",
        "S24": "cancelled after 30 days",
        "S25": "told again: silence is no consent",
        "S26": "nobody told: 30 days",
    },
    "tables/union/periods.py": {
        "T01": "three parcels: the last",
        "T02": "a parcel is outstanding: open",
        "T03": "one thing in two pieces: the last",
        "T04": "delivered month by month: the first",
        "T05": "a service: the contract",
        "T06": "digital content: the contract",
        "T07": "left with a neighbour, and fetched on Thursday",
        "T08": "left in a locker, and fetched on Friday",
        "T09": "nothing has come: open already",
        "T11": "a subscription, with a trial first: the contract",
        "U05": "never, and the first end had moved from a Saturday to a Monday",
        "U12": "informed late, {made}: 30 days again",
    },
    "tables/union/exceptions.py": {
        "E01": "made for the customer, not begun yet",
        "E02": "a sofa put together from the options of a list",
        "E03": "a mattress without its film",
        "E04": "a cream, opened",
        "E05": "a cream, still sealed",
        "E06": "a comb that never was sealed, and is used",
        "E07": "spoils soon",
        "E08": "software, opened",
        "E09": "software, still sealed",
        "E10": "a magazine",
        "E11": "a magazine by subscription",
        "E12": "a night in a hotel",
        "E13": "a ticket for a concert, from an agency",
        "E14": "a year in a gym",
        "E15": "begun with consent, knowledge and confirmation",
        "E16": "begun without confirmation",
        "E17": "not begun, with all of that",
        "E18": "begun, and paid with data alone",
        "E19": "done, knowing what is lost",
        "E20": "done, and never informed",
        "E21": "an urgent repair",
        "E22": "something else at that visit",
        "E23": "at an auction in a hall",
        "E24": "at an auction online",
        "E25": "the price goes with a market",
        "E26": "wine for later",
        "E27": "wine at a fixed price, for next month",
        "E28": "heating oil in the tank",
        "E29": "sold in the shop",
        "E31": "a cream, opened, {made}",
    },
    "tables/union/duties.py": {
        "F01": "a service: 14 days",
        "F02": "the goods came after them: that day",
        "F03": "it was known before that they had left: 14 days",
        "F22": "within 14 days of the notice",
        "L01": "within 30 days",
        "L02": "to a Sunday: planned for it, late after Monday",
    },
    "tables/test_eu.py": {
        "U06": "never, over a leap day that is past",
        "U09": "later than both",
    },
    "tables/test_de.py": {
        "F23": "Good Friday",
        "U07": "over a leap day that is past",
    },
    "tables/test_fr.py": {"U11": "in the fifth month"},
    "tables/test_gb.py": {
        "G01": "so does Christmas",
        "G02": "a service, agreed on Easter Monday",
        "G03": "never: twelve months after the 14 days",
        "G04": "to a bank holiday",
        "G05": "two parcels",
        "G06": "42 pounds, {made}",
        "G10": "a service: 14 days after the notice",
        "G11": "a refund: 14 days after the goods",
        "G12": "or after the proof that they left, to Good Friday",
        "G14": "the day after",
        "G20": "30 days, to a Sunday",
        "G21": "installed later",
        "G25": "a refund after a rejection: the day it was agreed is the first",
    },
    "tables/test_us.py": {
        "S05": "and on its date, too",
        "S11": "500 {x}",
        "S12": "a refund within ten business days, Saturdays among them",
        "S20": "shipping within 30 days",
        "S21": "50 days where the customer asks for credit",
        "S27": "called off before it was shipped: seven working days, or business days to be safe",
    },
    "tables/test_us_ca.py": {
        "S30": "not posted: 30 days",
        "S31": "not posted: 30 days",
    },
    "tables/test_us_ny.py": {
        "S32": "not posted in the shop: 30 days",
        "S33": "posted: what it says holds",
    },
    "tables/test_br.py": {
        "O01": "seven days from the goods",
        "O02": "to a holiday",
    },
    "tables/test_jp.py": {
        "O12": "eight days, {x}",
        "O13": "no terms of return were shown: eight days with the goods",
        "O14": "they were shown",
    },
    "tables/test_au.py": {
        "O20": "over Christmas and New Year",
        "O21": "came at a forbidden hour: three months",
        "O22": "no change of mind {x}",
    },
    "test_eu_withdrawal.py": {
        "X04": "test_half_past_eleven_in_lisbon_is_the_next_day_in_berlin",
    },
    "test_amounts.py": {
        "F08": "more than a look at it: what it lost in value",
        "F09": "the customer was not told of the right",
        "F10": "looked at as in a shop",
        "F11": "test_a_customer_who_was_not_told_of_the_cost_does_not_bear_it",
        "F12": "the customer, who was told",
        "F19": "test_all_of_it_goes_back_by_the_same_means",
        "F20": "test_of_a_part_the_merchant_says_how_it_is_spread",
        "F21": "test_nobody_has_to_take_store_credit",
        "G13": "of an express delivery what the cheapest kind would have cost",
        "O03": "all that was paid, delivery too",
    },
    "test_services.py": {
        "F14": "four days of a year",
        "F18": "test_a_price_that_is_too_high_gives_way_to_what_it_is_worth",
    },
    "test_penalties.py": {
        "ES01": "test_twice_the_sum_from_the_first_day",
        "FR01": "five days late",
        "FR02": "the last day of it",
        "FR08": "13 months: the price",
    },
    "test_fixed_sums.py": {"P01": "in the middle of it"},
    "test_faulty_goods.py": {
        "G26": "test_a_fault_counts_as_old_for_six_months_that_begin_with_the_day_of_delivery",
        "G27": "test_a_fault_counts_as_old_for_six_months_that_begin_with_the_day_of_delivery",
    },
}
