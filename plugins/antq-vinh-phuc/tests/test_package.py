"""The package itself: for whom it speaks, and that its page says what it holds."""

import importlib
import tomllib
from pathlib import Path

from antq_core import Registry, Standard
from antq_core.standards.at_hand import refusals_at_hand
from antq_national.plugin import antq_standards as national_standards
from antq_vinh_phuc.plugin import antq_standards

ROOT = Path(__file__).parents[1]
PROVINCES = (ROOT.parents[1] / "docs/provinces.md").read_text(encoding="utf-8")
PAGE = (ROOT / "README.md").read_text(encoding="utf-8")


def standard_row(standard: Standard) -> str:
    kinds = ", ".join(f"`{kind}`" for kind in standard.kinds)
    days = f"{standard.in_force_from} – {standard.in_force_to or '…'}"
    unread = sum(each.holds is None for each in standard.criteria)
    return f"| `{standard.id}` | {kinds} | {days} | {len(standard.criteria)} | {unread} |"


def test_the_entry_point_is_the_code_of_the_province() -> None:
    about = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ((name, module),) = about["project"]["entry-points"]["antq"].items()
    assert name == "vn-26"
    assert importlib.import_module(module).antq_standards() == antq_standards()
    assert {each.jurisdiction for each in antq_standards()} == {name}


def test_the_standards_fit_upon_the_national_ones() -> None:
    standards = [*national_standards(), *antq_standards()]
    assert Registry.of(standards).faults() == ()
    assert [problem for each in antq_standards() for problem in refusals_at_hand(each, standards)] == []


def test_the_page_lists_every_standard() -> None:
    listed = [line for line in PAGE.splitlines() if line.startswith("| `vn-26/")]
    assert listed == [standard_row(each) for each in antq_standards()]


def test_the_page_names_every_assumption() -> None:
    codes = [each.code for standard in antq_standards() for each in standard.assumptions]
    assert [code for code in codes if f"`{code}`" not in PAGE] == []


def test_the_page_of_all_provinces_lists_every_standard_once() -> None:
    for each in antq_standards():
        assert PROVINCES.count(f"`{each.id}`") == 1
