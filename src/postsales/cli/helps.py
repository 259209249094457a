"""What ``--help`` says besides the options."""

__all__ = [
    "ABOUT",
    "ANSWERS",
    "EXAMPLE_ASSESS",
    "EXAMPLE_DIFF",
    "EXAMPLE_DRAWN",
    "EXAMPLE_DUE",
    "EXAMPLE_EXPLAIN",
    "EXAMPLE_EXPORT",
    "EXAMPLE_LINT",
    "EXAMPLE_QUOTE",
    "EXAMPLE_SCORE",
    "EXAMPLE_SHOW",
    "EXAMPLE_SIMULATE",
    "HISTORIES",
    "PLANS",
    "SOURCES",
    "STATUSES",
    "TERMS",
]

ABOUT = """\
Read orders and say what may come back, until when, for how much, and why; read histories and say
what is due by plans; draw plans; show terms, look them over and compare them; score answers.
"""

STATUSES = """\
exit status: 0 all documents were answered, 1 some could not be (or terms lint found something, or
terms diff a difference), 2 the command line asks for something that cannot be, 3 the run broke off,
130 interrupted
"""

SOURCES = """\
A SOURCE is, with --from python, MODULE:NAME: an Order or an iterable of orders. Importing a module
runs its code, and so do --terms, --refund-terms, --request and --titles where they name a module:
name only modules that you trust. Files run none. Modules are also looked for in the current
directory. With --from shopify and woocommerce it is a file (.json: one order or a list; .jsonl: one
order a line) or - for the standard input, which may be either. Where refunds of WooCommerce were
fetched apart, a document is {"order": {...}, "refunds": [...]}; one of Shopify may be a whole
reply, {"orders": [...]} or {"data": {"orders": {"nodes": [...]}}}. With --from json it is such a
file of orders as wire.write_json writes them, one in a file or on a line. With --from csv it is a
table in UTF-8 with one row for each line of an order, the rows of an order together.
"""

TERMS = """\
TERMS are FILE.toml or FILE.json, which run no code, or MODULE:NAME, which runs the module.
"""

EXAMPLE_ASSESS = """\
examples:
  postsales assess orders.jsonl --from shopify --terms acme.toml --reason changed_mind \\
      --at 2026-04-02T12:00+02:00 --out answers.csv --errors errors.jsonl
  zcat orders.jsonl.gz | postsales assess - --from shopify --terms acme.toml \\
      --at 2026-04-02T12:00+02:00 --out decisions.jsonl --jobs 4
  postsales assess sales.csv --from csv --mapping columns.toml --terms acme.toml \\
      --at 2026-04-02T12:00+02:00 --format csv
"""

EXAMPLE_QUOTE = """\
example:
  postsales quote orders.jsonl --from woocommerce --terms acme.toml --reason faulty \\
      --at 2026-04-02T12:00+02:00 --out money.csv
"""

EXAMPLE_EXPLAIN = """\
example:
  postsales explain orders.jsonl --from shopify --order 1001 --terms acme.toml \\
      --reason changed_mind --at 2026-04-02T12:00+02:00 --register customer --locale de
"""

EXAMPLE_SHOW = """\
example:
  postsales terms show acme.toml --locale de --markdown
"""

EXAMPLE_LINT = """\
examples, the first in a script that publishes terms:
  postsales terms lint acme.toml --on 2026-04-02 || exit 1
  postsales terms lint acme.toml --law DE --holidays DE-BY
"""

EXAMPLE_DIFF = """\
example:
  postsales terms diff acme-2025.toml acme-2026.toml
"""

EXAMPLE_EXPORT = """\
examples:
  postsales terms export acme.toml --to json --out acme.json
  postsales terms export acme.toml --to schema_org --country DE --country AT --method by_mail
"""

HISTORIES = """\
HISTORIES are files of JSON, or - for the standard input: one subject on each line, as
{"subject": "C-7", "events": [{"event": "placed", "at": "..."}], "facts": {...}}. Facts may be
missing; a fact zone is that of the customer. PLAN and RULES are FILE.toml or FILE.json, which run
no code, or MODULE:NAME, which runs the module, and so does --events.
"""

PLANS = """\
PLAN is FILE.toml or FILE.json, which run no code, or MODULE:NAME, which runs the module, and so
does --events.
"""

EXAMPLE_DRAWN = """\
example:
  postsales plan show after-sales.toml --locale de
"""

EXAMPLE_DUE = """\
examples:
  postsales due histories.jsonl --plan after-sales.toml --at 2026-04-02T12:00+02:00
  postsales due histories.jsonl --plan after-sales.toml --rules contacts.toml \\
      --at 2026-04-02T12:00+02:00 --until 2026-04-09T12:00+02:00 --out due.csv
  postsales due histories.jsonl --plan after-sales.toml --at 2026-04-02T12:00+02:00 --status
"""

EXAMPLE_SIMULATE = """\
example:
  postsales simulate histories.jsonl --plan after-sales.toml \\
      --since 2026-03-01T09:00+01:00 --until 2026-04-30T09:00+02:00 --every 1h
"""

ANSWERS = """\
ANSWERS are files, or - for the standard input: a table in UTF-8 with a header (.csv), or one object
of JSON on each line. Columns and keys are score and at, which are needed, and customer, survey,
kind, state, source, ref, author, comment, incentive, may_contact and may_quote. at is a time with
its offset, such as 2026-03-02T10:15+01:00. Scores are whole numbers of the scale, also written as
"7.0" or "10 - Extremely likely"; nothing is rounded or guessed. All answers are held in memory.
"""

EXAMPLE_SCORE = """\
examples:
  postsales score answers.csv --as nps --by month --zone Europe/Berlin
  postsales score answers.jsonl --as csat --satisfied 4,5 --blank dismissed --out csat.json
"""
