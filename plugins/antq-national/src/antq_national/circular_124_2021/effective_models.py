"""The movement model that Articles 5, 6 and 7 ask for: at least one, and working."""

from antq_core.domain.movement_models import ModelStage, MovementModel
from antq_core.expressions.writing import WINDOW_END, count

EFFECTIVE_MODEL = (
    MovementModel.effective
    & ~(MovementModel.stage == ModelStage.ELIMINATED)
    & (MovementModel.established_on <= WINDOW_END)
)

HAS_EFFECTIVE_MODEL = count(MovementModel, where=EFFECTIVE_MODEL) >= 1
