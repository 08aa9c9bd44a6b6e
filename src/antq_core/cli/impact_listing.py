"""Who is touched by a new version: counts and the units that change for people, all as JSON for machines."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text as Words

from antq_core.cli.assessment_listing import FORMAT
from antq_core.cli.files.whole_files import ARRAY, documents, on_one_line
from antq_core.cli.runs.impacts import IMPACTS, REJECTIONS, Impacts
from antq_core.cli.screen import Screen
from antq_core.cli.tables import pairs_of, table_of
from antq_core.codec.documents import standard_digest
from antq_core.codec.text import Json
from antq_core.comparison.difference import Part
from antq_core.comparison.grading import from_points
from antq_core.comparison.impact import Cause, Impact
from antq_core.comparison.score_shift import Cap, Measured, ScoreCause, ScoreShift
from antq_core.domain.records import Basis
from antq_core.expressions.wording import in_points
from antq_core.findings.grounds import SCOPE
from antq_core.findings.score_sentences import grade_words, points_words
from antq_core.findings.scores import Score
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale
from antq_core.possible import Interval, Outcomes, Truths, Verdicts
from antq_core.standards.grading import Threshold
from antq_core.standards.standard import Standard

MOST_CAUSES = 4
COLUMNS = ("unit", "name", "shift", "before", "after", "causes")


def show_impacts(impacts: Impacts, called: tuple[str, str], basis: Basis, screen: Screen) -> None:
    """How many units change in which way, and the first of them with the criteria that make it so."""
    rows = [impact_cells(each, screen.locale) for each in impacts.listed]
    old, new = called
    title = screen.say("cli.title-impact", old=old, new=new, basis=screen.say(f"basis.{basis.value}"))
    counts = [
        (_shift_words(word, screen.locale), str(count)) for word, count in impacts.counts.items() if count
    ]
    screen.show(Words(title), Padding(pairs_of(counts), (0, 0, 0, 2)))
    if rows:
        screen.show(table_of(COLUMNS, rows, screen, lines=True))
    if impacts.changed > len(rows):
        screen.show(Words(screen.say("cli.more-impacts", count=impacts.changed - len(rows))))
    screen.show(Words(screen.say("cli.impact-as-if")))


def write_impacts(impacts: Impacts, screen: Screen) -> None:
    """Every unit for machines, one a line, then the rows that were not read under one version or both."""
    screen.write_pieces(_document(impacts))


def impact_cells(impact: Impact, locale: Locale) -> tuple[str, ...]:
    """The row of the table for one unit."""
    before = [_score(each.before, locale) for each in impact.scores if each.before is not None]
    after = [_score(each.after, locale) for each in impact.scores if each.after is not None]
    return (
        impact.unit.id,
        impact.unit.name,
        _shift_words(impact.shift.value, locale),
        _result(impact.before, before, locale),
        _result(impact.after, after, locale),
        "\n".join(_causes(impact, locale)),
    )


def impact_entry(impact: Impact) -> Json:
    """The entry of the listing for one unit: codes and numbers, points in whole hundredths."""
    unit = impact.unit
    return {
        "unit": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "province": unit.province,
        "commune": unit.commune,
        "year": impact.year,
        "shift": impact.shift.value,
        "concerned": impact.concerned,
        "before": {"verdict": impact.before.verdict.value, "possible": list(impact.before.words)},
        "after": {"verdict": impact.after.verdict.value, "possible": list(impact.after.words)},
        "causes": [
            {
                "criterion": each.criterion,
                "before": None if each.before is None else list(each.before.words),
                "after": None if each.after is None else list(each.after.words),
            }
            for each in impact.causes
        ],
        "scores": [_score_entry(each) for each in impact.scores],
    }


def _shift_words(word: str, locale: Locale) -> str:
    return say(f"cli.shift-{word.replace('_', '-')}", locale)


def _document(impacts: Impacts) -> Iterator[str]:
    versions = {"old": _named(impacts.versions.old), "new": _named(impacts.versions.new)}
    aside = dict(zip(("old", "new"), impacts.left_aside, strict=True))
    yield f'{{\n"format": {FORMAT},\n"versions": {on_one_line(versions)},\n"units": '
    yield from documents(impacts.lines(IMPACTS), ARRAY)
    yield ',\n"rejected": '
    yield from documents(impacts.lines(REJECTIONS), ARRAY)
    yield f',\n"left_aside": {on_one_line(aside)},\n"totals": {on_one_line(impacts.counts)}\n}}\n'


def _named(standard: Standard) -> Json:
    return {"id": standard.id, "digest": standard_digest(standard)}


def _result(possible: Verdicts, scores: list[str], locale: Locale) -> str:
    """The verdict, and the points and grades where there are any."""
    verdict = say(f"verdict.{possible.verdict.value}", locale)
    for score in scores:
        verdict = say("cli.verdict-and-score", locale, verdict=verdict, score=score)
    return verdict


def _score(score: Score, locale: Locale) -> str:
    points = points_words(score.total, locale)
    shown = say("cli.score-of-most", locale, points=points, most=in_points(score.most))
    if score.grade is None:
        return shown
    return say("cli.score-with-grade", locale, score=shown, grade=grade_words(score.grade, locale))


def _score_entry(shift: ScoreShift) -> Json:
    sides = {"before": shift.before, "after": shift.after}
    shown: dict[str, Json] = {name: None if each is None else _total(each) for name, each in sides.items()}
    causes = [_score_cause_entry(each) for each in shift.causes]
    return {"shift": shift.shift.value, **shown, "causes": causes}


def _total(score: Score) -> Json:
    grade = score.grade
    return {
        "standard": score.standard,
        "total": {"from": score.total.lo, "to": score.total.hi},
        "most": score.most,
        "grades": None if grade is None else {"lowest": grade.lowest, "highest": grade.highest},
    }


def _score_cause_entry(cause: ScoreCause) -> Json:
    sides = {"before": _measure_entry(cause.before), "after": _measure_entry(cause.after)}
    return {"part": cause.part.value, "code": cause.code, **sides}


def _measure_entry(measure: Measured) -> Json:
    match measure:
        case Interval():
            return {"from": measure.lo, "to": measure.hi}
        case Threshold():
            return {"points": measure.points, "inclusive": measure.inclusive}
        case Cap():
            return {"grade": measure.grade, "binds": list(measure.binds.words)}
    return None


def _causes(impact: Impact, locale: Locale) -> Iterator[str]:
    """The criteria that make it so; where none does, what of the points and grades does."""
    told = [_criterion(each, locale) for each in impact.causes]
    if not told:
        told = [_score_cause(each, locale) for score in impact.scores for each in score.causes]
    yield from told[:MOST_CAUSES]
    if len(told) > MOST_CAUSES:
        yield say("cli.more-causes", locale, count=len(told) - MOST_CAUSES)


def _criterion(cause: Cause, locale: Locale) -> str:
    code = say("cli.cause-scope", locale) if cause.criterion == SCOPE else cause.criterion
    outcomes = {
        "before": _outcome(cause, cause.before, locale),
        "after": _outcome(cause, cause.after, locale),
    }
    return say("cli.cause", locale, code=code, **outcomes)


def _score_cause(cause: ScoreCause, locale: Locale) -> str:
    code = f"cli.cause-{cause.part.value}"
    sides = {"before": _measure(cause, cause.before, locale), "after": _measure(cause, cause.after, locale)}
    return say(code, locale, code=cause.code, label=cause.label, **sides)


def _measure(cause: ScoreCause, measure: Measured, locale: Locale) -> str:
    match measure:
        case Interval():
            return points_words(measure, locale)
        case Threshold():
            return from_points(measure).in_locale(locale)
        case Cap():
            code = "cli.cap" if measure.binds is Truths.TRUE else "cli.cap-open"
            return say(code, locale, grade=measure.label)
    return say("cli.no-cap" if cause.part is Part.CEILING else "difference.nothing", locale)


def _outcome(cause: Cause, outcomes: Outcomes | None, locale: Locale) -> str:
    if outcomes is None:
        return say("cli.outcome-not-asked", locale)
    if not outcomes.is_decided:
        return say("cli.outcome-open", locale)
    if cause.criterion == SCOPE:
        in_scope = outcomes is Outcomes.MET
        return say("cli.outcome-in-scope" if in_scope else "cli.outcome-out-of-scope", locale)
    return say(f"cli.outcome-{outcomes.words[0]}", locale)
