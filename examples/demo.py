"""A made-up commune of 52 units of four kinds, before and after four of their dossiers were completed.

``make demo`` runs it; ``python examples/demo.py --en`` speaks English.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from antq_core import Assessment, Dossier, Registry, Verdict, assess, assess_together, load_registry
from antq_core.codec.dossiers import read_dossier, read_heading
from antq_core.codec.text import parse
from antq_core.domain.units import NationalKind
from antq_core.findings.finding import Comparison, Finding, Gap, GapCode
from antq_core.findings.sentences import gap_sentence
from antq_core.messages.text import Locale, Text
from antq_core.possible import Outcomes, Truths

COMMUNE = Path(__file__).parent / "commune"
MADE_UP = " (giả định)"
STYLES = {
    Verdict.MET: "green",
    Verdict.NOT_MET: "red",
    Verdict.UNDECIDED: "yellow",
    Verdict.OUT_OF_SCOPE: "dim",
}
LIGHTS = {Truths.TRUE: "green", Truths.FALSE: "red", Truths.EITHER: "yellow"}

TITLE = Text(
    vi="Xã Mẫu năm 2026 – mọi đơn vị và số liệu đều là giả định",
    en="The commune Xã Mẫu in 2026: every unit and every number is made up",
)
KINDS = {
    NationalKind.RESIDENTIAL_AREA: Text(vi="Khu dân cư", en="Residential areas"),
    NationalKind.AGENCY: Text(vi="Cơ quan", en="Agencies"),
    NationalKind.ENTERPRISE: Text(vi="Doanh nghiệp", en="Enterprises"),
    NationalKind.SCHOOL: Text(vi="Cơ sở giáo dục", en="Schools"),
}
WORDS = {
    Verdict.MET: Text(vi="đạt", en="met"),
    Verdict.NOT_MET: Text(vi="chưa đạt", en="not met"),
    Verdict.UNDECIDED: Text(vi="chưa kết luận", en="undecided"),
    Verdict.OUT_OF_SCOPE: Text(vi="ngoài phạm vi", en="out of scope"),
}
NO_DOSSIER = Text(
    vi="có trong danh sách của xã nhưng chưa có hồ sơ", en="on the commune’s roster, but without a dossier"
)
OPEN_READING = Text(vi="luật để ngỏ: {question}", en="the law leaves open: {question}")
SEVENTY = Text(
    vi="Xã cần từ 70% đơn vị đã đăng ký thuộc thẩm quyền được công nhận (XA-4b)",
    en="A commune needs 70% of the registered units under its authority recognised (XA-4b)",
)
NEEDED = Text(vi="cần", en="needed")
OF = Text(vi="{part} trên {whole}", en="{part} of {whole}")
TOGETHER = Text(vi="Gộp mọi loại", en="All together")
COLUMNS = {
    "by_decision": Text(vi="có quyết định\ntrước → sau", en="by decision\nbefore → after"),
    "by_verdict": Text(vi="được đánh giá đạt\ntrước → sau", en="assessed as met\nbefore → after"),
}
STATES = ("before", "after")
TURNS_ON = Text(
    vi="Mọi tiêu chí khác của xã đều đạt, nên kết quả của xã phụ thuộc vào tiêu chí này:",
    en="Every other criterion of the commune is met, so its verdict turns on this one:",
)
STEPS: tuple[tuple[str, dict[str, str], Text], ...] = (
    ("before", {}, Text(vi="trước, chưa chọn cách hiểu nào", en="before, every reading of the law open")),
    (
        "before",
        {"recognised_means": "by_decision"},
        Text(
            vi="trước, hiểu “được công nhận” là đã có quyết định",
            en="before, reading “recognised” as a decision of recognition",
        ),
    ),
    (
        "after",
        {},
        Text(
            vi="sau khi bổ sung hồ sơ và công nhận hai khu dân cư, hai cơ quan",
            en="after two areas and two agencies completed their dossiers and were recognised",
        ),
    ),
    (
        "after",
        {"seventy_percent_of": "all_units"},
        Text(vi="sau, hiểu 70% là tính gộp mọi đơn vị", en="after, reading the 70% as those of all units"),
    ),
    (
        "after",
        {"seventy_percent_of": "each_kind"},
        Text(
            vi="sau, hiểu 70% là tính theo từng loại đơn vị",
            en="after, reading the 70% as those of each kind by itself",
        ),
    ),
)
IN_FULL = Text(
    vi="Một kết quả đầy đủ: mọi tiêu chí khác đều đạt, chỉ thiếu một điều, và thiếu thì không coi là đạt",
    en="One result in full: all else is met, one thing is missing, and what is missing never counts as met",
)


def read(name: str, registry: Registry) -> list[Dossier]:
    """The dossiers of a file, each read against the standards that hold for its unit."""
    dossiers = []
    for line in (COMMUNE / name).read_text(encoding="utf-8").splitlines():
        document = parse(line)
        heading = read_heading(document)
        stack = registry.select(heading.unit, heading.year, heading.decision_date)
        dossiers.append(read_dossier(document, stack))
    return dossiers


# --- the units, kind by kind ----------------------------------------------------------------------


def show_units(units: Iterable[Assessment], absent: Iterable[Gap], console: Console, locale: Locale) -> None:
    """For each kind how many units came to each verdict, and what keeps the others from *met*."""
    rows = [(each.unit.kind, each.verdict, each.unit.name, why(each, locale)) for each in units]
    # Only areas are on the roster of this commune without a dossier.
    area, unknown = NationalKind.RESIDENTIAL_AREA, Verdict.UNDECIDED
    rows += [(area, unknown, gap.name, NO_DOSSIER.in_locale(locale)) for gap in absent]
    names = max(len(name.removesuffix(MADE_UP)) for _, _, name, _ in rows)
    words = {verdict: text.in_locale(locale) for verdict, text in WORDS.items()}
    for kind, label in KINDS.items():
        found = Counter(verdict for of, verdict, _, _ in rows if of == kind)
        counts = "; ".join(f"{words[each]} {found[each]}" for each in words if found[each])
        console.print(f"\n{label.in_locale(locale)}: {counts}.", style="bold")
        listed = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for width in (max(map(len, words.values())), names):
            listed.add_column(min_width=width, no_wrap=True)
        for each in (Verdict.NOT_MET, Verdict.UNDECIDED, Verdict.OUT_OF_SCOPE):
            for of, verdict, name, reason in rows:
                if (of, verdict) == (kind, each):
                    listed.add_row(words[each], name.removesuffix(MADE_UP), reason, style=STYLES[each])
        console.print(listed)


def why(assessment: Assessment, locale: Locale) -> str:
    """The first thing that keeps a unit from the standard; nothing for one that meets it."""
    if assessment.verdict is Verdict.OUT_OF_SCOPE:
        return numbers(assessment.scope, locale)
    for finding in assessment.findings:
        if finding.outcomes is Outcomes.NOT_MET:
            return f"{finding.criterion}: {numbers(finding, locale)}"
    return in_words(assessment.missing[0].gap, locale) if assessment.missing else ""


def in_words(gap: Gap, locale: Locale) -> str:
    """What is not known; of a reading of the law, its question."""
    if gap.code is GapCode.READING_OPEN:
        return OPEN_READING.in_locale(locale).format(question=gap.label.in_locale(locale))
    return gap_sentence(gap, locale)


def numbers(finding: Finding, locale: Locale) -> str:
    """What was compared in the parts that do not surely hold; in the first part when all do."""
    parts = [part for part in finding.compared if part.truths is not Truths.TRUE] or finding.compared[:1]
    figures = dict.fromkeys(figure for part in parts for figure in part.figures)
    return "; ".join(f"{each.label.in_locale(locale)}: {each.shown.in_locale(locale)}" for each in figures)


# --- the commune's 70% ----------------------------------------------------------------------------

Communes = Mapping[str, tuple[Dossier, tuple[Assessment, ...]]]
"""Before and after: the dossier of the commune, with the assessments of its units."""


def decide(communes: Communes, state: str, readings: Mapping[str, str], registry: Registry) -> Assessment:
    """The commune with some readings of the law chosen; of the others all options must agree."""
    dossier, units = communes[state]
    stack = registry.select(dossier.unit, dossier.year, dossier.decision_date)
    return assess(dossier, stack, readings=readings, children=units)


def shares(communes: Communes, state: str, recognised: str, registry: Registry) -> list[Comparison]:
    """The shares of each kind, and of all units together: what was compared, and whether it suffices."""
    found: list[Comparison] = []
    for option in ("each_kind", "all_units"):
        readings = {"recognised_means": recognised, "seventy_percent_of": option}
        compared = decide(communes, state, readings, registry).finding("XA-4b").compared
        # A share has three figures: the whole, the part, and the least part that is needed.
        found += [part for part in compared if len(part.figures) == 3]
    return found


def show_shares(communes: Communes, registry: Registry, console: Console, locale: Locale) -> None:
    """How many of each kind are recognised, in both senses of the word, and how many are needed."""
    found = {
        recognised: [shares(communes, state, recognised, registry) for state in STATES]
        for recognised in COLUMNS
    }
    listed = Table("", box=box.SIMPLE_HEAD)
    for heading in (NEEDED, *COLUMNS.values()):
        listed.add_column(heading.in_locale(locale), justify="right")
    for position, label in enumerate((*KINDS.values(), TOGETHER)):
        rows = [[state[position] for state in found[recognised]] for recognised in COLUMNS]
        whole, _, least = (figure.shown.in_locale(locale) for figure in rows[0][0].figures)
        needed = OF.in_locale(locale).format(part=least, whole=whole)
        listed.add_row(label.in_locale(locale), needed, *(lit(row, locale) for row in rows))
    console.print(listed)


def lit(parts: Iterable[Comparison], locale: Locale) -> Styled:
    """How many there were, then how many there are: green where that is enough, red where it cannot be."""
    shown = [(each.figures[1].shown.in_locale(locale), LIGHTS[each.truths]) for each in parts]
    return Styled(" → ").join(Styled(words, style) for words, style in shown)


def show_steps(communes: Communes, registry: Registry, console: Console, locale: Locale) -> None:
    """What becomes of the commune, step by step; where only the law is open, with its question."""
    console.print(TURNS_ON.in_locale(locale))
    for state, readings, heading in STEPS:
        commune = decide(communes, state, readings, registry)
        words = WORDS[commune.verdict].in_locale(locale)
        console.print(f"- {heading.in_locale(locale)}: {words}", style=STYLES[commune.verdict])
        gaps = commune.finding("XA-4b").gaps
        if [gap.code for gap in gaps] == [GapCode.READING_OPEN]:
            console.print(Padding(in_words(gaps[0], locale), (0, 0, 0, 2)))


def main(locale: Locale) -> None:
    """Show the commune in one language."""
    console = Console(markup=False, highlight=False)
    # Only the national standard: a plugin for the province whose code the made-up commune borrows stays out.
    registry = load_registry(only=["vn"], strict=True)
    dossiers = {state: read(f"{state}.jsonl", registry) for state in STATES}

    # Assessing is a pure function; a commune is told the verdicts of the units on its roster.
    assessed = {state: assess_together(listed, registry) for state, listed in dossiers.items()}
    communes = {state: (dossiers[state][-1], units[:-1]) for state, units in assessed.items()}
    *units, commune = assessed["before"]
    waits_for = commune.finding("XA-4b").gaps
    absent = [gap for gap in waits_for if gap.code is GapCode.UNIT_WITHOUT_DOSSIER]
    console.rule(TITLE.in_locale(locale))
    show_units(units, absent, console, locale)

    # A reading of the law stays open until a caller chooses: then all its options must agree.
    console.print("\n" + SEVENTY.in_locale(locale), style="bold")
    show_shares(communes, registry, console, locale)
    show_steps(communes, registry, console, locale)

    undecided = next(each for each in units if any(missing.decides_alone for missing in each.missing))
    console.print("\n" + IN_FULL.in_locale(locale), style="bold")
    console.print(undecided.explain(locale))


if __name__ == "__main__":
    main("en" if "--en" in sys.argv[1:] else "vi")
