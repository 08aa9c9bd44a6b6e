"""How hard the generated tests try, by the environment variable HYPOTHESIS_PROFILE."""

import importlib.metadata
import itertools
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# Files there are only type-checked; some are wrong on purpose.
collect_ignore = ["typing"]

# No deadline: a slow machine is not a wrong result. On a build server the same code must give the
# same answer every time; on a desk each run looks at new examples.
settings.register_profile(
    "quick", max_examples=50, deadline=None, print_blob=True, derandomize="CI" in os.environ
)
settings.register_profile("thorough", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


PROVINCES = ("antq-lang-son", "antq-tinh-mau", "antq-vinh-phuc")
"""The plugins of this tree that speak for provinces; each has tests of its own."""


@pytest.fixture(autouse=True)
def no_terminal_has_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown never depends on the terminal in which the tests are started."""
    for name in ("COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def no_province_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here only the national plugin is at hand, beside what a test installs itself."""
    every = importlib.metadata.distributions

    def without_provinces(**asked: object) -> Iterator[importlib.metadata.Distribution]:
        # One that a test has damaged may have no name that could be read.
        return (each for each in every(**asked) if _name(each) not in PROVINCES)

    monkeypatch.setattr(importlib.metadata, "distributions", without_provinces)


def _name(distribution: importlib.metadata.Distribution) -> str | None:
    try:
        return distribution.name
    except Exception:
        return None


@pytest.fixture
def install(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Path]]:
    """Puts a distribution on the path, with one module for each of its entry points."""
    modules: list[str] = []
    folders = itertools.count()
    site = tmp_path_factory.mktemp("site")

    def put(distribution: str, sources: Mapping[str, str], version: str = "1.0") -> Path:
        folder = site / str(next(folders))
        about = folder / f"{distribution.replace('-', '_')}-{version}.dist-info"
        about.mkdir(parents=True)
        metadata = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: {version}\n"
        (about / "METADATA").write_text(metadata, encoding="utf-8")
        lines = ["[antq]"]
        for name, source in sources.items():
            module = f"plugin_of_{site.name}_{len(modules)}"
            (folder / f"{module}.py").write_text(source, encoding="utf-8")
            modules.append(module)
            lines.append(f"{name} = {module}")
        (about / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
        listed = "".join(f"{about.name}/{file},,\n" for file in ("METADATA", "entry_points.txt", "RECORD"))
        (about / "RECORD").write_text(listed, encoding="utf-8")
        monkeypatch.syspath_prepend(folder)
        return folder

    yield put
    for module in modules:
        sys.modules.pop(module, None)
