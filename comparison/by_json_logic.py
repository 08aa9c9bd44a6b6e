"""JsonLogic rules, and what its Python implementations share."""

from collections.abc import Callable
from typing import Any

from question import EVENTS, VETO, Form, Sort, one_by_one

Apply = Callable[[Any, Any], object]

OPERATIONS = "https://jsonlogic.com/operations.html"
ENOUGH = {">=": [{"var": "score"}, 50]}
PROHIBITION = {"and": [ENOUGH, {"!": {">": [{"var": "deaths"}, 0]}}]}
REQUIREMENT = {"and": [ENOUGH, {"==": [{"var": "deaths"}, 0]}]}
STRICT_REQUIREMENT = {"and": [ENOUGH, {"===": [{"var": "deaths"}, 0]}]}
MISSING_FIRST = {"if": [{"missing": ["deaths"]}, "UNDECIDED", {"if": [PROHIBITION, "PASS", "FAIL"]}]}
NOTHING_SERIOUS = {"and": [ENOUGH, {"none": [{"var": "incidents"}, {"var": "serious"}]}]}
COMPLETE_OR_NOT = {"if": [NOTHING_SERIOUS, {"if": [{"var": "complete"}, "PASS", "UNDECIDED"]}, "FAIL"]}


def forms(apply: Apply) -> tuple[Form, ...]:
    """The forms that every implementation has."""

    def answers(rule: object) -> Any:
        return one_by_one(lambda data: apply(rule, _plain(data)))

    comparing = f"{OPERATIONS} documents `var`, the comparisons and `!`."
    return (
        Form(VETO, Sort.PLAIN, '`{"!": {">": [{"var": "deaths"}, 0]}}`', comparing, answers(PROHIBITION)),
        Form(VETO, Sort.PLAIN, '`{"==": [{"var": "deaths"}, 0]}`', comparing, answers(REQUIREMENT)),
        Form(VETO, Sort.PLAIN, '`{"===": [{"var": "deaths"}, 0]}`', comparing, answers(STRICT_REQUIREMENT)),
        Form(
            VETO,
            Sort.BY_HAND,
            '`{"if": [{"missing": ["deaths"]}, ...]}`',
            f"{OPERATIONS} suggests `missing` with `if`.",
            answers(MISSING_FIRST),
        ),
        Form(
            EVENTS,
            Sort.PLAIN,
            '`{"none": [{"var": "incidents"}, {"var": "serious"}]}`',
            f"{OPERATIONS} documents `none`.",
            answers(NOTHING_SERIOUS),
        ),
        Form(
            EVENTS,
            Sort.BY_HAND,
            "an `if` that asks a flag `complete`",
            f"{OPERATIONS} documents `if`; the flag is the author's.",
            answers(COMPLETE_OR_NOT),
        ),
    )


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    """The input as a JSON parser gives it: with lists, not tuples."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}
