"""A score in words: what every row brings, the total, the grade, and what is worth finding out."""

from collections.abc import Iterator

from antq_core.expressions.tree import Measure
from antq_core.expressions.wording import in_points, in_words
from antq_core.findings.finding import Gap
from antq_core.findings.grounds import ScoreChange
from antq_core.findings.scores import CeilingUsed, GradeRange, RowKind, Score, ScoreRow
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale, Text
from antq_core.possible import Interval, Truths
from antq_core.standards.criteria import Transcription
from antq_core.standards.rubric import Role

MOST_NARROWINGS = 3


def score_lines(score: Score, locale: Locale) -> Iterator[str]:
    """Everything about one score, as lines."""
    facts = {"standard": score.standard, "total": points_words(score.total, locale)}
    yield say("score.heading", locale, most=in_points(score.most), **facts)
    for row in score.rows[1:]:  # the first is the rubric itself, of which the heading has spoken
        yield "  " * (row.level - 1) + "- " + row_sentence(row, locale)
    if not score.total.is_decided:
        yield from _open_points(score, locale)
    yield from grade_lines(score, locale)


def row_sentence(row: ScoreRow, locale: Locale) -> str:
    """One row: what it is, what it brings, and what it waits for."""
    facts = {"code": row.item, "text": row.text, "points": row_points(row, locale)}
    if row.kind in (RowKind.RESCALING, RowKind.LIMIT, RowKind.NOT_APPLICABLE):
        return say("score.step", locale, **facts)
    if row.role is Role.BASE:
        sentence = say("score.row", locale, most=in_points(row.most), **facts)
    else:
        sentence = say(f"score.row-{row.role.value}", locale, **facts)
    if row.left_out:
        return say("score.row-left-out", locale, **facts)
    if row.applies is Truths.FALSE:
        return say("score.row-not-applicable", locale, row=sentence)
    if row.gaps:
        waits_for = "; ".join(_gap(gap, locale) for gap in row.gaps[:MOST_NARROWINGS])
        return say("score.row-waits", locale, row=sentence, gaps=waits_for)
    if row.kind is RowKind.GROUP and row.transcription is not Transcription.CONFIRMED:
        return say(f"score.row-{row.transcription.value}", locale, row=sentence)
    return sentence


def row_points(row: ScoreRow, locale: Locale) -> str:
    """What a row brings; a step of the law always shows its sign."""
    if row.kind in (RowKind.GROUP, RowKind.ITEM):
        return points_words(row.points, locale)
    signed = [in_points(end, signed=True) for end in _ends(row.points)]
    first, last = signed[0], signed[-1]
    return first.in_locale(locale) if first is last else say("value.range", locale, lo=first, hi=last)


def points_words(points: Interval, locale: Locale) -> str:
    """Points, or the range in which they lie."""
    return in_words(points, Measure.POINTS).in_locale(locale)


def grade_lines(score: Score, locale: Locale) -> Iterator[str]:
    """The grade or the grades that are possible, and the ceilings that hold it down."""
    grade = score.grade
    if grade is None:
        if score.grade_gaps:
            yield say("score.no-grade", locale)
        return
    yield say("score.grade", locale, grade=grade_words(grade, locale))
    for ceiling in grade.ceilings:
        yield "- " + ceiling_sentence(ceiling, locale)
    yield from ("- " + _gap(gap, locale) for gap in grade.gaps)


def grade_words(grade: GradeRange, locale: Locale) -> str:
    """The grade, or the lowest and the highest that are possible."""
    return _grades(grade.lowest_label, grade.highest_label, locale)


def score_change_words(change: ScoreChange, locale: Locale) -> str:
    """What another reading makes of a score."""
    facts = {"standard": change.standard, "total": points_words(change.total, locale)}
    if change.lowest is None or change.highest is None:
        return say("score.change", locale, **facts)
    grade = _grades(change.lowest, change.highest, locale)
    return say("score.change-with-grade", locale, grade=grade, **facts)


def _open_points(score: Score, locale: Locale) -> Iterator[str]:
    items = ", ".join(score.undecided_items)
    yield say("score.open", locale, points=in_points(score.undecided), items=items)
    if not score.exact:
        yield say("score.not-exact", locale)
    for number, each in enumerate(score.narrowing[:MOST_NARROWINGS], start=1):
        code = "score.decides" if each.decides else "score.touches"
        facts = {"gap": _gap(each.gap, locale), "items": ", ".join(each.items)}
        points = in_points(each.decides or each.touches)
        yield say(code, locale, number=number, points=points, **facts)


def ceiling_sentence(ceiling: CeilingUsed, locale: Locale) -> str:
    """A ceiling that holds a grade down, or may."""
    code = "score.ceiling" if ceiling.binds is Truths.TRUE else "score.ceiling-open"
    facts = {"text": ceiling.text, "citation": ceiling.citation.label}
    return say(code, locale, gaps="; ".join(_gap(gap, locale) for gap in ceiling.gaps), **facts)


def _grades(lowest: Text, highest: Text, locale: Locale) -> str:
    if lowest == highest:
        return lowest.in_locale(locale)
    return say("score.grades", locale, lowest=lowest, highest=highest)


def _gap(gap: Gap, locale: Locale) -> str:
    return say(gap.code.value, locale, label=gap.label, name=gap.name)


def _ends(points: Interval) -> tuple[int, ...]:
    return (points.lo,) if points.is_decided else (points.lo, points.hi)
