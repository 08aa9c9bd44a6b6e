"""Looks for possible worlds with HiGHS.

Nothing rests on its arithmetic: what it returns is rounded to whole numbers and checked exactly, and
a world that fails the check counts as not found. One thread, no limit of time: the same input gives
the same worlds.
"""

from collections.abc import Collection, Mapping, Sequence

import highspy

from antq_core.disclosure.worlds import World, Worlds

_WHOLE_NUMBER_NODES = 200
"""How long the search for whole numbers goes on where fractions come first; a number, not a time."""
_NEARLY_WHOLE = 1e-5
_INFINITY = highspy.kHighsInf


class Search:
    """One linear model of the worlds, which keeps what it learnt from question to question.

    An elastic model lets published numbers change, at a price; any other keeps them as they are.
    """

    def __init__(
        self, worlds: Worlds, hidden: Collection[int], *, elastic: bool, prices: Sequence[int]
    ) -> None:
        """`prices` say for each group what hiding it costs."""
        self._worlds, self._elastic = worlds, elastic
        self._unknowns = len(worlds.least)
        model = _Model(worlds, elastic=elastic, prices=prices)
        self._up, self._down, self._fewer = model.up, model.down, model.fewer
        self._rows, self._contributing = model.rows, model.contributing
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("mip_max_nodes", _WHOLE_NUMBER_NODES)):
            self._highs.setOptionValue(option, value)
        self._highs.setOptionValue("parallel", "off")
        self._highs.setOptionValue("mip_rel_gap", 0.1)
        self._highs.passModel(model.finished())
        for group in hidden:
            self.hide(group)

    def hide(self, group: int) -> None:
        """From now on the number of a group is free."""
        if self._elastic:
            for column in (self._up[group], self._down[group], self._fewer.get(group)):
                if column is not None:
                    self._highs.changeColCost(column, 0.0)
            return
        self._highs.changeRowBounds(self._rows[group], float(self._worlds.groups[group].least), _INFINITY)
        if group in self._contributing:
            self._highs.changeRowBounds(self._contributing[group], -_INFINITY, _INFINITY)

    def extreme(self, wanted: Mapping[int, int], *, whole: bool) -> World | None:
        """A world in which the sum of some groups, each times a factor, is as large as can be."""
        costs = [0.0] * self._unknowns
        for group, factor in wanted.items():
            for unknown in self._worlds.groups[group].unknowns:
                costs[unknown] -= factor
        self._highs.changeColsCost(self._unknowns, list(range(self._unknowns)), costs)
        return self._found(whole=whole)

    def cheapest(self, group: int, at_least: int) -> World | None:
        """The cheapest world in which a group is so much or more; only for an elastic model."""
        true, least = self._worlds.groups[group].value, self._worlds.groups[group].least
        self._highs.changeColBounds(self._up[group], float(at_least - true), _INFINITY)
        self._highs.changeColBounds(self._down[group], 0.0, 0.0)
        world = self._found(whole=True)
        self._highs.changeColBounds(self._up[group], 0.0, _INFINITY)
        self._highs.changeColBounds(self._down[group], 0.0, float(true - least))
        return world

    def _found(self, *, whole: bool) -> World | None:
        self._highs.run()
        world = self._world()
        if world is not None or not whole:
            return world
        basis = self._highs.getBasis()
        self._take_only(highspy.HighsVarType.kInteger)
        self._highs.run()
        world = self._world()
        self._take_only(highspy.HighsVarType.kContinuous)
        self._highs.setBasis(basis)
        return world

    def _take_only(self, numbers: highspy.HighsVarType) -> None:
        for unknown in range(self._unknowns):
            self._highs.changeColIntegrality(unknown, numbers)

    def _world(self) -> World | None:
        solution = self._highs.getSolution()
        if not solution.value_valid:
            return None
        found = solution.col_value[: self._unknowns]
        world = [round(n) for n in found]
        # Rounded halves may be a world too, but none that answers the question.
        whole = all(abs(n - near) < _NEARLY_WHOLE for n, near in zip(found, world, strict=True))
        return world if whole and self._worlds.values(world) is not None else None


class _Model:
    """The columns and rows of the model, as they are put together."""

    def __init__(self, worlds: Worlds, *, elastic: bool, prices: Sequence[int]) -> None:
        self.columns = [(float(low), float(worlds.most), 0.0) for low in worlds.least]
        self.matrix: list[tuple[list[int], list[float], float, float]] = []
        self.up: dict[int, int] = {}
        self.down: dict[int, int] = {}
        self.fewer: dict[int, int] = {}
        self.rows: dict[int, int] = {}
        self.contributing: dict[int, int] = {}
        for n, group in enumerate(worlds.groups):
            true, entries = float(group.value), dict.fromkeys(group.unknowns, 1.0)
            if elastic:
                self.up[n] = self._column(0.0, _INFINITY, prices[n])
                self.down[n] = self._column(0.0, true - group.least, prices[n])
                entries |= {self.up[n]: -1.0, self.down[n]: 1.0}
            self.rows[n] = self._row(entries, true, true)
        for one, other in worlds.links:
            self._row({**dict.fromkeys(one, 1.0), **dict.fromkeys(other, -1.0)}, 0.0, 0.0)
        if worlds.records is not None:
            self._add_contributors(worlds, worlds.records, elastic=elastic, prices=prices)

    def _add_contributors(
        self, worlds: Worlds, records: Sequence[int], *, elastic: bool, prices: Sequence[int]
    ) -> None:
        """No more records contribute than there are, and no more than there is to contribute."""
        contributors = [self._column(0.0, float(n), 0) for n in records]
        for unknown, column in enumerate(contributors):
            self._row({unknown: 1.0, column: -1.0}, 0.0, _INFINITY)
        for n, group in enumerate(worlds.groups):
            if group.contributors:
                entries = dict.fromkeys((contributors[each] for each in group.unknowns), 1.0)
                if elastic:
                    self.fewer[n] = self._column(0.0, _INFINITY, prices[n])
                    entries[self.fewer[n]] = 1.0
                self.contributing[n] = self._row(entries, float(group.contributors), _INFINITY)

    def _column(self, low: float, high: float, cost: int) -> int:
        self.columns.append((low, high, float(cost)))
        return len(self.columns) - 1

    def _row(self, entries: Mapping[int, float], low: float, high: float) -> int:
        self.matrix.append((list(entries), list(entries.values()), low, high))
        return len(self.matrix) - 1

    def finished(self) -> highspy.HighsLp:
        """The model as HiGHS takes it."""
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.columns), len(self.matrix)
        model.col_lower_ = [low for low, _, _ in self.columns]
        model.col_upper_ = [high for _, high, _ in self.columns]
        model.col_cost_ = [cost for _, _, cost in self.columns]
        model.row_lower_ = [row[2] for row in self.matrix]
        model.row_upper_ = [row[3] for row in self.matrix]
        starts = [0]
        for columns, *_ in self.matrix:
            starts.append(starts[-1] + len(columns))
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = starts
        model.a_matrix_.index_ = [column for row in self.matrix for column in row[0]]
        model.a_matrix_.value_ = [value for row in self.matrix for value in row[1]]
        return model
