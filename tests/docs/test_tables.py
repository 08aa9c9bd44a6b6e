"""What pages list is what there is: criteria, readings, messages, exit codes, names."""

import importlib
import re
import runpy
from pathlib import Path

import pytest

from antq_core.cli.refusals import ExitCode
from antq_core.errors import Problem
from antq_core.findings.finding import GapCode
from antq_core.messages.catalogue import sentences

BAR = re.compile(r"(?<!\\)\|")


def rows(text: str) -> list[list[str]]:
    """The cells of every row of every table, heads among them."""
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    return [[cell.strip() for cell in BAR.split(line)[1:-1]] for line in lines]


@pytest.mark.parametrize(
    ("page", "script"),
    [
        ("docs/law-coverage.md", "docs/law_coverage.py"),
        ("docs/golden-cases.md", "docs/golden_cases.py"),
        ("docs/provinces.md", "docs/province_codes.py"),
        ("docs/errors.md", "docs/message_codes.py"),
    ],
)
def test_the_tables_of_a_page_are_as_its_script_writes_them(
    pages: dict[str, str], root: Path, page: str, script: str
) -> None:
    rewritten = runpy.run_path(str(root / script))["rewritten"]
    assert pages[page] == rewritten(pages[page]), f"the tables are old; run: python {script}"


@pytest.mark.parametrize("page", ["tutorial-a-province", "tutorial-first-plugin", "how-to-score"])
def test_the_path_of_a_file_stands_above_it(pages: dict[str, str], page: str) -> None:
    """The comment from which the file is made is not seen by whoever reads the page as it is rendered."""
    text = pages[f"docs/{page}.md"]
    written = re.findall(r"^<!-- file(?: again)?: (\S+) -->$", text, re.MULTILINE)
    shown = re.findall(r"^`(\S+)`(?:, continued)?:\n\n<!-- file", text, re.MULTILINE)
    assert written and written == shown


def test_every_message_can_be_looked_up(pages: dict[str, str]) -> None:
    """Under its own code, to which the command line leads with every message."""
    listed = [row[0] for row in rows(pages["docs/errors.md"])]
    anchored = {code: f'<a id="{code}"></a>`{code}`' for code in sentences("en")}
    assert [code for code, cell in anchored.items() if listed.count(cell) != 1] == []
    assert all(Problem(code).page == f"docs/errors.md#{code}" for code in anchored)


@pytest.mark.parametrize("page", ["README.md", "docs/errors.md"])
def test_the_exit_codes_are_all_there(pages: dict[str, str], page: str) -> None:
    after = pages[page].partition("| exit code | means |")[2].partition("\n\n")[0]
    assert [int(row[0]) for row in rows(after)] == [code.value for code in ExitCode]


@pytest.mark.parametrize(
    "page", ["docs/how-to-read-an-undecided-result.md", "docs/doc-ket-qua-chua-ket-luan.md"]
)
def test_every_reason_for_an_open_result_is_explained(pages: dict[str, str], page: str) -> None:
    explained = [row[0].strip("`") for row in rows(pages[page]) if row[0].startswith("`gap.")]
    assert sorted(explained) == sorted(code.value for code in GapCode)


def test_every_name_of_the_glossary_is_there_or_marked(pages: dict[str, str]) -> None:
    names = [row[1] for row in rows(pages["docs/glossary.md"]) if row[1] != "in code"]
    assert names
    assert [name for name in names if name != "not yet" and not is_there(name.strip("`"))] == []


def is_there(name: str) -> bool:
    """Whether a dotted name leads to a value: through modules first, then attributes."""
    steps = name.split(".")
    module = importlib.import_module(steps[0])
    for position, step in enumerate(steps[1:], start=2):
        if not hasattr(module, step):
            try:
                importlib.import_module(".".join(steps[:position]))
            except ModuleNotFoundError:
                return False
        module = getattr(module, step)
    return True


def test_a_name_is_found_only_where_it_is() -> None:
    assert is_there("antq_core.possible.Verdict.MET")
    assert not is_there("antq_core.possible.Verdict.PERHAPS")
    assert not is_there("antq_core.nowhere.Verdict")
