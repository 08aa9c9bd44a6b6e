"""datalogic-py: JsonLogic in Rust, with settings of its own."""

from typing import Any

from by_json_logic import PROHIBITION, forms
from datalogic_py import Engine, apply
from question import VETO, Form, Sort, one_by_one

DISTRIBUTION = "datalogic-py"

SETTINGS = "Its README has a section on the configuration of the engine"


def _configured(words: str, documented: str, config: dict[str, Any]) -> Form:
    rule = Engine(config=config).compile(PROHIBITION)
    return Form(VETO, Sort.SETTING, words, documented, one_by_one(rule.evaluate))


FORMS = (
    *forms(apply),
    _configured("the first form, preset `strict`", f"{SETTINGS}, with presets.", {"preset": "strict"}),
    _configured(
        "the first form, `missing_var` an error",
        f"{SETTINGS}: `missing_var` turns a missing variable into an error, but not a null that is there.",
        {"missing_var": "error"},
    ),
)
