"""The body of a function: local variables one after the other, and a loop over each list of records."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import attrs

from antq_core.generated.naming import Names
from antq_core.generated.nulls import Nulls
from antq_core.generated.pairing import Pair, Pairs
from antq_core.generated.planning import planned
from antq_core.generated.writing import Writer
from antq_core.lowering import cells
from antq_core.lowering.cells import Cell, Column, OverRecords
from antq_core.lowering.kinds import Reduction

INDENT = "    "
RECORD, FIELDS = "record", "stated"


class Lists(Protocol):
    """Where records come from."""

    def items(self, records: str) -> str:
        """The expression for all records of a list."""
        ...

    def loads(self, columns: Mapping[Column, str]) -> Iterable[str]:
        """Statements that put fields of the `record` of a loop into variables."""
        ...


@attrs.define(eq=False)
class Body:
    """The statements that work out some cells, and the columns of the row that they ask for."""

    names: Names
    lists: Lists
    refuses_intervals: bool = False
    lines: list[str] = attrs.field(factory=list)
    columns: dict[Column, str] = attrs.field(factory=dict)
    """The columns of the row, each with the variable that it must stand in beforehand."""
    nulls: Nulls = attrs.field(factory=Nulls)
    _writer: Writer = attrs.field(init=False)
    _local: Mapping[Cell, bool] = attrs.field(factory=dict, init=False)
    _paired: frozenset[Cell] = attrs.field(default=frozenset(), init=False)
    _loop: "_Loop | None" = attrs.field(default=None, init=False)

    def __attrs_post_init__(self) -> None:
        self._writer = Writer(self.names, self.nulls, self.stored, self.refuses_intervals)

    def written(self, wanted: Iterable[Cell], ends: Iterable[tuple[Cell, Cell]] = ()) -> list[str]:
        """An expression for each of some cells, to be asked once. What they need goes into `lines`.

        `ends` are those among the cells that are the least and the most of a number.
        """
        listed = list(wanted)
        finder = Pairs(self.nulls)
        pairs = dict.fromkeys(pair for both in ends for pair in finder.of(*both))
        self._writer.simple = finder.simple(listed)
        self._paired = frozenset(end for pair in pairs for end in (pair.least, pair.most))
        for pair in pairs:
            self._pair(pair)
        self._local = planned(listed, self._paired | self._writer.simple.keys())
        for cell, is_local in self._local.items():
            self.nulls.can_be_null(cell)
            if is_local and not self.nulls.is_of_record(cell):
                self.stored(cell)
        found = []
        for cell in listed:
            if self.refuses_intervals and self.nulls.hands_on(cell):
                found.append(self._checked(self.stored(cell)))
            else:
                found.append(self._writer.value(cell))
        return found

    def _pair(self, pair: Pair) -> None:
        """Work out both ends of a number, together where all that they ask for is known."""
        variables = self._writer.variables
        if pair.least in variables or pair.most in variables:
            return
        asked = [self.stored(each) for each in pair.columns]
        unknown = [self._writer.value(each) for each in (pair.least, pair.most)]
        known = self._writer.value(pair.known, frozenset(asked))
        least, most = (variables.setdefault(each, self.names.fresh("p")) for each in (pair.least, pair.most))
        self.lines += [
            f"if {' or '.join(f'{name} is None' for name in asked)}:",
            *(f"{INDENT}{name} = {text}" for name, text in zip((least, most), unknown, strict=True)),
            f"else: {least} = {most} = {known}",
        ]

    def _checked(self, name: str) -> str:
        """A number that is given to the caller is one, or what was stated is refused as everywhere else."""
        self.lines.append(f"if {name} is not None: {name} + 0")
        return name

    def stored(self, cell: Cell) -> str:
        """The variable that holds a cell; it is put there now where none does yet."""
        variables = self._writer.variables
        if cell not in variables:
            if self.nulls.is_of_record(cell):
                assert self._loop is not None  # what is of a record is written in a loop over records only
                self._loop.store(cell, self.names, self._writer)
            elif isinstance(cell, Column):
                variables[cell] = self.columns[cell] = self.names.fresh("c")
            elif isinstance(cell, OverRecords):
                self._over(cell)
            else:
                text = self._writer.value(cell)
                variables[cell] = self.names.fresh("v")
                self.lines.append(f"{variables[cell]} = {text}")
        return variables[cell]

    def _over(self, cell: OverRecords) -> None:
        """One loop over the records of a list, for all numbers made of them that need no other loop."""
        together = [
            each for each in self._local if isinstance(each, OverRecords) and each.records == cell.records
        ]
        together = [each for each in together if _level(each) == _level(cell)] or [cell]
        before, self._loop = self._loop, _Loop()
        around = self._take_of_records()
        held = {each: self.names.fresh("n") for each in together}
        for each, is_local in planned([each.each for each in together]).items():
            if is_local and self.nulls.is_of_record(each):
                self.stored(each)
        for each, name in held.items():
            self._loop.add(each, name, self._writer)
        loop, self._loop = self._loop, before
        self._take_of_records()
        items = self.lists.items(cell.records)
        self.lines += [*loop.before, f"for {RECORD} in {items}:"]
        self.lines += [f"{INDENT}{line}" for line in (*self.lists.loads(loop.columns), *loop.inside)]
        self.lines += loop.after
        self._writer.variables.update(held | around)

    def _take_of_records(self) -> dict[Cell, str]:
        """Take away the variables of a loop, which nothing outside of it may use."""
        variables = self._writer.variables
        return {each: variables.pop(each) for each in list(variables) if self.nulls.is_of_record(each)}


@attrs.define(eq=False)
class _Loop:
    """What stands before, inside and after a loop over records."""

    before: list[str] = attrs.field(factory=list)
    inside: list[str] = attrs.field(factory=list)
    after: list[str] = attrs.field(factory=list)
    columns: dict[Column, str] = attrs.field(factory=dict)

    def store(self, cell: Cell, names: Names, writer: Writer) -> None:
        """Put something that is of a record into a variable."""
        if isinstance(cell, Column):
            writer.variables[cell] = self.columns[cell] = names.fresh("f")
            return
        text = writer.value(cell)
        writer.variables[cell] = names.fresh("w")
        self.inside.append(f"{writer.variables[cell]} = {text}")

    def add(self, over: OverRecords, name: str, writer: Writer) -> None:
        """Let a variable take in what each record brings."""
        match over.reduction:
            case Reduction.SUM:
                self.before.append(f"{name} = {over.none}")
                self.inside.append(_added(over.each, name, writer))
            case Reduction.DIFFERENT:
                self.before.append(f"{name} = set()")
                self.inside.append(f"{name}.add({writer.value(over.each)})")
                self.after.append(f"{name} = len({name})")
            case Reduction.LEAST | Reduction.MOST:
                sign = "<" if over.reduction is Reduction.LEAST else ">"
                self.before.append(f"{name} = None")
                self.inside.append(f"one = {writer.value(over.each)}")
                self.inside.append(f"if {name} is None or one {sign} {name}: {name} = one")
                self.after.append(f"if {name} is None: {name} = {over.none}")


def _added(each: Cell, name: str, writer: Writer) -> str:
    match each:
        case cells.Choose((cells.Arm(where, then),), cells.Literal(0)) if each not in writer.variables:
            asked = writer.says(where, True, True)
            return f"if {asked.text}: {name} += {writer.value(then, asked.if_true)}"
    return f"{name} += {writer.value(each)}"


def _level(over: OverRecords) -> int:
    """How many loops must have ended before the loop of a number can begin."""
    below = [each for each in over.each.walk() if isinstance(each, OverRecords)]
    return 1 + max((_level(each) for each in below), default=-1)
