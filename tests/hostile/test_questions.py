"""Every argument of the questions about plans and contacts, given what no shop would mean."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from postsales import (
    Action,
    ContactRules,
    Days,
    Delivered,
    InvalidValue,
    Last,
    Plan,
    PostsalesError,
    Refunded,
    Target,
    WorkCalendar,
    WrongType,
    contacts,
    not_met,
    schedules,
)
from tests.basics.given import refused_shortly
from tests.hostile.test_kernel import HARM

AT = "2026-03-30T12:00Z"
DELIVERED = Delivered({"tee": 1}, at="2026-03-01T12:00Z")


def owes(facts: Any) -> Any:
    """A condition that looks at a fact."""
    return not_met("paid") if facts.get("open") == 0 else not_met("asked")


PLAN = Plan(
    id="first-month",
    version="1",
    calendar=WorkCalendar.always("UTC"),
    steps=[
        Action("thanks", after=Last(Delivered), wait=Days(2)),
        Action("remind", after=Last(Delivered), wait=Days(2), when=owes),
        Target("refund", after=Last(Delivered), within=Days(14), met_by=Refunded),
    ],
)
Asked = Callable[..., object]
OF_ONE: dict[str, Any] = {"plan": PLAN, "history": [DELIVERED], "subject": "C-7", "at": AT}
READY = schedules.due(**OF_ONE)
QUESTIONS: Mapping[Asked, dict[str, Any]] = {
    schedules.due: {**OF_ONE, "facts": {"open": 2}},
    schedules.occurrences: {**OF_ONE, "facts": {"open": 2}, "until": "2026-04-30T12:00Z"},
    schedules.next_change: {**OF_ONE, "facts": {"open": 2}},
    schedules.status: OF_ONE,
    schedules.targets: OF_ONE,
    schedules.bound: {"plans": [PLAN], "history": [DELIVERED], "at": AT},
    contacts.release: {
        "ready": READY,
        "history": [DELIVERED],
        "rules": ContactRules(),
        "at": AT,
    },
    contacts.simulate: {
        "plans": [PLAN],
        "history": [DELIVERED],
        "rules": ContactRules(),
        "subject": "C-7",
        "runs": [AT],
        "facts": {"open": 2},
    },
}


def refused(ask: Asked, **given: Any) -> PostsalesError | None:
    """The typed error that comes out, if any; other errors are not caught."""
    try:
        ask(**given)
    except PostsalesError as problem:
        return problem
    return None


@pytest.mark.parametrize(
    ("ask", "name"),
    [
        pytest.param(ask, name, id=f"{getattr(ask, '__name__', '')} {name}")
        for ask, given in QUESTIONS.items()
        for name in given
    ],
)
def test_only_typed_errors_come_out(ask: Asked, name: str) -> None:
    """Whatever is given for an argument, it is taken or refused in a typed way."""
    assert refused(ask, **QUESTIONS[ask]) is None
    for what, value in HARM.items():
        problem = refused(ask, **{**QUESTIONS[ask], name: value})
        assert problem is None or refused_shortly(problem), what


HISTORY = "a history is made of events"


@pytest.mark.parametrize(
    ("ask", "given", "error", "says"),
    [
        pytest.param(
            schedules.due,
            {"subject": None},
            WrongType,
            "subject is None: a subject is text: name the customer, order or ticket",
            id="for nobody",
        ),
        pytest.param(
            schedules.status,
            {"subject": 7},
            WrongType,
            "subject is 7: a subject is text: name the customer, order or ticket",
            id="for a number",
        ),
        pytest.param(
            schedules.due,
            {"subject": ""},
            InvalidValue,
            "subject is '': text that is not blank is needed",
            id="for an empty name",
        ),
        pytest.param(
            schedules.next_change,
            {"plan": None},
            WrongType,
            "plan is None: one plan is asked about: say Plan(id=..., steps=[...], ...)",
            id="about no plan",
        ),
        pytest.param(
            schedules.targets,
            {"history": ["x"]},
            WrongType,
            f"history is 'x': {HISTORY}",
            id="text",
        ),
        pytest.param(
            schedules.bound, {"history": ["x"]}, WrongType, f"history is 'x': {HISTORY}", id="bound"
        ),
        pytest.param(
            schedules.next_change,
            {"history": None},
            WrongType,
            f"history is None: {HISTORY}",
            id="no history",
        ),
        pytest.param(
            schedules.due, {"facts": 3}, WrongType, "facts is 3: a mapping is needed", id="a number"
        ),
        pytest.param(
            schedules.next_change,
            {"facts": {"open": 1.5}},
            WrongType,
            "facts[open] is 1.5: ",
            id="a fact that is none",
        ),
        pytest.param(
            contacts.release, {"history": ["x"]}, WrongType, f"history is 'x': {HISTORY}", id="sent"
        ),
        pytest.param(
            contacts.release,
            {"history": DELIVERED},
            WrongType,
            f": {HISTORY}",
            id="one event for a history",
        ),
        pytest.param(
            contacts.release,
            {"ready": READY[0]},
            WrongType,
            ": what is ready is what schedules.due tells",
            id="one occurrence for several",
        ),
        pytest.param(
            contacts.simulate,
            {"history": ["x"]},
            WrongType,
            f"history is 'x': {HISTORY}",
            id="told",
        ),
        pytest.param(
            contacts.simulate,
            {"runs": None},
            WrongType,
            "runs is None: the instants at which the host would run are needed, as in ['2026-",
            id="never",
        ),
        pytest.param(
            contacts.simulate,
            {"runs": AT},
            WrongType,
            "runs is '2026-03-30T12:00Z': the instants at which the host would run are needed",
            id="one run for several",
        ),
        pytest.param(
            contacts.simulate,
            {"facts": 3},
            WrongType,
            "facts is 3: a mapping is needed",
            id="facts",
        ),
        pytest.param(
            contacts.simulate, {"subject": 7}, WrongType, "subject is 7: a subject is text", id="7"
        ),
    ],
)
def test_what_cannot_be_asked(
    ask: Asked, given: dict[str, Any], error: type[Exception], says: str
) -> None:
    problem = refused(ask, **{**QUESTIONS[ask], **given})
    assert isinstance(problem, error)
    assert says in str(problem)
