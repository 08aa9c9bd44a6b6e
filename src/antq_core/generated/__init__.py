"""Standards as the source of Python functions, which decide one dossier or a few rows at a time."""

from antq_core.generated.deciding import Decider
from antq_core.generated.values import Decision, Explanation

__all__ = ["Decider", "Decision", "Explanation"]
