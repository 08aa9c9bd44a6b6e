"""A new plugin: whole or not at all, in the form of our own code, and sound from the first minute."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antq_core import load_registry
from antq_core.cli.new_plugin import GRADES, SCORED, TEMPLATE

SINCE = ("--since", "2026-01-01")
FILES = {
    "README.md",
    "changelog.d/+first.change.md",
    "changelog.d/README.md",
    "pyproject.toml",
    "src/antq_thu/__init__.py",
    "src/antq_thu/instrument.py",
    "src/antq_thu/plugin.py",
    "src/antq_thu/py.typed",
    "src/antq_thu/requirement.py",
    "src/antq_thu/rubric.py",
    "tests/test_plugin.py",
    "tests/test_requirement.py",
    "tests/test_rubric.py",
}
RUFF = Path(sysconfig.get_path("scripts")) / "ruff"


def files(folder: Path) -> set[str]:
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if "__pycache__" not in path.parts}


def run(folder: Path, *words: object) -> str:
    """What a command says in a folder; one that fails ends the test."""
    shown = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    assert shown.returncode == 0, shown.stdout
    return shown.stdout


def test_a_new_plugin_is_a_folder_with_everything_in_it(antq: Callable[..., Any]) -> None:
    made = antq("new-plugin", "antq-thu", "--province", "25", *SINCE, "--locale", "en")
    assert (made.code, made.err) == (0, "")
    assert "antq-thu" in made.out and "Tỉnh Phú Thọ" in made.out
    assert files(Path("antq-thu")) == FILES
    assert [path.name for path in Path().iterdir()] == ["antq-thu"]  # nothing is left beside it


def test_nothing_of_the_template_is_left_over(antq: Callable[..., Any]) -> None:
    antq("new-plugin", "antq-thu", "--province", "00", *SINCE)
    for name in files(Path("antq-thu")):
        text = Path("antq-thu", name).read_text(encoding="utf-8")
        assert not re.search(r"\{\{|\{%|\}\}", text), name
        assert not text or (text.endswith("\n") and not text.endswith("\n\n")), name


def test_the_folder_says_for_whom_it_speaks(antq: Callable[..., Any]) -> None:
    antq("new-plugin", "antq-tinh-thu-hai", "--province", "01", *SINCE)
    described = tomllib.loads(Path("antq-tinh-thu-hai/pyproject.toml").read_text(encoding="utf-8"))
    assert described["project"]["name"] == "antq-tinh-thu-hai"
    assert described["project"]["entry-points"]["antq"] == {"vn-01": "antq_tinh_thu_hai.plugin"}
    assert "Thành phố Hà Nội" in Path("antq-tinh-thu-hai/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("--kind", "school"),
        ("--kind", "agency", "--kind", "enterprise", "--kind", "school", "--scheme", "movement-grade"),
        ("--kind", "residential_area", "--kind", "commune", "--scheme", "antt-safety"),
        ("--kind", "commune", "--scheme", "antt-safety", "--since", "2027-12-20"),
    ],
    ids=["all", "one kind", "rubric alone", "requirement alone", "late in a year"],
)
def test_it_is_in_the_form_of_our_own_code(antq: Callable[..., Any], options: tuple[str, ...]) -> None:
    since = () if "--since" in options else SINCE
    assert antq("new-plugin", "antq-thu", "--province", "66", *options, *since).code == 0
    run(Path("antq-thu"), RUFF, "format", "--check", ".")
    run(Path("antq-thu"), RUFF, "check", "--select", "B,E,F,I,RUF100,SIM,UP,W", ".")


@pytest.mark.parametrize(
    ("options", "standards"),
    [
        ((), ["vn-00/antt-safety/01", "vn-00/movement-grade/01"]),
        (("--scheme", "antt-safety", "--kind", "commune"), ["vn-00/antt-safety/01"]),
        (("--scheme", "movement-grade", "--kind", "school"), ["vn-00/movement-grade/01"]),
    ],
    ids=["both", "requirement alone", "rubric alone"],
)
def test_it_supplies_what_was_asked_for(
    antq: Callable[..., Any], options: tuple[str, ...], standards: list[str]
) -> None:
    antq("new-plugin", "antq-thu", "--province", "00", *options, *SINCE)
    script = "import sys; sys.path.insert(0, 'src'); from antq_thu.plugin import antq_standards as found"
    shown = run(Path("antq-thu"), sys.executable, "-c", f"{script}; print(*(each.id for each in found()))")
    assert shown.split() == standards
    made_for = {name for name in files(Path("antq-thu")) if name.endswith(("requirement.py", "rubric.py"))}
    assert len(made_for) == 2 * len(standards)  # a module and its test for each


def test_its_own_tests_pass_at_once(antq: Callable[..., Any]) -> None:
    """Of one kind of unit here; `make test-wheels` runs them again, of a plugin that is installed."""
    antq("new-plugin", "antq-thu", "--province", "00", "--kind", "agency", *SINCE)
    pytest_options = ["-W", "error", "-rP", "-p", "no:cacheprovider"]
    tested = run(Path("antq-thu"), sys.executable, "-m", "pytest", *pytest_options)
    for name in ("vn-00/antt-safety/01", "vn-00/movement-grade/01"):
        assert name in tested
    summary = r"[1-9][0-9]* proved, [1-9][0-9]* tested, [0-9]+ skipped, 0 remark, 0 failed"
    assert len(re.findall(summary, tested)) == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Phú Thọ", "--province", "25"), "cli.new-name"),
        (("phu-tho", "--province", "25"), "cli.new-name"),
        (("antq-Phu-Tho", "--province", "25"), "cli.new-name"),
        (("antq", "--province", "25"), "cli.new-name"),
        (("antq-", "--province", "25"), "cli.new-name"),
        (("antq_thu", "--province", "25"), "cli.new-name"),
        (("../antq-thu", "--province", "25"), "cli.new-name"),
        (("antq-thu/..", "--province", "25"), "cli.new-name"),
        (("antq-thu\n", "--province", "25"), "cli.new-name"),
        (("antq-{{ 7 * 7 }}", "--province", "25"), "cli.new-name"),
        (("antq-{% raw %}", "--province", "25"), "cli.new-name"),
        (('antq-"]', "--province", "25"), "cli.new-name"),
        (("antq-" + "x" * 60, "--province", "25"), "cli.new-name"),
        (("antq-core", "--province", "25"), "cli.new-name-taken"),
        (("antq-thu", "--province", "03"), "province.unknown-code"),
        (("antq-thu", "--province", "1"), "province.lost-zero"),
        (("antq-thu", "--province", "02"), "province.code-ended"),
        (("antq-thu", "--province", "{{ 7 * 7 }}"), "cli.new-province"),
        (("antq-thu", "--province", "vn-08"), "cli.new-province"),
        (("antq-thu", "--province", ""), "cli.new-province"),
        (("antq-thu", "--province", "Hà Giang"), "province.name-ended"),
        (("antq-thu", "--province", "Tuyen Quang"), "province.unknown-name"),
        (("antq-thu", "--province", "25", "--kind", "commune"), "cli.new-kind-without-points"),
        (("antq-thu", "--province", "25", "--kind", "market"), "cli.impossible-value"),
        (("antq-thu", "--province", "25", "--scheme", "other"), "cli.impossible-value"),
        (("antq-thu", "--province", "25", "--since", "2025-06-30"), "cli.new-since"),
        (("antq-thu", "--province", "25", "--since", "2099-01-01"), "cli.new-since"),
        (("antq-thu", "--province", "25", "--since", "1/1/2026"), "json.day"),
        (("antq-thu", "--province", "25", "--into", "nowhere"), "cli.new-no-folder"),
        (("antq-thu",), "cli.missing-argument"),
        (("--province", "25"), "cli.missing-argument"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    antq: Callable[..., Any], words: tuple[str, ...], code: str
) -> None:
    refused = antq("new-plugin", *words)
    assert (refused.code, refused.out) == (2, "")
    assert f"docs/errors.md#{code}]" in refused.err
    assert len(refused.err.splitlines()) >= 2  # Vietnamese, then English
    assert list(Path().iterdir()) == []


def test_all_that_is_wrong_is_said_at_once(antq: Callable[..., Any]) -> None:
    refused = antq(
        "new-plugin",
        "Thọ",
        "--province",
        "03",
        "--kind",
        "commune",
        "--since",
        "2020-01-01",
        "--locale",
        "en",
    )
    for code in (
        "cli.new-name",
        "province.unknown-code",
        "cli.new-kind-without-points",
        "cli.new-since",
    ):
        assert code in refused.err


def test_a_name_of_people_is_answered_with_one_that_can_be(antq: Callable[..., Any]) -> None:
    assert "antq-phu-tho" in antq("new-plugin", "Phú Thọ", "--province", "25").err


@pytest.mark.parametrize("written", ["Tuyên Quang", "tỉnh tuyên quang", "08"])
def test_a_province_can_be_named_by_its_name(antq: Callable[..., Any], written: str) -> None:
    made = antq("new-plugin", "antq-thu", "--province", written, *SINCE)
    assert made.code == 0
    assert "Tỉnh Tuyên Quang (08)" in made.out
    assert 'vn-08 = "antq_thu.plugin"' in Path("antq-thu/pyproject.toml").read_text(encoding="utf-8")


def test_an_unusable_province_is_answered_with_the_option_and_the_nearest_codes(
    antq: Callable[..., Any],
) -> None:
    near = antq("new-plugin", "antq-thu", "--province", "Tuyen Quang", *SINCE).err
    assert "08 Tỉnh Tuyên Quang" in near
    malformed = antq("new-plugin", "antq-thu", "--province", "vn-08", *SINCE).err
    assert "--province: " in malformed
    assert not re.search(r"cell|ô dữ liệu", malformed)


def test_a_rubric_whose_items_do_not_add_up_to_a_hundred_cannot_be_built(antq: Callable[..., Any]) -> None:
    antq("new-plugin", "antq-thu", "--province", "00", "--kind", "agency", *SINCE)
    rubric = Path("antq-thu/src/antq_thu/rubric.py")
    text = rubric.read_text(encoding="utf-8")
    assert text.count("    20_00,\n") == 1
    rubric.write_text(text.replace("    20_00,\n", "    22_00,\n"), encoding="utf-8")
    assert "102" in failing_tests(Path("antq-thu"), "test_rubric.py")


@pytest.mark.parametrize("module", ["requirement", "rubric"])
def test_a_standard_that_does_not_fit_upon_the_national_one_fails_with_the_reason(
    antq: Callable[..., Any], module: str
) -> None:
    """And not with facts that nobody is said to have declared, as they are where it was left out."""
    antq("new-plugin", "antq-thu", "--province", "00", "--kind", "agency", *SINCE)
    written = Path(f"antq-thu/src/antq_thu/{module}.py")
    text = written.read_text(encoding="utf-8")
    named = {"requirement": "between=(0, 3650)", "rubric": "between=(0, 366)"}[module]
    assert text.count(named) == 1
    misspelt = text.replace(named, f'{named}, no_more_than="staf"')
    written.write_text(misspelt, encoding="utf-8")
    failed = failing_tests(Path("antq-thu"), f"test_{module}.py")
    assert '"staf"' in failed
    assert "value.undeclared" not in failed and "not declared here" not in failed


def failing_tests(folder: Path, name: str) -> str:
    """What pytest says of tests of a folder that fail."""
    shown = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"tests/{name}"],
        cwd=folder,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert shown.returncode != 0
    return shown.stdout


@pytest.mark.parametrize("there", ["a folder", "a file", "a link to nowhere"])
def test_what_is_there_is_not_touched(antq: Callable[..., Any], there: str) -> None:
    place = Path("antq-thu")
    if there == "a folder":
        place.mkdir()
    elif there == "a file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.symlink_to("nowhere")
    refused = antq("new-plugin", "antq-thu", "--province", "25")
    assert refused.code == 2
    assert "cli.new-folder-exists" in refused.err
    assert list(Path().iterdir()) == [place]
    assert place.is_symlink() or place.is_dir() or place.read_text(encoding="utf-8") == "mine"


# Copier leaves the listing of a folder open when it is stopped; that is what is ignored here.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_folder_is_whole_or_it_is_not_there(
    antq: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A template that breaks halfway stands for a full disk, or for somebody who stops the command."""
    broken = tmp_path.parent / f"{tmp_path.name}-template"
    (broken / "files").mkdir(parents=True)
    (broken / "copier.yml").write_text("_subdirectory: files\n_templates_suffix: .jinja\n", encoding="utf-8")
    (broken / "files" / "a.txt").write_text("first", encoding="utf-8")
    (broken / "files" / "b.txt.jinja").write_text("{{ 1 / 0 }}", encoding="utf-8")
    monkeypatch.setattr("antq_core.cli.new_plugin.TEMPLATE", broken)
    with pytest.raises(ZeroDivisionError):
        antq("new-plugin", "antq-thu", "--province", "25", *SINCE)
    assert list(Path().iterdir()) == []


def test_without_the_extra_it_says_what_to_install(
    antq: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "copier", None)
    refused = antq("new-plugin", "antq-thu", "--province", "25")
    assert refused.code == 2
    assert refused.err.count("antq-core[cli,new]") == 2  # in both languages
    assert list(Path().iterdir()) == []


def test_it_needs_no_git_and_no_settings_of_anybody(
    antq: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = tmp_path.parent / f"{tmp_path.name}-settings.yml"
    settings.write_text("defaults:\n  province_name: '{{ 7 * 7 }}'\n", encoding="utf-8")
    monkeypatch.setenv("COPIER_SETTINGS_PATH", str(settings))
    monkeypatch.setenv("PATH", "")
    assert antq("new-plugin", "antq-thu", "--province", "25", *SINCE).code == 0
    assert "49" not in Path("antq-thu/README.md").read_text(encoding="utf-8")


def test_the_template_runs_nothing() -> None:
    """No task and no extension: a template that ran something would do so on every author's machine."""
    settings = (TEMPLATE / "copier.yml").read_text(encoding="utf-8")
    assert [key for key in ("_tasks", "_migrations", "_jinja_extensions") if key in settings] == []


def test_a_rubric_is_offered_for_the_kinds_upon_whose_national_table_it_can_be_put() -> None:
    national = load_registry(only={"vn"}, strict=True).supplied
    scored = {kind for each in national if each.standard.scheme == GRADES for kind in each.standard.kinds}
    assert scored == set(SCORED)
