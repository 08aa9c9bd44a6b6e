import json
import subprocess
import sys
from importlib import metadata

# The test kit, the command's libraries, and every table library that we know how to talk to.
HEAVY = {
    "hypothesis", "pytest", "_pytest", "rich", "cyclopts",
    "cryptography", "highspy", "holidays", "jinja2", "joserfc", "python_calamine", "segno",
    "duckdb", "ibis", "msgspec", "narwhals", "numpy", "openpyxl", "pandas", "polars", "pyarrow", "pyspark",
    "xlsxwriter",
}  # fmt: skip


def loaded_by(statement: str) -> set[str]:
    """The top names of all modules that a fresh interpreter has loaded after a statement."""
    script = f"{statement}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, check=True, text=True)
    return {name.partition(".")[0] for name in json.loads(run.stdout)}


def installed_plugins() -> set[str]:
    """The top names of the modules behind every installed entry point of ours."""
    return {
        entry.module.partition(".")[0]
        for distribution in metadata.distributions()
        for entry in distribution.entry_points
        if entry.group.startswith("antq")
    }


def test_importing_the_library_loads_nothing_that_only_tests_commands_or_tables_need() -> None:
    assert loaded_by("import antq_core") & HEAVY == set()


def test_importing_the_library_loads_no_plugin() -> None:
    plugins = installed_plugins()
    assert plugins, "without an installed plugin this test would prove nothing"
    assert loaded_by("import antq_core") & plugins == set()
