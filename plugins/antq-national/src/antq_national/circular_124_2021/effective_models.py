"""The movement model that Articles 5, 6 and 7 ask for: at least one, and working."""

from antq_core.domain.movement_models import ModelEntry, ModelStage
from antq_core.expressions.writing import WINDOW_END, count

EFFECTIVE_MODEL = (
    ModelEntry.effective
    & ~(ModelEntry.stage == ModelStage.ELIMINATED)
    & (ModelEntry.established_on <= WINDOW_END)
)

HAS_EFFECTIVE_MODEL = count(ModelEntry, where=EFFECTIVE_MODEL) >= 1
