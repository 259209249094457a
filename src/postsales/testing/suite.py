"""A suite: the laws for one policy, to be run by pytest, by unittest, or by a plain call."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from postsales.basics._checks import count, day, pairs, several, text
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.quantities import FrozenMap
from postsales.testing._notes import Notes
from postsales.testing.asking import error_told
from postsales.testing.law import Asked, Law, LawBroken
from postsales.testing.profiles import Profile
from postsales.testing.subject import Subject
from postsales.testing.trial import trial

if TYPE_CHECKING:
    from unittest import TestCase

__all__ = ["Fate", "Found", "Laws", "Report", "Suite"]


class Fate(Word):
    """What became of a law?"""

    KEPT = "kept"
    """No scene that was tried breaks it."""
    BROKEN = "broken"
    """A scene breaks it, or it was said to be broken and is kept."""
    KNOWN = "known"
    """A scene breaks it, and that is known and excused until a day."""
    NOT_APPLICABLE = "not applicable"
    """It is about something that the policy does not do."""
    UNTRIED = "untried"
    """No scene breaks it, and none put it to the test, such as where nothing was ever allowed."""
    ERROR = "error"
    """It could not be asked, for a reason that is not the policy's: a package that is missing."""


@frozen(weakref_slot=False)
class Found:
    """What became of one law, and why, or the whole message where it is broken.

    ``facts`` and ``cause`` are those of what was broken, for programs.
    """

    key: str
    fate: Fate
    why: str = ""
    facts: Mapping[str, object] = field(default=FrozenMap[str, object](), eq=False, repr=False)
    cause: BaseException | None = field(default=None, eq=False, repr=False)

    def check(self) -> None:
        """It is not broken, and it could be asked.

        Raises:
            LawBroken: it is broken, or it could not be asked.

        Example:
            >>> Found("WIN-01-one-edge", Fate.KEPT).check()
        """
        if self.fate is Fate.BROKEN:
            raise LawBroken(self.why, self.facts) from self.cause
        if self.fate is Fate.ERROR:
            raise LawBroken(f"[{self.key}] {self.why}", self.facts) from self.cause


@frozen(weakref_slot=False)
class Report:
    """What became of every law, in the order of their ids.

    Example:
        >>> print(Report((Found("WIN-01-one-edge", Fate.KEPT),)))
        kept            WIN-01-one-edge
    """

    found: tuple[Found, ...]

    def __str__(self) -> str:
        return "\n".join(
            f"{x.fate!s:15} {x.key}{_told(x.why.partition(chr(10))[0])}" for x in self.found
        )

    @property
    def kept(self) -> tuple[str, ...]:
        """The laws that are kept."""
        return tuple(x.key for x in self.found if x.fate is Fate.KEPT)

    @property
    def broken(self) -> tuple[tuple[str, str], ...]:
        """The laws that are broken, with their messages."""
        return self._with_reasons(Fate.BROKEN)

    @property
    def known(self) -> tuple[tuple[str, str], ...]:
        """The laws that are known to be broken, and until when that is excused."""
        return self._with_reasons(Fate.KNOWN)

    @property
    def untried(self) -> tuple[tuple[str, str], ...]:
        """The laws that no scene put to the test, and why."""
        return self._with_reasons(Fate.UNTRIED)

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """The laws that could not be asked, and why."""
        return self._with_reasons(Fate.ERROR)

    @property
    def not_applicable(self) -> tuple[tuple[str, str], ...]:
        """The laws that say nothing of this policy, and why."""
        return self._with_reasons(Fate.NOT_APPLICABLE)

    def _with_reasons(self, fate: Fate) -> tuple[tuple[str, str], ...]:
        return tuple((x.key, x.why) for x in self.found if x.fate is fate)


def _told(why: str) -> str:
    return f": {why}" if why else ""


def _known(value: Mapping[str, date | str]) -> FrozenMap[str, date]:
    return FrozenMap({str(law): day("known", until) for law, until in pairs("known", value)})


def _seed(value: int | None) -> int | None:
    return None if value is None else count("seed", value, most=2**128)


_NONE_KNOWN: FrozenMap[str, date] = FrozenMap({})


@frozen(weakref_slot=False, eq=False)
class Laws:
    """Laws that are asked of one thing. Calling it asks them all and raises for what is broken.

    ``known`` are laws that are known to be broken, each with the last day on which that is excused.
    Then the day of the test has to be said: nothing here reads a clock. The scenes that are tried
    are the same every time, but for the profile ``deep``, which tries others each time. A ``seed``
    gives others that are the same every time; what ``deep`` finds is told with its own.

    Raises:
        InvalidValue: a law is known that is none.
    """

    subject: Asked
    laws: tuple[Law, ...]
    profile: Profile = field(default=Profile.QUICK, kw_only=True)
    known: FrozenMap[str, date] = field(default=_NONE_KNOWN, converter=_known, kw_only=True)
    seed: int | None = field(default=None, converter=_seed, kw_only=True)
    _notes: Notes = field(factory=Notes, init=False, repr=False)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self.laws)} laws for {self.subject.name!r}>"

    def __iter__(self) -> Iterator[Law]:
        return iter(self.laws)

    def __call__(self, *, on: date | str | None = None) -> None:
        """Ask every law.

        Raises:
            LawBroken: at least one is broken or could not be asked; all of them are told.
            InvalidValue: some are known to be broken, and nobody says which day it is.
        """
        report = self.run(on=on)
        errors = {key: f"[{key}] {why}" for key, why in report.errors}
        told = {**dict(report.broken), **errors}
        if told:
            raise LawBroken("\n\n".join(told.values()), told)

    def run(self, *, on: date | str | None = None) -> Report:
        """What becomes of every law.

        Raises:
            InvalidValue: some are known to be broken, and nobody says which day it is.
        """
        return Report(tuple(self.fate(law, on=on) for law in self.laws))

    def fate(
        self, law: Law, *, on: date | str | None = None, profile: Profile | None = None
    ) -> Found:
        """What becomes of one law.

        Raises:
            InvalidValue: it is known to be broken, and nobody says which day it is.
        """
        until = self._excused_until(law)
        if until is not None and on is None:
            allowed = f"{law.key} is excused until {until}: say on which day it is asked"
            raise InvalidValue("on", on, allowed, 'such as on="2026-11-21"')
        why = law.not_applicable(self.subject.flags)
        found = Found(law.key, Fate.NOT_APPLICABLE, why) if why else self._asked(law, profile)
        if found.fate is Fate.UNTRIED:
            self._notes.warn(repr(self.subject.name), found.why)
        if until is None or on is None:
            return found
        if found.fate is Fate.KEPT:
            says = f"it is kept, and was excused until {until}: take it out of `known`"
            return Found(law.key, Fate.BROKEN, f"[{law.key}] {says}")
        if found.fate is not Fate.BROKEN:
            return found
        if day("on", on) <= until:
            return Found(law.key, Fate.KNOWN, f"excused until {until}")
        return evolve(found, why=f"{found.why}\n\nIt was excused until {until}.")

    def _excused_until(self, law: Law) -> date | None:
        return self.known.get(law.id) or self.known.get(law.key)

    def _asked(self, law: Law, profile: Profile | None) -> Found:
        try:
            why = trial(law, self.subject, profile or self.profile, self.seed)
        except LawBroken as error:
            says = self._notes.once(law, error)
            return Found(law.key, Fate.BROKEN, says, error.facts, error.__cause__)
        except Exception as error:  # noqa: BLE001 - one law must not keep the others from being asked
            told = error_told(error)
            says = f"the law could not be asked: {', raised at '.join(told.values())}"
            return Found(law.key, Fate.ERROR, says, told, error)
        return Found(law.key, Fate.UNTRIED if why else Fate.KEPT, why)

    def ask(self, law: Law, profile: Profile | None = None) -> None:
        """Ask one law of many scenes.

        Raises:
            LawBroken: a scene breaks it; the simplest that was found is told.
        """
        trial(law, self.subject, profile or self.profile, self.seed)

    def test_case(self, *, on: date | str | None = None) -> "type[TestCase]":
        """A class for unittest with one test for each law.

        ``on`` is the day on which failures are excused; without it, a law that is known to be
        broken cannot be asked. The options of pytest say nothing to these tests: the day, the
        profile and the laws are those that are given here and to ``check``.

        Example:
            >>> from postsales import Days, Delivered, ReturnTerms, ReturnWindow
            >>> from postsales.testing import laws
            >>> terms = ReturnTerms(
            ...     id="acme", version="1", zone="UTC",
            ...     window=ReturnWindow(Days(30), since=Delivered),
            ... )
            >>> class TestPolicy(laws.check(terms).test_case()):
            ...     pass
        """
        from unittest import TestCase

        def test_of(law: Law) -> object:
            def test(case: TestCase) -> None:
                found = self.fate(law, on=on)
                found.check()
                if found.fate is not Fate.KEPT:
                    case.skipTest(f"{found.fate}: {found.why}")

            test.__doc__ = f"{law.key}: {law.statement}"
            return test

        names = {f"test_{law.key.replace('-', '_')}": test_of(law) for law in self.laws}
        return type("LawsTestCase", (TestCase,), names)


@frozen(weakref_slot=False, eq=False, repr=False)
class Suite(Laws):
    """The laws for one policy."""

    subject: Subject
    laws: tuple[Law, ...]


def chosen(field: str, laws: Iterable[Law], wanted: str | Iterable[str]) -> tuple[Law, ...]:
    """The laws whose id or key begins with one of these words; all of them for no words.

    Raises:
        InvalidValue: no law begins with one of the words.
    """
    asked = (wanted,) if isinstance(wanted, str) else wanted
    given = several(field, asked, str, "the beginnings of laws are needed, such as ['REF']")
    words = tuple(text(field, word).strip() for word in given)
    every = tuple(laws)
    for word in words:
        if not any(law.key.startswith(word) for law in every):
            families = ", ".join(dict.fromkeys(law.id.partition("-")[0] for law in every))
            raise InvalidValue(
                field, word, "no law begins so", f"say one of {families}, or an id such as 'REF-08'"
            )
    return tuple(law for law in every if not words or law.key.startswith(words))
