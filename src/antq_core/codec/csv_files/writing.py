"""Dossiers to CSV: one file of dossiers and one for every list; reading them gives the same dossiers.

Text that a spreadsheet would run as a formula gets an apostrophe before it, which reading takes away
again: an export carries no formula when it is opened with the delimiter it was written with.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from antq_core.codec.csv_files.cells import TEXT_FOLLOWS, write_cell, write_text
from antq_core.codec.csv_files.columns import BOUNDS, EVIDENCE, HEADING, LIST_PARTS
from antq_core.codec.csv_files.text import table_text
from antq_core.codec.dossiers import SHEETS
from antq_core.domain.dossiers import Dossier, Evidence
from antq_core.domain.records import RecordList
from antq_core.domain.sheets import Sheet
from antq_core.domain.stated import Known
from antq_core.errors import InputError, Problem
from antq_core.possible import Interval

Row = dict[str, str]


@attrs.frozen
class DossierFiles:
    """The text of a file of dossiers, and of the files of its lists by their names.

    Spreadsheets read the text properly when it is stored as UTF-8 with its mark (``utf-8-sig``).
    """

    main: str
    lists: Mapping[str, str]


def write_dossiers_csv(dossiers: Iterable[Dossier], delimiter: str = ",") -> DossierFiles:
    """The CSV files of some dossiers, with the columns that they state something in.

    Raises `InputError` for two dossiers of one unit, province and year, for text that no CSV can hold,
    and for two things that would stand in one column.
    """
    held = list(dossiers)
    _refuse_repeats(held)
    units = Counter(dossier.unit.id for dossier in held)
    main: list[Row] = []
    lists: dict[str, list[Row]] = {}
    for dossier in held:
        main.append(_joined(_heading(dossier), _sheets(dossier), _list_parts(dossier)))
        belonging = _belonging(dossier, several=units[dossier.unit.id] > 1)
        for name, rows in _lists(dossier):
            lists.setdefault(name, []).extend(_joined(belonging, row) for row in rows)
    return DossierFiles(
        _text(main, sorted(_columns(main, HEADING), key=_rank), delimiter),
        {
            name: _text(rows, _columns(rows, ["dossier.unit"]), delimiter)
            for name, rows in sorted(lists.items())
        },
    )


def _heading(dossier: Dossier) -> Row:
    unit = dossier.unit
    return {
        "unit": write_text(unit.id),
        "kind": write_text(unit.kind),
        "province": write_text(unit.province),
        "commune": write_text(unit.commune),
        "name": write_text(unit.name) if unit.name else "",
        "year": write_cell(dossier.year),
        "decision_date": write_cell(dossier.decision_date),
    }


def _sheets(dossier: Dossier) -> Row:
    return _joined(*(_stated(getattr(dossier, sheet), f"{sheet}.") for sheet in SHEETS))


def _stated(sheet: Sheet, before: str = "") -> Row:
    """The cells of what is stated; a number that is known only within bounds has two."""
    return _joined(*(_cells(f"{before}{name}", value) for name, value in sheet.stated.items()))


def _cells(column: str, value: Known) -> Row:
    if isinstance(value, Interval):
        return {f"{column}.{bound}": str(getattr(value, bound)) for bound in BOUNDS}
    return {column: write_cell(value)}


def _list_parts(dossier: Dossier) -> Row:
    """What every list says of itself; its basis stands always, so that a list without records is seen."""
    return _joined(*(_parts(name, records) for name, records in dossier.records.items()))


def _parts(name: str, records: RecordList) -> Row:
    covers = records.complete_for
    values = {
        "complete_from": covers.first if covers else None,
        "complete_to": covers.last if covers else None,
        "attested_by": records.attested_by,
        "basis": records.basis.value,
    }
    return {f"{name}.{part}": write_cell(values[part]) for part in LIST_PARTS}


def _belonging(dossier: Dossier, *, several: bool) -> Row:
    unit = {"dossier.unit": write_text(dossier.unit.id)}
    if not several:
        return unit
    return {
        **unit,
        "dossier.province": write_text(dossier.unit.province),
        "dossier.year": write_cell(dossier.year),
    }


def _lists(dossier: Dossier) -> Iterator[tuple[str, list[Row]]]:
    for name, records in dossier.records.items():
        yield name, [_stated(item) for item in records.items]
    if not dossier.evidence:
        return
    if EVIDENCE in dossier.records:
        raise InputError([Problem("csv.unclear-column", (), {"column": EVIDENCE})])
    rows = [
        {"fact": write_text(fact), **_document(document)}
        for fact, held in dossier.evidence.items()
        for document in held or (None,)  # a row without a document says that none is held
    ]
    yield EVIDENCE, rows


def _document(held: Evidence | None) -> Row:
    return {
        "document": write_cell(held.document if held else None),
        "issued_on": write_cell(held.issued_on if held else None),
        "issued_by": write_cell(held.issued_by if held else None),
    }


def _joined(*rows: Row) -> Row:
    """The cells of some parts in one row. Raises `InputError` for a column that would have two meanings."""
    joined: Row = {}
    for column, cell in (pair for row in rows for pair in row.items()):
        if column in joined:
            raise InputError([Problem("csv.unclear-column", (), {"column": column})])
        joined[column] = cell
    return joined


def _refuse_repeats(dossiers: Iterable[Dossier]) -> None:
    keys = Counter((each.unit.id, each.unit.province, each.year) for each in dossiers)
    problems = [
        Problem("csv.dossier-twice", (), {"unit": unit, "province": province, "year": year})
        for (unit, province, year), count in keys.items()
        if count > 1
    ]
    if problems:
        raise InputError(problems)


def _columns(rows: Iterable[Row], first: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *(column for row in rows for column in row)]))


def _rank(column: str) -> int:
    """The heading first, then every sheet, then the lists."""
    above, _, below = column.partition(".")
    if not below:
        return 0
    return 1 + (SHEETS.index(above) if above in SHEETS else len(SHEETS))


def _text(rows: Iterable[Row], columns: Sequence[str], delimiter: str) -> str:
    header = [write_text(column) for column in columns]
    cells = [[row.get(column, "") for column in columns] for row in rows]
    for each in cells:
        if each == header:  # such a row would be taken for the heading once more
            each[0] = f"{TEXT_FOLLOWS}{each[0]}"
    return table_text(header, cells, delimiter)
