"""The command that checks the soundness of standards: numbers without a citation, and what looks wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import attrs
from cyclopts import Parameter
from rich.text import Text as Words

from antq_core.cli.chosen_standards import HANDED_OVER, choose
from antq_core.cli.installed import installed_registry
from antq_core.cli.questions import JsonOption, LocaleOption, StrictOption
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.screen import Screen, printable
from antq_core.cli.short_ids import whole_id
from antq_core.cli.tables import table_of
from antq_core.codec.text import Json
from antq_core.domain.citations import Citation
from antq_core.errors import Problem
from antq_core.expressions.wording import in_points
from antq_core.messages.text import LOCALES, Text
from antq_core.soundness.fitting import misfits, stands_upon_none
from antq_core.soundness.whole import soundness, transcribed_points
from antq_core.standards.criteria import Transcription
from antq_core.standards.registry import Registry
from antq_core.standards.stack import BrokenPlugin
from antq_core.standards.standard import Standard
from antq_core.standards.supplied import Supplied

FORMAT = 1
COLUMNS = ("id", "faults", "warnings", *(each.value for each in Transcription))


@attrs.frozen(kw_only=True)
class Checked:
    """What must be corrected in a standard before anybody may rely on it, and what should be looked at."""

    standard: Standard
    faults: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


@attrs.frozen(kw_only=True)
class Status:
    """How far one criterion, or one item that brings points, is transcribed."""

    code: str
    text: Text
    points: int | None = None
    transcription: Transcription
    citation: Citation


def check(
    *named: Annotated[str, Parameter(name="ID", help="cli.help-checked")],
    items: Annotated[bool, Parameter(name="--items", negative="", help="cli.help-check-items")] = False,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Check the soundness of standards."""
    screen, registry = Screen.of(locale), installed_registry(strict=strict)
    checked = _checked(named, registry)
    if as_json:
        broken = [_broken_entry(each) for each in registry.broken]
        entries = [_entry(each) for each in checked]
        screen.write_json({"format": FORMAT, "standards": entries, "broken": broken})
        screen.complain(problem for each in registry.broken for problem in each.told)
    else:
        _show(checked, registry.broken, screen, items=items)
    faults = registry.broken or any(each.faults for each in checked)
    return ExitCode.INCOMPLETE if faults else ExitCode.COMPLETE


def status_of(standard: Standard) -> Iterator[Status]:
    """Every criterion and every item that brings points, in the order of the sheets."""
    for criterion in standard.criteria:
        yield Status(
            code=criterion.code,
            text=criterion.text,
            transcription=criterion.transcription,
            citation=criterion.citation,
        )
    cited: dict[str, Citation] = {}
    for item in standard.items:
        own = item.citation or cited.get(item.code, standard.citation)
        cited |= {below.code: own for below in item.items}
        if not item.is_group:
            yield Status(
                code=item.code,
                text=item.text,
                points=item.most or item.least,
                transcription=item.transcription,
                citation=own,
            )


def _checked(named: Sequence[str], registry: Registry) -> list[Checked]:
    """The standards that are named, each once, or all at hand. Raises `UsageError` with all that is wrong."""
    if not named:
        return _looked_at(registry.supplied, registry)
    found: dict[Standard, Checked] = {}
    problems: list[Problem] = []
    for value in named:
        try:
            meant = _looked_at(*_meant(whole_id(value, registry), registry))
            found |= {each.standard: each for each in meant}
        except UsageError as error:
            problems += error.problems
    if problems:
        raise UsageError(problems)
    return list(found.values())


def _meant(value: str, registry: Registry) -> tuple[Sequence[Supplied], Registry]:
    """The standards that a value names, and those among which they hold.

    None, where it is the id of a standard of a plugin that is broken: that is told instead.
    """
    installed = [each for each in registry.supplied if each.standard.id == value]
    if installed or any(value.startswith(f"{each.jurisdiction}/") for each in registry.broken):
        return installed, registry
    chosen = choose([value], registry).registry
    return [each for each in chosen.supplied if each.source == HANDED_OVER], chosen


def _looked_at(found: Iterable[Supplied], registry: Registry) -> list[Checked]:
    faults = registry.faults()
    return [_look_at(each, registry, faults) for each in dict.fromkeys(found)]


def _look_at(supplied: Supplied, registry: Registry, faults: Sequence[BrokenPlugin]) -> Checked:
    standard, remarks = supplied.standard, soundness(supplied.standard)
    fit = [_inside(problem, standard) for problem in misfits(supplied, faults)]
    facts = {"scheme": standard.scheme, "kinds": ", ".join(standard.kinds)}
    alone = [Problem("soundness.stands-upon-none", (), facts)] * stands_upon_none(standard, registry)
    return Checked(
        standard=standard,
        faults=(*fit, *(remark.problem for remark in remarks if remark.is_fault)),
        warnings=(*alone, *(remark.problem for remark in remarks if not remark.is_fault)),
    )


def _inside(problem: Problem, standard: Standard) -> Problem:
    """A problem as it is told beneath the id of its standard."""
    return attrs.evolve(problem, path=problem.path[1:]) if problem.path[:1] == (standard.id,) else problem


def _show(checked: Sequence[Checked], broken: Sequence[BrokenPlugin], screen: Screen, *, items: bool) -> None:
    if checked:
        screen.show(table_of(COLUMNS, [_summary(each) for each in checked], screen))
    for each in checked:
        if each.faults or each.warnings or items:
            screen.show(Words(f"\n{printable(each.standard.id)}", style="bold"))
        _tell("cli.faults", each.faults, screen)
        _tell("cli.warnings", each.warnings, screen)
        if items:
            screen.show(table_of(*_items(each.standard, screen), screen))
    for plugin in broken:
        screen.show(Words(printable(f"\n{plugin.jurisdiction} ({plugin.source.label})"), style="bold"))
        _tell("cli.faults", plugin.problems, screen)
    faults = sum(len(each.faults) for each in checked) + sum(len(each.problems) for each in broken)
    warnings = sum(len(each.warnings) for each in checked)
    facts = {"count": len(checked), "faults": faults, "warnings": warnings}
    screen.show(Words("\n" + screen.say("cli.checked", **facts)))


def _tell(kind: str, problems: Sequence[Problem], screen: Screen) -> None:
    if problems:
        screen.show(Words(f"{screen.say(kind)}:"))
    for problem in problems:
        screen.show(Words(f"- {printable(problem.message(screen.locale))} [{problem.page}]"))


def _summary(checked: Checked) -> tuple[str, ...]:
    found = Counter(each.transcription for each in status_of(checked.standard))
    return (
        checked.standard.id,
        str(len(checked.faults)),
        str(len(checked.warnings)),
        *(str(found[each]) for each in Transcription),
    )


def _items(standard: Standard, screen: Screen) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    rows: list[tuple[str, ...]] = [
        (
            each.code,
            each.text.in_locale(screen.locale),
            "" if each.points is None else in_points(each.points).in_locale(screen.locale),
            screen.say(f"cli.status-{each.transcription.value}"),
            each.citation.label.in_locale(screen.locale),
        )
        for each in status_of(standard)
    ]
    return ("item", "label", "points", "status", "citation"), rows


def _entry(checked: Checked) -> Json:
    standard = checked.standard
    known, most = transcribed_points(standard)
    return {
        "id": standard.id,
        "faults": [_told(each) for each in checked.faults],
        "warnings": [_told(each) for each in checked.warnings],
        "points": {"transcribed": known, "all": most} if standard.rubric is not None else None,
        "items": [
            {
                "code": each.code,
                "points": each.points,
                "transcription": each.transcription.value,
                "citation": {locale: each.citation.label.in_locale(locale) for locale in LOCALES},
            }
            for each in status_of(standard)
        ],
    }


def _broken_entry(plugin: BrokenPlugin) -> Json:
    return {
        "jurisdiction": plugin.jurisdiction,
        "distribution": plugin.source.distribution,
        "faults": [_told(each) for each in plugin.problems],
    }


def _told(problem: Problem) -> Json:
    words = {locale: problem.message(locale) for locale in LOCALES}
    return {"code": problem.code, "place": list(problem.path), **words}
