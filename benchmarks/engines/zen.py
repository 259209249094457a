"""zen-engine: a compiled extension with decision tables, graphs, expressions and time zones."""

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import zen

from benchmarks.engines.peer import Kind, Peer, Question, eligible, full
from benchmarks.simple import FullAnswer, Reasons

__all__ = ["peers"]

_EXCLUDED = "['hygiene', 'perishable', 'gift_card']"
_ENDS = "d(delivered_at).tz(zone).add(31, 'd').startOf('day').timestamp()"


def _node(id: str, kind: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
    node = {"id": id, "type": kind, "name": id, "position": {"x": 0, "y": 0}}
    return node if content is None else {**node, "content": content}


def _graph(*nodes: dict[str, Any]) -> Any:
    """A graph in which each node hands its output to the next."""
    chain = [_node("in", "inputNode"), *nodes, _node("out", "outputNode")]
    edges = [
        {"id": f"e{n}", "type": "edge", "sourceId": a["id"], "targetId": b["id"]}
        for n, (a, b) in enumerate(pairwise(chain))
    ]
    return zen.ZenEngine().create_decision(json.dumps({"nodes": chain, "edges": edges}))


def _set(id: str, *, keep: str = "all", **values: str) -> dict[str, Any]:
    """A node that sets keys to the values of expressions, and keeps all other keys or none."""
    expressions = [{"id": f"{id}-{key}", "key": key, "value": x} for key, x in values.items()]
    content = {"expressions": expressions, "passThrough": keep == "all", "executionMode": "single"}
    return _node(id, "expressionNode", {**content, "inputField": None, "outputPath": None})


_AGAINST = {
    "window_closed": {"in_time": "false"},
    "category_excluded": {"category": "'hygiene', 'perishable', 'gift_card'"},
    "final_sale": {"final_sale": "true", "fault": "false"},
    "already_returned": {"left": "<= 0"},
}


def _table(**content: object) -> dict[str, Any]:
    """A decision table, asked for one item after the other."""
    fields = ("in_time", "category", "final_sale", "fault", "left")
    rules = [
        {"_id": code, "code": f"'{code}'"} | {field: asked.get(field, "") for field in fields}
        for code, asked in _AGAINST.items()
    ]
    common = {
        "inputField": "items",
        "outputPath": "against",
        "executionMode": "loop",
        "passThrough": True,
        "inputs": [{"id": x, "name": x, "field": x, "type": "expression"} for x in fields],
        "outputs": [{"id": "code", "name": "code", "field": "code", "type": "expression"}],
        "rules": rules,
    }
    return _node("table", "decisionTableNode", {**common, **content})


_FIELDS = (
    "id: #.id, category: #.category, final_sale: #.final_sale, fault: #.fault,"
    " asked: #.asked, left: #.left, qty: #.qty, returned: #.returned, price: #.price, tax: #.tax"
)


def _can(ends: str) -> str:
    return (
        f"now < {ends} and not (#.category in {_EXCLUDED})"
        " and (not #.final_sale or #.fault) and #.left > 0"
    )


_UNITS = f"{_can('ends')} ? min([#.asked, #.left]) : 0"
_WITH_TIME = f"map(items, {{in_time: now < ends, units: {_UNITS}, {_FIELDS}}})"


def _rounded(n: str, d: str) -> str:
    """The engine's ``round`` goes away from zero, so half-even is said in its own words."""
    whole, rest = f"floor(({n}) / ({d}))", f"(({n}) % ({d})) * 2"
    middle = f"({rest} == ({d}) and {whole} % 2 == 1)"
    return f"({whole} + ({rest} > ({d}) or {middle} ? 1 : 0))"


def _share(total: str) -> str:
    upto = _rounded(f"{total} * (#.returned + #.units)", "#.qty")
    return f"{upto} - {_rounded(f'{total} * #.returned', '#.qty')}"


def _money() -> Iterator[dict[str, Any]]:
    """The money, in the engine's own expressions."""
    kept = "units: #.units, fault: #.fault"
    yield _set(
        "shares", shares=f"map(items, {{{kept}, net: {_share('#.price')}, tax: {_share('#.tax')}}})"
    )
    fee = f"#.fault ? 0 : {_rounded('#.net * 1500', '10000')}"
    yield _set(
        "fees", amounts=f"map(shares, {{units: #.units, net: #.net, tax: #.tax, fee: {fee}}})"
    )
    yield _set("total", total="sum(map(amounts, #.net + #.tax - #.fee))")
    yield _set("gift", gift="min([tenders[0], total])")
    yield _set("card", card="min([tenders[1], total - gift])")


def _context(question: Question) -> dict[str, Any]:
    order, request = question.order, question.request
    return {
        "delivered_at": order["delivered_at"].strftime("%Y-%m-%dT%H:%M:%SZ"),
        "zone": order["zone"],
        "now": request["now"].timestamp() * 1000,
        "items": question.items,
        "tenders": [x["captured"] - x["refunded"] for x in order["tenders"]],
    }


def _codes(found: Any) -> Reasons:
    return [tuple([row["code"] for row in rows]) for rows in found["result"]["against"]]


def _answer(found: Any) -> FullAnswer:
    """The graph's answer; its numbers come back as floats."""
    result = found["result"]
    lines = zip(result["amounts"], result["items"], _codes(found), strict=True)
    return {
        "lines": [
            {
                "line": item["id"],
                "because": codes,
                "units": int(amounts["units"]),
                "net": int(amounts["net"]),
                "tax": int(amounts["tax"]),
                "fee": int(amounts["fee"]),
            }
            for amounts, item, codes in lines
        ],
        "total": int(result["total"]),
        "split": [("gift", int(result["gift"])), ("card", int(result["card"]))],
    }


_ALLOWED = f"map(items, {_can(_ENDS)})"
_REASONS = (
    f"map(items, [now < {_ENDS} ? null : 'window_closed',"
    f" #.category in {_EXCLUDED} ? 'category_excluded' : null,"
    " #.final_sale and not #.fault ? 'final_sale' : null,"
    " #.left > 0 ? null : 'already_returned'])"
)


def peers() -> Iterator[Peer]:
    """A decision table, an expression without table or graph, and a graph that does the money."""
    ends = _set("ends", ends=_ENDS)
    timed = _set("timed", items=_WITH_TIME)
    first = _graph(ends, timed, _table(hitPolicy="first"))
    every = _graph(ends, timed, _table(hitPolicy="collect"))
    whole = _graph(ends, timed, _table(hitPolicy="collect"), *_money())
    allowed: Any = zen.compile_expression(_ALLOWED)
    against: Any = zen.compile_expression(_REASONS)

    def unmarked(found: Any) -> list[bool]:
        return ["code" not in row for row in found["result"]["against"]]

    def table_reasons(context: Any) -> Reasons:
        return _codes(every.evaluate(context))

    def expression_reasons(context: Any) -> Reasons:
        return [tuple([x for x in codes if x]) for codes in against.evaluate(context)]

    yield eligible(
        "zen-engine: table", Kind.RULES, first.evaluate, prepared=_context, plain=unmarked
    )
    yield eligible("zen-engine: expression", Kind.EXPRESSION, allowed.evaluate, prepared=_context)
    yield full("zen-engine: table", Kind.RULES, table_reasons, prepared=_context)
    yield full("zen-engine: expression", Kind.EXPRESSION, expression_reasons, prepared=_context)
    yield Peer(
        "zen-engine: graph with the money", Kind.RULES, "full", whole.evaluate, _context, _answer
    )
