"""pandas: a rule as a mask over a frame. All inputs are rows of one frame, as they are in use."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas
from question import ENOUGH, EVENTS, VETO, Answer, Data, Form, Sort, said

DISTRIBUTION = "pandas"

GUIDE = "https://pandas.pydata.org/docs/user_guide"
INDEXING = f"{GUIDE}/indexing.html#boolean-indexing combines conditions with `&`, `|` and `~`."
NULLABLE = f"{GUIDE}/boolean.html documents `NA` and three-valued logic for nullable types"
GROUPS = f"{GUIDE}/groupby.html counts with `size`; `reindex` with a `fill_value` adds units without rows."
Mask = Callable[[Any], Any]


def _prohibition(frame: Any) -> Any:
    return (frame["score"] >= ENOUGH) & ~(frame["deaths"] > 0)


def _requirement(frame: Any) -> Any:
    return (frame["score"] >= ENOUGH) & (frame["deaths"] == 0)


def _as_column(frame: Any, mask: Mask) -> list[Answer]:
    """The mask as a column of results, where NA is no answer."""
    return [Answer.UNDECIDED if pandas.isna(each) else said(bool(each)) for each in mask(frame)]


def _as_two_frames(frame: Any, mask: Mask) -> list[Answer]:
    """The rows that the mask selects, and those that its negation selects."""
    passed, failed = set(frame[mask(frame)].index), set(frame[~mask(frame)].index)
    return [
        Answer.PASS if row in passed else Answer.FAIL if row in failed else Answer.ROW_LOST
        for row in frame.index
    ]


def _default_types(inputs: Sequence[Data]) -> Any:
    return pandas.DataFrame([dict(data) for data in inputs])


def _nullable_types(inputs: Sequence[Data]) -> Any:
    return _default_types(inputs).astype("Int64")


def _counted(inputs: Sequence[Data]) -> Any:
    """One row a unit, with the number of its serious incidents in the table of incidents."""
    units = pandas.DataFrame(
        {"score": [data["score"] for data in inputs], "complete": [data["complete"] for data in inputs]}
    )
    incidents = pandas.DataFrame(
        [{"unit": unit, **each} for unit, data in enumerate(inputs) for each in data["incidents"]],
    )
    serious = incidents[incidents["serious"]].groupby("unit").size()
    return units.assign(serious=serious.reindex(units.index, fill_value=0))


def _nothing_serious(frame: Any) -> Any:
    return (frame["score"] >= ENOUGH) & (frame["serious"] == 0)


def _nothing_serious_where_complete(frame: Any) -> Any:
    complete = frame["complete"].astype("boolean")
    return _nothing_serious(frame) & complete.where(complete, pandas.NA)


FORMS = (
    Form(
        VETO,
        Sort.PLAIN,
        "`(score >= 50) & ~(deaths > 0)`, as a column",
        INDEXING,
        (lambda inputs: _as_column(_default_types(inputs), _prohibition)),
        takes_frames=True,
    ),
    Form(
        VETO,
        Sort.PLAIN,
        "`(score >= 50) & (deaths == 0)`, as a column",
        INDEXING,
        (lambda inputs: _as_column(_default_types(inputs), _requirement)),
        takes_frames=True,
    ),
    Form(
        VETO,
        Sort.SETTING,
        "the first form, nullable types, as a column",
        f"{NULLABLE}.",
        (lambda inputs: _as_column(_nullable_types(inputs), _prohibition)),
        takes_frames=True,
    ),
    Form(
        VETO,
        Sort.SETTING,
        "the first form, nullable types, `frame[mask]` and `frame[~mask]`",
        f"{NULLABLE}, and says that `NA` in an index counts as False.",
        lambda inputs: _as_two_frames(_nullable_types(inputs), _prohibition),
        takes_frames=True,
    ),
    Form(
        EVENTS,
        Sort.PLAIN,
        "`groupby(...).size()`, units without rows filled with 0",
        GROUPS,
        (lambda inputs: _as_column(_counted(inputs), _nothing_serious)),
        takes_frames=True,
    ),
    Form(
        EVENTS,
        Sort.BY_HAND,
        "the same `&` a flag `complete` that is NA where it is not set",
        f"{GROUPS} {NULLABLE}; the flag is the author's.",
        lambda inputs: _as_column(_counted(inputs), _nothing_serious_where_complete),
        takes_frames=True,
    ),
)
