"""rule-engine: rules as expressions in a string."""

from typing import Any

import rule_engine
from question import EVENTS, VETO, Answers, Form, Sort, one_by_one
from rule_engine import DataType

DISTRIBUTION = "rule-engine"

GUIDE = "https://zerosteiner.github.io/rule-engine/getting_started.html"
TYPES = "https://zerosteiner.github.io/rule-engine/types.html"
PROHIBITION = "score >= 50 and not (deaths > 0)"
REQUIREMENT = "score >= 50 and deaths == 0"
COALESCED = "score >= 50 and not ((deaths ?? 0) > 0)"

PLAIN = f"The README and {GUIDE} apply `Rule(...).matches(...)` to a dictionary."
DEFAULT = f"{GUIDE}#setting-a-default-value lets unknown symbols take a default value of any supported type"
TYPED = f"{GUIDE}#type-hinting gives the types of symbols, which are then checked."
NULLABLE = f"{TYPES}#nullable refuses to order a nullable value until `??` gives it another."


def _types(deaths: Any) -> Any:
    return rule_engine.type_resolver_from_dict({"score": DataType.FLOAT, "deaths": deaths})


def _matches(rule: str, **context: Any) -> Answers:
    return one_by_one(rule_engine.Rule(rule, context=rule_engine.Context(**context)).matches)


def _evaluates(rule: str, **context: Any) -> Answers:
    return one_by_one(rule_engine.Rule(rule, context=rule_engine.Context(**context)).evaluate)


NULLABLE_TYPES = _types(DataType.NULLABLE(DataType.FLOAT))
NOTHING_SERIOUS = '[each for each in incidents if each["serious"]].length == 0'

FORMS = (
    Form(VETO, Sort.PLAIN, f"`{PROHIBITION}`", PLAIN, _matches(PROHIBITION)),
    Form(VETO, Sort.PLAIN, f"`{REQUIREMENT}`", PLAIN, _matches(REQUIREMENT)),
    Form(
        VETO,
        Sort.SETTING,
        f"`{PROHIBITION}`, symbols typed",
        TYPED,
        _matches(PROHIBITION, type_resolver=_types(DataType.FLOAT)),
    ),
    Form(
        VETO,
        Sort.SETTING,
        f"`{PROHIBITION}`, default value 0",
        f"{DEFAULT}; 0 is the maintainer's suggestion for numbers (issue 83 of the project).",
        _matches(PROHIBITION, default_value=0),
    ),
    Form(
        VETO,
        Sort.SETTING,
        f"`{REQUIREMENT}`, default value None",
        f"{DEFAULT}, most often None.",
        _matches(REQUIREMENT, default_value=None),
    ),
    Form(
        VETO,
        Sort.SETTING,
        f"`{COALESCED}`, typed as nullable",
        NULLABLE,
        _matches(COALESCED, type_resolver=NULLABLE_TYPES, default_value=None),
    ),
    Form(
        VETO,
        Sort.BY_HAND,
        "a ternary that asks for null first",
        "The maintainer suggests a ternary or a test for null (issue 13 of the project).",
        _evaluates(
            f'deaths == null ? "UNDECIDED" : ({COALESCED} ? "PASS" : "FAIL")',
            type_resolver=NULLABLE_TYPES,
            default_value=None,
        ),
    ),
    Form(
        EVENTS,
        Sort.PLAIN,
        f"`score >= 50 and {NOTHING_SERIOUS}`",
        "https://zerosteiner.github.io/rule-engine/syntax.html has array comprehensions and `length`.",
        _matches(f"score >= 50 and {NOTHING_SERIOUS}"),
    ),
    Form(
        EVENTS,
        Sort.BY_HAND,
        "a ternary that asks a flag `complete`",
        "https://zerosteiner.github.io/rule-engine/syntax.html has the ternary; the flag is the author's.",
        _evaluates(f'score >= 50 and {NOTHING_SERIOUS} ? (complete ? "PASS" : "UNDECIDED") : "FAIL"'),
    ),
)
