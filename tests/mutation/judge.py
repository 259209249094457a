"""What becomes of a mutant: it is written into a copy of the checkout, and tests run there."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source
from pathlib import Path

from attrs import frozen

from tests.mutation.chosen import seconds_for
from tests.mutation.mutants import Mutant
from tests.mutation.places import ROOT, Source
from tests.mutation.reach import Suite, Unit, batches

KILLED, TIMED_OUT, SURVIVED, STILLBORN = "killed", "timed out", "survived", "stillborn"
NOTHING_RAN = 5
"""How pytest ends when none of the chosen tests is there any more."""

_NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info")


@frozen
class Verdict:
    """What became of a mutant, who noticed, and how many tests did not."""

    outcome: str
    by: str = ""
    tests: int = 0


@frozen
class Copy:
    """A copy of the checkout, in which one mutant at a time is judged."""

    root: Path

    @classmethod
    def of(cls, folder: Path, source: Path = ROOT) -> "Copy":
        """Everything that is committed; what belongs to an environment or a build stays behind."""
        shutil.copytree(source, folder, ignore=_NOT_COPIED)
        return cls(folder)

    def run(self, arguments: Sequence[str], seconds: float) -> int:
        """How Python ends with some arguments: its status, or below 0 where a signal ended it."""
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            return process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return -signal.SIGALRM
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _environment(self) -> dict[str, str]:
        path = os.pathsep.join([str(self.root / "src"), str(self.root)])
        shared = os.environ.get("POSTSALES_SHARED", str(ROOT.parent / "shared"))
        return {**os.environ, "PYTHONPATH": path, "POSTSALES_SHARED": shared}

    @contextmanager
    def mutated(self, mutant: Mutant) -> Iterator[None]:
        """The copy with one change, until the end of the block."""
        file = self.root / mutant.file
        text = file.read_text(encoding="utf-8")
        changed = mutant.text(self.root)
        try:
            self._write(file, changed)
            yield
        finally:
            self._write(file, text)

    @staticmethod
    def _write(file: Path, text: str) -> None:
        """A cached module of the same second and length would be taken for the new one."""
        file.write_text(text, encoding="utf-8")
        Path(cache_from_source(str(file))).unlink(missing_ok=True)

    def judged(self, mutant: Mutant, suite: Suite) -> Verdict:
        """What became of a mutant."""
        source = Source.of((self.root / mutant.file).read_text(encoding="utf-8"))
        near, far = suite.order(mutant.file, mutant.line, source)
        with self.mutated(mutant):
            if self.run(["-c", f"import {_module(mutant.file)}"], 60) != 0:
                return Verdict(STILLBORN)
            ran = 0
            for batch in batches(near, far):
                found = self.tried(batch, suite)
                if found.outcome == TIMED_OUT:
                    # The machine may have been busy; who does not end will not end again.
                    found = self.tried(batch, suite)
                ran += sum(len(unit.tests) for unit in batch)
                if found.outcome != SURVIVED:
                    return found
        return Verdict(SURVIVED, tests=ran)

    def tried(self, batch: Sequence[Unit], suite: Suite) -> Verdict:
        """Whether some tests pass in this copy as it is."""
        file = self.root.with_suffix(".json")
        failed = file.with_suffix(".failed")
        failed.unlink(missing_ok=True)
        tests = {test: suite.seconds[test] for unit in batch for test in unit.tests}
        file.write_text(json.dumps(tests), encoding="utf-8")
        files = dict.fromkeys(unit.file for unit in batch)
        options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
        plugin = ["-p", "tests.mutation.chosen", f"--chosen={file}"]
        allowed = 120 + seconds_for(sum(tests.values()))
        status = self.run(["-m", "pytest", *options, *plugin, *files], allowed)
        by = failed.read_text(encoding="utf-8") if failed.exists() else ""
        if status == -signal.SIGALRM:
            return Verdict(TIMED_OUT, file.with_suffix(".running").read_text(encoding="utf-8"))
        if status in (0, NOTHING_RAN):
            return Verdict(SURVIVED)
        return Verdict(KILLED, by or f"pytest, which ended with {status}")


def _module(file: str) -> str:
    parts = Path(file).with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
