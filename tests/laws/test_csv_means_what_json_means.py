"""CSV is another form of the same dossiers: what is written and read again is what JSON says."""

import csv
import io
from collections.abc import Mapping, Sequence

import attrs
from hypothesis import given
from hypothesis import strategies as st

from antq_core import AntqError, Dossier, Stack, assess
from antq_core.codec.csv_files.columns import EVIDENCE, KnownNames
from antq_core.codec.csv_files.dossiers import DossierRow, dossier_rows
from antq_core.codec.csv_files.mapping import OURS, read_mapping
from antq_core.codec.csv_files.writing import DossierFiles, write_dossiers_csv
from antq_core.codec.documents import dossier_document
from antq_core.codec.dossiers import SHEETS, read_dossier, read_heading, write_dossier
from antq_core.codec.text import canonical, parse
from antq_core.domain.dossiers import Evidence
from antq_core.messages.text import LOCALES
from antq_core.testing.dossiers import dossiers
from antq_core.testing.standards import standards

Stacks = st.SearchStrategy[Stack]
Table = list[list[str]]

AWKWARD = (
    "", " ", "=1+1", "+1", "-1", "@x", "\tx", "\rx", "'x", "''", " x ", "x\n", "a\r\nb", "a,b;c", 'a"b', '"',
    "1E+08", "1.00109E+08", "12.0", "#N/A", "###", "001", "true", "unit", "Hoà", "Hòa", "\uff1d1", "\ufeff",
)  # fmt: skip
TEXTS = st.sampled_from(AWKWARD) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6
)
WRONG = (
    "1,000", "1.000", "1E5", "\uff11", "2026-02-30", "31/12/2026", "46023", "TRUE", "Không", "9" * 19, "-0",
)  # fmt: skip
CELLS = st.sampled_from((*WRONG, *AWKWARD))


@st.composite
def several(draw: st.DrawFn, stacks: Stacks) -> tuple[Stack, list[Dossier]]:
    """Some dossiers of one stack, with awkward texts; no two of one unit, province and year."""
    stack = draw(stacks)
    found: dict[object, Dossier] = {}
    for _ in range(draw(st.integers(0, 2))):
        made = draw(dossiers(stack))
        unit = attrs.evolve(made.unit, id=draw(TEXTS), name=draw(TEXTS), province=draw(TEXTS))
        elsewhere = attrs.evolve(made.unit, province=unit.province)
        named = draw(st.sampled_from([made.unit, elsewhere, unit]))
        dossier = attrs.evolve(made, unit=named, evidence=draw(evidence(made)))
        try:
            # Read from JSON, so that its texts are composed as all that is read.
            back = read_dossier(parse(canonical(write_dossier(dossier))), stack)
        except AntqError:
            continue  # a code that JSON does not take either
        found[(back.unit.id, back.unit.province, back.year)] = back
    return stack, list(found.values())


@st.composite
def evidence(draw: st.DrawFn, dossier: Dossier) -> Mapping[str, tuple[Evidence, ...]]:
    """Documents with awkward texts; perhaps none at all for a fact."""
    text = draw(TEXTS)
    return {
        fact: draw(st.sampled_from([held, (), (Evidence(document=text, issued_by=text), *held)]))
        for fact, held in dossier.evidence.items()
    }


def rows_of(files: DossierFiles, stack: Stack, mapping: bytes = b"format = 1") -> list[DossierRow]:
    lists = {name: text.encode() for name, text in files.lists.items()}
    known = KnownNames.of(stack.standards)
    return list(dossier_rows(files.main.encode(), lists, read_mapping(mapping), known=known))


def table(text: str) -> Table:
    return list(csv.reader(io.StringIO(text, newline="")))


def text_of(rows: Sequence[Sequence[str]]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(rows)
    return written.getvalue()


def can_be_told(error: AntqError) -> None:
    assert error.problems
    assert all(problem.message(locale) for problem in error.problems for locale in LOCALES)


@given(data=st.data())
def test_what_is_written_and_read_again_is_the_same(stacks: Stacks, data: st.DataObject) -> None:
    stack, held = data.draw(several(stacks))
    delimiter, called = data.draw(st.sampled_from([(",", ","), (";", ";"), ("\t", "\\t")]))
    mapping = f'format = 1\ndelimiter = "{called}"'.encode()
    rows = rows_of(write_dossiers_csv(held, delimiter), stack, mapping)
    assert [row.problems for row in rows] == [()] * len(held)
    assert [read_heading(row.heading) for row in rows] == [read_heading(write_dossier(each)) for each in held]
    assert [read_dossier(row.document(stack), stack) for row in rows] == held
    assert [row.dossier(stack) for row in rows] == held


@given(data=st.data())
def test_the_order_of_rows_and_columns_never_matters(stacks: Stacks, data: st.DataObject) -> None:
    stack, held = data.draw(several(stacks))
    files = write_dossiers_csv(held)
    shuffled = attrs.evolve(
        files,
        main=text_of(data.draw(reordered(table(files.main)))),
        lists={
            # Documents that show one fact have an order of their own, in JSON as well.
            name: text if name == EVIDENCE else text_of(data.draw(reordered(table(text))))
            for name, text in files.lists.items()
        },
    )
    found = [dossier_document(row.dossier(stack)) for row in rows_of(shuffled, stack)]
    assert sorted(map(canonical, found)) == sorted(canonical(dossier_document(each)) for each in held)


@st.composite
def reordered(draw: st.DrawFn, rows: Table) -> Table:
    columns = draw(st.permutations(range(len(rows[0]))))
    header, *others = [[row[column] for column in columns] for row in rows]
    return [header, *draw(st.permutations(others))]


@given(data=st.data())
def test_an_empty_column_of_a_known_fact_changes_nothing(stacks: Stacks, data: st.DataObject) -> None:
    stack, held = data.draw(several(stacks))
    files = write_dossiers_csv(held)
    header, *others = table(files.main)
    known = [f"{sheet}.{fact.name}" for sheet in SHEETS for fact in stack.facts]
    known += [f"{name}.complete_from" for name in stack.records]
    added = [name for name in known if name not in header]
    if added:
        column = data.draw(st.sampled_from(added))
        blank = data.draw(st.sampled_from(["", " ", "\u00a0"]))
        files = attrs.evolve(files, main=text_of([[*header, column], *([*row, blank] for row in others)]))
    assert [row.dossier(stack) for row in rows_of(files, stack)] == held


@given(data=st.data())
def test_nothing_that_is_written_is_a_formula(data: st.DataObject) -> None:
    _, held = data.draw(several(standards().map(Stack)))
    files = write_dossiers_csv(held)
    for text in (files.main, *files.lists.values()):
        for cell in (cell for row in table(text) for cell in row):
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n"))
            assert not cell.startswith("-") or (cell[1:].isascii() and cell[1:].isdigit())


@given(data=st.data())
def test_a_record_of_nobody_leaves_no_list_of_its_kind_complete(stacks: Stacks, data: st.DataObject) -> None:
    stack, held = data.draw(several(stacks))
    files = write_dossiers_csv(held)
    names = [name for name in files.lists if name != EVIDENCE]
    if not names:
        return
    name = data.draw(st.sampled_from(names))
    header, *others = table(files.lists[name])
    stranger = ["nobody at all" if column == "dossier.unit" else "" for column in header]
    lists = {**files.lists, name: text_of([header, stranger, *others])}
    *rows, stray = rows_of(attrs.evolve(files, lists=lists), stack)
    assert (stray.list_name, stray.line) == (name, 2)
    assert stray.problems
    for row, before in zip(rows, held, strict=True):
        now = row.dossier(stack)
        assert all(now.records[each] == before.records[each] for each in before.records if each != name)
        if name in before.records:
            assert now.records[name] == attrs.evolve(before.records[name], complete_for=None)


@given(data=st.data())
def test_a_spoilt_file_is_refused_or_assessed(stacks: Stacks, data: st.DataObject) -> None:
    stack, held = data.draw(several(stacks))
    files = write_dossiers_csv(held)
    main = table(files.main)
    lists = {name: table(text) for name, text in files.lists.items()}
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.sampled_from(data.draw(st.sampled_from([main, *lists.values()]))))
        place = data.draw(st.integers(0, len(row)))
        row[place : place + data.draw(st.integers(0, 2))] = data.draw(st.lists(CELLS, max_size=2))
    spoilt = DossierFiles(text_of(main), {name: text_of(rows) for name, rows in lists.items()})
    try:
        rows = rows_of(spoilt, stack)
    except AntqError as error:
        can_be_told(error)
        return
    for row in rows:
        try:
            assessment = assess(row.dossier(stack), stack)
        except AntqError as error:
            can_be_told(error)
        else:
            assert not row.problems
            assert [assessment.explain(locale) for locale in LOCALES]


PIECES = (
    b"unit", b"kind,province,commune,year", b"dossier.unit", b"hurt.lo", b"events.basis", b"x", b"2026",
    b"'", b"=", b",", b";", b"\n", b"\r", b'"', b"\xef\xbb\xbf", b"\0", b"\xff", b"[columns]", b"format = 1",
)  # fmt: skip
BYTES = st.binary(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=14).map(b"".join)


@given(main=BYTES, events=BYTES, evidence=BYTES, data=st.data())
def test_any_bytes_are_dossiers_or_refused(
    stacks: Stacks, main: bytes, events: bytes, evidence: bytes, data: st.DataObject
) -> None:
    stack = data.draw(stacks)
    known = KnownNames.of(stack.standards, complete=data.draw(st.booleans()))
    try:
        for row in dossier_rows(main, {"events": events, "evidence": evidence}, OURS, known=known):
            row.dossier(stack)
    except AntqError as error:
        can_be_told(error)


@given(BYTES)
def test_any_bytes_are_a_mapping_or_refused(source: bytes) -> None:
    try:
        read_mapping(source)
    except AntqError as error:
        can_be_told(error)
