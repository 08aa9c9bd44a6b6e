"""A small country for the command: two short national standards, and dossiers of plainly invented units."""

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from antq_core.cli.commands import main
from antq_core.codec.documents import write_standard
from antq_core.domain.citations import Citation, InstrumentKind
from antq_core.domain.declarations import FactDeclaration, Option
from antq_core.domain.rosters import RosterEntry
from antq_core.domain.windows import DayOfYear, WindowRule
from antq_core.expressions.tree import FactValue, Measure, Or, ReadingIs
from antq_core.expressions.writing import count
from antq_core.messages.text import Text
from antq_core.possible import Interval
from antq_core.standards.criteria import Criterion
from antq_core.standards.readings import Reading
from antq_core.standards.standard import Standard

Json = Any
INVENTED = Citation(kind=InstrumentKind.FICTIONAL, number="1/2026")


def words(text: str) -> Text:
    return Text(vi=f"{text} (vi)", en=f"{text} (en)")


def national(kind: str, **parts: Any) -> Standard:
    return Standard(
        **{
            "id": f"vn/short/{kind}",
            "scheme": "antt-safety",
            "jurisdiction": "vn",
            "kinds": (kind,),
            "title": words(f"short {kind}"),
            "citation": INVENTED,
            "in_force_from": datetime.date(2025, 7, 1),
            "window": WindowRule(DayOfYear(11, 1, -1), DayOfYear(10, 31)),
            "decided_on": DayOfYear(11, 14),
            **parts,
        }
    )


def truth(name: str) -> FactDeclaration:
    return FactDeclaration(name=name, measure=Measure.TRUTH, label=words(name))


def criterion(code: str, holds: Any) -> Criterion:
    return Criterion(code=code, text=words(code), citation=INVENTED, holds=holds)


NOISE_MEANS = Reading(
    name="noise_means",
    question=words("noise by day or by night"),
    options=(Option("by_day", words("by day")), Option("by_night", words("by night"))),
    citation=INVENTED,
)
AREAS = national(
    "residential_area",
    facts=(
        truth("quiet"),
        truth("clean"),
        FactDeclaration(name="fires", measure=Measure.COUNT, label=words("fires"), range=Interval(0, 100)),
    ),
    readings=(NOISE_MEANS,),
    criteria=(
        criterion("A-1", FactValue("clean")),
        criterion("A-2", Or((FactValue("quiet"), ReadingIs("noise_means", "by_night")))),
    ),
)
COMMUNES = national(
    "commune",
    records=(RosterEntry.declaration,),
    criteria=(criterion("C-1", count(RosterEntry, where=RosterEntry.met) >= 1),),
)
OF_PHU_THO = Standard(
    id="vn-25/short",
    scheme="antt-safety",
    jurisdiction="vn-25",
    kinds=("residential_area",),
    title=words("province"),
    citation=INVENTED,
    in_force_from=datetime.date(2025, 7, 1),
    facts=(truth("lamps"),),
    criteria=(criterion("P-1", FactValue("lamps")),),
)


@attrs.frozen
class Run:
    code: int
    out: str
    err: str

    @property
    def listing(self) -> Json:
        return json.loads(self.out)


@pytest.fixture
def antq(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Run]:
    """Runs a command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*typed: object) -> Run:
        code = main([str(word) for word in typed])
        shown = capsys.readouterr()
        return Run(code, shown.out, shown.err)

    return run


@pytest.fixture
def short(antq: Callable[..., Run], save: Callable[..., Path]) -> Callable[..., Run]:
    """Runs a command line with the two short standards in place of the installed ones."""
    areas = save("areas.standard.json", write_standard(AREAS))
    communes = save("communes.standard.json", write_standard(COMMUNES))

    def run(*typed: object) -> Run:
        return antq(*typed, "--standard", areas, "--standard", communes)

    return run


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Writes a document as JSON, or several as JSON Lines; text is written as it is."""

    def write(name: str, *documents: Json) -> Path:
        lines = [each if isinstance(each, str) else json.dumps(each) for each in documents]
        tmp_path.joinpath(name).write_text("\n".join(lines), encoding="utf-8")
        return Path(name)

    return write


@pytest.fixture
def area() -> Callable[..., Json]:
    """A dossier of a residential area; what is not given is not stated."""

    def document(unit: str, /, name: str = "Thôn Mẫu", **verified: Json) -> Json:
        return {
            "format": 1,
            "unit": {
                "id": unit,
                "kind": "residential_area",
                "province": "25",
                "commune": "00001",
                "name": name,
            },
            "year": 2026,
            "verified": verified,
        }

    return document


@pytest.fixture
def commune() -> Callable[..., Json]:
    """A dossier of the commune above the areas, with a closed roster."""

    def document(unit: str, *roster: str) -> Json:
        return {
            "format": 1,
            "unit": {
                "id": unit,
                "kind": "commune",
                "province": "25",
                "commune": "00001",
                "name": "Xã Mẫu",
            },
            "year": 2026,
            "records": {
                "roster": {
                    "items": [{"unit": each, "kind": "residential_area"} for each in roster],
                    "complete_for": {"from": "2025-11-01", "to": "2026-10-31"},
                    "attested_by": "Công an xã Mẫu",
                    "basis": "verified",
                }
            },
        }

    return document


@pytest.fixture
def province() -> Json:
    """A provincial standard upon the short one for areas."""
    return write_standard(OF_PHU_THO)


@pytest.fixture
def short_standards() -> tuple[Standard, ...]:
    return (AREAS, COMMUNES)
