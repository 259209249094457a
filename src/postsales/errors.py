"""Every error of the library on one screen. Each is also the builtin that a caller would catch.

``PostsalesError`` catches them all. Only a caller's mistake raises: an impossible value, two
currencies in one sum, terms that contradict themselves. What a customer can cause is a decision.

=============================================== ================ ==================================
error                                           also             when
=============================================== ================ ==================================
``InvalidValue``                                ``ValueError``   a value cannot be
``WrongType``                                   ``TypeError``    a value is of the wrong kind
``Contradictions``                              ``ValueError``   parts contradict each other
``InvalidOrder InvalidTerms InvalidRequest``    ``ValueError``   the same, of these
``InvalidPlan``                                 ``ValueError``   steps contradict each other
``InvalidLifecycle``                            ``ValueError``   rows of a table do not fit together
``RefusedStep``                                 ``ValueError``   a table does not foresee a step
``CurrencyMismatch``                            ``ValueError``   amounts of two currencies meet
``OverRefund``                                  ``ValueError``   more is given back than is left
``OrderDiffers``                                ``ValueError``   an order is not as it was recorded
``InvalidScore``                                ``ValueError``   an answer is not on its scale
``ScaleMismatch MixedPrograms``                 ``ValueError``   answers do not belong together
``UnpairedRatings``                             ``ValueError``   ratings are not of the same people
``FutureContact``                               ``ValueError``   an invitation lies in the future
``InconsistentMargins EmptyCategory``           ``ValueError``   margins cannot be met
``DidNotConverge``                              ``ValueError``   margins were not all reached
``EmptyStratum``                                ``ValueError``   nobody of a group answered
``UnknownLine``                                 ``LookupError``  a line is not in the order
``UnknownReturn``                               ``LookupError``  a return is not in the history
``NoLawInForce``                                ``LookupError``  no value applies on a day
``DocumentErrors``                              ``ValueError``   a document cannot be read
``MissingSection``                              ``LookupError``  a document has no such terms
``MissingExtra``                                ``ImportError``  a package is not installed
=============================================== ================ ==================================
"""

from postsales import (
    Contradictions,
    CurrencyMismatch,
    DidNotConverge,
    DocumentErrors,
    EmptyCategory,
    EmptyStratum,
    FutureContact,
    InconsistentMargins,
    InvalidLifecycle,
    InvalidOrder,
    InvalidPlan,
    InvalidRequest,
    InvalidScore,
    InvalidTerms,
    InvalidValue,
    MissingExtra,
    MissingSection,
    MixedPrograms,
    NoLawInForce,
    OrderDiffers,
    OverRefund,
    PostsalesError,
    RefusedStep,
    ScaleMismatch,
    UnknownLine,
    UnknownReturn,
    UnpairedRatings,
    WrongType,
)

__all__ = [
    "Contradictions",
    "CurrencyMismatch",
    "DidNotConverge",
    "DocumentErrors",
    "EmptyCategory",
    "EmptyStratum",
    "FutureContact",
    "InconsistentMargins",
    "InvalidLifecycle",
    "InvalidOrder",
    "InvalidPlan",
    "InvalidRequest",
    "InvalidScore",
    "InvalidTerms",
    "InvalidValue",
    "MissingExtra",
    "MissingSection",
    "MixedPrograms",
    "NoLawInForce",
    "OrderDiffers",
    "OverRefund",
    "PostsalesError",
    "RefusedStep",
    "ScaleMismatch",
    "UnknownLine",
    "UnknownReturn",
    "UnpairedRatings",
    "WrongType",
]
