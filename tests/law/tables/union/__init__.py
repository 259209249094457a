"""What holds in every state of the Union: rows from the text of Directive 2011/83/EU."""

from tests.law.tables.union import besides, duties, exceptions, faults, periods

__all__ = ["EVERYWHERE", "besides", "duties", "exceptions", "faults", "periods"]

EVERYWHERE = {
    "the last day": periods.LAST_DAYS,
    "what starts it": periods.STARTS,
    "late information": [
        *periods.INFORMED,
        *periods.INFORMED_AND_MOVED,
        *periods.INFORMED_BEFORE_THE_GOODS,
    ],
    "what costs nothing": [*exceptions.FREE_SERVICE, *exceptions.FREE_CONTENT],
    "services": exceptions.SERVICES,
    "digital content": [
        *exceptions.DIGITAL,
        *exceptions.DIGITAL_IN_PARTS,
        *exceptions.DIGITAL_UNCONFIRMED,
    ],
    "exceptions of goods": [*exceptions.GOODS, *exceptions.PARTS_OF_GOODS],
    "what it is about": [*exceptions.SCOPE, *periods.FOURTEEN],
    "sold in a shop": exceptions.IN_SHOP,
    "delivery": duties.DELIVERED,
    "sending back": [*duties.SENT_BACK, *duties.SENT_BACK_AND_MOVED],
    "refunds": duties.REFUNDED,
    "goods on their way back": duties.SENT_OFF,
    "nothing to send back": duties.NOTHING_TO_SEND,
    "money": besides.MONEY,
    "services that had begun": besides.SERVICES,
    "goods that do not come": besides.LATE_GOODS,
    "notices in the mail": besides.IN_THE_MAIL,
    "goods without a word": besides.without_a_word("they say nothing"),
}
