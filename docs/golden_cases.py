"""Rewrites the tables of golden-cases.md from the golden cases: ``python docs/golden_cases.py``."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from antq_core import Stack, Standard
from antq_core.domain.citations import Citation
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_national.plugin import UNDER_CIRCULAR_23_2012, UNDER_CIRCULAR_124_2021

PAGE = Path(__file__).with_name("golden-cases.md")
FOLDER = Path(__file__).parents[1] / "plugins/antq-national/tests/golden"
AREAS_OF_2012, COMMUNES_OF_2012, *WORKPLACES_OF_2012, SCHOOLS_OF_2012 = UNDER_CIRCULAR_23_2012
AREAS, COMMUNES, *WORKPLACES, SCHOOLS = UNDER_CIRCULAR_124_2021
STANDARDS: Mapping[str, tuple[Standard, ...]] = {
    "article-4": (AREAS,),
    "article-5": (COMMUNES,),
    "article-6": tuple(WORKPLACES),
    "article-7": (SCHOOLS,),
    "23-2012-article-5": (AREAS_OF_2012,),
    "23-2012-article-6": (COMMUNES_OF_2012,),
    "23-2012-article-7": tuple(WORKPLACES_OF_2012),
    "23-2012-article-8": (SCHOOLS_OF_2012,),
}
SECTION = re.compile(r"(<!-- table: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

WORDS = {"met": "đạt", "not_met": "chưa đạt", "not_applicable": "không áp dụng"}
UNDECIDED = "chưa xác định"
HEADINGS = (*WORDS.values(), UNDECIDED)
IN_SCOPE = {"met": "thuộc phạm vi", "not_met": "thuộc phạm vi", "out_of_scope": "ngoài phạm vi"}
OF_SCOPE = ("thuộc phạm vi", "ngoài phạm vi", UNDECIDED)
NONE = "–"

Table = dict[str, Any]


def rewritten(page: str) -> str:
    """The page with every table between its markers made anew."""
    tables = {"numbers": numbers_table()}
    for name, standards in STANDARDS.items():
        tables[name] = criteria_table(name)
        tables |= {f"{name}-scope": scope_table(name) for each in standards if each.scope is not None}
    return SECTION.sub(lambda found: f"{found[1]}\n{tables[found['name']]}\n{found[3]}", page)


def numbers_table() -> str:
    """How many criteria and cases there are, by circular and article."""
    head = ("Thông tư", "Điều", "đơn vị", "số tiêu chí", "số trường hợp")
    rows = (
        (
            standards[0].citation.number,
            str(standards[0].citation.article),
            ", ".join(_subject(each) for each in standards),
            str(len(standards[0].criteria)),
            str(len(_golden(name)["case"])),
        )
        for name, standards in STANDARDS.items()
    )
    return _table(head, rows)


def scope_table(name: str) -> str:
    """Each kind of unit that Article 1 leaves out in part: whom it takes in, and the cases."""
    head = ("đơn vị", "thuộc phạm vi áp dụng khi", "căn cứ", *OF_SCOPE)
    return _table(head, (tuple(_scope_row(each, _golden(name))) for each in STANDARDS[name]))


def criteria_table(name: str) -> str:
    """Each criterion: what it asks, where it stands, and the cases by what it comes to in them."""
    head = ("mã", "nội dung (diễn đạt lại)", "căn cứ", *HEADINGS)
    golden = _golden(name)
    return _table(head, (tuple(_criterion_row(each, golden)) for each in STANDARDS[name][0].criteria))


def _scope_row(standard: Standard, golden: Table) -> Iterator[str]:
    assert standard.scope is not None  # asked only of those that have one
    assert standard.scope_citation is not None  # likewise
    kind = standard.kinds[0]
    cells: dict[str, list[str]] = {heading: [] for heading in OF_SCOPE}
    for case in golden["case"]:
        if "scope" in case.get("about", []) and kind in case.get("kinds", [kind]):
            cells[IN_SCOPE.get(case["verdict"], UNDECIDED)].append(case["vi"])
    yield _subject(standard)
    yield _both(Stack(standard).statement(standard.scope))
    yield _place(standard.scope_citation)
    yield from (_listed(cell) for cell in cells.values())


def _criterion_row(criterion: Criterion, golden: Table) -> Iterator[str]:
    base, *others = golden["case"]
    cells: dict[str, list[str]] = {heading: [] for heading in HEADINGS}
    in_base = golden.get("base_outcomes", {}).get(criterion.code, ["met"])
    for case in others:
        outcomes = _in_full(golden, case.get("outcomes", {}))
        about = dict.fromkeys(_in_full(golden, dict.fromkeys(case.get("about", []))), in_base)
        words = (about | outcomes).get(criterion.code, [])
        if words:
            cells[_heading(words)].append(case["vi"] + _several(words))
    of_base = cells[_heading(in_base)]
    if not of_base:
        of_base.append(base["vi"])
    yield f"`{criterion.code}`"
    yield _both(criterion.text)
    yield _place(criterion.citation)
    yield from (_listed(cell) for cell in cells.values())


def _heading(words: list[str]) -> str:
    return WORDS[words[0]] if len(words) == 1 else UNDECIDED


def _several(words: list[str]) -> str:
    """What a criterion may come to, where that is more, or other, than met or not met."""
    if len(words) == 1 or words == ["met", "not_met"]:
        return ""
    return f" ({' hoặc '.join(WORDS[each] for each in words)})"


def _golden(name: str) -> Table:
    return tomllib.loads((FOLDER / f"{name.replace('-', '_')}.toml").read_text(encoding="utf-8"))


def _in_full(golden: Table, names: Table) -> Table:
    """What is said by the names of criteria and groups; a criterion named by itself goes before its group."""
    groups = golden["groups"]
    in_groups = {code: said for name, said in names.items() for code in groups.get(name, [])}
    return in_groups | {name: said for name, said in names.items() if name not in groups}


def _subject(standard: Standard) -> str:
    """The units of a standard, as its title names them."""
    return standard.title.vi.partition(" đạt tiêu chuẩn")[0].lower()


def _place(citation: Citation) -> str:
    """The place in the circular; its number stands at the head of the page."""
    return citation.label.vi.replace(f" Thông tư {citation.number}", "")


def _both(text: Text) -> str:
    return f"{text.vi}<br><small>{text.en}</small>"


def _listed(cases: list[str]) -> str:
    return "<br>".join(f"• {case}" for case in cases) or NONE


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
