"""json-logic-qubit: JsonLogic in Python."""

from by_json_logic import forms
from json_logic import jsonLogic

DISTRIBUTION = "json-logic-qubit"
FORMS = forms(jsonLogic)
