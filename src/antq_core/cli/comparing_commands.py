"""The commands that hold two versions of a standard against each other, and dossiers against both."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from antq_core.cli.assessing_commands import MappingOption
from antq_core.cli.chosen_standards import choose
from antq_core.cli.difference_page import differences_document, show_differences
from antq_core.cli.files.sources import Source, open_sources
from antq_core.cli.files.unread_lists import unread_lists
from antq_core.cli.impact_listing import impact_entry, show_impacts, write_impacts
from antq_core.cli.installed import installed_registry
from antq_core.cli.questions import (
    JsonOption,
    LocaleOption,
    Question,
    ReadingOptions,
    StandardOptions,
    StrictOption,
)
from antq_core.cli.refusals import ExitCode
from antq_core.cli.runs.both_versions import BothRuns
from antq_core.cli.runs.impacts import ONLY_NEW, ONLY_OLD, REJECTED, Impacts
from antq_core.cli.runs.rejected_rows import told
from antq_core.cli.screen import Screen
from antq_core.cli.versions_at_hand import named_versions
from antq_core.codec.csv_files.columns import KnownNames
from antq_core.domain.records import Basis
from antq_core.messages.catalogue import text

OldVersion = Annotated[str, Parameter(name="OLD", help="cli.help-old")]
NewVersion = Annotated[str, Parameter(name="NEW", help="cli.help-new")]


def diff(
    old: OldVersion,
    new: NewVersion,
    /,
    *,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Say how two versions of a standard differ."""
    screen, registry = Screen.of(locale), installed_registry(strict=strict)
    named = named_versions(old, new, registry)
    if as_json:
        screen.write_json(differences_document(named.compared))
    else:
        show_differences(named.compared, named.called, screen)
    broken = [problem for each in registry.broken for problem in each.told]
    screen.complain(broken)
    return ExitCode.INCOMPLETE if broken else ExitCode.COMPLETE


def impact(
    old: OldVersion,
    new: NewVersion,
    /,
    *files: Annotated[Path, Parameter(required=True, help="cli.help-files")],
    mapping: MappingOption = None,
    as_json: JsonOption = False,
    as_of: Annotated[str | None, Parameter(metavar="YYYY-MM-DD", help="cli.help-as-of")] = None,
    basis: Annotated[Basis, Parameter(metavar="claimed|verified", help="cli.help-basis")] = Basis.VERIFIED,
    reading: ReadingOptions = (),
    standard: StandardOptions = (),
    strict: StrictOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Assess dossiers under two versions of a standard, and say who is touched."""
    screen = Screen.of(locale)
    question = Question(as_of=as_of, basis=basis, reading=reading, strict=strict, locale=locale)
    question.refuse_impossible()
    at_hand = choose(standard, installed_registry(strict=strict)).registry
    named = named_versions(old, new, at_hand)
    named.refuse_unlike()
    standards = (named.chosen(named.old), named.chosen(named.new))
    sources = open_sources(files, mapping, KnownNames.of_registry(named.all_at_hand))
    runs = BothRuns.of(sources, standards, question, screen)
    with Impacts(named.compared, impact_entry if as_json else None) as impacts:
        for both in runs.early(screen):
            impacts.enter(both)
        for late in runs.late(screen):
            impacts.enter_late(late)
        if as_json:
            write_impacts(impacts, screen)
        else:
            show_impacts(impacts, named.called, basis, screen)
        _tell(impacts, named.called, screen)
        return _ending(impacts, runs, sources, screen)


def _tell(impacts: Impacts, called: tuple[str, str], screen: Screen) -> None:
    """What was left aside under one version, and what could not be assessed under one of them or both."""
    for version, names, count in zip(called, impacts.left_aside, impacts.dropping, strict=True):
        if names:
            screen.note("cli.dropped", count=count, id=version, names=", ".join(sorted(names)))
    unread = {REJECTED: "", ONLY_NEW: called[0], ONLY_OLD: called[1]}
    for name, under in unread.items():
        if count := impacts.totals[name]:
            heading = [text("cli.rejected-under", id=under)] if under else []
            screen.report([*heading, *told(impacts.rejected[name].rows, count, None)])


def _ending(impacts: Impacts, runs: BothRuns, sources: list[Source], screen: Screen) -> ExitCode:
    wrong = [problem for each in runs.broken() for problem in each.told]
    wrong += runs.rounds[1].surveyed.strays()
    wrong += unread_lists(sources)
    screen.complain(wrong)
    return ExitCode.INCOMPLETE if impacts.incomplete or wrong else ExitCode.COMPLETE
