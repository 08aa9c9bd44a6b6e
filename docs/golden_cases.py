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
from antq_national.circular_124_2021.article_4 import RESIDENTIAL_AREAS
from antq_national.circular_124_2021.article_5 import COMMUNES
from antq_national.circular_124_2021.article_6 import AGENCIES, ENTERPRISES
from antq_national.circular_124_2021.article_7 import SCHOOLS

PAGE = Path(__file__).with_name("golden-cases.md")
FOLDER = Path(__file__).parents[1] / "plugins/antq-national/tests/golden"
STANDARDS: Mapping[str, tuple[Standard, ...]] = {
    "article-4": (RESIDENTIAL_AREAS,),
    "article-5": (COMMUNES,),
    "article-6": (AGENCIES, ENTERPRISES),
    "article-7": (SCHOOLS,),
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
    """How many criteria and cases there are, by article."""
    head = ("Điều", "đơn vị", "số tiêu chí", "số trường hợp")
    rows = (
        (
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
    for case in others:
        outcomes = _in_full(golden, case.get("outcomes", {}))
        about = {code: ["met"] for code in _in_full(golden, dict.fromkeys(case.get("about", [])))}
        words = tuple(WORDS[each] for each in (about | outcomes).get(criterion.code, []))
        if len(words) == 1:
            cells[words[0]].append(case["vi"])
        elif words:
            several = "" if words == ("đạt", "chưa đạt") else f" ({' hoặc '.join(words)})"
            cells[UNDECIDED].append(case["vi"] + several)
    cells["đạt"] = cells["đạt"] or [base["vi"]]
    yield f"`{criterion.code}`"
    yield _both(criterion.text)
    yield _place(criterion.citation)
    yield from (_listed(cell) for cell in cells.values())


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
