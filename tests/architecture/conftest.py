"""What the tests of the tree itself look at."""

import ast
import fnmatch
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def texts() -> Mapping[str, bytes]:
    """Every text file of the tree that is not ignored, by its path from the root.

    Walks instead of asking git: the tests run where git is not, and see a file before it is added.
    """
    ignored = [".git"]
    ignored += [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    found = {}
    folders = [ROOT]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored):
                continue
            if path.is_dir():
                folders.append(path)
            elif b"\0" not in (content := path.read_bytes()):
                found[path.relative_to(ROOT).as_posix()] = content
    return found


@pytest.fixture(scope="session")
def modules(texts: Mapping[str, bytes]) -> Mapping[str, ast.Module]:
    """Every Python module of the core and of the plugins, parsed; without their tests."""
    return {
        path: ast.parse(content, filename=path)
        for path, content in texts.items()
        if fnmatch.fnmatch(path, "src/*.py") or fnmatch.fnmatch(path, "plugins/*/src/*.py")
    }
