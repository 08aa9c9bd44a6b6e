"""Article 5, clause 4: crime, accidents, social evils and other violations, held against last year."""

from antq_core.expressions.writing import NumberExpression, TruthExpression, all_hold, last_year, reading_is
from antq_national.circular_23_2012.facts import TerritoryFacts as Facts
from antq_national.circular_124_2021.readings import (
    LAST_YEAR_AFTER_MERGER,
    LAST_YEAR_IS,
    LEVEL_WITH_LAST_YEAR,
    NOUGHT_AGAINST_NOUGHT,
    REDUCTION_IS_COUNTED,
    in_each_reading,
)

Numbers = tuple[NumberExpression, ...]

NOW: Numbers = (Facts.crimes, Facts.accidents, Facts.social_evils, Facts.other_violations)
IN_WINDOW_BEFORE: Numbers = tuple(last_year(fact) for fact in NOW)
IN_CALENDAR_YEAR_BEFORE: Numbers = (
    Facts.crimes_of_calendar_year_before,
    Facts.accidents_of_calendar_year_before,
    Facts.social_evils_of_calendar_year_before,
    Facts.other_violations_of_calendar_year_before,
)


def _contained(now: NumberExpression, before: NumberExpression) -> TruthExpression:
    """No rate is known to be asked for; level and nought are open readings."""
    level = (now == before) & (before > 0) & reading_is(LEVEL_WITH_LAST_YEAR.name, "contained")
    nought = (now == 0) & (before == 0) & reading_is(NOUGHT_AGAINST_NOUGHT.name, "contained")
    return (now < before) | level | nought


def _total(numbers: Numbers) -> NumberExpression:
    first, *others = numbers
    for other in others:
        first = first + other
    return first


def _reduced(before: Numbers) -> TruthExpression:
    groups = [_contained(now, then) for now, then in zip(NOW, before, strict=True)]
    return in_each_reading(
        REDUCTION_IS_COUNTED, by_group=all_hold(groups), in_total=_contained(_total(NOW), _total(before))
    )


REDUCED = in_each_reading(
    LAST_YEAR_IS,
    previous_window=_reduced(IN_WINDOW_BEFORE),
    previous_calendar_year=_reduced(IN_CALENDAR_YEAR_BEFORE),
)

HAS_A_YEAR_BEFORE = ~(Facts.formed_by_merger & reading_is(LAST_YEAR_AFTER_MERGER.name, "not_applicable"))
