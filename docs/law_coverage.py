"""Rewrites the tables of law-coverage.md from the standards themselves: ``python docs/law_coverage.py``."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from antq_core import Stack, Standard
from antq_core.domain.citations import Citation
from antq_core.domain.windows import DayOfYear
from antq_core.expressions import tree
from antq_core.expressions.tree import Node
from antq_core.expressions.walking import readings_in, walk
from antq_core.messages.text import Text
from antq_core.possible import Truths
from antq_core.standards.criteria import Criterion, Transcription
from antq_core.standards.procedure import Matter, Provision
from antq_core.standards.readings import Reading
from antq_national.circular_124_2021.article_4 import RESIDENTIAL_AREAS
from antq_national.circular_124_2021.article_5 import COMMUNES
from antq_national.circular_124_2021.article_6 import AGENCIES, ENTERPRISES
from antq_national.circular_124_2021.article_7 import SCHOOLS
from antq_national.circular_124_2021.organisations import POINTS
from antq_national.circular_124_2021.territory import PROVISIONS

PAGE = Path(__file__).with_name("law-coverage.md")
FOLDER = "../plugins/antq-national/src/antq_national/circular_124_2021"
STANDARDS = (RESIDENTIAL_AREAS, COMMUNES, AGENCIES, ENTERPRISES, SCHOOLS)
OWN_FILES = {"4": "article_4.py", "5": "article_5.py", "6": "article_6.py", "7": "article_7.py"}
TERRITORY = {f"{prefix}{each.code}" for prefix in ("KDC-", "XA-2.") for each in PROVISIONS}
ORGANISATIONS = {f"{prefix}{each.letter}" for prefix in ("CQ-3", "GD-3") for each in POINTS}
SECTION = re.compile(r"(<!-- table: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def rewritten(page: str) -> str:
    """The page with every table between its markers made anew."""
    tables = {
        "standards": standards_table(),
        "article-4": criteria_table(RESIDENTIAL_AREAS),
        "article-5": criteria_table(COMMUNES),
        "article-6": criteria_table(AGENCIES, ENTERPRISES),
        "article-7": criteria_table(SCHOOLS),
        "procedure": procedure_table(),
        "readings": readings_table(),
    }
    return SECTION.sub(lambda found: f"{found[1]}\n{tables[found['name']]}\n{found[3]}", page)


def standards_table() -> str:
    """Each standard: the article, for whom, the window, and the day of decision when none is given."""
    head = ("standard", "article", "who is in scope", "window", "decided on, by default", "criteria")
    return _table(head, map(_standard_row, STANDARDS))


def criteria_table(*standards: Standard) -> str:
    """Each criterion: where it stands in the law and in the code, what it asks, and what touches it."""
    head = (
        "code",
        "provision",
        "what it asks, in other words",
        "looks at",
        "in code",
        "status",
        "exceptions",
    )
    rows = [tuple(_criterion_row(standard, each)) for standard in standards for each in standard.criteria]
    return _table(head, dict.fromkeys(rows))  # agencies and enterprises share Article 6


def readings_table() -> str:
    """Each reading: the question, its options, and the criteria that it touches."""
    readings: dict[str, list[Reading]] = {}
    for reading in (each for standard in STANDARDS for each in standard.readings):
        readings.setdefault(reading.name, []).append(reading)
    return _table(
        ("reading", "provision", "asks", "options", "touches"), map(_reading_row, readings.values())
    )


def procedure_table() -> str:
    """Each provision of procedure: for which units, what it wants, where the law says so, and when."""
    kinds: dict[Provision, list[str]] = {}
    for standard in STANDARDS:
        for each in standard.procedure:
            kinds.setdefault(each, []).extend(standard.kinds)
    in_order = sorted(kinds, key=lambda each: list(Matter).index(each.matter))
    return _table(
        ("about", "units", "what it wants, in other words", "provision", "holds", "status"),
        (tuple(_procedure_row(each, kinds[each])) for each in in_order),
    )


def _procedure_row(provision: Provision, kinds: list[str]) -> Iterator[str]:
    yield provision.matter.value.replace("_", " ")
    yield "all" if len(kinds) == len(STANDARDS) else ", ".join(kinds)
    yield _both(provision.text)
    yield _place(provision.citation) if provision.citation.article else provision.citation.number
    since, until = provision.holds_from, provision.holds_to
    yield f"from {since}" if since else f"until {until}" if until else "–"
    yield "transcribed" if provision.is_known else "**not known**"


def _standard_row(standard: Standard) -> Iterator[str]:
    window = standard.window
    assert window is not None  # every national standard has one
    assert standard.decided_on is not None  # likewise
    yield f"`{standard.id}`"
    yield str(standard.citation.article)
    yield _both(Stack(standard).statement(standard.scope)) if standard.scope else "every such unit"
    yield f"{_day(window.first)} to {_day(window.last)}"
    yield _day(standard.decided_on)
    yield str(sum(each.holds is not None for each in standard.criteria) or "none yet")


def _criterion_row(standard: Standard, criterion: Criterion) -> Iterator[str]:
    file = OWN_FILES[str(standard.citation.article)]
    file = "territory.py" if criterion.code in TERRITORY else file
    file = "organisations.py" if criterion.code in ORGANISATIONS else file
    yield f"`{criterion.code}`"
    yield _place(criterion.citation)
    yield _both(criterion.text)
    yield ", ".join(f"`{name}`" for name in _looks_at(standard, criterion)) or "–"
    yield f"[`{file}`]({FOLDER}/{file})"
    yield _status(criterion)
    yield "<br>".join(_exceptions(standard, criterion)) or "–"


def _reading_row(same: list[Reading]) -> Iterator[str]:
    """One row for a reading, which two standards may leave open at two places."""
    reading = same[0]
    touched = [
        each.code for standard in STANDARDS for each in standard.criteria if reading.name in _asked(each)
    ]
    yield f"`{reading.name}`"
    yield ", ".join(dict.fromkeys(_place(each.citation) for each in same))
    yield _both(reading.question)
    yield "<br>".join(f"`{each.code}`: {each.label.vi}; {each.label.en}" for each in reading.options)
    yield ", ".join(f"`{code}`" for code in touched)


def _looks_at(standard: Standard, criterion: Criterion) -> list[str]:
    """The facts and lists that a criterion asks for, as a dossier names them."""
    derivations = {fact.name: fact.derivation for fact in standard.facts}
    names = []
    for node in _nodes(criterion):
        match node:
            case tree.FactValue(fact):
                names.append(fact)
                names += _lists(derivations[fact])
            case tree.LastYear(fact):
                names.append(f"last_year.{fact}")
            case _:
                names += _lists(node)
    return list(dict.fromkeys(names))


def _lists(node: Node | None) -> list[str]:
    match node:
        case tree.Count(records) | tree.Every(records) | tree.RecordShare(records):
            return [f"records.{records}"]
    return []


def _exceptions(standard: Standard, criterion: Criterion) -> Iterator[str]:
    nodes = list(_nodes(criterion))
    if criterion.applies_where is not None:
        asked = Stack(standard).statement(criterion.applies_where)
        yield f"chỉ xét khi / asked only where: {asked.vi} / {asked.en}"
    if tree.FieldValue("force_majeure") in nodes:
        yield "bất khả kháng / force majeure"
    shares = [each for each in nodes if isinstance(each, tree.Share | tree.RecordShare)]
    if any(each.of_nothing is Truths.EITHER for each in shares):
        yield "tổng bằng 0: luật không nói / a whole of 0: the law is silent"
    if any(each.of_nothing is Truths.FALSE for each in shares):
        yield "tổng bằng 0: không đạt / a whole of 0: not met"
    yield from (f"reading `{name}`" for name in sorted(_asked(criterion)))


def _status(criterion: Criterion) -> str:
    """Whether the provision is in the library."""
    if criterion.holds is None or criterion.transcription is Transcription.UNTRANSCRIBED:
        return "untranscribed"
    return "transcribed" if criterion.transcription is Transcription.CONFIRMED else "transcribed in part"


def _nodes(criterion: Criterion) -> Iterator[Node]:
    for condition in criterion.conditions.values():
        yield from walk(condition)


def _asked(criterion: Criterion) -> set[str]:
    return set[str]().union(*map(readings_in, criterion.conditions.values()))


def _place(citation: Citation) -> str:
    """Article, clause and point, and in brackets the place that a provision applies elsewhere."""
    steps = [step for step in (citation.article, citation.clause, citation.point) if step is not None]
    place = ".".join(steps)
    return f"{_place(citation.through)} ({place})" if citation.through is not None else place


def _day(day: DayOfYear) -> str:
    return f"{day.day}/{day.month}" + (" of the year before" if day.years_away else "")


def _both(text: Text) -> str:
    return f"{text.vi}<br>*{text.en}*"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
