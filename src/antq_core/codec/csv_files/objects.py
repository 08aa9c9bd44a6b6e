"""A JSON object from the cells of one row: every cell at the place of its column."""

import attrs

from antq_core.codec.csv_files.cells import CellType
from antq_core.codec.csv_files.columns import ENDS, Place, is_end
from antq_core.codec.csv_files.layouts import CellReader, Layout
from antq_core.codec.csv_files.text import Cells
from antq_core.codec.text import Json
from antq_core.errors import InputError, Problem


@attrs.frozen
class CellObject:
    """A JSON object under construction from the cells of one row, with what is wrong with them."""

    layout: Layout
    cells: Cells
    reader: CellReader
    values: dict[Place, Json] = attrs.field(factory=dict)
    filled: set[Place] = attrs.field(factory=set)
    problems: list[Problem] = attrs.field(factory=list)

    def put(self, place: Place, kind: CellType) -> None:
        """Put the cell of a column at its place; an empty one states nothing."""
        column = self.layout.by_place.get(place)
        if column is None:
            return
        try:
            value = self.reader.read(column, self.cells, kind)
        except InputError as error:
            self.problems.extend(error.problems)
            self.filled.add(place)
        else:
            if value is not None:
                self.values[place] = value
                self.filled.add(place)

    def made(self) -> dict[str, Json]:
        """The object. What two cells say against each other is noted, and left out of it."""
        for whole in sorted({place[:-1] for place in self.filled if is_end(place)}):
            self._check_ends(whole)
        made: dict[str, Json] = {}
        for place, value in self.values.items():
            inner = made
            for step in place[:-1]:
                inner = inner.setdefault(step, {})
            inner[place[-1]] = value
        return made

    def _check_ends(self, whole: Place) -> None:
        """Both ends of a range are filled or neither, and no other cell says the same."""
        ends = [(*whole, end) for end in ENDS]
        columns = [self.layout.by_place[each] for each in ends if each in self.layout.by_place]
        facts: dict[str, object] = {"bounds": ", ".join(f'"{column.called}"' for column in columns)}
        lo, hi = (self.values.get(each) for each in ends)
        code = None
        if whole in self.filled:
            code, facts["column"] = "csv.value-and-bounds", self.layout.by_place[whole].called
        elif not self.filled.issuperset(ends):
            code = "csv.one-end"
        elif isinstance(lo, int) and isinstance(hi, int) and lo > hi:
            code, facts = "csv.reversed-bounds", {**facts, "lo": lo, "hi": hi}
        if code is not None:
            self.problems.append(Problem(code, (), facts))
        if code is not None or lo is None or hi is None:
            for each in (whole, *ends):
                self.values.pop(each, None)
