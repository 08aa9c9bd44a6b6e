"""One entry point under the fuzzer, until the time is up: ``fuzz_one.py ENTRY SECONDS FOLDER``.

A finding is kept and the run goes on; only what ends the process (too slow, too large) ends the run.
"""

import functools
import hashlib
import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["antq_core", "antq_national", "tomllib"]):
    import entry_points

    from antq_core.cli import assessing_commands, commands

from keep import signature
from mutators import mutator
from seeds import seeds

SLOW = 5.0
LONGEST = 100_000
PAUSE = 5.0


class Watch:
    """Tries inputs, counts them, and keeps the shortest of each kind of finding."""

    def __init__(self, entry: str, folder: Path) -> None:
        self.entry = entry
        self.target: Callable[[bytes], None] = entry_points.ENTRY_POINTS[entry]
        self.findings = folder / "findings"
        self.findings.mkdir(parents=True, exist_ok=True)
        self.counts = folder / f"{entry}.{time.time_ns()}.counts.json"
        self.begun = time.monotonic()
        self.told = 0.0
        self.tried = self.raised = 0
        self.slowest = 0.0
        self.shortest: dict[str, int] = {}

    def __call__(self, source: bytes) -> None:
        self.tried += 1
        begun = time.monotonic()
        try:
            self.target(source)
        except Exception as error:
            self.raised += 1
            self.keep(source, signature(error), traceback.format_exc())
        ended = time.monotonic()
        if ended - begun > SLOW:
            self.keep(source, "slow", f"{ended - begun:.1f} seconds\n")
        self.slowest = max(self.slowest, ended - begun)
        if ended - self.told > PAUSE:
            self.told = ended
            self.tell()

    def keep(self, source: bytes, sign: str, told: str) -> None:
        if self.shortest.get(sign, len(source) + 1) <= len(source):
            return
        self.shortest[sign] = len(source)
        name = f"{self.entry}-{hashlib.sha256(sign.encode()).hexdigest()[:10]}"
        (self.findings / f"{name}.input").write_bytes(source)
        (self.findings / f"{name}.txt").write_text(
            f"{sign}\n\n{told}", encoding="utf-8", errors="backslashreplace"
        )

    def tell(self) -> None:
        """Written again and again, for the fuzzer ends the process without asking."""
        counts = {
            "entry": self.entry,
            "tried": self.tried,
            "seconds": round(time.monotonic() - self.begun, 1),
            "raised": self.raised,
            "findings": sorted(self.shortest),
            "slowest": round(self.slowest, 2),
            "met": dict(entry_points.MET.most_common()),
        }
        self.counts.write_text(json.dumps(counts, indent=1), encoding="utf-8")


def do_once_what_no_input_changes() -> None:
    """The command line is built, and the plugins are looked for, once and not for every input."""
    commands.command_line = functools.cache(commands.command_line)
    assessing_commands.installed_registry = lambda **_: entry_points.registry()
    os.fsync = lambda _: None


def main() -> None:
    entry, seconds, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    corpus = folder / "corpus" / entry
    corpus.mkdir(parents=True, exist_ok=True)
    pool = seeds(entry)
    for each in pool:
        (corpus / f"seed-{hashlib.sha256(each).hexdigest()[:16]}").write_bytes(each)
    change = mutator(entry, pool)
    do_once_what_no_input_changes()

    def mutate(source: bytes, most: int, seed: int) -> bytes:
        changed = change(bytes(source), random.Random(seed), atheris.Mutate, most)  # noqa: S311 - repeatable, not secret
        return changed if len(changed) <= most else atheris.Mutate(source, most)

    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={folder / 'findings'}/{entry}-",
        "-mutate_depth=2",  # deeper, and hardly any input is sound enough to be assessed
        "-timeout=60",
        "-rss_limit_mb=4096",
        "-print_final_stats=1",
        "-verbosity=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(corpus)], Watch(entry, folder), custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
