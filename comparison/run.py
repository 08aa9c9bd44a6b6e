"""Asks every engine the two questions, and writes and prints the page of results.

``make compare`` runs it. ``python comparison/run.py FILE`` writes elsewhere. An engine that cannot be
loaded is named on the page, and the exit code is 1.
"""

import importlib
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType

from question import Form
from table import OURS, Asked, Engine, page

RESULTS = Path(__file__).parent / "results.md"

# The module that asks each engine; the engines by the names under which they are installed.
MODULES = {
    OURS: "by_antq_core",
    "cedarpy": "by_cedar",
    "datalogic-py": "by_datalogic",
    "json-logic-qubit": "by_json_logic_qubit",
    "OpenFisca-Core": "by_openfisca",
    "pandas": "by_pandas",
    "polars": "by_polars",
    "rule-engine": "by_rule_engine",
    "zen-engine": "by_zen",
}


def loaded(name: str) -> tuple[Engine, ModuleType | None]:
    """An engine, and the module that asks it unless it cannot be installed or imported here."""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Engine(name, "", "it is not installed"), None
    try:
        return Engine(name, version), importlib.import_module(MODULES[name])
    except Exception as error:  # whatever another's package raises when it is loaded
        return Engine(name, version, f"version {version} cannot be imported: {type(error).__name__}"), None


def asked(engine: Engine, form: Form) -> Asked:
    """What a form answers. Raises `ValueError` when it errs where the evidence is all there."""
    cases = form.question.cases
    places = [place for place, case in enumerate(cases) if form.takes_frames or not case.frames_only]
    answers = dict(zip(places, form.answers([cases[place].data for place in places]), strict=True))
    for control in (0, 1):
        if answers[control] is not cases[control].right:
            raise ValueError(f"{engine.name}, {form.words}: {cases[control].name}: {answers[control]}")
    return Asked(engine.name, form, tuple(answers.get(place) for place in range(len(cases))))


def main(results: Path) -> int:
    """Writes and prints the page; 1 when an engine could not be asked."""
    pairs = [loaded(name) for name in MODULES]
    everything = [asked(engine, form) for engine, module in pairs if module for form in module.FORMS]
    ours = dict(pairs)[Engine(OURS, metadata.version(OURS))]
    assert ours is not None
    text = page([engine for engine, _ in pairs], everything, ours.what_is_missing())
    results.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)
    return 1 if any(engine.problem for engine, _ in pairs) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else RESULTS))
