"""How a review is shown at a terminal and written to files."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import attrs
import polars as pl

from antq_core.cli.files.whole_files import write_whole
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.review_asked import ReviewAsked
from antq_core.cli.screen import Screen
from antq_core.cli.tables import table_of
from antq_core.codec.text import pretty
from antq_core.errors import alike
from antq_core.messages.text import LOCALES, Text
from antq_core.movement.tables import TABLES
from antq_core.register.identities import ID
from antq_core.register.layout import layout_of
from antq_core.register.register import Register, read_registers
from antq_core.register.rows import FILE, ROW
from antq_core.review.breakdown_tables import breakdown_table
from antq_core.review.documents import write_review
from antq_core.review.guarding import GUARDED
from antq_core.review.page import page
from antq_core.review.results import Count, FigureResult, Review, SectionResult
from antq_core.review.reviewing import listed, review
from antq_core.review.shown import (
    NO_FIGURE,
    change_of,
    in_line,
    legend,
    number_of,
    share_of,
    unclear_of,
)
from antq_core.review.templates import TEMPLATES

MOST_PROBLEMS = 3
MOST_LINES = 24
"""A breakdown of more lines is left to the page; a terminal shows only how many there are."""


def run(asked: ReviewAsked, screen: Screen) -> ExitCode:
    """Read the folders, count, show and write."""
    register = read_registers(asked.folders)
    if asked.figure is not None:
        return _list(asked, register, screen)
    template = TEMPLATES[asked.template]
    counted = review(register, asked.period, asked.province, template, at_least=asked.at_least)
    found = attrs.evolve(counted, made_on=asked.made_on, sources=_digests(asked.folders))
    _show(found, screen, brief=asked.brief)
    contents = {}
    if asked.json_file is not None:
        contents[asked.json_file] = [pretty(write_review(found))]
    if asked.html_file is not None:
        contents[asked.html_file] = [page(found, screen.locale)]
    write_whole(contents)
    for target in contents:
        screen.note("cli.review-written", file=target)
    return _ended(register, screen)


def _digests(folders: tuple[Path, ...]) -> Mapping[str, str]:
    """The SHA-256 of each file that was read, by its name."""
    found = {}
    for folder in folders:
        layout = layout_of(folder)
        led_by = f"{folder.name}/" if len(folders) > 1 else ""
        manifest = [] if layout.manifest is None else [layout.manifest]
        for path in (*manifest, *(each.path for each in layout.files)):
            found[f"{led_by}{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _ended(register: Register, screen: Screen) -> ExitCode:
    """What of the folders could not be counted, which is also said in the review itself."""
    if register.is_sound:
        return ExitCode.COMPLETE
    rejected = {table: count for table, count in register.rejected.items() if count}
    if rejected:
        by_table = ", ".join(f"{table}: {count}" for table, count in rejected.items())
        screen.note("cli.review-rejected", rejected=sum(rejected.values()), by_table=by_table)
    if register.refused:
        screen.note("cli.review-refused", tables=", ".join(register.refused))
    told = register.problems.shown[:MOST_PROBLEMS]
    screen.report(Text(**{locale: each.message(locale) for locale in LOCALES}) for each in told)
    screen.note("cli.review-problems", count=len(register.problems))
    return ExitCode.INCOMPLETE


def _list(asked: ReviewAsked, register: Register, screen: Screen) -> ExitCode:
    """The records that one figure counts; of tips only for whoever asks for exact numbers."""
    template = TEMPLATES[asked.template]
    codes = [figure.code for figure in template.figures]
    if asked.figure not in codes:
        near = alike(str(asked.figure), codes)
        raise UsageError.of("cli.review-no-figure", found=asked.figure, near=near, known=", ".join(codes))
    figure = template.figure(asked.figure)
    if figure.records in GUARDED and asked.at_least is not None:
        raise UsageError.of("cli.review-list-needs-exact", figure=figure.code)
    only = _only(asked.only)
    records = listed(register, asked.period, asked.province, figure, only)
    # An event in the life of a model has no number of its own.
    names = (ID,) if ID in records.columns else TABLES[figure.table].key
    rows = [
        (file, str(row), " ".join(str(each) for each in key if each is not None))
        for file, row, *key in records.select(FILE, ROW, *names).iter_rows()
    ]
    screen.show(table_of(("file", "row", "key"), rows, screen))
    screen.note("cli.review-listed", count=len(rows), label=figure.label)
    if only and not rows:
        _hint(only, listed(register, asked.period, asked.province, figure), screen)
    return _ended(register, screen)


def _only(asked: tuple[str, ...]) -> Mapping[str, str | None]:
    found: dict[str, str | None] = {}
    for text in asked:
        name, sign, code = text.partition("=")
        if not sign or not name:
            raise UsageError.of("cli.review-only", found=text)
        if name in found:
            raise UsageError.of("cli.review-only-twice", name=name)
        found[name] = code or None
    return found


def _hint(only: Mapping[str, str | None], records: pl.DataFrame, screen: Screen) -> None:
    """Which groups there are, where somebody may have mistyped one."""
    for name in only:
        codes = records[name].drop_nulls().unique().sort().cast(pl.String).to_list()
        screen.note("cli.review-only-known", name=name, known=", ".join(codes) or "–")


def _show(found: Review, screen: Screen, *, brief: bool) -> None:
    screen.show(
        found.template.title.in_locale(screen.locale),
        f"{found.province.in_locale(screen.locale)}, "
        + screen.say("review.days", first=found.period.first, last=found.period.last),
        screen.say("review.compared", first=found.before.first, last=found.before.last),
        *(note.in_locale(screen.locale) for note in found.notes),
        "",
    )
    for section in found.sections:
        screen.show(section.section.title.in_locale(screen.locale))
        if section.figures:
            headings = ("figure", "now", "earlier", "change", "share")
            screen.show(table_of(headings, list(_headlines(section, screen)), screen))
        for unknown in section.section.unknown:
            screen.show(f"– {unknown.label.in_locale(screen.locale)}")
        if not brief:
            for result in section.figures:
                _show_breakdowns(result, screen)
        screen.show("")
    screen.show(*_legend(found, screen, brief=brief))


def _headlines(section: SectionResult, screen: Screen) -> Iterator[tuple[str, ...]]:
    locale = screen.locale
    for result in section.figures:
        if not result.recorded:
            yield (result.figure.label.in_locale(locale), screen.say("review.no-such-table"), "", "", "")
            continue
        before = result.before
        yield (
            result.figure.label.in_locale(locale),
            _number(result.total, screen, is_open=result.open),
            NO_FIGURE if before is None else _number(before, screen, is_open=result.open_before),
            change_of(result, locale),
            share_of(result, locale),
        )


def _show_breakdowns(result: FigureResult, screen: Screen) -> None:
    locale = screen.locale
    for breakdown in result.breakdowns:
        if not breakdown.lines:
            continue
        names = " × ".join(label.in_locale(locale) for label in breakdown.labels)
        title = f"{result.figure.label.in_locale(locale)}: {screen.say('review.by', dimensions=names)}"
        if len(breakdown_table(breakdown).rows) > MOST_LINES:
            screen.show(f"{title}: {screen.say('cli.review-long', count=len(breakdown.lines))}")
            continue
        screen.show(title)
        for line in breakdown.lines:
            labels = " / ".join(each.label.in_locale(locale) for each in line.categories)
            screen.show(f"    {labels}: {_number(in_line(line.count), screen)}")


def _number(count: Count, screen: Screen, *, is_open: bool = False) -> str:
    sure = number_of(count, screen.locale, is_open=is_open)
    unclear = unclear_of(count, screen.locale)
    return f"{sure} ({unclear})" if unclear else sure


def _legend(found: Review, screen: Screen, *, brief: bool) -> Iterator[str]:
    """What the signs mean that were shown."""
    cells = (cell for section in found.sections for row in _headlines(section, screen) for cell in row[1:])
    lines = (line for each in found.figures for one in each.breakdowns for line in one.lines)
    numbers = () if brief else (_number(in_line(line.count), screen) for line in lines)
    for sign, meaning in legend(chain(cells, numbers), found.at_least, screen.locale):
        yield f"{sign}  {meaning.in_locale(screen.locale)}"
