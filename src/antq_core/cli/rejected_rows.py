"""Rows that were not assessed: what the side file keeps of all of them, and what is said of the first few."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from antq_core.cli.assessing import Rejected
from antq_core.codec.converter import unstructure
from antq_core.codec.text import Json
from antq_core.errors import Problem
from antq_core.messages.catalogue import text
from antq_core.messages.text import Text

ENDING = ".rejected.jsonl"
TOLD = 10
REASONS = ("file", "line", "index", "unit", "problems")
"""The keys of a line of the side file that say where a row stands and what is wrong with it."""


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
    for each in first[:TOLD]:
        for problem in each.problems:
            facts = {"place": each.row.place.label, "unit": each.unit or "–", "page": problem.page}
            sentence = Text(vi=problem.message("vi"), en=problem.message("en"))
            yield text("cli.rejected-row", problem=sentence, **facts)
    if count > TOLD:
        yield text("cli.rejected-more", count=count - TOLD)


def _problem(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "path": unstructure(problem.path),
        "page": problem.page,
        "vi": problem.message("vi"),
        "en": problem.message("en"),
    }
