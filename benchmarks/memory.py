"""How much memory `antq assess` takes on a long file of JSON Lines, beside what it takes on a short one.

``python benchmarks/memory.py [rows ...]`` makes files of made-up areas, 50 a commune, each commune with its
roster last, assesses each in a process of its own, and prints the peaks side by side. Without numbers:
1,000, 10,000 and 100,000 rows, which takes most of an hour.
"""

import copy
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

COMMUNE = Path(__file__).parents[1] / "examples" / "commune" / "before.jsonl"
ANTQ = Path(sys.executable).with_name("antq")
UNITS_OF_A_COMMUNE = 50
USUAL = (1_000, 10_000, 100_000)
KIBIBYTES_A_MEBIBYTE = 1024

Json = dict[str, Any]


class Peak(NamedTuple):
    """What one run took."""

    rows: int
    input_mebibytes: float
    output_mebibytes: float
    peak_mebibytes: float
    seconds: float


def rows(count: int) -> Iterator[Json]:
    """So many dossiers or a few more: areas, and after every 50 of them their commune."""
    *units, commune = [json.loads(line) for line in COMMUNE.read_text(encoding="utf-8").splitlines()]
    areas = [each for each in units if each["unit"]["kind"] == "residential_area"]
    for number in range(-(-count // (UNITS_OF_A_COMMUNE + 1)) * (UNITS_OF_A_COMMUNE + 1)):
        code = f"{number // (UNITS_OF_A_COMMUNE + 1):05}"
        place = number % (UNITS_OF_A_COMMUNE + 1)
        if place < UNITS_OF_A_COMMUNE:
            yield _moved(areas[place % len(areas)], f"thon-{code}-{place:02}", code)
        else:
            yield _with_roster(_moved(commune, f"xa-{code}", code), code)


def _moved(dossier: Json, name: str, commune: str) -> Json:
    moved = copy.deepcopy(dossier)
    moved["unit"] |= {"id": name, "commune": commune}
    for incident in moved["records"]["incidents"]["items"]:
        incident["commune"] = commune
        if dossier["unit"]["kind"] != "commune":
            incident["unit"] = name
    return moved


def _with_roster(commune: Json, code: str) -> Json:
    entry = {"kind": "residential_area", "under_authority": True, "registered": True, "recognised": True}
    commune["records"]["roster"]["items"] = [
        {"unit": f"thon-{code}-{place:02}", **entry} for place in range(UNITS_OF_A_COMMUNE)
    ]
    for model in commune["records"]["movement_models"]["items"]:
        model["commune"] = code
    return commune


def peak(count: int, folder: Path) -> Peak:
    """One run over a file of so many rows, its results written beside it."""
    source, target = folder / f"{count}.jsonl", folder / f"{count}.out.jsonl"
    with source.open("w", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows(count))
    started = time.monotonic()
    child = os.posix_spawn(
        ANTQ,
        [str(ANTQ), "assess", str(source), "--output", str(target)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"antq assess failed on {count} rows")
    found = Peak(
        rows=count,
        input_mebibytes=source.stat().st_size / 2**20,
        output_mebibytes=target.stat().st_size / 2**20,
        peak_mebibytes=used.ru_maxrss / KIBIBYTES_A_MEBIBYTE,
        seconds=time.monotonic() - started,
    )
    source.unlink()
    target.unlink()
    return found


def main(counts: list[int]) -> None:
    """Measure, and print one row of a table for each file."""
    print("| rows | input, MiB | results, MiB | peak memory, MiB | beside the first | seconds |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    first: float | None = None
    with tempfile.TemporaryDirectory() as folder:
        for count in counts or USUAL:
            found = peak(count, Path(folder))
            first = first or found.peak_mebibytes
            cells = (
                f"{found.rows:,}",
                f"{found.input_mebibytes:.1f}",
                f"{found.output_mebibytes:.1f}",
                f"{found.peak_mebibytes:.0f}",
                f"{found.peak_mebibytes / first:.2f}",
                f"{found.seconds:.0f}",
            )
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]])
