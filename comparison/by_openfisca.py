"""OpenFisca-Core: rules as formulas of variables. It is run; nothing of it is copied (AGPL)."""

from collections.abc import Callable
from typing import Any

import numpy
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from question import EVENTS, VETO, Answer, Form, Sort, one_by_one

DISTRIBUTION = "OpenFisca-Core"

DOCS = "https://openfisca.org/doc"
DEFAULTS = f"{DOCS}/key-concepts/variables.html: an input that was not set has its default value"
OWN_DEFAULT = f"{DOCS}/coding-the-legislation/20_input_variables.html: a default value of one's own"
YEAR = "2026"
Formula = Callable[[Any, Any], Any]


class Outcome(Enum):
    """Three outcomes, for the form that writes the third one by hand."""

    UNDECIDED = "undecided"
    PASS = "pass"  # noqa: S105 it is a verdict, no password
    FAIL = "fail"


def _variable(name: str, **attributes: Any) -> type[Variable]:
    """A variable; OpenFisca takes the name of the class for its name."""
    common = {"entity": UNIT, "definition_period": DateUnit.YEAR, "label": name}
    return type(name, (Variable,), {**common, **attributes})


UNIT = build_entity(key="unit", plural="units", label="A unit", is_person=True)
SCORE = _variable("score", value_type=int)
DEATHS = _variable("deaths", value_type=int)


def _calculated(result: type[Variable], *inputs: type[Variable]) -> Callable[[dict[str, Any]], object]:
    system = TaxBenefitSystem([UNIT])
    for variable in (*inputs, result):
        system.add_variable(variable)

    def decide(data: dict[str, Any]) -> object:
        situation = {"units": {"u": {name: {YEAR: value} for name, value in data.items()}}}
        simulation = SimulationBuilder().build_from_entities(system, situation)
        (answer,) = simulation.calculate(result.__name__, YEAR)
        return bool(answer) if result.value_type is bool else Answer[Outcome.names[answer]]

    return decide


def _truth(formula: Formula) -> type[Variable]:
    return _variable("recognised", value_type=bool, formula=formula)


def _no_death(unit: Any, period: Any) -> Any:
    return (unit("score", period) >= 50) * (unit("deaths", period) == 0)


def _nothing_serious(unit: Any, period: Any) -> Any:
    return (unit("score", period) >= 50) * (unit("serious_incidents", period) == 0)


def _stated_or_undecided(unit: Any, period: Any) -> Any:
    score, deaths = unit("score", period), unit("deaths", period)
    conditions = [(score < 50) + (deaths > 0), deaths == 0]
    return numpy.select(conditions, [Outcome.FAIL, Outcome.PASS], Outcome.UNDECIDED)


def _complete_or_undecided(unit: Any, period: Any) -> Any:
    recognised = _nothing_serious(unit, period)
    return numpy.select(
        [~recognised, unit("complete", period)], [Outcome.FAIL, Outcome.PASS], Outcome.UNDECIDED
    )


def _outcome(formula: Formula) -> type[Variable]:
    return _variable(
        "recognised",
        value_type=Enum,
        possible_values=Outcome,
        default_value=Outcome.UNDECIDED,
        formula=formula,
    )


def _counted(decide: Callable[[dict[str, Any]], object], *kept: str) -> Callable[[dict[str, Any]], object]:
    """The list as a count: a group without members cannot be stated beside OpenFisca's other entities."""

    def count_first(data: dict[str, Any]) -> object:
        serious = sum(each["serious"] for each in data["incidents"])
        return decide({"serious_incidents": serious, **{name: data[name] for name in kept}})

    return count_first


SERIOUS = _variable("serious_incidents", value_type=int)
COMPLETE = _variable("complete", value_type=bool)

FORMS = (
    Form(
        VETO,
        Sort.PLAIN,
        "formula `(score >= 50) * (deaths == 0)`",
        f"{DEFAULTS}; a number's is 0.",
        one_by_one(_calculated(_truth(_no_death), SCORE, DEATHS)),
    ),
    Form(
        VETO,
        Sort.SETTING,
        "the same, `default_value = 1` for `deaths`",
        f"{OWN_DEFAULT}.",
        one_by_one(
            _calculated(_truth(_no_death), SCORE, _variable("deaths", value_type=int, default_value=1))
        ),
    ),
    Form(
        VETO,
        Sort.BY_HAND,
        "`default_value = -1` for `deaths`, and an enumeration of three outcomes",
        f"{OWN_DEFAULT}, and enumerations.",
        one_by_one(
            _calculated(
                _outcome(_stated_or_undecided), SCORE, _variable("deaths", value_type=int, default_value=-1)
            )
        ),
    ),
    Form(
        EVENTS,
        Sort.PLAIN,
        "formula `(score >= 50) * (serious_incidents == 0)`",
        f"{DOCS}/coding-the-legislation/20_input_variables.html: an input variable, here a number.",
        one_by_one(_counted(_calculated(_truth(_nothing_serious), SCORE, SERIOUS), "score")),
    ),
    Form(
        EVENTS,
        Sort.BY_HAND,
        "a flag `complete`, and an enumeration of three outcomes",
        f"{OWN_DEFAULT}, and enumerations; the flag is the author's.",
        one_by_one(
            _counted(
                _calculated(_outcome(_complete_or_undecided), SCORE, SERIOUS, COMPLETE), "score", "complete"
            )
        ),
    ),
)
