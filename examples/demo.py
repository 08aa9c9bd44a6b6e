"""A made-up commune of 25 residential areas, before and after two of their dossiers were completed.

``make demo`` runs it; ``python examples/demo.py --en`` speaks English.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from antq_core import Assessment, Dossier, Registry, Verdict, assess, assess_together, load_registry
from antq_core.codec.dossiers import read_dossier, read_heading
from antq_core.codec.text import parse
from antq_core.findings.finding import Finding, Gap, GapCode
from antq_core.findings.sentences import gap_sentence
from antq_core.messages.text import Locale, Text
from antq_core.possible import Outcomes, Truths

COMMUNE = Path(__file__).parent / "commune"
STYLES = {
    Verdict.MET: "green",
    Verdict.NOT_MET: "red",
    Verdict.OUT_OF_SCOPE: "dim",
    Verdict.UNDECIDED: "yellow",
}

TITLE = Text(
    vi="Xã Mẫu năm 2026 – mọi đơn vị và số liệu đều là giả định",
    en="The commune Xã Mẫu in 2026: every unit and every number is made up",
)
HEADINGS = Text(vi="Đơn vị", en="Unit"), Text(vi="Kết quả", en="Verdict"), Text(vi="Vì sao", en="Why")
WORDS = {
    Verdict.MET: Text(vi="đạt", en="met"),
    Verdict.NOT_MET: Text(vi="chưa đạt", en="not met"),
    Verdict.OUT_OF_SCOPE: Text(vi="ngoài phạm vi", en="out of scope"),
    Verdict.UNDECIDED: Text(vi="chưa kết luận", en="undecided"),
}
SEVENTY = Text(
    vi="Xã cần từ 70% đơn vị đã đăng ký được công nhận (XA-4b): 25 khu dân cư thì cần 18, vì 17 mới là 68%",
    en="A commune needs 70% of its registered units recognised (XA-4b): of 25 areas 18, as 17 are only 68%",
)
BEFORE = Text(vi="Trước, chưa chọn cách hiểu nào", en="Before, every reading of the law open")
BY_DECISION = Text(
    vi="Trước, hiểu “được công nhận” là đã có quyết định",
    en="Before, reading “recognised” as a decision of recognition",
)
AFTER = Text(
    vi="Sau khi hai khu bổ sung hồ sơ và được công nhận, vẫn chưa chọn cách hiểu nào",
    en="After two areas completed their dossiers and were recognised, every reading still open",
)
AREAS = Text(vi="Khu dân cư", en="Residential areas")
ORGANISATIONS = Text(vi="Cơ quan, doanh nghiệp, trường", en="Organisations")
COMMUNE_VERDICT = Text(vi="cả xã", en="the whole commune")
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


def why(assessment: Assessment, locale: Locale) -> str:
    """The first thing that keeps a unit from the standard; nothing for one that meets it."""
    if assessment.verdict is Verdict.OUT_OF_SCOPE:
        return f"{numbers(assessment.scope, locale)} ({assessment.scope.citation.label.in_locale(locale)})"
    for finding in assessment.findings:
        if finding.outcomes is Outcomes.NOT_MET:
            return f"{finding.criterion}: {finding.text.in_locale(locale)} – {numbers(finding, locale)}"
    return gap_sentence(assessment.missing[0].gap, locale) if assessment.missing else ""


def numbers(finding: Finding, locale: Locale) -> str:
    """What was compared in the parts that do not surely hold; in the first part when all do."""
    parts = [part for part in finding.compared if part.truths is not Truths.TRUE] or finding.compared[:1]
    figures = dict.fromkeys(figure for part in parts for figure in part.figures)
    return "; ".join(f"{each.label.in_locale(locale)}: {each.shown.in_locale(locale)}" for each in figures)


def table(units: Iterable[Assessment], absent: Iterable[Gap], locale: Locale) -> Table:
    """Every unit with its verdict and the reason, those on the roster without a dossier too."""
    rows = [(each.unit.name, each.verdict, why(each, locale)) for each in units]
    rows += [(gap.name, Verdict.UNDECIDED, gap_sentence(gap, locale)) for gap in absent]
    shown = Table(*(heading.in_locale(locale) for heading in HEADINGS))
    for name, verdict, reason in rows:
        shown.add_row(name, WORDS[verdict].in_locale(locale), reason, style=STYLES[verdict])
    return shown


def totals(of: Text, verdicts: Iterable[Verdict], locale: Locale) -> str:
    """How many units came to each verdict."""
    found = Counter(verdicts)
    counts = [f"{WORDS[each].in_locale(locale)} {found[each]}" for each in WORDS if found[each]]
    return f"{of.in_locale(locale)}: {'; '.join(counts)}."


def seventy_percent(commune: Assessment, locale: Locale) -> str:
    """What the 70% came to, with its numbers, and the verdict on the whole commune."""
    finding = commune.finding("XA-4b")
    verdict = Verdict.UNDECIDED if finding.is_undecided else Verdict(*finding.outcomes.words)
    words, whole = WORDS[verdict].in_locale(locale), WORDS[commune.verdict].in_locale(locale)
    return f"XA-4b {words} ({numbers(finding, locale)}); {COMMUNE_VERDICT.in_locale(locale)} {whole}."


def main(locale: Locale) -> None:
    """Show the commune in one language."""
    console = Console(markup=False, highlight=False)
    # Only the national standard: a plugin for the province whose code the made-up commune borrows stays out.
    registry = load_registry(only=["vn"], strict=True)
    before, after = read("before.jsonl", registry), read("after.jsonl", registry)

    # Assessing is a pure function; a commune is told the verdicts of the units on its roster.
    *units, commune = assess_together(before, registry)
    waits_for = commune.finding("XA-4b").gaps
    absent = [gap for gap in waits_for if gap.code is GapCode.UNIT_WITHOUT_DOSSIER]
    areas = [each.verdict for each in units if each.unit.kind == "residential_area"]
    organisations = [each.verdict for each in units if each.unit.kind != "residential_area"]
    console.rule(TITLE.in_locale(locale))
    console.print(table(units, absent, locale))
    console.print(totals(AREAS, areas + [Verdict.UNDECIDED] * len(absent), locale))
    console.print(totals(ORGANISATIONS, organisations, locale))

    # A reading of the law stays open until a caller chooses: then all its options must agree.
    dossier = before[-1]
    stack = registry.select(dossier.unit, dossier.year, dossier.decision_date)
    by_decision = assess(dossier, stack, readings={"recognised_means": "by_decision"}, children=units)
    *_, commune_after = assess_together(after, registry)
    console.print("\n" + SEVENTY.in_locale(locale), style="bold")
    for heading, light in ((BEFORE, commune), (BY_DECISION, by_decision), (AFTER, commune_after)):
        console.print(f"{heading.in_locale(locale)}:\n  {seventy_percent(light, locale)}")

    undecided = next(each for each in units if any(missing.decides_alone for missing in each.missing))
    console.print("\n" + IN_FULL.in_locale(locale), style="bold")
    console.print(undecided.explain(locale))


if __name__ == "__main__":
    main("en" if "--en" in sys.argv[1:] else "vi")
