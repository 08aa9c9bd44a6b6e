"""polars: a rule as an expression over a frame. All inputs are rows of one frame, as they are in use."""

from collections.abc import Sequence
from typing import Any

import polars
from polars import col
from question import ENOUGH, EVENTS, VETO, Answer, Data, Form, Sort, said

DISTRIBUTION = "polars"

DOCS = "https://docs.pola.rs"
OPERATIONS = f"{DOCS}/user-guide/expressions/basic-operations documents comparisons, `&` and `~`"
MISSING = f"{DOCS}/user-guide/expressions/missing-data says that null is a missing value and NaN is not"
WHEN = "The docstring of `polars.when`: the first condition that is true is picked, else `otherwise`."
COUNTED = f"{DOCS}/user-guide documents left joins, and `fill_null` under missing data."

PROHIBITION = (col("score") >= ENOUGH) & ~(col("deaths") > 0)
REQUIREMENT = (col("score") >= ENOUGH) & (col("deaths") == 0)
LABELLED = (
    polars.when(col("deaths") > 0)
    .then(polars.lit("FAIL"))
    .when(col("score") >= ENOUGH)
    .then(polars.lit("PASS"))
    .otherwise(polars.lit("FAIL"))
)
NOTHING_SERIOUS = (col("score") >= ENOUGH) & (col("serious") == 0)
WHERE_COMPLETE = NOTHING_SERIOUS & polars.when(col("complete")).then(statement=True)


def _frame(inputs: Sequence[Data]) -> Any:
    schema = {"row": polars.Int64, "score": polars.Int64, "deaths": polars.Float64}
    return polars.DataFrame([{"row": row, **data} for row, data in enumerate(inputs)], schema=schema)


def _counted(inputs: Sequence[Data]) -> Any:
    """One row a unit, with the number of its serious incidents in the table of incidents."""
    units = polars.DataFrame(
        [
            {"row": row, "score": data["score"], "complete": data["complete"]}
            for row, data in enumerate(inputs)
        ]
    )
    incidents = polars.DataFrame(
        [{"row": row, **each} for row, data in enumerate(inputs) for each in data["incidents"]]
    )
    serious = incidents.filter(col("serious")).group_by("row").agg(polars.len().alias("serious"))
    return units.join(serious, on="row", how="left", maintain_order="left").with_columns(
        col("serious").fill_null(0)
    )


def _as_column(frame: Any, expression: Any) -> list[Answer]:
    """The expression as a column of results, where null is no answer."""
    results = frame.select(result=expression)["result"].to_list()
    return [Answer.UNDECIDED if each is None else said(each) for each in results]


def _as_two_frames(frame: Any, expression: Any) -> list[Answer]:
    """The rows that a filter keeps, and those that its negation keeps."""
    passed, failed = (set(frame.filter(each)["row"].to_list()) for each in (expression, ~expression))
    return [
        Answer.PASS if row in passed else Answer.FAIL if row in failed else Answer.ROW_LOST
        for row in frame["row"].to_list()
    ]


FORMS = (
    Form(
        VETO,
        Sort.PLAIN,
        "`(score >= 50) & ~(deaths > 0)`, as a column",
        f"{OPERATIONS}; {MISSING}.",
        (lambda inputs: _as_column(_frame(inputs), PROHIBITION)),
        takes_frames=True,
    ),
    Form(
        VETO,
        Sort.PLAIN,
        "`(score >= 50) & (deaths == 0)`, as a column",
        f"{OPERATIONS}; {MISSING}.",
        (lambda inputs: _as_column(_frame(inputs), REQUIREMENT)),
        takes_frames=True,
    ),
    Form(
        VETO,
        Sort.PLAIN,
        "the first form, `filter(mask)` and `filter(~mask)`",
        "The docstring of `DataFrame.filter`: a row whose result is null is discarded.",
        lambda inputs: _as_two_frames(_frame(inputs), PROHIBITION),
        takes_frames=True,
    ),
    Form(
        VETO,
        Sort.PLAIN,
        '`when(deaths > 0).then("FAIL").when(score >= 50).then("PASS")`',
        WHEN,
        (lambda inputs: _as_column(_frame(inputs), LABELLED)),
        takes_frames=True,
    ),
    Form(
        EVENTS,
        Sort.PLAIN,
        "`group_by`, left join, `fill_null(0)`",
        COUNTED,
        (lambda inputs: _as_column(_counted(inputs), NOTHING_SERIOUS)),
        takes_frames=True,
    ),
    Form(
        EVENTS,
        Sort.BY_HAND,
        "the same `&` a flag `complete` that is null where it is not set",
        f"{COUNTED} {WHEN} The flag is the author's.",
        lambda inputs: _as_column(_counted(inputs), WHERE_COMPLETE),
        takes_frames=True,
    ),
)
