"""Speech: sentences in one language and to one reader, with their facts put in.

Rules of this file: a sentence is found by its key and never by its English; translations are read
by the standard library's ``gettext``, and what has none is said in English.
"""

from functools import lru_cache
from gettext import NullTranslations
from string import Formatter

from attrs import field, frozen

from postsales.explain.document import Said, Words, joined
from postsales.explain.figures import Figures
from postsales.explain.registers import Register
from postsales.explain.source import ENGLISH, known_as, to_customer

__all__ = ["filled"]

_WITHOUT_SHARP_S = ("de_CH", "de_LI")

Told = str | Said | Words
"""A fact that is put into a sentence."""


@frozen(weakref_slot=False)
class Speech:
    """Says sentences with their facts, and writes figures, for one reader."""

    figures: Figures
    register: Register
    spoken: NullTranslations = field(repr=False)

    def say(self, key: str, /, **facts: Told) -> Words:
        """A sentence with its facts; empty when one of them is not known."""
        return filled(self._template(key, None), _words(facts))

    def count(self, key: str, n: int, /, **facts: Told) -> Words:
        """A sentence in the form that its count ``n`` needs."""
        known: dict[str, Told] = {"n": self.figures.number(n), **facts}
        return filled(self._template(key, n), _words(known))

    def line(self, key: str) -> str:
        """A sentence without facts."""
        return _bare(self._template(key, None))

    def template(self, key: str) -> str:
        """A sentence whose facts somebody else puts in."""
        return self._template(key, None)

    def label(self, kind: str, name: str) -> str:
        """The words for a name of ours or of the host's; empty where there are none."""
        key = known_as(kind, name, "explain")
        return _bare(self._template(key, None) if key else self.own(kind, name))

    def named(self, kind: str, name: str) -> str:
        """The short name for a word of ours or of the host's; that of the host comes first."""
        return _bare(self.own("label", name)) or self.label(kind, name)

    def own(self, kind: str, name: str) -> str:
        """The sentence of a host for a code of its own; empty where there is none."""
        key = f"own.{kind}.{name}"
        for wanted in (to_customer(key), key) if self.is_to_customer else (key,):
            found = self.spoken.pgettext(wanted, wanted)
            if found != wanted:
                return found
        return ""

    def listed(self, parts: list[Words]) -> Words:
        """Several things in one sentence."""
        return joined(parts, self.figures.between(len(parts)))

    @staticmethod
    def together(parts: list[Words]) -> Words:
        """Several things with nothing but commas between them."""
        return joined(parts, [", "] * (len(parts) - 1))

    @property
    def is_to_customer(self) -> bool:
        """Is it the customer who reads it?"""
        return self.register is Register.CUSTOMER

    def _template(self, key: str, n: int | None) -> str:
        otherwise = to_customer(key)
        found = otherwise if self.is_to_customer and otherwise in ENGLISH else key
        english = ENGLISH[found]
        if isinstance(english, str):
            said = self.spoken.pgettext(found, english)
        else:
            said = self.spoken.npgettext(found, *english, 1 if n is None else n)
        return said.replace("ß", "ss") if self.figures.locale in _WITHOUT_SHARP_S else said


def _bare(template: str) -> str:
    """A template that names no facts, as it is read; nothing where it names one."""
    return "".join(str(x) for x in filled(template, {}))


def _words(facts: dict[str, Told]) -> dict[str, Words]:
    return {key: x if isinstance(x, tuple) else (x,) for key, x in facts.items()}


def filled(template: str, known: dict[str, Words]) -> Words:
    """A template with its facts in place; empty when one of them is not known."""
    words: list[str | Said] = []
    for literal, key in _parts(template):
        if literal:
            words.append(literal)
        if key is not None:
            fact = known.get(key, ())
            if not fact:
                return ()
            words.extend(fact)
    return tuple(words)


@lru_cache(maxsize=1024)
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((literal, key) for literal, key, _, _ in Formatter().parse(template))
