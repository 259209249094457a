"""Worked cases in files: `python -m tests.conformance FILE.json ...` asks the library all of them.

A file is one JSON object with the list `cases`; a case says which question is asked (`kind`), what
is given and what is expected. The adapter translates `given` into public calls and compares what
comes back. It never looks at a case's id, its source, its notes or what is expected in order to
answer; the arithmetic is the library's.
"""
