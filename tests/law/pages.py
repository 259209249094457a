"""The pages about each law, and the table of what is covered: ``python -m tests.law.pages``.

They are written from the register, so that they tell what the library does.
"""

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

from postsales import Citation, law
from postsales.basics.dated import Dated
from postsales.law.jurisdictions import Jurisdiction
from postsales.law.register import citations
from postsales.refunds.terms import RefundTerms
from postsales.returns.barred import BarredWhen, LiftedWhen, OutsideWhen
from postsales.returns.terms import ReturnTerms
from postsales.returns.windows import StatedWindow
from tests.architecture.source import ROOT
from tests.law.said import cited, said, words

FOLDER = ROOT / "docs" / "reference" / "statutes"


def pages() -> dict[Path, str]:
    """Every page by its file."""
    of_places = {FOLDER / f"{x.code.lower()}.md": page(x) for x in law.COVERED}
    return {FOLDER / "index.md": index(), **of_places}


def index() -> str:
    """The table of what is covered."""
    rows = "\n".join(map(_row, law.COVERED))
    names = "\n".join(x.code.lower() for x in law.COVERED)
    return f"""# Statutes

What is covered of the law of each place, as `law.coverage` tells it.
A place or a day that is not covered ends in `NoLawInForce`.

| place | rights | duties | contracts from | checked on | sources read |
| --- | --- | --- | --- | --- | --- |
{rows}

```{{toctree}}
:hidden:

{names}
```
"""


def _row(place: Jurisdiction) -> str:
    found = law.coverage(place)
    told = {*citations(place)}
    read = f"{len(told) - len(found.unverified)} of {len(told)}"
    name = f"[{found.name}]({place.code.lower()}.md) (`{found.code}`)"
    rights, duties = (", ".join(map(words, x)) for x in (found.rights, found.duties))
    return f"| {name} | {rights} | {duties} | {found.since} | {found.checked_on} | {read} |"


def page(place: Jurisdiction) -> str:
    """The page of one law."""
    return "\n\n".join([f"# {place.name}", *_about(place), *_parts(place)]) + "\n"


def _about(place: Jurisdiction) -> Iterator[str]:
    """What the modules of a law say of it, for people who own a shop."""
    package = importlib.import_module(f"postsales.law.{place.code.lower().replace('-', '_')}")
    folder = Path(inspect.getfile(package)).parent
    for file in sorted(folder.glob("*.py")):
        name = package.__name__ if file.stem == "__init__" else f"{package.__name__}.{file.stem}"
        yield inspect.getdoc(importlib.import_module(name)) or ""


def _parts(place: Jurisdiction) -> Iterator[str]:
    for name, dated in place.rights.items():
        row = dated.rows[-1]
        yield f"## {words(name).capitalize()}"
        yield f"For contracts from {row.from_on} on."
        terms = dated.on(row.from_on)
        yield f"Last day: {_window(terms)}."
        yield from _rules(terms)
    if place.refunds:
        yield "## What goes back"
        yield "\n".join(f"- {words(name)}: {_refund(x)}" for name, x in place.refunds.items())
    if place.duties:
        yield "## Duties"
        yield "\n".join(
            f"- {words(x.name)} (the {x.owed_by}): {said(x.due)}{cited(x.by)}" for x in place.duties
        )
    if place.penalties:
        yield "## Late refunds"
        told = (f"- {words(x)}: {said(y)}{cited(y.by)}" for x, y in place.penalties.items())
        yield "\n".join(told)
    if place.services is not None:
        yield "## Services that had begun"
        yield (
            "A customer who asked expressly for an early start, and was told of the right and of "
            "the duty to pay, owes the part that was supplied. Anybody else owes nothing"
            f"{cited(place.services.by)}."
        )
    if place.handling:
        yield "## Goods that were used"
        yield "What they lost by more handling than was needed may be taken off, after:"
        yield "\n".join(f"- {words(x)}{cited(y.by)}" for x, y in place.handling.items())
        yield "Nothing is taken off where the customer was not told of the right."
    yield from _faults(place)
    yield from _late_goods(place)
    if place.fixed_sums is not None:
        yield "## Late debts between businesses"
        yield "A fixed sum is owed for each debt that is paid late:"
        sums = place.fixed_sums
        bands = [f"- {x.amount} below {x.below}{cited(x.by)}" for x in sums.bands]
        rest = "from there on" if bands else "for every debt"
        yield "\n".join([*bands, f"- {sums.otherwise} {rest}{cited(sums.by)}"])
    yield "## Left out"
    yield "\n".join(f"- {x}" for x in place.left_out)
    yield "## Sources"
    yield "\n".join(dict.fromkeys(_source(x) for x in citations(place)))


def _faults(place: Jurisdiction) -> Iterator[str]:
    presumed, use = place.faults.presumed, place.faults.use
    if presumed is not None:
        yield "## Faults that show later"
        yield "A fault is taken to be an old one if it shows by this day, unless shown otherwise:"
        yield f"- {said(presumed)}"
    if use is not None:
        yield "## Goods that are rejected after a repair"
        yield "Their use may be taken off the refund. Until this day it may not:"
        yield f"- {said(use.free)}{cited(use.by)}"
        if use.except_for is not None:
            yield f"It may be taken off at any time where {said(use.except_for)}."


def _late_goods(place: Jurisdiction) -> Iterator[str]:
    if place.additional_period is not None:
        yield "## Late deliveries"
        yield (
            "A customer who waits in vain sets an additional period. It has to be appropriate. "
            "After it the customer may end the contract. No period is needed where the trader has "
            f"refused, or where the time was essential{cited(place.additional_period.by)}."
        )
    if place.delay_notices is not None:
        rule = place.delay_notices
        yield "## Late shipping"
        yield (
            f"To a first notice silence is consent, for {rule.silence} more. A delay that is "
            "longer, or that is told later, needs express consent. Without it the order ends: "
            f"after {rule.waits}, or on the day that was named before{cited(rule.by)}."
        )


def _window(terms: ReturnTerms) -> str:
    window = terms.window
    return said(window.ends) if isinstance(window, StatedWindow) else str(window.length)


def _rules(terms: ReturnTerms) -> Iterator[str]:
    for kind, head in ((OutsideWhen, "Not about"), (BarredWhen, "Excepted")):
        some = [x for x in terms.required if isinstance(x, kind)]
        if some:
            told = (
                f"- {words(x.code)}: where {said(x.when)}{cited(x.by)}{_lifted(x, terms)}"
                for x in some
            )
            yield f"{head}:\n\n" + "\n".join(told)


def _refund(dated: Dated[RefundTerms]) -> str:
    row = dated.rows[-1]
    terms = dated.on(row.from_on)
    payer = "the trader" if terms.postage is None else "the customer"
    return (
        f"of delivery {words(terms.shipping.value)}, of other charges "
        f"{words(terms.other_charges.value)}, tenders {words(terms.tenders.value)}; "
        f"{payer} pays for the way back of what may come back without a reason{cited(row.by)}"
    )


def _lifted(rule: object, terms: ReturnTerms) -> str:
    """What keeps a rule from barring."""
    some = (y for x, y in terms.excepted if x == rule and isinstance(y, LiftedWhen))
    return "".join(f"; not where {said(x.when)}{cited(x.by)}" for x in some)


def _source(one: Citation) -> str:
    read = f"read on {one.checked_on}" if one.is_verified else "not read: unverified"
    text = f", {one.text}" if one.text else ""
    place = f"{one.instrument}, {one.article}" if one.article else one.instrument
    return f"- {place}{text}: {read}"


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
