"""A digest of an assessed table that depends on its rows alone, not on their order or how they are split.

Every row is hashed to a number of 4096 bits, and the numbers are added modulo 2**4096 (AdHash, of Bellare
and Micciancio, 1997). A sum has no order, and the sums of two parts add up to that of the whole.

What it is good for: a row lost, doubled, changed or exchanged between two tables changes the digest. What
it is not: a signature. It says that two tables are the same, not whose they are. Anybody can compute the
digest of another table, so keep it where the table is not.

Why so many bits: a plain sum of SHA-256 values would not do against somebody who chooses the rows on
purpose. Because addition can be undone, other rows with the same sum are found by a birthday search over
many lists (Wagner, 2002), which costs about 2**(2 * sqrt(n)) for n bits: 2**32 for 256, but 2**128 for
4096. For rows that are all different, as rows with a unit and a year are, we know of nothing quicker. Where
the same row may stand in a table hundreds of times there is (lattice reduction): refuse doubled rows first.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw
from narwhals.typing import IntoFrame

from antq_core.codec.converter import FORMAT, refuse_other_format, structure, unstructure
from antq_core.codec.documents import digest as digest_of_value
from antq_core.codec.documents import standard_digest
from antq_core.codec.text import Json, canonical
from antq_core.columns.quotas import Kind, refuse_columns
from antq_core.errors import InputError, Problem
from antq_core.standards.standard import Standard

BITS = 4096
ROWS_AT_ONCE = 50_000
"""So many rows are Python values at a time."""

_IDENTITY = ("unit", "province", "commune", "kind", "year")
_WHOLE_NUMBERS = re.compile(r"points\.(lo|hi)|item\..+\.(lo|hi)")
_RESULTS = re.compile(
    r"verdict|verdict\.possible|points\.(lo|hi)|grade\.(quota\.)?(lo|hi)|blocking|rejected|standards"
    r"|finding\..+|item\..+\.(lo|hi)"
)
_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_STATE = re.compile(f"[0-9a-f]{{{BITS // 4}}}")


def _of_sum(number: int) -> str:
    return format(number % (1 << BITS), f"0{BITS // 4}x")


@attrs.frozen(kw_only=True)
class Digest:
    """The digest of a table, or of some rows of one.

    `columns` are those that it covers, in order of their names; `standards` are the digests of the
    standards by which the rows were assessed, by their ids; `state` is the sum over the rows, in
    hexadecimal. `text` is what people compare. Digests of parts of a table are added with `+`.

    Raises `InputError` for a state that is none.
    """

    columns: tuple[str, ...]
    standards: Mapping[str, str]
    rows: int = 0
    state: str = _of_sum(0)

    def __attrs_post_init__(self) -> None:
        if self.rows < 0 or not _STATE.fullmatch(self.state):
            raise InputError([Problem("table.no-digest", (), {"digits": BITS // 4})])

    @property
    def text(self) -> str:
        """Rows and SHA-256 of all that the digest holds: `antq-table-1:120:6d0f…`, equal for equal tables."""
        return f"antq-table-{FORMAT}:{self.rows}:{digest_of_value(write_digest(self))}"

    def __add__(self, other: "Digest") -> "Digest":
        """The digest of the rows of both.

        Raises `InputError` where they do not cover the same columns, or call two standards by one id.
        """
        problems = []
        if self.columns != other.columns:
            facts = {"one": ", ".join(self.columns), "other": ", ".join(other.columns)}
            problems.append(Problem("table.digests-differ", (), facts))
        problems += [
            Problem("table.standards-differ", (), {"id": name})
            for name in sorted(self.standards.keys() & other.standards.keys())
            if self.standards[name] != other.standards[name]
        ]
        if problems:
            raise InputError(problems)
        return Digest(
            columns=self.columns,
            standards={**self.standards, **other.standards},
            rows=self.rows + other.rows,
            state=_of_sum(int(self.state, 16) + int(other.state, 16)),
        )


def digest(frame: IntoFrame, standards: Iterable[Standard], *, prefix: str = "") -> Digest:
    """The digest of an assessed table, or of some of its rows.

    Covers the columns that name the unit (`unit`, `province`, `commune`, `kind`, `year`, as far as they
    are there) and all result columns; other columns are left out. Text counts in its composed form (NFC),
    and a number is its digits: neither the library nor the width of a column matters. `standards` are those
    by which the table was assessed; `prefix` is what `assess_table` put before the names of its columns.

    A lazy frame is collected, as far as these columns go. Of a table that is too large for that, add the
    digests of its batches.

    Raises `InputError` for columns that are not there or hold something else, and for a row assessed by a
    standard that is not given.
    """
    table: Any = nw.from_native(frame)
    schema = table.collect_schema()
    # Without their prefix, so that the digest does not depend on it either.
    names = {name: name for name in _IDENTITY if name in schema}
    names |= {
        name.removeprefix(prefix): name
        for name in schema
        if name.startswith(prefix) and _RESULTS.fullmatch(name.removeprefix(prefix))
    }
    needed: dict[str, Kind] = {"unit": "key", prefix + "verdict": "text", prefix + "verdict.possible": "text"}
    needed |= {name: _kind(inside) for inside, name in names.items()}
    refuse_columns(schema, needed)
    columns, given = sorted(names), {each.id: standard_digest(each) for each in standards}
    quoted = "`{}`" if table.implementation.is_pyspark() else "{}"
    chosen = table.select(
        *(nw.col(quoted.format(names[name])).alias(f"c{n}") for n, name in enumerate(columns))
    )
    collected = chosen.collect() if isinstance(chosen, nw.LazyFrame) else chosen
    total = 0
    for start in range(0, len(collected), ROWS_AT_ONCE):
        cells = [_texts(column) for column in collected[start : start + ROWS_AT_ONCE].iter_columns()]
        _refuse_other_standards(cells, columns, given)
        total += sum(_number(row) for row in zip(*cells, strict=True))
    return Digest(columns=tuple(columns), standards=given, rows=len(collected), state=_of_sum(total))


def read_digest(document: Json) -> Digest:
    """A digest from its JSON value, to be added to others. Raises `InputError` for what is none."""
    refuse_other_format(document)
    return structure({key: value for key, value in document.items() if key != "format"}, Digest)


def write_digest(found: Digest) -> Json:
    """The JSON value of a digest; reading it gives the same digest."""
    return {"format": FORMAT, **unstructure(found)}


def _kind(column: str) -> Kind:
    if column in _IDENTITY:
        return "key"
    return "whole-number" if _WHOLE_NUMBERS.fullmatch(column) else "text"


def _texts(column: nw.Series[Any]) -> list[str | None]:
    return [
        None if is_empty else str(value)
        for value, is_empty in zip(column.to_list(), column.is_null().to_list(), strict=True)
    ]


def _number(row: Sequence[str | None]) -> int:
    """A row as one of 2**4096 numbers."""
    written = _WRITTEN(row)
    if not unicodedata.is_normalized("NFC", written):
        written = canonical(row)
    return int.from_bytes(hashlib.shake_128(written.encode("utf-8")).digest(BITS // 8))


def _refuse_other_standards(
    cells: Sequence[Sequence[str | None]], columns: Sequence[str], given: Mapping[str, str]
) -> None:
    if "standards" not in columns:
        return
    named = {each for several in set(cells[columns.index("standards")]) for each in (several or "").split()}
    problems = [
        Problem("table.standard-not-given", (), {"id": each, "known": ", ".join(given) or "–"})
        for each in sorted(named.difference(given))
    ]
    if problems:
        raise InputError(problems)
