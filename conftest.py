"""The examples in README and the documentation are tests: each page is read from top to bottom.

A `python` block runs; a `text` block is what the `python` block before it printed.
"""

from contextlib import redirect_stdout
from difflib import ndiff
from importlib.util import find_spec
from io import StringIO

from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser

# The examples are run by tests/hosts.
collect_ignore = ["docs/conf.py", "docs/examples", "build"]
# Their examples ask packages that only extras bring.
collect_ignore += [
    f"src/postsales/wire/{name}.py" for name in ("holidays", "icalendar") if find_spec(name) is None
]

_PRINTED = "__printed__"


def _run(example: Example) -> None:
    with redirect_stdout(StringIO()) as out:
        PythonEvaluator()(example)
    example.namespace[_PRINTED] = out.getvalue()


def _is_shown(example: Example) -> str | None:
    shown = example.parsed.strip().splitlines()
    printed = example.namespace[_PRINTED].strip().splitlines()
    return None if shown == printed else "\n".join(ndiff(shown, printed))


_python = PythonCodeBlockParser()
_python.codeblock_parser = CodeBlockParser("python", _run)

pytest_collect_file = Sybil(
    parsers=[_python, CodeBlockParser("text", _is_shown)],
    patterns=["README.md", "CONTRIBUTING.md", "docs/*.md", "docs/**/*.md"],
).pytest()
