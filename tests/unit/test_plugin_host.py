"""Plugins: whoever does not load is named, keeps nobody else from loading, and makes its units undecided."""

import datetime
import itertools
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Protocol

import attrs
import pytest

from antq_core import Dossier, Registry, Stack, Standard, Unit, Verdict, assess, load_registry
from antq_core.codec.documents import write_standard
from antq_core.codec.text import canonical
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration
from antq_core.domain.sheets import FactSheet, fact_sheet
from antq_core.domain.units import UnitKind
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.errors import PluginError, Problem, SelectionError
from antq_core.expressions.tree import FactValue, Measure, MeetsStandard, Node
from antq_core.findings.finding import GapCode
from antq_core.messages.text import LOCALES, Text
from antq_core.possible import Interval, Outcomes
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Pin
from antq_core.standards.stack import BrokenPlugin
from antq_core.standards.supplied import Supplied

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

NO_PIN = Pin(reading="of_nothing", option="a", citation=NOWHERE)

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
    """The fixture that puts a distribution on the path."""

    def __call__(self, distribution: str, sources: Mapping[str, str], version: str = "1.0") -> Path: ...


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


INSTALLED = jurisdictions(load_registry(only={"vn"}, strict=True))


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
        (hook("return []", "antq_standard()"), "plugin.unknown-hook", "antq_standard"),
        ("", "plugin.no-hook", ""),
        (returning(provincial()).replace("@hookimpl", ""), "plugin.no-hook", ""),
        (hook("raise OSError('no disk')"), "plugin.raised", "OSError: no disk"),
        (hook("raise SystemExit(3)"), "plugin.raised", "SystemExit: 3"),
        (hook("return 5"), "plugin.no-standards", "int"),
        (hook("yield 1; raise OSError('no disk')"), "plugin.raised", "OSError: no disk"),
        (hook("return [1, 2, 'x', None]"), "plugin.no-standards", "NoneType, int, str"),
        (hook("return 'vn-25'"), "plugin.no-standards", "str"),
        (hook("return None"), "plugin.returns-nothing", "return"),
        (
            returning(provincial()).rstrip().replace("return ", "return (") + ")[0]",
            "plugin.returns-one",
            "[",
        ),
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
    assert [each.jurisdiction for each in registry.broken] == ["vn-25", "vn-01"]
    for broken in registry.broken:  # nobody knows for which of the two it speaks
        (problem,) = broken.problems
        assert problem.code == "plugin.foreign-standard"
        assert {"vn-01/test", "vn-01", "vn-25"} <= set(map(str, problem.facts.values()))
        assert "pyproject.toml" in said(problem)
    assert jurisdictions(registry) == INSTALLED


@pytest.mark.parametrize(
    ("name", "code", "concerned"),
    [
        ("vn-03", "plugin.no-province", ["vn-03", "vn-25"]),
        ("somewhere", "plugin.bad-name", ["somewhere", "vn-25"]),
        ("VN_25", "plugin.bad-name", ["vn-25"]),
        ("hanoi", "plugin.bad-name", ["vn-01", "vn-25"]),
    ],
)
def test_whom_the_standards_of_a_plugin_without_a_usable_name_name_is_in_doubt_too(
    install: Install, name: str, code: str, concerned: list[str]
) -> None:
    install("antq-test", {name: returning(provincial())})
    registry = load_registry()
    assert [each.jurisdiction for each in registry.broken] == concerned
    assert {problem.code for each in registry.broken for problem in each.problems} == {code}
    assert jurisdictions(registry) == INSTALLED
    assert registry.select(AREA, YEAR).silent


def test_a_kind_of_unit_that_there_is_not_breaks_the_plugin(install: Install) -> None:
    other = provincial(id="vn-25/other", kinds=("truong", "school", "phuong"))
    install("antq-test", {"vn-25": returning(provincial(), other)})
    registry = load_registry()
    (broken,) = registry.broken
    assert [(each.code, each.facts["kind"]) for each in broken.problems] == [
        ("standard.unknown-kind", "truong"),
        ("standard.unknown-kind", "phuong"),
    ]
    assert all("residential_area" in said(each) for each in broken.problems)
    assert "antq-test 1.0" in broken.told[0].message("vi")
    assert jurisdictions(registry) == INSTALLED


def test_a_plugin_may_add_kinds_of_unit_and_amend_its_own_standards(install: Install) -> None:
    market = UnitKind("market", label("market"), counts_as="residential_area")
    adding = provincial(kinds=("market",), added_kinds=(market,))
    amending = provincial(
        id="vn-25/amended",
        kinds=("market",),
        in_force_from=datetime.date(2026, 6, 1),
        replaces=(adding.id,),
    )
    install("antq-test", {"vn-25": returning(adding, amending)})
    registry = load_registry(strict=True)
    hall = attrs.evolve(AREA, kind="market")
    days = (datetime.date(2026, 5, 31), datetime.date(2026, 6, 1))
    assert [registry.select(hall, YEAR, day).provincial for day in days] == [adding, amending]


def test_a_plugin_may_have_a_standard_that_stands_alone_in_a_scheme_of_its_own(install: Install) -> None:
    ferry = UnitKind("ferry", label("ferry"))
    when = {"window": NATIONAL.window, "decided_on": NATIONAL.decided_on}
    alone = provincial(kinds=("ferry",), added_kinds=(ferry,), scheme="ferries", **when)
    install("antq-test", {"vn-25": returning(alone)})
    registry = load_registry(strict=True)
    assert registry.select(attrs.evolve(AREA, kind="ferry"), YEAR, scheme="ferries").leading == alone


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ({"replaces": ("vn-25/test",)}, "standard.replaces-itself"),
        (
            {"criteria": (criterion("T-1", MeetsStandard("antt-safety", label("s"))),)},
            "standard.schemes-go-round",
        ),
    ],
    ids=["replaces itself", "asks for its own verdict"],
)
def test_what_keeps_a_standard_from_holding_breaks_its_plugin_alone(
    install: Install, slip: dict[str, Any], code: str
) -> None:
    install("antq-test", {"vn-25": returning(provincial(**slip))})
    install("antq-healthy", {"vn-01": returning(provincial("vn-01"))})
    registry = load_registry()
    broken, problem = the_broken(registry)
    assert (broken.jurisdiction, problem.code) == ("vn-25", code)
    assert jurisdictions(registry) == INSTALLED | {"vn-01"}
    assert registry.select(AREA, YEAR).silent


def test_a_scheme_that_no_national_standard_has_breaks_that_plugin_alone(install: Install) -> None:
    install("antq-test", {"vn-25": returning(provincial(), provincial(id="vn-25/other", scheme="antt"))})
    install("antq-healthy", {"vn-01": returning(provincial("vn-01"))})
    registry = load_registry()
    broken, problem = the_broken(registry)
    assert (broken.jurisdiction, problem.code) == ("vn-25", "standard.unknown-scheme")
    assert "antt-safety" in said(problem)
    assert jurisdictions(registry) == INSTALLED | {"vn-01"}
    # Without a national standard nobody knows which schemes there are.
    assert load_registry(only=["antq-test"], strict=True).broken == ()


FRAMES = """
def inner():
    raise OSError("no disk")


def outer():
    inner()
"""


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (f"{FRAMES}\nouter()", 3),
        (f"{FRAMES}{hook('outer()')}", 3),
        ("import json\n\njson.loads('{')", 3),
        (f"{FRAMES}{hook('yield inner()')}", 3),
        ("\nimport antq_no_such_module", 2),
    ],
)
def test_the_innermost_line_of_the_plugin_is_told_without_the_path_to_it(
    install: Install, source: str, line: int
) -> None:
    folder = install("antq-test", {"vn-25": source})
    _, problem = the_broken(load_registry())
    (module,) = folder.glob("*.py")
    assert f"(tệp {module.name}, dòng {line})" in problem.message("vi")
    assert f"(file {module.name}, line {line})" in problem.message("en")
    assert str(folder) not in said(problem)


def test_the_line_of_a_standard_that_is_refused_is_told(install: Install) -> None:
    wrong = hook("\n    return [Ratio('90')]").replace(
        "\n@hookimpl", "from antq_core.expressions.tree import Ratio\n@hookimpl"
    )
    install("antq-test", {"vn-25": wrong})
    _, problem = the_broken(load_registry())
    assert "parts: cần int, nhận được str '90'" in problem.message("vi")
    assert ".py, dòng " in problem.message("vi")


SLIPS = {
    "a misspelt fact": (
        "class Facts(FactSheet):\n    subject_meetings: Fact[int] = fact(\n"
        "        default=UNKNOWN, label=Text(vi='a', en='a'), between=(0, 9)\n    )\n\n"
        "Facts.subject_meeting >= 3",
        "similar names: subject_meetings",
    ),
    "no citation": ("Criterion(code='C', text=Text(vi='a', en='a'))", "citation=Citation(kind="),
    "no answer for nothing": ("share(points(1), points(1), Ratio(95))", "of_nothing=Truths.TRUE"),
    "a name like no other": ("Text.zzzzzz", "has no attribute 'zzzzzz' (file"),
    "a fraction": ("Ratio(0.95)", "write Ratio(95) [docs/errors.md#tree.ratio-of-fraction]"),
    "no brackets": ("ALWAYS & points(1) >= 3", "[docs/errors.md#writing.brackets-forgotten]"),
}
WORDS_OF_AUTHORS = """
from antq_core import UNKNOWN
from antq_core.domain.attributes import Fact, fact
from antq_core.domain.sheets import FactSheet
from antq_core.expressions.tree import Ratio
from antq_core.expressions.writing import ALWAYS, points, share
from antq_core.messages.text import Text
from antq_core.standards.criteria import Criterion
"""


@pytest.mark.parametrize("slip", SLIPS)
def test_of_a_common_slip_is_said_what_to_write(install: Install, slip: str) -> None:
    source, told = SLIPS[slip]
    install("antq-test", {"vn-25": f"{WORDS_OF_AUTHORS}\n{source}\n"})
    _, problem = the_broken(load_registry())
    assert problem.code == "plugin.not-loaded"
    assert told in problem.message("en")
    assert "mend it" in problem.message("en")


def test_what_a_plugin_prints_goes_where_diagnostics_go(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    source = returning(provincial()).replace("    return", "    print('asked')\n    return")
    install("antq-test", {"vn-25": f"print('loaded')\n{source}"})
    assert "vn-25" in jurisdictions(load_registry(strict=True))
    assert capsys.readouterr() == ("", "loaded\nasked\n")


SPOILING = ["standard, 'kinds', None", "standard, 'pins', None", "standard.criteria[0], 'text', None"]


@pytest.mark.parametrize("spoilt", SPOILING)
def test_whatever_is_raised_in_any_step_breaks_that_one_plugin(install: Install, spoilt: str) -> None:
    built = returning(provincial()).replace("return [", "standard, = [")
    install("antq-test", {"vn-25": f"{built}    object.__setattr__({spoilt})\n    return [standard]\n"})
    install("antq-healthy", {"vn-01": returning(provincial("vn-01"))})
    registry = load_registry()
    stack = registry.select(AREA, YEAR)
    (broken,) = stack.broken
    assert (broken.jurisdiction, broken.source.label) == ("vn-25", "antq-test 1.0")
    (problem,) = broken.problems
    assert problem.code in {"plugin.raised", "stack.raised"}
    assert "Error: " in said(problem)
    assert broken in registry.faults()
    sound = registry.select(attrs.evolve(AREA, province="01"), YEAR)
    assert (sound.provincial, sound.silent) == (provincial("vn-01"), ())


@pytest.mark.parametrize(
    "parts", [{"kinds": ("school",)}, {"in_force_from": datetime.date(2027, 1, 1)}], ids=str
)
def test_a_plugin_without_a_standard_for_a_unit_is_not_said_to_be_missing(
    install: Install, parts: dict[str, Any]
) -> None:
    install("antq-test", {"vn-25": returning(provincial(**parts))})
    registry = load_registry(strict=True)
    stack, elsewhere = registry.select(AREA, YEAR), registry.select(attrs.evolve(AREA, province="01"), YEAR)
    assert (stack.without_standard, elsewhere.without_standard) == (("antq-test 1.0",), ())
    told, beside = assess(dossier(stack), stack), assess(dossier(stack), elsewhere)
    assumed = {each.code: each.text for each in told.assumptions}
    assert "no-provincial-addition" not in assumed
    said_so = assumed["no-provincial-standard-for-unit"].vi
    assert all(word in said_so for word in ("antq-test 1.0", "khu dân cư", "14/11/2026"))
    assert told.input_digest != beside.input_digest


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


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("VN-25", ["vn-25"]),
        ("vn_25", ["vn-25"]),
        ("vn-025", ["vn-25"]),
        ("25", ["vn-25"]),
        ("vn-1", ["vn-01"]),
        ("hanoi", ["vn-01"]),
        ("vn-phu-tho", ["vn-25"]),
        ("Lào Cai", ["vn-10", "vn-15"]),
        ("vn-", ["vn-"]),
        ("vn-2a", ["vn-2a"]),
        ("vn-0", ["vn-0"]),
        ("somewhere", ["somewhere"]),
    ],
)
def test_a_name_that_is_no_jurisdiction_is_refused_for_every_province_it_may_mean(
    install: Install, name: str, meant: list[str]
) -> None:
    install("antq-test", {name: "raise AssertionError('loaded')"})
    registry = load_registry()
    assert [each.jurisdiction for each in registry.broken] == meant
    for broken in registry.broken:
        (problem,) = broken.problems
        assert (problem.code, broken.source.label) == ("plugin.bad-name", "antq-test 1.0")
        assert name in said(problem)
        assert "antq-test 1.0" in said(problem)


def test_a_code_that_is_no_province_is_refused_with_the_nearest(install: Install) -> None:
    install("antq-test", {"vn-99": "raise AssertionError('loaded')"})
    broken, problem = the_broken(load_registry())
    assert (broken.jurisdiction, problem.code) == ("vn-99", "plugin.no-province")
    assert "antq-test 1.0" in said(problem)
    assert "96 Tỉnh Cà Mau" in said(problem)


def test_a_code_that_is_no_province_is_looked_up_on_the_first_day_of_the_standard(install: Install) -> None:
    install("antq-test", {"vn-09": returning(provincial("vn-09"))})
    _, problem = the_broken(load_registry())
    assert problem.code == "plugin.no-province"
    assert "2026-01-01" in problem.message("en")


@pytest.mark.parametrize(
    ("name", "jurisdiction", "told"),
    [
        ("vn-08", "vn-09", ['"09"']),
        ("vn-08", "vn-02", ["02 Tỉnh Hà Giang", "08 Tỉnh Tuyên Quang"]),
        ("vn-02", "vn-08", ["02 Tỉnh Hà Giang", "08 Tỉnh Tuyên Quang"]),
    ],
)
def test_where_a_standard_or_its_entry_point_names_no_province_it_is_said_what_became_of_the_code(
    install: Install, name: str, jurisdiction: str, told: list[str]
) -> None:
    install("antq-test", {name: returning(provincial(jurisdiction))})
    registry = load_registry()
    assert [each.jurisdiction for each in registry.broken] == [name, jurisdiction]
    for broken in registry.broken:
        (problem,) = broken.problems
        assert problem.code == "plugin.standard-of-no-province"
        assert all(words in said(problem) for words in told)


def test_two_distributions_with_one_name_are_refused_and_each_names_the_other(install: Install) -> None:
    install("antq-one", {"vn-25": returning(provincial())})
    install("antq-two", {"vn-25": returning(provincial())}, version="2.0")
    registry = load_registry()
    assert [(each.jurisdiction, each.source.label) for each in registry.broken] == [
        ("vn-25", "antq-one 1.0"),
        ("vn-25", "antq-two 2.0"),
    ]
    for broken in registry.broken:
        (problem,) = broken.problems
        assert problem.code == "plugin.name-twice"
        assert "antq-one 1.0" in said(problem)
        assert "antq-two 2.0" in said(problem)
    assert jurisdictions(registry) == INSTALLED


def test_one_distribution_that_names_a_province_twice_is_refused(install: Install) -> None:
    folder = install("antq-test", {"vn-25": returning(provincial())})
    (listed,) = folder.glob("*.dist-info/entry_points.txt")
    listed.write_text(listed.read_text(encoding="utf-8") + "\nvn-25 = elsewhere", encoding="utf-8")
    assert [each.problems[0].code for each in load_registry().broken] == ["plugin.name-twice"] * 2


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


def left_out(registry: Registry) -> dict[str, str]:
    return {each.jurisdiction: each.source.label for each in registry.left_out}


@pytest.mark.parametrize(
    ("only", "loaded"),
    [
        ({"vn-25"}, {"vn-25"}),
        ({"antq-one"}, {"vn-25"}),
        (["Antq_One", "vn"], {"vn", "vn-25"}),
        (["vn"], {"vn"}),
        (["antq-national", "VN_25"], {"vn", "vn-25"}),
        ((), set()),
    ],
)
def test_only_what_may_be_loaded_is_and_the_rest_is_said_to_be_left_out(
    install: Install, only: Collection[str], loaded: set[str]
) -> None:
    install("antq-one", {"vn-25": returning(provincial())})
    install("antq-two", {"vn-01": "raise AssertionError('loaded')"}, version="2.0")
    registry = load_registry(only=only, strict=True)
    assert jurisdictions(registry) == loaded
    assert set(left_out(registry)) == (INSTALLED | {"vn-01", "vn-25"}) - loaded
    assert left_out(registry)["vn-01"] == "antq-two 2.0"
    assert [each.jurisdiction for each in load_registry().broken] == ["vn-01"]


def test_what_is_left_out_is_never_imported(install: Install, tmp_path: Path) -> None:
    install("antq-test", {"vn-25": f"open({str(tmp_path / 'imported')!r}, 'w').close()"})
    assert set(left_out(load_registry(only=["vn"]))) == {"vn-25"}
    assert not (tmp_path / "imported").exists()
    load_registry(only=["vn-25"])
    assert (tmp_path / "imported").exists()


def test_what_was_once_allowed_to_load_is_left_out_where_it_is_no_longer(install: Install) -> None:
    install("antq-test", {"vn-25": returning(provincial())})
    assert "vn-25" in jurisdictions(load_registry())
    assert "vn-25" not in jurisdictions(load_registry(only=["vn"]))


@pytest.mark.parametrize(
    ("name", "place", "near"),
    [("vn-99", "vn-99", "vn-25"), ("vn_20", "vn-20", "vn-25"), ("antq-tset", "antq-tset", "antq-test")],
)
def test_a_name_that_nothing_installed_answers_to_is_broken_and_gets_the_nearest(
    install: Install, name: str, place: str, near: str
) -> None:
    install("antq-test", {"vn-25": returning(provincial())})
    registry = load_registry(only=[name])
    broken, problem = the_broken(registry)
    assert (broken.jurisdiction, problem.code, registry.supplied) == (place, "plugin.not-installed", ())
    for shown in (name, near):
        assert shown in said(problem)
    with pytest.raises(PluginError, match=name):
        load_registry(only=[name], strict=True)
    with pytest.raises(SelectionError, match=name):
        registry.select(AREA, YEAR)


def test_a_text_is_no_collection_of_names() -> None:
    assert {each.problems[0].code for each in load_registry(only="vn").broken} == {"plugin.not-installed"}


def test_allowing_one_of_two_distributions_of_a_province_settles_who_speaks(install: Install) -> None:
    install("antq-one", {"vn-25": returning(provincial())})
    install("antq-two", {"vn-25": "raise AssertionError('loaded')"})
    registry = load_registry(only=["vn", "antq-one"], strict=True)
    assert left_out(registry) == {"vn-25": "antq-two 1.0"}
    stack = registry.select(AREA, YEAR)
    assert (stack.provincial, stack.silent) == (provincial(), ())


def test_strict_loading_raises_every_problem_under_its_jurisdiction(install: Install) -> None:
    install("antq-one", {"vn-25": hook("return [1]"), "somewhere": ""})
    install("antq-misfit", {"vn-20": returning(provincial("vn-20", pins=(NO_PIN,)))})
    install("antq-two", {"vn-01": "raise OSError('no disk')"})
    with pytest.raises(PluginError) as caught:
        load_registry(strict=True)
    assert [(each.place, each.code) for each in caught.value.problems] == [
        ("somewhere", "plugin.bad-name"),
        ("vn-01", "plugin.not-loaded"),
        ("vn-25", "plugin.no-standards"),
        ("vn-20 (antq-misfit 1.0).vn-20/test.pins", "stack.unknown-pin"),
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
        assert (gap.code, gap.name) == (GapCode.PLUGIN_BROKEN, "antq-test")
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
    assert [each.problems[0].code for each in registry.broken] == ["plugin.name-twice"] * 2
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
            lambda: provincial(pins=(NO_PIN,)),
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


def damage(folder: Path, listed: bytes) -> None:
    (file,) = folder.glob("*.dist-info/entry_points.txt")
    file.write_bytes(listed)


@pytest.mark.parametrize(
    "listed",
    [b"[antq]\nvn-25 antq_damaged.plugin\n", b"[antq]\nvn-25 = antq_damaged.plugin \xff\n"],
    ids=["no-sign", "no-text"],
)
def test_a_plugin_whose_entry_points_cannot_be_read_leaves_its_province_unknown(
    install: Install, listed: bytes
) -> None:
    damage(install("antq-damaged", {}), listed)
    broken, problem = the_broken(load_registry())
    assert (broken.jurisdiction, broken.source.label) == ("vn-25", "antq-damaged 1.0")
    assert problem.code == "plugin.not-loaded"
    registry = load_registry(only={"vn"})
    assert (registry.broken, left_out(registry)) == ((), {"vn-25": "antq-damaged 1.0"})


def test_what_is_damaged_and_speaks_for_nobody_is_nobodys_failure(install: Install) -> None:
    damage(install("antq-damaged", {}), b"[console_scripts]\nvn-tool elsewhere\n")
    damage(install("antq-elsewhere", {}), b"[antq]\nvn-tool elsewhere\n")
    assert load_registry().broken == ()


def test_a_distribution_whose_name_cannot_be_read_is_still_heard(install: Install) -> None:
    for province in ("vn-20", "vn-25"):
        folder = install("antq-test", {province: hook("return []")})
        (about,) = folder.glob("*.dist-info/METADATA")
        about.unlink()
    assert [each.jurisdiction for each in load_registry().broken] == ["vn-20", "vn-25"]


def test_an_error_that_cannot_be_told_takes_nobody_else_along(install: Install) -> None:
    raising = "from antq_core.errors import AntqError, Problem\nraise AntqError([Problem('no.such-code')])"
    install("antq-test", {"vn-25": raising})
    _, problem = the_broken(load_registry())
    assert (problem.code, problem.facts["reason"]) == ("plugin.not-loaded", "AntqError")


# --- what a plugin that was left out means to its units ---


@pytest.mark.parametrize(
    ("registered", "verdict"),
    [(True, Verdict.UNDECIDED), (False, Verdict.NOT_MET), (None, Verdict.UNDECIDED)],
)
def test_a_province_that_was_left_out_is_national_and_unknown(
    install: Install, registered: bool | None, verdict: Verdict
) -> None:
    install("antq-test", {"vn-25": returning(provincial())})
    registry = attrs.evolve(load_registry(only=["vn"], strict=True), supplied=(Supplied(NATIONAL),))
    stack = registry.select(AREA, YEAR)
    assert (stack.broken, stack.provincial) == ((), None)
    stated = {} if registered is None else {"registered": registered}
    # Nobody knows what it declares, so what it might have declared is no mistake.
    assessment = assess(dossier(stack, **stated), stack)
    assert assessment.verdict is verdict
    (gap,) = assessment.finding("vn-25").gaps
    assert (gap.code, gap.name) == (GapCode.PLUGIN_LEFT_OUT, "antq-test")
    assert gap in [each.gap for each in assessment.missing]
    assert "antq-test 1.0" in assessment.explain("vi")
    assert "no-provincial-addition" not in [each.code for each in assessment.assumptions]
    elsewhere = attrs.evolve(AREA, province="01")
    assert registry.select(elsewhere, YEAR).silent == ()


def test_being_left_out_is_part_of_what_a_result_was_computed_from(install: Install) -> None:
    install("antq-test", {"vn-25": hook("return []")})
    nobody, broken, left = (
        registry.select(AREA, YEAR)
        for registry in (small_registry(()), load_registry(), load_registry(only=["vn"]))
    )
    stacks = [nobody, Stack(NATIONAL, broken=broken.broken), Stack(NATIONAL, left_out=left.left_out)]
    assert len({assess(dossier(stack), stack).input_digest for stack in stacks}) == 3
