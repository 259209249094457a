"""Mistakes about which units, and why not."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from attrs import evolve

from postsales import (
    Delivered,
    Hint,
    LineKind,
    ReasonKind,
    RefundTerms,
    ReturnTerms,
    Scope,
)
from postsales.testing.answers import Answer
from postsales.testing.law import Scene
from postsales.testing.subject import Policy
from tests.testing.bad.mistakes import Bad, asked, nothing

FAULTY = ("faulty", "defect")


def first_of_nothing(good: Policy, scene: Scene) -> Answer:
    """The first delivery is looked up, also where there is none."""
    first = min(x.at for x in scene.order.history if isinstance(x, Delivered))
    return asked(good, scene) if first <= scene.at else nothing(scene)


def anything_goes(good: Policy, scene: Scene) -> Answer:
    """A line that nobody bought may come back."""
    known = {line.id for line in scene.order.lines}
    if not {*scene.request.quantities} <= known:
        return Answer(allowed=scene.request.quantities)
    return asked(good, scene)


def a_no_without_a_reason(good: Policy, scene: Scene) -> Answer:
    """The reason is forgotten where a person has to look."""
    answer = asked(good, scene)
    return evolve(answer, because={}) if answer.referred else answer


def a_stale_reason(good: Policy, scene: Scene) -> Answer:
    """A reason is told although everything is allowed."""
    return evolve(asked(good, scene), because={"window_closed": 1})


def first_reason_only(good: Policy, scene: Scene) -> Answer:
    """The first reason is told, and no other."""
    answer = asked(good, scene)
    return evolve(answer, because=dict([*answer.because.items()][:1]))


def wrong_hint(good: Policy, scene: Scene) -> Answer:
    """Whatever is in the way, the advice is to leave a unit out."""
    answer = asked(good, scene)
    if not answer.because:
        return answer
    line, code = next(iter(scene.request.quantities)), next(iter(answer.because))
    return evolve(answer, hints=[Hint("tell", line=line, units=1, removes=[code], fact="reason")])


def hint_that_costs(good: Policy, scene: Scene) -> Answer:
    """The advice is to leave out units that are allowed."""
    answer = asked(good, scene)
    hints = [
        Hint("leave_out", line=line, units=units, removes=())
        for line, units in answer.allowed.items()
    ]
    return evolve(answer, hints=hints)


def hint_that_adds_the_same(good: Policy, scene: Scene) -> Answer:
    """The advice is to ask for one more of the same, whatever stands in the way."""
    answer = asked(good, scene)
    item = scene.request.items[0]
    if not answer.because:
        return answer
    more = {item.line: 1}
    told = Hint(
        "add",
        line=item.line,
        units=1,
        removes=[next(iter(answer.because))],
        reason=item.reason,
        adds=more,
    )
    return evolve(answer, hints=[told])


def half_a_pack_to_the_last(good: Policy, scene: Scene) -> Answer:
    """The last of a line may come back, and is told to be half a pack all the same."""
    answer = asked(good, scene)
    odd = sum(k for k in scene.request.quantities.values() if k % 2)
    return evolve(answer, because={"no_whole_packs": odd}) if odd else answer


def sent_and_put_aside(good: Policy, scene: Scene) -> Answer:
    """What came without a number is put aside, and nobody says why."""
    answer = asked(good, scene)
    return evolve(answer, because={}) if "not_authorised" in answer.because else answer


def goodwill_as_a_condition(terms: ReturnTerms) -> ReturnTerms:
    """An exception is asked as one more condition."""
    more = tuple(exception for _, exception in terms.excepted)
    return evolve(terms, excepted=(), required=(*terms.required, *more))


def blanket_exclusion(terms: ReturnTerms) -> ReturnTerms:
    """What is excluded is excluded, whatever is wrong with it."""
    every = [*ReasonKind]
    return evolve(terms, exclusions=[evolve(x, for_reasons=every) for x in terms.exclusions])


def fee_on_defects(good: Policy, scene: Scene) -> Answer:
    """Faulty goods cost half of what they give, as a fee for looking at them."""
    answer = asked(good, scene)
    if answer.refund is None or scene.request.items[0].reason not in FAULTY:
        return answer
    fee = scene.order.currency.minor(answer.refund.minor - answer.refund.minor // 2)
    return evolve(answer, refund=answer.refund - fee, fees={**answer.fees, "inspection": fee})


def shorter_for_defects(good: Policy, scene: Scene) -> Answer:
    """Faulty goods must be back within a week."""
    if scene.request.items[0].reason in FAULTY:
        return asked(good, evolve(scene.as_known(), at=scene.at + timedelta(days=23)))
    return asked(good, scene)


def worn_and_faulty(good: Policy, scene: Scene) -> Answer:
    """What is worn is refused, and nobody asks whether it is faulty."""
    item = scene.request.items[0]
    if item.reason in FAULTY and item.condition not in ("", "unopened", "opened"):
        return nothing(scene, "condition_not_accepted")
    lenient = [evolve(x, condition="unopened") for x in scene.request.items]
    return asked(good, evolve(scene, request=evolve(scene.request, items=lenient)))


def all_or_nothing(good: Policy, scene: Scene) -> Answer:
    """If one line may not come back, none may."""
    answer = asked(good, scene)
    whole = {*answer.allowed} == {*scene.request.quantities}
    return answer if whole else nothing(scene)


def any_parcel(good: Policy, scene: Scene) -> Answer:
    """The first parcel starts the window, whatever was in it."""
    known = [x for x in scene.order.history if isinstance(x, Delivered) and x.at <= scene.at]
    first = min((x.at for x in known), default=scene.at)
    over = scene.at >= first + timedelta(days=14)
    return nothing(scene, "window_closed") if over else asked(good, scene)


def by_hash(good: Policy, scene: Scene) -> Answer:
    """A share of orders is looked at by hand, picked by the name of the order."""
    picked = sum(scene.order.id.encode()) % 2
    return asked(good, scene) if picked else nothing(scene, "sampled")


def by_id(good: Policy, scene: Scene) -> Answer:
    """One line is a favour, and it is the first in the alphabet."""
    answer = asked(good, scene)
    return evolve(answer, allowed=dict(sorted(answer.allowed.items())[:1]))


def unknown_is_remorse(good: Policy, scene: Scene) -> Answer:
    """A reason that is not known is refused, as what nobody likes is where it is final."""
    known = ("too_small", "changed_mind", "faulty", "wrong_item")
    return asked(good, scene) if scene.request.items[0].reason in known else nothing(scene)


def keeps_state() -> Callable[[Policy, Scene], Answer]:
    """Reasons are gathered in a list that lives as long as the program."""
    seen: list[str] = []

    def policy(good: Policy, scene: Scene) -> Answer:
        answer = asked(good, scene)
        seen.extend(answer.because)
        return evolve(answer, because={code: seen.count(code) for code in seen})

    return policy


def reads_the_clock(good: Policy, scene: Scene) -> Answer:
    """Now is looked up, beside the instant that was given."""
    return nothing(scene) if datetime.now(UTC).year < 2000 else asked(good, scene)


def days_of_the_server(good: Policy, scene: Scene) -> Answer:
    """Thirty days are counted by the calendar of wherever the server stands."""
    came = [x.at for x in scene.order.history if isinstance(x, Delivered) and x.at <= scene.at]
    days = [(scene.at.astimezone().date() - at.astimezone().date()).days for at in came]
    return nothing(scene, "window_closed") if min(days, default=0) > 30 else asked(good, scene)


def reads_a_file(good: Policy, scene: Scene) -> Answer:
    """Returns are off while there is a file that says so."""
    with open(os.devnull, encoding="utf-8") as file:  # noqa: PTH123 - as a shop would write it
        return nothing(scene) if file.read() else asked(good, scene)


def numbered(good: Policy, scene: Scene) -> Answer:
    """Every answer gets a number that nobody has had before."""
    return evolve(asked(good, scene), told=f"answer {uuid4()}")


def reads_the_environment(good: Policy, scene: Scene) -> Answer:
    """A switch of the server says whether returns are on."""
    return nothing(scene) if os.environ.get("RETURNS") == "off" else asked(good, scene)


def reads_the_context(good: Policy, scene: Scene) -> Answer:
    """An amount goes through Decimal, and is rounded as the program happens to round."""
    answer = asked(good, scene)
    share = Decimal(scene.order.lines[0].total.minor + 100_003) / 7
    return evolve(answer, refund=scene.order.currency.minor(int(share)))


def draft_terms(terms: ReturnTerms) -> ReturnTerms:
    """The terms that are asked are a draft of those that were given."""
    return evolve(terms, version=f"{terms.version}-draft")


def special_for_everything(terms: ReturnTerms) -> ReturnTerms:
    """The first special window takes the place of the standard one, for every line."""
    if not terms.special_windows:
        return terms
    first = evolve(terms.special_windows[0], applies_to=terms.window.applies_to)
    return evolve(terms, window=first)


def excluded_whatever_it_is(terms: ReturnTerms) -> ReturnTerms:
    """Which goods an exclusion names is not looked at."""
    every = Scope(kind=[*LineKind])
    return evolve(terms, exclusions=[evolve(x, applies_to=every) for x in terms.exclusions])


def of_another_shop(terms: RefundTerms) -> RefundTerms:
    """The quote is made by refund terms of another shop."""
    return evolve(terms, id="another-shop")


BAD = (
    Bad("the first of no deliveries", "ELI-01", first_of_nothing),
    Bad("a line that nobody bought", "ELI-01", anything_goes),
    Bad("a no without a reason", "ELI-02", a_no_without_a_reason),
    Bad("a reason that is left over", "ELI-02", a_stale_reason),
    Bad("the first reason only", "ELI-03", first_reason_only),
    Bad("a wrong hint", "ELI-05", wrong_hint),
    Bad("a hint that costs", "ELI-05", hint_that_costs),
    Bad("goodwill turns a yes into a no", "ELI-07", reads=goodwill_as_a_condition),
    Bad("a blanket exclusion", "ELI-08", reads=blanket_exclusion),
    Bad("a fee on defects", "ELI-09", fee_on_defects),
    Bad("a shorter window for defects", "ELI-09", shorter_for_defects),
    Bad("all or nothing", "ELI-10", all_or_nothing),
    Bad("no worn goods, however faulty", "ELI-09", worn_and_faulty, of="conditions"),
    Bad("more of the same", "ELI-05", hint_that_adds_the_same, of="bundles"),
    Bad("half a pack to the last", "ELI-02", half_a_pack_to_the_last, of="whole packs"),
    Bad("sent and put aside", "ELI-02", sent_and_put_aside, of="a number before sending"),
    Bad("a parcel of another line", "ELI-10", any_parcel),
    Bad("a sample by the name of the order", "ELI-11", by_hash),
    Bad("the first in the alphabet", "ELI-11", by_id),
    Bad("an unknown reason as a change of mind", "ELI-12", unknown_is_remorse),
    Bad("state kept between calls", "ELI-13", keeps_state()),
    Bad("a look at the clock", "ELI-13", reads_the_clock),
    Bad("days of the server", "ELI-13", days_of_the_server),
    Bad("a look at a file", "ELI-13", reads_a_file),
    Bad("a number for every answer", "ELI-13", numbered),
    Bad("a look at the environment", "ELI-13", reads_the_environment),
    Bad("a look at the decimal context", "ELI-13", reads_the_context),
    Bad("terms of a draft", "ELI-14", reads=draft_terms),
    Bad("refund terms of another shop", "ELI-14", pays=of_another_shop),
    Bad("a special window for everything", "ELI-15", reads=special_for_everything),
    Bad("an exclusion for everything", "ELI-15", reads=excluded_whatever_it_is),
)
