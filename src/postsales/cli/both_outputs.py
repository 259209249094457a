"""Both outputs of a run: the answers, and what is wrong with documents that have none."""

from argparse import Namespace
from collections.abc import Generator
from contextlib import contextmanager, suppress

from attrs import frozen

from postsales.cli.answers import Bad
from postsales.cli.endings import Broken, Stopped, Usage
from postsales.cli.outputs import Output, opened, stdout
from postsales.cli.printable import printable
from postsales.cli.rows import bad_row, written
from postsales.cli.sentences import say

__all__ = ["Outputs", "outputs_of"]


@frozen(weakref_slot=False, eq=False)
class Outputs:
    """Where answers go and, if it is told apart, where problems do."""

    answers: Output
    errors: Output | None = None

    def tell(self, bad: Bad) -> None:
        """Tell a problem, to programs or to people."""
        if self.errors is not None:
            with self.errors.writing():
                self.errors.stream.write(f"{written(bad_row(bad))}\n")
            return
        try:
            say(printable(str(bad), 1000))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Broken(f"the standard error cannot be written: {error.strerror}") from None


@contextmanager
def outputs_of(asked: Namespace) -> Generator[Outputs]:
    """What is written is whole once the run comes to its end, the problems before the answers."""
    answers = opened("--out", asked.out) or stdout()
    errors: Output | None = None
    try:
        errors = opened("--errors", asked.errors)
        yield Outputs(answers, errors)
        if errors is not None:
            errors.keep()
        answers.keep()
    except (Stopped, Usage, BrokenPipeError) as ending:
        _ended(ending, answers, errors)
        raise
    except BaseException:
        for output in (answers, errors):
            if output is not None:
                output.drop()
        raise


def _ended(ending: Exception, answers: Output, errors: Output | None) -> None:
    """What is wrong is told to its end; it is only that no answers follow."""
    answers.drop()
    if isinstance(ending, BrokenPipeError) and answers.whole is not None:
        if errors is not None:
            errors.drop()
        raise Broken("nobody reads the standard error any more") from None
    if errors is not None and not errors.stream.closed:
        # It may be what nobody reads any more.
        with suppress(BrokenPipeError):
            errors.keep()
