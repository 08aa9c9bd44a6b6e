"""The commands about what is at hand: standards, plugins, and the schemas of the files."""

from typing import Annotated, Literal

from cyclopts import Parameter

from antq_core.cli.chosen_standards import resolve, stack_of
from antq_core.cli.installed import installed_registry
from antq_core.cli.plugin_listing import plugins_listing, show_plugins
from antq_core.cli.questions import JsonOption, LocaleOption, StrictOption
from antq_core.cli.refusals import ExitCode, UsageError
from antq_core.cli.screen import Screen
from antq_core.cli.short_ids import whole_id
from antq_core.cli.standard_listing import show_standards, standards_listing
from antq_core.cli.standard_page import show_standard
from antq_core.codec.documents import write_standard
from antq_core.codec.schema import assessment_schema, dossier_schema, standard_schema
from antq_core.standards.registry import Registry
from antq_core.standards.stack import Stack

Document = Literal["dossier", "standard", "assessment"]


def list_standards(
    *, as_json: JsonOption = False, strict: StrictOption = False, locale: LocaleOption = "vi"
) -> ExitCode:
    """List the standards at hand."""
    screen, registry = Screen.of(locale), installed_registry(strict=strict)
    if as_json:
        screen.write_json(standards_listing(registry))
    else:
        show_standards(registry, screen)
    return _ending(registry, screen)


def show(
    named: Annotated[str, Parameter(name="ID", help="cli.help-id")],
    /,
    *,
    as_json: JsonOption = False,
    strict: StrictOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Show a standard in words."""
    screen, registry = Screen.of(locale), installed_registry(strict=strict)
    found = resolve(whole_id(named, registry), registry)
    if as_json:
        written = [write_standard(each.standard) for each in found]
        screen.write_json(written[0] if len(written) == 1 else written)
    else:
        for each in found:
            show_standard(each.standard, stack_of(each, registry), screen)
    return _ending(registry, screen)


def list_plugins(
    *, as_json: JsonOption = False, strict: StrictOption = False, locale: LocaleOption = "vi"
) -> ExitCode:
    """List the plugins: those that work, those that are broken, and those that were not let in."""
    screen, registry = Screen.of(locale), installed_registry(strict=strict)
    if as_json:
        screen.write_json(plugins_listing(registry))
    else:
        show_plugins(registry, screen)
    if registry == Registry():
        screen.note("cli.no-plugins")
    return ExitCode.INCOMPLETE if registry.faults() else ExitCode.COMPLETE


def schema(
    document: Annotated[Document, Parameter(help="cli.help-document")],
    /,
    *,
    standard: Annotated[str | None, Parameter(metavar="ID", help="cli.help-schema-standard")] = None,
    strict: StrictOption = False,
    locale: LocaleOption = "vi",
) -> ExitCode:
    """Print the JSON Schema of a kind of file."""
    screen = Screen.of(locale)
    if standard is not None:
        if document != "dossier":
            raise UsageError.of("cli.schema-of-standard", document=document)
        registry = installed_registry(strict=strict)
        screen.write_json(dossier_schema(_one_stack(standard, registry)))
        return _ending(registry, screen)
    made = {"dossier": dossier_schema, "standard": standard_schema, "assessment": assessment_schema}
    screen.write_json(made[document]())
    return ExitCode.COMPLETE


def _one_stack(named: str, registry: Registry) -> Stack:
    found = resolve(named, registry)
    if len(found) > 1:
        ids = ", ".join(each.standard.id for each in found)
        raise UsageError.of("cli.several-standards", value=named, ids=ids)
    return stack_of(found[0], registry)


def _ending(registry: Registry, screen: Screen) -> ExitCode:
    broken = [problem for each in registry.broken for problem in each.told]
    screen.complain(broken)
    return ExitCode.INCOMPLETE if broken else ExitCode.COMPLETE
