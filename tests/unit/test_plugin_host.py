"""Plugins: whoever does not load is named, keeps nobody else from loading, and makes its units undecided."""

import datetime
import itertools
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol

import pytest

from antq_core import Dossier, Registry, Stack, Standard, Unit, Verdict, assess, load_registry
from antq_core.codec.documents import write_standard
from antq_core.codec.text import canonical
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.sheets import FactSheet, fact_sheet
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import PluginError, Problem, SelectionError
from antq_core.expressions.tree import FactValue, Measure, Node
from antq_core.findings.finding import GapCode
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval, Outcomes
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Pin
from antq_core.standards.registry import Supplied
from antq_core.standards.stack import BrokenPlugin

YEAR = 2026
NOWHERE = Citation(kind=InstrumentKind.FICTIONAL, number="01/2026", article="1")
AREA = Unit(id="kdc-1", kind="residential_area", province="25", commune="00001")


def label(word: str) -> Text:
    return Text(vi=f"{word} (giả định)", en=word)


def truth(name: str) -> FactDeclaration:
    return FactDeclaration(name=name, measure=Measure.TRUTH, label=label(name))


def criterion(code: str, holds: Node) -> Criterion:
    return Criterion(code=code, text=label(code), citation=NOWHERE, holds=holds)


def provincial(jurisdiction: str = "vn-25", **parts: Any) -> Standard:
    usual: dict[str, Any] = {
        "id": f"{jurisdiction}/test",
        "scheme": "antt-safety",
        "jurisdiction": jurisdiction,
        "kinds": ("residential_area",),
        "title": label("province"),
        "citation": NOWHERE,
        "in_force_from": datetime.date(2026, 1, 1),
        "facts": (truth("patrolled"),),
        "criteria": (criterion("T-1", FactValue("patrolled")),),
    }
    return Standard(**{**usual, **parts})


NATIONAL = provincial(
    "vn",
    window=WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
    decided_on=DayOfYear(11, 14),
    facts=(truth("registered"),),
    criteria=(criterion("Q-1", FactValue("registered")),),
)

HOOK = """
from antq_core.codec.documents import read_standard
from antq_core.codec.text import parse
from antq_core.hookspecs import hookimpl
"""


def returning(*standards: Standard) -> str:
    """The source of a plugin that returns some standards."""
    texts = [canonical(write_standard(each)) for each in standards]
    return f"""{HOOK}
@hookimpl
def antq_standards():
    return [read_standard(parse(text)) for text in {texts!r}]
"""


def hook(body: str, signature: str = "antq_standards()") -> str:
    """The source of a plugin whose hook does something else."""
    return f"{HOOK}\n@hookimpl\ndef {signature}:\n    {body}\n"


class Install(Protocol):
    def __call__(self, distribution: str, sources: Mapping[str, str], version: str = "1.0") -> Path: ...


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts a distribution on the path, with one module for each of its entry points."""
    modules: list[str] = []
    folders = itertools.count()

    def put(distribution: str, sources: Mapping[str, str], version: str = "1.0") -> Path:
        folder = tmp_path / str(next(folders))
        about = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        about.mkdir(parents=True)
        metadata = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
        (about / "METADATA").write_text(metadata, encoding="utf-8")
        lines = ["[antq]"]
        for name, source in sources.items():
            module = f"plugin_of_{tmp_path.name}_{len(modules)}"
            (folder / f"{module}.py").write_text(source, encoding="utf-8")
            modules.append(module)
            lines.append(f"{name} = {module}")
        (about / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
        monkeypatch.syspath_prepend(folder)
        return folder

    yield put
    for module in modules:
        sys.modules.pop(module, None)


def said(problem: Problem) -> str:
    """What a problem says, after it was said in every language."""
    return "\n".join(problem.message(locale) for locale in LOCALES)


def the_broken(registry: Registry) -> tuple[BrokenPlugin, Problem]:
    """The only broken plugin, and its only problem."""
    (broken,) = registry.broken
    (problem,) = broken.problems
    assert said(problem)
    return broken, problem


def jurisdictions(registry: Registry) -> set[str]:
    return {each.standard.jurisdiction for each in registry.supplied}


INSTALLED = jurisdictions(load_registry(strict=True))


# --- loading ---


def test_a_healthy_plugin_supplies_its_standards_with_where_they_came_from(install: Install) -> None:
    install("antq-test", {"vn-25": returning(provincial())}, version="2.3")
    registry = load_registry(strict=True)
    assert registry.broken == ()
    stack = registry.select(AREA, YEAR)
    assert stack.provincial == provincial()
    assert stack.provincial_source.label == "antq-test 2.3"
    assert stack.national_source.distribution == "antq-national"


@pytest.mark.parametrize(
    ("source", "code", "reason"),
    [
        ("import antq_no_such_module", "plugin.not-loaded", "ModuleNotFoundError"),
        ("def f(:", "plugin.not-loaded", "SyntaxError"),
        ("raise OSError('no disk')", "plugin.not-loaded", "OSError: no disk"),
        ("import sys\nsys.exit(3)", "plugin.not-loaded", "SystemExit: 3"),
        (HOOK + "read_standard({'format': 1})", "plugin.not-loaded", "in_force_from"),
        (hook("return []", "antq_standards(registry)"), "plugin.not-loaded", "registry"),
        (hook("return []", "antq_standard()"), "plugin.not-loaded", "antq_standard"),
        ("", "plugin.no-hook", ""),
        (returning(provincial()).replace("@hookimpl", ""), "plugin.no-hook", ""),
        (hook("raise OSError('no disk')"), "plugin.raised", "OSError: no disk"),
        (hook("raise SystemExit(3)"), "plugin.raised", "SystemExit: 3"),
        (hook("return 5"), "plugin.raised", "'int' object is not iterable"),
        (hook("yield 1; raise OSError('no disk')"), "plugin.raised", "OSError: no disk"),
        (hook("return [1, 2, 'x', None]"), "plugin.no-standards", "NoneType, int, str"),
        (hook("return 'vn-25'"), "plugin.no-standards", "str"),
        (hook("return None"), "plugin.no-standards", "–"),
        (hook("return []"), "plugin.no-standards", "–"),
        (hook("return {'vn-25': 1}"), "plugin.no-standards", "str"),
    ],
)
def test_a_plugin_that_fails_is_kept_with_its_distribution_and_the_reason(
    install: Install, source: str, code: str, reason: str
) -> None:
    install("antq-test", {"vn-25": source})
    registry = load_registry()
    broken, problem = the_broken(registry)
    assert (broken.jurisdiction, broken.source.label, problem.code) == ("vn-25", "antq-test 1.0", code)
    assert "antq-test 1.0" in said(problem)
    assert reason in said(problem)
    assert jurisdictions(registry) == INSTALLED


def test_an_entry_point_that_points_at_nothing_is_kept(install: Install) -> None:
    folder = install("antq-test", {"vn-25": returning(provincial())})
    (listed,) = folder.glob("*.dist-info/entry_points.txt")
    listed.write_text(listed.read_text(encoding="utf-8") + ":nobody", encoding="utf-8")
    _, problem = the_broken(load_registry())
    assert problem.code == "plugin.not-loaded"
    assert "nobody" in said(problem)


def test_a_standard_of_another_jurisdiction_is_refused_with_all_that_came_with_it(install: Install) -> None:
    foreign = provincial("vn-01")
    install("antq-test", {"vn-25": returning(provincial(), foreign)})
    registry = load_registry()
    broken, problem = the_broken(registry)
    assert (broken.jurisdiction, problem.code) == ("vn-25", "plugin.foreign-standard")
    assert {"vn-01/test", "vn-01", "vn-25"} <= set(map(str, problem.facts.values()))
    assert jurisdictions(registry) == INSTALLED


def test_a_national_standard_comes_from_no_province(install: Install) -> None:
    install("antq-test", {"vn-25": returning(NATIONAL)})
    assert the_broken(load_registry())[1].code == "plugin.foreign-standard"


REORGANISED = datetime.date(2025, 7, 1)


def test_a_standard_in_force_while_its_code_changes_meaning_is_refused(install: Install) -> None:
    install("antq-test", {"vn-15": returning(provincial("vn-15", in_force_from=datetime.date(2024, 1, 1)))})
    broken, problem = the_broken(load_registry())
    assert (broken.jurisdiction, problem.code) == ("vn-15", "standard.code-changes-meaning")
    assert broken.source.label == "antq-test 1.0"


@pytest.mark.parametrize(
    ("jurisdiction", "first", "last"),
    [
        ("vn-15", datetime.date(2024, 1, 1), REORGANISED - datetime.timedelta(days=1)),
        ("vn-15", REORGANISED, None),
        ("vn-08", datetime.date(2024, 1, 1), None),
        ("vn-01", datetime.date(2024, 1, 1), None),
    ],
)
def test_a_standard_whose_code_means_one_province_throughout_is_taken(
    install: Install, jurisdiction: str, first: datetime.date, last: datetime.date | None
) -> None:
    standard = provincial(jurisdiction, in_force_from=first, in_force_to=last)
    install("antq-test", {jurisdiction: returning(standard)})
    assert standard in [each.standard for each in load_registry(strict=True).supplied]


@pytest.mark.parametrize("name", ["hanoi", "vn-1", "vn-025", "VN-25", "vn-", "vn_25", "vn-2a"])
def test_a_name_that_is_no_jurisdiction_is_refused(install: Install, name: str) -> None:
    install("antq-test", {name: "raise AssertionError('loaded')"})
    broken, problem = the_broken(load_registry())
    assert (broken.jurisdiction, broken.source.label) == (name, "antq-test 1.0")
    assert (problem.code, problem.facts["name"]) == ("plugin.bad-name", name)


def test_two_distributions_with_one_name_are_refused_and_both_named(install: Install) -> None:
    install("antq-one", {"vn-25": returning(provincial())})
    install("antq-two", {"vn-25": returning(provincial())}, version="2.0")
    registry = load_registry()
    broken, problem = the_broken(registry)
    assert (broken.jurisdiction, problem.code) == ("vn-25", "plugin.name-twice")
    for shown in (said(problem), broken.source.label):
        assert "antq-one 1.0" in shown
        assert "antq-two 2.0" in shown
    assert jurisdictions(registry) == INSTALLED


def test_a_distribution_found_twice_on_the_path_counts_once_and_the_first_wins(install: Install) -> None:
    install("antq-test", {"vn-25": "raise AssertionError('loaded')"}, version="1.0")
    install("antq-test", {"vn-25": returning(provincial())}, version="2.0")
    registry = load_registry(strict=True)
    assert registry.select(AREA, YEAR).provincial_source.version == "2.0"


def test_one_distribution_may_speak_for_several_provinces(install: Install) -> None:
    install("antq-test", {"vn-25": returning(provincial()), "vn-01": returning(provincial("vn-01"))})
    assert jurisdictions(load_registry(strict=True)) == INSTALLED | {"vn-01", "vn-25"}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_the_order_on_the_path_never_matters(install: Install, order: tuple[int, ...]) -> None:
    sources = {
        "antq-a": {"vn-25": returning(provincial(), provincial(id="vn-25/other", kinds=("commune",)))},
        "antq-b": {"vn-01": returning(provincial("vn-01"))},
        "antq-c": {"vn-20": hook("raise OSError('no disk')"), "vn-22": "import sys; sys.exit(1)"},
    }
    names = list(sources)
    for position in order:
        install(names[position], sources[names[position]])
    registry = load_registry()
    supplied = [each for each in registry.supplied if each.source.distribution in sources]
    assert [(each.standard.id, each.source.distribution) for each in supplied] == [
        ("vn-01/test", "antq-b"),
        ("vn-25/test", "antq-a"),
        ("vn-25/other", "antq-a"),
    ]
    assert [each.jurisdiction for each in registry.broken] == ["vn-20", "vn-22"]


def test_only_what_is_asked_for_is_loaded(install: Install) -> None:
    install("antq-one", {"vn-25": returning(provincial())})
    install("antq-two", {"vn-01": "raise AssertionError('loaded')"})
    assert jurisdictions(load_registry(only={"vn-25"}, strict=True)) == {"vn-25"}
    assert jurisdictions(load_registry(only=["vn"], strict=True)) == {"vn"}
    assert load_registry(only=()) == Registry()
    assert [each.jurisdiction for each in load_registry().broken] == ["vn-01"]


def test_strict_loading_raises_every_problem_under_its_jurisdiction(install: Install) -> None:
    install("antq-one", {"vn-25": hook("return [1]"), "somewhere": ""})
    install("antq-two", {"vn-01": "raise OSError('no disk')"})
    with pytest.raises(PluginError) as caught:
        load_registry(strict=True)
    assert [(each.place, each.code) for each in caught.value.problems] == [
        ("somewhere", "plugin.bad-name"),
        ("vn-01", "plugin.not-loaded"),
        ("vn-25", "plugin.no-standards"),
    ]
    assert "antq-one 1.0" in str(caught.value)
    assert "antq-two 1.0" in str(caught.value)


def test_loading_again_sees_what_was_installed_since(install: Install) -> None:
    before = load_registry()
    install("antq-test", {"vn-25": returning(provincial())})
    assert jurisdictions(load_registry()) == INSTALLED | {"vn-25"}
    assert jurisdictions(before) == INSTALLED


# --- what a broken plugin means to its units ---


def dossier(stack: Stack, **verified: object) -> Dossier:
    sheet: FactSheet = fact_sheet(stack.facts)(**verified)
    return Dossier(unit=AREA, year=YEAR, verified=sheet)


def small_registry(broken: tuple[BrokenPlugin, ...]) -> Registry:
    """One national criterion, so that it is plain what decides."""
    return Registry((Supplied(NATIONAL),), broken)


@pytest.mark.parametrize(
    ("registered", "alone", "beside_a_broken_plugin"),
    [
        (True, Verdict.MET, Verdict.UNDECIDED),
        (False, Verdict.NOT_MET, Verdict.NOT_MET),
        (None, Verdict.UNDECIDED, Verdict.UNDECIDED),
    ],
)
def test_a_broken_province_is_national_and_unknown(
    install: Install, registered: bool | None, alone: Verdict, beside_a_broken_plugin: Verdict
) -> None:
    install("antq-test", {"vn-25": "raise OSError('no disk')"})
    facts = {} if registered is None else {"registered": registered}
    whole = small_registry(()).select(AREA, YEAR)
    assert assess(dossier(whole, **facts), whole).verdict is alone
    stack = small_registry(load_registry().broken).select(AREA, YEAR)
    assert [each.jurisdiction for each in stack.broken] == ["vn-25"]
    assert assess(dossier(stack, **facts), stack).verdict is beside_a_broken_plugin


def test_a_broken_province_is_named_in_the_result_with_its_distribution(install: Install) -> None:
    install("antq-test", {"vn-25": "raise OSError('no disk')"})
    stack = load_registry().select(AREA, YEAR)
    empty, decided = (assess(dossier(stack, **facts), stack) for facts in ({}, {"sabotages": 1}))
    assert (empty.verdict, decided.verdict) == (Verdict.UNDECIDED, Verdict.NOT_MET)
    for assessment in (empty, decided):
        finding = assessment.finding("vn-25")
        assert finding.outcomes == Outcomes.MET | Outcomes.NOT_MET
        (gap,) = finding.gaps
        assert gap.code is GapCode.PLUGIN_BROKEN
        for locale in LOCALES:
            assert "antq-test 1.0" in gap.label.in_locale(locale)
        assert gap in [each.gap for each in assessment.missing]
        assert "no-provincial-addition" not in [each.code for each in assessment.assumptions]


def test_a_broken_province_leaves_every_other_alone(install: Install) -> None:
    install("antq-test", {"vn-01": "raise OSError('no disk')"})
    stack = load_registry().select(AREA, YEAR)
    assert (stack.broken, stack.provincial) == ((), None)
    assumed = [each.code for each in assess(dossier(stack), stack).assumptions]
    assert "no-provincial-addition" in assumed


def test_a_broken_national_plugin_is_named_where_nothing_can_be_selected(install: Install) -> None:
    install("antq-test", {"vn": returning(NATIONAL)})
    registry = load_registry()
    assert the_broken(registry)[1].code == "plugin.name-twice"
    with pytest.raises(SelectionError, match=r"antq-test 1\.0") as caught:
        registry.select(AREA, YEAR)
    assert "antq-national" in str(caught.value)


COUNTED = FactDeclaration(name="registered", measure=Measure.COUNT, label=label("x"), range=Interval(0, 9))


@pytest.mark.parametrize(
    ("misfit", "codes"),
    [
        (lambda: provincial(facts=(truth("registered"), truth("patrolled"))), {"stack.declared-twice"}),
        (
            lambda: provincial(facts=(COUNTED,), criteria=(criterion("T-1", FactValue("registered")),)),
            {"stack.declared-twice", "tree.wrong-type"},
        ),
        (lambda: provincial(criteria=(criterion("Q-1", FactValue("patrolled")),)), {"stack.declared-twice"}),
        (lambda: provincial(criteria=(criterion("T-1", FactValue("cameras")),)), {"tree.unknown-fact"}),
        (
            lambda: provincial(pins=(Pin(reading="of_nothing", option="a", citation=NOWHERE),)),
            {"stack.unknown-pin"},
        ),
    ],
)
def test_a_province_that_does_not_fit_on_the_national_standard_is_broken_at_selection(
    install: Install, misfit: Callable[[], Standard], codes: set[str]
) -> None:
    install("antq-test", {"vn-25": returning(misfit())})
    loaded = load_registry(only={"vn-25"}, strict=True)
    registry = Registry((Supplied(NATIONAL), *loaded.supplied))
    stack = registry.select(AREA, YEAR)
    (broken,) = stack.broken
    assert (broken.jurisdiction, broken.source.label) == ("vn-25", "antq-test 1.0")
    assert {problem.code for problem in broken.problems} == codes
    assert all(said(problem) for problem in broken.problems)
    assert (stack.provincial, stack.national) == (None, NATIONAL)
    assert assess(dossier(stack, registered=True), stack).verdict is Verdict.UNDECIDED
    assert assess(dossier(stack, registered=False), stack).verdict is Verdict.NOT_MET


def test_a_plugin_whose_entry_points_cannot_be_read_leaves_its_province_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "antq_damaged-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: antq-damaged\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[antq]\nvn-25 antq_damaged.plugin\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    damaged = [each for each in load_registry().broken if each.jurisdiction == "vn-25"]
    assert [each.source.label for each in damaged] == ["antq-damaged 1.0"]
    assert not load_registry(only={"vn"}).broken
    assert all(problem.message(locale) for each in damaged for problem in each.problems for locale in LOCALES)
