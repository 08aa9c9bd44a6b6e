"""What the tree becomes when it is packaged: all its wheels in an empty environment, far from the tree.

``make test-wheels`` runs it. Sources become sdists, sdists become wheels, and the wheels are installed
beside the pinned packages. There the command is run, and the plugins' own tests. Last, the command makes a
new plugin, which is built and installed beside the others, found, and held to its own tests.
Whatever is not as it should be ends the run with an exit code other than 0.
"""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from email.parser import HeaderParser
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLUGINS = {path.parent.name.replace("-", "_"): path.parent for path in ROOT.glob("plugins/*/pyproject.toml")}
PACKAGES = {"antq_core": ROOT, **dict(sorted(PLUGINS.items()))}
DATA = {"py.typed"}
DATA_OF_THE_CORE = {
    "domain/provinces.csv",
    "messages/vi.toml",
    "messages/en.toml",
    "cli/plugin_template/copier.yml",
    "cli/plugin_template/files/src/{{package}}/plugin.py.jinja",
}
NEW_PLUGIN = "antq-thu-nghiem"
# What would let the tree, or the choice of whoever runs this, into the empty environment.
NOT_INHERITED = {"ANTQ_PLUGINS", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
ABOUT = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}
OPTIONS = ["--import-mode=importlib", "-W", "error", "-p", "no:cacheprovider", "-ra"]

FROM_THE_WHEELS = """
import importlib
import sysconfig
from pathlib import Path

SITE = Path(sysconfig.get_path("purelib"))
for name in {names}:
    found = importlib.import_module(name).__file__
    assert SITE in Path(found).parents, f"{{name}} is not the one that was built"
"""


def main() -> None:
    """Build, look inside, install, run the command, run the tests of the plugins, make a new one."""
    with tempfile.TemporaryDirectory(prefix="antq-wheels-") as folder:
        here = Path(folder)
        wheels = built(here)
        for package, wheel in wheels.items():
            look_inside(package, wheel)
        outside = copied(here / "outside")
        python = installed(here / "environment", list(wheels.values()))
        run_the_command(python, outside)
        run_the_tests(python, outside)
        try_a_new_plugin(python, here / "new")
    print("The wheels work.")


def built(here: Path) -> dict[str, Path]:
    """A wheel for each package, built from its sdist and not from the tree. No network is asked."""
    for package, project in PACKAGES.items():
        say(f"Building {package}")
        run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", here / package], cwd=project)
        (source,) = (here / package).glob(f"{package}-*.tar.gz")
        offline = ["--no-index", "--no-deps", "--no-build-isolation"]
        run([*pip(sys.executable), "wheel", *offline, "--wheel-dir", here / package, source], cwd=here)
    return {package: next((here / package).glob(f"{package}-*.whl")) for package in PACKAGES}


def look_inside(package: str, wheel: Path) -> None:
    """A wheel holds the package as it is in the tree, what describes it, and nothing else."""
    source = PACKAGES[package] / "src" / package
    files = (path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    expected = {f"{package}/{path.relative_to(source).as_posix()}" for path in files}
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (about,) = {name.partition("/")[0] for name in names if ".dist-info/" in name}
        metadata = HeaderParser().parsestr(archive.read(f"{about}/METADATA").decode())
    expected |= {f"{about}/{name}" for name in ABOUT}
    check(names == expected, f"{wheel.name} differs from the tree: {sorted(names ^ expected)}")
    data = DATA | (DATA_OF_THE_CORE if package == "antq_core" else set())
    check({f"{package}/{name}" for name in data} <= names, f"{wheel.name} lacks data of the package")
    # What a new plugin is made of holds tests too; they are no modules, and run for it alone.
    tests = [name for name in names if name.endswith(".py") and ("/tests/" in name or "/test_" in name)]
    check(not tests, f"{wheel.name} holds tests: {tests}")
    check(metadata["License-Expression"] == "Apache-2.0", f"{wheel.name} does not say its licence")
    check(bool(metadata.get_payload()), f"{wheel.name} has no README")


def installed(environment: Path, wheels: Sequence[Path]) -> Path:
    """The interpreter of a new environment with what the library needs at run time, and the wheels."""
    say("Making an empty environment")
    run([sys.executable, "-m", "venv", environment])
    python = environment / "bin" / "python"
    run([*pip(python), "install", "--require-hashes", "--requirement", ROOT / "requirements" / "demo.txt"])
    run([*pip(python), "install", "--no-index", "--no-deps", *wheels])
    run([*pip(python), "check"])
    return python


def copied(outside: Path) -> Path:
    """A folder with the tests of the plugins, and with what they read: pages and the examples."""
    left_out = shutil.ignore_patterns("__pycache__", "src")
    for source in (*PLUGINS.values(), ROOT / "docs", ROOT / "examples"):
        shutil.copytree(source, outside / source.relative_to(ROOT), ignore=left_out)
    (outside / "conftest.py").write_text(FROM_THE_WHEELS.format(names=tuple(PACKAGES)), encoding="utf-8")
    return outside


def run_the_command(python: Path, outside: Path) -> None:
    """The command runs without anything that only tests need."""
    antq = python.with_name("antq")
    for words, shown in (
        ("--version", importlib.metadata.version("antq-core")),
        ("plugins --strict --locale en", "works"),
        ("assess examples/commune/before.jsonl", "xa-mau"),
        ("explain examples/commune/before.jsonl xa-mau", "xa-mau"),
    ):
        say(f"antq {words}")
        check(shown in run([antq, *words.split()], cwd=outside), f"antq {words} does not show {shown}")
    say("antq plugins, where none may be loaded")
    shown = run([antq, "plugins", "--locale", "en"], cwd=outside, ANTQ_PLUGINS="")
    check("left out" in shown and "works" not in shown, shown)


def run_the_tests(python: Path, outside: Path) -> None:
    """The plugins' own tests, held against the packages that were built."""
    say("Running the tests of the plugins outside the tree")
    run([*pip(python), "install", "--require-hashes", "--requirement", ROOT / "requirements" / "dev.txt"])
    say(run([python, "-m", "pytest", *OPTIONS, "--rootdir", outside, outside / "plugins"], cwd=outside))


def try_a_new_plugin(python: Path, here: Path) -> None:
    """What the command makes is built, installed beside the others, found, and passes its own tests."""
    say(f"antq new-plugin {NEW_PLUGIN}")
    here.mkdir()
    antq = python.with_name("antq")
    run([antq, "new-plugin", NEW_PLUGIN, "--province", "25", "--since", "2026-01-01"], cwd=here)
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    run([*pip(python), "wheel", *offline, "--wheel-dir", here, here / NEW_PLUGIN], cwd=here)
    run([*pip(python), "install", "--no-index", "--no-deps", *here.glob("*.whl")])
    run([*pip(python), "check"])
    shown = run([antq, "plugins", "--strict", "--locale", "en"], cwd=here, COLUMNS="160")
    check(f"{NEW_PLUGIN} 0.1.0" in shown, shown)
    shutil.rmtree(here / NEW_PLUGIN / "src")  # so that its tests find the package that was installed
    say(run([python, "-m", "pytest", *OPTIONS, here / NEW_PLUGIN], cwd=here))


def pip(python: Path | str) -> list[str]:
    return [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]


def run(command: Sequence[object], cwd: Path | None = None, **variables: str) -> str:
    """What a command says; one that fails ends everything, and is shown in full."""
    words = [str(word) for word in command]
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    environment = {**inherited, "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1", **variables}
    ended = subprocess.run(
        words,
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    check(ended.returncode == 0, f"{ended.stdout}\nexit code {ended.returncode}: {' '.join(words)}")
    return ended.stdout


def check(holds: bool, otherwise: str) -> None:
    if not holds:
        sys.exit(otherwise)


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    main()
