"""Words of a host: other sentences for some of ours, its own codes, or a language that we lack."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO, StringIO
from string import Formatter
from typing import cast

from attrs import field, frozen

from postsales.basics._checks import instance, optional_text, pairs, text
from postsales.basics._errors import Contradictions, InvalidValue, WrongType
from postsales.basics.decisions import Decision
from postsales.basics.findings import Finding
from postsales.basics.quantities import FrozenMap
from postsales.basics.rules import explained
from postsales.explain.source import ENGLISH, facts_of, forms, to_customer
from postsales.orders.cases import UnitCase

__all__ = ["Catalogue"]

_MOST = 10**7
_LONGEST = 1000
_OWN = "own."
_LANGUAGE = re.compile(r"[a-z]{2,3}", re.ASCII)
_OWN_KINDS = ("reason", "label", "hint", "tell", "change", "fee", "proof")


def _sentences(value: Mapping[str, str | Iterable[str]]) -> FrozenMap[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, said in pairs("sentences", value):
        some = (said,) if isinstance(said, str) else said
        if isinstance(some, bytes) or not isinstance(some, Iterable):
            raise WrongType("sentences", said, "a sentence is text, or one text for each form")
        written = cast("Iterable[object]", some)
        found[text("key", key)] = tuple(text(f"{key}", x, _LONGEST) for x in written)
    return FrozenMap(found)


@frozen(weakref_slot=False)
class Catalogue:
    """Sentences of one language, by their keys, that stand before those of the library.

    A key is one of ``explain.sentences()``. A sentence may leave out facts of ours, and names no
    others. Where ours has a singular and a plural, one form serves all counts, or there are as many
    as the language has, in the order of its gettext plural rule.

    A code of your own is said under ``own.reason.<code>``, its short name under
    ``own.label.<code>``, and likewise ``own.hint``, ``own.tell``, ``own.change``, ``own.fee`` and
    ``own.proof`` (what has to be shown); each may end in ``@customer``. A sentence for a
    reason that names a fact which its finding does not have is not said: the code and its facts are
    said in words instead, and ``lacking`` finds it in a decision, for a test of yours.

    Sentences that are not there are those of the library, in English where it does not speak the
    language: ``missing`` names them.

    Raises:
        InvalidValue: a language without figures; keys, facts or forms that do not fit, all listed.

    Example:
        >>> own = Catalogue("en", {"returns.reason.final_sale": "bought in the sale, for good"})
        >>> own.language, len(own.sentences)
        ('en', 1)
    """

    language: str
    sentences: FrozenMap[str, tuple[str, ...]] = field(converter=_sentences)

    def __attrs_post_init__(self) -> None:
        optional_text("language", self.language)
        count = _forms_of(self.language)
        problems = [x for key, said in self.sentences.items() for x in _problems(key, said, count)]
        if problems:
            raise Contradictions(f"catalogue {self.language!r}", problems)

    @classmethod
    def of_po(cls, po: str) -> "Catalogue":
        r"""A catalogue from the text of a PO file; entries that are fuzzy or empty are left out.

        The language is that of its header. A template with every key is in the source of the
        library.

        Raises:
            InvalidValue: text that is no PO file, without a language, or with entries without key.

        Example:
            >>> dutch = Catalogue.of_po('''
            ... msgid ""
            ... msgstr "Language: nl\\n"
            ...
            ... msgctxt "explain.heading.next"
            ... msgid "What happens next"
            ... msgstr "Wat er nu gebeurt"
            ... ''')
            >>> dutch.language, dutch.sentences["explain.heading.next"]
            ('nl', ('Wat er nu gebeurt',))
        """
        instance("po", po, str, "the text of a PO file is needed")
        optional_text("po", po, _MOST)
        from babel.messages.pofile import PoFileError, read_po

        try:
            read = read_po(StringIO(po), abort_invalid=True)
        except (PoFileError, ValueError) as error:
            raise InvalidValue("po", po, f"it cannot be read: {error}") from None
        found: dict[str, tuple[str, ...]] = {}
        for message in read:
            if not message.id or message.fuzzy:
                continue
            said = message.string or ""
            written = (said,) if isinstance(said, str) else tuple(said)
            if all(written):
                found[message.context or f"without msgctxt: {message.id}"] = written
        return cls(str(read.locale_identifier or ""), found)

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of the library that this catalogue does not say."""
        return tuple(key for key in ENGLISH if key not in self.sentences)

    def lacking(self, decision: Decision[UnitCase]) -> tuple[str, ...]:
        """Which sentences for codes of your own name facts that this decision does not know?

        Example:
            >>> from postsales import EUR, Days, Delivered, Line, Order, ReturnRequest, ReturnTerms
            >>> from postsales import ReturnWindow, not_met, returns
            >>> order = Order(
            ...     id="1001", placed_at="2026-03-02T10:15+01:00",
            ...     lines=[Line("tee", quantity=1, total=EUR("20.00"))],
            ... )
            >>> terms = ReturnTerms(
            ...     id="acme", version="1", zone="Europe/Berlin",
            ...     window=ReturnWindow(Days(30), since=Delivered),
            ...     required=[lambda case: not_met("no_stamp", seen_by="Kim")],
            ... )
            >>> asked = ReturnRequest.of({"tee": 1}, reason="remorse")
            >>> decision = returns.assess(order, asked, terms, at="2026-03-20T09:00+01:00")
            >>> Catalogue("en", {"own.reason.no_stamp": "{who} saw none"}).lacking(decision)
            ('own.reason.no_stamp: its finding does not tell who; it tells: seen_by',)
        """
        instance("decision", decision, Decision, "say of which Decision")
        found = (
            problem
            for case in decision.cases
            for rule in decision.rules
            for leaf in explained(rule, case)
            for problem in self._lacking(leaf, case)
        )
        return tuple(dict.fromkeys(found))

    def _lacking(self, found: Finding, case: UnitCase) -> Iterator[str]:
        told = {name for name, fact in found.facts.items() if fact is not None}
        if "since" in told and case.deadline is not None:
            told |= {"opened", "closed"}
        key = f"{_OWN}reason.{found.code}"
        for name in (key, to_customer(key)):
            for form in self.sentences.get(name, ()):
                if lacks := sorted((_facts(form) or frozenset()) - told):
                    there = ", ".join(sorted(told)) or "nothing"
                    says = f"its finding does not tell {', '.join(lacks)}"
                    yield f"{name}: {says}; it tells: {there}"

    def over(self, ours: NullTranslations) -> NullTranslations:
        """These sentences, and those of the library where there are none."""
        return _compiled(self, ours)


def _forms_of(language: str) -> int:
    """How many forms has a count in this language?"""
    from babel import localedata
    from babel.messages.plurals import get_plural

    if _LANGUAGE.fullmatch(language) is None or not localedata.exists(language):
        allowed = "a language has a code of two or three small letters, and figures in CLDR"
        raise InvalidValue("language", language, allowed, "say 'nl' or 'sv'")
    return get_plural(language).num_plurals


def _problems(key: str, said: tuple[str, ...], count: int) -> Iterator[str]:
    found = [_facts(form) for form in said]
    if None in found:
        yield f"{key}: braces stand around the name of a fact, and are doubled where they are text"
        return
    if key.startswith(_OWN):
        yield from _problems_of_own(key, said)
        return
    english = ENGLISH.get(key)
    if english is None:
        yield f"{key}: the library has no such sentence; its keys are those of explain.sentences()"
        return
    most = count if len(forms(english)) > 1 else 1
    if len(said) not in (1, most):
        yield f"{key}: {len(said)} forms, and {most} are needed"
    known = facts_of(english)
    strange = sorted({name for x in found if x is not None for name in x} - known)
    if strange:
        names = ", ".join(sorted(known)) or "none"
        yield f"{key}: no such facts: {', '.join(strange)}; those of the sentence are: {names}"


def _problems_of_own(key: str, said: tuple[str, ...]) -> Iterator[str]:
    kind = key.split(".")[1]
    if key.count(".") < 2 or kind not in _OWN_KINDS:  # noqa: PLR2004 - own, kind and code
        yield f"{key}: a code of your own stands under {', '.join(_OWN_KINDS)}"
    if len(said) != 1:
        yield f"{key}: {len(said)} forms, and 1 is needed"


def _facts(form: str) -> frozenset[str] | None:
    """The facts that a sentence names; None where it is none that can be filled."""
    try:
        parts = [(name, spec, how) for _, name, spec, how in Formatter().parse(form)]
    except ValueError:
        return None
    if any(
        spec or how or (name is not None and not name.isidentifier()) for name, spec, how in parts
    ):
        return None
    return frozenset(name for name, _, _ in parts if name is not None)


@lru_cache(maxsize=16)
def _compiled(words: Catalogue, ours: NullTranslations) -> NullTranslations:
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    catalog = Catalog(locale=words.language)
    for key, said in words.sentences.items():
        english = ENGLISH.get(key, key)
        several = isinstance(english, tuple)
        written = said * catalog.num_plurals if several and len(said) == 1 else said
        catalog.add(english, written if several else said[0], context=key)
    target = BytesIO()
    write_mo(target, catalog)
    target.seek(0)
    found = GNUTranslations(target)
    found.add_fallback(ours)
    return found
