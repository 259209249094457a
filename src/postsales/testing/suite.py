"""A suite: the laws for one policy, to be run by pytest, by unittest, or by a plain call."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import field, frozen

from postsales.testing.law import Law, LawBroken, Scene
from postsales.testing.messages import report
from postsales.testing.profiles import Profile, settings_of
from postsales.testing.subject import Subject

if TYPE_CHECKING:
    from unittest import TestCase

__all__ = ["Report", "Suite"]


@frozen(weakref_slot=False)
class Report:
    """What became of every law: kept, broken with the message, or not applicable and why."""

    kept: tuple[str, ...]
    broken: tuple[tuple[str, str], ...]
    not_applicable: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        lines = [f"kept            {key}" for key in self.kept]
        lines += [f"not applicable  {key}: {why}" for key, why in self.not_applicable]
        lines += [f"broken          {key}" for key, _ in self.broken]
        return "\n".join(lines)


@frozen(weakref_slot=False, eq=False)
class Suite:
    """The laws for one policy. Calling it asks them all and raises for those that are broken."""

    subject: Subject
    laws: tuple[Law, ...]
    profile: Profile = field(default=Profile.QUICK, kw_only=True)

    def __repr__(self) -> str:
        return f"<Suite of {len(self.laws)} laws for {self.subject.name!r}>"

    def __iter__(self) -> Iterator[Law]:
        return iter(self.laws)

    def __call__(self) -> None:
        """Ask every law.

        Raises:
            LawBroken: at least one is broken; all of them are told.
        """
        found = self.run()
        if found.broken:
            says = "\n\n".join(message for _, message in found.broken)
            raise LawBroken(says, dict(found.broken))

    def run(self) -> Report:
        """What becomes of every law."""
        kept: list[str] = []
        broken: list[tuple[str, str]] = []
        silent: list[tuple[str, str]] = []
        for law in self.laws:
            why = law.not_applicable(self.subject.flags)
            if why:
                silent.append((law.key, why))
                continue
            try:
                self.ask(law)
            except LawBroken as error:
                broken.append((law.key, str(error)))
            else:
                kept.append(law.key)
        return Report(tuple(kept), tuple(broken), tuple(silent))

    def ask(self, law: Law, profile: Profile | None = None) -> None:
        """Ask one law of many scenes.

        Raises:
            LawBroken: a scene breaks it; the simplest that was found is told.
        """
        from hypothesis import given
        from hypothesis.errors import FlakyFailure

        subject = self.subject
        last: list[tuple[Scene, LawBroken]] = []

        @settings_of(profile or self.profile)
        @given(law.scenes(subject))
        def tried(scene: Scene) -> None:
            try:
                law.check(subject, scene)
            except LawBroken as error:
                last.append((scene, error))
                raise

        try:
            tried()
        except (LawBroken, FlakyFailure):
            # hypothesis ends with the simplest scene that it found; a policy that answers in
            # another way when it is asked again broke the law all the same.
            if not last:
                raise
            scene, error = last[-1]
            raise LawBroken(report(law, subject, scene, error), error.facts) from None

    def test_case(self) -> "type[TestCase]":
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
                why = law.not_applicable(self.subject.flags)
                if why:
                    case.skipTest(why)
                self.ask(law)

            test.__doc__ = f"{law.key}: {law.statement}"
            return test

        names = {f"test_{law.key.replace('-', '_')}": test_of(law) for law in self.laws}
        return type("LawsTestCase", (TestCase,), names)


def chosen(laws: Iterable[Law], wanted: Iterable[str]) -> tuple[Law, ...]:
    """The laws whose id or key begins with one of these words; all of them for no words."""
    words = tuple(wanted)
    return tuple(law for law in laws if not words or law.key.startswith(words))
