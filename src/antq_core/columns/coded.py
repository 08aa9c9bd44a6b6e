"""Coded rules of a table: a function of a plugin is run row by row, and its answers are a column.

What a function makes of a row no engine can be told. So the rows have to be at hand: of a lazy frame the
caller must say when it is to be collected.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import narwhals as nw

from antq_core.columns.frames import Given, Working
from antq_core.columns.records import KEYS
from antq_core.columns.rows import dossier_of
from antq_core.domain.records import Basis
from antq_core.errors import AntqError, Problem, TableError
from antq_core.evaluation.coded import answer
from antq_core.evaluation.interpreter import value
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.lowering.conditions import CodedColumn
from antq_core.lowering.results import Question
from antq_core.possible import Possible, Truths, Verdicts
from antq_core.standards.stack import Stack

Row = Mapping[str, Any]


def with_answers(
    working: Working, coded: Mapping[tree.Coded, CodedColumn], question: Question, basis: Basis
) -> Working:
    """The dossiers with a column for the answers of each coded rule.

    Raises `TableError` for a lazy frame, naming the rules.
    """
    frames = [nw.from_native(each.native) for each in (working.dossiers, *working.lists.values())]
    if any(isinstance(each, nw.LazyFrame) for each in frames):
        names = ", ".join(sorted(f"{node.distribution}: {node.name}" for node in coded))
        raise TableError([Problem("columns.coded-of-lazy", (), {"names": names})])
    rows = _Rows(working, question, basis)
    answers = {
        asked.column.name: [rows.answer(node, asked.stack, row) for row in rows.dossiers]
        for node, asked in coded.items()
    }
    schema = {
        asked.column.name: nw.Boolean() if node.gives is None else nw.Int64() for node, asked in coded.items()
    }
    eager = working.dossiers.frame
    eager = eager.collect() if isinstance(eager, nw.LazyFrame) else eager
    made = nw.from_dict(answers, schema, backend=eager.implementation)
    with_them: Any = nw.concat([eager, made], how="horizontal")
    frame = with_them.lazy() if working.is_polars else with_them
    return attrs.evolve(working, dossiers=attrs.evolve(working.dossiers, frame=frame))


@attrs.define(eq=False)
class _Rows:
    """The rows of the dossiers, and which records are whose."""

    working: Working
    question: Question
    basis: Basis
    dossiers: list[Row] = attrs.field(init=False)
    keys: dict[str, tuple[str, ...]] = attrs.field(init=False)
    lists: dict[str, dict[tuple[Any, ...], list[Row]]] = attrs.field(init=False)
    children: dict[tuple[Any, ...], Verdicts] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.dossiers = list(_plain_rows(self.working.dossiers))
        self.keys = {
            name: tuple(key for key in KEYS if key in given.held)
            for name, given in self.working.lists.items()
        }
        self.lists = {name: self._by_key(name, given) for name, given in self.working.lists.items()}
        self.children = dict(_children(self.working.children))

    def _by_key(self, name: str, given: Given) -> dict[tuple[Any, ...], list[Row]]:
        found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
        for record in _plain_rows(given):
            found[tuple(record[key] for key in self.keys[name])].append(record)
        return found

    def answer(self, node: tree.Coded, stack: Stack, row: Row) -> Any:
        """What a rule answers for a row; None where that leaves anything possible, or the row cannot be."""
        year = self.question.year or row.get("year")
        try:
            dossier = dossier_of(row, stack, self._records(row, year), year=year, basis=self.basis)
        except AntqError:
            return None
        today = dossier.decision_date or self.question.as_of or stack.decided_on.in_year(dossier.year)
        world = World(
            stack=stack,
            dossier=dossier,
            basis=self.basis,
            today=today,
            window=stack.window.for_year(dossier.year),
            children={unit: found for (unit, of), found in self.children.items() if of in (None, year)},
        )

        def read(asked: Node) -> Possible:
            return value(asked, world)

        possible = answer(node, world, read).possible
        if not possible.is_decided:
            return None
        return possible is Truths.TRUE if isinstance(possible, Truths) else getattr(possible, "lo", None)

    def _records(self, row: Row, year: int | None) -> dict[str, list[Row]]:
        own = {"dossier.unit": row.get("unit"), "dossier.province": row.get("province"), "dossier.year": year}
        return {
            name: found.get(tuple(own[key] for key in self.keys[name]), [])
            for name, found in self.lists.items()
        }


def _children(given: Given | None) -> Iterator[tuple[tuple[Any, ...], Verdicts]]:
    """What is known of each unit that was assessed, by its name and year."""
    for row in _plain_rows(given) if given is not None else ():
        words = (row.get("verdict.possible") or row.get("verdict") or "").split("|")
        found = Verdicts(0)
        for each in Verdicts:
            found |= each if each.words[0] in words else Verdicts(0)
        if found:
            yield (row.get("unit"), row.get("year")), found


def _plain_rows(given: Given) -> Iterator[Row]:
    """The rows of an eager frame, with the values of Python."""
    frame = given.frame.collect() if isinstance(given.frame, nw.LazyFrame) else given.frame
    yield from frame.iter_rows(named=True)
