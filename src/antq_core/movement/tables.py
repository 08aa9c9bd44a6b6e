"""All tables of records, by name, in the order in which reviews and folders list them."""

from collections.abc import Mapping

from antq_core.movement.activities import AwarenessActivity
from antq_core.movement.agreements import Agreement, AgreementReview
from antq_core.movement.certifications import Certification
from antq_core.movement.commendations import Commendation
from antq_core.movement.models import ModelEvent, MovementModel
from antq_core.movement.record import MovementRecord
from antq_core.movement.tips import Tip
from antq_core.movement.units import RegisteredUnit

TABLES: Mapping[str, type[MovementRecord]] = {
    kind.table: kind
    for kind in (
        RegisteredUnit,
        MovementModel,
        ModelEvent,
        Tip,
        Agreement,
        AgreementReview,
        Certification,
        Commendation,
        AwarenessActivity,
    )
}
