"""The points of the movement: the articles put together, as they read before and since the second decision.

Whoever wants to know what the amendment changed reads this module alone. The old standard stays as it is:
dossiers of its years are still decided by it.
"""

import attrs

from antq_core.domain.incidents import Incident
from antq_core.domain.movement_models import ModelEntry
from antq_core.domain.units import NationalKind
from antq_core.messages.text import Text
from antq_core.standards.readings import Pin
from antq_core.standards.rubric import Limit, ScoredItem
from antq_core.standards.scoring import at_most, group
from antq_core.standards.standard import Standard
from antq_national.circular_124_2021.readings import DECEMBER_RESOLUTION
from antq_tinh_mau.activities import ACTIVITIES, Activity
from antq_tinh_mau.grading import (
    COMMENDATIONS,
    GRADING_BEFORE,
    GRADING_SINCE,
    LATE_REPORTS,
    FinalFacts,
)
from antq_tinh_mau.instrument import (
    FIRST_IN_FORCE,
    HELD_ON_THE_FIRST_DAY,
    JURISDICTION,
    SECOND,
    SECOND_IN_FORCE,
    cite,
)
from antq_tinh_mau.kinds import HOSPITAL
from antq_tinh_mau.leadership import LEADERSHIP, LeadershipFacts
from antq_tinh_mau.participation import (
    TRAINING_BEFORE,
    TRAINING_SINCE,
    ParticipationFacts,
    participation,
)
from antq_tinh_mau.safety import FIRE_DRILL_IN_FULL, SAFETY, SafetyFacts

SCHEME = "movement-grade"


def table(training: ScoredItem) -> ScoredItem:
    """The whole table: 100 points and a bonus, brought back to 100, less what is taken off."""
    points = group(
        "TM-T",
        Text(vi="Điểm trước khi trừ", en="Points before deductions"),
        [LEADERSHIP, participation(training), SAFETY, ACTIVITIES, COMMENDATIONS],
        limit=at_most(100_00, Text(vi="không quá 100 điểm", en="no more than 100 points")),
    )
    return group(
        "TM",
        Text(vi="Bảng chấm điểm (giả định)", en="Scoring table (fictional)"),
        [points, LATE_REPORTS],
        limit=Limit(text=Text(vi="không dưới 0 điểm", en="no less than 0 points"), at_least=0),
        citation=cite("2"),
    )


# A reading that the national standard leaves open, chosen for all units of the province. Nobody can then choose
# otherwise for them; that is why it needs a citation.
DECEMBER_COUNTS = Pin(reading=DECEMBER_RESOLUTION.name, option="counts", citation=cite("9", "1"))

FIRST_VERSION = Standard(
    id="vn-00/movement-grade/01-2024",
    scheme=SCHEME,
    jurisdiction=JURISDICTION,
    kinds=(NationalKind.AGENCY.value, NationalKind.ENTERPRISE.value, HOSPITAL.code),
    added_kinds=(HOSPITAL,),
    title=Text(
        vi="Chấm điểm phong trào của Tỉnh Mẫu (giả định)", en="Scores of the movement in Tỉnh Mẫu (fictional)"
    ),
    citation=cite("2"),
    in_force_from=FIRST_IN_FORCE,
    facts=(
        *LeadershipFacts.facts(),
        *ParticipationFacts.facts(),
        *SafetyFacts.facts(),
        *FinalFacts.facts(),
    ),
    # A list that another scheme declares too is declared alike: one dossier serves both.
    records=(Incident.declaration, ModelEntry.declaration, Activity.declaration),
    criteria=(FIRE_DRILL_IN_FULL,),
    pins=(DECEMBER_COUNTS,),
    rubric=table(TRAINING_BEFORE),
    grading=GRADING_BEFORE,
    assumptions=(HELD_ON_THE_FIRST_DAY,),
)

# What it `replaces` ends on the day before it begins. Only what the second decision says is written anew.
SECOND_VERSION = attrs.evolve(
    FIRST_VERSION,
    id="vn-00/movement-grade/02-2026",
    citation=cite("1", of=SECOND),
    in_force_from=SECOND_IN_FORCE,
    replaces=(FIRST_VERSION.id,),
    rubric=table(TRAINING_SINCE),
    grading=GRADING_SINCE,
)
