"""zen-engine, called for each row: three compiled expressions, the fastest of its forms."""

import expressions
import zen
from filled import Answer, Row, answer

DISTRIBUTION = "zen-engine"

MET = zen.compile_expression(expressions.requirements())
POINTS = zen.compile_expression(expressions.points())
FREE = zen.compile_expression(expressions.FREE)


def decide(row: Row) -> Answer:
    """What one row comes to."""
    return answer(MET.evaluate(row), POINTS.evaluate(row), FREE.evaluate(row))
