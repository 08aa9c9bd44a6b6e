"""The example runs as it stands: two workers and one machine agree on the summary and on the digest."""

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "spark" / "run.py"


def test_two_workers_and_one_machine_agree() -> None:
    run = subprocess.run(
        [sys.executable, EXAMPLE, "300"], capture_output=True, check=False, encoding="utf-8", timeout=300
    )
    assert run.returncode == 0, run.stdout + run.stderr
    lines = run.stdout.splitlines()
    assert lines[0].startswith("300 made-up areas, seed 2026: ")
    assert "not_met" in lines[0] and "undecided" in lines[0]
    assert lines[-1] == "the same"
