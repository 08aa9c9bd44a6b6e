"""JsonLogic (json-logic-qubit), called for each row."""

import ast
from typing import Any

import expressions
from filled import Answer, Row, answer
from json_logic import jsonLogic

DISTRIBUTION = "json-logic-qubit"

OPERATORS = {ast.Eq: "==", ast.NotEq: "!=", ast.GtE: ">=", ast.Gt: ">", ast.Lt: "<", ast.LtE: "<="}
SUMS = {ast.Add: "+", ast.Mult: "*"}


def logic(node: ast.expr) -> Any:
    """JsonLogic for an expression that reads as Python; it has no text of its own."""
    match node:
        case ast.BoolOp(op=joins, values=values):
            return {"and" if isinstance(joins, ast.And) else "or": [logic(each) for each in values]}
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return {"!": [logic(operand)]}
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int(value))):
            return -value
        case ast.Compare(left=left, ops=[compares], comparators=[right]):
            return {OPERATORS[type(compares)]: [logic(left), logic(right)]}
        case ast.BinOp(left=left, op=operates, right=right):
            return {SUMS[type(operates)]: [logic(left), logic(right)]}
        case ast.Name(id=name):
            return {"var": name}
        case ast.Constant(value=value):
            return value
    raise TypeError(ast.dump(node))


def read(text: str) -> Any:
    """JsonLogic for a text."""
    return logic(ast.parse(text, mode="eval").body)


def _item(arms: tuple[tuple[str, int], ...]) -> Any:
    parts: list[Any] = []
    for condition, worth in arms:
        parts += [read(condition), worth]
    return {"if": [*parts, 0]}


KEPT = read("models_kept * 200 + festival")
LATE = read("reports_late * -50")
MET = read(expressions.requirements())
FREE = read(expressions.FREE)
POINTS = {"+": [*map(_item, expressions.STEPS), {"min": [KEPT, 10_00]}, {"max": [LATE, -5_00]}]}


def decide(row: Row) -> Answer:
    """What one row comes to."""
    return answer(bool(jsonLogic(MET, row)), jsonLogic(POINTS, row), bool(jsonLogic(FREE, row)))
