"""A row ends as it would alone, whatever stands in the others; only a second dossier of its unit matters."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antq_core.cli.chosen_standards import ChosenStandards
from antq_core.cli.files.rows import JsonRow, Place
from antq_core.cli.questions import Question
from antq_core.cli.runs.assessing import Assessed, Awaited, Outcome, Round
from antq_core.cli.runs.surveying import Selection, survey
from antq_core.standards.registry import Registry

ROWS = st.lists(
    st.one_of(
        st.sampled_from([None, 7, [], {}, {"format": 1}]),
        st.fixed_dictionaries(
            {
                "unit": st.sampled_from(["k1", "k2", "k3", "k4", "k5", "k6"]),
                "province": st.sampled_from(["25", "25", "99"]),
                "clean": st.sampled_from([True, False, None, "yes"]),
            }
        ),
    ),
    max_size=8,
)


def row(number: int, drawn: Any) -> JsonRow:
    place = Place(file=Path("a.json"), index=number)
    if not isinstance(drawn, dict) or "unit" not in drawn:
        return JsonRow(place=place, document=drawn)
    document = {
        "format": 1,
        "unit": {
            "id": drawn["unit"],
            "kind": "residential_area",
            "province": drawn["province"],
            "commune": "00001",
        },
        "year": 2026,
        "verified": {"clean": drawn["clean"], "quiet": True},
    }
    return JsonRow(place=place, document=document)


def outcomes(rows: list[JsonRow], standards: ChosenStandards) -> list[Outcome]:
    selection = Selection(standards, day=None)
    run = Round(survey(rows, selection), selection, Question())
    return [each for each in run.units(rows) if not isinstance(each, Awaited)]


@given(ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_never_touch_each_other(short_standards: Any, drawn: list[Any]) -> None:
    standards = ChosenStandards(registry=Registry.of(short_standards))
    rows = [row(number, each) for number, each in enumerate(drawn)]
    named = [(each["unit"], each["province"]) for each in drawn if isinstance(each, dict) and "unit" in each]
    together = outcomes(rows, standards)
    assert [each.row for each in together] == rows
    for each, one, ended in zip(drawn, rows, together, strict=True):
        if isinstance(each, dict) and named.count((each.get("unit"), each.get("province"))) > 1:
            assert not isinstance(ended, Assessed)
            assert [problem.code for problem in ended.problems] == ["cli.unit-twice"]
        else:
            assert [ended] == outcomes([one], standards)
