"""zen-engine: rules as decision graphs, policy documents and expressions."""

import json
from collections.abc import Callable
from typing import Any

import zen
from question import EVENTS, VETO, Form, Question, Sort, one_by_one

DISTRIBUTION = "zen-engine"

DOCS = "https://docs.gorules.io"
TABLES = (
    f"{DOCS}/learn/authoring/decision-tables: the first row that matches answers, a last one catches all."
)
SCHEMA = f"{DOCS}/developers/jdm/node-types documents an optional JSON Schema on the input node."
SYNTAX = f"{DOCS}/learn/zen-language/syntax documents the expressions."
POLICIES = (
    "The README of version 2 introduces policy documents with typed data models; its tests show the form."
)
FAIL, PASS, UNDECIDED = '"FAIL"', '"PASS"', '"UNDECIDED"'

Row = tuple[str, str, str]
VETO_FIRST: tuple[Row, ...] = (("> 0", "", FAIL), ("", ">= 50", PASS), ("", "", FAIL))
REQUIRED: tuple[Row, ...] = (("== 0", ">= 50", PASS), ("", "", FAIL))
NULL_FIRST: tuple[Row, ...] = (("null", "", UNDECIDED), *VETO_FIRST)
COMPLETE: tuple[Row, ...] = (
    ("count(incidents, #.serious) > 0", "", FAIL),
    ("not complete", ">= 50", UNDECIDED),
    ("", ">= 50", PASS),
    ("", "", FAIL),
)


def _graph(rows: tuple[Row, ...], schema: dict[str, Any] | None, field: str) -> dict[str, Any]:
    table = {
        "hitPolicy": "first",
        "inputs": [
            {"id": "veto", "name": "Veto", "field": field},
            {"id": "score", "name": "Score", "field": "score"},
        ],
        "outputs": [{"id": "answer", "name": "Answer", "field": "answer"}],
        "rules": [
            {"_id": str(number), "veto": veto, "score": score, "answer": answer}
            for number, (veto, score, answer) in enumerate(rows)
        ],
    }
    contents = {
        "inputNode": {"schema": json.dumps(schema) if schema else ""},
        "decisionTableNode": table,
        "outputNode": {},
    }
    nodes = [
        {"id": kind, "type": kind, "name": kind, "position": {"x": 0, "y": 0}, "content": content}
        for kind, content in contents.items()
    ]
    ends = (("inputNode", "decisionTableNode"), ("decisionTableNode", "outputNode"))
    edges = [{"id": start, "sourceId": start, "targetId": end, "type": "edge"} for start, end in ends]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def _table(
    rows: tuple[Row, ...], schema: dict[str, Any] | None = None, field: str = "deaths"
) -> Callable[[dict[str, Any]], object]:
    decision = zen.ZenEngine().create_decision(json.dumps(_graph(rows, schema, field)))

    def decide(data: dict[str, Any]) -> object:
        return decision.evaluate(data)["result"]["answer"]

    return decide


def _schema(deaths: object, required: list[str]) -> dict[str, Any]:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "type": "object",
        "properties": {"score": {"type": "number"}, "deaths": {"type": deaths}},
        "required": required,
    }


def _policy(veto: str, *, optional: bool) -> Callable[[dict[str, Any]], object]:
    properties = [
        {"id": name, "name": name, "type": "number", "array": False, "optional": may_lack}
        for name, may_lack in (("score", False), ("deaths", optional))
    ]
    arms = [(veto, FAIL), ("unit.score >= 50", PASS), ("", FAIL)]
    match = {
        "key": "unit.answer",
        "arms": [{"id": condition, "condition": condition, "value": value} for condition, value in arms],
    }
    model = {"name": "unit", "properties": properties}
    document = {
        "contentType": "application/vnd.gorules.policy",
        "blocks": [
            {"id": "model", "type": "dataModel", "props": {"data": model}, "children": []},
            {"id": "match", "type": "match", "props": {"data": match}},
        ],
    }
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"policy": document}}})

    def decide(data: dict[str, Any]) -> object:
        return engine.evaluate("policy", {"unit": data})["result"]["unit"]["answer"]

    return decide


def _expression(question: Question, expression: str, documented: str = SYNTAX) -> Form:
    compiled = zen.compile_expression(expression)
    return Form(question, Sort.PLAIN, f"expression `{expression}`", documented, one_by_one(compiled.evaluate))


FORMS = (
    Form(VETO, Sort.PLAIN, "decision table, row `> 0` forbids first", TABLES, one_by_one(_table(VETO_FIRST))),
    Form(VETO, Sort.PLAIN, "decision table, row asks `== 0`", TABLES, one_by_one(_table(REQUIRED))),
    _expression(VETO, "score >= 50 and not (deaths > 0)"),
    _expression(VETO, "score >= 50 and deaths == 0"),
    Form(
        VETO,
        Sort.SETTING,
        "table with `> 0` first, JSON Schema: `deaths` required",
        SCHEMA,
        one_by_one(_table(VETO_FIRST, _schema("number", ["score", "deaths"]))),
    ),
    Form(
        VETO,
        Sort.SETTING,
        "table with `> 0` first, JSON Schema: `deaths` optional",
        SCHEMA,
        one_by_one(_table(VETO_FIRST, _schema(["number", "null"], ["score"]))),
    ),
    Form(
        VETO,
        Sort.SETTING,
        "policy document, `deaths` required",
        POLICIES,
        one_by_one(_policy("unit.deaths > 0", optional=False)),
    ),
    Form(
        VETO,
        Sort.SETTING,
        "policy document, `deaths` optional, so `(unit.deaths ?? 0) > 0`",
        f"{POLICIES} A bare `unit.deaths > 0` does not compile there; {SYNTAX[:-1]}, among them `??`.",
        one_by_one(_policy("(unit.deaths ?? 0) > 0", optional=True)),
    ),
    Form(
        VETO,
        Sort.BY_HAND,
        "table with a row for `null` above all others",
        TABLES,
        one_by_one(_table(NULL_FIRST)),
    ),
    _expression(
        EVENTS,
        "score >= 50 and count(incidents, #.serious) == 0",
        f"{SYNTAX} The project's example graphs count with `count`.",
    ),
    Form(
        EVENTS,
        Sort.BY_HAND,
        "table with a row that asks a flag `complete`",
        f"{TABLES} The flag is the author's.",
        one_by_one(_table(COMPLETE, field="")),
    ),
)
