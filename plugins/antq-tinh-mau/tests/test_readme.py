"""What the page about the plugin says, against the plugin."""

import datetime
import importlib
import re
from pathlib import Path

from antq_core import Standard
from antq_tinh_mau.plugin import antq_standards

PAGE = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
ENDS = {
    old: each.in_force_from - datetime.timedelta(days=1) for each in antq_standards() for old in each.replaces
}


def table(heading: str) -> list[str]:
    """The rows of the table under a heading, without its head."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("|")][2:]


def row(standard: Standard) -> str:
    first, ends = standard.in_force_from, ENDS.get(standard.id)
    in_force = f"from {first}" if ends is None else f"{first} to {ends}"
    asked = len(standard.criteria)
    requirements = f"{asked} requirement" + ("s" if asked > 1 else "")
    holds = requirements
    if standard.rubric is not None and standard.grading is not None:
        grades = len(standard.grading.grades)
        holds = f"{standard.rubric.most // 100} points, {grades} grades, {requirements}"
    return f"| `{standard.id}` | {in_force} | {', '.join(standard.kinds)} | {holds} |"


def test_the_page_says_in_vietnamese_first_that_the_province_is_not_real() -> None:
    first, *_ = PAGE.removeprefix("# antq-tinh-mau\n").strip().split("\n\n")
    assert first.startswith("**Tỉnh Mẫu không có thật.**")
    assert "**Tỉnh Mẫu does not exist.**" in PAGE


def test_the_page_lists_every_standard() -> None:
    assert table("Gói cung cấp gì – what it supplies") == [row(each) for each in antq_standards()]


def test_what_the_page_names_stands_in_the_module_that_it_names() -> None:
    rows = table("Mỗi thứ ở đâu – where to find what")
    codes = {each.code for standard in antq_standards() for each in (*standard.criteria, *standard.items)}
    codes |= {each.code for s in antq_standards() if s.grading is not None for each in s.grading.ceilings}
    assert len(rows) > 20
    for line in rows:
        _, feature, place = (cell.strip() for cell in line.strip("|").split("|"))
        modules = [
            importlib.import_module(f"antq_tinh_mau.{name}") for name in re.findall("`([a-z_]+)`", place)
        ]
        assert modules, line
        for name in re.findall("`([A-Za-z_]+)`", feature):
            source = "".join(Path(str(each.__file__)).read_text(encoding="utf-8") for each in modules)
            assert re.search(rf"\b{name}\b", source), f"{name} is not in {place}"
        assert set(re.findall(r"TM-[A-Z0-9.a-z-]+", place)) <= codes, line
