"""Rows that were not assessed: what the side file keeps of all of them, and what is said of the first few."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs

from antq_core.cli.files.rows import Place
from antq_core.cli.runs.assessing import Rejected
from antq_core.codec.converter import unstructure
from antq_core.codec.text import Json
from antq_core.errors import Problem
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text

ENDING = ".rejected.jsonl"
TOLD = 10
MANY = 3
"""So many rows that are wrong in the same way are told of together."""
MOST_LINES = 5
REASONS = ("file", "line", "index", "unit", "problems")
"""The keys of a line of the side file that say where a row stands and what is wrong with it."""

Fault = tuple[Path, str, tuple[object, ...]]


def side_file(output: Path | None, files: Sequence[Path]) -> Path:
    """Where rejected rows go: beside the output, else named after the first file, in the current folder."""
    if output is not None:
        return output.with_name(f"{output.stem}{ENDING}")
    return Path(f"{files[0].stem}{ENDING}")


def rejected_row(rejected: Rejected) -> dict[str, Json]:
    """The line of the side file: where a row stands, everything that is wrong with it, and the row."""
    place = rejected.row.place
    return {
        "file": str(place.file),
        **({"line": place.line} if place.line is not None else {"index": place.index}),
        "unit": rejected.unit,
        "problems": [_problem(each) for each in rejected.problems],
        **rejected.row.shown,
    }


def told(first: Sequence[Rejected], count: int, kept_in: Path | None) -> Iterator[Text]:
    """What to say of rejected rows: how many, where they are kept, and what is wrong with the first ones."""
    if not count:
        return
    if kept_in is None:
        yield text("cli.rejected", count=count)
    else:
        yield text("cli.rejected-kept", count=count, path=kept_in)
    alike = defaultdict[Fault, dict[Place, None]](dict)
    for each in first:
        for problem in each.problems:
            alike[_fault(each, problem)][each.row.at(problem)[0]] = None
    for each in first:
        for fault, problems in _by_fault(each).items():
            where, *others = alike[fault]
            many = len(others) + 1 >= MANY
            told_here = [one for one in problems if not many or each.row.at(one)[0] == where]
            yield from (_sentence(each, problem) for problem in told_here)
            if many and told_here:
                yield text("cli.rejected-same", lines=_lines(others))
    if count > len(first):
        yield text("cli.rejected-more", count=count - len(first))


@attrs.define
class FirstRejected:
    """The rejected rows that are told of: the first, and later ones with a fault that none of them has."""

    rows: list[Rejected] = attrs.field(factory=list)
    _faults: set[Fault] = attrs.field(factory=set)

    def add(self, rejected: Rejected) -> None:
        """Keep a row, or let it go when enough is told without it."""
        faults = {_fault(rejected, problem) for problem in rejected.problems}
        is_new = not faults <= self._faults and len(self._faults) < TOLD
        if len(self.rows) < TOLD or is_new:
            self.rows.append(rejected)
            self._faults |= faults


def _by_fault(rejected: Rejected) -> dict[Fault, list[Problem]]:
    """What is wrong with a row, by what other rows may have in common with it."""
    found = defaultdict[Fault, list[Problem]](list)
    for problem in rejected.problems:
        found[_fault(rejected, problem)].append(problem)
    return found


def _fault(rejected: Rejected, problem: Problem) -> Fault:
    """What two rows have in common that are wrong in the same way: file, code, and column or key."""
    place, there = rejected.row.at(problem)
    at = (*there.path, there.facts["key"]) if "key" in there.facts else there.path
    return place.file, there.code, at or (there.message("en"),)


def _sentence(rejected: Rejected, problem: Problem) -> Text:
    place, there = rejected.row.at(problem)
    facts = {"place": place.label, "unit": rejected.unit or "–", "page": problem.page}
    if place != rejected.row.place and len(there.path) == 1:
        facts["column"] = there.place
        there = attrs.evolve(there, path=())
    code = "cli.rejected-record" if "column" in facts else "cli.rejected-row"
    return text(code, problem=Text(vi=there.message("vi"), en=there.message("en")), **facts)


def _lines(places: Sequence[Place]) -> str:
    """The lines of some places in one file, or their indices in an array."""
    shown = [f"[{each.index}]" if each.line is None else str(each.line) for each in places[:MOST_LINES]]
    return ", ".join([*shown, *(["…"] if len(places) > MOST_LINES else [])])


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "path": unstructure(problem.path),
        "page": problem.page,
        "vi": problem.message("vi"),
        "en": problem.message("en"),
    }
