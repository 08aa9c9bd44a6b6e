"""Which partitions of a table are done already, by a small file beside each of them.

A partition is done when nothing has changed that its rows rest upon: its file, the lists, the standards,
and the options. One with rejected rows is always done anew, since these are to be told again.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from antq_core.cli.questions import Question
from antq_core.cli.runs.ledger import REJECTED
from antq_core.cli.table_runs.assessing import TableRound
from antq_core.cli.table_runs.surveying import AnySource
from antq_core.codec.documents import digest, standard_digest

FORMAT = 1


@attrs.define
class Resumption:
    """What is known of the partitions of one output. Unless `skips`, every one is done anew."""

    question: Question
    skips: bool

    def counts_of(
        self, output: Path | None, sources: Sequence[AnySource], run: TableRound
    ) -> Mapping[str, int] | None:
        """How many rows of a partition came to each verdict, where it is done already; else None."""
        if output is None or not self.skips:
            return None
        try:
            known = json.loads(_beside(output).read_text(encoding="utf-8"))
            done = known["rests_on"] == self._rests_on(sources, run) and known["output"] == self._digest(
                output
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None
        counts: Mapping[str, int] | None = known["counts"] if done else None
        return counts

    def note(
        self, output: Path, sources: Sequence[AnySource], run: TableRound, counts: Mapping[str, int] | None
    ) -> None:
        """Note that a partition is done."""
        place = _beside(output)
        place.unlink(missing_ok=True)
        if counts is None or counts.get(REJECTED):
            return
        known = {
            "format": FORMAT,
            "rests_on": self._rests_on(sources, run),
            "output": self._digest(output),
            "counts": {name: count for name, count in counts.items() if count},
        }
        place.write_text(json.dumps(known, indent=1), encoding="utf-8")

    def _rests_on(self, sources: Sequence[AnySource], run: TableRound) -> str:
        """The digest of everything that the rows of a partition rest upon."""
        files = [each for source in sources for each in (source.file, *source.list_files.values())]
        asked = self.question
        standards = {id(one): one for stack in run.found.stacks for one in stack.standards}
        return digest(
            {
                "files": [self._digest(file) for file in files],
                "standards": sorted(standard_digest(one) for one in standards.values()),
                "silent": sorted({each.jurisdiction for stack in run.found.stacks for each in stack.broken}),
                "basis": asked.basis.value,
                "as_of": asked.as_of,
                "readings": dict(sorted(asked.readings.items())),
                "scheme": run.rows.selection.standards.scheme,
                "twice": sorted(map("\0".join, run.found.twice.iter_rows())),
                "strays": sorted(
                    f"{name}:{stray.line}"
                    for source in sources
                    for name, each in source.lists.items()
                    for stray in each.strays
                ),
            }
        )

    def _digest(self, file: Path) -> str:
        if file.suffix == "" and file.is_dir():
            return digest([self._digest(each) for each in sorted(file.iterdir())])
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()


def _beside(output: Path) -> Path:
    return output.with_name(f".{output.name}.done.json")
