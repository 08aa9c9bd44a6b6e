"""The functions that are generated for dossiers of one form: to decide them, and to explain that too."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from antq_core.domain.dossiers import Dossier
from antq_core.domain.records import Basis
from antq_core.evaluation.coded import answer
from antq_core.evaluation.interpreter import value
from antq_core.evaluation.world import World
from antq_core.expressions import tree
from antq_core.generated.body import Body
from antq_core.generated.feeding import CHILDREN, DOSSIER, Feed, Form
from antq_core.generated.functions import function
from antq_core.generated.naming import Names
from antq_core.generated.nulls import Nulls
from antq_core.generated.simplifying import Known
from antq_core.generated.things import reworded
from antq_core.generated.values import Decision, Explanation, Told
from antq_core.lowering.cells import Cell, Column, OverRecords
from antq_core.lowering.conditions import CodedColumn
from antq_core.lowering.results import Findings, Question, Results, results
from antq_core.possible import Outcomes, Possible, Truths, Verdicts
from antq_core.standards.stack import Stack

Children = Mapping[str, Verdicts]
Deciding = Callable[[Dossier, Children], Any]

VERDICTS = {
    "|".join(each.words): (each.verdict, each) for each in map(Verdicts, range(1, Verdicts.ANY.value + 1))
}
OUTCOMES = {"|".join(each.words): each for each in map(Outcomes, range(1, Outcomes.ANY.value + 1))}
OF_DECISION = ("points.lo", "points.hi", "grade.lo", "grade.hi")
MADE = tuple.__new__


@attrs.frozen(kw_only=True)
class Asked:
    """By which standards dossiers are decided, and how."""

    stack: Stack
    basis: Basis
    readings: Mapping[str, str]
    as_of: datetime.date | None


def made_function(asked: Asked, form: Form, *, explained: bool) -> Deciding:
    """The function for dossiers of one form, which gives a `Decision`, or where asked an `Explanation`.

    Raises what `lowering.results` raises.
    """
    names = Names()
    feed = Feed(asked.stack, asked.basis, form, names)
    said = _results(asked, form, feed, Findings.ALL if explained else Findings.NONE)
    columns = dict(_wanted(said.columns))
    asked_for = {each for cell in columns.values() for each in cell.walk() if isinstance(each, Column)}
    nulls = Nulls(feed.known(asked_for))
    if form.stated:
        known = Known(nulls)
        columns = {name: known.of(cell) for name, cell in columns.items()}
    body = Body(names, feed, refuses_intervals=not form.with_intervals, nulls=nulls)
    ends = [(columns[name], columns[f"{name[:-2]}hi"]) for name in columns if name.endswith(".lo")]
    texts = dict(zip(columns, body.written(columns.values(), ends), strict=True))
    new, decision = names.constant(MADE), names.constant(Decision)
    first = ", ".join(texts.pop(name) for name in OF_DECISION)
    verdict = texts.pop("verdict.possible")
    result = f"{new}({decision}, ((one := {verdict})[0], one[1], {first}))"
    if explained:
        others = "".join(f"{text}, " for text in texts.values())
        told = names.named(_told(asked.stack, columns, feed))
        result = f"{new}({names.constant(Explanation)}, ({result}, ({others}), {told}, {DOSSIER}))"
    lists = {
        each.records for cell in columns.values() for each in cell.walk() if isinstance(each, OverRecords)
    }
    lines = [
        *feed.statements(body.columns, lists),
        *_answers(said.coded, body.columns, names, _Rules(asked, said.coded)),
        *body.lines,
        f"return {result}",
    ]
    return function(f"{DOSSIER}, {CHILDREN}", lines, names.globals)


def _results(asked: Asked, form: Form, feed: Feed, findings: Findings) -> Results:
    question = Question(
        year=form.year, as_of=asked.as_of, readings=asked.readings, findings=findings, checked=False
    )
    return results(asked.stack, feed.layout(), question)


def _wanted(columns: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
    """What is worked out: the parts of a decision, findings, items, and the scores by other standards."""
    yield "verdict.possible", reworded(columns["verdict.possible"], VERDICTS)
    for name in OF_DECISION:
        yield name, columns[name]
    for name, cell in columns.items():
        if name.startswith("finding."):
            yield name, reworded(cell, OUTCOMES)
    yield from ((name, cell) for name, cell in columns.items() if name.startswith("item."))
    for name, cell in columns.items():
        if name.startswith(("points.", "grade.")) and name not in OF_DECISION:
            yield name, cell


def _told(stack: Stack, columns: Mapping[str, Cell], feed: Feed) -> Told:
    criteria = [name.removeprefix("finding.") for name in columns if name.startswith("finding.")]
    items = [
        name[len("item.") : -len(".lo")]
        for name in columns
        if name.startswith("item.") and name.endswith(".lo")
    ]
    rubrics = [each.rubric.code for each in reversed(stack.standards) if each.rubric is not None]
    cells: dict[str, tuple[Cell, ...]] = {code: (columns[f"finding.{code}"],) for code in criteria}
    cells |= {code: (columns[f"item.{code}.lo"], columns[f"item.{code}.hi"]) for code in items}
    return Told(
        criteria=tuple(criteria),
        items=tuple(items),
        rubrics=tuple(rubrics),
        looked_at={code: tuple(_facts(of, feed)) for code, of in cells.items()},
    )


def _facts(cells: tuple[Cell, ...], feed: Feed) -> dict[tuple[str, str], None]:
    """The facts that some cells ask for, each with its sheet."""
    columns = [each for cell in cells for each in cell.walk() if isinstance(each, Column)]
    origins = [feed.origin(each) for each in columns if each.records is None]
    return dict.fromkeys(sorted((each.of, each.name) for each in origins if each is not None))


# --- coded rules ------------------------------------------------------------------------------------


@attrs.frozen(eq=False)
class _Rules:
    """Runs the coded rules for a dossier."""

    asked: Asked
    coded: Mapping[tree.Coded, CodedColumn]

    def answers(self, dossier: Dossier, children: Children) -> tuple[bool | int | None, ...]:
        """What each rule answers; None where that leaves anything possible."""
        worlds: dict[str, World] = {}
        found = []
        for node, column in self.coded.items():
            scheme = column.stack.scheme
            if scheme not in worlds:
                worlds[scheme] = self._world(column.stack, dossier, children)
            found.append(_answer(node, worlds[scheme]))
        return tuple(found)

    def _world(self, stack: Stack, dossier: Dossier, children: Children) -> World:
        today = dossier.decision_date or self.asked.as_of or stack.decided_on.in_year(dossier.year)
        return World(
            stack=stack,
            dossier=dossier,
            basis=self.asked.basis,
            today=today,
            window=stack.window.for_year(dossier.year),
            children=children,
        )


def _answer(node: tree.Coded, world: World) -> bool | int | None:
    possible: Possible = answer(node, world, lambda read: value(read, world)).possible
    if not possible.is_decided:
        return None
    return possible is Truths.TRUE if isinstance(possible, Truths) else getattr(possible, "lo", None)


def _answers(
    coded: Mapping[tree.Coded, CodedColumn], columns: Mapping[Column, str], names: Names, rules: _Rules
) -> Iterator[str]:
    if coded:
        variables = [columns.get(each.column) or names.fresh("c") for each in coded.values()]
        run = names.named(rules.answers)
        yield f"{', '.join(variables)}, = {run}({DOSSIER}, {CHILDREN})"
