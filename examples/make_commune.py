"""Makes the synthetic commune beside this file; the same seed always gives the same bytes.

Everything here is invented: the commune, its areas, its organisations and every number and day.
Run it with ``python examples/make_commune.py`` after a change, and commit what it writes.
"""

import json
import random
from collections.abc import Iterable
from pathlib import Path

import attrs
from areas import NUMBERS as AREA_NUMBERS
from areas import Area, area_dossiers, area_entry, crimes_in, make_area, total
from organisations import Organisation, make_organisations, organisation_dossiers, organisation_entry
from setting import COMMUNE, COMMUNE_WINDOW, YEAR, Day, complete, evidence, in_order, unit

from antq_core import Dossier
from antq_core.codec.dossiers import write_dossier
from antq_core.domain.movement_models import ModelEntry, ModelStage
from antq_core.domain.units import NationalKind
from antq_national.circular_124_2021.facts import CommuneFacts

FOLDER = Path(__file__).parent / "commune"
SEED = 124
NAME = "Xã Mẫu (giả định)"
DECIDED_ON = Day(2026, 11, 19)  # before 20 November

MODEL = ModelEntry(
    model="mo-hinh-mau-01",
    commune=COMMUNE,
    stage=ModelStage.MAINTAINED,
    established_on=Day(2024, 5, 10),
    effective=True,
    sites=5,
    teams=10,
)


def commune_dossier(areas: list[Area], organisations: list[Organisation], completed: bool) -> Dossier:
    """The dossier of the commune; when `completed`, four more units have a decision of recognition."""
    facts = found_in_commune(areas, organisations)
    return Dossier(
        unit=unit("xa-mau", NationalKind.COMMUNE, NAME),
        year=YEAR,
        decision_date=DECIDED_ON,
        claimed=facts.with_statements(registration_day=Day(YEAR, 3, 20)),
        verified=facts,
        last_year=CommuneFacts(**attrs.asdict(total(area.window_before for area in areas))),
        records={
            "incidents": complete(
                in_order(each for place in (*areas, *organisations) for each in place.incidents),
                COMMUNE_WINDOW,
            ),
            "movement_models": complete(
                [MODEL, *(model for each in organisations for model in each.models)], COMMUNE_WINDOW
            ),
            "roster": complete(
                [
                    *(area_entry(each, completed) for each in areas),
                    *(organisation_entry(each, completed) for each in organisations),
                ],
                COMMUNE_WINDOW,
            ),
        },
        evidence=evidence(
            0,
            ("party_resolution_day", "NQ", Day(YEAR, 1, 15), f"Đảng uỷ {NAME}"),
            ("plan_day", "KH", Day(YEAR, 1, 30), f"Uỷ ban nhân dân {NAME}"),
            ("registration_day", "DK", Day(YEAR, 3, 31), f"Uỷ ban nhân dân {NAME}"),
            ("police_effective", "BC", DECIDED_ON, f"Uỷ ban nhân dân {NAME}"),
        ),
    )


def found_in_commune(areas: list[Area], organisations: list[Organisation]) -> CommuneFacts:
    """What the appraiser found in the commune; its cases are those of all places, in its own window."""
    incidents = [each for place in (*areas, *organisations) for each in place.incidents]
    now = attrs.evolve(total(area.now for area in areas), crimes=crimes_in(COMMUNE_WINDOW, incidents))
    calendar_year_before = total(area.calendar_year_before for area in areas)
    return CommuneFacts(
        formed_by_merger=False,
        policy_implemented=True,
        **attrs.asdict(now),
        **calendar_year_before.of_calendar_year_before(),
        new_hotspots=0,
        new_people_in_social_evils=0,
        subjects_well_managed=True,
        party_resolution_adopted=True,
        party_resolution_day=Day(YEAR, 1, 15),
        plan_adopted=True,
        plan_day=Day(YEAR, 1, 30),
        registered=True,
        registration_day=Day(YEAR, 3, 31),
        police_effective=True,
        police_members_disciplined=0,
    )


def files() -> dict[str, str]:
    """The text of each file, by its name: the same commune before and after four dossiers were completed."""
    chance = random.Random(SEED)
    areas = [make_area(chance, number) for number in AREA_NUMBERS]
    organisations = make_organisations(chance)
    states = {"before.jsonl": False, "after.jsonl": True}
    return {
        name: lines(
            [
                *area_dossiers(areas, completed),
                *organisation_dossiers(organisations, completed),
                commune_dossier(areas, organisations, completed),
            ]
        )
        for name, completed in states.items()
    }


def lines(listed: Iterable[Dossier]) -> str:
    """One dossier a line, in the order in which people read them."""
    return "".join(json.dumps(write_dossier(each), ensure_ascii=False) + "\n" for each in listed)


if __name__ == "__main__":
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
