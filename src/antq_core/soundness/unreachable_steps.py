"""Steps that can never be reached: by its words alone an earlier step holds wherever they do.

Nothing here knows what facts may be; a step that is not named may be out of reach all the same.
"""

from collections.abc import Iterator

from antq_core.comparison.implication import implies
from antq_core.expressions import tree
from antq_core.expressions.resolving import FALSE, TRUE


def unreachable_steps(steps: tree.Steps) -> Iterator[tuple[int, int]]:
    """The steps out of reach, counted from 1, each with the earlier step that keeps it so.

    What is left when no step holds counts as the last one. A step that never holds keeps itself out.
    """
    conditions = [arm.condition for arm in steps.arms if isinstance(arm, tree.Where)]
    for position, condition in enumerate((*conditions, TRUE)):
        if condition == FALSE:
            yield position + 1, position + 1
            continue
        for earlier, before in enumerate(conditions[:position]):
            if implies(condition, before):
                yield position + 1, earlier + 1
                break
