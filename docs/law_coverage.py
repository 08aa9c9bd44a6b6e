"""Rewrites the tables of law-coverage.md from the standards themselves: ``python docs/law_coverage.py``."""

import re
from collections.abc import Iterable, Iterator, Sequence
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
from antq_national.circular_23_2012.territory import PROVISIONS as PROVISIONS_OF_2012
from antq_national.circular_124_2021.organisations import POINTS
from antq_national.circular_124_2021.territory import PROVISIONS
from antq_national.plugin import UNDER_CIRCULAR_23_2012, UNDER_CIRCULAR_124_2021

PAGE = Path(__file__).with_name("law-coverage.md")
PACKAGE = "../plugins/antq-national/src/antq_national"
FOLDERS = {"23/2012/TT-BCA": "circular_23_2012", "124/2021/TT-BCA": "circular_124_2021"}
AREAS_OF_2012, COMMUNES_OF_2012, *WORKPLACES_OF_2012, SCHOOLS_OF_2012 = UNDER_CIRCULAR_23_2012
AREAS, COMMUNES, *WORKPLACES, SCHOOLS = UNDER_CIRCULAR_124_2021
TERRITORY = {f"{prefix}{each.code}" for prefix in ("KDC-", "XA-2.") for each in PROVISIONS}
TERRITORY |= {f"{prefix}{each.code}" for prefix in ("K12-", "X12-2.") for each in PROVISIONS_OF_2012}
ORGANISATIONS = {f"{prefix}{each.letter}" for prefix in ("CQ-3", "GD-3") for each in POINTS}
SECTION = re.compile(r"(<!-- table: (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def rewritten(page: str) -> str:
    """The page with every table between its markers made anew."""
    tables = {
        "standards": standards_table(UNDER_CIRCULAR_124_2021),
        "article-4": criteria_table(AREAS),
        "article-5": criteria_table(COMMUNES),
        "article-6": criteria_table(*WORKPLACES),
        "article-7": criteria_table(SCHOOLS),
        "procedure": procedure_table(UNDER_CIRCULAR_124_2021),
        "readings": readings_table(UNDER_CIRCULAR_124_2021),
        "2012-standards": standards_table(UNDER_CIRCULAR_23_2012),
        "2012-article-5": criteria_table(AREAS_OF_2012),
        "2012-article-6": criteria_table(COMMUNES_OF_2012),
        "2012-article-7": criteria_table(*WORKPLACES_OF_2012),
        "2012-article-8": criteria_table(SCHOOLS_OF_2012),
        "2012-procedure": procedure_table(UNDER_CIRCULAR_23_2012),
        "2012-readings": readings_table(UNDER_CIRCULAR_23_2012),
    }
    return SECTION.sub(lambda found: f"{found[1]}\n{tables[found['name']]}\n{found[3]}", page)


def standards_table(standards: Sequence[Standard]) -> str:
    """Each standard: the article, for whom, the window, and the day of decision when none is given."""
    head = ("standard", "article", "who is in scope", "window", "decided on, by default", "criteria")
    return _table(head, map(_standard_row, standards))


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


def readings_table(standards: Sequence[Standard]) -> str:
    """Each reading: the question, its options, and the criteria that it touches."""
    readings: dict[str, list[Reading]] = {}
    for reading in (each for standard in standards for each in standard.readings):
        readings.setdefault(reading.name, []).append(reading)
    return _table(
        ("reading", "provision", "asks", "options", "touches"),
        (tuple(_reading_row(each, standards)) for each in readings.values()),
    )


def procedure_table(standards: Sequence[Standard]) -> str:
    """Each provision of procedure: for which units, what it wants, where the law says so, and when."""
    kinds: dict[Provision, list[str]] = {}
    for standard in standards:
        for each in standard.procedure:
            kinds.setdefault(each, []).extend(standard.kinds)
    in_order = sorted(kinds, key=lambda each: list(Matter).index(each.matter))
    return _table(
        ("about", "units", "what it wants, in other words", "provision", "holds", "status"),
        (tuple(_procedure_row(each, kinds[each], len(standards))) for each in in_order),
    )


def _procedure_row(provision: Provision, kinds: list[str], every: int) -> Iterator[str]:
    yield provision.matter.value.replace("_", " ")
    yield "all" if len(kinds) == every else ", ".join(kinds)
    yield _both(provision.text)
    yield _place(provision.citation) if provision.citation.article else provision.citation.number
    since, until = provision.holds_from, provision.holds_to
    yield f"from {since}" if since else f"until {until}" if until else "–"
    yield _read(provision.transcription) if provision.is_known else "**not known**"


def _standard_row(standard: Standard) -> Iterator[str]:
    window = standard.window
    assert window is not None  # every national standard has one
    assert standard.decided_on is not None  # likewise
    yield f"`{standard.id}`"
    yield str(standard.citation.article)
    yield _both(Stack(standard).statement(standard.scope)) if standard.scope else "every such unit"
    yield f"{_day(window.first)} to {_day(window.last)}"
    yield _day(standard.decided_on)
    yield _numbers(standard.criteria)


def _criterion_row(standard: Standard, criterion: Criterion) -> Iterator[str]:
    file = f"article_{standard.citation.article}.py"
    file = "territory.py" if criterion.code in TERRITORY else file
    file = "organisations.py" if criterion.code in ORGANISATIONS else file
    yield f"`{criterion.code}`"
    yield _place(criterion.citation)
    yield _both(criterion.text)
    yield ", ".join(f"`{name}`" for name in _looks_at(standard, criterion)) or "–"
    yield f"[`{file}`]({PACKAGE}/{FOLDERS[standard.citation.number]}/{file})"
    yield _status(criterion)
    yield "<br>".join(_exceptions(standard, criterion)) or "–"


def _reading_row(same: list[Reading], standards: Sequence[Standard]) -> Iterator[str]:
    """One row for a reading, which two standards may leave open at two places."""
    reading = same[0]
    touched = [
        each.code for standard in standards for each in standard.criteria if reading.name in _asked(each)
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
    return _read(criterion.transcription)


def _read(transcription: Transcription) -> str:
    return "transcribed" if transcription is Transcription.CONFIRMED else "transcribed in part"


def _numbers(criteria: Sequence[Criterion]) -> str:
    """How many criteria there are, and how many of them have no content."""
    unread = sum(each.holds is None for each in criteria)
    return f"{len(criteria)}, of which {unread} untranscribed" if unread else str(len(criteria))


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
    return (
        f"{day.day}/{day.month}" + {-1: " of the year before", 0: "", 1: " of the year after"}[day.years_away]
    )


def _both(text: Text) -> str:
    return f"{text.vi}<br>*{text.en}*"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
