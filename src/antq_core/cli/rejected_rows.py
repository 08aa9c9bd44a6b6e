"""Rows that were not assessed: the side file that keeps all of them, and what is said of the first few."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from antq_core.cli.assessing import Rejected
from antq_core.codec.converter import unstructure
from antq_core.codec.text import Json
from antq_core.errors import Problem
from antq_core.messages.text import Text

ENDING = ".rejected.jsonl"
TOLD = 10


def side_file(output: Path | None, files: Sequence[Path]) -> Path:
    """Where rejected rows go: beside the output, else named after the first file, in the current folder."""
    if output is not None:
        return output.with_name(f"{output.stem}{ENDING}")
    return Path(f"{files[0].stem}{ENDING}")


def rejected_row(rejected: Rejected) -> Json:
    """The line of the side file; it repeats the row itself only when that was JSON."""
    row = rejected.row
    return {**reasons(rejected), **({} if row.problems else {"row": row.document})}


def reasons(rejected: Rejected) -> Json:
    """Where a row stands, and everything that is wrong with it."""
    row = rejected.row
    return {
        "file": str(row.file),
        **({"line": row.line} if row.line is not None else {"index": row.index}),
        "unit": rejected.unit,
        "problems": [_problem(each) for each in rejected.problems],
    }


def told(rejected: Sequence[Rejected], kept_in: Path | None) -> Iterator[Problem]:
    """What to say of rejected rows: how many, where they are kept, and what is wrong with the first ones."""
    if not rejected:
        return
    if kept_in is None:
        yield Problem("cli.rejected", (), {"count": len(rejected)})
    else:
        yield Problem("cli.rejected-kept", (), {"count": len(rejected), "path": kept_in})
    for each in rejected[:TOLD]:
        for problem in each.problems:
            sentence = Text(vi=problem.message("vi"), en=problem.message("en"))
            facts = {"place": each.row.place, "unit": each.unit or "–", "problem": sentence}
            yield Problem("cli.rejected-row", (), facts)
    if len(rejected) > TOLD:
        yield Problem("cli.rejected-more", (), {"count": len(rejected) - TOLD})


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "path": unstructure(problem.path),
        "vi": problem.message("vi"),
        "en": problem.message("en"),
    }
