"""Shopify orders in, one a line; decisions out, one a line: ``ten_lines.py TERMS INSTANT``."""

import json
import sys
from pathlib import Path

from postsales import PostsalesError, ReturnRequest, refunds, returns, wire
from postsales.wire import shopify, toml

terms, at = toml.read_terms(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2]
for number, row in enumerate(sys.stdin, start=1):
    try:
        order = shopify.read_order(json.loads(row)).order
        everything = ReturnRequest.everything(order, reason="changed_mind")
        decision = returns.assess(order, everything, terms.returns, at=at)
        quote = refunds.quote(decision, terms.refunds)
        print(wire.write_json(decision.record(quote=quote)))
    except (PostsalesError, ValueError, RecursionError) as problems:
        print(f"line {number}: {problems}", file=sys.stderr)
