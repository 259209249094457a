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
            "Who asked expressly for it and was told of the right and of the duty to pay owes the "
            f"part that was supplied, anybody else nothing{cited(place.services.by)}."
        )
    if place.handling:
        yield "## Goods that were used"
        told = (f"- {words(x)}{cited(y.by)}" for x, y in place.handling.items())
        yield "What they lost by more handling than was needed may be taken off, after:"
        yield "\n".join(told)
        yield "Not where the customer was not told of the right."
    if place.additional_period is not None:
        yield "## Late deliveries"
        yield (
            "Who waits in vain sets an additional period that is appropriate, and may end the "
            "contract after it; at once where the trader has refused or the time was essential"
            f"{cited(place.additional_period.by)}."
        )
    if place.delay_notices is not None:
        yield "## Late shipping"
        yield (
            f"With a first notice silence consents to {place.delay_notices.silence} more; what is "
            "longer, or told later, needs express consent, without which the order ends: after "
            f"{place.delay_notices.waits}, or the day that was named before"
            f"{cited(place.delay_notices.by)}."
        )
    yield "## Left out"
    yield "\n".join(f"- {x}" for x in place.left_out)
    yield "## Sources"
    yield "\n".join(dict.fromkeys(_source(x) for x in citations(place)))


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
