"""One standard on a page, in words: what it asks, of whom, from which facts, and where the law says so."""

import itertools
from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text as Words

from antq_core.cli.condition_lines import condition_lines, has_ways
from antq_core.cli.scoring_page import grade_pairs, item_pairs
from antq_core.cli.screen import Screen, printable
from antq_core.cli.standard_listing import in_force
from antq_core.cli.tables import pairs_of, table_of
from antq_core.domain.declarations import Declaration
from antq_core.domain.windows import DayOfYear
from antq_core.expressions.tree import Measure
from antq_core.expressions.wording import in_points
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
from antq_core.standards.procedure import Matter, Provision
from antq_core.standards.stack import Stack
from antq_core.standards.standard import Standard


def show_standard(standard: Standard, stack: Stack, screen: Screen) -> None:
    """The page of a standard; its conditions are in the words of the stack it belongs to."""
    screen.show(Words(printable(standard.title.in_locale(screen.locale)), style="bold"), Words(standard.id))
    screen.show(pairs_of(_heading(standard, stack, screen)))
    for section in _sections(standard, stack, screen):
        screen.show(section)


def _heading(standard: Standard, stack: Stack, screen: Screen) -> Iterator[tuple[str, str]]:
    locale = screen.locale
    yield screen.say("cli.page-citation"), standard.citation.label.in_locale(locale)
    yield screen.say("cli.page-in-force"), in_force(standard, screen)
    yield (
        screen.say("cli.column-kinds"),
        ", ".join(stack.kind_label(kind).in_locale(locale) for kind in standard.kinds),
    )
    for added in standard.added_kinds:
        national = None if added.counts_as is None else stack.kind_label(added.counts_as)
        code = "cli.page-kind-alone" if national is None else "cli.page-kind-counts-as"
        facts = {"code": added.code, "label": added.label, "national": national}
        yield screen.say("cli.page-added-kind"), screen.say(code, **facts)
    if standard.replaces:
        yield screen.say("cli.page-replaces"), ", ".join(standard.replaces)
    if standard.window is not None:
        first, last = (_day(day, screen) for day in (standard.window.first, standard.window.last))
        yield screen.say("cli.page-window"), screen.say("cli.from-to", first=first, last=last)
    if standard.decided_on is not None:
        yield screen.say("cli.page-decided-on"), _day(standard.decided_on, screen)
    if standard.scope is not None:
        yield screen.say("cli.page-scope"), stack.statement(standard.scope).in_locale(locale)
    if standard.additions_under is not None:
        yield screen.say("cli.page-additions"), standard.additions_under.label.in_locale(locale)
    for pin in standard.pins:
        facts = {"reading": pin.reading, "option": pin.option, "citation": pin.citation.label}
        yield screen.say("cli.page-pin"), screen.say("cli.pinned", **facts)
    for assumption in standard.assumptions:
        yield screen.say("cli.page-assumption"), assumption.text.in_locale(locale)


def _sections(standard: Standard, stack: Stack, screen: Screen) -> Iterator[RenderableType]:
    locale = screen.locale
    if standard.facts:
        facts = [
            (each.name, each.label.in_locale(locale), *_values(each, screen), _in(each.evidence, screen))
            for each in standard.facts
        ]
        title = screen.say("cli.section-facts")
        yield _table(title, ("fact", "label", "type", "values", "evidence"), facts, screen)
    for records in standard.records:
        fields = [
            (each.name, each.label.in_locale(locale), *_values(each, screen)) for each in records.fields
        ]
        title = screen.say("cli.section-records", name=records.name, label=records.label)
        yield _table(title, ("field", "label", "type", "values"), fields, screen)
    if standard.readings:
        readings = [
            (
                each.name,
                each.question.in_locale(locale),
                "\n".join(f"{option.code}: {option.label.in_locale(locale)}" for option in each.options),
                each.citation.label.in_locale(locale),
            )
            for each in standard.readings
        ]
        title = screen.say("cli.section-readings")
        yield _table(title, ("reading", "question", "options", "citation"), readings, screen)
    # In full lines: a condition may be far longer than a cell.
    if standard.criteria:
        criteria = [(each.code, "\n".join(_criterion(each, stack, screen))) for each in standard.criteria]
        yield from _listed(screen.say("cli.section-criteria"), criteria)
    if standard.rubric is not None:
        title = screen.say("cli.section-rubric", most=in_points(standard.rubric.most))
        yield from _listed(title, item_pairs(standard.rubric, stack, screen))
    if standard.grading is not None:
        yield from _listed(screen.say("cli.section-grades"), grade_pairs(standard.grading, stack, screen))
    if standard.procedure:
        yield from _listed(screen.say("cli.section-procedure"), _procedure(standard, screen))


def _listed(title: str, pairs: Iterable[tuple[str, str]]) -> Iterator[RenderableType]:
    yield Padding(Words(printable(title), style="italic"), (1, 0, 0, 0))
    yield pairs_of(pairs)


def _procedure(standard: Standard, screen: Screen) -> Iterator[tuple[str, str]]:
    """The provisions by what they are about; a matter is named once."""
    in_order = sorted(standard.procedure, key=lambda each: list(Matter).index(each.matter))
    for matter, provisions in itertools.groupby(in_order, key=lambda each: each.matter):
        sentences = "\n".join(_provision(each, screen) for each in provisions)
        yield screen.say(f"matter.{matter.value}"), sentences


def _provision(provision: Provision, screen: Screen) -> str:
    code = "cli.provision" if provision.is_known else "cli.provision-unknown"
    sentence = screen.say(code, text=provision.text, citation=provision.citation.label)
    if provision.holds_from is None and provision.holds_to is None:
        return sentence
    if provision.holds_from is None:
        return screen.say("cli.provision-to", sentence=sentence, last=provision.holds_to)
    return screen.say("cli.provision-from", sentence=sentence, first=provision.holds_from)


def _criterion(criterion: Criterion, stack: Stack, screen: Screen) -> Iterator[str]:
    yield screen.say("cli.criterion", text=criterion.text, citation=criterion.citation.label)
    if criterion.applies_where is not None:
        yield screen.say("cli.applies-where", condition=stack.statement(criterion.applies_where))
    if criterion.holds is None:
        yield screen.say("cli.untranscribed")
    elif has_ways(criterion.holds):
        yield screen.say("cli.condition-by-reading")
        yield from condition_lines(criterion.holds, stack, screen)
    else:
        yield screen.say("cli.condition", condition=stack.statement(criterion.holds))


def _values(declaration: Declaration, screen: Screen) -> tuple[str, str]:
    """The type of a fact or field, and the values it may have."""
    measure, span = declaration.measure, declaration.range
    if measure is None:
        listed = (f"{each.code}: {each.label.in_locale(screen.locale)}" for each in declaration.options)
        return screen.say("type.value-choice"), "\n".join(listed)
    words = screen.say(f"type.value-{measure.value}")
    if span is None:
        return words, ""
    if measure is Measure.POINTS:
        first, last = (in_points(end).in_locale(screen.locale) for end in (span.lo, span.hi))
        facts = {"first": first, "last": last, "lo": span.lo, "hi": span.hi}
        return words, screen.say("cli.points-in-hundredths", **facts)
    if measure is Measure.DAY:
        return words, screen.say("cli.years-around", first=_year(span.lo), last=_year(span.hi))
    return words, f"{span.lo}–{span.hi}"


def _day(day: DayOfYear, screen: Screen) -> str:
    facts = {"day": f"{day.day:02}", "month": f"{day.month:02}"}
    if day.years_away in (0, -1):
        return screen.say("cli.day-year-before" if day.years_away else "cli.day-this-year", **facts)
    return screen.say("cli.day-years-away", year=_year(day.years_away), **facts)


def _year(away: int) -> str:
    return f"N{away:+d}" if away else "N"


def _in(text: Text | None, screen: Screen) -> str:
    return "" if text is None else text.in_locale(screen.locale)


def _table(
    title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], screen: Screen
) -> RenderableType:
    return Padding(table_of(columns, rows, screen, title=title, lines=True), (1, 0, 0, 0))
