"""What is wrong with tables, each with its file, row and column; what is told in full stays bounded."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from antq_core.errors import Problem
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale

SHOWN = 1000
"""So many problems of one file, column and code are told in full; the others are counted."""


@attrs.frozen
class RegisterProblem:
    """One thing that is wrong.

    `file` is the name of the file, led by its sheet's where a workbook has several; `row` is the row as
    people see it there: the line of a text, the row of a sheet, the place of a row in Parquet. Either is
    None of what concerns more than that.
    """

    file: str
    row: int | None
    column: str | None
    problem: Problem

    @property
    def code(self) -> str:
        """The stable code."""
        return self.problem.code

    def message(self, locale: Locale) -> str:
        """The sentence for people, led by where that is."""
        where = [self.file] if self.file else []
        where += [say("register.row", locale, row=self.row)] if self.row is not None else []
        where += [self.column] if self.column is not None else []
        sentence = say(self.problem.code, locale, **self.problem.facts)
        return f"{', '.join(where)}: {sentence}" if where else sentence


@attrs.frozen
class Counted:
    """How often one code was found in one column of a file, and how many of these are told in full."""

    file: str
    column: str | None
    code: str
    count: int
    shown: int


@attrs.frozen
class Problems:
    """All that is wrong, in the order of files, rows and columns: the first ones in full, and all counted."""

    shown: tuple[RegisterProblem, ...] = ()
    counted: tuple[Counted, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.counted)

    def __iter__(self) -> Iterator[RegisterProblem]:
        return iter(self.shown)

    def __len__(self) -> int:
        """How many there are, those that are only counted too."""
        return sum(each.count for each in self.counted)

    @property
    def untold(self) -> int:
        """How many are only counted."""
        return len(self) - len(self.shown)

    @property
    def codes(self) -> Mapping[str, int]:
        """How often each code was found."""
        found: Counter[str] = Counter()
        for each in self.counted:
            found[each.code] += each.count
        return dict(sorted(found.items()))


Key = tuple[str, str | None, str]
"""File, column and code."""


@attrs.define
class Tally:
    """Takes problems as they are found, and keeps no more of them than will be told."""

    limit: int = SHOWN
    files: list[str] = attrs.field(factory=list)
    columns: list[str] = attrs.field(factory=list)
    _found: dict[Key, list[RegisterProblem]] = attrs.field(factory=dict)
    _counts: Counter[Key] = attrs.field(factory=Counter)

    def add(self, *problems: RegisterProblem) -> None:
        """Take some problems, each for itself."""
        for each in problems:
            self.take((each.file, each.column, each.code), 1, [each])

    def whole(self, file: str, problems: Iterable[Problem], column: str | None = None) -> None:
        """Take what is wrong with a file as a whole."""
        self.add(*(RegisterProblem(file, None, column, each) for each in problems))

    def take(self, key: Key, count: int, first: Iterable[RegisterProblem]) -> None:
        """Take `count` problems of one file, column and code, of which the first are told in full."""
        self._counts[key] += count
        self._found.setdefault(key, []).extend(first)

    def problems(self) -> Problems:
        """All that was taken, in order."""
        files, columns = _ranks(self.files), _ranks(self.columns)

        def place(file: str, column: str | None) -> tuple[Any, ...]:
            return files.get(file, len(files)), file, columns.get(column or "", -1), column or ""

        def order(each: RegisterProblem) -> tuple[Any, ...]:
            in_file, name, in_row, column = place(each.file, each.column)
            facts = [(key, str(value)) for key, value in sorted(each.problem.facts.items())]
            return in_file, name, each.row or 0, in_row, column, each.code, facts

        shown = [each for found in self._found.values() for each in sorted(found, key=order)[: self.limit]]
        counted = [
            Counted(*key, count, min(len(self._found[key]), self.limit))
            for key, count in self._counts.items()
        ]
        counted.sort(key=lambda each: (*place(each.file, each.column), each.code))
        return Problems(tuple(sorted(shown, key=order)), tuple(counted))


def _ranks(names: Iterable[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for name in names:
        found.setdefault(name, len(found))
    return found
