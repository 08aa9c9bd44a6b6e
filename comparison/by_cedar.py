"""cedarpy: Cedar policies. Recognising a unit is the action; what is known of it is the context."""

import enum
from collections.abc import Callable
from typing import Any

import cedarpy
from cedarpy import Decision
from question import EVENTS, VETO, Answer, Form, Sort, one_by_one

DISTRIBUTION = "cedarpy"

DOCS = "https://docs.cedarpolicy.com"
FORBID = f"{DOCS}/policies/syntax-policy.html: a satisfied `forbid` overrides every `permit`"
SCHEMA = f"{DOCS}/policies/validation.html: a schema is a contract, and requests can be checked against it"
PARTIAL = "The partial authorization guide of cedarpy: `is_authorized_partial`, experimental in Cedar"

PERMIT = "permit(principal, action, resource) when { context.score >= 50 };"
WHEN = PERMIT + "forbid(principal, action, resource) when { context.deaths > 0 };"
UNLESS = PERMIT + "forbid(principal, action, resource) unless { context.deaths == 0 };"
WITHIN = "permit(principal, action, resource) when { context.score >= 50 && context.deaths == 0 };"
GUARDED_WHEN = (
    PERMIT + "forbid(principal, action, resource) when { context has deaths && context.deaths > 0 };"
)
GUARDED_UNLESS = (
    PERMIT + "forbid(principal, action, resource) unless { context has deaths && context.deaths == 0 };"
)
NOTHING_SERIOUS = (
    PERMIT + 'forbid(principal, action, resource) when { context.incidents.contains({"serious": true}) };'
)
COMPLETE = NOTHING_SERIOUS + "forbid(principal, action, resource) unless { context.complete };"

TYPED = """
entity Unit; entity Standard;
action recognise appliesTo {
  principal: [Unit], resource: [Standard], context: { score: Long, deaths%s: Long }
};
"""
REQUIRED, OPTIONAL = TYPED % "", TYPED % "?"


class Errors(enum.Enum):
    """What the caller does with errors in the diagnostics of a decision."""

    IGNORED = enum.auto()
    HEEDED = enum.auto()


def _request(data: dict[str, Any]) -> dict[str, Any]:
    context = {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}
    return {
        "principal": 'Unit::"u"',
        "action": 'Action::"recognise"',
        "resource": 'Standard::"s"',
        "context": context,
    }


def _answer(result: Any, errors: Errors) -> Answer:
    """No decision with errors is a refusal of the input, as the guide of cedarpy tells the two apart."""
    if result.decision is Decision.NoDecision:
        return Answer.ERROR if result.diagnostics.errors else Answer.UNDECIDED
    if result.diagnostics.errors and errors is Errors.HEEDED:
        return Answer.UNDECIDED
    return Answer.PASS if result.decision is Decision.Allow else Answer.FAIL


def _authorized(
    policies: str, schema: str | None = None, errors: Errors = Errors.IGNORED
) -> Callable[[dict[str, Any]], Answer]:
    if schema is not None and not cedarpy.validate_policies(policies, schema).validation_passed:
        raise ValueError("Cedar's validator refuses these policies")
    return lambda data: _answer(cedarpy.is_authorized(_request(data), policies, [], schema=schema), errors)


def _partially(
    policies: str, known: Callable[[dict[str, Any]], dict[str, Any]] = _request
) -> Callable[[dict[str, Any]], Answer]:
    return lambda data: _answer(cedarpy.is_authorized_partial(known(data), policies, []), Errors.IGNORED)


def _without_context(data: dict[str, Any]) -> dict[str, Any]:
    """The caller leaves the whole context out when a fact is missing: then Cedar takes it for unknown."""
    request = _request(data)
    if data.get("deaths") is None:
        del request["context"]
    return request


def _marked(
    name: str, is_known: Callable[[dict[str, Any]], bool]
) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """The caller marks one attribute as unknown."""
    unknown = {"__extn": {"fn": "unknown", "arg": name}}
    return lambda data: _request(data if is_known(data) else {**data, name: unknown})


MARKED_DEATHS = _marked("deaths", lambda data: data.get("deaths") is not None)
MARKED_LIST = _marked("incidents", lambda data: bool(data["complete"]))

FORMS = (
    Form(
        VETO,
        Sort.PLAIN,
        "`forbid ... when { context.deaths > 0 }`",
        f"{FORBID}.",
        one_by_one(_authorized(WHEN)),
    ),
    Form(
        VETO,
        Sort.PLAIN,
        "`forbid ... unless { context.deaths == 0 }`",
        f"{FORBID}.",
        one_by_one(_authorized(UNLESS)),
    ),
    Form(
        VETO,
        Sort.PLAIN,
        "`permit ... when { ... && context.deaths == 0 }`",
        f"{DOCS}/policies/syntax-policy.html: what no `permit` allows is denied.",
        one_by_one(_authorized(WITHIN)),
    ),
    Form(
        VETO,
        Sort.SETTING,
        "schema: `deaths` required; the first form",
        f"{SCHEMA}.",
        one_by_one(_authorized(WHEN, REQUIRED)),
    ),
    Form(
        VETO,
        Sort.SETTING,
        "schema: `deaths` optional; `forbid ... when { context has deaths && ... > 0 }`",
        f"{SCHEMA}; the validator refuses an optional attribute that no `has` guards.",
        one_by_one(_authorized(GUARDED_WHEN, OPTIONAL)),
    ),
    Form(
        VETO,
        Sort.SETTING,
        "schema: `deaths` optional; `forbid ... unless { context has deaths && ... == 0 }`",
        f"{SCHEMA}; the validator refuses an optional attribute that no `has` guards.",
        one_by_one(_authorized(GUARDED_UNLESS, OPTIONAL)),
    ),
    Form(
        VETO, Sort.SETTING, "the first form, partial evaluation", f"{PARTIAL}.", one_by_one(_partially(WHEN))
    ),
    Form(
        VETO,
        Sort.BY_HAND,
        "partial evaluation; no context if a fact is missing",
        f"{PARTIAL}: a field that is left out is unknown.",
        one_by_one(_partially(WHEN, _without_context)),
    ),
    Form(
        VETO,
        Sort.BY_HAND,
        'partial evaluation; the caller marks `unknown("deaths")`',
        f"{PARTIAL}, though not this; {DOCS}/policies/json-format.html has `Unknown`.",
        one_by_one(_partially(WHEN, MARKED_DEATHS)),
    ),
    Form(
        VETO,
        Sort.BY_HAND,
        "the first form; the caller takes any error for undecided",
        f"{DOCS}/auth/authorization.html: an error skips a policy; applications can look at the errors.",
        one_by_one(_authorized(WHEN, errors=Errors.HEEDED)),
    ),
    Form(
        EVENTS,
        Sort.PLAIN,
        '`forbid ... when { context.incidents.contains({"serious": true}) }`',
        f"{FORBID}; {DOCS}/policies/syntax-operators.html documents `contains`.",
        one_by_one(_authorized(NOTHING_SERIOUS)),
    ),
    Form(
        EVENTS,
        Sort.BY_HAND,
        "and `forbid ... unless { context.complete }`",
        f"{FORBID}; the flag is the author's.",
        one_by_one(_authorized(COMPLETE)),
    ),
    Form(
        EVENTS,
        Sort.BY_HAND,
        "partial evaluation; the caller marks an open list as unknown",
        f"{PARTIAL}, though not this; {DOCS}/policies/json-format.html has `Unknown`.",
        one_by_one(_partially(NOTHING_SERIOUS, MARKED_LIST)),
    ),
)
