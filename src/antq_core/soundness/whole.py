"""The soundness of a standard beyond that it can be built: what rests upon no citation, and what looks wrong.

Numbers without a citation must be corrected. All other remarks make nothing wrong: they are there to be
looked at.
"""

from collections.abc import Iterator, Mapping

from antq_core.domain.declarations import FactDeclaration
from antq_core.expressions import tree
from antq_core.expressions.tree import FactValue, LastYear
from antq_core.expressions.walking import readings_in, walk
from antq_core.expressions.wording import in_points
from antq_core.soundness.directions import against_direction
from antq_core.soundness.odd_points import odd_points
from antq_core.soundness.remarks import Remark, RemarkCode
from antq_core.soundness.uncited import uncited
from antq_core.soundness.unreachable_steps import unreachable_steps
from antq_core.standards.criteria import Transcription
from antq_core.standards.rubric import Role
from antq_core.standards.standard import Standard
from antq_core.standards.trees import trees_of


def soundness(standard: Standard) -> tuple[Remark, ...]:
    """Everything that is remarked on: what must be corrected first, then what should be looked at.

    A provincial standard is looked at by itself; what it says of national facts is as sound as they are.
    """
    return (
        *uncited(standard),
        *_unused(standard),
        *against_direction(standard),
        *_unreachable(standard),
        *odd_points(standard),
        *_unknown_thresholds(standard),
        *_transcribed(standard),
        *_open_readings(standard),
    )


def transcribed_points(standard: Standard) -> tuple[int, int]:
    """The standard points, in hundredths, whose law is fully transcribed, and all of them."""
    leaves = [item for item in standard.items if not item.is_group and item.role is Role.BASE]
    known = (item.most for item in leaves if item.transcription is Transcription.CONFIRMED)
    return sum(known), sum(item.most for item in leaves)


def _unused(standard: Standard) -> Iterator[Remark]:
    nodes = [each for node in trees_of(standard).values() for each in walk(node)]
    asked = {each.fact for each in nodes if isinstance(each, FactValue | LastYear)}
    used = _told_by(asked, {fact.name: fact for fact in standard.facts})
    for fact in standard.facts:
        if fact.name not in used:
            yield Remark(RemarkCode.UNUSED_FACT, ("facts", fact.name), {"fact": fact.name})
    quotas = standard.grading.quotas if standard.grading is not None else ()
    readings = {quota.reading for quota in quotas}.union(*map(readings_in, nodes))
    for reading in standard.readings:
        if reading.name not in readings:
            yield Remark(RemarkCode.UNUSED_READING, ("readings", reading.name), {"reading": reading.name})


def _told_by(asked: set[str], declared: Mapping[str, FactDeclaration]) -> set[str]:
    """The facts that are asked for, and those that bound one of them as its part or its whole."""
    links = [(fact.name, fact.no_more_than) for fact in declared.values() if fact.no_more_than is not None]
    used = set(asked)
    while more := {end for link in links if used.intersection(link) for end in link} - used:
        used |= more
    return used


def _unreachable(standard: Standard) -> Iterator[Remark]:
    for path, node in trees_of(standard).items():
        for each in walk(node):
            if isinstance(each, tree.Steps):
                for step, earlier in unreachable_steps(each):
                    facts = {"step": step, "earlier": earlier}
                    yield Remark(RemarkCode.UNREACHABLE_STEP, path, facts)


def _unknown_thresholds(standard: Standard) -> Iterator[Remark]:
    grades = standard.grading.grades[1:] if standard.grading is not None else ()
    for grade in grades:
        if grade.threshold is None:
            path = ("grading", "grades", grade.code)
            yield Remark(RemarkCode.UNKNOWN_THRESHOLD, path, {"grade": grade.code})


def _transcribed(standard: Standard) -> Iterator[Remark]:
    if any(item.transcription is not Transcription.CONFIRMED for item in standard.items):
        known, most = transcribed_points(standard)
        facts = {"known": in_points(known), "most": in_points(most)}
        yield Remark(RemarkCode.TRANSCRIBED_POINTS, ("rubric",), facts)
    status = [criterion.transcription for criterion in standard.criteria]
    if known := len(status) - status.count(Transcription.CONFIRMED):
        counts = {"known": len(status) - known, "all": len(status)}
        yield Remark(RemarkCode.TRANSCRIBED_CRITERIA, ("criteria",), counts)


def _open_readings(standard: Standard) -> Iterator[Remark]:
    for reading in standard.readings:
        facts = {"question": reading.question, "citation": reading.citation.label}
        yield Remark(RemarkCode.OPEN_READING, ("readings", reading.name), facts)
