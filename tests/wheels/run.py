"""What the tree becomes when it is packaged: both wheels in an empty environment, far from the tree.

``make test-wheels`` runs it. Sources become sdists, sdists become wheels, and the wheels are installed
beside the pinned packages. There the command is run, and the plugin's own tests.
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
PLUGIN = ROOT / "plugins" / "antq-national"
PACKAGES = {"antq_core": ROOT, "antq_national": PLUGIN}
DATA = {
    "antq_core": {"py.typed", "domain/provinces.csv", "messages/vi.toml", "messages/en.toml"},
    "antq_national": {"py.typed"},
}
# What would let the tree, or the choice of whoever runs this, into the empty environment.
NOT_INHERITED = {"ANTQ_PLUGINS", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}
ABOUT = {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}

FROM_THE_WHEELS = """
import sysconfig
from pathlib import Path

import antq_core
import antq_national

SITE = Path(sysconfig.get_path("purelib"))
for package in (antq_core, antq_national):
    assert SITE in Path(package.__file__).parents, f"{package.__name__} is not the one that was built"
"""


def main() -> None:
    """Build, look inside, install, run the command, run the tests of the plugin."""
    with tempfile.TemporaryDirectory(prefix="antq-wheels-") as folder:
        here = Path(folder)
        wheels = built(here)
        for package, wheel in wheels.items():
            look_inside(package, wheel)
        outside = copied(here / "outside")
        python = installed(here / "environment", list(wheels.values()))
        run_the_command(python, outside)
        run_the_tests(python, outside)
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
    check({f"{package}/{name}" for name in DATA[package]} <= names, f"{wheel.name} lacks data of the package")
    tests = [name for name in names if "/tests/" in name or "/test_" in name]
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
    """A folder with the tests of the plugin, and with what they read: its page and the examples."""
    for source in (PLUGIN / "tests", ROOT / "examples"):
        target = outside / source.relative_to(ROOT)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PLUGIN / "README.md", outside / PLUGIN.relative_to(ROOT))
    (outside / "conftest.py").write_text(FROM_THE_WHEELS, encoding="utf-8")
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
    """The plugin's own tests, held against the packages that were built."""
    say("Running the tests of antq-national outside the tree")
    run([*pip(python), "install", "--require-hashes", "--requirement", ROOT / "requirements" / "dev.txt"])
    options = ["--import-mode=importlib", "-W", "error", "-p", "no:cacheprovider", "-ra"]
    say(run([python, "-m", "pytest", *options, "--rootdir", outside, outside / "plugins"], cwd=outside))


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
