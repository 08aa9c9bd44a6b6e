"""What the pages about tables show of engines that the other tests of pages have not: every block is run."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(?:python|py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def program(page: str) -> list[str]:
    """The Python of a page; what is marked `py` is run here alone."""
    return BLOCK.findall((DOCS / page).read_text(encoding="utf-8"))


def run(blocks: list[str], folder: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)],
        cwd=folder,
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


def test_tables_in_every_engine(folder: Path) -> None:
    run(program("how-to-tables.md"), folder)


def test_tables_on_spark(folder: Path) -> None:
    """After the page about tables, which writes the dossiers that this one reads."""
    assert (folder / "dossiers.parquet").exists()
    run([*program("spark-cluster.md"), "assert found.count() == 3", "spark.stop()"], folder)
    assert list((folder / "results").glob("province=25/*.parquet"))
