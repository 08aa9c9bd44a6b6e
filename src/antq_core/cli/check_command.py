"""The command that checks the soundness of standards: numbers without a citation, and what looks wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated

import attrs
from cyclopts import Parameter
from rich.text import Text as Words

from antq_core.cli.chosen_standards import resolve
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
from antq_core.soundness.remarks import Remark
from antq_core.soundness.whole import soundness, transcribed_points
from antq_core.standards.criteria import Transcription
from antq_core.standards.registry import Registry
from antq_core.standards.standard import Standard

FORMAT = 1
COLUMNS = ("id", "faults", "warnings", *(each.value for each in Transcription))


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
    checked = {standard: soundness(standard) for standard in _standards(named, registry)}
    if as_json:
        screen.write_json({"format": FORMAT, "standards": [_entry(*each) for each in checked.items()]})
    else:
        _show(checked, screen, items=items)
    broken = [problem for each in registry.broken for problem in each.told]
    screen.complain(broken)
    faults = any(remark.is_fault for remarks in checked.values() for remark in remarks)
    return ExitCode.INCOMPLETE if faults or broken else ExitCode.COMPLETE


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


def _standards(named: Iterable[str], registry: Registry) -> list[Standard]:
    """The standards that are named, each once, or all at hand. Raises `UsageError` with all that is wrong."""
    found: list[Standard] = []
    problems: list[Problem] = []
    for value in named:
        try:
            found += [each.standard for each in resolve(whole_id(value, registry), registry)]
        except UsageError as error:
            problems += error.problems
    if problems:
        raise UsageError(problems)
    return list(dict.fromkeys(found or [each.standard for each in registry.supplied]))


def _show(checked: dict[Standard, tuple[Remark, ...]], screen: Screen, *, items: bool) -> None:
    rows = [_summary(standard, remarks) for standard, remarks in checked.items()]
    if rows:
        screen.show(table_of(COLUMNS, rows, screen))
    for standard, remarks in checked.items():
        if remarks or items:
            screen.show(Words(f"\n{printable(standard.id)}", style="bold"))
        for kind, is_fault in (("cli.faults", True), ("cli.warnings", False)):
            told = [remark for remark in remarks if remark.is_fault is is_fault]
            if told:
                screen.show(Words(f"{screen.say(kind)}:"))
            for remark in told:
                sentence = printable(remark.problem.message(screen.locale))
                screen.show(Words(f"- {sentence} [{remark.problem.page}]"))
        if items:
            screen.show(table_of(*_items(standard, screen), screen))
    every = [remark for remarks in checked.values() for remark in remarks]
    faults = sum(remark.is_fault for remark in every)
    facts = {"count": len(checked), "faults": faults, "warnings": len(every) - faults}
    screen.show(Words("\n" + screen.say("cli.checked", **facts)))


def _summary(standard: Standard, remarks: tuple[Remark, ...]) -> tuple[str, ...]:
    faults = sum(remark.is_fault for remark in remarks)
    found = Counter(each.transcription for each in status_of(standard))
    return (
        standard.id,
        str(faults),
        str(len(remarks) - faults),
        *(str(found[each]) for each in Transcription),
    )


def _items(standard: Standard, screen: Screen) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    rows: list[tuple[str, ...]] = [
        (
            each.code,
            each.text.in_locale(screen.locale),
            "" if each.points is None else in_points(each.points),
            screen.say(f"cli.status-{each.transcription.value}"),
            each.citation.label.in_locale(screen.locale),
        )
        for each in status_of(standard)
    ]
    return ("item", "label", "points", "status", "citation"), rows


def _entry(standard: Standard, remarks: tuple[Remark, ...]) -> Json:
    known, most = transcribed_points(standard)
    return {
        "id": standard.id,
        "faults": [_remark(each) for each in remarks if each.is_fault],
        "warnings": [_remark(each) for each in remarks if not each.is_fault],
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


def _remark(remark: Remark) -> Json:
    words = {locale: remark.problem.message(locale) for locale in LOCALES}
    return {"code": remark.code.value, "place": list(remark.path), **words}
