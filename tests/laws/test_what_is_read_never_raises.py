"""Whatever stands in a document, it is refused with problems or it is assessed: nothing else is raised."""

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from antq_core import AntqError, Stack, assess
from antq_core.codec.documents import read_assessment, read_standard, write_assessment, write_standard
from antq_core.codec.dossiers import read_dossier, write_dossier
from antq_core.codec.text import parse
from antq_core.messages.text import LOCALES
from antq_core.testing.dossiers import dossiers

Stacks = st.SearchStrategy[Stack]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from([10**17, -(10**17)])
    | st.sampled_from(["", "true", "1", "2026-02-30", "2026-03-01", "MET", "and", "unit", "vn", "\u0000"])
    | st.text(max_size=4)
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["op", "from", "to", "items", "x", "format"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(data=st.data())
def test_a_spoilt_dossier_is_refused_or_assessed(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    document = data.draw(spoilt(write_dossier(data.draw(dossiers(stack)))))
    try:
        assessment = assess(read_dossier(document, stack), stack)
    except AntqError as error:
        _can_be_told(error)
    else:
        assert [assessment.explain(locale) for locale in LOCALES]


@given(data=st.data())
def test_a_spoilt_standard_is_refused_or_used(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    document = data.draw(spoilt(write_standard(stack.national)))
    dossier = data.draw(dossiers(stack))
    try:
        assess(dossier, Stack(read_standard(document)))
    except AntqError as error:
        _can_be_told(error)


@given(data=st.data())
def test_a_spoilt_assessment_is_refused_or_told(stacks: Stacks, data: st.DataObject) -> None:
    stack = data.draw(stacks)
    written = write_assessment(assess(data.draw(dossiers(stack)), stack))
    try:
        assessment = read_assessment(data.draw(spoilt(written)))
    except AntqError as error:
        _can_be_told(error)
    else:
        assert [assessment.explain(locale) for locale in LOCALES]


@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_bytes_are_json_or_refused(source: bytes | str) -> None:
    try:
        parse(source)
    except AntqError as error:
        _can_be_told(error)


def _can_be_told(error: AntqError) -> None:
    assert error.problems
    assert all(problem.message(locale) for problem in error.problems for locale in LOCALES)


@st.composite
def spoilt(draw: st.DrawFn, document: Any) -> Any:
    """A document with one or two of its parts replaced, removed or joined by others."""
    document = copy.deepcopy(document)
    for _ in range(draw(st.integers(1, 2))):
        holder = draw(st.sampled_from(_holders(document)))
        if isinstance(holder, dict):
            key = draw(st.sampled_from([*sorted(holder), "stranger"]))
            if draw(st.booleans()) and key in holder:
                del holder[key]
            else:
                holder[key] = draw(JSON)
        else:
            holder.insert(draw(st.integers(0, len(holder))), draw(JSON))
    return document


def _holders(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value, *(each for inner in value.values() for each in _holders(inner))]
    if isinstance(value, list):
        return [value, *(each for inner in value for each in _holders(inner))]
    return []
