"""All entry points under the fuzzer, one after the other: ``run.py MINUTES [ENTRY ...]``.

The minutes are divided among them. What was tried, covered and found is printed at the end, and stays in
the folder ``.fuzz`` with the inputs, so that the next run goes on where this one stopped.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = Path(os.environ.get("FUZZ_FOLDER", HERE.parents[1] / ".fuzz"))
SHARES = {
    "a_dossier": 10, "a_table": 14, "a_mapping": 6, "a_standard": 12, "an_assessment": 6, "a_command": 12,
    "a_register": 12, "a_receipt": 3,
}  # fmt: skip
EDGES = re.compile(r"cov: (\d+) ft: \d+ corp: (\d+)")
SHORTEST_RUN = 5


def main() -> int:
    minutes, *asked = sys.argv[1:]
    shares = {entry: SHARES[entry] for entry in asked or SHARES}
    FOLDER.mkdir(exist_ok=True)
    for entry, share in shares.items():
        fuzz(entry, float(minutes) * 60 * share / sum(shares.values()))
        print(told(entry), flush=True)
    found = sorted(each.name for each in (FOLDER / "findings").glob("*"))
    print(f"findings: {', '.join(found) or 'none'}")
    return 1 if found else 0


def fuzz(entry: str, seconds: float) -> None:
    """An input that ends the process is kept by the fuzzer; the rest of the time is used all the same."""
    ends = time.monotonic() + seconds
    while (left := int(ends - time.monotonic())) >= SHORTEST_RUN:
        file = FOLDER / f"{entry}.{time.time_ns()}.log"
        with file.open("wb") as log:
            typed = [sys.executable, HERE / "fuzz_one.py", entry, str(left), FOLDER]
            done = subprocess.run(typed, stdout=log, stderr=log, check=False, cwd=HERE)
        if done.returncode and not list(FOLDER.glob(f"{entry}.*.counts.json")):
            sys.exit(f"the fuzzer does not start; see {file}")


def told(entry: str) -> str:
    """One line on all runs of an entry point that the folder knows of."""
    runs = [json.loads(each.read_text(encoding="utf-8")) for each in FOLDER.glob(f"{entry}.*.counts.json")]
    logs = "".join(each.read_text("utf-8", "replace") for each in sorted(FOLDER.glob(f"{entry}.*.log")))
    edges, kept = (EDGES.findall(logs) or [("0", "0")])[-1]
    met = sum((Counter(each["met"]) for each in runs), Counter[str]())
    assessed = met.pop("assessed", 0)
    tried, seconds = (sum(each[name] for each in runs) for name in ("tried", "seconds"))
    return (
        f"{entry}: {tried} inputs in {seconds:.0f} s, "
        f"{edges} edges, {kept} inputs kept, {assessed} assessments, {len(met)} codes of problems, "
        f"slowest {max((each['slowest'] for each in runs), default=0)} s"
    )


if __name__ == "__main__":
    sys.exit(main())
