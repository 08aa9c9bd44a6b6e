import ast
from collections.abc import Iterator, Mapping

import pytest

Function = ast.FunctionDef | ast.AsyncFunctionDef

MODULE_LINES = 400
FUNCTION_LINES = 40

# What may be longer, and why: "src/antq_core/x.py" or "src/antq_core/x.py::Class.method" to a reason.
LONGER: dict[str, str] = {}


def functions(node: ast.AST, within: str = "") -> Iterator[tuple[str, Function]]:
    """All functions with their qualified names, those inside classes and functions too."""
    for child in ast.iter_child_nodes(node):
        name = within
        if isinstance(child, Function | ast.ClassDef):
            name = f"{within}.{child.name}".lstrip(".")
        if isinstance(child, Function):
            yield name, child
        yield from functions(child, name)


def lines_of_code(function: Function, source: list[str]) -> int:
    """Lines from `def` to the end that are neither empty, a comment nor the docstring."""
    lines = set(range(function.lineno, (function.end_lineno or 0) + 1))
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= set(range(first.lineno, (first.end_lineno or 0) + 1))
    stripped = (source[line - 1].strip() for line in lines)
    return sum(1 for line in stripped if line and not line.startswith("#"))


@pytest.fixture(scope="module")
def too_long(modules: Mapping[str, ast.Module], texts: Mapping[str, bytes]) -> dict[str, int]:
    """What is longer than it should be, and how long it is."""
    found = {}
    for path, tree in modules.items():
        source = texts[path].decode().splitlines()
        if len(source) > MODULE_LINES:
            found[path] = len(source)
        for name, function in functions(tree):
            if (length := lines_of_code(function, source)) > FUNCTION_LINES:
                found[f"{path}::{name}"] = length
    return found


def test_nothing_is_long_without_a_reason(too_long: dict[str, int]) -> None:
    assert {name: length for name, length in too_long.items() if name not in LONGER} == {}


def test_no_reason_outlives_what_it_excused(too_long: dict[str, int]) -> None:
    assert set(LONGER) - set(too_long) == set()
    assert all(LONGER.values())


def test_only_code_counts() -> None:
    source = 'def f():\n    """One\n    two."""\n    # why\n\n    return 1\n'
    [(name, function)] = functions(ast.parse(source))
    assert (name, lines_of_code(function, source.splitlines())) == ("f", 2)
