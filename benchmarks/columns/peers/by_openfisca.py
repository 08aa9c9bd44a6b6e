"""OpenFisca-Core over all rows at once: a variable for each fact, requirement and item.

It is run; nothing of it is copied (AGPL).
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from facts import CHOICES, NAMES, THRESHOLDS, TRUTHS
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

DISTRIBUTION = "OpenFisca-Core"
YEAR = "2026"
UNIT = build_entity(key="unit", plural="units", label="A unit", is_person=True)


class Facts:
    """The facts of all units in a year, by attribute."""

    def __init__(self, unit: Any, period: Any) -> None:
        self._unit, self._period = unit, period

    def __getattr__(self, name: str) -> Any:
        return self._unit(name, self._period)


Formula = Callable[[Facts], Any]


def _variable(name: str, value_type: type, formula: Formula | None = None) -> type[Variable]:
    def calculated(unit: Any, period: Any) -> Any:
        assert formula is not None
        return formula(Facts(unit, period))

    given = {"entity": UNIT, "definition_period": DateUnit.YEAR, "label": name, "value_type": value_type}
    return type(name, (Variable,), {**given, **({} if formula is None else {"formula": calculated})})


def _steps(*arms: tuple[Any, int]) -> Any:
    return np.select([condition for condition, _ in arms], [worth for _, worth in arms], 0)


HARD: tuple[Formula, ...] = (
    lambda f: f.sabotages == 0,
    lambda f: f.deaths == 0,
    lambda f: (f.protests == 0) * (f.incidents_serious == 0),
    lambda f: f.registered,
    lambda f: f.plan * f.resolution,
    lambda f: (f.units_below > 0) * (f.units_below_met * 100 >= f.units_below * 70),
    lambda f: (f.households > 0) * (f.households_registered * 100 >= f.households * 90),
    lambda f: f.members_trained * 100 >= f.members * 80,
    lambda f: f.complaints_settled * 3 >= f.complaints * 2,
    lambda f: f.thefts <= f.thefts_before,
    lambda f: (f.fires == 0) + (f.fires_injured == 0) * f.first_aid,
    lambda f: ~f.has_patrol + (f.patrols >= f.patrols_planned),
    lambda f: f.force_rating != 0,
    lambda f: (f.site_kind == 0) + (f.drug_cases <= 5),
    lambda f: (f.drills >= f.drills_planned) * (f.meetings >= 4),
)


def _s01(f: Facts) -> Any:
    held = f.meetings + f.visits
    return _steps((held >= 12, 10_00), (held >= 8, 7_00), (held >= 4, 4_00))


def _s02(f: Facts) -> Any:
    handled, tips = f.tips_handled * 100, f.tips
    return _steps((handled >= tips * 95, 15_00), (handled >= tips * 80, 10_00), (handled >= tips * 50, 5_00))


def _s03(f: Facts) -> Any:
    trained, members = f.members_trained * 100, f.members
    steps = (
        (trained >= members * 95, 15_00),
        (trained >= members * 85, 10_00),
        (trained >= members * 50, 5_00),
    )
    return (members > 0) * _steps(*steps)


ITEMS: tuple[Formula, ...] = (
    _s01,
    _s02,
    _s03,
    lambda f: np.maximum(20_00 - 4_00 * f.traffic_cases, 0),
    lambda f: (~f.has_dormitory + f.rules_posted) * 10_00,
    lambda f: (~f.has_patrol + f.patrol_trained) * 10_00,
    lambda f: np.minimum(2_00 * f.models_kept + f.festival, 10_00),
    lambda f: _steps((f.thefts == 0, 10_00), (f.thefts < f.thefts_before, 6_00)),
    lambda f: np.minimum(1_00 * f.commendations, 5_00),
    lambda f: np.maximum(-50 * f.reports_late, -5_00),
)


def _met(f: Facts) -> Any:
    met = f.h1
    for number in range(2, len(HARD) + 1):
        met = met * getattr(f, f"h{number}")
    return met


def _total(f: Facts) -> Any:
    return np.clip(sum(getattr(f, f"s{number}") for number in range(1, len(ITEMS) + 1)), 0, 100_00)


def _grade(f: Facts) -> Any:
    total, (average, good, best) = f.total, THRESHOLDS
    free = (f.traffic_cases <= 2) * (f.fires <= 1)
    return _steps(((total >= best) * free, 3), (total >= good, 2), (total >= average, 1))


def _system() -> TaxBenefitSystem:
    system = TaxBenefitSystem([UNIT])
    for name in NAMES:
        system.add_variable(_variable(name, bool if name in TRUTHS else int))
    for number, formula in enumerate(HARD, start=1):
        system.add_variable(_variable(f"h{number}", bool, formula))
    for number, formula in enumerate(ITEMS, start=1):
        system.add_variable(_variable(f"s{number}", int, formula))
    for name, kind, formula in (("met", bool, _met), ("total", int, _total), ("grade", int, _grade)):
        system.add_variable(_variable(name, kind, formula))
    return system


SYSTEM = _system()


def prepared(frame: Any) -> dict[str, Any]:
    """The columns as arrays; choices as numbers, which flatters this side."""
    return {
        name: frame[name]
        .replace_strict(CHOICES[name], range(len(CHOICES[name])), return_dtype=frame["tips"].dtype)
        .to_numpy()
        if name in CHOICES
        else frame[name].to_numpy()
        for name in NAMES
    }


def simulation(columns: dict[str, Any]) -> Any:
    """A simulation that has been given all facts; that is not measured."""
    made = SimulationBuilder().build_default_simulation(SYSTEM, count=len(columns["tips"]))
    for name, values in columns.items():
        made.set_input(name, YEAR, values)
    return made


def calculated(given: Any) -> dict[str, Any]:
    """What is measured: verdict, points and grade of all rows."""
    met, total, grade = (given.calculate(name, YEAR) for name in ("met", "total", "grade"))
    return {"verdict": np.where(met, 0, 1), "points": total, "grade": grade}
