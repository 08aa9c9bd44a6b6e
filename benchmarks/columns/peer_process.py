"""Peers whose dependencies do not go together with ours: a process each, which waits for its turn."""

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
from rounds import Turn

ROOT = Path(__file__).parents[2]
INTERPRETER = ROOT / ".venv-compare" / "bin" / "python"
SERVE = Path(__file__).parent / "peers" / "serve.py"
NANO = 1e-9


class Peer:
    """A running peer. `version` is its distribution and version; None where it could not be started."""

    def __init__(self, name: str, rows: Path, count: int, answers: Path) -> None:
        self.answers, self.count = answers, count
        self.version: str | None = None
        self._process: subprocess.Popen[str] | None = None
        if INTERPRETER.exists():
            command = [str(INTERPRETER), str(SERVE), name, str(rows), str(count), str(answers)]
            self._process = subprocess.Popen(  # noqa: S603 - our own words
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            self.version = self._line().get("ready")

    def turn(self) -> Turn:
        """One round."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        found = self._line()
        return Turn(found["wall"] * NANO, found["cpu"] * NANO)

    def answered(self) -> dict[str, Any]:
        """Verdict, points and grade of its rows, after the first round."""
        with np.load(self.answers) as arrays:
            return dict(arrays)

    def end(self) -> None:
        """Let it end."""
        if self._process is not None:
            self._process.communicate()

    def _line(self) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        found: dict[str, Any] = json.loads(line) if line else {}
        return found
