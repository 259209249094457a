"""The words of every explanation, in English: what stands around the sentences of the subdomains.

Rules of this file: plain mappings from a name to a template over named facts; no logic. A pair is
singular and plural, chosen by the count ``n``. ``TO_CUSTOMER`` says otherwise what is said
otherwise to the customer, under ``kind.name``.
"""

from collections.abc import Mapping

from postsales.orders.messages import Sentence

__all__ = [
    "ANSWERS",
    "FACTS",
    "FRAMES",
    "HEADINGS",
    "HINTS",
    "LENGTHS",
    "PROGRESS",
    "REFUNDS",
    "RIGHTS",
    "STARTS",
    "TIMES",
    "TO_CUSTOMER",
]

HEADINGS: Mapping[str, Sentence] = {
    "order": "Order {order}",
    "lines": "Line by line",
    "changes": "What would change the answer",
    "next": "What happens next",
    "money": "The money",
    "for": "For",
    "to": "To",
    "amount": "Amount",
    "note": "Note",
}
"""What the parts of an explanation are called."""

FRAMES: Mapping[str, Sentence] = {
    "allowed": "Yes: {said}.",
    "refer": "Not answered yet: {said}.",
    "other": "{said}.",
    "with_money": "{said}; {money}",
    "units": "{n} of {line}",
    "more_lines": ("{n} more line", "{n} more lines"),
    "asked_as": "{subject} (asked for as “{reason}”)",
    "line_until": "{said}, {until}",
    "line_each": "{said}: {parts}",
    "part_until": "{n} {until}",
    "line_referred": "{said}; {n} not answered yet",
    "reason": "{subject}: {why}",
    "by_staff": "{subject}: allowed by {who} ({why}), although: {codes}",
    "in_vain": "{subject}: {who} allowed what does not stand in the way: {codes}",
    "sourced": "{why} ({source})",
    "right": "{right} ({id}: {sources})",
    "right_until": "{right}, {until} ({id}: {sources})",
    "both_kept": "Both hold: what the terms give, and what the law gives.",
    "nothing": "The terms name nothing that would change it.",
    "faults_besides": "Where goods are faulty, the law may give more: that is not looked at here.",
    "person": "A person at the shop decides about {subject}.",
    "next": "On {moment}, {change}.",
    "asked_on": "Asked on {moment}. Days and times are those of {zone}.",
    "as_of": "As of {moment}. Days and times are those of {zone}.",
    "terms": "Terms: {id}, version {version}.",
    "terms_and_money": (
        "Terms: {id}, version {version}; for the money: {money_id}, version {money_version}."
    ),
}
"""The sentences into which everything else is put."""

ANSWERS: Mapping[str, Sentence] = {
    "referred": (
        "something is still to be found out about {n} unit",
        "something is still to be found out about {n} units",
    ),
    "stays": (
        "{subject}: it need not come back, and the customer keeps it",
        "{subject}: they need not come back, and the customer keeps them",
    ),
    "law_gives": (
        "{subject}: the law gives it, whatever the terms say: {right}",
        "{subject}: the law gives them, whatever the terms say: {right}",
    ),
    "both_give": (
        "{subject}: the terms give it, and so does the law: {right}",
        "{subject}: the terms give them, and so does the law: {right}",
    ),
    "law_may_give": (
        "{subject}: the law may give it, whatever the terms say: {right}",
        "{subject}: the law may give them, whatever the terms say: {right}",
    ),
    "no_answer": "{subject} can no longer be answered without a person: {why}",
}
"""What is answered, whatever was asked for."""

TIMES: Mapping[str, Sentence] = {
    "moment": "{day} at {time}",
    "until_day": "until the end of {day}",
    "until": "until {moment}",
    "never": "without a last day",
    "closed_day": "at the end of {day}",
    "closed": "on {moment}",
    "extended": "{closed}, to which it was extended",
}
"""When something ends."""

LENGTHS: Mapping[str, Sentence] = {
    "minutes": ("{n} minute", "{n} minutes"),
    "hours": ("{n} hour", "{n} hours"),
    "days": ("{n} day", "{n} days"),
    "weeks": ("{n} week", "{n} weeks"),
    "months": ("{n} month", "{n} months"),
    "years": ("{n} year", "{n} years"),
    "working_days": ("{n} working day", "{n} working days"),
    "working_hours": ("{n} working hour", "{n} working hours"),
    "working_minutes": ("{n} working minute", "{n} working minutes"),
}
"""How long a period is."""

STARTS: Mapping[str, Sentence] = {
    "delivery": "delivery",
    "shipping": "shipping",
    "payment": "payment",
    "sale": "sale",
    "the_sale": "the sale",
    "the_first_delivery": "the first delivery",
    "the_last_delivery": "the last delivery",
    "the_first_shipping": "the first shipping",
    "the_last_shipping": "the last shipping",
    "the_first_payment": "the first payment",
    "the_last_payment": "the last payment",
    "after": "{length} after {start}",
}
"""With what a period begins."""

RIGHTS: Mapping[str, Sentence] = {
    "withdrawal": "the right to withdraw",
    "reject": "the right to hand back goods that are not as agreed",
    "mail_order": "the right to return what came by mail order",
    "unposted_policy": "the right to return where no policy was posted",
}
"""What statutory rights are called."""

FACTS: Mapping[str, Sentence] = {
    "yes": "yes",
    "no": "no",
    "blank": "blank",
    "not_known": "not known",
    "named": "{name}: {fact}",
    "listed": "{code} ({facts})",
}
"""How facts are written of which no sentence speaks."""

HINTS: Mapping[str, Sentence] = {
    "leave_out": "Ask without {subject}, and this no longer stands in the way: {removes}.",
    "other_way": "There is another way for {subject}: {kind}.",
    "other_fact": "Find out “{fact}” for {subject}: it settles {removes}.",
}
"""What somebody can do, whatever was asked for."""

REFUNDS: Mapping[str, Sentence] = {
    "nothing": "no money goes back",
    "back": "{amount} goes back",
    "back_for_some": "{amount} goes back for {n} of them",
    "credit": "{amount} goes back as store credit",
    "credit_for_some": "{amount} goes back for {n} of them as store credit",
    "part_credit": "{amount} goes back, {credit} of it as store credit",
    "part_credit_for_some": ("{amount} goes back for {n} of them, {credit} of it as store credit"),
    "worked_out_for": "Worked out for {units}.",
    "worked_out_on": "Worked out on {moment}, with what had been booked by then.",
    "worked_out_on_for": "Worked out on {moment} for {units}, with what had been booked by then.",
}
"""What goes back, in the answer and above the statement."""

PROGRESS: Mapping[str, Sentence] = {
    "title": "Return {ref}",
    "reasons": "Reasons given",
    "reason": "“{reason}”: {units}",
    "due": "What is due",
    "odd": "Out of the ordinary",
    "counted": "{label}: {said}",
    "duty": "{duty}: {said}",
    "note": "On {moment}: {remark}",
    "note_of": "On {moment}: {remark} ({units})",
}
"""What stands around how far a return is."""

TO_CUSTOMER: Mapping[str, Sentence] = {
    "frame.by_staff": "{subject}: allowed for you, although: {codes}",
    "label.many_returns": "a person looks at it first",
    "frame.both_kept": "Both hold for you: what the shop promises, and what the law gives you.",
    "frame.faults_besides": (
        "Where goods are faulty, the law may give you more: that was not looked at here."
    ),
    "answer.law_gives": (
        "{subject}: the law gives you this, whatever the terms of the shop say: {right}",
        "{subject}: the law gives you this, whatever the terms of the shop say: {right}",
    ),
    "answer.both_give": (
        "{subject}: the shop promises it, and the law gives you this as well: {right}",
        "{subject}: the shop promises it, and the law gives you this as well: {right}",
    ),
    "answer.law_may_give": (
        "{subject}: the law may give you this, whatever the terms of the shop say: {right}",
        "{subject}: the law may give you this, whatever the terms of the shop say: {right}",
    ),
    "frame.person": "A person at the shop decides about {subject}, and you need do nothing for it.",
    "frame.asked_on": "You asked on {moment}. Days and times are those of {zone}.",
    "answer.no_answer": "{subject} is looked at by a person at the shop from then on: {why}",
    "answer.stays": (
        "{subject}: it need not come back: keep it",
        "{subject}: they need not come back: keep them",
    ),
    "hint.leave_out": ("Leave out {subject}, and this no longer stands in your way: {removes}."),
    "hint.other_way": "There is another way for you with {subject}: {kind}.",
    "hint.other_fact": "Tell us “{fact}” for {subject}: it settles {removes}.",
    "refund.nothing": "no money goes back to you",
    "refund.back": "you get {amount} back",
    "refund.back_for_some": "you get {amount} back for {n} of them",
    "refund.credit": "you get {amount} as store credit",
    "refund.credit_for_some": "you get {amount} for {n} of them as store credit",
    "refund.part_credit": "you get {amount} back, {credit} of it as store credit",
    "refund.part_credit_for_some": (
        "you get {amount} back for {n} of them, {credit} of it as store credit"
    ),
}
"""What is said otherwise to the customer."""
