"""What the page about the plugin says, against the plugin."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from antq_core.standards.readings import Reading
from antq_core.standards.standard import Standard
from antq_national.circular_23_2012.instrument import NO_EXCLUSION, READ_IN_PART, SCHOOL_YEAR
from antq_national.circular_124_2021.instrument import IN_FORCE_FROM, UNREAD_AMENDMENT
from antq_national.decision_510_2022.instrument import ASSUMPTIONS
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
    days = "the school year" if SCHOOL_YEAR in standard.assumptions else days
    if standard.rubric is not None:
        untranscribed = [each.most for each in standard.rubric.leaves if each.points is None]
        most = standard.rubric.most
        criteria = f"{(most - sum(untranscribed)) // 100} of {most // 100} points read"
        return row_of(standard, criteria, days)
    unread = sum(each.holds is None for each in standard.criteria)
    criteria = f"{len(standard.criteria)} criteria" + (f", {unread} not read" if unread else "")
    return row_of(standard, criteria, days)


def row_of(standard: Standard, holds: str, days: str) -> str:
    place = f"Article {standard.citation.article}"
    return f"| `{standard.id}` | {in_force(standard)} | {place} | {holds} | {days} |"


def in_force(standard: Standard) -> str:
    first, last = standard.in_force_from, standard.in_force_to
    return f"from {first}" if last is None else f"{first} to {last}"


def asked_by(reading: Reading, standards: list[Standard]) -> str:
    """The articles that leave it open, circular by circular."""
    articles: dict[str, list[str]] = {}
    for each in (one for one in standards if reading.name in names(one)):
        listed = articles.setdefault(each.citation.number.partition("/QĐ")[0].removesuffix("/TT-BCA"), [])
        if str(each.citation.article) not in listed:  # agencies and enterprises share an article
            listed.append(str(each.citation.article))
    return "<br>".join(f"{number}: {', '.join(listed)}" for number, listed in articles.items())


def reading_row(reading: Reading, standards: list[Standard]) -> str:
    options = "<br>".join(f"`{each.code}`: {each.label.vi}; {each.label.en}" for each in reading.options)
    question = f"{reading.question.vi}<br>{reading.question.en}"
    return f"| `{reading.name}` | {asked_by(reading, standards)} | {question} | {options} |"


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
    for assumption in (UNREAD_AMENDMENT, READ_IN_PART, NO_EXCLUSION, SCHOOL_YEAR, *ASSUMPTIONS):
        assert f"`{assumption.code}`" in PAGE


@pytest.mark.parametrize("block", BLOCKS)
def test_every_block_of_the_page_runs(block: str) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", block], check=True)


def test_the_page_has_blocks() -> None:
    assert len(BLOCKS) > 1
