"""Runs the Python blocks of the README and of the documentation as tests; shell blocks are not run."""

from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(), SkipParser()],
    # One pattern a depth: in these patterns `**` stands for exactly one folder.
    patterns=["README.md", "docs/*.md", "docs/*/*.md", "docs/*/*/*.md"],
).pytest()
