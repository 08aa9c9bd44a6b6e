"""The table of points: the rows of the rubric, what each brings, and their total."""

from collections.abc import Iterator

from antq_core.domain.records import Basis
from antq_core.findings.scores import RowKind, ScoreRow
from antq_core.findings.sentences import gap_sentence
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale
from antq_core.possible import Truths
from antq_core.printing.filled import COLUMNS, Filled
from antq_core.printing.footnotes import Footnotes
from antq_core.printing.markdown import escaped, table
from antq_core.printing.rows import (
    STEPS,
    RowName,
    SheetRow,
    brought,
    by_name,
    rows_of,
    standard_points,
    written,
)
from antq_core.standards.criteria import Transcription
from antq_core.standards.rubric import Role
from antq_core.standards.standard import Standard

COLUMN_CODES = ("number", "content", "points", "claimed", "verified", "citation")
POINTS = (2, 3, 4)

Brought = dict[Basis, dict[RowName, ScoreRow]]


def points_lines(standard: Standard, filled: Filled, notes: Footnotes, locale: Locale) -> Iterator[str]:
    """The table and what is said below it; a sum is bold, and all other rows add up to it."""
    scores = {basis: filled.score(basis, standard) for basis in COLUMNS}
    found: Brought = {basis: dict(by_name(score)) for basis, score in scores.items() if score is not None}
    whole, *others = rows_of(standard)
    shown = [row for row in others if row.kind is not RowKind.NOT_APPLICABLE or _matters(row, found)]
    cells = [_cells(row, found, notes, locale) for row in shown]
    cells.append(_total(whole, found, locale))
    headings = [say(f"sheet.column-{code}", locale) for code in COLUMN_CODES]
    yield from table(headings, cells, POINTS)
    yield ""
    yield from (f"- {each}" for each in _said_below(standard, found, locale))
    if any(score is not None and not score.exact for score in scores.values()):
        yield f"- {say('score.not-exact', locale)}"


def _said_below(standard: Standard, found: Brought, locale: Locale) -> Iterator[str]:
    rows = [row for brought_by in found.values() for row in brought_by.values()]
    if any(row.at_lowest != row.at_highest for row in rows):
        yield escaped(say("sheet.how-ranges-add-up", locale))
    yield escaped(say("sheet.inherited-citation", locale))
    leaves = [item for item in standard.items if not item.is_group and item.role is Role.BASE]
    known = sum(item.most for item in leaves if item.transcription is Transcription.CONFIRMED)
    most = sum(item.most for item in leaves)
    if any(item.transcription is not Transcription.CONFIRMED for item in standard.items):
        facts = {"known": written(known, locale), "most": written(most, locale)}
        yield escaped(say("sheet.transcribed", locale, **facts))


def _matters(row: SheetRow, found: Brought) -> bool:
    """Whether a row about a group that does not apply changes any sum."""
    rows = [each[row.name] for each in found.values() if row.name in each]
    return any(each.at_lowest or each.at_highest for each in rows)


def _cells(row: SheetRow, found: Brought, notes: Footnotes, locale: Locale) -> list[str]:
    bold = "**{}**" if row.kind is RowKind.GROUP else "{}"
    most = standard_points(row, locale)
    return [
        bold.format(row.number) if row.number else "",
        _content(row, bold, locale),
        bold.format(most) if most else "",
        *(_points(row, basis, found, notes, locale) for basis in COLUMNS),
        escaped(row.citation.label.in_locale(locale)) if row.citation is not None else "",
    ]


def _content(row: SheetRow, bold: str, locale: Locale) -> str:
    words = escaped(row.text.in_locale(locale))
    if row.kind in STEPS:
        return f"*{words}*"
    told = [bold.format(words), f"({escaped(row.item.code)})"]
    if row.item.role is not Role.BASE:
        told.append(f"– {say(f'sheet.role-{row.item.role.value}', locale)}")
    if row.kind is RowKind.ITEM and row.item.transcription is not Transcription.CONFIRMED:
        told.append(f"– *{say(f'sheet.{row.item.transcription.value}', locale)}*")
    return " ".join(told)


def _points(row: SheetRow, basis: Basis, found: Brought, notes: Footnotes, locale: Locale) -> str:
    brings = found.get(basis, {}).get(row.name)
    if brings is None:
        return ""
    if row.kind is RowKind.GROUP:
        return f"**{brought(brings, locale)}**"
    sentences = [gap_sentence(gap, locale) for gap in brings.gaps]
    if row.kind is RowKind.ITEM and brings.applies is Truths.FALSE:
        sentences.append(say("sheet.not-applicable", locale))
    return brought(brings, locale) + notes.marks(sentences)


def _total(whole: SheetRow, found: Brought, locale: Locale) -> list[str]:
    return [
        "",
        f"**{say('sheet.total', locale)}** ({escaped(whole.item.code)})",
        f"**{standard_points(whole, locale)}**",
        *(f"**{brought(found[basis][whole.name], locale)}**" if basis in found else "" for basis in COLUMNS),
        escaped(whole.citation.label.in_locale(locale)) if whole.citation is not None else "",
    ]
