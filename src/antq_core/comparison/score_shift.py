"""Which way the points and the grade of one unit went, and by which item, threshold or ceiling.

Of two ranges that overlap nothing sure follows by itself. Where the texts of both versions show that no
unit has fewer points, or a lower grade for the same points, that is taken in.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from antq_core.comparison.difference import Effect, Part
from antq_core.comparison.grading import least_of
from antq_core.comparison.shift import UNSURE, Shift, ends_of, shift_of
from antq_core.findings.scores import CeilingUsed, RowKind, Score, ScoreRow
from antq_core.messages.text import Text
from antq_core.possible import Interval, Truths
from antq_core.standards.grading import Grading, Threshold

NOTHING = Interval.exactly(0)
NOT_LOWER, NOT_HIGHER = (Effect.LOOSER, Effect.SAME), (Effect.STRICTER, Effect.SAME)


@attrs.frozen
class Cap:
    """A ceiling that holds a grade down to another one, or may."""

    grade: str
    label: Text
    binds: Truths


Measured = Interval | Threshold | Cap | None
"""What an item brings, in whole hundredths; a threshold; or a ceiling. None where there is none."""


@attrs.frozen(kw_only=True)
class ScoreCause:
    """An item, a threshold (`Part.GRADE`) or a ceiling by which a score comes out otherwise.

    `code` and `label` are those of the new standard, or of the old one where it is gone.
    """

    part: Part
    code: str
    label: Text
    before: Measured
    after: Measured


@attrs.frozen(kw_only=True)
class ScoreShift:
    """The points and grades by one rubric before and after, in whole hundredths; None where there is none."""

    before: Score | None
    after: Score | None
    shift: Shift
    causes: tuple[ScoreCause, ...] = ()


@attrs.frozen(kw_only=True)
class Scales:
    """What is known of the rubrics and grades of both versions, whatever the dossier.

    `points` and `grades` say what surely becomes of totals, and of the grade that follows from a total;
    None where nothing is known of it. `items` and `ceilings` are new codes by the old ones.
    """

    old: Grading | None = None
    new: Grading | None = None
    points: Effect | None = None
    grades: Effect | None = None
    items: Mapping[str, str] = attrs.field(factory=dict)
    ceilings: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def ranked(self) -> tuple[str, ...]:
        """The grades from the lowest to the highest, where both versions have the same ones."""
        codes = {grading.codes if grading is not None else () for grading in (self.old, self.new)}
        return codes.pop() if len(codes) == 1 else ()


def score_shift(before: Score | None, after: Score | None, scales: Scales) -> ScoreShift:
    """Which way a score went; one of another scale, or of other grades, went neither up nor down."""
    if before is None or after is None:
        return ScoreShift(before=before, after=after, shift=Shift.RESCORED)
    shift = _shift(before, after, scales)
    causes = tuple(_causes(before, after, scales)) if shift is not Shift.SAME else ()
    return ScoreShift(before=before, after=after, shift=shift, causes=causes)


def _shift(before: Score, after: Score, scales: Scales) -> Shift:
    if (before.total, _codes(before)) == (after.total, _codes(after)):
        return Shift.SAME
    ranks = [_ranks(each, scales) for each in (before, after)]
    if before.most != after.most or ranks[0] is None or ranks[1] is None:
        return Shift.RESCORED
    pairs = ((before.total, after.total), (ranks[0], ranks[1]))
    found = [shift_of(*pair) for pair in pairs]
    if Shift.HIGHER in found and _none_fell(pairs, scales):
        return Shift.HIGHER
    if Shift.LOWER in found and _none_rose(pairs, scales):
        return Shift.LOWER
    ways = {UNSURE.get(each, each) for each in found if each is not Shift.SAME}
    if len(ways) > 1:
        ways = {ends_of(*pair) for pair in pairs if pair[0] != pair[1]}
    return ways.pop() if len(ways) == 1 else Shift.RESCORED


Pairs = tuple[tuple[Interval, Interval], tuple[Interval, Interval]]
"""The points and the ranks of the grades, each before and after."""


def _none_fell(pairs: Pairs, scales: Scales) -> bool:
    """Whether neither points nor grade can be lower than they were, however the dossier turns out."""
    points, grades = (now.lo >= then.hi for then, now in pairs)
    points = points or scales.points in NOT_LOWER
    return points and (grades or scales.grades in NOT_LOWER)


def _none_rose(pairs: Pairs, scales: Scales) -> bool:
    points, grades = (now.hi <= then.lo for then, now in pairs)
    points = points or scales.points in NOT_HIGHER
    return points and (grades or scales.grades in NOT_HIGHER)


def _causes(before: Score, after: Score, scales: Scales) -> Iterator[ScoreCause]:
    """What made a grade another one comes first, then what made the points other ones."""
    if _codes(before) != _codes(after):
        yield from _thresholds(before, after, scales)
        yield from _ceilings(before, after, scales)
    yield from _items(before, after, scales)


def _thresholds(before: Score, after: Score, scales: Scales) -> Iterator[ScoreCause]:
    """The thresholds that are other ones, where these points reach the one and not the other, or perhaps."""
    old, new = scales.old, scales.new
    if old is None or new is None:
        return
    labels = {each.code: each.label for each in (*old.grades, *new.grades)}
    for code in dict.fromkeys((*new.codes, *old.codes)):
        then, now = _threshold(old, code), _threshold(new, code)
        if (then and least_of(then)) == (now and least_of(now)):
            continue
        if any(_reached(old, code, each) is not _reached(new, code, each) for each in _totals(before, after)):
            yield ScoreCause(part=Part.GRADE, code=code, label=labels[code], before=then, after=now)


def _totals(before: Score, after: Score) -> tuple[Interval, Interval]:
    return before.total, after.total


def _threshold(grading: Grading, code: str) -> Threshold | None:
    return next((each.threshold for each in grading.grades if each.code == code), None)


def _reached(grading: Grading, code: str, total: Interval) -> Truths:
    """Whether points are enough for a grade; one that is not given is out of reach."""
    if code not in grading.codes:
        return Truths.FALSE
    threshold = _threshold(grading, code)
    if threshold is None:
        return Truths.EITHER if grading.rank(code) else Truths.TRUE
    return Interval.exactly(least_of(threshold)).at_most(total)


def _ceilings(before: Score, after: Score, scales: Scales) -> Iterator[ScoreCause]:
    """The ceilings that hold the grade down otherwise; one that could not have moved it so is left out."""
    then = {scales.ceilings.get(each.code, each.code): each for each in _held_down(before)}
    now = {each.code: each for each in _held_down(after)}
    fell, rose = _moved(before, after, scales)
    for code in dict.fromkeys((*now, *then)):
        one, other = _cap(then.get(code), scales.old), _cap(now.get(code), scales.new)
        if one != other and (one is not None or fell) and (other is not None or rose):
            label = (now.get(code) or then[code]).text
            yield ScoreCause(part=Part.CEILING, code=code, label=label, before=one, after=other)


def _cap(used: CeilingUsed | None, grading: Grading | None) -> Cap | None:
    if used is None:
        return None
    labels = {each.code: each.label for each in grading.grades} if grading is not None else {}
    return Cap(used.grade, labels.get(used.grade, Text(vi=used.grade, en=used.grade)), used.binds)


def _held_down(score: Score) -> tuple[CeilingUsed, ...]:
    return score.grade.ceilings if score.grade is not None else ()


def _moved(before: Score, after: Score, scales: Scales) -> tuple[bool, bool]:
    """Whether an end of the grades moved down, and whether one moved up; both where there is no order."""
    then, now = (_ranks(each, scales) for each in (before, after))
    if then is None or now is None:
        return True, True
    return now.lo < then.lo or now.hi < then.hi, now.lo > then.lo or now.hi > then.hi


def _items(before: Score, after: Score, scales: Scales) -> Iterator[ScoreCause]:
    """The items that bring something else; of groups those in which no item does."""
    old = [attrs.evolve(row, item=scales.items.get(row.item, row.item)) for row in _rows(before)]
    new = _rows(after)
    then, now = ({row.item: row.points for row in rows} for rows in (old, new))
    texts = {row.item: row.text for row in (*old, *new)}
    codes = [*dict.fromkeys((*now, *then))]
    changed = [code for code in codes if then.get(code, NOTHING) != now.get(code, NOTHING)]
    groups = {*_groups_of(old, changed), *_groups_of(new, changed)}
    for code in changed:
        if code not in groups:
            brings = {"before": then.get(code), "after": now.get(code)}
            yield ScoreCause(part=Part.ITEM, code=code, label=texts[code], **brings)


def _rows(score: Score) -> list[ScoreRow]:
    return [row for row in score.rows if row.kind in (RowKind.GROUP, RowKind.ITEM)]


def _groups_of(rows: Sequence[ScoreRow], items: Sequence[str]) -> Iterator[str]:
    """The groups in which some items stand."""
    above: list[ScoreRow] = []
    for row in rows:
        above = [each for each in above if each.level < row.level]
        if row.item in items:
            yield from (each.item for each in above)
        above.append(row)


def _codes(score: Score) -> tuple[str, str] | None:
    return None if score.grade is None else (score.grade.lowest, score.grade.highest)


def _ranks(score: Score, scales: Scales) -> Interval | None:
    """The places of the grades that are possible: where none can be told any, where there are none one."""
    ranked = scales.ranked
    if score.grade is None:
        return Interval(0, len(ranked) - 1) if ranked else NOTHING
    if score.grade.lowest not in ranked or score.grade.highest not in ranked:
        return None
    return Interval(ranked.index(score.grade.lowest), ranked.index(score.grade.highest))
