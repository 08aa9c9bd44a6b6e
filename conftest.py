"""Runs the Python blocks of the README and of the documentation as tests; shell blocks are not run.

The blocks of a page run in a folder of their own, which shows the tree and keeps what they write.
"""

import os
import tempfile
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent
FOLDER, BEFORE = "<folder>", "<before>"


def enter(namespace: dict[str, Any]) -> None:
    """Go into a new folder in which everything of the tree is at hand."""
    namespace[FOLDER], namespace[BEFORE] = tempfile.TemporaryDirectory(), Path.cwd()
    for each in ROOT.iterdir():
        Path(namespace[FOLDER].name, each.name).symlink_to(each)
    os.chdir(namespace[FOLDER].name)


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and leave nothing behind."""
    os.chdir(namespace[BEFORE])
    namespace[FOLDER].cleanup()


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    # One pattern a depth: in these patterns `**` stands for exactly one folder.
    patterns=["README.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
    setup=enter,
    teardown=leave,
).pytest()
