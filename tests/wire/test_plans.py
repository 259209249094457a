"""Plans, rules of contact and histories in files: what constructors would make of them."""

import json
from importlib.resources import files
from typing import Any

import pytest
from attrs import evolve

from postsales import (
    Action,
    AfterStep,
    Contact,
    ContactRules,
    Days,
    Delivered,
    DocumentErrors,
    During,
    Each,
    First,
    History,
    Hours,
    InvalidValue,
    Last,
    Minutes,
    MissingSection,
    Oldest,
    Placed,
    Plan,
    PlanBundle,
    QuietDays,
    Refunded,
    ReturnClosed,
    ReturnRequested,
    StepDone,
    Target,
    WorkingDays,
    WorkingHours,
    WorkingMinutes,
    WrongType,
    wire,
)
from postsales.wire import toml
from tests.records.given import PointsSpent
from tests.wire.plans_given import (
    CONTACT_RULES,
    HISTORY,
    OFFICE,
    PLAN,
    PLANS,
    RULES,
    SMALL,
    owes,
)

SAMPLE = (files("postsales.samples") / "after_sales.toml").read_text(encoding="utf-8")
TOLD: dict[str, Any] = {"events": [PointsSpent], "rules": RULES}
TEXT: Any = "plan"
HEAD = """
[plan]
id = "small"
version = "1"
calendar = { zone = "UTC", hours = { Mon-Fri = "09:00-17:00" } }
"""


def plan(*steps: str) -> str:
    """A small plan with these steps."""
    return HEAD + "".join(f"[[plan.steps]]\n{step}\n" for step in steps)


def step(text: str) -> Any:
    """The one step of a plan."""
    (found,) = toml.read_plan(plan(f'key = "s"\n{text}')).plan.steps
    return found


def problems(text: str) -> list[str]:
    """What is wrong with a text, as sentences."""
    with pytest.raises(DocumentErrors) as caught:
        toml.read_plan(text)
    return [str(problem) for problem in caught.value]


def history(text: str) -> list[str]:
    """What is wrong with a history, as sentences."""
    with pytest.raises(DocumentErrors) as caught:
        wire.read_history(text)
    return [str(problem) for problem in caught.value]


class TestThereAndBack:
    """What is written is read as the same plans and rules."""

    def test_in_json(self) -> None:
        assert wire.read_plan(wire.write_json(PLANS, rules=RULES), **TOLD) == PLANS

    def test_in_toml(self) -> None:
        assert toml.read_plan(toml.write_plan(PLANS, rules=RULES), **TOLD) == PLANS

    @pytest.mark.parametrize(
        ("value", "sections"),
        [
            pytest.param(SMALL, ("plan",), id="a plan alone"),
            pytest.param(CONTACT_RULES, ("contact_rules",), id="rules alone"),
            pytest.param(PlanBundle(SMALL, contact_rules=CONTACT_RULES), None, id="both"),
        ],
    )
    def test_alone_and_together(self, value: Any, sections: tuple[str, ...] | None) -> None:
        both = ("plan", "contact_rules")
        in_json, in_toml = wire.write_json(value), toml.write_plan(value)
        assert wire.read_plan(in_json) == toml.read_plan(in_toml)
        assert wire.read_plan(in_json).sections == (sections or both)

    def test_the_tree_is_the_same_in_json_and_toml(self) -> None:
        import tomllib

        in_json = json.loads(wire.write_json(PLANS, rules=RULES))
        assert tomllib.loads(toml.write_plan(PLANS, rules=RULES)) == in_json

    def test_a_condition_comes_back_by_its_name(self) -> None:
        text = toml.write_plan(PLAN, rules=RULES)
        assert 'when = "owes"' in text
        assert toml.read_plan(text, **TOLD).plan.actions[0].when is owes

    def test_a_condition_without_a_name_is_not_written(self) -> None:
        with pytest.raises(InvalidValue, match="a rule is told by its name among none"):
            toml.write_plan(PLAN)

    def test_something_else_is_no_plan(self) -> None:
        with pytest.raises(WrongType, match="a Plan, ContactRules, or a PlanBundle, is written"):
            toml.write_plan(TEXT)


class TestTheSample:
    """The file of the samples is what its constructors would make."""

    def test_its_plans_and_rules(self) -> None:
        bundle = toml.read_plan(SAMPLE)
        assert [x.id for x in bundle.plans] == ["first-month", "returns"]
        assert bundle.sections == ("plan", "contact_rules")
        review = bundle.plans[0].actions[1]
        assert review == Action(
            "review",
            after=Last(Delivered),
            wait=Days(21),
            at_time="19:30",
            expires=Days(14),
            contact=Contact("email", purpose="feedback"),
        )
        assert bundle.plans[0].stops == (Refunded,)
        assert bundle.plans[0].pauses == (During(ReturnRequested, ReturnClosed),)
        assert isinstance(bundle.contact_rules.holidays[0], QuietDays)

    def test_it_passes_the_schema(self) -> None:
        from jsonschema import Draft202012Validator

        tree = json.loads(wire.write_json(toml.read_plan(SAMPLE)))
        assert [*Draft202012Validator(wire.schema("plan")).iter_errors(tree)] == []

    def test_its_histories_are_read(self) -> None:
        text = (files("postsales.samples") / "histories.jsonl").read_text(encoding="utf-8")
        found = [wire.read_history(line) for line in text.splitlines()]
        assert [x.subject for x in found] == [f"C-{n}" for n in range(101, 121)]


class TestSteps:
    """Each key is the parameter of that name."""

    @pytest.mark.parametrize(
        ("text", "anchor"),
        [
            ('{ last = "delivered" }', Last(Delivered)),
            ('{ first = "placed" }', First(Placed)),
            ('{ each = "refunded" }', Each(Refunded)),
            (
                '{ oldest = "return_requested", until = "return_closed" }',
                Oldest(ReturnRequested, until=ReturnClosed),
            ),
            (
                '{ oldest = "return_requested", until = "return_closed", reopened_by = "placed" }',
                Oldest(ReturnRequested, until=ReturnClosed, reopened_by=Placed),
            ),
            ('{ first = "step_done" }', First(StepDone)),
        ],
    )
    def test_anchors(self, text: str, anchor: Any) -> None:
        assert step(f"after = {text}").after == anchor

    def test_after_another_step(self) -> None:
        first = 'key = "call"\nafter = { last = "delivered" }'
        second = 'key = "ask"\nafter = { after_step = "call" }'
        assert toml.read_plan(plan(first, second)).plan.steps[1].anchor == AfterStep("call")

    def test_what_is_owed_is_a_target(self) -> None:
        text = 'after = { each = "delivered" }\nwithin = "12 working hours"\nmet_by = "refunded"'
        assert step(text) == Target(
            "s", after=Each(Delivered), within=WorkingHours(12), met_by=Refunded
        )

    @pytest.mark.parametrize(
        ("text", "wait"),
        [
            ("21 days", Days(21)),
            ("36 hours", Hours(36)),
            ("2 working days", WorkingDays(2)),
            ("4.5 working hours", WorkingHours("4.5")),
            ("20 minutes", Minutes(20)),
            ("1 working minute", WorkingMinutes(1)),
        ],
    )
    def test_waits(self, text: str, wait: Any) -> None:
        assert step(f'after = {{ last = "delivered" }}\nwait = "{text}"').wait == wait

    def test_a_task_reaches_nobody(self) -> None:
        assert step('after = { last = "delivered" }\ncontact = "nobody"').contact is None

    def test_what_is_left_out_is_the_default(self) -> None:
        assert step('after = { last = "delivered" }') == Action("s", after=Last(Delivered))

    def test_one_step_needs_no_list(self) -> None:
        text = f'{HEAD}steps = {{ key = "s", after = {{ last = "delivered" }}, when = "owes" }}'
        found = toml.read_plan(text, rules=RULES).plan
        assert found.actions[0].when is owes


def quiet(*wishes: str) -> str:
    """Rules with quiet hours."""
    said = ", ".join(['hours = "20:00-08:00"', 'zone = "UTC"', *wishes])
    return f"[contact_rules]\nquiet = {{ {said} }}\n"


class TestProblems:
    """All that is wrong is told at once, with its path."""

    def test_a_value_without_its_object_is_told_what_the_object_has(self) -> None:
        text = plan('key = "s"\nafter = "delivered"\nevery = "90 days"')
        text += '[contact_rules]\nzone = "UTC"\ncaps = 2\n'
        after, every, caps = problems(text)
        assert after == (
            "$.plan.steps[0].after is 'delivered': an object is needed, with one of first, last, "
            "each, oldest, after_step, such as {'last': 'delivered'}"
        )
        assert every == (
            "$.plan.steps[0].every is '90 days': an object is needed, with length, times, until, "
            "counted; perhaps {'length': '90 days'} is meant"
        )
        assert caps == (
            "$.contact_rules.caps[0] is 2: an object is needed, with most, per, channels, "
            "purposes, except_for"
        )

    def test_of_plans_and_rules_together(self) -> None:
        text = plan(
            'kee = "s"\nafter = { last = "deliverd" }\nwait = "soon"',
            'key = "t"\nafter = { each = "placed" }\nwithin = "1 day"\nmet_by = "paidd"',
            'key = "u"\nafter = { oldest = "placed" }\ncontact = { channel = "fax" }',
            'key = "v"\nafter = "delivered"\nwhen = "owes"',
            'key = "w"\nafter = { last = "placed", of = 2 }\ncontact = "none"',
            'key = "x"\nafter = { first = "placed", last = "placed" }',
        )
        text += '[contact_rules]\nzone = "Berlin"\ncaps = { most = 0, per = "7 days" }\nquit = 1\n'
        starts = [
            "$.plan.steps[0].key is missing",
            "$.plan.steps[0].kee is not known; say key, after, before, wait, ",
            "$.plan.steps[0].after.last is 'deliverd': no such event; perhaps delivered ",
            "$.plan.steps[0].wait is 'soon': a length is text such as '30 days'",
            "$.plan.steps[1].met_by[0] is 'paidd': no such event; perhaps paid ",
            "$.plan.steps[2].after.until is missing",
            "$.plan.steps[2].contact.channel is 'fax': no such Channel; say 'email', ",
            "$.plan.steps[3].after is 'delivered': an object is needed, with one of first, last, ",
            "$.plan.steps[3].when is 'owes': no rules are known; rules of your own are given in",
            "$.plan.steps[4].after.of is not known; say last, by",
            "$.plan.steps[4].contact is 'none': a contact is told by an object such as ",
            "$.plan.steps[5].after selects no event, or several; say one of first, last, each, ",
            "$.contact_rules.quit is not known; say zone, consents, ",
            "$.contact_rules.caps[0].most is 0: ",
            "$.contact_rules.zone is 'Berlin': a zone is an IANA key such as 'Europe/Berlin'",
        ]
        found = problems(text)
        for start in starts:
            assert [x for x in found if x.startswith(start)], (start, found)
        assert len(found) == len(starts), found

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            pytest.param("", "$ has no plan: it has sections plan, contact_rules", id="nothing"),
            pytest.param(
                "[plans]\n", "$.plans is not known; sections are plan, contact_rules", id="plans"
            ),
            pytest.param("version = 2\n[contact_rules]\n", "$.version is 2: only 1", id="version"),
            pytest.param("plan = 3\n", "$.plan is 3: an object is needed", id="a number"),
            pytest.param(
                plan(), "$.plan.steps is missing", id="no steps, which a plan has to have"
            ),
            pytest.param(
                plan('key = "s"\nafter = { after_step = "t" }'),
                "$.plan cannot be: plan 'small': step 's' counts from 't', which is none",
                id="after a step that is none",
            ),
            pytest.param(
                plan('key = "s"'),
                "$.plan.steps[0].after is null: an action comes after its anchor or before it",
                id="no anchor",
            ),
            pytest.param(
                plan('key = "s"\nafter = { oldest = "placed", until = "placed" }'),
                "$.plan.steps[0].after cannot be: ",
                id="what ends is what begins",
            ),
            pytest.param(
                quiet('if_too_late = "early"', 'early_by = "2 days"'),
                "$.contact_rules.quiet[0].early_by is '2 days': text such as '3 hours' or "
                "'90 minutes' is needed",
                id="early by days",
            ),
            pytest.param(
                quiet('early_by = "2 hours"'),
                "$.contact_rules.quiet[0].early_by is Hours(2): nothing is sent early where "
                "if_too_late is 'drop'; say if_too_late='early', or leave early_by out",
                id="early by hours, and not sent early",
            ),
        ],
    )
    def test_of_one_thing(self, text: str, says: str) -> None:
        assert [x for x in problems(text) if x.startswith(says)], problems(text)

    @pytest.mark.parametrize("name", ["id", "version"])
    def test_names_on_one_line(self, name: str) -> None:
        tree = json.loads(wire.write_json(SMALL))
        tree["plan"][name] = "\x00"
        with pytest.raises(DocumentErrors, match=rf"\$\.plan\.{name} .*no control characters"):
            wire.read_plan(json.dumps(tree))

    def test_two_plans_of_one_id(self) -> None:
        one = wire.write_json(SMALL)
        tree = json.loads(one)
        tree["plan"] = [tree["plan"], tree["plan"]]
        with pytest.raises(DocumentErrors, match=r"\$\.plan cannot be: .*different ids"):
            wire.read_plan(json.dumps(tree))

    def test_a_plan_in_json_says_its_version(self) -> None:
        with pytest.raises(DocumentErrors, match=r"\$\.version is missing"):
            wire.read_plan('{"contact_rules": {}}')

    def test_a_list_is_no_document(self) -> None:
        with pytest.raises(DocumentErrors, match=r"an object is needed"):
            wire.read_plan("[]")

    def test_a_target_has_no_condition(self) -> None:
        target = 'key = "s"\nafter = { each = "placed" }\nwithin = "1 day"\nmet_by = "paid"\n'
        (found,) = problems(plan(f'{target}when = "owes"'))
        assert found.startswith("$.plan.steps[0].when is not known; say key, after, within, met_by")


class TestBundles:
    """Plans and rules stand together, and asking for what is not there says so."""

    def test_no_plan(self) -> None:
        with pytest.raises(MissingSection, match="only the section 'contact_rules'"):
            _ = PlanBundle(contact_rules=ContactRules()).plan

    def test_no_rules(self) -> None:
        with pytest.raises(MissingSection, match="no terms for 'contact_rules'"):
            _ = PlanBundle(SMALL).contact_rules

    def test_several_plans_are_not_one(self) -> None:
        with pytest.raises(InvalidValue, match="these are several plans"):
            _ = PLANS.plan
        assert [x.id for x in PLANS.plans] == ["acme-after", "small", "quick"]

    def test_something_else(self) -> None:
        with pytest.raises(WrongType):
            PlanBundle(contact_rules=TEXT)
        with pytest.raises(WrongType):
            PlanBundle([TEXT])

    def test_one_id_twice(self) -> None:
        with pytest.raises(InvalidValue, match="different ids"):
            PlanBundle([SMALL, evolve(SMALL, version="2")])


class TestHistories:
    """A line is a subject with its events, in the format of orders."""

    def test_there_and_back(self) -> None:
        assert wire.read_history(wire.write_json(HISTORY)) == HISTORY

    def test_as_people_write_it(self) -> None:
        told = '{"subject": "C-7", "events": [{"event": "placed", "at": "2026-03-02T09:00Z"}]}'
        assert wire.read_history(told) == History("C-7", [Placed(at="2026-03-02T09:00Z")])

    def test_events_of_a_host(self) -> None:
        event = {"event": "trophy_won", "points": 5, "at": "2026-03-02T09:00Z"}
        told = json.dumps({"subject": "C-7", "events": [event]})
        (says,) = history(told)
        assert says.startswith(
            "$.events[0].event is 'trophy_won': no such event; classes of your own are named in "
            "events=, and with --events MODULE:NAME on the command line; others are happened, "
        )

    def test_one_word_stands_for_a_list_of_one(self) -> None:
        told = {"event": "consent_given", "purposes": "marketing", "at": "2026-03-02T09:00Z"}
        one = {"subject": "C-7", "events": told}
        several = {"subject": "C-7", "events": [{**told, "purposes": ["marketing"]}]}
        assert wire.read_history(json.dumps(one)) == wire.read_history(json.dumps(several))
        written = json.loads(wire.write_json(wire.read_history(json.dumps(one))))
        assert written["events"][0]["purposes"] == ["marketing"]

    def test_near_words_stand_before_all_others(self) -> None:
        event = {"event": "consent_giv", "purposes": "marketing", "at": "2026-03-02T09:00Z"}
        (says,) = history(json.dumps({"subject": "C-7", "events": [event]}))
        told = says.removeprefix("$.events[0].event is 'consent_giv': no such event; perhaps ")
        near, _, others = told.partition(" is meant; ")
        assert near.split(" or ")[0] == "consent_given"
        assert not {*near.split(" or ")} & {*others.rpartition("others are ")[2].split(", ")}

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("[]", "$ is []: an object is needed"),
            ('{"events": []}', "$.subject is missing"),
            ('{"subject": " ", "events": []}', "$.subject is ' ': "),
            (
                '{"subject": "C\\u00007", "events": []}',
                "$.subject is 'C\\x007': an id is on",
            ),
            ('{"subject": "C-7"}', "$.events is missing"),
            ('{"subject": "C-7", "events": {}}', "$.events[0].event is missing"),
            ('{"subject": "C-7", "events": 5}', "$.events[0] is 5: an object is needed"),
            ('{"subject": "C-7", "events": [], "fact": {}}', "$.fact is not known; say subject"),
            ('{"subject": "C-7", "events": [], "facts": {"a": 0.5}}', "$.facts.a is 0.5: "),
            ('{"subject": "C-7", "events": [], "version": 2}', "$.version is 2: only 1 is known"),
            (
                '{"subject": "C-7", "events": [{"event": "placed", "at": "today"}]}',
                "$.events[0].at is 'today': ",
            ),
        ],
    )
    def test_problems(self, text: str, says: str) -> None:
        assert [x for x in history(text) if x.startswith(says)], history(text)

    def test_all_problems_at_once(self) -> None:
        told = '{"subjet": "C-7", "events": [{"event": "sung", "at": "2026-03-02T09:00Z"}, 5]}'
        found = history(told)
        assert [x.split()[0] for x in found] == [
            "$.subject",
            "$.subjet",
            "$.events[0].event",
            "$.events[1]",
        ]


def test_a_small_plan_is_the_same_by_hand() -> None:
    assert toml.read_plan(
        plan('key = "review"\nafter = { last = "delivered" }\nwait = "21 days"')
    ).plan == Plan(id="small", version="1", calendar=OFFICE, steps=SMALL.steps)
