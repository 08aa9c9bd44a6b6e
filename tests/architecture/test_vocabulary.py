import ast
from collections.abc import Iterator, Mapping

# Names that say nothing about what is inside.
EMPTY_NAMES = {"base", "common", "core", "helper", "helpers", "misc", "shared", "util", "utils"}

# What turns input into code.
EXECUTES = {"__import__", "compile", "eval", "exec", "import_module", "importlib.import_module"}
# Where source is run that was put together here, and why nothing that is read can be part of it.
RUNS_ITS_OWN = ("src/antq_core/generated/functions.py: compile", "src/antq_core/generated/functions.py: exec")
UNPICKLES = {"cloudpickle", "dill", "joblib", "marshal", "pickle", "ruamel", "shelve", "yaml"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def called(tree: ast.AST) -> Iterator[str]:
    return (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_every_module_and_folder_has_a_telling_name(modules: Mapping[str, ast.Module]) -> None:
    empty = [
        path
        for path in modules
        if EMPTY_NAMES & {part.removesuffix(".py").strip("_") for part in path.split("/")}
    ]
    assert empty == []


def test_nothing_that_is_read_can_run(modules: Mapping[str, ast.Module]) -> None:
    dangerous = [
        f"{path}: {name}"
        for path, tree in modules.items()
        for name in sorted(UNPICKLES.intersection(imported(tree)) | EXECUTES.intersection(called(tree)))
    ]
    assert sorted(dangerous) == sorted(RUNS_ITS_OWN)


def test_dangers_are_seen_where_they_stand() -> None:
    tree = ast.parse("def f(x):\n    from yaml.nodes import Node\n    return eval(x), re.compile(x)")
    assert list(imported(tree)) == ["yaml"]
    assert list(called(tree)) == ["eval", "re.compile"]
