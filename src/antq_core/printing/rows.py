"""The rows of a scoring sheet: those of the rubric, and what each brings in a score.

The rows come from the rubric alone, so that an empty sheet and a filled one are the same sheet.
"""

from collections.abc import Iterator, Mapping

import attrs

from antq_core.domain.citations import Citation
from antq_core.expressions.wording import in_points
from antq_core.findings.scores import RowKind, Score, ScoreRow
from antq_core.messages.catalogue import text
from antq_core.messages.text import Locale, Text
from antq_core.printing.numbering import number
from antq_core.standards.rubric import Role, ScoredItem
from antq_core.standards.standard import Standard

STEPS = (RowKind.RESCALING, RowKind.LIMIT, RowKind.NOT_APPLICABLE)
"""Rows by which the law changes a sum; they bring nothing of their own."""

RowName = tuple[str, RowKind]


@attrs.frozen(kw_only=True)
class SheetRow:
    """One row: `number` as sheets number it, and `citation` where it is not that of the row above it."""

    item: ScoredItem
    kind: RowKind
    number: str
    text: Text
    citation: Citation | None

    @property
    def name(self) -> RowName:
        """What the row of a score has in common with this one."""
        return (self.item.code, self.kind)


def rows_of(standard: Standard) -> list[SheetRow]:
    """The rows of a standard with a rubric, the rubric itself first."""
    rubric = standard.rubric
    assert rubric is not None  # only such standards are asked
    in_parts = any(item.is_group for item in rubric.items)
    return list(_rows(rubric, "", 0 if in_parts else 1, standard.citation))


def _rows(item: ScoredItem, numbered: str, depth: int, above: Citation) -> Iterator[SheetRow]:
    cited = item.citation or above

    def row(kind: RowKind, words: Text, own: Citation | None, number: str = "") -> SheetRow:
        citation = own if own != cited or kind in (RowKind.GROUP, RowKind.ITEM) else None
        return SheetRow(item=item, kind=kind, number=number, text=words, citation=citation)

    own = item.citation if item.citation != above else None
    if not item.is_group:
        yield row(RowKind.ITEM, item.text, own, numbered)
        return
    yield row(RowKind.GROUP, item.text, own, numbered)
    for position, below in enumerate(item.items, start=1):
        yield from _rows(below, number(depth, position), depth + 1, cited)
    if item.rescaling is not None:
        yield row(RowKind.RESCALING, item.rescaling.text, item.rescaling.citation)
    if item.limit is not None:
        yield row(RowKind.LIMIT, item.limit.text, item.limit.citation)
    if item.applies_where is not None:
        yield row(RowKind.NOT_APPLICABLE, text("score.not-applicable", text=item.text), None)


def by_name(score: Score) -> Mapping[RowName, ScoreRow]:
    """The rows of a score, as the rows of a sheet find them."""
    return {(row.item, row.kind): row for row in score.rows}


def standard_points(row: SheetRow, locale: Locale) -> str:
    """The points that the law gives a row (điểm chuẩn): bonus and deductions with their sign."""
    item = row.item
    if row.kind in STEPS:
        return ""
    if item.role is Role.BONUS:
        return _signed(item.most, locale)
    if item.role is Role.DEDUCTION:
        return written(furthest_down(item), locale)
    return written(item.most, locale)


def brought(row: ScoreRow, locale: Locale) -> str:
    """What a row brings where the total is lowest, and where it is highest: the columns add up so."""
    put = _signed if row.kind in STEPS else written
    ends = [put(end, locale) for end in dict.fromkeys((row.at_lowest, row.at_highest))]
    below_nothing = min(row.at_lowest, row.at_highest) < 0
    return (" – " if row.kind in STEPS or below_nothing else "–").join(ends)


def written(hundredths: int, locale: Locale) -> str:
    """Points as people of a language write them: with a decimal comma in Vietnamese.

    >>> written(850, "vi"), written(850, "en"), written(-500, "vi")
    ('8,5', '8.5', '-5')
    """
    return in_points(hundredths).in_locale(locale)


def _signed(hundredths: int, locale: Locale) -> str:
    found = written(hundredths, locale)
    return f"+{found}" if hundredths > 0 else found


def furthest_down(item: ScoredItem) -> int:
    """The most that an item or a group takes off, as points below 0."""
    if not item.is_group:
        return item.least
    return sum(furthest_down(below) for below in item.items if below.role is Role.DEDUCTION)
