"""The listing of assessments: a table for people, and the same as JSON for machines."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text as Words

from antq_core.cli.files.whole_files import ARRAY, documents, on_one_line
from antq_core.cli.runs.ledger import REJECTED, Ledger
from antq_core.cli.runs.rejected_rows import REASONS
from antq_core.cli.screen import Screen
from antq_core.cli.tables import table_of
from antq_core.codec.text import Json
from antq_core.domain.records import Basis
from antq_core.expressions.wording import in_points
from antq_core.findings.assessments import Assessment
from antq_core.findings.finding import Finding, GapCode
from antq_core.findings.score_sentences import grade_words
from antq_core.findings.scores import Score
from antq_core.findings.sentences import gap_sentence, scope_grounds
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale
from antq_core.possible import Interval, Outcomes, Truths, Verdict

FORMAT = 1
LISTING = "listing"
COLUMNS = ("unit", "name", "kind", "verdict", "points", "grade", "met", "not-met", "undecided", "why")
OF_SCORES = ("points", "grade")
"""The columns that are there only where some unit has a score."""
SILENT = {GapCode.PLUGIN_BROKEN: "cli.why-broken", GapCode.PLUGIN_LEFT_OUT: "cli.why-left-out"}


def show_assessments(ledger: Ledger, basis: Basis, screen: Screen) -> None:
    """The table of the first rows, and the totals of all below it."""
    title = screen.say("cli.title-assessed", basis=screen.say(f"basis.{basis.value}"))
    columns, listed = _without_empty(COLUMNS, ledger.listed)
    if listed:
        screen.show(table_of(columns, listed, screen, title=title))
    if ledger.assessed > len(listed):
        screen.show(Words(screen.say("cli.more-rows", count=ledger.assessed - len(listed))))
    show_totals(ledger, screen)


def show_totals(ledger: Ledger, screen: Screen) -> None:
    """How many dossiers came to each verdict."""
    some_scored = ledger.counts[Verdict.SCORED] > 0
    screen.show(Words(screen.say("cli.totals-scored" if some_scored else "cli.totals", **ledger.counts)))


def write_listing(ledger: Ledger, screen: Screen) -> None:
    """The listing for machines, one entry a line: codes and numbers beside sentences in both languages."""
    screen.write_pieces(_listing(ledger))


def _listing(ledger: Ledger) -> Iterator[str]:
    yield f'{{\n"format": {FORMAT},\n"assessed": '
    yield from documents(ledger.lines(LISTING), ARRAY)
    yield ',\n"rejected": '
    yield from documents(map(_reasons, ledger.lines(REJECTED)), ARRAY)
    yield f',\n"totals": {on_one_line(ledger.counts)}\n}}\n'


def _reasons(line: str) -> str:
    """A rejected row without what it says itself."""
    return on_one_line({key: value for key, value in json.loads(line).items() if key in REASONS})


def _without_empty(
    columns: Sequence[str], rows: Sequence[tuple[str, ...]]
) -> tuple[list[str], list[tuple[str, ...]]]:
    """The columns and rows without those columns of scores in which nothing stands."""
    stay = [n for n, column in enumerate(columns) if column not in OF_SCORES or any(row[n] for row in rows)]
    return [columns[n] for n in stay], [tuple(row[n] for n in stay) for row in rows]


def cells(assessment: Assessment, locale: Locale) -> tuple[str, ...]:
    """The row of the table for one unit; scores in the order of the standards, the national one first."""
    met, not_met, undecided = _counts(assessment)
    scores, whose = assessment.scores, _whose(assessment.scores)
    points = [_out_of(each.total, each.most, locale) for each in scores]
    graded = [grade_words(each.grade, locale) if each.grade else "–" for each in scores]
    some_graded = any(each.grade or each.grade_gaps for each in scores)
    return (
        assessment.unit.id,
        assessment.unit.name,
        assessment.kind_label.in_locale(locale),
        say(f"verdict.{assessment.verdict.value}", locale),
        "\n".join(map(str.__add__, whose, points)),
        "\n".join(map(str.__add__, whose, graded)) if some_graded else "",
        str(met),
        str(not_met),
        str(undecided),
        _why(assessment, locale),
    )


def _whose(scores: Sequence[Score]) -> list[str]:
    """What to write before each score: nothing where there is one, else how its standard is called.

    The first part of an id is the jurisdiction, which tells a national standard from a provincial one.
    """
    if len(scores) < 2:
        return ["" for _ in scores]
    short = [each.standard.partition("/")[0] for each in scores]
    names = short if len(set(short)) == len(short) else [each.standard for each in scores]
    return [f"{name}: " for name in names]


def _out_of(points: Interval, most: int, locale: Locale) -> str:
    return f"{_between(points, locale)}/{in_points(most).in_locale(locale)}"


def _between(points: Interval, locale: Locale) -> str:
    ends = dict.fromkeys(in_points(end).in_locale(locale) for end in (points.lo, points.hi))
    return ("–" if points.lo >= 0 else " – ").join(ends)


def _counts(assessment: Assessment) -> tuple[int, int, int]:
    found = Counter(each.outcomes for each in assessment.findings)
    undecided = sum(each.is_undecided for each in assessment.findings)
    return found[Outcomes.MET], found[Outcomes.NOT_MET], undecided


def _why(assessment: Assessment, locale: Locale) -> str:
    """Why the verdict is what it is, and every plugin of the province that did not speak."""
    gaps = [gap for finding in assessment.findings for gap in finding.gaps if gap.code in SILENT]
    silent = [say(SILENT[gap.code], locale, name=gap.name) for gap in gaps]
    return "; ".join(filter(None, [_first_reason(assessment, locale), *silent]))


def _first_reason(assessment: Assessment, locale: Locale) -> str:
    """The criteria that decide against the unit; else what to find out first."""
    if assessment.verdict is Verdict.OUT_OF_SCOPE:
        return scope_grounds(assessment.scope, locale)
    against = [each.criterion for each in _not_met(assessment.findings)]
    if assessment.verdict is Verdict.NOT_MET and against:
        return ", ".join(against)
    # A plugin that did not speak is named beside whatever is told here.
    missing = [each.gap for each in assessment.missing if each.gap.code not in SILENT]
    if assessment.verdict is Verdict.MET or not missing:
        return ""
    about_scope = assessment.scope.gaps if assessment.in_scope is not Truths.TRUE else ()
    if about_scope:
        # Whether the criteria matter at all is asked first, whatever they wait for themselves.
        missing.sort(key=lambda gap: gap not in about_scope)
    first, *others = missing
    sentence = gap_sentence(first, locale)
    if first in about_scope:
        sentence = say("cli.why-scope-open", locale, first=sentence)
    return say("cli.why-more", locale, first=sentence, count=len(others)) if others else sentence


def _not_met(findings: Sequence[Finding]) -> list[Finding]:
    return [each for each in findings if each.outcomes is Outcomes.NOT_MET]


def entry(assessment: Assessment) -> Json:
    """The entry of the listing for one unit."""
    met, not_met, undecided = _counts(assessment)
    unit, verdict = assessment.unit, assessment.verdict.value
    return {
        "unit": unit.id,
        "name": unit.name,
        "kind": unit.kind,
        "province": unit.province,
        "commune": unit.commune,
        "year": assessment.year,
        "scheme": assessment.scheme,
        "basis": assessment.basis.value,
        "verdict": verdict,
        "verdict_words": {"vi": say(f"verdict.{verdict}", "vi"), "en": say(f"verdict.{verdict}", "en")},
        "possible": list(assessment.possible.words),
        "criteria": {"met": met, "not_met": not_met, "undecided": undecided, "all": len(assessment.findings)},
        "beside": {each.scheme: each.possible.verdict.value for each in assessment.beside},
        "not_met": [each.criterion for each in _not_met(assessment.findings)],
        "undecided": [each.criterion for each in assessment.findings if each.is_undecided],
        "missing": [
            {
                "code": each.gap.code.value,
                "name": each.gap.name,
                "vi": gap_sentence(each.gap, "vi"),
                "en": gap_sentence(each.gap, "en"),
                "blocks": list(each.blocks),
                "decides_alone": each.decides_alone,
            }
            for each in assessment.missing
        ],
        "scores": [_score(each) for each in assessment.scores],
        "standards": [each.id for each in assessment.standards],
        "input_digest": assessment.input_digest,
    }


def _score(score: Score) -> Json:
    """The points, in hundredths, and the grades that one standard leaves possible."""
    grade = score.grade
    return {
        "standard": score.standard,
        "points": {"from": score.total.lo, "to": score.total.hi},
        "most": score.most,
        "exact": score.exact,
        "grade": None if grade is None else {"lowest": grade.lowest, "highest": grade.highest},
    }
