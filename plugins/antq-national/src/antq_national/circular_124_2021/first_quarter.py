"""What Articles 4 to 7 want done in the first quarter, each in its clause 1."""

from antq_core.expressions.tree import Period
from antq_core.expressions.writing import DayExpression, TruthExpression, reading_is
from antq_national.circular_124_2021.readings import DECEMBER_RESOLUTION


def done_in_first_quarter(done: TruthExpression, day: DayExpression) -> TruthExpression:
    """Whether something was done, on a day of the first quarter."""
    return done & day.during(Period.FIRST_QUARTER)


def resolved_in_first_quarter(adopted: TruthExpression, day: DayExpression) -> TruthExpression:
    """Whether a resolution is one of the first quarter; one of the December before is an open reading."""
    early = day.during(Period.DECEMBER_BEFORE) & reading_is(DECEMBER_RESOLUTION.name, "counts")
    return adopted & (day.during(Period.FIRST_QUARTER) | early)
