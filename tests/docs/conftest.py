"""The README and the pages of `docs/`, and a folder in which what they show is done from top to bottom."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md")))

FENCED = re.compile(
    r"^(?:<!-- file(?P<again> again)?: (?P<file>\S+) -->\n)?```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
MARK = "=-=-= next =-=-="
WIDTH = "100"
PROVINCES = re.compile(r"_?antq_(lang_son|tinh_mau|vinh_phuc)\b")
"""What a reader has not installed: the plugins of this tree that speak for provinces."""
FOLDER = "/folder"  # what a page calls the folder in which a reader works
NOT_INHERITED = {"ANTQ_PLUGINS", "PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV"}

# A reader's own environment, in which the library is there already. Whatever `pip install` would fetch is
# there as well: it builds offline. `-P` keeps the current folder out, as a script that was installed does.
COMMANDS = {
    "antq": 'exec {python} -P -c "import sys; from antq_core.cli.entry import main; sys.exit(main())" "$@"',
    "pip": """case $1 in install) set -- "$@" --no-index --no-deps --no-build-isolation; esac
exec {python} -m pip --disable-pip-version-check --no-cache-dir "$@\"""",
}

# What differs from one version or standard to the next, and is not what a page is about.
CHANGING = (
    (re.compile(r"\b[0-9]+\.[0-9]+\.[0-9]+\b"), "<version>"),
    (re.compile(r"\b[0-9a-f]{12}\b|\b[0-9a-f]{64}\b"), "<digest>"),
)


@attrs.frozen
class Block:
    """A fenced block. `follows` says that only white space stands between it and the one before.

    `file` is the file that a reader makes of it: before anything is run, or with `again` when its turn
    comes, in the place of what stood there.
    """

    language: str
    text: str
    file: str | None
    again: bool
    follows: bool


@attrs.frozen
class Shown:
    """What a page shows, and what was there when it was done."""

    command: str
    expected: str
    found: str

    @property
    def is_true(self) -> bool:
        """Whether all was shown as it is; a line of `…` stands for lines that are left out."""
        expected, found = plain(self.expected), plain(self.found)
        if "…" not in expected.splitlines():
            return expected == found
        pattern = ".*".join(re.escape(part) for part in re.split(r"^…$", expected, flags=re.MULTILINE))
        return re.fullmatch(pattern, found, re.DOTALL) is not None


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in their order."""
    text, found, end = page.read_text(encoding="utf-8"), [], 0
    for match in FENCED.finditer(text):
        follows = not text[end : match.start()].strip()
        found.append(Block(match["language"], match["text"], match["file"], bool(match["again"]), follows))
        end = match.end()
    return found


def plain(text: str) -> str:
    """A text without what changes, and without white space at the ends of its lines."""
    for changing, word in CHANGING:
        text = changing.sub(word, text)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def prepare(page: Path, folder: Path) -> None:
    """Put into a folder what a reader has: the examples, and the files that the page tells to write."""
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
    for block in blocks(page):
        if block.file is not None and not block.again:
            target = folder / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("a", encoding="utf-8") as file:
                file.write(block.text if target.stat().st_size == 0 else f"\n\n{block.text}")
    install(folder / ".environment")


def install(environment: Path) -> None:
    """Make an environment that holds what this one holds, and whatever `pip` is told to put into it.

    Of the plugins of this tree it holds the national one.
    """
    venv.create(environment, symlinks=True)
    (site,) = environment.glob("lib/python*/site-packages")
    below = environment / "below"
    below.mkdir()
    for each in Path(sysconfig.get_path("purelib")).iterdir():
        if not PROVINCES.match(each.name):
            (below / each.name).symlink_to(each)
    (site / "below.pth").write_text(f"import site; site.addsitedir({str(below)!r})\n", encoding="utf-8")
    for name, script in COMMANDS.items():
        command = environment / "bin" / name
        command.write_text(f"#!/bin/sh\n{script.format(python=python_in(environment.parent))}\n", "utf-8")
        command.chmod(0o755)


def python_in(folder: Path) -> Path:
    """The interpreter of the environment in a folder."""
    return folder / ".environment" / "bin" / "python"


def environment(folder: Path) -> dict[str, str]:
    """The environment of a reader whose `.venv` is active, in a terminal of a known width."""
    path = os.pathsep.join(
        [str(python_in(folder).parent), str(Path(sys.executable).parent), os.environ["PATH"]]
    )
    inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    return {
        **inherited,
        "PATH": path,
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
        "COLUMNS": WIDTH,
        "NO_COLOR": "1",
    }


def done_in_python(page: Path, folder: Path) -> Iterator[Shown]:
    """Run the Python of a page as one program; yields what its blocks print, where the page shows it."""
    written = blocks(page)
    program = [each.text for each in written if each.language == "python"]
    run = subprocess.run(
        [python_in(folder), "-W", "error", "-c", f"\nprint({MARK!r})\n".join(program)],
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    printed = iter(run.stdout.split(f"{MARK}\n"))
    for position, block in enumerate(written):
        if block.language == "python":
            found = next(printed)
            for after in written[position + 1 : position + 2]:
                if after.language == "text" and after.follows:
                    yield Shown(block.text, after.text, found)


def done_in_a_shell(page: Path, folder: Path) -> Iterator[Shown]:
    """Type the commands of a page one after another; yields what each is shown to answer, and answers."""
    for block in blocks(page):
        if block.file is not None and block.again:
            (folder / block.file).write_text(block.text, encoding="utf-8")
        if block.language != "console":
            continue
        typed = re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
        commands = [each.partition("\n")[0] for each in typed]
        script = [f"echo '{MARK}'; (exit $code); {command}; code=$?" for command in commands]
        run = subprocess.run(
            ["/bin/sh", "-c", "\n".join(["code=0", *script])],
            cwd=folder,
            env=environment(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            encoding="utf-8",
        )
        answers = run.stdout.replace(str(folder), FOLDER).split(f"{MARK}\n")[1:]
        for each, answer in zip(typed, answers, strict=True):
            command, _, expected = each.partition("\n")
            yield Shown(command, expected, answer)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the tree."""
    return ROOT


@pytest.fixture(scope="session")
def pages() -> dict[str, str]:
    """The text of every page, by its path from the root."""
    return {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}


@pytest.fixture(scope="session", params=PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    """Each page in turn, done from top to bottom in a folder of its own: its Python, then its commands."""
    page: Path = request.param
    folder = tmp_path_factory.mktemp(page.stem)
    prepare(page, folder)
    return [*done_in_python(page, folder), *done_in_a_shell(page, folder)]
