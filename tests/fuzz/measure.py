"""How much of the library the kept inputs reach, in lines and branches: ``measure.py SECONDS [ENTRY ...]``.

The inputs in the folder ``.fuzz`` are tried once more, each entry point for so many seconds at most. Lines
that run while the library is imported count as reached, and are told first.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import coverage

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("FUZZ_FOLDER", HERE.parents[1] / ".fuzz"))
PACKAGES = ["antq_core", "antq_national"]
# What no input of an entry point can lead into.
ELSEWHERE = [
    "*/antq_core/testing/*",
    "*/antq_core/cli/plugin_*",
    "*/antq_core/cli/standard*",
    "*/antq_core/hookspecs.py",
]


def main() -> None:
    seconds, *asked = sys.argv[1:]
    together = coverage.Coverage(source_pkgs=PACKAGES, omit=ELSEWHERE, branch=True, data_file=None)
    with together.collect():
        from entry_points import ENTRY_POINTS, registry  # noqa: PLC0415 - so that what runs at import is counted

        registry()
    print(f"at import, and with the plugins loaded: {figures(together)}")
    for entry in asked or ENTRY_POINTS:
        with together.collect():
            tried, left = replay(ENTRY_POINTS[entry], FOLDER / "corpus" / entry, float(seconds))
        print(
            f"with {entry}: {figures(together)}; {tried} inputs tried, {left} left for want of time",
            flush=True,
        )
    with (FOLDER / "coverage.txt").open("w", encoding="utf-8") as file:
        together.report(file=file, show_missing=True, skip_covered=True)


def replay(target: Callable[[bytes], None], corpus: Path, seconds: float) -> tuple[int, int]:
    files = sorted(corpus.iterdir())
    random.Random(0).shuffle(files)  # noqa: S311 - repeatable, not secret
    ends = time.monotonic() + seconds
    for number, file in enumerate(files):
        if time.monotonic() > ends:
            return number, len(files) - number
        try:
            target(file.read_bytes())
        except Exception as error:
            print(f"{file.name}: {type(error).__name__}")
    return len(files), 0


def figures(measured: coverage.Coverage) -> str:
    """Lines and branches reached, of all."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "coverage.json"
        measured.json_report(outfile=str(file))
        total = json.loads(file.read_text(encoding="utf-8"))["totals"]
    return (
        f"{total['covered_lines']} of {total['num_statements']} lines, "
        f"{total['covered_branches']} of {total['num_branches']} branches"
    )


if __name__ == "__main__":
    main()
