"""What the metadata of the two packages promise together. ``make test-wheels`` builds and tries them."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT, *sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))]


@pytest.fixture(params=FOLDERS[1:], ids=[folder.name for folder in FOLDERS[1:]])
def plugin(request: pytest.FixtureRequest) -> Path:
    """The folder of each plugin in turn."""
    folder: Path = request.param
    return folder


def project(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def test_a_plugin_says_of_itself_what_the_core_says(plugin: Path) -> None:
    core, said = project(ROOT), project(plugin)
    for key in ("license", "license-files", "classifiers", "requires-python"):
        assert said[key] == core[key]


def test_a_plugin_carries_the_licence_and_a_page(plugin: Path) -> None:
    assert (plugin / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()
    assert (plugin / project(plugin)["readme"]).is_file()


def test_a_plugin_needs_the_core_of_this_tree(plugin: Path) -> None:
    major, minor, _ = project(ROOT)["version"].split(".")
    said = project(plugin)
    assert f"antq-core=={major}.{minor}.*" in said["dependencies"]
    testing, *_ = said["optional-dependencies"]["testing"]
    assert testing.endswith(f"]=={major}.{minor}.*")


def test_every_package_is_marked_as_typed() -> None:
    for folder in FOLDERS:
        (package,) = (path for path in (folder / "src").iterdir() if path.joinpath("__init__.py").is_file())
        assert package.joinpath("py.typed").is_file()
