"""A row ends as it would alone, whatever stands in the others; only a second dossier of its unit matters."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from antq_core.cli.assessing import assess_rows
from antq_core.cli.chosen_standards import ChosenStandards
from antq_core.cli.questions import Question
from antq_core.cli.rows import Row
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


def row(number: int, drawn: Any) -> Row:
    if not isinstance(drawn, dict) or "unit" not in drawn:
        return Row(file=Path("a.json"), index=number, document=drawn)
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
    return Row(file=Path("a.json"), index=number, document=document)


@given(ROWS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_never_touch_each_other(short_standards: Any, drawn: list[Any]) -> None:
    standards = ChosenStandards(registry=Registry.of(short_standards))
    rows = [row(number, each) for number, each in enumerate(drawn)]
    named = [(each["unit"], each["province"]) for each in drawn if isinstance(each, dict) and "unit" in each]
    together = assess_rows(rows, standards, Question())
    assert [each.row.index for each in together.assessed] == sorted(
        each.row.index or 0 for each in together.assessed
    )
    ended = {each.row.index: each for each in (*together.assessed, *together.rejected)}
    assert len(ended) == len(rows) == len(together.assessed) + len(together.rejected)
    for each, one in zip(drawn, rows, strict=True):
        if isinstance(each, dict) and named.count((each.get("unit"), each.get("province"))) > 1:
            assert [problem.code for problem in ended[one.index].problems] == ["cli.unit-twice"]
            continue
        alone = assess_rows([one], standards, Question())
        assert [ended[one.index]] == [*alone.assessed, *alone.rejected]
