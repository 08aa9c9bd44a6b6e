"""What a sheet says of grades: from which points on each is given, what caps it, how many may have it."""

from collections.abc import Iterator

from antq_core.domain.citations import Citation
from antq_core.expressions.wording import in_percent
from antq_core.findings.score_sentences import grade_lines
from antq_core.messages.catalogue import say
from antq_core.messages.text import Locale, Text
from antq_core.printing.filled import Filled
from antq_core.printing.markdown import escaped
from antq_core.printing.rows import written
from antq_core.standards.grading import Ceiling, Grade, Grading, Quota
from antq_core.standards.standard import Standard

BULLET = "- "


def grading_lines(standard: Standard, grading: Grading, filled: Filled, locale: Locale) -> Iterator[str]:
    """The grades from the highest to the lowest, ceilings, quotas, and what the unit has."""
    told = [threshold_words(grade, grading, locale) for grade in reversed(grading.grades)]
    told += [ceiling_words(ceiling, grading, locale) for ceiling in grading.ceilings]
    told += [quota_words(quota, grading, locale) for quota in grading.quotas]
    yield from (BULLET + escaped(each) for each in told)
    for assessed in filled.in_order:
        score = filled.score(assessed.basis, standard)
        lines = list(grade_lines(score, locale)) if score is not None else []
        if lines:
            yield ""
            yield escaped(say("sheet.on-basis", locale, basis=say(f"basis.{assessed.basis.value}", locale)))
            yield ""
        yield from (BULLET + escaped(line.removeprefix(BULLET)) for line in lines)


def threshold_words(grade: Grade, grading: Grading, locale: Locale) -> str:
    """From which points on a grade is given."""
    if grade is grading.grades[0]:
        return say("sheet.lowest-grade", locale, grade=grade.label)
    if grade.threshold is None:
        return say("sheet.no-threshold", locale, grade=grade.label)
    code = "sheet.from-points" if grade.threshold.inclusive else "sheet.beyond-points"
    sentence = say(code, locale, grade=grade.label, points=written(grade.threshold.points, locale))
    return _cited(sentence, grade.threshold.citation, locale)


def ceiling_words(ceiling: Ceiling, grading: Grading, locale: Locale) -> str:
    """Which grade is the highest, and what holds it down."""
    sentence = say("sheet.ceiling", locale, grade=_label(ceiling.grade, grading), text=ceiling.text)
    return _cited(sentence, ceiling.citation, locale)


def quota_words(quota: Quota, grading: Grading, locale: Locale) -> str:
    """How many units may have a grade."""
    facts = {"grade": _label(quota.grade, grading), "ratio": in_percent(quota.at_most), "text": quota.text}
    return _cited(say("sheet.quota", locale, **facts), quota.citation, locale)


def _label(code: str, grading: Grading) -> Text:
    return grading.grades[grading.rank(code)].label


def _cited(sentence: str, citation: Citation | None, locale: Locale) -> str:
    return sentence if citation is None else f"{sentence} ({citation.label.in_locale(locale)})"
