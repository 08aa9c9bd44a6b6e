"""The comparison with other engines, as far as it runs without them."""

import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMITTED = (ROOT / "comparison/results.md").read_text(encoding="utf-8")
ENGINES = (
    "cedarpy",
    "datalogic-py",
    "json-logic-qubit",
    "OpenFisca-Core",
    "pandas",
    "polars",
    "rule-engine",
    "zen-engine",
)


def rows_of(engine: str, page: str) -> list[list[str]]:
    """The cells of an engine's rows, without their numbers."""
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [cells[1:] for cells in rows if engine in cells[:2]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    """The exit code and the page of a run in the environment of the tests."""
    page = tmp_path_factory.mktemp("comparison") / "results.md"
    command = [sys.executable, str(ROOT / "comparison/run.py"), str(page)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert not done.stderr, done.stderr.decode()
    text = page.read_text(encoding="utf-8")
    assert done.stdout.decode().replace("\r\n", "\n") == text
    return done.returncode, text


def test_the_library_answers_as_the_committed_page_says(run: tuple[int, str]) -> None:
    ours = rows_of("antq-core", run[1])
    assert len(ours) == 3
    assert ours == rows_of("antq-core", COMMITTED)


def test_the_library_says_what_is_missing_as_the_committed_page_says(run: tuple[int, str]) -> None:
    said = [
        page.partition("## What antq-core says is missing")[2].partition("##")[0]
        for page in (run[1], COMMITTED)
    ]
    assert "gap.list-open" in said[0]
    assert said[0] == said[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_that_cannot_be_asked_is_named_and_fails_the_run(run: tuple[int, str], engine: str) -> None:
    code, page = run
    assert rows_of(engine, page)
    try:
        metadata.version(engine)
    except metadata.PackageNotFoundError:
        assert f"**Not asked: {engine}** (it is not installed)." in page
        assert code == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_the_committed_page_has_asked_every_engine_both_questions(engine: str) -> None:
    assert "Not asked" not in COMMITTED
    columns = {len(cells) for cells in rows_of(engine, COMMITTED)}
    assert columns == {len(rows_of("antq-core", COMMITTED)[0]), len(rows_of("antq-core", COMMITTED)[-1])}
