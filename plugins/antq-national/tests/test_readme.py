"""What the page about the plugin says, against the plugin."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from antq_core.standards.readings import Reading
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.instrument import IN_FORCE_FROM, UNREAD_AMENDMENT
from antq_national.plugin import antq_standards

PAGE = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)


def table(heading: str) -> list[str]:
    """The rows of the table under a heading, without its head."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("|")][2:]


def standard_row(standard: Standard) -> str:
    window = standard.window
    assert window is not None
    days = " – ".join(f"{day.day}/{day.month}" for day in (window.first, window.last))
    article, criteria = standard.citation.article, len(standard.criteria)
    return f"| `{standard.id}` | Article {article} | {criteria} criteria | {days} |"


def reading_row(reading: Reading, standards: list[Standard]) -> str:
    articles = [str(each.citation.article) for each in standards if reading.name in names(each)]
    asked_by = ", ".join(dict.fromkeys(articles))  # agencies and enterprises share Article 6
    options = "<br>".join(f"`{each.code}`: {each.label.vi}; {each.label.en}" for each in reading.options)
    return f"| `{reading.name}` | {asked_by} | {reading.question.vi}<br>{reading.question.en} | {options} |"


def names(standard: Standard) -> list[str]:
    return [reading.name for reading in standard.readings]


def test_the_page_lists_every_standard() -> None:
    assert table("What it supplies") == [standard_row(each) for each in antq_standards()]


def test_the_page_lists_every_reading_with_its_options() -> None:
    standards = antq_standards()
    readings = {reading.name: reading for standard in standards for reading in standard.readings}
    assert table("Readings") == [reading_row(each, standards) for each in readings.values()]


def test_the_page_says_from_when_the_circular_is_in_force_and_what_is_not_known() -> None:
    assert IN_FORCE_FROM.isoformat() in PAGE
    assert UNREAD_AMENDMENT.code in PAGE


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_of_the_page_runs(block: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", block], check=True)


def test_the_page_has_blocks() -> None:
    assert len(BLOCKS) > 1
