"""A suite: the laws for one policy, to be run by pytest, by unittest, or by a plain call."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.basics._checks import day, pairs
from postsales.basics._errors import InvalidValue
from postsales.basics._words import Word
from postsales.basics.quantities import FrozenMap
from postsales.testing.law import Law, LawBroken, Scene
from postsales.testing.messages import report
from postsales.testing.profiles import Profile, settings_of
from postsales.testing.subject import Subject

if TYPE_CHECKING:
    from unittest import TestCase

__all__ = ["Fate", "Found", "Report", "Suite"]


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


@frozen(weakref_slot=False)
class Found:
    """What became of one law, and why, or the whole message where it is broken."""

    key: str
    fate: Fate
    why: str = ""


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
    def not_applicable(self) -> tuple[tuple[str, str], ...]:
        """The laws that say nothing of this policy, and why."""
        return self._with_reasons(Fate.NOT_APPLICABLE)

    def _with_reasons(self, fate: Fate) -> tuple[tuple[str, str], ...]:
        return tuple((x.key, x.why) for x in self.found if x.fate is fate)


def _told(why: str) -> str:
    return f": {why}" if why else ""


def _known(value: Mapping[str, date | str]) -> FrozenMap[str, date]:
    return FrozenMap({str(law): day("known", until) for law, until in pairs("known", value)})


_NONE_KNOWN: FrozenMap[str, date] = FrozenMap({})


@frozen(weakref_slot=False, eq=False)
class Suite:
    """The laws for one policy. Calling it asks them all and raises for those that are broken.

    ``known`` are laws that are known to be broken, each with the last day on which that is excused.
    Then the day of the test has to be said: nothing here reads a clock. The scenes that are tried
    are the same every time; a ``seed`` gives others.

    Raises:
        InvalidValue: a law is known that is none.
    """

    subject: Subject
    laws: tuple[Law, ...]
    profile: Profile = field(default=Profile.QUICK, kw_only=True)
    known: FrozenMap[str, date] = field(default=_NONE_KNOWN, converter=_known, kw_only=True)
    seed: int | None = field(default=None, kw_only=True)

    def __repr__(self) -> str:
        return f"<Suite of {len(self.laws)} laws for {self.subject.name!r}>"

    def __iter__(self) -> Iterator[Law]:
        return iter(self.laws)

    def __call__(self, *, on: date | str | None = None) -> None:
        """Ask every law.

        Raises:
            LawBroken: at least one is broken; all of them are told.
            InvalidValue: some are known to be broken, and nobody says which day it is.
        """
        broken = self.run(on=on).broken
        if broken:
            raise LawBroken("\n\n".join(message for _, message in broken), dict(broken))

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
        if why:
            return Found(law.key, Fate.NOT_APPLICABLE, why)
        message = self._message(law, profile)
        if until is None or on is None:
            return Found(law.key, Fate.BROKEN if message else Fate.KEPT, message)
        if not message:
            says = f"it is kept, and was excused until {until}: take it out of `known`"
            return Found(law.key, Fate.BROKEN, f"[{law.key}] {says}")
        if day("on", on) <= until:
            return Found(law.key, Fate.KNOWN, f"excused until {until}")
        return Found(law.key, Fate.BROKEN, f"{message}\n\nIt was excused until {until}.")

    def _excused_until(self, law: Law) -> date | None:
        return self.known.get(law.id) or self.known.get(law.key)

    def _message(self, law: Law, profile: Profile | None) -> str:
        try:
            self.ask(law, profile)
        except LawBroken as error:
            return str(error)
        return ""

    def ask(self, law: Law, profile: Profile | None = None) -> None:
        """Ask one law of many scenes.

        Raises:
            LawBroken: a scene breaks it; the simplest that was found is told.
        """
        from hypothesis import given, seed
        from hypothesis.errors import FlakyFailure

        subject = self.subject
        last: list[tuple[Scene, LawBroken]] = []

        @settings_of(profile or self.profile, self.seed)
        @given(law.scenes(subject))
        def tried(scene: Scene) -> None:
            try:
                law.check(subject, scene)
            except LawBroken as error:
                last.append((scene, error))
                raise

        asked = tried if self.seed is None else seed(self.seed)(tried)
        try:
            asked()
        except (LawBroken, FlakyFailure):
            # hypothesis ends with the simplest scene that it found; a policy that answers in
            # another way when it is asked again broke the law all the same.
            if not last:
                raise
            scene, error = last[-1]
            raise LawBroken(report(law, subject, scene, error), error.facts) from None

    def test_case(self, *, on: date | str | None = None) -> "type[TestCase]":
        """A class for unittest with one test for each law.

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
                if found.fate is Fate.BROKEN:
                    raise LawBroken(found.why, {})
                if found.fate is not Fate.KEPT:
                    case.skipTest(f"{found.fate}: {found.why}")

            test.__doc__ = f"{law.key}: {law.statement}"
            return test

        names = {f"test_{law.key.replace('-', '_')}": test_of(law) for law in self.laws}
        return type("LawsTestCase", (TestCase,), names)


def chosen(laws: Iterable[Law], wanted: Iterable[str]) -> tuple[Law, ...]:
    """The laws whose id or key begins with one of these words; all of them for no words."""
    words = tuple(wanted)
    return tuple(law for law in laws if not words or law.key.startswith(words))
