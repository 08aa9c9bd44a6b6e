"""What a coded rule answers: guarded, and unknown as soon as it looks at something that is not known."""

import datetime
from collections.abc import Callable
from typing import Any

import attrs

from antq_core.domain.sheets import Record
from antq_core.domain.stated import UNKNOWN
from antq_core.domain.windows import Window
from antq_core.evaluation.world import World
from antq_core.expressions.coded import CodedRule
from antq_core.expressions.tree import Coded, FactValue, LastYear, Measure, Node
from antq_core.findings.finding import GapCode
from antq_core.possible import Interval, Options, Possible, Truths


@attrs.frozen
class Answer:
    """What a rule may come to; `failed` says why it has not answered, though it read nothing unknown."""

    possible: Possible
    failed: GapCode | None = None
    reason: str = ""


class NotKnownError(Exception):
    """Raised where a rule reads what is not known; swallowing it changes nothing."""


class NotDeclaredError(Exception):
    """Raised where a rule reads what it has not declared."""


Read = Callable[[Node], Possible]
"""How a fact is read: the interpreter's own way, so that a rule sees what every other condition sees."""


def answer(node: Coded, world: World, read: Read) -> Answer:
    """Run a rule once for a dossier. It never raises, whatever the rule does."""
    if node not in world.coded:
        world.coded[node] = _answer(node, world, read)
    found = world.coded[node]
    assert isinstance(found, Answer)  # nothing else is kept there
    return found


def _answer(node: Coded, world: World, read: Read) -> Answer:
    anything: Possible = Truths.EITHER if node.gives is None else node.gives
    if not isinstance(node, CodedRule):
        return Answer(anything, GapCode.EVALUATOR_ABSENT, f"{node.distribution} {node.version}".strip())
    view = View(node, world, read)
    try:
        returned = node.rule(view)
    except (Exception, SystemExit) as error:
        if view.met_unknown:
            return Answer(anything)
        return Answer(anything, GapCode.EVALUATOR_FAILED, f"{type(error).__name__}: {error}")
    if view.met_unknown:
        return Answer(anything)
    if node.gives is None and type(returned) is bool:
        return Answer(Truths.of(returned))
    if node.gives is not None and type(returned) is int and returned in node.gives:
        return Answer(Interval.exactly(returned))
    return Answer(anything, GapCode.EVALUATOR_FAILED, repr(returned)[:60])


class View:
    """What a rule sees of a dossier: what it has declared, as long as it is known."""

    def __init__(self, node: Coded, world: World, read: Read) -> None:
        self._node, self._world, self._read = node, world, read
        self.met_unknown = False

    @property
    def window(self) -> Window:
        """The days that are assessed."""
        return self._world.window

    def fact(self, name: str) -> Any:
        """A fact on the basis of the assessment."""
        return self._known(FactValue(name), name)

    def last_year(self, name: str) -> Any:
        """The same fact in the sheet of the year before."""
        return self._known(LastYear(name), name)

    def records(self, name: str) -> list["RecordView"]:
        """The records of the window and the place of the unit; unknown while the list may hold more."""
        if name not in self._node.records:
            raise NotDeclaredError(name)
        belonging = self._world.belonging[name]
        if not self._world.is_closed(name) or any(counts is Truths.EITHER for counts, _ in belonging):
            self.not_known(name)
        return [RecordView(self, self._world, each) for counts, each in belonging if counts is Truths.TRUE]

    def not_known(self, name: str) -> None:
        """Note that something unknown was read, and stop the rule."""
        self.met_unknown = True
        raise NotKnownError(name)

    def _known(self, node: FactValue | LastYear, name: str) -> Any:
        if node not in self._node.reads:
            raise NotDeclaredError(name)
        found = self._read(node)
        if not found.is_decided:
            self.not_known(name)
        if isinstance(found, Truths):
            return found is Truths.TRUE
        if isinstance(found, Options):
            (code,) = found.codes
            return code
        is_day = self._world.stack.fact[name].measure is Measure.DAY
        return datetime.date.fromordinal(found.lo) if is_day else found.lo


class RecordView:
    """One record as a rule sees it: its fields as attributes, as long as they are known."""

    def __init__(self, view: View, world: World, record: Record) -> None:
        self._view, self._world, self._record = view, world, record

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._record.declared:
            raise NotDeclaredError(name)
        if getattr(self._record.declared[name], "assessed", None) is not None:
            found = self._world.field(self._record, name)
            if not found.is_decided:
                self._view.not_known(name)
            return found is Truths.TRUE
        stated = self._record.value(name)
        if stated is UNKNOWN or isinstance(stated, Interval):
            self._view.not_known(name)
        return stated
