"""rule-engine, called for each row: three rules, parsed once."""

import expressions
import rule_engine
from filled import Answer, Row, answer

DISTRIBUTION = "rule-engine"

MET = rule_engine.Rule(expressions.requirements())
POINTS = rule_engine.Rule(expressions.points())
FREE = rule_engine.Rule(expressions.FREE)


def decide(row: Row) -> Answer:
    """What one row comes to."""
    return answer(MET.matches(row), POINTS.evaluate(row), FREE.matches(row))
